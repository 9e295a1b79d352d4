/*
 * Exact bytes of the pages, in tests/golden/web. UPDATE_GOLDEN=1 rewrites them; a diff is the
 * review. The style sheet is cut out: it has its own file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/pages/samples.h"

static void cut_style(gi_buf *page, gi_buf *out)
{
    const char *text = gi_buf_text(page);
    const char *from = strstr(text, "<style>") + 7;
    const char *to = strstr(text, "</style>");
    gi_buf_add(out, (gi_bytes){ (const uint8_t *)text, (size_t)(from - text) });
    gi_buf_add_text(out, to);
}

static void read_file(const char *path, gi_buf *out)
{
    FILE *file = fopen(path, "rb");
    EXPECT(file != NULL);
    uint8_t *room = gi_buf_extend(out, 65536);
    EXPECT(room != NULL);
    out->size = fread(room, 1, 65536, file);
    room[out->size] = 0;
    (void)fclose(file);
}

static void expect_golden(const char *name, gi_buf *page)
{
    char path[256];
    GI_AUTO_BUF cut = GI_BUF(65536);
    GI_AUTO_BUF wanted = GI_BUF(65536);
    (void)snprintf(path, sizeof path, "%s/tests/golden/web/%s.html", GI_SOURCE_DIR, name);
    cut_style(page, &cut);
    if (getenv("UPDATE_GOLDEN") != NULL) {
        FILE *file = fopen(path, "wb");
        EXPECT(file != NULL && fwrite(cut.data, 1, cut.size, file) == cut.size);
        EXPECT(fclose(file) == 0);
    }
    read_file(path, &wanted);
    EXPECT_TEXT(gi_buf_text(&cut), gi_buf_text(&wanted));
}

static void expect_golden_verdict(const char *name, gi_verdict verdict, gi_language language,
                                  bool demo)
{
    gi_about about = sample_about(demo);
    gi_page_view view = sample_view(&about, language);
    GI_AUTO_BUF page = GI_BUF(262144);
    gi_page_verdict(&view, &verdict, &page);
    expect_golden(name, &page);
}

SPEC(golden_issued_in_chinese)
{
    expect_golden_verdict("issued-zh", sample_issued(), GI_ZH, false);
}

SPEC(golden_issued_in_english_in_a_demo)
{
    expect_golden_verdict("issued-en-demo", sample_issued(), GI_EN, true);
}

SPEC(golden_forged)
{
    expect_golden_verdict("forged-zh", sample_forged(), GI_ZH, false);
}

SPEC(golden_unregistered)
{
    expect_golden_verdict("unregistered-en", sample_unregistered(), GI_EN, false);
}

SPEC(golden_with_papers_and_records_in_english)
{
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, GI_EN);
    gi_verdict verdict = sample_issued();
    gi_papers papers = sample_papers();
    gi_batch_facts *batch = &verdict.batch;
    GI_AUTO_BUF page = GI_BUF(262144);
    (void)snprintf(batch->sprays_en, sizeof batch->sprays_en, "2 records, all past their interval");
    (void)snprintf(batch->conformity_en, sizeof batch->conformity_en, "no. 51, 2026-04-16");
    verdict.witnesses = 3;
    verdict.witnessed = 2;
    view.papers = &papers;
    gi_page_verdict(&view, &verdict, &page);
    expect_golden("papers-en", &page);
}

SPEC(golden_with_a_digital_label_and_sums_in_large_text)
{
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, GI_ZH);
    gi_verdict verdict = sample_issued();
    gi_digital_label digital = sample_digital(2);
    gi_season_sum sum = sample_sum();
    GI_AUTO_BUF page = GI_BUF(262144);
    view.digital = &digital;
    view.sum = &sum;
    view.proofs = true;
    view.large = true;
    (void)snprintf(view.keep, sizeof view.keep, "?hl=zh&t=1");
    gi_page_verdict(&view, &verdict, &page);
    expect_golden("digital-zh-large", &page);
}

static void expect_golden_changes(const char *name, gi_verdict verdict, gi_language language)
{
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, language);
    const gi_digital_label versions[] = { sample_digital(2), sample_digital(1) };
    const gi_digital_versions both = { versions, 2, false };
    GI_AUTO_BUF page = GI_BUF(262144);
    gi_page_digital(&view, &verdict, &both, &page);
    expect_golden(name, &page);
}

SPEC(golden_changes_of_a_digital_label)
{
    expect_golden_changes("digital-changes-en", sample_batch(), GI_EN);
}

SPEC(golden_digital_label_of_a_batch_taken_back)
{
    expect_golden_changes("digital-taken-back-zh", sample_taken_back(), GI_ZH);
}

SPEC(golden_typed_number)
{
    expect_golden_verdict("number-zh", sample_typed(), GI_ZH, false);
}

SPEC(golden_batch)
{
    expect_golden_verdict("batch-zh", sample_batch(), GI_ZH, false);
}

SPEC(golden_recalled)
{
    expect_golden_verdict("recalled-zh", sample_state(GI_GOOD_RECALLED), GI_ZH, false);
}

SPEC(golden_incomplete)
{
    expect_golden_verdict("incomplete-zh", sample_unknown(GI_UNKNOWN_INCOMPLETE), GI_ZH, false);
}

SPEC(golden_start)
{
    gi_about about = sample_about(true);
    gi_page_view view = sample_view(&about, GI_ZH);
    GI_AUTO_BUF page = GI_BUF(262144);
    gi_page_start(&view, &page);
    expect_golden("start-zh-demo", &page);
}

SPEC(golden_trouble)
{
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, GI_ZH);
    GI_AUTO_BUF page = GI_BUF(262144);
    gi_page_problem(&view, 503, &page);
    expect_golden("trouble-zh", &page);
}
