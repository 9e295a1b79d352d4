/*
 * crowd_drafts.c - random drafts. What they name is read from the registry when they are
 * made; by the time they run, another process may have spent it.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/holders.h"
#include "core/store/registry.h"
#include "gi/product.h"
#include "tests/property/ledger/crowd_drafts.h"

crowd_amount crowd_milligrams(int64_t quantity)
{
    crowd_amount made;
    (void)snprintf(made.text, sizeof made.text, "%lldmg", (long long)quantity);
    return made;
}

crowd_amount crowd_number_text(uint32_t number)
{
    crowd_amount made;
    gi_number_print(number, made.text);
    return made;
}

bool crowd_one_in(crowd_worker *worker, uint64_t n)
{
    return crowd_below(worker, n) == 0;
}

/* All of a stock, a part of it, or now and then one milligram too much. */
int64_t crowd_portion(crowd_worker *worker, int64_t stock)
{
    uint64_t kind = crowd_below(worker, 16);
    if (kind == 0 || stock < 2) {
        return stock + 1;
    }
    return kind < 4 ? stock : 1 + (int64_t)crowd_below(worker, (uint64_t)stock);
}

/* Any number up to last, or one of the newest. */
int64_t crowd_pick(crowd_worker *worker, int64_t last)
{
    if (last < 1) {
        return 1;
    }
    int64_t back = (int64_t)crowd_below(worker, crowd_one_in(worker, 2) ? 64 : (uint64_t)last);
    return back < last ? last - back : last;
}

const char *crowd_some_day(crowd_worker *worker, char out[16])
{
    gi_day first = 20527; /* 2026-03-15 */
    uint64_t day = crowd_below(worker, 78);
    (void)snprintf(out, 16, "%s", gi_day_text(first + (gi_day)day).text);
    return out;
}

gi_draft *crowd_make_draft(crowd_worker *worker, const char *act, ...)
{
    gi_draft *draft = NULL;
    va_list fields;
    va_start(fields, act);
    gi_status status = gi_draft_create(act, crowd_random(worker), &draft, NULL);
    for (const char *name = va_arg(fields, const char *); name != NULL && status == GI_OK;
         name = va_arg(fields, const char *)) {
        status = gi_draft_set(draft, name, gi_bytes_of(va_arg(fields, const char *)), NULL);
    }
    va_end(fields);
    if (status != GI_OK) {
        abort(); /* a draft of ours that cannot be written down is a mistake of this file */
    }
    return draft;
}

static const struct trade {
    const char *product, *season;
} trades[] = {
    { "LSYW", "2026-1" },
    { "LSYW", "2026-2" },
    { "NHHC", "2026-1" },
    { "HKDC", "2026-1" },
};

static gi_draft *harvest(crowd_worker *worker)
{
    char day[16];
    uint64_t places = crowd_one_in(worker, 20) ? CROWD_PLACES + 2 : 3 * CROWD_HOLDERS;
    int64_t source = 1 + (int64_t)crowd_below(worker, places);
    const struct trade *trade = &trades[(source - 1) / CROWD_HOLDERS % 4];
    trade = crowd_one_in(worker, 40) ? &trades[crowd_below(worker, 4)] : trade;
    int64_t quantity = 1 + (int64_t)crowd_below(worker, 60000000);
    quantity *= crowd_one_in(worker, 30) ? 1000 : 1;
    return crowd_make_draft(worker, "harvest", "source", gi_num(source).text, "product",
                            trade->product, "season", trade->season, "day",
                            crowd_some_day(worker, day), "qty", crowd_milligrams(quantity).text,
                            NULL);
}

/* Some of its rows see what others took, and some are refused for it. */
static gi_draft *harvest_sheet(crowd_worker *worker)
{
    char rows[512] = "";
    char day[16];
    size_t used = 0;
    uint64_t trade = crowd_below(worker, 3);
    uint64_t count = 1 + crowd_below(worker, 6);
    for (uint64_t i = 0; i < count; i++) {
        uint64_t source = 1 + trade * CROWD_HOLDERS + crowd_below(worker, CROWD_HOLDERS);
        int64_t quantity = 1 + (int64_t)crowd_below(worker, 20000000);
        quantity *= crowd_one_in(worker, 100) ? 1000 : 1;
        used += (size_t)snprintf(rows + used, sizeof rows - used, "%s%s %s %s", i > 0 ? ";" : "",
                                 gi_num((int64_t)source).text, crowd_some_day(worker, day),
                                 crowd_milligrams(quantity).text);
    }
    return crowd_make_draft(worker, "harvest-sheet", "product", trades[trade].product, "season",
                            trades[trade].season, "rows", rows, NULL);
}

