/* The parts without a socket: guard table, patterns, fields, codes. */
#include <string.h>

#include "tests/support/spec.h"
#include "web/http/guard.h"
#include "web/http/gzip.h"

static gi_guard_facts good_facts(void)
{
    gi_guard_facts facts = { .method = GI_HTTP_GET,
                             .target = gi_bytes_of("/1"),
                             .target_size = 2,
                             .hosts = 1,
                             .fields = 1,
                             .header_size = 60,
                             .canonical_size = 60 };
    return facts;
}

static const char *judged(const gi_guard_facts *facts)
{
    const gi_guard_rule *rule = gi_guard_judge(facts);
    return rule == NULL ? "" : rule->id;
}

SPEC(a_plain_request_passes_the_guard)
{
    gi_guard_facts facts = good_facts();
    EXPECT_TEXT(judged(&facts), "");
}

SPEC(one_byte_more_than_the_lines_hold_is_refused)
{
    gi_guard_facts facts = good_facts();
    facts.header_size = facts.canonical_size + 1;
    EXPECT_TEXT(judged(&facts), "header-longer-than-its-lines");
}

SPEC(a_request_without_a_known_header_size_is_refused)
{
    gi_guard_facts facts = good_facts();
    facts.header_size = SIZE_MAX;
    EXPECT_TEXT(judged(&facts), "header-too-big");
}

SPEC(every_guard_rule_answers_4xx)
{
    for (size_t i = 0; i < gi_guard_rule_count; i++) {
        EXPECT(gi_guard_rules[i].status >= 400 && gi_guard_rules[i].status < 500);
        EXPECT(gi_guard_rules[i].id[0] != '\0');
    }
}

SPEC(every_status_has_an_http_code)
{
    for (int status = GI_OK; status <= GI_CORRUPT; status++) {
        int code = gi_http_code((gi_status)status);
        EXPECT(status == GI_OK ? code == 200 : code >= 400 && code < 600);
    }
}

static const char *fits(const char *pattern, const char *path, char out[64])
{
    gi_bytes value = { NULL, 0 };
    if (!gi_http_pattern_fits(pattern, gi_bytes_of(path), &value)) {
        return "no";
    }
    memcpy(out, value.data != NULL ? value.data : (const uint8_t *)"", value.size);
    out[value.size] = '\0';
    return out;
}

SPEC(patterns_fit_whole_segments)
{
    char out[64];
    EXPECT_TEXT(fits("/b/{batch}", "/b/LSYW", out), "LSYW");
    EXPECT_TEXT(fits("/b/{batch}", "/b/", out), "no");
    EXPECT_TEXT(fits("/b/{batch}", "/b/x/y", out), "no");
    EXPECT_TEXT(fits("/b/{batch}", "/p/b/x", out), "no");
    EXPECT_TEXT(fits("*/b/{batch}", "/p/q/b/x", out), "x");
    EXPECT_TEXT(fits("*/{digits}", "/0123", out), "0123");
    EXPECT_TEXT(fits("*/{digits}", "/p/0123", out), "0123");
    EXPECT_TEXT(fits("*/{digits}", "/0123x", out), "no");
    EXPECT_TEXT(fits("*/{digits}", "/0123/", out), "no");
    EXPECT_TEXT(fits("/health", "/health", out), "");
    EXPECT_TEXT(fits("/health", "/healthy", out), "no");
    EXPECT_TEXT(fits("*/", "/p/", out), "");
}

SPEC(a_path_that_looks_like_a_pattern_is_only_a_path)
{
    char out[64];
    EXPECT_TEXT(fits("/b/{batch}", "/b/{ba", out), "{ba");
    EXPECT_TEXT(fits("/b/{batch}", "/b/{batch}", out), "{batch}");
    EXPECT_TEXT(fits("/log/{rest}", "/log/{rest}/x", out), "{rest}/x");
    EXPECT_TEXT(fits("/log/{rest}", "/log/", out), "no");
    EXPECT_TEXT(fits("/log/{rest}", "/log", out), "no");
    EXPECT_TEXT(fits("*/h/{number}", "/h/*", out), "*");
    EXPECT_TEXT(fits("/health", "/healt", out), "no");
    EXPECT_TEXT(fits("*/l/{batch}/{version}", "/l/1", out), "no");
}

static const char *field(const char *query, const char *name, gi_buf *out)
{
    gi_http_request request = { .query = gi_bytes_of(query) };
    gi_buf_reset(out);
    return gi_http_field(&request, name, out) ? gi_buf_text(out) : "absent";
}

SPEC(fields_are_decoded_once_and_the_first_counts)
{
    GI_AUTO_BUF out = GI_BUF(256);
    EXPECT_TEXT(field("q=a+b%2Bc%e8%8c%b6", "q", &out), "a b+c茶");
    EXPECT_TEXT(field("x=1&q=2&q=3", "q", &out), "2");
    EXPECT_TEXT(field("qq=1&Q=2", "q", &out), "absent");
    EXPECT_TEXT(field("q=%2500", "q", &out), "%00");
    EXPECT_TEXT(field("q=%zz%4", "q", &out), "%zz%4");
    EXPECT_TEXT(field("&&&=&q=1", "q", &out), "1");
}

SPEC(an_encoded_value_decodes_to_itself)
{
    GI_AUTO_BUF query = GI_BUF(2048);
    GI_AUTO_BUF out = GI_BUF(512);
    char text[256];
    for (int i = 0; i < 255; i++) {
        text[i] = (char)(i + 1);
    }
    text[255] = '\0';
    gi_buf_add_text(&query, "q=");
    gi_http_encode(&query, gi_bytes_of(text));
    EXPECT_TEXT(field(gi_buf_text(&query), "q", &out), text);
}

SPEC(the_same_page_gives_the_same_gzip_bytes)
{
    GI_AUTO_BUF one = GI_BUF(4096);
    GI_AUTO_BUF two = GI_BUF(4096);
    gi_buf_add_text(&one, "庐山云雾茶庐山云雾茶庐山云雾茶");
    gi_buf_add_text(&two, "庐山云雾茶庐山云雾茶庐山云雾茶");
    EXPECT(gi_gzip(&one) && gi_gzip(&two));
    EXPECT(gi_bytes_equal(gi_buf_view(&one), gi_buf_view(&two)));
    EXPECT(one.data[0] == 0x1F && one.data[1] == 0x8B);
}
