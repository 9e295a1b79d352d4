/* From a case or carton to the land its labels come from, and from the land to the cartons. */
#include <stdio.h>
#include <string.h>

#include "core/lookup/recall_cases.h"
#include "core/store/registry.h"
#include "gi/officer.h"
#include "gi/trace.h"
#include "tests/core/packages/boxes.h"

#define BOTH (GI_TRACE_UP | GI_TRACE_DOWN)

/* Lots, batches and so on by a letter; of packages how many and, of edges, how many labels. */
typedef struct seen {
    gi_buf nodes;
    gi_buf edges;
} seen;

static const char letters[] = "SLBRP";

static gi_status see_node(void *context, const gi_trace_node *node, gi_error *err)
{
    seen *all = context;
    (void)err;
    gi_buf_add_format(&all->nodes, "%c", letters[node->kind]);
    if (node->kind == GI_TRACE_PACKAGE) {
        gi_buf_add_format(&all->nodes, "%d/%d", (int)node->packages, (int)node->labels);
    }
    gi_buf_add_text(&all->nodes, node->opened ? "o" : "");
    gi_buf_add_text(&all->nodes, node->root ? "* " : " ");
    return GI_OK;
}

static gi_status see_edge(void *context, const gi_trace_edge *edge, gi_error *err)
{
    seen *all = context;
    (void)err;
    if (edge->to_kind == GI_TRACE_PACKAGE) {
        gi_buf_add_format(&all->edges, "%cP=%d:%s ", letters[edge->from_kind], (int)edge->labels,
                          gi_quantity_text(edge->quantity, GI_UNIT_MASS).text);
    }
    return GI_OK;
}

static void seen_clear(seen *all)
{
    gi_buf_clear(&all->nodes);
    gi_buf_clear(&all->edges);
}

static void expect_trace(const gi_fixture *fixture, const char *what, unsigned directions,
                         const char *nodes, const char *edges)
{
    gi_error err = { 0 };
    seen all __attribute__((cleanup(seen_clear))) = { GI_BUF(4096), GI_BUF(4096) };
    const gi_trace_visitor visitor = { see_node, see_edge, &all };
    EXPECT_OK(gi_trace(fixture->registry, gi_bytes_of(what), directions, &visitor, &err));
    EXPECT_TEXT(gi_buf_text(&all.nodes), nodes);
    EXPECT_TEXT(gi_buf_text(&all.edges), edges);
}

SPEC(a_case_is_traced_to_its_run_batch_lots_and_source)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 40, "10");
    expect_trace(fixture, number_of(first + 1).text, BOTH, "S L L B R P1/10* ", "RP=10:500 g ");
    expect_trace(fixture, code_of(fixture, first + 1).text, BOTH, "S L L B R P1/10* ",
                 "RP=10:500 g ");
}

SPEC(a_carton_is_traced_through_its_cases)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 40, "10");
    uint32_t carton = pack_cases(fixture, first, first + 2);
    expect_trace(fixture, number_of(carton).text, BOTH, "S L L B R P3/30 P1/30* ",
                 "RP=30:1.5 kg PP=30:1.5 kg ");
    expect_trace(fixture, number_of(carton).text, GI_TRACE_UP, "S L L B R P3/30 P1/30* ",
                 "RP=30:1.5 kg PP=30:1.5 kg ");
    expect_trace(fixture, number_of(carton).text, GI_TRACE_DOWN, "P1/30* ", "");
}

SPEC(a_case_and_a_label_lead_up_to_their_carton)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 40, "10");
    (void)pack_cases(fixture, first, first + 2);
    expect_trace(fixture, number_of(first).text, GI_TRACE_DOWN, "P1/10* P1/30 ", "PP=10:500 g ");
    expect_trace(fixture, number_of(15).text, BOTH, "S L L B R* P1/10 P1/30 ",
                 "RP=1:50 g PP=10:500 g ");
    expect_trace(fixture, number_of(35).text, BOTH, "S L L B R* P1/10 ", "RP=1:50 g ");
    expect_trace(fixture, number_of(41).text, BOTH, "S L L B R* ", "");
}

SPEC(land_leads_down_to_every_case_and_carton)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 40, "10");
    (void)pack_cases(fixture, first, first + 2);
    expect_trace(fixture, "source 1", GI_TRACE_DOWN, "S* L L B R P4/40 P1/30 ",
                 "RP=40:2 kg PP=30:1.5 kg ");
    expect_trace(fixture, fixture->batch, BOTH, "S L L B* R P4/40 P1/30 ",
                 "RP=40:2 kg PP=30:1.5 kg ");
}

SPEC(a_mixed_box_leads_to_both_batches_and_no_others)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t more = label_more(fixture);
    fixture_act(fixture, "pack", "units", both_of(range_of(1, 4), range_of(more, more + 1)).text,
                NULL);
    uint32_t box = more + 50; /* the serial after all labels */
    fixture_add_batch(fixture, "2026-04-09");
    expect_trace(fixture, number_of(box).text, BOTH, "S L L L L B R B R P1/6* ",
                 "RP=4:200 g RP=2:100 g ");
}