static gi_draft *make_direct(crowd_worker *worker)
{
    char day[16];
    uint32_t place = (uint32_t)crowd_below(worker, CROWD_HOLDERS);
    int64_t quantity = 1 + (int64_t)crowd_below(worker, 20000000);
    quantity *= crowd_one_in(worker, 20) ? 1000 : 1;
    uint32_t holder = crowd_one_in(worker, 20) ? 1 : place + 1;
    return crowd_make_draft(worker, "make", "holder", crowd_number_text(holder).text, "product",
                            "HKDC", "season", "2026-1", "qty", crowd_milligrams(quantity).text,
                            "day", crowd_some_day(worker, day), "source",
                            gi_num(3 * CROWD_HOLDERS + 1 + place).text, NULL);
}

bool crowd_some_lot(crowd_worker *worker, const char *material, gi_lot_row *lot)
{
    int64_t last = atomic_load(&worker->shared->last_lot);
    for (int tries = 0; tries < 8; tries++) {
        if (gi_lot_load(worker->registry->db, crowd_pick(worker, last), lot, NULL) == GI_OK &&
            strcmp(lot->material, material) == 0 &&
            (lot->remaining > lot->released || crowd_one_in(worker, 16))) {
            return true;
        }
    }
    return false;
}

/* One raw lot, often with a second one that need not fit. */
static gi_draft *make(crowd_worker *worker)
{
    gi_lot_row lot;
    gi_lot_row more;
    char inputs[96];
    char day[16];
    if (crowd_one_in(worker, 4) || !crowd_some_lot(worker, "raw", &lot)) {
        return make_direct(worker);
    }
    bool red = lot.product == 2;
    int64_t raw = crowd_portion(worker, lot.remaining);
    int size =
        snprintf(inputs, sizeof inputs, "%lld:%s", (long long)lot.id, crowd_milligrams(raw).text);
    if (crowd_one_in(worker, 4) && crowd_some_lot(worker, "raw", &more) && more.id != lot.id &&
        ((more.holder == lot.holder && more.season == lot.season) || crowd_one_in(worker, 8))) {
        (void)snprintf(inputs + size, sizeof inputs - (size_t)size, ",%lld:%s", (long long)more.id,
                       crowd_milligrams(more.remaining + (more.remaining == 0)).text);
    }
    (void)crowd_some_day(worker, day);
    if (!crowd_one_in(worker, 16)) {
        (void)snprintf(day, sizeof day, "2026-05-31");
    }
    int64_t made = raw * (red ? 2 : 10) / (red ? 9 : 42);
    return crowd_make_draft(
        worker, "make", "holder", crowd_number_text(lot.holder).text, "product",
        red ? "NHHC" : "LSYW", "season", gi_season_text(lot.season).text, "inputs", inputs, "qty",
        crowd_milligrams(crowd_one_in(worker, 4) ? crowd_portion(worker, made) : made + (made == 0))
            .text,
        "day", day, NULL);
}

static gi_draft *batch(crowd_worker *worker)
{
    gi_lot_row lot;
    if (!crowd_some_lot(worker, "made", &lot)) {
        return NULL;
    }
    uint32_t holder = crowd_one_in(worker, 30) ? 2 : lot.holder;
    crowd_amount quantity = crowd_milligrams(crowd_portion(worker, lot.quantity - lot.released));
    return lot.product == 1
               ? crowd_make_draft(worker, "batch", "holder", crowd_number_text(holder).text, "lot",
                                  gi_num(lot.id).text, "qty", quantity.text, "grade", "一级", NULL)
               : crowd_make_draft(worker, "batch", "holder", crowd_number_text(holder).text, "lot",
                                  gi_num(lot.id).text, "qty", quantity.text, NULL);
}

