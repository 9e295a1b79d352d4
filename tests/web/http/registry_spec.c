/* The whole way: a founded registry, its codes, the pool, the server, the page. */
#include <stdio.h>
#include <string.h>

#include "gi/codes.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"
#include "tests/web/http/client.h"
#include "web/pool.h"

typedef struct world {
    gi_fixture *registry;
    gi_run run;
    gi_pool *pool;
    served web;
    char digits[GI_UNIT_DIGITS_MAX + 1];
    char number[GI_UNIT_NUMBER_TEXT];
} world;

static gi_status keep(void *context, const gi_code_item *item, gi_error *err)
{
    world *at = context;
    (void)err;
    (void)snprintf(at->digits, sizeof at->digits, "%s", item->digits);
    (void)snprintf(at->number, sizeof at->number, "%s", item->number);
    return GI_OK;
}

static void world_open(world *at)
{
    gi_error err = { 0 };
    gi_http_limits limits = gi_http_limits_default();
    *at = (world){ .registry = fixture_with_batch(GI_ED25519) };
    at->run = fixture_issue(at->registry, "50g", 10);
    EXPECT_OK(gi_codes_stream(&at->run, fixture_signer(at->registry, at->run.key), 3, 1, 1,
                              (gi_code_sink){ .take = keep, .context = at }, &err));
    EXPECT_OK(gi_pool_open(at->registry->dir, 2, &at->pool, &err));
    gi_site_init(&at->web.site, gi_pool_about(at->pool), gi_pool_look(at->pool));
    EXPECT_OK(
        gi_http_server_open(&at->web.site.http, "127.0.0.1", 0, &limits, &at->web.server, &err));
}

static void world_close(world *at)
{
    gi_http_server_close(at->web.server);
    gi_pool_close(at->pool);
    fixture_close(at->registry);
}

static void get(const world *at, const char *target, reply *out)
{
    char raw[2048];
    int size = snprintf(raw, sizeof raw, "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                        target);
    client_ask(&at->web, raw, (size_t)size, out);
    EXPECT_INT(reply_code(out), 200);
}

SPEC(the_code_of_an_issued_label_shows_what_the_ledger_holds)
{
    world at;
    reply got;
    char target[512];
    world_open(&at);
    (void)snprintf(target, sizeof target, "/any/%s?from=wechat", at.digits);
    get(&at, target, &got);
    EXPECT(strstr(got.text, "签名相符，台账中有这枚标签") != NULL);
    EXPECT(strstr(got.text, "<strong>50 g</strong>") != NULL);
    EXPECT(strstr(got.text, at.registry->batch) != NULL);
    EXPECT(strstr(got.text, at.number) != NULL);
    world_close(&at);
}

SPEC(a_code_with_one_digit_changed_shows_no_fact)
{
    world at;
    reply got;
    char target[512];
    world_open(&at);
    at.digits[200] = at.digits[200] == '0' ? '1' : '0';
    (void)snprintf(target, sizeof target, "/%s", at.digits);
    get(&at, target, &got);
    EXPECT(strstr(got.text, "签名不符，不是本系统签发的码") != NULL);
    EXPECT(strstr(got.text, "50 g") == NULL && strstr(got.text, at.registry->batch) == NULL);
    world_close(&at);
}

SPEC(a_typed_number_and_a_batch_id_are_answered_from_the_field)
{
    world at;
    reply got;
    char target[512];
    world_open(&at);
    (void)snprintf(target, sizeof target, "/?q=%s", at.number);
    get(&at, target, &got);
    EXPECT(strstr(got.text, "按编号查询，标签本身未核验") != NULL);
    (void)snprintf(target, sizeof target, "/?q=+%s+", at.registry->batch);
    get(&at, target, &got);
    EXPECT(strstr(got.text, "台账中有这个批次") != NULL);
    (void)snprintf(target, sizeof target, "/b/%s", at.registry->batch);
    get(&at, target, &got);
    EXPECT(strstr(got.text, "台账中有这个批次") != NULL);
    world_close(&at);
}

SPEC(a_digital_link_is_answered_when_its_path_says_the_same)
{
    world at;
    reply got;
    char target[512];
    world_open(&at);
    fixture_act(at.registry, "gtin", "holder", "0001", "product", "LSYW", "net", "50g", "gtin",
                "6901234567892", NULL);
    (void)snprintf(target, sizeof target, "/shop/01/06901234567892/10/%s/21/%s?hl=zh&S=%s&from=x",
                   at.registry->batch, at.number, at.digits);
    get(&at, target, &got);
    EXPECT(strstr(got.text, "签名相符，台账中有这枚标签") != NULL);
    (void)snprintf(target, sizeof target, "/01/06901234567892/10/%s/21/0004-0000-01F?S=%s",
                   at.registry->batch, at.digits);
    get(&at, target, &got);
    EXPECT(strstr(got.text, "网址中的编号与码的内容不一致") != NULL);
    world_close(&at);
}

SPEC(health_reads_the_registry)
{
    world at;
    reply got;
    world_open(&at);
    get(&at, "/health", &got);
    EXPECT(strstr(got.text, "\r\n\r\nok\n") != NULL);
    world_close(&at);
}
