/*
 * harvest_sheet.c - many harvests of one product and season as one act: a page of a buyer's book.
 *
 * Each row is a lot of its own and is committed by itself, so one of them can be shown without the
 * others; all of them stand or fall together and cost one signature and one leaf. The leaf tells
 * product, season and how many rows.
 */
#include <stdio.h>

#include "core/acts/acts.h"
#include "core/acts/harvest_book.h"
#include "core/store/about.h"

enum { PRODUCT, SEASON, ROWS };

const gi_field_rule gi_harvest_sheet_fields[] = {
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_REQUIRED | GI_PUBLIC, "产品", "product",
                  "LSYW" },
    [SEASON] = { "season", GI_FIELD_SEASON, GI_REQUIRED | GI_PUBLIC, "产季", "season", "2026-1" },
    [ROWS] = { "rows", GI_FIELD_ROWS, GI_REQUIRED, "各行：来源号 采摘日 数量",
               "rows: source, day picked, quantity", "1 2026-04-05 12.5kg;2 2026-04-05 8kg" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

/* The parts of a row, under the rules that a single harvest has for them. */
enum { SOURCE, DAY, QUANTITY, PARTS };
static const gi_field_rule parts[PARTS] = {
    [SOURCE] = { "source", GI_FIELD_INT, 0, "来源号", "source", "a source number" },
    [DAY] = { "day", GI_FIELD_DAY, 0, "采摘日", "day picked", "2026-04-05" },
    [QUANTITY] = { "qty", GI_FIELD_QUANTITY, 0, "数量", "quantity", "12.5kg" },
};

static gi_status read_row(const gi_act *act, gi_bytes item, gi_value value[PARTS], gi_error *err)
{
    gi_bytes rest = { 0 };
    if (!gi_list_split(item, ' ', &value[SOURCE].text, &rest) ||
        !gi_list_split(rest, ' ', &value[DAY].text, &value[QUANTITY].text)) {
        return gi_act_bad_field(act, ROWS, err);
    }
    for (int i = 0; i < PARTS; i++) {
        GI_TRY(gi_act_check_value(&parts[i], &value[i], err));
    }
    return GI_OK;
}

/* The private record holds the rows one by one: row.001, row.002 ... */
static gi_status take_row(gi_harvest_book *book, gi_bytes item, gi_error *err)
{
    char name[16];
    gi_value value[PARTS] = { 0 };
    GI_TRY(read_row(book->act, item, value, err));
    GI_TRY(gi_harvest_take(book, &value[SOURCE], &value[DAY], &value[QUANTITY], err));
    (void)snprintf(name, sizeof name, GI_HARVEST_ROW_PREFIX "%03zu", book->rows);
    gi_json_set(book->act->secrets, name, gi_json_text(item));
    return GI_OK;
}

static gi_status take_rows(gi_harvest_book *book, gi_bytes rest, gi_error *err)
{
    gi_bytes item;
    for (int64_t row = 1; gi_list_next(&rest, ';', &item); row++) {
        gi_status status = take_row(book, item, err);
        if (status != GI_OK && err != NULL) {
            err->row = row;
        }
        GI_TRY(status);
    }
    return GI_OK;
}

/* Holders of rows that follow each other are mostly one. */
static gi_status file_holders(const gi_harvest_book *book, gi_error *err)
{
    uint32_t before = 0;
    for (size_t i = 0; i < book->sources; i++) {
        uint32_t holder = book->source[i].row.holder;
        if (holder != before) {
            GI_TRY(gi_about_file_holder(book->act->db, book->act->index, holder, err));
        }
        before = holder;
    }
    return GI_OK;
}

gi_status gi_harvest_sheet_perform(gi_act *act, gi_error *err)
{
    gi_harvest_book book;
    int64_t lot = 0;
    GI_TRY(gi_harvest_open(act, PRODUCT, SEASON, &book, err));
    gi_json_remove(act->secrets, "rows");
    GI_TRY(take_rows(&book, act->value[ROWS].text, err));
    GI_TRY(gi_harvest_write(&book, &lot, err));
    GI_TRY(file_holders(&book, err));
    gi_json_set_int(act->leaf, "count", (int64_t)book.rows);
    gi_json_set_int(act->answer, "lot", lot);
    gi_json_set_int(act->answer, "count", (int64_t)book.rows);
    return GI_OK;
}
