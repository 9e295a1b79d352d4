/*
 * guard.c - the table of what is refused, in the order of judgement.
 *
 * Every refusal closes the connection, so bytes that came behind a doubtful header are never
 * read as a request. What the table cannot see (a last line ":" LF has the size of the blank
 * line) is caught by connection.h: bytes behind a header end the connection as well.
 */
#include "web/http/guard.h"

#include <string.h>

static bool is_two_lengths(const gi_guard_facts *facts)
{
    return facts->lengths > 1;
}

static bool is_two_framings(const gi_guard_facts *facts)
{
    return facts->transfers > 0 && facts->lengths > 0;
}

static bool is_two_hosts(const gi_guard_facts *facts)
{
    return facts->hosts > 1;
}

static bool is_no_host(const gi_guard_facts *facts)
{
    return facts->host_is_empty || (facts->host_is_due && facts->hosts == 0);
}

/* A NUL, a folded line or a line without a name makes the header longer than its parts. */
static bool is_longer_than_its_lines(const gi_guard_facts *facts)
{
    return facts->header_size > facts->canonical_size;
}

/* Obsolete since RFC 7230; the parser glues names and values together. */
static bool is_folded(const gi_guard_facts *facts)
{
    return facts->folded;
}

static bool is_bad_name(const gi_guard_facts *facts)
{
    return facts->bad_name;
}

static bool is_long_target(const gi_guard_facts *facts)
{
    return facts->target_size > GI_HTTP_TARGET_MAX;
}

static bool is_big_header(const gi_guard_facts *facts)
{
    return facts->header_size > GI_HTTP_HEADER_MAX || facts->fields > GI_HTTP_FIELDS_MAX;
}

static bool is_odd_target(const gi_guard_facts *facts)
{
    return facts->target.size == 0 || facts->target.data[0] != '/';
}

/* %00 would cut the path for a careless reader; control and 8-bit bytes are no URI at all. */
static bool is_cut_target(const gi_guard_facts *facts)
{
    gi_bytes target = facts->target;
    for (size_t i = 0; i < target.size; i++) {
        if (target.data[i] <= 0x20 || target.data[i] >= 0x7F ||
            (target.size - i >= 3 && memcmp(target.data + i, "%00", 3) == 0)) {
            return true;
        }
    }
    return false;
}

/* Chunked bodies hide requests in this parser: nobody needs them here. */
static bool is_transfer_encoded(const gi_guard_facts *facts)
{
    return facts->transfers > 0;
}

static bool is_bad_length(const gi_guard_facts *facts)
{
    return facts->lengths > 0 && !facts->length_is_number;
}

static bool is_big_body(const gi_guard_facts *facts)
{
    return facts->length > GI_HTTP_BODY_MAX;
}

static bool is_body_on_get(const gi_guard_facts *facts)
{
    return (facts->method & (GI_HTTP_GET | GI_HTTP_HEAD)) != 0 && facts->length > 0;
}

const gi_guard_rule gi_guard_rules[] = {
    { "two-lengths", 400, is_two_lengths },
    { "two-framings", 400, is_two_framings },
    { "two-hosts", 400, is_two_hosts },
    { "no-host", 400, is_no_host },
    { "target-too-long", 414, is_long_target },
    { "header-too-big", 431, is_big_header },
    { "header-longer-than-its-lines", 400, is_longer_than_its_lines },
    { "folded-line", 400, is_folded },
    { "bad-header-name", 400, is_bad_name },
    { "odd-target", 400, is_odd_target },
    { "cut-target", 400, is_cut_target },
    { "transfer-encoding", 411, is_transfer_encoded },
    { "bad-length", 400, is_bad_length },
    { "body-too-big", 413, is_big_body },
    { "body-on-get", 400, is_body_on_get },
};

const size_t gi_guard_rule_count = sizeof gi_guard_rules / sizeof gi_guard_rules[0];

const gi_guard_rule *gi_guard_judge(const gi_guard_facts *facts)
{
    for (size_t i = 0; i < gi_guard_rule_count; i++) {
        if (gi_guard_rules[i].refuses(facts)) {
            return &gi_guard_rules[i];
        }
    }
    return NULL;
}
