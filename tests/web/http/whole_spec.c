/* Finished answers: the very bytes, every scan counted, and never one that is out of date. */
#include <stdio.h>
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/http/asking.h"
#include "tests/web/http/moments.h"

/* A finished answer counts for some ms and a minute may turn: asks until one came from memory
 * between two fresh ones that agree. */
static bool is_same_from_memory(asking *at, const manner *how)
{
    static page again, before, after;
    for (int tries = 0; tries < 400; tries++) {
        ask_afresh(at, how, &before);
        ask(at, how, &again);
        int looks = at->looks;
        ask(at, how, &again);
        bool from_memory = at->looks == looks;
        ask_afresh(at, how, &after);
        if (from_memory && strcmp(before.text, after.text) == 0) {
            EXPECT(again.ready);
            EXPECT_TEXT(again.text, before.text);
            return true;
        }
    }
    return false;
}

SPEC(a_finished_answer_is_byte_for_byte_the_page_rendered_afresh)
{
    static const char *const queries[] = { "", "hl=en", "t=1", "hl=zh&t=1", "from=x", "v=1&S=2" };
    static const char *const agents[] = { "Mozilla/5.0 (Linux; Android 14)", "Googlebot/2.1" };
    asking at;
    asking_open(&at);
    at.seen = (gi_unit_seen){
        .count = 2, .first = 1795000000000, .last = 1795000060000, .finding.rule = ""
    };
    for (size_t i = 0; i < 24; i++) {
        manner how = { queries[i % 6], i % 4 < 2 ? "zh-CN" : "en-US", agents[i / 12], i % 2 == 0,
                       1 };
        EXPECT(is_same_from_memory(&at, &how));
    }
    asking_close(&at);
}

/* In pairs: those whose pages differ are never sent each other's. */
SPEC(no_manner_of_asking_is_sent_the_answer_of_another)
{
    static page one, two;
    static const manner others[] = {
        { "hl=en", "zh-CN", "Mozilla/5.0", true, 7 }, { "t=1", "zh-CN", "Mozilla/5.0", true, 7 },
        { "", "en-US", "Mozilla/5.0", true, 7 },      { "", "zh-CN", "curl/8", true, 7 },
        { "v=2", "zh-CN", "Mozilla/5.0", true, 7 },   { "", "zh-CN", "Mozilla/5.0", false, 7 },
    };
    asking at;
    asking_open(&at);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        ask(&at, &usual, &one);
        ask(&at, &others[i], &two);
        EXPECT(one.packed != two.packed || strcmp(one.text, two.text) != 0);
        EXPECT(is_same_from_memory(&at, &others[i]));
    }
    asking_close(&at);
}

/* Asks until no look-up was needed: the next one is answered from memory as well, for some ms. */
static void ask_until_finished(asking *at, const manner *how, page *out)
{
    int looks = -1;
    for (int tries = 0; at->looks != looks; tries++) {
        EXPECT(tries < 400);
        looks = at->looks;
        ask(at, how, out);
    }
}

SPEC(a_code_that_is_asked_for_once_is_not_kept_as_a_finished_answer)
{
    static page out;
    asking at;
    asking_open(&at);
    ask(&at, &usual, &out);
    EXPECT(!out.ready);
    ask(&at, &usual, &out);
    EXPECT(out.ready);
    asking_close(&at);
}

/* Forty requests at least, and until one was spared its look-up; a busy machine needs more. */
static bool goes_on(const asking *at, int next)
{
    EXPECT(next < 4000);
    return next <= 40 || at->looks == next - 1;
}

SPEC(each_request_of_a_finished_answer_is_a_scan_of_its_own)
{
    static page out;
    asking at;
    asking_open(&at);
    gi_scan first = { .at = 0 };
    for (int i = 1; goes_on(&at, i); i++) {
        manner how = usual;
        how.network = (uint8_t)i;
        ask(&at, &how, &out);
        const gi_scan *scan = &at.scans[(i - 1) % 64];
        first = i == 1 ? *scan : first;
        EXPECT_INT(at.scan_count, i);
        EXPECT_INT(scan->prefix[0], (uint8_t)i);
        EXPECT(scan->v4 && scan->at >= first.at);
        EXPECT_INT(scan->unit.serial, 3);
        EXPECT_INT(scan->org, first.org);
        EXPECT_INT(scan->batch, first.batch);
        EXPECT_INT(scan->product, first.product);
    }
    EXPECT(first.batch != 0 && first.org != 0);
    asking_close(&at);
}

