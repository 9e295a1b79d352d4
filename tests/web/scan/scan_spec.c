/* Which requests are a person who scans (web/scan/scan.c). */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/spec.h"
#include "web/scan/scan.h"

static const char wechat[] = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116 "
                             "Mobile Safari/537.36 MicroMessenger/8.0.47";

static gi_http_request scan_by(const char *agent, const char *query)
{
    return (gi_http_request){ .method = GI_HTTP_GET,
                              .query = gi_bytes_of(query),
                              .user_agent = gi_bytes_of(agent),
                              .accept = gi_bytes_of("text/html,*/*;q=0.8") };
}

static const char *why(gi_http_request request)
{
    const gi_no_scan *found = gi_why_no_scan(&request);
    return found == NULL ? "" : found->name;
}

SPEC(a_phone_that_scans_is_a_scan)
{
    EXPECT_TEXT(why(scan_by(wechat, "")), "");
    EXPECT_TEXT(why(scan_by(wechat, "fromage=1")), "");
    gi_http_request plain = scan_by(wechat, "");
    plain.accept = (gi_bytes){ NULL, 0 };
    EXPECT_TEXT(why(plain), "");
}

SPEC(a_shared_link_is_no_scan)
{
    static const char *const shared[] = { "from=timeline", "a=1&from=groupmessage",
                                          "isappinstalled=0", "from", "S=1&share=x" };
    for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++) {
        EXPECT_TEXT(why(scan_by(wechat, shared[i])), "shared");
    }
}

SPEC(the_same_page_in_another_language_is_no_second_scan)
{
    EXPECT_TEXT(why(scan_by(wechat, "hl=en")), "again");
}

SPEC(programs_crawlers_and_previews_are_no_scans)
{
    static const char *const agents[] = {
        "",
        "curl/7.88.1",
        "python-requests/2.31",
        "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (X11; Linux) HeadlessChrome/120",
    };
    for (size_t i = 0; i < sizeof agents / sizeof agents[0]; i++) {
        EXPECT_TEXT(why(scan_by(agents[i], "")), "program");
    }
}

/* Behind a name that begins as one of them, in either case, at the very end. */
SPEC(each_word_of_a_program_is_found_wherever_it_stands)
{
    static const char *const words[] = { "bot",   "spider",   "crawl",      "preview",
                                         "slurp", "headless", "lighthouse", "+http" };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        char agent[64];
        (void)snprintf(agent, sizeof agent, "Mozilla/5.0 (b s c p h l + m) %s", words[i]);
        EXPECT_TEXT(why(scan_by(agent, "")), "program");
        for (char *letter = agent; *letter != '\0'; letter++) {
            *letter = (char)toupper((unsigned char)*letter);
        }
        EXPECT_TEXT(why(scan_by(agent, "")), "program");
        agent[strlen(agent) - 1] = '\0';
        EXPECT(strcmp(why(scan_by(agent, "")), "program") != 0);
    }
}

SPEC(a_prefetch_a_head_and_a_wish_for_data_are_no_scans)
{
    gi_http_request prefetch = scan_by(wechat, "");
    prefetch.purpose = gi_bytes_of("prefetch;prerender");
    gi_http_request head = scan_by(wechat, "");
    head.method = GI_HTTP_HEAD;
    gi_http_request data = scan_by(wechat, "");
    data.accept = gi_bytes_of("application/json");

    EXPECT_TEXT(why(prefetch), "prefetch");
    EXPECT_TEXT(why(head), "head");
    EXPECT_TEXT(why(data), "no-page");
}

SPEC(only_the_full_code_of_an_issued_unit_is_counted)
{
    gi_verdict good = { .asked = GI_ASKED_CODE, .issued = GI_ISSUED_YES, .has_unit = true };
    gi_verdict typed = good;
    gi_verdict forged = good;
    gi_verdict box = good;
    typed.asked = GI_ASKED_NUMBER;
    forged.issued = GI_ISSUED_FORGED;
    box.header.type = GI_LABEL_PACKAGE;

    EXPECT(gi_is_scannable(&good));
    EXPECT(!gi_is_scannable(&typed));
    EXPECT(!gi_is_scannable(&forged));
    EXPECT(!gi_is_scannable(&box));
}

SPEC(a_scan_holds_the_prefix_of_a_network_and_no_address)
{
    gi_http_request request = scan_by(wechat, "");
    gi_verdict verdict = { .unit = { 7, 5 }, .as_of = 1000, .header = { .producer = 3 } };
    EXPECT(gi_http_address_read(gi_bytes_of("198.51.100.77"), &request.client));

    gi_scan scan = gi_scan_of(&request, &verdict);

    EXPECT(memcmp(scan.prefix, "\xC6\x33\x64\0\0\0\0\0", 8) == 0);
    EXPECT_INT(scan.unit.serial, 5);
    EXPECT_INT(scan.at, 1000);
    EXPECT_INT(scan.org, 3);
}
