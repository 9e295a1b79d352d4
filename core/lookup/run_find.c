/*
 * run_find.c - which run somebody means: a batch ID, "<batch ID>#2", or "<key>/<serial>".
 *
 * Reads only. One transaction, so that run and facts are of one state.
 */
#include <string.h>

#include "core/lookup/facts.h"
#include "core/store/batches.h"
#include "core/store/registry.h"
#include "core/store/runs.h"
#include "gi/codes.h"
#include "gi/text.h"

typedef struct search {
    int64_t wanted; /* 1 = first issued; 0 = newest */
    int64_t seen;
    gi_run run;
} search;

static gi_status take_run(void *context, const gi_run *run, gi_error *err)
{
    search *found = context;
    (void)err;
    found->seen++;
    if (found->wanted == 0 || found->wanted == found->seen) {
        found->run = *run;
    }
    return GI_OK;
}

/* Splits text at a mark; false when it is not there. */
static bool split(gi_bytes text, char mark, gi_bytes *left, gi_bytes *right)
{
    const uint8_t *at = text.size > 0 ? memchr(text.data, mark, text.size) : NULL;
    if (at == NULL) {
        return false;
    }
    size_t size = (size_t)(at - text.data);
    *left = (gi_bytes){ text.data, size };
    *right = (gi_bytes){ at + 1, text.size - size - 1 };
    return true;
}

static gi_status find_serial(gi_db *db, gi_bytes key_text, gi_bytes serial_text, gi_run *run,
                             gi_error *err)
{
    int64_t key = 0;
    int64_t serial = 0;
    bool found = false;
    GI_TRY(gi_text_int(key_text, "key", 1, UINT16_MAX, &key, err));
    GI_TRY(gi_text_int(serial_text, "serial", 1, UINT32_MAX, &serial, err));
    GI_TRY(gi_run_by_serial(db, (uint16_t)key, (uint32_t)serial, &found, run, err));
    return found ? GI_OK : gi_fail(err, GI_WHY_NO_RUN, gi_num(serial).text);
}

static gi_status find_of_batch(gi_db *db, gi_bytes text, gi_run *run, gi_error *err)
{
    gi_bytes id_text = text;
    gi_bytes place = { 0 };
    gi_batch_id id;
    char name[GI_BATCH_ID_TEXT];
    search found = { 0 };
    gi_batch_row batch;
    if (split(text, '#', &id_text, &place)) {
        GI_TRY(gi_text_int(place, "run", 1, INT64_C(1000000000), &found.wanted, err));
    }
    GI_TRY(gi_batch_id_parse(id_text, &id, err));
    gi_batch_id_print(&id, name);
    GI_TRY(gi_batch_load(db, name, &batch, err));
    GI_TRY(gi_run_each(db, name, take_run, &found, err));
    if (found.seen == 0 || found.wanted > found.seen) {
        return gi_fail(err, GI_WHY_NO_RUN, gi_quote(text).text);
    }
    *run = found.run;
    return GI_OK;
}

static gi_status find(gi_registry *registry, gi_bytes text, gi_run *run, gi_batch_facts *facts,
                      gi_error *err)
{
    gi_bytes key = { 0 };
    gi_bytes serial = { 0 };
    gi_run found;
    gi_batch_row batch;
    gi_db *db = registry->db;
    GI_TRY(split(text, '/', &key, &serial) ? find_serial(db, key, serial, &found, err)
                                           : find_of_batch(db, text, &found, err));
    if (facts != NULL) {
        GI_TRY(gi_batch_load(db, found.batch, &batch, err));
        GI_TRY(gi_facts_load(registry, &batch, facts, err));
    }
    *run = found;
    return GI_OK;
}

gi_status gi_run_find(gi_registry *registry, gi_bytes text, gi_run *run, gi_batch_facts *facts,
                      gi_error *err)
{
    GI_TRY(gi_db_begin(registry->db, false, err));
    gi_status status = find(registry, text, run, facts, err);
    gi_db_rollback(registry->db); /* nothing was written; this only ends the view */
    return status;
}
