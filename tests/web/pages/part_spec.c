/* A page put together from kept parts is, byte for byte, the page that was rendered whole. */
#include <stdio.h>
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/pages/samples.h"

typedef struct subject {
    gi_about about;
    gi_verdict verdict;
    gi_papers papers;
    gi_digital_label digital;
    gi_season_sum sum;
    gi_page_view view;
} subject;

static void subject_open(subject *at, gi_verdict verdict, gi_language language, bool large)
{
    *at = (subject){ .about = sample_about(true),
                     .verdict = verdict,
                     .papers = sample_papers(),
                     .digital = sample_digital(2),
                     .sum = sample_sum() };
    at->view = sample_view(&at->about, language);
    at->view.papers = &at->papers;
    at->view.digital = &at->digital;
    at->view.sum = &at->sum;
    at->view.proofs = true;
    at->view.large = large;
    at->view.report_url = "/report?code=000W-003R-J0W";
    (void)snprintf(at->view.keep, sizeof at->view.keep, "%s", large ? "?hl=zh&t=1" : "");
}

static void expect_same_from_parts(const subject *at)
{
    GI_AUTO_BUF whole = GI_BUF(262144);
    GI_AUTO_BUF batch = GI_BUF(262144);
    GI_AUTO_BUF page = GI_BUF(262144);
    gi_page_view bare = at->view;
    gi_page_verdict(&at->view, &at->verdict, &whole);
    gi_page_batch_part(&at->view, &at->verdict, &batch);
    bare.papers = NULL;
    bare.digital = NULL;
    bare.sum = NULL;
    bare.batch_part = gi_buf_view(&batch);
    gi_page_verdict(&bare, &at->verdict, &page);
    EXPECT(whole.failed == GI_OK && batch.size > 2000);
    EXPECT_TEXT(gi_buf_text(&page), gi_buf_text(&whole));
}

SPEC(a_page_of_parts_is_the_page_rendered_whole_in_both_languages)
{
    static gi_verdict (*const samples[])(void) = { sample_issued, sample_typed, sample_batch };
    for (size_t i = 0; i < 3 * 4; i++) {
        subject at;
        subject_open(&at, samples[i / 4](), i % 2 == 0 ? GI_ZH : GI_EN, i % 4 >= 2);
        expect_same_from_parts(&at);
    }
}

SPEC(a_part_of_a_batch_is_the_same_for_all_its_labels)
{
    GI_AUTO_BUF one = GI_BUF(262144);
    GI_AUTO_BUF other = GI_BUF(262144);
    subject at;
    subject_open(&at, sample_issued(), GI_EN, false);
    gi_page_batch_part(&at.view, &at.verdict, &one);
    at.verdict.unit.serial++;
    (void)snprintf(at.verdict.unit_text, sizeof at.verdict.unit_text, "0004-0000-01F");
    at.verdict.as_of += 3600000;
    at.verdict.act++;
    at.verdict.good = GI_GOOD_VOID;
    at.view.report_url = "/report?code=0004-0000-01F";
    gi_page_batch_part(&at.view, &at.verdict, &other);
    EXPECT_TEXT(gi_buf_text(&other), gi_buf_text(&one));
}

/* What a page of many labels rests on (web/sheet.h): put the other number where the one stands. */
SPEC(pages_of_labels_that_are_told_the_same_differ_in_the_number_alone)
{
    static const char number[] = "~~~~~~~~~~~~~";
    for (int i = 0; i < 4 * 10; i++) {
        GI_AUTO_BUF one = GI_BUF(262144);
        GI_AUTO_BUF other = GI_BUF(262144);
        subject at;
        subject_open(&at, sample_state((gi_good)(i / 4)), i % 2 == 0 ? GI_ZH : GI_EN, i % 4 >= 2);
        at.verdict.header.flags = i % 3 == 0 ? GI_FLAG_SCRATCH : 0;
        EXPECT_INT(strlen(at.verdict.unit_text), sizeof number - 1);
        gi_page_verdict(&at.view, &at.verdict, &one);
        for (char *found = (char *)one.data;
             (found = strstr(found, at.verdict.unit_text)) != NULL &&
             memcmp(found - 5, "code=", 5) != 0;) {
            memcpy(found, number, sizeof number - 1);
        }
        at.verdict.unit.serial = at.verdict.header.serial = 77;
        memcpy(at.verdict.unit_text, number, sizeof number);
        gi_page_verdict(&at.view, &at.verdict, &other);
        EXPECT_TEXT(gi_buf_text(&one), gi_buf_text(&other));
    }
}
