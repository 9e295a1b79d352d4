/*
 * paper_lines.c - the papers of a batch as few lines for a page (gi_papers_of).
 *
 * What speaks against the goods is never pushed out by what speaks for them: certificates and
 * reports have room of their own, and a failed report comes before every passed one. Says
 * nothing of persons: who took a sample stays private.
 */
#include <string.h>

#include "core/acts/act.h"
#include "core/lookup/report_papers.h"
#include "core/store/batches.h"
#include "core/store/lots.h"
#include "core/store/officer.h"
#include "core/store/products.h"
#include "gi/officer.h"

typedef struct pile {
    gi_paper newest[GI_PAPERS_EACH]; /* of one kind, the newest first */
    size_t count;
} pile;

typedef struct sorting {
    gi_day day, packed;
    const gi_batch_row *batch;
    const char *mnemonic;
    pile pile[GI_PAPER_KINDS];
    bool more;
} sorting;

static void lay(sorting *all, const gi_paper *paper)
{
    pile *on = &all->pile[paper->kind];
    all->more = all->more || on->count == GI_PAPERS_EACH;
    on->count += on->count < GI_PAPERS_EACH ? 1 : 0;
    memmove(on->newest + 1, on->newest, (on->count - 1) * sizeof *paper);
    on->newest[0] = *paper;
}

/* ---- texts ---- */

/* Adds "mark" and text; all of it, or false and nothing. */
static bool add(gi_paper *paper, const char *mark, gi_bytes text)
{
    size_t used = strlen(paper->text);
    size_t marked = used > 0 ? strlen(mark) : 0;
    if (text.size == 0 || used + marked + text.size >= sizeof paper->text - strlen("…")) {
        return text.size == 0;
    }
    memcpy(paper->text + used, mark, marked);
    memcpy(paper->text + used + marked, text.data, text.size);
    paper->text[used + marked + text.size] = '\0';
    return true;
}

static bool judged_is(const gi_json *limit, const char *word)
{
    gi_bytes said = { 0 };
    return gi_json_as_text(gi_json_get(limit, "judged"), &said) &&
           gi_bytes_equal(said, gi_bytes_of(word));
}

/* Where the laboratory's own limit is not the standard's, the difference is named. */
static void add_stated(gi_buf *said, const gi_json *judged)
{
    static const struct {
        const char *word, *before, *after;
    } differs[] = {
        { "stricter", "，严于标准 ", "" },
        { "looser", "，宽于标准 ", "" },
        { "other", "，与标准 ", " 不同" },
    };
    gi_bytes word = { 0 };
    gi_bytes asked = { 0 };
    (void)gi_json_as_text(gi_json_get(judged, "stated_is"), &word);
    (void)gi_json_as_text(gi_json_get(judged, "stated_beside"), &asked);
    for (size_t i = 0; i < sizeof differs / sizeof differs[0]; i++) {
        if (gi_bytes_equal(word, gi_bytes_of(differs[i].word))) {
            gi_buf_add_text(said, differs[i].before);
            gi_buf_add(said, asked);
            gi_buf_add_text(said, differs[i].after);
        }
    }
}

/* "水分:5.2%:≤7.0" reads "水分 5.2%（≤7.0）"; what the standard asks follows where it is broken. */
static bool add_item(gi_paper *paper, const char *mark, gi_bytes item, const gi_json *judged)
{
    gi_bytes name = item;
    gi_bytes rest = { NULL, 0 };
    gi_bytes limit = { NULL, 0 };
    GI_AUTO_BUF said = GI_BUF(GI_LAB_ITEMS_TEXT + 16);
    bool measured = gi_list_split(item, ':', &name, &rest);
    gi_bytes value = rest;
    bool limited = measured && gi_list_split(rest, ':', &value, &limit);
    gi_buf_add(&said, name);
    gi_buf_add_text(&said, measured ? " " : "");
    gi_buf_add(&said, value);
    gi_buf_add_text(&said, limited ? "（" : "");
    gi_buf_add(&said, limit);
    add_stated(&said, judged);
    gi_buf_add_text(&said, limited ? "）" : "");
    if (judged_is(judged, "broken")) {
        gi_bytes asked = { 0 };
        (void)gi_json_as_text(gi_json_get(judged, "limit"), &asked);
        gi_buf_add_text(&said, "（不符合标准 ");
        gi_buf_add(&said, asked);
        gi_buf_add_text(&said, "）");
    }
    return add(paper, mark, gi_buf_view(&said));
}

/* No limit is known for any of the items: "unknown" must not read as "kept". */
static bool none_known(const gi_json *limits)
{
    for (size_t i = 0; i < gi_json_count(limits); i++) {
        if (!judged_is(gi_json_at(limits, i), "unknown")) {
            return false;
        }
    }
    return true;
}

/* As many items as fit; what is left out is told by "…". */
static void add_items(gi_paper *paper, const char *items, const gi_json *limits)
{
    gi_bytes rest = gi_bytes_of(items);
    gi_bytes item;
    const char *mark = " · ";
    for (size_t i = 0; gi_list_next(&rest, ';', &item); i++) {
        if (!add_item(paper, mark, item, gi_json_at(limits, i))) {
            memcpy(paper->text + strlen(paper->text), "…", sizeof "…");
            return;
        }
        mark = "；";
    }
}

