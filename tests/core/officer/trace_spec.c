/* From any code, lot or source to everything up- and downstream, with amounts. */
#include <stdio.h>
#include <string.h>

#include "gi/codes.h"
#include "gi/trace.h"
#include "gi/unit_number.h"
#include "tests/core/officer/officers.h"

#define BOTH (GI_TRACE_UP | GI_TRACE_DOWN)

/* "S1 L1 L2 B5 R6 | S1>L1=42 kg ..." : nodes and edges as they come. */
typedef struct seen {
    gi_buf nodes;
    gi_buf edges;
} seen;

static const char letters[] = "SLBR";

static gi_status see_node(void *context, const gi_trace_node *node, gi_error *err)
{
    seen *all = context;
    (void)err;
    gi_buf_add_format(&all->nodes, "%c", letters[node->kind]);
    if (node->kind <= GI_TRACE_LOT) {
        gi_buf_add_format(&all->nodes, "%d", (int)node->id);
    }
    gi_buf_add_text(&all->nodes, node->root ? "* " : " ");
    return GI_OK;
}

static gi_status see_edge(void *context, const gi_trace_edge *edge, gi_error *err)
{
    seen *all = context;
    (void)err;
    gi_buf_add_format(&all->edges, "%c%c=%s ", letters[edge->from_kind], letters[edge->to_kind],
                      gi_quantity_text(edge->quantity, GI_UNIT_MASS).text);
    return GI_OK;
}

static void seen_clear(seen *all)
{
    gi_buf_clear(&all->nodes);
    gi_buf_clear(&all->edges);
}

#define EXPECT_TRACE(fixture, what, directions, wanted_nodes, wanted_edges)                   \
    do {                                                                                      \
        gi_error err = { 0 };                                                                 \
        seen all_ __attribute__((cleanup(seen_clear))) = { GI_BUF(4096), GI_BUF(4096) };      \
        const gi_trace_visitor visitor_ = { see_node, see_edge, &all_ };                      \
        EXPECT_OK(                                                                            \
            gi_trace((fixture)->registry, gi_bytes_of(what), (directions), &visitor_, &err)); \
        EXPECT_TEXT(gi_buf_text(&all_.nodes), (wanted_nodes));                                \
        EXPECT_TEXT(gi_buf_text(&all_.edges), (wanted_edges));                                \
    } while (0)

SPEC(a_batch_is_traced_to_its_source_and_to_its_labels)
{
    GI_AUTO(gi_fixture) fixture = officers();
    (void)fixture_issue(fixture, "50g", 20);
    EXPECT_TRACE(fixture, fixture->batch, BOTH, "S1 L1 L2 B* R ",
                 "SL=42 kg LL=42 kg LB=10 kg BR=1 kg ");
}

SPEC(up_and_down_show_their_side_alone)
{
    GI_AUTO(gi_fixture) fixture = officers();
    (void)fixture_issue(fixture, "50g", 20);
    EXPECT_TRACE(fixture, "lot 2", GI_TRACE_UP, "S1 L1 L2* ", "SL=42 kg LL=42 kg ");
    EXPECT_TRACE(fixture, "lot 1", GI_TRACE_DOWN, "L1* L2 B R ", "LL=42 kg LB=10 kg BR=1 kg ");
    EXPECT_TRACE(fixture, "source 1", GI_TRACE_DOWN, "S1* L1 L2 B R ",
                 "SL=42 kg LL=42 kg LB=10 kg BR=1 kg ");
    EXPECT_TRACE(fixture, fixture->batch, GI_TRACE_DOWN, "B* R ", "BR=1 kg ");
}

SPEC(a_label_is_traced_up_from_its_run)
{
    char number[GI_UNIT_NUMBER_TEXT];
    GI_AUTO(gi_fixture) fixture = officers();
    (void)fixture_issue(fixture, "50g", 20);
    gi_run run = fixture_issue(fixture, "50g", 10);
    gi_unit_number_print((gi_unit_id){ run.key, run.first + 3 }, number);
    EXPECT_TRACE(fixture, number, BOTH, "S1 L1 L2 B R* ", "SL=42 kg LL=42 kg LB=10 kg BR=500 g ");
}

SPEC(other_material_of_the_same_source_stays_out_of_a_batch)
{
    char first[GI_BATCH_ID_TEXT];
    GI_AUTO(gi_fixture) fixture = officers();
    memcpy(first, fixture->batch, sizeof first);
    fixture_add_batch(fixture, "2026-04-10");
    EXPECT_TRACE(fixture, first, BOTH, "S1 L1 L2 B* ", "SL=42 kg LL=42 kg LB=10 kg ");
    EXPECT_TRACE(fixture, "source 1", BOTH, "S1* L1 L2 L3 L4 B B ",
                 "SL=42 kg LL=42 kg SL=42 kg LL=42 kg LB=10 kg LB=10 kg ");
}

SPEC(a_blend_met_from_one_part_does_not_show_the_other)
{
    GI_AUTO(gi_fixture) fixture = officers();
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-06", "qty", "42kg", NULL);
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-07", "qty", "42kg", NULL);
    fixture_act(fixture, "make", "holder", fixture->holder, "product", "LSYW", "season", "2026-1",
                "inputs", "3:42kg,4:21kg", "qty", "15kg", "day", "2026-04-08", NULL);
    EXPECT_TRACE(fixture, "lot 3", GI_TRACE_DOWN, "L3* L5 ", "LL=42 kg ");
    EXPECT_TRACE(fixture, "lot 5", GI_TRACE_UP, "S1 L3 L4 L5* ",
                 "SL=42 kg SL=42 kg LL=42 kg LL=21 kg ");
}

