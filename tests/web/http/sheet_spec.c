/* One page for many labels: each gets its own bytes, and none that is out of date. */
#include <stdio.h>
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/http/asking.h"
#include "tests/web/http/moments.h"
#include "web/handlers.h"
#include "web/part.h"
#include "web/sheet.h"

/* Asks for one label after the other until a page came from a sheet; it is the page of that label.
 * A minute may turn meanwhile. */
static bool is_filled(asking *at, const manner *how, page *out)
{
    static page afresh;
    for (uint32_t tries = 0; tries < 40; tries++) {
        asking_label(at, 1 + tries % 10);
        ask(at, how, out);
        ask_afresh(at, how, &afresh);
        if (out->filled && strcmp(out->text, afresh.text) == 0) {
            EXPECT(strstr(out->text, at->number) != NULL);
            return true;
        }
    }
    return false;
}

SPEC(labels_of_a_run_share_a_page_that_is_byte_for_byte_their_own)
{
    static const char *const queries[] = { "", "hl=en", "t=1", "hl=zh&t=1" };
    static const char *const agents[] = { "Mozilla/5.0 (Linux; Android 14)", "Googlebot/2.1" };
    static page out;
    asking at;
    asking_open(&at);
    for (size_t i = 0; i < 16; i++) {
        manner how = { queries[i % 4], i % 8 < 4 ? "zh-CN" : "en-US", agents[i / 8], true, 1 };
        at.seen.count = (int64_t)i / 4;
        EXPECT(is_filled(&at, &how, &out));
    }
    asking_close(&at);
}

SPEC(who_takes_no_gzip_gets_the_same_page_plain)
{
    static page packed, plain;
    manner bare = usual;
    bare.gzip = false;
    asking at;
    asking_open(&at);
    for (int tries = 0; tries < 10; tries++) {
        EXPECT(is_filled(&at, &usual, &packed));
        ask(&at, &bare, &plain);
        EXPECT(!plain.packed && !plain.filled);
        ask(&at, &usual, &packed);
        if (strcmp(packed.text, plain.text) == 0) {
            break;
        }
        EXPECT(tries < 9);
    }
    asking_close(&at);
}

SPEC(the_first_two_of_a_run_get_pages_of_their_own)
{
    static page out;
    asking at;
    asking_open(&at);
    ask(&at, &usual, &out);
    EXPECT(!out.filled);
    asking_label(&at, 4);
    ask(&at, &usual, &out);
    EXPECT(!out.filled);
    asking_close(&at);
}

SPEC(a_label_declared_void_never_gets_the_page_of_the_others)
{
    static page out;
    asking at;
    asking_open(&at);
    EXPECT(is_filled(&at, &usual, &out));
    asking_label(&at, 5);
    fixture_act(at.registry, "void", "units", at.number, "why", "misprint", NULL);
    pause_ms(2 * GI_STAMP_MS);
    for (int i = 0; i < 20; i++) {
        asking_label(&at, 1 + (uint32_t)i % 10);
        ask(&at, &usual, &out);
        EXPECT_INT(strstr(out.text, "已作废") != NULL, i % 10 == 4);
        EXPECT(strstr(out.text, at.number) != NULL);
    }
    asking_close(&at);
}

SPEC(what_is_declared_of_a_run_stands_on_the_pages_of_all_some_ms_later)
{
    static page out;
    char first[GI_UNIT_NUMBER_TEXT];
    char range[64];
    asking at;
    asking_open(&at);
    asking_label(&at, 1);
    memcpy(first, at.number, sizeof first);
    EXPECT(is_filled(&at, &usual, &out));
    asking_label(&at, 10);
    (void)snprintf(range, sizeof range, "%s..%s", first, at.number);
    fixture_act(at.registry, "void", "units", range, "why", "misprint", NULL);
    pause_ms(2 * GI_STAMP_MS);
    for (uint32_t serial = 1; serial <= 10; serial++) {
        asking_label(&at, serial);
        ask(&at, &usual, &out);
        EXPECT(strstr(out.text, "已作废") != NULL);
    }
    asking_close(&at);
}

/* Each of the things that a page may show of them. */
SPEC(labels_that_were_seen_otherwise_share_no_page)
{
    static page out, afresh;
    asking at;
    asking_open(&at);
    at.seen = (gi_unit_seen){
        .count = 2, .first = 1795000000000, .last = 1795000060000, .finding.rule = ""
    };
    for (int i = 0; i < 6; i++) {
        int64_t *const numbers[] = { &at.seen.count, &at.seen.places,   &at.seen.first,
                                     &at.seen.last,  &at.seen.openings, &at.seen.opened };
        EXPECT(is_filled(&at, &usual, &out));
        *numbers[i] += 60000;
        gi_known_opened(at.site.known);
        asking_label(&at, 7);
        ask(&at, &usual, &out);
        ask_afresh(&at, &usual, &afresh);
        EXPECT(!out.filled);
        EXPECT_TEXT(out.text, afresh.text);
    }
    at.seen.finding.value = GI_COPIED_SEVERAL_PLACES;
    gi_known_opened(at.site.known); /* or the answer just finished is sent again */
    ask(&at, &usual, &out);
    EXPECT(strstr(out.text, "多处") != NULL || strstr(out.text, "几处") != NULL);
    asking_close(&at);
}