static void name_kind(gi_paper *paper, const char *kind)
{
    static const char *const words[][3] = {
        { "organic", "有机产品", "Organic product" },
        { "green-food", "绿色食品", "Green Food" },
        { "gap", "良好农业规范 GAP", "Good agricultural practice" },
        { "haccp", "HACCP", "HACCP" },
        { "iso22000", "ISO 22000", "ISO 22000" },
        { "sc", "食品生产许可 SC", "Food production licence SC" },
    };
    paper->name_zh = "其他证书";
    paper->name_en = "Other certificate";
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i][0], kind) == 0) {
            paper->name_zh = words[i][1];
            paper->name_en = words[i][2];
        }
    }
}

/* Where the day of packing tells another tale than today. */
static void say_packed(gi_paper *paper, bool held)
{
    if (held != (paper->kind == GI_PAPER_VALID)) {
        (void)add(paper, " · ", gi_bytes_of(held ? "包装时有效" : "包装时无效"));
    }
}

/* ---- rows ---- */

static gi_status take_certificate(void *context, const gi_certificate_row *row, gi_error *err)
{
    sorting *all = context;
    gi_paper paper = { .kind = GI_PAPER_ENDED, .from = row->first, .to = row->last };
    (void)err;
    if (gi_certificate_holds(row, all->day)) {
        paper.kind = GI_PAPER_VALID;
    }
    if (row->withdrawn >= 0) {
        paper.withdrawn = row->withdrawn_day;
    }
    name_kind(&paper, row->kind);
    (void)add(&paper, "", gi_bytes_of(row->body));
    (void)add(&paper, " · ", gi_bytes_of(row->number));
    (void)add(&paper, " · ", gi_bytes_of(row->scope));
    say_packed(&paper, gi_certificate_holds(row, all->packed));
    lay(all, &paper);
    return GI_OK;
}

static gi_status take_report(void *context, const gi_lab_row *row, gi_error *err)
{
    sorting *all = context;
    gi_paper paper = { .kind = row->pass ? GI_PAPER_PASS : GI_PAPER_FAIL,
                       .name_zh = "",
                       .name_en = "",
                       .from = row->day };
    GI_AUTO(gi_json) limits = NULL;
    bool of_lot = row->batch[0] == '\0';
    GI_TRY(gi_lab_limits_to_json(all->mnemonic, of_lot ? 0 : all->batch->grade, row->items, &limits,
                                 err));
    (void)add(&paper, "", gi_bytes_of(row->laboratory));
    (void)add(&paper, " · ", gi_bytes_of(row->number));
    if (of_lot && row->lot != all->batch->lot) {
        (void)add(&paper, " · ", gi_bytes_of("所用原料"));
    }
    if (none_known(limits)) {
        (void)add(&paper, " · ", gi_bytes_of("标准限量未知，未比对"));
    }
    add_items(&paper, row->items, limits);
    lay(all, &paper);
    return GI_OK;
}

/* At most GI_PAPERS_EACH of two kinds together. */
static void pick(sorting *all, gi_paper_kind first, gi_paper_kind second, gi_papers *out)
{
    const pile *const piles[] = { &all->pile[first], &all->pile[second] };
    size_t room = GI_PAPERS_EACH;
    for (size_t p = 0; p < 2; p++) {
        size_t count = piles[p]->count < room ? piles[p]->count : room;
        memcpy(out->paper + out->count, piles[p]->newest, count * sizeof out->paper[0]);
        out->count += count;
        room -= count;
        all->more = all->more || count < piles[p]->count;
    }
}

static gi_status read_lines(gi_db *db, const char *id, gi_day day, gi_papers *out, gi_error *err)
{
    gi_batch_row batch;
    gi_lot_row lot;
    gi_product product;
    gi_papers lines = { .count = 0 };
    GI_TRY(gi_batch_load(db, id, &batch, err));
    GI_TRY(gi_product_by_index(db, batch.product, &product, err));
    GI_TRY(gi_lot_load(db, batch.lot, &lot, err));
    sorting all = { .day = day, .packed = lot.day, .batch = &batch, .mnemonic = product.mnemonic };
    GI_TRY(gi_certificate_each(db, batch.holder, batch.product, take_certificate, &all, err));
    GI_TRY(gi_lab_each(db, batch.id, batch.lot, take_report, &all, err));
    pick(&all, GI_PAPER_VALID, GI_PAPER_ENDED, &lines);
    pick(&all, GI_PAPER_FAIL, GI_PAPER_PASS, &lines);
    lines.more = all.more;
    *out = lines;
    return GI_OK;
}

gi_status gi_papers_of(gi_registry *registry, gi_bytes batch, gi_day day, gi_papers *out,
                       gi_error *err)
{
    gi_batch_id id;
    char text[GI_BATCH_ID_TEXT];
    GI_TRY(gi_batch_id_parse(batch, &id, err));
    gi_batch_id_print(&id, text);
    return GI_READ(registry, read_lines(registry->db, text, day, out, err), err);
}
