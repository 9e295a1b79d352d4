/* What is served: routes, languages, headers, keep-alive, HEAD, gzip. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/spec.h"
#include "tests/web/http/client.h"

/* GET with the usual lines and any more, "\r\n" ended; the whole connection. */
static void get(served *at, const char *target, const char *lines, reply *out)
{
    char raw[4096];
    int size = snprintf(raw, sizeof raw,
                        "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n", target, lines);
    client_ask(at, raw, (size_t)size, out);
}

static int code_of(const char *target)
{
    served at;
    reply got;
    served_open(&at, NULL);
    get(&at, target, "", &got);
    served_close(&at);
    return reply_code(&got);
}

SPEC(every_address_of_the_table_answers)
{
    EXPECT_INT(code_of("/"), 200);
    EXPECT_INT(code_of("/?q=000W-003R-J0W"), 200);
    EXPECT_INT(code_of("/?from=wechat&x=1"), 200);
    EXPECT_INT(code_of("/123456"), 200);
    EXPECT_INT(code_of("/t/2026/123456?utm_source=x/y"), 200);
    EXPECT_INT(code_of("/b/LSYW-26-00A3-001F-7"), 200);
    EXPECT_INT(code_of("/any/b/lsyw2600a3001f7"), 200);
    EXPECT_INT(code_of("/01/06901234567892/10/LSYW-26-00A3-001F-7/21/000W-003R-J0W?S=123"), 200);
    EXPECT_INT(code_of("/health"), 200);
    EXPECT_INT(code_of("/favicon.ico"), 204);
}

SPEC(an_unknown_address_is_404)
{
    EXPECT_INT(code_of("/nothing"), 404);
    EXPECT_INT(code_of("/nothing/"), 404);
    EXPECT_INT(code_of("/12a4"), 404);
    EXPECT_INT(code_of("/b/LSYW-26-00A3-001F-8"), 404);
    EXPECT_INT(code_of("//"), 404);
}

SPEC(keep_alive_serves_many_good_requests_on_one_connection)
{
    served at;
    reply got;
    static const char raw[] = "GET /123 HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n";
    served_open(&at, NULL);
    int fd = client_connect(&at);
    for (int i = 1; i <= 20; i++) {
        client_send(fd, raw, sizeof raw - 1);
        client_read_one(fd, &got);
        EXPECT_INT(reply_code(&got), 200);
        EXPECT_INT(at.looks, i);
    }
    (void)close(fd);
    served_close(&at);
}

/* No browser and no usual proxy sends on before it has its answer. */
SPEC(a_request_sent_before_the_answer_to_the_first_is_not_served)
{
    served at;
    reply got;
    static const char raw[] =
        "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n";
    served_open(&at, NULL);
    client_ask(&at, raw, sizeof raw - 1, &got);
    EXPECT_INT(reply_code(&got), 200);
    EXPECT_INT(reply_count(&got), 1);
    EXPECT(got.closed);
    EXPECT_INT(at.looks, 1);
    served_close(&at);
}

SPEC(a_line_without_a_blank_behind_the_colon_is_served_and_closed)
{
    served at;
    reply got;
    static const char raw[] = "GET /health HTTP/1.1\r\nHost:x\r\n\r\n";
    served_open(&at, NULL);
    client_ask(&at, raw, sizeof raw - 1, &got);
    EXPECT_INT(reply_code(&got), 200);
    EXPECT(got.closed);
    served_close(&at);
}

SPEC(lines_that_end_with_a_bare_line_feed_are_served_and_closed)
{
    served at;
    reply got;
    static const char raw[] = "GET /health HTTP/1.1\nHost: x\nAccept: *\n\n";
    served_open(&at, NULL);
    client_ask(&at, raw, sizeof raw - 1, &got);
    EXPECT_INT(reply_code(&got), 200);
    EXPECT(got.closed);
    served_close(&at);
}

SPEC(more_blanks_behind_the_colon_are_served)
{
    served at;
    reply got;
    served_open(&at, NULL);
    get(&at, "/health", "Accept:    text/html\r\n", &got);
    EXPECT_INT(reply_code(&got), 200);
    served_close(&at);
}

SPEC(head_has_the_headers_of_get_and_no_body)
{
    served at;
    reply got;
    char get_size[512];
    char head_size[512];
    static const char raw[] = "HEAD /123 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    served_open(&at, NULL);
    get(&at, "/123", "", &got);
    (void)reply_header(&got, "Content-Length", get_size);
    client_ask(&at, raw, sizeof raw - 1, &got);
    EXPECT_INT(reply_code(&got), 200);
    EXPECT_TEXT(reply_header(&got, "Content-Length", head_size), get_size);
    EXPECT(strstr(got.text, "\r\n\r\n")[4] == '\0');
    served_close(&at);
}

SPEC(the_security_headers_stand_in_every_answer)
{
    static const char *const wanted[][2] = {
        { "Cache-Control", "no-store" },
        { "X-Robots-Tag", "noindex" },
        { "Referrer-Policy", "no-referrer" },
        { "X-Content-Type-Options", "nosniff" },
        { "Permissions-Policy", "geolocation=(), camera=(), microphone=()" },
        { "Cross-Origin-Opener-Policy", "same-origin" },
    };
    static const char *const targets[] = { "/", "/123", "/nothing", "/health", "/a%00" };
    served at;
    reply got;
    char value[512];
    served_open(&at, NULL);
    for (size_t t = 0; t < 5; t++) {
        get(&at, targets[t], "", &got);
        for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
            EXPECT_TEXT(reply_header(&got, wanted[i][0], value), wanted[i][1]);
        }
        EXPECT(strstr(reply_header(&got, "Content-Security-Policy", value), "default-src 'none'"));
        EXPECT(strstr(got.text, "Set-Cookie") == NULL && strstr(got.text, "Location") == NULL);
    }
    served_close(&at);
}