SPEC(an_opened_case_still_tells_what_was_in_it_and_holds_nothing_now)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 40, "10");
    unpack(fixture, first);
    expect_trace(fixture, number_of(first).text, BOTH, "S L L B R P1/10o* ", "RP=10:500 g ");
    expect_trace(fixture, number_of(1).text, GI_TRACE_DOWN, "B R* ", "");
    expect_trace(fixture, fixture->batch, GI_TRACE_DOWN, "B* R P3/30 ", "RP=30:1.5 kg ");
}

SPEC(a_package_is_named_in_words_and_drawing)
{
    gi_error err = { 0 };
    char wanted[256];
    GI_AUTO_BUF text = GI_BUF(65536);
    GI_AUTO_BUF drawing = GI_BUF(65536);
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 40, "10");
    numbers carton = number_of(pack_cases(fixture, first, first + 2));
    EXPECT_OK(gi_trace_text(fixture->registry, gi_bytes_of(carton.text), BOTH, false, &text, &err));
    (void)snprintf(wanted, sizeof wanted, "大箱 %.20s（1.5 kg LSYW ", carton.text);
    EXPECT(strncmp(gi_buf_text(&text), wanted, strlen(wanted)) == 0);
    (void)snprintf(wanted, sizeof wanted, "└← 30 枚 箱 %.50s（", range_of(first, first + 2).text);
    EXPECT(strstr(gi_buf_text(&text), wanted) != NULL);
    EXPECT_OK(
        gi_trace_svg(fixture->registry, gi_bytes_of(carton.text), BOTH, true, &drawing, &err));
    EXPECT(strstr(gi_buf_text(&drawing), "cartons 1") != NULL);
    EXPECT(strstr(gi_buf_text(&drawing), "30 labels") != NULL);
}

SPEC(a_number_of_no_package_has_no_trace)
{
    gi_error err = { 0 };
    gi_trace_visitor none = { NULL, NULL, NULL };
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 40, "10");
    EXPECT_WHY(
        gi_trace(fixture->registry, gi_bytes_of(number_of(first + 4).text), BOTH, &none, &err),
        GI_WHY_NO_RUN);
}

#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

/* "cases/cartons first..last ..." of a recall of the fixture's batch. */
static numbers recalled(gi_fixture *fixture, const char *batch)
{
    gi_error err = { 0 };
    int64_t cases = -1;
    int64_t cartons = -1;
    numbers out;
    GI_AUTO(gi_json) row = NULL;
    fixture_act(fixture, "recall", "batch", batch, "grade", "II", "why", "unsafe", "who",
                "示例监管所", "doc", DOC, NULL);
    EXPECT_OK(gi_report_recall(fixture->registry, fixture->receipt.index, false, &row, &err));
    const gi_json *packages = gi_json_get(row, "packages");
    EXPECT(gi_json_as_int(gi_json_get(packages, "cases"), &cases));
    EXPECT(gi_json_as_int(gi_json_get(packages, "cartons"), &cartons));
    (void)snprintf(out.text, sizeof out.text, "%d/%d %.400s", (int)cases, (int)cartons,
                   member_of(packages, "numbers").text);
    return out;
}

SPEC(a_recall_names_the_cases_and_cartons_that_hold_its_labels)
{
    char wanted[256];
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 40, "10");
    uint32_t carton = pack_cases(fixture, first, first + 2);
    unpack(fixture, first + 3);
    (void)snprintf(wanted, sizeof wanted, "3/1 [\"%.60s\",\"%.20s\"]",
                   range_of(first, first + 2).text, number_of(carton).text);
    EXPECT_TEXT(recalled(fixture, fixture->batch).text, wanted);
}

SPEC(a_recall_names_no_case_of_another_batch_and_a_mixed_box_once)
{
    char wanted[256];
    char batch[GI_BATCH_ID_TEXT];
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    memcpy(batch, fixture->batch, sizeof batch);
    (void)fixture_issue(fixture, "50g", 10);
    uint32_t more = label_more(fixture);
    (void)pack(fixture, more + 10, more + 29, "10");
    fixture_act(fixture, "pack", "units",
                both_of(both_of(range_of(1, 4), range_of(101, 102)), range_of(more, more + 1)).text,
                NULL);
    (void)snprintf(wanted, sizeof wanted, "1/0 [\"%.20s\"]", number_of(more + 52).text);
    EXPECT_TEXT(recalled(fixture, batch).text, wanted);
}

SPEC(a_recall_that_meets_more_packages_than_it_counts_still_names_some)
{
    gi_error err = { 0 };
    bool more = false;
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    GI_AUTO(gi_json) row = NULL;
    uint32_t first = pack(fixture, 1, 40, "10");
    (void)pack_cases(fixture, first, first + 2);
    (void)recalled(fixture, fixture->batch);
    EXPECT_OK(gi_recall_cases(fixture->registry->db, fixture->receipt.index, 1, &row, &err));
    EXPECT_INT(gi_json_count(gi_json_get(row, "numbers")), 1);
    EXPECT(gi_json_as_bool(gi_json_get(row, "more"), &more) && more);
    EXPECT(gi_json_get(row, "cases") == NULL && gi_json_get(row, "cartons") == NULL);
}
