/* The same code again and again: its page from memory, and what a forged one leaves behind. */
#include <dirent.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "gi/codes.h"
#include "gi/crypto.h"
#include "gi/scan_writer.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"
#include "tests/web/http/moments.h"
#include "web/pool.h"
#include "web/stamp.h"

typedef struct world {
    gi_fixture *registry;
    gi_run run;
    gi_pool *pool;
    gi_counting counting;
    gi_site site;
    gi_look look;           /* of the pool; the site's answers as of one moment */
    gi_paper_reader papers; /* of the pool; the site's counts */
    int read;               /* papers read: parts of a batch rendered */
    char digits[3][GI_UNIT_DIGITS_MAX + 2];
    size_t labels;
} world;

static gi_status keep(void *context, const gi_code_item *item, gi_error *err)
{
    world *at = context;
    (void)err;
    (void)snprintf(at->digits[at->labels++], sizeof at->digits[0], "/%s", item->digits);
    return GI_OK;
}

/* Pages tell the minute: it must not turn between two of them. One of another minute than that of
 * the request is never kept whole, so what follows is about parts. */
static gi_status look(void *context, gi_bytes text, gi_verdict *out, gi_error *err)
{
    world *at = context;
    GI_TRY(at->look.look(at->look.context, text, out, err));
    out->as_of = INT64_C(1795327380000);
    return GI_OK;
}

static gi_status read_papers(void *context, gi_bytes batch, gi_papers *out, gi_error *err)
{
    world *at = context;
    at->read++;
    return at->papers.read(at->papers.context, batch, out, err);
}

static void world_open(world *at)
{
    gi_error err = { 0 };
    *at = (world){ .registry = fixture_with_batch(GI_ED25519) };
    at->run = fixture_issue(at->registry, "50g", 10);
    EXPECT_OK(gi_codes_stream(&at->run, fixture_signer(at->registry, at->run.key), 3, 3, 1,
                              (gi_code_sink){ .take = keep, .context = at }, &err));
    EXPECT_OK(gi_pool_open(at->registry->dir, 1, &at->pool, &err));
    at->look = gi_pool_look(at->pool);
    gi_site_init(&at->site, gi_pool_about(at->pool), (gi_look){ look, at });
    gi_pool_publish(at->pool, &at->site);
    at->papers = at->site.papers;
    at->site.papers = (gi_paper_reader){ read_papers, at };
}

static void count_scans(world *at)
{
    gi_error err = { 0 };
    EXPECT_OK(gi_counting_open(at->registry->dir, NULL, NULL, &at->counting, &err));
    EXPECT_OK(gi_pool_count_scans(at->pool, at->registry->dir, &at->counting, &at->site, &err));
}

static void world_close(world *at)
{
    gi_pool_close(at->pool);
    gi_counting_close(&at->counting);
    fixture_close(at->registry);
}

static void page_in(world *at, const char *path, const char *query, const char *language,
                    gi_buf *out)
{
    gi_error err = { 0 };
    gi_http_response response = { .status = 200, .body = GI_BUF(GI_HTTP_PAGE_MAX) };
    gi_http_request request = { .method = GI_HTTP_GET,
                                .path = gi_bytes_of(path),
                                .target = gi_bytes_of(path),
                                .query = gi_bytes_of(query),
                                .accept_language = gi_bytes_of(language),
                                .user_agent = gi_bytes_of("Mozilla/5.0 (Linux; Android 14)") };
    EXPECT_OK(gi_handle_code(&at->site, &request, &response, &err));
    gi_buf_clear(out);
    *out = response.body;
}

static void page_of(world *at, const char *path, const char *query, gi_buf *out)
{
    page_in(at, path, query, "zh-CN", out);
}

/* First, again, and with nothing kept. */
static void expect_same_afresh(world *at, const char *query, const char *language)
{
    GI_AUTO_BUF first = GI_BUF(1);
    GI_AUTO_BUF again = GI_BUF(1);
    GI_AUTO_BUF afresh = GI_BUF(1);
    struct gi_known *known = at->site.known;
    page_in(at, at->digits[0], query, language, &first);
    int read = at->read;
    page_in(at, at->digits[0], query, language, &again);
    EXPECT_INT(at->read, read); /* from memory */
    at->site.known = NULL;
    page_in(at, at->digits[0], query, language, &afresh);
    at->site.known = known;
    EXPECT_INT(at->read, read + 1);
    EXPECT_TEXT(gi_buf_text(&first), gi_buf_text(&afresh));
    EXPECT_TEXT(gi_buf_text(&again), gi_buf_text(&afresh));
}

SPEC(a_page_from_memory_is_the_page_rendered_afresh)
{
    static const char *const queries[] = { "", "hl=zh", "hl=en", "t=1", "hl=en&t=1", "from=x" };
    world at;
    world_open(&at);
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        expect_same_afresh(&at, queries[i], "zh-CN");
        expect_same_afresh(&at, queries[i], "en-US");
    }
    world_close(&at);
}

