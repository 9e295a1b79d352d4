/*
 * books_status.c - what status leaves say holders have, against the postings before them.
 *
 * One pass: postings are added up by act as the leaves are met, so that a million acts cost a
 * million rows and not a sum from the beginning for every leaf.
 */
#include "tests/property/ledger/books_status.h"

#include <stdio.h>
#include <string.h>

#include "gi/product.h"
#include "tests/support/spec.h"

const char *const books_flows = "SELECT b.act, p.mnemonic, b.season, b.material, SUM(b.amount) "
                                "FROM posting b JOIN product p ON p.idx = b.product "
                                "WHERE b.holder <> 0 AND b.material IN ('allow', 'raw', 'made') "
                                "GROUP BY b.act, p.mnemonic, b.season, b.material ORDER BY b.act";

static void name_of(char out[BOOKS_STOCK_NAME], gi_bytes product, const char *season,
                    gi_bytes material)
{
    (void)snprintf(out, BOOKS_STOCK_NAME, "%.*s %s %.*s", (int)product.size,
                   (const char *)product.data, season, (int)material.size,
                   (const char *)material.data);
}

static books_stock *stock_of(books_stocks *all, const char *name)
{
    for (size_t i = 0; i < BOOKS_STOCKS; i++) {
        if (all->stock[i].name[0] == '\0') {
            (void)snprintf(all->stock[i].name, sizeof all->stock[i].name, "%s", name);
        }
        if (strcmp(all->stock[i].name, name) == 0) {
            return &all->stock[i];
        }
    }
    gi_spec_expect(false, __FILE__, __LINE__, "room for one more product, season and material");
    return NULL;
}

static void step(books_stocks *all)
{
    gi_error err = { 0 };
    bool found = false;
    EXPECT_OK(gi_row_step(all->flow, &found, &err));
    all->next = found ? gi_row_int(all->flow, 0) : INT64_MAX;
}

void books_stocks_begin(books_stocks *all, gi_db *db)
{
    all->flow = gi_db_use(db, books_flows);
    step(all);
}

/* Adds what acts before this one posted. */
static void catch_up(books_stocks *all, int64_t act)
{
    gi_error err = { 0 };
    while (all->next < act) {
        char product[8];
        char material[8];
        char name[BOOKS_STOCK_NAME];
        EXPECT_OK(gi_row_text(all->flow, 1, product, sizeof product, &err));
        EXPECT_OK(gi_row_text(all->flow, 3, material, sizeof material, &err));
        name_of(name, gi_bytes_of(product), gi_season_text((int)gi_row_int(all->flow, 2)).text,
                gi_bytes_of(material));
        stock_of(all, name)->amount += gi_row_int(all->flow, 4);
        step(all);
    }
}

/* A material that nobody ever had is left out of the leaf: then there is none of it. */
static int64_t told_of(const gi_json *sums, const char *material)
{
    int64_t told = 0;
    for (size_t i = 0; i < gi_json_count(sums); i++) {
        gi_bytes word = { 0 };
        const gi_json *row = gi_json_at(sums, i);
        if (gi_json_as_text(gi_json_at(row, 0), &word) &&
            gi_bytes_equal(word, gi_bytes_of(material))) {
            EXPECT(gi_json_as_int(gi_json_at(row, 1), &told));
        }
    }
    return told;
}

void books_stocks_meet(books_stocks *all, int64_t act, const gi_json *leaf)
{
    static const char *const materials[] = { "allow", "raw", "made" };
    gi_bytes product = { 0 };
    gi_bytes season = { 0 };
    char season_text[16];
    const gi_json *sums = gi_json_get(leaf, "sums");
    catch_up(all, act);
    if (sums == NULL) {
        return; /* the general leaf */
    }
    EXPECT(gi_json_as_text(gi_json_get(leaf, "gi"), &product));
    EXPECT(gi_json_as_text(gi_json_get(leaf, "sea"), &season));
    (void)snprintf(season_text, sizeof season_text, "%.*s", (int)season.size,
                   (const char *)season.data);
    for (size_t i = 0; i < sizeof materials / sizeof materials[0]; i++) {
        char name[BOOKS_STOCK_NAME];
        name_of(name, product, season_text, gi_bytes_of(materials[i]));
        EXPECT_INT(told_of(sums, materials[i]), stock_of(all, name)->amount);
    }
    all->compared++;
}