/* A text that looks like a hole must not become one. */
SPEC(a_page_that_holds_what_marks_a_number_is_never_shared)
{
    static page out, afresh;
    asking at;
    asking_open(&at);
    (void)snprintf(at.site.about.name, sizeof at.site.about.name, "~~~~~~~~~~~~~");
    for (uint32_t i = 0; i < 20; i++) {
        asking_label(&at, 1 + i % 10);
        ask(&at, &usual, &out);
        ask_afresh(&at, &usual, &afresh);
        EXPECT(!out.filled && strstr(out.text, "~~~~~~~~~~~~~") != NULL);
    }
    asking_close(&at);
}

typedef struct sheet {
    asking at;
    gi_buf other_url, page;
    gi_page_view view;
    gi_verdict verdict;
    gi_known_moment moment;
} sheet;

/* The page of the third label, written and learnt as if it had been asked for twice. */
static void sheet_open(sheet *one)
{
    gi_error err = { 0 };
    gi_http_request request = { .method = GI_HTTP_GET };
    bool lasting = false;
    asking_open(&one->at);
    const gi_site *site = &one->at.site;
    one->other_url = GI_BUF(1024);
    one->page = GI_BUF(GI_HTTP_PAGE_MAX);
    one->moment = gi_known_now(site->known);
    EXPECT_OK(site->look.look(site->look.context, gi_bytes_of(one->at.path), &one->verdict, &err));
    one->view = gi_view_of(site, &request, &one->other_url);
    EXPECT_OK(gi_write_page(site, &one->moment, gi_bytes_of(one->at.path), &one->view,
                            &one->verdict, &lasting, &one->page, &err));
    EXPECT(lasting);
    for (int i = 0; i < 2; i++) {
        gi_sheet_learn(site, &one->moment, &one->view, &one->verdict, &one->page);
    }
}

static void sheet_close(sheet *one)
{
    gi_buf_clear(&one->other_url);
    gi_buf_clear(&one->page);
    asking_close(&one->at);
}

static bool fills(const sheet *one, const gi_known_moment *moment, const gi_verdict *verdict)
{
    const gi_sheet_manner plain = { .gzip = false };
    gi_http_response response = { .status = 200, .body = GI_BUF(GI_HTTP_PAGE_MAX) };
    bool filled = gi_sheet_fill(&one->at.site, moment, &one->view, verdict, plain, &response);
    EXPECT_INT(filled, response.body.size > 0);
    gi_buf_clear(&response.body);
    return filled;
}

SPEC(a_shared_page_counts_in_its_minute_and_for_its_revision_and_day_alone)
{
    static sheet one;
    sheet_open(&one);
    gi_known_moment later = one.moment;
    gi_known_moment tomorrow = one.moment;
    gi_verdict verdict = one.verdict;
    later.stamp.version++;
    tomorrow.stamp.day++;
    verdict.as_of += 60000;
    EXPECT(fills(&one, &one.moment, &one.verdict));
    EXPECT(!fills(&one, &later, &one.verdict));
    EXPECT(!fills(&one, &tomorrow, &one.verdict));
    EXPECT(!fills(&one, &one.moment, &verdict));
    sheet_close(&one);
}

/* All of the verdict counts, also what no page shows today. */
SPEC(labels_whose_verdicts_differ_in_anything_but_the_number_share_no_page)
{
    static sheet one;
    sheet_open(&one);
    for (int i = 0; i < 6; i++) {
        gi_verdict other = one.verdict;
        int64_t *const numbers[] = { &other.act,      &other.state_act,  &other.net,
                                     &other.log_size, &other.state_time, &other.copied_time };
        *numbers[i] += 1;
        EXPECT(!fills(&one, &one.moment, &other));
    }
    gi_verdict named = one.verdict;
    named.state_why[0] = 'x';
    EXPECT(!fills(&one, &one.moment, &named));
    gi_verdict neighbour = one.verdict;
    neighbour.unit.serial++;
    neighbour.header.serial++;
    neighbour.unit_text[0] ^= 1;
    EXPECT(fills(&one, &one.moment, &neighbour));
    sheet_close(&one);
}