SPEC(what_is_not_there_has_no_trace)
{
    gi_error err = { 0 };
    gi_trace_visitor none = { NULL, NULL, NULL };
    GI_AUTO(gi_fixture) fixture = officers();
    EXPECT_WHY(gi_trace(fixture->registry, gi_bytes_of("lot 99"), BOTH, &none, &err),
               GI_WHY_NO_LOT);
    EXPECT_WHY(gi_trace(fixture->registry, gi_bytes_of("source 9"), BOTH, &none, &err),
               GI_WHY_NO_SOURCE);
    EXPECT_WHY(gi_trace(fixture->registry, gi_bytes_of("LSYW-26-0001-0009-6"), BOTH, &none, &err),
               GI_WHY_NO_BATCH);
    EXPECT_WHY(gi_trace(fixture->registry, gi_bytes_of("000W-003R-J0W"), BOTH, &none, &err),
               GI_WHY_NO_RUN);
}

SPEC(the_tree_names_a_node_again_and_shows_it_once)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(65536);
    GI_AUTO(gi_fixture) fixture = officers();
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-06", "qty", "42kg", NULL);
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-07", "qty", "42kg", NULL);
    fixture_act(fixture, "make", "holder", fixture->holder, "product", "LSYW", "season", "2026-1",
                "inputs", "3:42kg,4:21kg", "qty", "15kg", "day", "2026-04-08", NULL);
    EXPECT_OK(
        gi_trace_text(fixture->registry, gi_bytes_of("lot 5"), GI_TRACE_UP, true, &text, &err));
    EXPECT_TEXT(gi_buf_text(&text),
                "made lot 5 (15 kg LSYW 2026-04-08 holder 0001 record processing)\n"
                "upstream:\n"
                "  └← 42 kg raw lot 3 (42 kg LSYW 2026-04-06 holder 0001 record a harvest)\n"
                "    └← 42 kg plot 1 (holder 0001 360483107)\n"
                "  └← 21 kg raw lot 4 (42 kg LSYW 2026-04-07 holder 0001 record a harvest)\n"
                "    └← 42 kg plot 1 (see line 4)\n");
}

SPEC(a_trace_says_what_is_recalled_or_frozen_and_no_growers_name)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(65536);
    GI_AUTO(gi_fixture) fixture = officers();
    fixture_act(fixture, "holder", "kind", "grower", "name", "张三丰", "card", "CARD-0099", NULL);
    fixture_act(fixture, "recall", "lot", "1", "grade", "I", "why", "residue", "who", WHO, "doc",
                DOC, NULL);
    EXPECT_OK(
        gi_trace_text(fixture->registry, gi_bytes_of(fixture->batch), BOTH, false, &text, &err));
    EXPECT(strstr(gi_buf_text(&text), "【已召回】") != NULL);
    EXPECT(strstr(gi_buf_text(&text), "张三丰") == NULL);
}

SPEC(the_drawing_is_whole_and_escapes_its_texts)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(1 << 20);
    GI_AUTO(gi_fixture) fixture = officers();
    (void)fixture_issue(fixture, "50g", 20);
    EXPECT_OK(
        gi_trace_svg(fixture->registry, gi_bytes_of(fixture->batch), BOTH, false, &text, &err));
    const char *svg = gi_buf_text(&text);
    EXPECT(strncmp(svg, "<svg xmlns=", 11) == 0);
    EXPECT(strstr(svg, fixture->batch) != NULL && strstr(svg, "原料批 1") != NULL);
    EXPECT(strstr(svg, "标签 20 枚") != NULL && strstr(svg, "</svg>") != NULL);
}

/* Ways of a drawing that have a straight part: those beside the boxes. */
static int straight_parts(const char *svg)
{
    int count = 0;
    for (const char *at = strstr(svg, " L"); at != NULL; at = strstr(at + 1, " L")) {
        count += at[2] >= '0' && at[2] <= '9' ? 1 : 0;
    }
    return count;
}

SPEC(a_way_past_other_rows_is_drawn_beside_the_boxes)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(1 << 20);
    GI_AUTO(gi_fixture) fixture = officers();
    EXPECT_OK(gi_trace_svg(fixture->registry, gi_bytes_of("lot 1"), BOTH, true, &text, &err));
    EXPECT_INT(straight_parts(gi_buf_text(&text)), 0); /* each way leads to the next row */
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-06", "qty", "42kg", NULL);
    fixture_act(fixture, "split", "lot", "3", "parts", "20kg", NULL);
    fixture_act(fixture, "make", "holder", fixture->holder, "product", "LSYW", "season", "2026-1",
                "inputs", "3:22kg,4:20kg", "qty", "10kg", "day", "2026-04-08", NULL);
    gi_buf_reset(&text);
    EXPECT_OK(gi_trace_svg(fixture->registry, gi_bytes_of("lot 3"), BOTH, true, &text, &err));
    EXPECT_INT(straight_parts(gi_buf_text(&text)), 1); /* lot 3 to lot 5, past lot 4 */
}

SPEC(the_json_holds_every_node_and_edge)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) json = NULL;
    GI_AUTO(gi_fixture) fixture = officers();
    (void)fixture_issue(fixture, "50g", 20);
    EXPECT_OK(gi_trace_json(fixture->registry, gi_bytes_of("source 1"), BOTH, &json, &err));
    EXPECT_INT(gi_json_count(gi_json_get(json, "nodes")), 5);
    EXPECT_INT(gi_json_count(gi_json_get(json, "edges")), 4);
}