bool crowd_some_batch(crowd_worker *worker, gi_batch_row *out)
{
    gi_holder_row holder;
    bool found = false;
    uint32_t id = 1 + (uint32_t)crowd_below(worker, CROWD_PRODUCERS);
    if (gi_holder_load(worker->registry->db, id, &holder, NULL) != GI_OK ||
        gi_batch_by_number(worker->registry->db, id, crowd_pick(worker, holder.next_batch - 1),
                           &found, out, NULL) != GI_OK) {
        return false;
    }
    return found;
}

static gi_draft *issue(crowd_worker *worker)
{
    static const int64_t nets[] = { 1000, 3000, 50000, 250000, 1000000 };
    gi_batch_row from;
    if (!crowd_some_batch(worker, &from)) {
        return NULL;
    }
    int64_t net = nets[crowd_below(worker, 5)];
    int64_t count = crowd_portion(worker, from.remaining / net);
    const char *packed = crowd_one_in(worker, 30) ? "2026-03-15" : "2026-05-31";
    return crowd_make_draft(worker, "issue", "batch", from.id, "count",
                            gi_num(count > 0 && count < 1000000 ? count : 1).text, "net",
                            crowd_milligrams(net).text, "packed", packed, NULL);
}

/* Whoever is suspended comes back soon, so that work goes on. */
static gi_draft *suspend(crowd_worker *worker)
{
    gi_holder_row holder;
    uint32_t id = 1 + (uint32_t)crowd_below(worker, CROWD_HOLDERS);
    if (gi_holder_load(worker->registry->db, id, &holder, NULL) != GI_OK ||
        (!holder.suspended && !crowd_one_in(worker, 20))) {
        return NULL;
    }
    bool resume = holder.suspended != crowd_one_in(worker, 10);
    return crowd_make_draft(worker, "suspend", "holder", crowd_number_text(id).text, "op",
                            resume ? "resume" : "suspend", "why", "inspection", NULL);
}

static gi_draft *amend(crowd_worker *worker)
{
    static const char *const fields[] = { "place", "note", "grade" };
    gi_batch_row about;
    if (!crowd_some_batch(worker, &about)) {
        return NULL;
    }
    return crowd_make_draft(worker, "amend", "ref",
                            gi_num(crowd_one_in(worker, 20) ? about.act - 1 : about.act).text,
                            "field", fields[crowd_below(worker, 3)], "value",
                            crowd_one_in(worker, 2) ? "特级" : "一级", "why", "typing", NULL);
}

const char *const crowd_kinds[CROWD_KINDS] = {
    "harvest", "make",   "batch", "issue",  "cancel", "void",    "suspend",       "amend",
    "card",    "sell",   "split", "merge",  "refine", "dispute", "settle",        "activate",
    "spoil",   "return", "lose",  "repack", "grant",  "outside", "freeze",        "lift",
    "recall",  "adjust", "lapse", "close",  "input",  "status",  "harvest-sheet",
};

static const struct recipe {
    unsigned weight;
    gi_draft *(*make)(crowd_worker *worker);
} recipes[] = {
    { 40, harvest },     { 40, make },           { 32, batch },         { 40, issue },
    { 8, crowd_cancel }, { 8, crowd_void },      { 6, suspend },        { 6, amend },
    { 2, crowd_card },   { 16, crowd_transfer }, { 8, crowd_split },    { 10, crowd_merge },
    { 8, crowd_refine }, { 6, crowd_dispute },   { 6, crowd_settle },   { 10, crowd_activate },
    { 8, crowd_spoil },  { 8, crowd_return },    { 6, crowd_lose },     { 8, crowd_repack },
    { 1, crowd_grant },  { 4, crowd_outside },   { 2, crowd_freeze },   { 6, crowd_lift },
    { 1, crowd_recall }, { 2, crowd_adjust },    { 1, crowd_lapse },    { 1, crowd_close },
    { 3, crowd_input },  { 8, crowd_status },    { 12, harvest_sheet },
};

gi_draft *crowd_draft(crowd_worker *worker, int *kind)
{
    unsigned total = 0;
    for (size_t i = 0; i < sizeof recipes / sizeof recipes[0]; i++) {
        total += recipes[i].weight;
    }
    unsigned at = (unsigned)crowd_below(worker, total);
    int drawn = 0;
    while (at >= recipes[drawn].weight) {
        at -= recipes[drawn++].weight;
    }
    *kind = drawn;
    return recipes[drawn].make(worker);
}
