/*
 * Any facts about a request header: numbers from the first bytes, the target from the rest. What
 * the guard lets pass has one framing, one host, a plain target and no body on GET.
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

static void expect_plain(gi_bytes target)
{
    expect(target.size > 0 && target.size <= GI_HTTP_TARGET_MAX && target.data[0] == '/');
    for (size_t i = 0; i < target.size; i++) {
        expect(target.data[i] > 0x20 && target.data[i] < 0x7F);
        expect(target.size - i < 3 || memcmp(target.data + i, "%00", 3) != 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < NUMBERS) {
        return 0;
    }
    gi_guard_facts facts = facts_of(data, (gi_bytes){ data + NUMBERS, size - NUMBERS });
    const gi_guard_rule *rule = gi_guard_judge(&facts);
    if (rule != NULL) {
        expect(rule->status >= 400 && rule->status < 500);
        return 0;
    }
    expect(facts.lengths <= 1 && facts.transfers == 0 && facts.hosts <= 1 && !facts.folded);
    expect(facts.length <= GI_HTTP_BODY_MAX && facts.header_size <= facts.canonical_size);
    expect((facts.method & (GI_HTTP_GET | GI_HTTP_HEAD)) == 0 || facts.length == 0);
    expect_plain(facts.target);
    return 0;
}
