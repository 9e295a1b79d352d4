/*
 * Any facts about a request header: numbers from the first bytes, the target from the rest. What
 * is refused is refused by the first rule that holds, and what no rule speaks against passes; the
 * rules stand here a second time, in other words and with numbers of their own.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "web/http/guard.h"

enum { NUMBERS = 16 };

static void expect(bool holds)
{
    if (!holds) {
        abort();
    }
}

static gi_guard_facts facts_of(const uint8_t *at, gi_bytes target)
{
    static const gi_http_method methods[] = { GI_HTTP_GET, GI_HTTP_HEAD, GI_HTTP_POST,
                                              GI_HTTP_OTHER };
    return (gi_guard_facts){ .method = methods[at[0] & 3U],
                             .lengths = at[1] & 3U,
                             .hosts = at[2] & 3U,
                             .host_is_due = (at[0] & 4U) != 0,
                             .transfers = at[3] & 3U,
                             .fields = at[4],
                             .length_is_number = (at[0] & 8U) == 0,
                             .length = (uint64_t)at[5] << (at[6] & 56U),
                             .bad_name = (at[0] & 16U) != 0,
                             .host_is_empty = (at[0] & 32U) != 0,
                             .folded = (at[0] & 64U) != 0,
                             .header_size = (size_t)at[7] * 256U + at[8],
                             .canonical_size = (size_t)at[9] * 256U + at[10],
                             .target = target,
                             .target_size =
                                 (at[11] & 1U) != 0 ? target.size + 65536 : target.size };
}

/* ---- every rule once more, in other words than the guard's ---- */

static bool reads(const gi_guard_facts *at)
{
    return at->method == GI_HTTP_GET || at->method == GI_HTTP_HEAD;
}

static bool is_odd(const gi_guard_facts *at)
{
    return at->target.size == 0 || *at->target.data != '/';
}

static bool is_cut(const gi_guard_facts *at)
{
    bool bad = memmem(at->target.data, at->target.size, "%00", 3) != NULL;
    for (size_t i = 0; i < at->target.size; i++) {
        bad = bad || at->target.data[i] < '!' || at->target.data[i] > '~';
    }
    return bad;
}

typedef struct claim {
    const char *id;
    int status;
    bool holds;
} claim;

enum { CLAIMS = 15 };

/* In the order of judgement: the first that holds is the one that is told. */
static void claim_all(const gi_guard_facts *at, claim out[CLAIMS])
{
    const claim all[CLAIMS] = {
        { "two-lengths", 400, at->lengths >= 2 },
        { "two-framings", 400, at->transfers >= 1 && at->lengths >= 1 },
        { "two-hosts", 400, at->hosts >= 2 },
        { "no-host", 400, at->host_is_empty || (at->hosts < 1 && at->host_is_due) },
        { "target-too-long", 414, at->target_size >= 2049 },
        { "header-too-big", 431, at->header_size >= 16385 || at->fields >= 65 },
        { "header-longer-than-its-lines", 400, at->canonical_size < at->header_size },
        { "folded-line", 400, at->folded },
        { "bad-header-name", 400, at->bad_name },
        { "odd-target", 400, is_odd(at) },
        { "cut-target", 400, is_cut(at) },
        { "transfer-encoding", 411, at->transfers >= 1 },
        { "bad-length", 400, at->lengths >= 1 && !at->length_is_number },
        { "body-too-big", 413, at->length >= 6291457 },
        { "body-on-get", 400, reads(at) && at->length >= 1 },
    };
    memcpy(out, all, sizeof all);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < NUMBERS) {
        return 0;
    }
    gi_guard_facts facts = facts_of(data, (gi_bytes){ data + NUMBERS, size - NUMBERS });
    const gi_guard_rule *rule = gi_guard_judge(&facts);
    claim all[CLAIMS];
    const claim *wanted = NULL;
    claim_all(&facts, all);
    for (size_t i = 0; i < CLAIMS && wanted == NULL; i++) {
        wanted = all[i].holds ? &all[i] : NULL;
    }
    expect((rule == NULL) == (wanted == NULL) && gi_guard_rule_count == CLAIMS);
    expect(rule == NULL || (strcmp(rule->id, wanted->id) == 0 && rule->status == wanted->status));
    return 0;
}
