/* The page of an opening serves its whole print run, and nobody else: web/opened_page.c. */
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/http/asking.h"
#include "web/handlers.h"
#include "web/opened_page.h"

typedef struct shop {
    asking at;
    gi_memo *pages;
    gi_verdict verdict;
    gi_http_request request;
    gi_hidden_answer answer;
} shop;

static void shop_open(shop *of)
{
    gi_error err = { 0 };
    asking_open(&of->at);
    EXPECT_OK(gi_opened_pages_create(&of->pages, &err));
    of->at.site.hidden.pages = of->pages;
    EXPECT_OK(
        of->at.look.look(of->at.look.context, gi_bytes_of(of->at.number), &of->verdict, &err));
    EXPECT(of->verdict.has_unit && of->verdict.has_batch);
    of->request = (gi_http_request){ .method = GI_HTTP_POST,
                                     .query = gi_bytes_of("hl=zh"),
                                     .accept_language = gi_bytes_of("zh"),
                                     .accepts_gzip = true };
    of->answer = (gi_hidden_answer){ .outcome = GI_HIDDEN_AGAIN, .opened = INT64_C(1795327380000) };
}

static void shop_close(shop *of)
{
    gi_memo_destroy(of->pages);
    asking_close(&of->at);
}

static bool is_kept(shop *of)
{
    gi_opened_page asked;
    gi_http_response response = { .status = 200 };
    gi_opened_page_ask(&of->at.site, &of->request, &of->verdict, &of->answer, &asked);
    bool found = gi_opened_page_send(&of->at.site, &asked, &response);
    gi_http_ready_drop(response.ready);
    return found;
}

static void keep(shop *of)
{
    gi_opened_page asked;
    gi_http_response response = { .status = 200, .type = "text/html", .body = GI_BUF(100) };
    gi_buf_add_text(&response.body, "opened");
    gi_opened_page_ask(&of->at.site, &of->request, &of->verdict, &of->answer, &asked);
    gi_opened_page_keep(&of->at.site, &asked, true, &response);
    EXPECT(response.ready != NULL);
    gi_http_ready_drop(response.ready);
    gi_buf_clear(&response.body);
}

SPEC(the_page_of_an_opening_is_kept_for_the_next_label_of_its_run)
{
    shop of;
    shop_open(&of);
    EXPECT(!is_kept(&of));
    keep(&of);
    of.verdict.unit.serial++;
    of.verdict.as_of += 5000;
    of.answer.opened += 999; /* of the same minute */
    EXPECT(is_kept(&of));
    shop_close(&of);
}

SPEC(an_opening_of_another_kind_minute_or_pack_has_a_page_of_its_own)
{
    shop of;
    shop_open(&of);
    keep(&of);
    const shop kept = of;
    of.answer.outcome = GI_HIDDEN_JUST_NOW;
    EXPECT(!is_kept(&of));
    of.answer = kept.answer;
    of.answer.opened += 60000;
    EXPECT(!is_kept(&of));
    of.answer = kept.answer;
    of.verdict.packed++;
    EXPECT(!is_kept(&of));
    of.verdict = kept.verdict;
    of.verdict.net++;
    EXPECT(!is_kept(&of));
    of.verdict = kept.verdict;
    of.request.query = gi_bytes_of("hl=zh&t=1");
    EXPECT(!is_kept(&of));
    of.request.query = gi_bytes_of("hl=en");
    EXPECT(!is_kept(&of));
    shop_close(&of);
}

SPEC(what_is_no_opening_is_never_kept)
{
    static const gi_hidden_outcome others[] = { GI_HIDDEN_ASK, GI_HIDDEN_WRONG, GI_HIDDEN_WAIT,
                                                GI_HIDDEN_NONE, GI_HIDDEN_LATER };
    shop of;
    shop_open(&of);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        gi_opened_page asked;
        of.answer.outcome = others[i];
        gi_opened_page_ask(&of.at.site, &of.request, &of.verdict, &of.answer, &asked);
        EXPECT(!asked.at.usable);
    }
    shop_close(&of);
}

static void render(const shop *of, const gi_verdict *verdict, gi_buf *out)
{
    GI_AUTO_BUF other_url = GI_BUF(GI_VIEW_URL_MAX);
    gi_page_view view = gi_view_of(&of->at.site, &of->request, &other_url);
    gi_page_hidden(&view, verdict, &of->answer, out);
    EXPECT(out->size > 1000);
}

/* Else the key would have to know more of it. */
SPEC(the_page_of_an_opening_tells_nothing_that_two_labels_of_a_run_differ_in)
{
    shop of;
    GI_AUTO_BUF one = GI_BUF(GI_HTTP_PAGE_MAX);
    GI_AUTO_BUF two = GI_BUF(GI_HTTP_PAGE_MAX);
    shop_open(&of);
    render(&of, &of.verdict, &one);
    gi_verdict other = of.verdict;
    other.unit.serial += 7;
    memcpy(other.unit_text, "ZZZZ-ZZZZ-ZZZ", 13);
    other.as_of += 86400000;
    other.witnesses += 3;
    other.witnessed += 2;
    other.log_size += 1;
    other.copied = GI_COPIED_COPIED;
    render(&of, &other, &two);
    EXPECT(gi_bytes_equal(gi_buf_view(&one), gi_buf_view(&two)));
    shop_close(&of);
}
