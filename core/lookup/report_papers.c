/*
 * report_papers.c - certificates and laboratory reports of a batch, as JSON (gi/officer.h).
 */
#include "core/lookup/report_papers.h"

#include "core/store/lots.h"
#include "core/store/officer.h"
#include "core/store/products.h"
#include "gi/officer.h"
#include "gi/text.h"

typedef struct gathering {
    const gi_batch_row *batch;
    const char *mnemonic;
    gi_day day, packed;
    gi_json *certificates;
    gi_json *reports;
} gathering;

bool gi_certificate_holds(const gi_certificate_row *paper, gi_day day)
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
    gi_json_set(row, "valid", gi_json_bool(gi_certificate_holds(paper, all->day)));
    gi_json_set(row, "valid_packed", gi_json_bool(gi_certificate_holds(paper, all->packed)));
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
    gi_json *limits = NULL;
    bool of_lot = report->batch[0] == '\0';
    GI_TRY(gi_lab_limits_to_json(all->mnemonic, of_lot ? 0 : all->batch->grade, report->items,
                                 &limits, err));
    gi_json *row = gi_json_object();
    gi_hex_add(&hex, gi_digest_view(&report->doc));
    gi_json_set_text(row, "laboratory", report->laboratory);
    gi_json_set_text(row, "number", report->number);
    gi_json_set_text(row, "day", gi_day_text(report->day).text);
    gi_json_set_text(row, "result", report->pass ? "pass" : "fail");
    gi_json_set_text(row, "items", report->items);
    gi_json_set(row, "limits", limits);
    if (of_lot) {
        gi_json_set_int(row, "lot", report->lot);
    }
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
    gi_lot_row lot;
    gi_product product;
    GI_TRY(gi_lot_load(db, batch->lot, &lot, err));
    GI_TRY(gi_product_by_index(db, batch->product, &product, err));
    gathering all = { .batch = batch,
                      .mnemonic = product.mnemonic,
                      .day = day,
                      .packed = lot.day,
                      .certificates = gi_json_array(),
                      .reports = gi_json_array() };
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
