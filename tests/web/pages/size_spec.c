/* The first answer fits the first flight of TCP: headers and gzip body in 12 KB. */
#include <stdio.h>

#include "tests/support/spec.h"
#include "tests/web/pages/samples.h"
#include "web/http/press.h"
#include "web/pages/style.h"

enum { FIRST_FLIGHT = 12288, HEADERS = 1024 }; /* headers measured: under 800 bytes */

static size_t gzip_size(const gi_verdict *verdict, const gi_papers *papers,
                        const gi_digital_label *digital, gi_language language)
{
    gi_about about = sample_about(true);
    gi_page_view view = sample_view(&about, language);
    const gi_unit_seen seen = {
        .count = 1234567, .first = 1, .last = 2, .openings = 1, .opened = 3
    };
    const gi_season_sum sum = sample_sum();
    view.papers = papers;
    view.digital = digital;
    view.sum = &sum;
    view.proofs = true;
    view.large = true;
    (void)snprintf(view.keep, sizeof view.keep, "?hl=zh&t=1");
    view.seen = &seen;
    view.counted = true;
    GI_AUTO_BUF page = GI_BUF(262144);
    GI_AUTO(gi_press) press = NULL;
    EXPECT(gi_press_create(&press, NULL) == GI_OK);
    gi_page_verdict(&view, verdict, &page);
    EXPECT(page.failed == GI_OK && gi_press_gzip(press, &page)); /* as the server sends it */
    return page.size;
}

SPEC(the_longest_answer_fits_the_first_flight)
{
    gi_verdict verdict = sample_longest();
    gi_papers papers = sample_longest_papers();
    gi_digital_label digital = sample_longest_digital();
    EXPECT_INT((int64_t)digital.count, GI_DIGITAL_ITEMS);
    size_t zh = gzip_size(&verdict, &papers, &digital, GI_ZH);
    size_t en = gzip_size(&verdict, &papers, &digital, GI_EN);
    (void)printf("longest answer, gzip: %zu Chinese, %zu English\n", zh, en);
    EXPECT(zh + HEADERS <= FIRST_FLIGHT);
    EXPECT(en + HEADERS <= FIRST_FLIGHT);
}

SPEC(the_usual_answer_takes_less_than_half_of_it)
{
    gi_verdict verdict = sample_issued();
    EXPECT(gzip_size(&verdict, NULL, NULL, GI_ZH) + HEADERS <= FIRST_FLIGHT / 2);
    EXPECT(gzip_size(&verdict, NULL, NULL, GI_EN) + HEADERS <= FIRST_FLIGHT / 2);
}
