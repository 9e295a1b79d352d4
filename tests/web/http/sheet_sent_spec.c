/* One page for many labels as it leaves the server: its length, also when only that is asked for.
 */
#include <stdio.h>
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/http/asking.h"
#include "tests/web/http/client.h"

/* What a program gets by GET or HEAD for that label of the run; no scan, so both are told the
 * same. */
static void get(asking *at, const served *web, const char *method, uint32_t serial, reply *out)
{
    char raw[1024];
    char coding[512];
    asking_label(at, serial);
    int size = snprintf(raw, sizeof raw,
                        "%s %s HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n"
                        "User-Agent: Googlebot/2.1\r\nConnection: close\r\n\r\n",
                        method, at->path);
    client_ask(web, raw, (size_t)size, out);
    EXPECT_INT(reply_code(out), 200);
    EXPECT_TEXT(reply_header(out, "Content-Encoding", coding), "gzip");
}

/* Bytes behind the header, and what the header says of them. */
static size_t body_size(const reply *one, char said[512])
{
    const char *end = memmem(one->text, one->size, "\r\n\r\n", 4);
    EXPECT(end != NULL);
    (void)reply_header(one, "Content-Length", said);
    return one->size - (size_t)(end + 4 - one->text);
}

/* From the third label on. A minute may turn: then one pair differs. */
SPEC(a_shared_page_is_sent_with_its_length_and_head_tells_the_same)
{
    static reply whole, head;
    gi_error err = { 0 };
    gi_http_limits limits = gi_http_limits_default();
    served web = { .server = NULL };
    int pairs = 0;
    asking at;
    asking_open(&at);
    EXPECT_OK(gi_http_server_open(&at.site.http, "127.0.0.1", 0, &limits, &web.server, &err));
    for (uint32_t serial = 1; serial <= 9; serial += 2) {
        char said[512], told[512], wanted[32];
        get(&at, &web, "GET", serial, &whole);
        get(&at, &web, "HEAD", serial + 1, &head);
        (void)snprintf(wanted, sizeof wanted, "%zu", body_size(&whole, said));
        EXPECT_TEXT(said, wanted);
        EXPECT_INT(body_size(&head, told), 0);
        pairs += serial >= 3 && strcmp(said, told) == 0;
    }
    EXPECT(pairs >= 3);
    gi_http_server_close(web.server);
    asking_close(&at);
}
