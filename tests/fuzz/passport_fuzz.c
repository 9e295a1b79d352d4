/*
 * passport_fuzz.c - any bytes as a batch passport, and as a proof of balances.
 *
 * Nobody vouches for what nobody pinned; what opens must come apart into proofs that hold.
 */
#include <stdlib.h>

#include "core/lookup/balance.h"
#include "fuzz.h"
#include "gi/passport.h"
#include "gi/tend.h"

static void check(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void take_apart(const gi_passport *passport)
{
    GI_AUTO(gi_json) facts = NULL;
    check(gi_passport_facts(passport, &facts, NULL) == GI_OK);
    for (size_t i = 0; i < gi_passport_leaves(passport); i++) {
        char name[GI_PASSPORT_NAME];
        GI_AUTO_BUF leaf = GI_BUF(GI_PASSPORT_MAX);
        GI_AUTO_BUF proof = GI_BUF(4 * GI_NOTE_MAX);
        int64_t index = 0;
        gi_path path;
        gi_bytes note;
        check(gi_passport_proof(passport, i, name, &leaf, &proof, NULL) == GI_OK);
        check(gi_tlog_proof_parse(gi_buf_view(&proof), &index, &path, &note, NULL) == GI_OK);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO(gi_json) file = NULL;
    GI_AUTO(gi_json) rows = gi_json_array();
    GI_SHEAF sheaf = { .why = GI_WHY_BAD_BALANCE };
    gi_bytes bytes = { data, size };
    if (gi_passport_open(bytes, NULL, 0, &passport, NULL) == GI_OK) {
        check(!gi_passport_about_of(passport)->trusted);
        take_apart(passport);
    }
    if (gi_json_parse(bytes, GI_SHEAF_DEPTH, &file, NULL) == GI_OK &&
        gi_balance_check_file(file, &sheaf, rows, NULL) == GI_OK) {
        check(gi_json_count(rows) > 0);
    }
    return 0;
}