SPEC(a_wrong_method_names_the_right_ones)
{
    served at;
    reply got;
    char value[512];
    static const char raw[] = "DELETE / HTTP/1.1\r\nHost: x\r\n\r\n";
    served_open(&at, NULL);
    client_ask(&at, raw, sizeof raw - 1, &got);
    EXPECT_INT(reply_code(&got), 405);
    EXPECT_TEXT(reply_header(&got, "Allow", value), "GET, HEAD");
    served_close(&at);
}

SPEC(the_language_follows_the_header_and_hl)
{
    served at;
    reply got;
    char value[512];
    served_open(&at, NULL);
    get(&at, "/123", "Accept-Language: en-GB,en;q=0.9,zh;q=0.2\r\n", &got);
    EXPECT_TEXT(reply_header(&got, "Content-Language", value), "en");
    get(&at, "/123?hl=zh", "Accept-Language: en\r\n", &got);
    EXPECT_TEXT(reply_header(&got, "Content-Language", value), "zh-CN");
    get(&at, "/123?x=1&hl=en", "", &got);
    EXPECT(strstr(got.text, "<html lang=\"en\">") != NULL);
    served_close(&at);
}

SPEC(gzip_is_sent_to_those_who_take_it)
{
    served at;
    reply got;
    char value[512];
    served_open(&at, NULL);
    get(&at, "/", "Accept-Encoding: br, gzip;q=0.8\r\n", &got);
    EXPECT_TEXT(reply_header(&got, "Content-Encoding", value), "gzip");
    get(&at, "/", "Accept-Encoding: gzip;q=0, identity\r\n", &got);
    EXPECT_TEXT(reply_header(&got, "Content-Encoding", value), "");
    get(&at, "/", "Accept-Encoding: xgzip\r\n", &got);
    EXPECT_TEXT(reply_header(&got, "Content-Encoding", value), "");
    served_close(&at);
}

SPEC(trouble_with_the_registry_is_503_and_never_looks_like_a_fake)
{
    served at;
    reply got;
    served_open(&at, NULL);
    at.status = GI_IO;
    get(&at, "/123", "", &got);
    EXPECT_INT(reply_code(&got), 503);
    EXPECT(strstr(got.text, "暂时无法核验") != NULL);
    EXPECT(strstr(got.text, "不说明标签的真假") != NULL);
    EXPECT(strstr(got.text, "answer bad") == NULL && strstr(got.text, "签名不符") == NULL);
    served_close(&at);
}

SPEC(health_fails_when_the_registry_cannot_be_read)
{
    served at;
    reply got;
    served_open(&at, NULL);
    get(&at, "/health", "", &got);
    EXPECT_INT(reply_code(&got), 200);
    EXPECT_TEXT(strstr(got.text, "\r\n\r\n") + 4, "ok\n");
    at.status = GI_IO;
    get(&at, "/health", "", &got);
    EXPECT_INT(reply_code(&got), 503);
    served_close(&at);
}

SPEC(what_was_typed_is_shown_to_nobody_as_markup)
{
    served at;
    reply got;
    served_open(&at, NULL);
    get(&at, "/?q=%22%3E%3Cscript%3E&hl=en%22%3E%3Cscript%3E", "", &got);
    EXPECT_INT(reply_code(&got), 200);
    EXPECT(strstr(got.text, "<script") == NULL);
    served_close(&at);
}

SPEC(an_old_client_without_a_host_is_served_and_closed)
{
    served at;
    reply got;
    static const char raw[] = "GET /health HTTP/1.0\r\n\r\n";
    served_open(&at, NULL);
    client_ask(&at, raw, sizeof raw - 1, &got);
    EXPECT_INT(reply_code(&got), 200);
    EXPECT(got.closed);
    served_close(&at);
}

SPEC(closing_the_server_ends_connections_that_are_still_open)
{
    served at;
    reply got;
    served_open(&at, NULL);
    int fd = client_connect(&at);
    client_send(fd, "GET / HTTP/1.1\r\nHost: x\r\n\r\n", 27);
    client_read_one(fd, &got);
    EXPECT_INT(reply_code(&got), 200);
    served_close(&at);
    client_read(fd, 2000, &got);
    EXPECT(got.closed);
    (void)close(fd);
}

SPEC(a_site_below_a_prefix_links_below_it)
{
    gi_site site;
    gi_about about = { .base_url = "https://gi.example/t/" };
    gi_site_init(&site, &about, (gi_look){ NULL, NULL });
    EXPECT_TEXT(site.home, "/t/");
    (void)snprintf(about.base_url, sizeof about.base_url, "https://gi.example/");
    gi_site_init(&site, &about, (gi_look){ NULL, NULL });
    EXPECT_TEXT(site.home, "/");
    about.base_url[0] = '\0';
    gi_site_init(&site, &about, (gi_look){ NULL, NULL });
    EXPECT_TEXT(site.home, "/");
}

SPEC(every_route_says_who_may_ask_how_much_and_why)
{
    for (size_t i = 0; i < gi_route_count; i++) {
        EXPECT(gi_routes[i].role[0] != '\0' && gi_routes[i].purpose[0] != '\0');
        EXPECT(gi_routes[i].handle != NULL && gi_routes[i].body_limit <= GI_HTTP_BODY_MAX);
        EXPECT((gi_routes[i].body_limit > 0) == ((gi_routes[i].methods & GI_HTTP_POST) != 0));
    }
}