/* A program's scans are none, and its codes are figures as well. */
SPEC(every_code_stands_in_the_figures_also_when_its_answer_was_finished)
{
    static page out;
    manner how = usual;
    how.agent = "Googlebot/2.1 (+http://www.google.com/bot.html)";
    asking at;
    asking_open(&at);
    int asked = 0;
    while (goes_on(&at, asked + 1)) {
        ask(&at, &how, &out);
        asked++;
    }
    gi_memo_figures figures = gi_pool_codes_kept(at.pool);
    EXPECT_INT(figures.misses, 1);
    EXPECT_INT(figures.hits, asked - 1);
    EXPECT_INT(at.scan_count, 0);
    asking_close(&at);
}

SPEC(what_an_act_changes_is_sent_some_ms_later)
{
    static page out;
    asking at;
    asking_open(&at);
    ask_until_finished(&at, &usual, &out);
    EXPECT(strstr(out.text, "已作废") == NULL);
    fixture_act(at.registry, "void", "units", at.number, "why", "misprint", NULL);
    pause_ms(2 * GI_STAMP_MS);
    ask(&at, &usual, &out);
    EXPECT(strstr(out.text, "已作废") != NULL);
    asking_close(&at);
}

SPEC(what_was_seen_of_a_label_is_told_some_ms_later)
{
    static page out;
    asking at;
    asking_open(&at);
    for (int i = 1; i < 6; i++) {
        char words[64];
        at.seen.count = i;
        pause_ms(GI_SEEN_MS + 1);
        ask(&at, &usual, &out);
        (void)snprintf(words, sizeof words, "此前扫码 %d 次", i);
        EXPECT(strstr(out.text, words) != NULL);
    }
    asking_close(&at);
}

/* A minute may turn while it is asked. */
SPEC(an_answer_stays_finished_while_nothing_else_was_seen)
{
    static page out;
    int spared = 0;
    asking at;
    asking_open(&at);
    for (int tries = 0; tries < 20 && spared == 0; tries++) {
        ask(&at, &usual, &out);
        pause_ms(3 * GI_SEEN_MS);
        int looks = at.looks;
        ask(&at, &usual, &out);
        spared += at.looks == looks;
    }
    EXPECT_INT(spared, 1);
    asking_close(&at);
}

SPEC(no_finished_answer_is_sent_for_long)
{
    static page out;
    asking at;
    asking_open(&at);
    ask_until_finished(&at, &usual, &out);
    int looks = at.looks;
    for (int i = 0; i < 50 && at.looks == looks; i++) {
        pause_ms(GI_WHOLE_MS / 20);
        ask(&at, &usual, &out);
    }
    EXPECT_INT(at.looks, looks + 1);
    asking_close(&at);
}

/* Each of the things that a page may show of them. */
SPEC(whatever_else_is_seen_of_a_label_ends_its_finished_answers)
{
    static page out;
    asking at;
    asking_open(&at);
    for (int i = 0; i < 7; i++) {
        int64_t *const numbers[] = { &at.seen.count,        &at.seen.places, &at.seen.first,
                                     &at.seen.last,         &at.seen.opened, &at.seen.openings,
                                     &at.seen.finding.since };
        ask_until_finished(&at, &usual, &out);
        *numbers[i] += 60000;
        pause_ms(GI_SEEN_MS + 1);
        int looks = at.looks;
        ask(&at, &usual, &out);
        EXPECT_INT(at.looks, looks + 1);
    }
    at.seen.finding.value = GI_COPIED_SEVERAL_PLACES;
    pause_ms(GI_SEEN_MS + 1);
    ask(&at, &usual, &out);
    EXPECT(strstr(out.text, "多处") != NULL || strstr(out.text, "几处") != NULL);
    asking_close(&at);
}

SPEC(an_opening_ends_the_finished_answers_before_it_at_once)
{
    static page out;
    asking at;
    asking_open(&at);
    for (int i = 1; i < 6; i++) {
        ask_until_finished(&at, &usual, &out);
        at.seen.openings = 1;
        at.seen.opened = INT64_C(1795000000000) + i * 60000;
        gi_known_opened(at.site.known);
        static page after;
        ask(&at, &usual, &after);
        EXPECT(strcmp(out.text, after.text) != 0);
        EXPECT(strstr(after.text, "隐藏码首次查验") != NULL);
    }
    asking_close(&at);
}