SPEC(the_part_of_a_batch_is_rendered_once_for_all_its_labels)
{
    world at;
    world_open(&at);
    for (size_t i = 0; i < 9; i++) {
        GI_AUTO_BUF page = GI_BUF(1);
        page_of(&at, at.digits[i % 3], "", &page);
        EXPECT(strstr(gi_buf_text(&page), at.registry->batch) != NULL);
    }
    EXPECT_INT(at.read, 1);
    world_close(&at);
}

SPEC(a_new_revision_shows_on_the_next_page)
{
    world at;
    world_open(&at);
    GI_AUTO_BUF page = GI_BUF(1);
    page_of(&at, at.digits[0], "", &page);
    EXPECT(strstr(gi_buf_text(&page), "示例认证中心") == NULL);
    fixture_act(at.registry, "certificate", "op", "add", "holder", at.registry->holder, "product",
                "LSYW", "kind", "organic", "number", "134OP2600001", "body", "示例认证中心",
                "scope", "茶叶种植与加工", "from", "2026-01-01", "to", "2036-12-31", NULL);
    pause_ms(2 * GI_STAMP_MS);
    page_of(&at, at.digits[0], "", &page);
    EXPECT(strstr(gi_buf_text(&page), "示例认证中心") != NULL);
    EXPECT_INT(at.read, 2);
    world_close(&at);
}

/* ---- what a code leaves behind ---- */

static void add_file(const char *path, gi_buf *out)
{
    static char text[1 << 22];
    FILE *file = fopen(path, "rbe");
    EXPECT(file != NULL);
    size_t size = fread(text, 1, sizeof text, file);
    (void)fclose(file);
    EXPECT(size < sizeof text);
    gi_digest digest = gi_sha256((gi_bytes){ (const uint8_t *)text, size });
    gi_buf_add_text(out, path);
    gi_buf_add(out, gi_digest_view(&digest));
}

/* Names and digests of all files beside the registry; the index of a WAL holds locks, no rows. */
static void picture(const world *at, gi_buf *out)
{
    DIR *folder = opendir(at->registry->dir);
    EXPECT(folder != NULL);
    struct dirent *one = NULL;
    while (folder != NULL && (one = readdir(folder)) != NULL) {
        char path[512];
        struct stat about;
        (void)snprintf(path, sizeof path, "%s/%s", at->registry->dir, one->d_name);
        if (stat(path, &about) == 0 && S_ISREG(about.st_mode) && strstr(path, "-shm") == NULL) {
            add_file(path, out);
        }
    }
    if (folder != NULL) {
        (void)closedir(folder);
    }
}

static bool leaves_something(world *at, const char *code, const char *words)
{
    GI_AUTO_BUF before = GI_BUF(65536);
    GI_AUTO_BUF after = GI_BUF(65536);
    picture(at, &before);
    for (int i = 0; i < 20; i++) {
        GI_AUTO_BUF page = GI_BUF(1);
        page_of(at, code, "", &page);
        EXPECT(strstr(gi_buf_text(&page), words) != NULL);
    }
    pause_ms(10 * GI_SCAN_GROUP_MS);
    picture(at, &after);
    return !gi_bytes_equal(gi_buf_view(&before), gi_buf_view(&after));
}

SPEC(a_forged_code_writes_no_row_anywhere_and_a_good_one_does)
{
    world at;
    char forged[sizeof at.digits[0]];
    world_open(&at);
    count_scans(&at);
    memcpy(forged, at.digits[0], sizeof forged);
    forged[200] = forged[200] == '0' ? '1' : '0';
    EXPECT(!leaves_something(&at, forged, "签名不符"));
    EXPECT_INT(gi_scan_writer_figures(at.counting.writer).scans, 0);
    EXPECT(leaves_something(&at, at.digits[0], "签名相符"));
    EXPECT(gi_scan_writer_figures(at.counting.writer).scans > 0);
    world_close(&at);
}

static void be_told(void *context, gi_status status, const gi_unit_seen *seen)
{
    EXPECT(status == GI_OK && seen->openings > 0);
    (void)sem_post(context);
}

SPEC(an_opening_is_told_on_the_very_next_page)
{
    world at;
    gi_error err = { 0 };
    gi_unit_seen seen = { 0 };
    sem_t told;
    (void)sem_init(&told, 0, 0);
    world_open(&at);
    count_scans(&at);
    gi_scan scan = { .unit = { at.run.key, 3 }, .at = INT64_C(1795327380000) };
    for (int i = 0; i < 2; i++) {
        EXPECT_OK(at.site.scans.of(at.site.scans.context, scan.unit, &seen, &err));
        EXPECT_INT(seen.openings, i);
        EXPECT_OK(at.site.hidden.opened(at.site.hidden.context, &scan,
                                        (gi_opening_told){ be_told, &told }, &err));
        EXPECT_INT(sem_wait(&told), 0);
    }
    (void)sem_destroy(&told);
    world_close(&at);
}
