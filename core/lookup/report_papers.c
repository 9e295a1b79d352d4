/*
 * report_papers.c - certificates and laboratory reports of a batch, as JSON and as lines for a
 * page (gi/officer.h).
 */
#include "core/lookup/report_papers.h"

#include <stdio.h>
#include <string.h>

#include "core/store/officer.h"
#include "gi/officer.h"
#include "gi/text.h"

typedef struct gathering {
    gi_db *db;
    gi_day day;
    gi_json *certificates;
    gi_json *reports;
} gathering;

static bool holds_on(const gi_certificate_row *paper, gi_day day)
{
    bool withdrawn = paper->withdrawn >= 0 && paper->withdrawn_day <= day;
    return day >= paper->first && day <= paper->last && !withdrawn;
}

static gi_status take_certificate(void *context, const gi_certificate_row *paper, gi_error *err)
{
    gathering *all = context;
    gi_json *row = gi_json_object();
    (void)err;
    gi_json_set_text(row, "kind", paper->kind);
    gi_json_set_text(row, "number", paper->number);
    gi_json_set_text(row, "body", paper->body);
    gi_json_set_text(row, "scope", paper->scope);
    gi_json_set_text(row, "from", gi_day_text(paper->first).text);
    gi_json_set_text(row, "to", gi_day_text(paper->last).text);
    gi_json_set(row, "valid", gi_json_bool(holds_on(paper, all->day)));
    if (paper->withdrawn >= 0) {
        gi_json_set_text(row, "withdrawn", gi_day_text(paper->withdrawn_day).text);
    }
    if (paper->amended >= 0) {
        gi_json_set_int(row, "amended", paper->amended);
    }
    gi_json_set_int(row, "act", paper->act);
    gi_json_push(all->certificates, row);
    return GI_OK;
}

static gi_status take_report(void *context, const gi_lab_row *report, gi_error *err)
{
    gathering *all = context;
    GI_AUTO_BUF hex = GI_BUF(80);
    gi_json *row = gi_json_object();
    (void)err;
    gi_hex_add(&hex, gi_digest_view(&report->doc));
    gi_json_set_text(row, "laboratory", report->laboratory);
    gi_json_set_text(row, "number", report->number);
    gi_json_set_text(row, "day", gi_day_text(report->day).text);
    gi_json_set_text(row, "result", report->pass ? "pass" : "fail");
    gi_json_set_text(row, "items", report->items);
    gi_json_set_text(row, "doc", gi_buf_text(&hex));
    if (report->amended >= 0) {
        gi_json_set_int(row, "amended", report->amended);
    }
    gi_json_set_int(row, "act", report->act);
    gi_json_push(all->reports, row);
    return GI_OK;
}

gi_status gi_papers_to_json(gi_db *db, const gi_batch_row *batch, gi_day day, gi_json *row,
                            gi_error *err)
{
    gathering all = { db, day, gi_json_array(), gi_json_array() };
    gi_json_set(row, "certificates", all.certificates);
    gi_json_set(row, "lab_reports", all.reports);
    GI_TRY(gi_certificate_each(db, batch->holder, batch->product, take_certificate, &all, err));
    GI_TRY(gi_lab_each(db, batch->id, batch->lot, take_report, &all, err));
    return gi_json_ok(row, err);
}

static gi_status read_papers(gi_db *db, const char *id, gi_day day, gi_json *row, gi_error *err)
{
    gi_batch_row batch;
    GI_TRY(gi_batch_load(db, id, &batch, err));
    return gi_papers_to_json(db, &batch, day, row, err);
}

gi_status gi_report_papers(gi_registry *registry, gi_bytes batch, gi_day day, gi_json **out,
                           gi_error *err)
{
    gi_batch_id id;
    char text[GI_BATCH_ID_TEXT];
    GI_AUTO(gi_json) row = gi_json_object();
    GI_TRY(gi_batch_id_parse(batch, &id, err));
    gi_batch_id_print(&id, text);
    GI_TRY(GI_READ(registry, read_papers(registry->db, text, day, row, err), err));
    *out = GI_TAKE(row);
    return GI_OK;
}

/* ---- lines for a page ---- */

static const char *kind_zh(gi_bytes kind)
{
    static const char *const words[][2] = {
        { "organic", "有机产品" }, { "green-food", "绿色食品" }, { "gap", "良好农业规范 GAP" },
        { "haccp", "HACCP" },      { "iso22000", "ISO 22000" },  { "sc", "食品生产许可 SC" },
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (gi_bytes_equal(kind, gi_bytes_of(words[i][0]))) {
            return words[i][1];
        }
    }
    return "其他证书";
}

static bool is_text(const gi_json *row, const char *name, gi_bytes *text)
{
    return gi_json_as_text(gi_json_get(row, name), text) && text->size > 0;
}

/* Adds "mark" and a member; what does not fit is left out whole. */
static void add_member(gi_paper *paper, size_t *used, const char *mark, const gi_json *row,
                       const char *name)
{
    gi_bytes text = { 0 };
    size_t marked = strlen(mark);
    if (is_text(row, name, &text) && *used + marked + text.size < sizeof paper->text) {
        memcpy(paper->text + *used, mark, marked);
        memcpy(paper->text + *used + marked, text.data, text.size);
        *used += marked + text.size;
        paper->text[*used] = '\0';
    }
}

typedef struct part {
    const char *mark;
    const char *name;
} part;

static const part of_certificate[] = { { " · ", "body" },  { " · ", "number" },
                                       { " · ", "scope" }, { " · ", "from" },
                                       { " 至 ", "to" },   { " · 撤销于 ", "withdrawn" },
                                       { NULL, NULL } };
static const part of_report[] = {
    { "", "laboratory" }, { " · ", "number" }, { " · ", "day" }, { " · ", "items" }, { NULL, NULL }
};

static void add_lines(const gi_json *rows, bool reports, gi_papers *out)
{
    for (size_t i = gi_json_count(rows); i-- > 0;) {
        const gi_json *row = gi_json_at(rows, i);
        gi_bytes result = { 0 };
        bool good = false;
        size_t used = 0;
        if (out->count == GI_PAPERS_MAX) {
            out->more = true;
            return;
        }
        gi_paper *paper = &out->paper[out->count++];
        (void)gi_json_as_bool(gi_json_get(row, "valid"), &good);
        good = good ||
               (is_text(row, "result", &result) && gi_bytes_equal(result, gi_bytes_of("pass")));
        paper->kind = reports ? (good ? GI_PAPER_PASS : GI_PAPER_FAIL)
                              : (good ? GI_PAPER_VALID : GI_PAPER_ENDED);
        if (!reports && is_text(row, "kind", &result)) {
            used = (size_t)snprintf(paper->text, sizeof paper->text, "%s", kind_zh(result));
        }
        for (const part *at = reports ? of_report : of_certificate; at->name != NULL; at++) {
            add_member(paper, &used, at->mark, row, at->name);
        }
    }
}

gi_status gi_papers_of(gi_registry *registry, gi_bytes batch, gi_day day, gi_papers *out,
                       gi_error *err)
{
    GI_AUTO(gi_json) papers = NULL;
    gi_papers lines = { .count = 0 };
    GI_TRY(gi_report_papers(registry, batch, day, &papers, err));
    add_lines(gi_json_get(papers, "certificates"), false, &lines);
    add_lines(gi_json_get(papers, "lab_reports"), true, &lines);
    *out = lines;
    return GI_OK;
}
