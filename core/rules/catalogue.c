/*
 * catalogue.c - look-ups in the catalogue (gi/catalogue.h).
 *
 * Every look-up walks its table from the top: the tables are small, and nothing is kept. A
 * row that is wrong stops the walk, so a damaged table answers nothing below that row.
 */
#include "gi/catalogue.h"

#include <string.h>
#include <strings.h>

#include "gi/text.h"
#include "tables.h"

/* What a row has to fit; each test reads the members it needs. */
typedef struct query {
    gi_bytes name;
    const char *mnemonic;
    const char *field;
    int64_t number;
    size_t skip; /* fitting rows to pass over */
} query;

/* Finds the row, or refuses and names what was asked for. entry is filled on success only. */
static gi_status find(const gi_table *table, gi_row_fits *fits, query wanted, const char *name,
                      void *entry, gi_error *err)
{
    gi_any_entry row;
    bool found = false;
    GI_TRY(gi_table_find(table, fits, &wanted, &row, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_NO_CATALOGUE, name);
    }
    memcpy(entry, &row, table->entry_size);
    return GI_OK;
}

static bool product_named(const void *entry, void *wanted)
{
    const gi_product_entry *row = entry;
    const query *q = wanted;
    return gi_bytes_equal(q->name, gi_bytes_of(row->zh)) ||
           gi_bytes_equal(q->name, gi_bytes_of(row->mnemonic));
}

gi_status gi_catalogue_product(gi_bytes name, gi_product_entry *out, gi_error *err)
{
    char shown[64] = "";
    GI_TRY(gi_text_copy(shown, sizeof shown, name, "product", err));
    query q = { .name = name };
    return find(&gi_products_table, product_named, q, shown, out, err);
}

static bool product_indexed(const void *entry, void *wanted)
{
    return ((const gi_product_entry *)entry)->index == ((const query *)wanted)->number;
}

gi_status gi_catalogue_product_at(int64_t index, gi_product_entry *out, gi_error *err)
{
    query q = { .number = index };
    return find(&gi_products_table, product_indexed, q, gi_num(index).text, out, err);
}

static bool township_coded(const void *entry, void *wanted)
{
    return ((const gi_township_entry *)entry)->code == ((const query *)wanted)->number;
}

gi_status gi_catalogue_township(int64_t code, gi_township_entry *out, gi_error *err)
{
    query q = { .number = code };
    return find(&gi_townships_table, township_coded, q, gi_num(code).text, out, err);
}

static bool skipped_enough(void *wanted)
{
    query *q = wanted;
    return q->skip == 0 || q->skip-- == 0;
}

static bool township_placed(const void *entry, void *wanted)
{
    (void)entry;
    return skipped_enough(wanted);
}

gi_status gi_catalogue_township_at(size_t place, gi_township_entry *out, gi_error *err)
{
    query q = { .skip = place };
    return find(&gi_townships_table, township_placed, q, gi_num((int64_t)place).text, out, err);
}

static bool area_placed(const void *entry, void *wanted)
{
    const gi_area_entry *row = entry;
    return strcmp(row->mnemonic, ((const query *)wanted)->mnemonic) == 0 && skipped_enough(wanted);
}

gi_status gi_catalogue_area_at(const char *mnemonic, size_t place, gi_area_entry *out,
                               gi_error *err)
{
    query q = { .mnemonic = mnemonic, .skip = place };
    return find(&gi_areas_table, area_placed, q, mnemonic, out, err);
}

/* A 6-digit code covers its whole county. */
static bool area_covers(const gi_area_entry *area, int64_t township)
{
    return area->code == township || area->code == township / 1000;
}

gi_status gi_catalogue_in_area(const char *mnemonic, int64_t township, bool *inside, gi_error *err)
{
    gi_product_entry product;
    gi_area_entry area;
    size_t lines = 0;
    bool found = false;
    bool more = true;
    GI_TRY(gi_catalogue_product(gi_bytes_of(mnemonic), &product, err));
    GI_WALK walk = gi_walk_begin(&gi_areas_table);
    while (more) {
        GI_TRY(gi_walk_next(&walk, &area, &more, err));
        if (!more || strcmp(area.mnemonic, product.mnemonic) != 0) {
            continue;
        }
        if (area.code == GI_NOT_KNOWN) {
            return gi_fail(err, GI_WHY_NO_BASIS, product.mnemonic, area.zh);
        }
        lines++;
        found = found || area_covers(&area, township);
    }
    if (lines == 0) {
        return gi_fail(err, GI_WHY_NO_BASIS, product.mnemonic, "area");
    }
    *inside = found;
    return GI_OK;
}

static bool grade_numbered(const void *entry, void *wanted)
{
    const gi_grade_entry *row = entry;
    const query *q = wanted;
    return row->number == q->number && strcmp(row->mnemonic, q->mnemonic) == 0;
}

gi_status gi_catalogue_grade(const char *mnemonic, int64_t number, gi_grade_entry *out,
                             gi_error *err)
{
    query q = { .mnemonic = mnemonic, .number = number };
    return find(&gi_grades_table, grade_numbered, q, gi_num(number).text, out, err);
}

static bool demo_named(const void *entry, void *wanted)
{
    const gi_demo_entry *row = entry;
    const query *q = wanted;
    return row->number == q->number && strcmp(row->mnemonic, q->mnemonic) == 0 &&
           strcmp(row->field, q->field) == 0;
}

gi_status gi_catalogue_demo(const char *mnemonic, const char *field, int64_t number,
                            gi_demo_entry *out, gi_error *err)
{
    query q = { .mnemonic = mnemonic, .field = field, .number = number };
    return find(&gi_demo_table, demo_named, q, field, out, err);
}

/* English names in any case. */
static bool pesticide_named(const void *entry, void *wanted)
{
    const gi_pesticide_entry *row = entry;
    const query *q = wanted;
    return strcmp(row->crop, q->field) == 0 &&
           (gi_bytes_equal(q->name, gi_bytes_of(row->zh)) ||
            (q->name.size == strlen(row->en) &&
             strncasecmp((const char *)q->name.data, row->en, q->name.size) == 0));
}

gi_status gi_catalogue_pesticide(const char *crop, gi_bytes name, gi_pesticide_entry *out,
                                 gi_error *err)
{
    query q = { .name = name, .field = crop };
    return find(&gi_pesticides_table, pesticide_named, q, gi_quote(name).text, out, err);
}

static bool yield_coded(const void *entry, void *wanted)
{
    return ((const gi_yield_entry *)entry)->code == ((const query *)wanted)->number;
}

gi_status gi_catalogue_yield(int64_t code, gi_yield_entry *out, gi_error *err)
{
    query q = { .number = code };
    return find(&gi_yields_table, yield_coded, q, gi_num(code).text, out, err);
}
