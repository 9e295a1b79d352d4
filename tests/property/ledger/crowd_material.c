/*
 * crowd_material.c - random drafts of what happens to lots: sold, split, merged, refined,
 * disputed and settled. Growers sell with card and PIN, as often with a wrong one.
 */
#include <stdio.h>
#include <string.h>

#include "core/store/log_rows.h"
#include "core/store/lots.h"
#include "core/store/registry.h"
#include "gi/product.h"
#include "tests/property/ledger/crowd_drafts.h"

#define LOOK_BACK 64
#define FIRST_GROWER (CROWD_PRODUCERS + 1)

static bool any_lot(crowd_worker *worker, gi_lot_row *lot)
{
    return crowd_some_lot(worker, crowd_one_in(worker, 3) ? "made" : "raw", lot);
}

/* "7:1200mg" of what is free. */
static crowd_amount part_of(crowd_worker *worker, const gi_lot_row *lot)
{
    crowd_amount text;
    int64_t quantity = crowd_portion(worker, gi_lot_free(lot));
    (void)snprintf(text.text, sizeof text.text, "%lld:%lldmg", (long long)lot->id,
                   (long long)quantity);
    return text;
}

gi_draft *crowd_card(crowd_worker *worker)
{
    uint32_t grower = FIRST_GROWER + (uint32_t)crowd_below(worker, CROWD_GROWERS);
    if (!crowd_one_in(worker, 4)) {
        return NULL; /* so that some cards stay locked for a while */
    }
    return crowd_make_draft(worker, "card", "holder", crowd_number_text(grower).text, "op", "reset",
                            NULL);
}

gi_draft *crowd_transfer(crowd_worker *worker)
{
    gi_lot_row lot;
    char card[16];
    char pin[8];
    if (!any_lot(worker, &lot)) {
        return NULL;
    }
    crowd_amount from = crowd_number_text(lot.holder);
    crowd_amount to = crowd_number_text(1 + (uint32_t)crowd_below(worker, CROWD_HOLDERS));
    crowd_amount part = part_of(worker, &lot);
    if (lot.holder < FIRST_GROWER) {
        return crowd_make_draft(worker, "transfer", "from", from.text, "to", to.text, "lots",
                                part.text, "day", "2026-05-31", NULL);
    }
    (void)snprintf(card, sizeof card, "card %u", lot.holder);
    (void)snprintf(pin, sizeof pin, "%04u", crowd_one_in(worker, 2) ? 9999 : lot.holder);
    return crowd_make_draft(worker, "transfer", "from", from.text, "to", to.text, "lots", part.text,
                            "day", "2026-05-31", "card", card, "pin", pin, NULL);
}

gi_draft *crowd_split(crowd_worker *worker)
{
    gi_lot_row lot;
    char parts[80];
    if (!any_lot(worker, &lot)) {
        return NULL;
    }
    int64_t stock = gi_lot_free(&lot);
    int64_t first = crowd_portion(worker, stock);
    int64_t rest = first < stock ? crowd_portion(worker, stock - first) : 1;
    (void)snprintf(parts, sizeof parts, "%lldmg,%lldmg", (long long)first, (long long)rest);
    return crowd_make_draft(worker, "split", "lot", gi_num(lot.id).text, "parts", parts, NULL);
}

/* Mostly two lots that go together; the second is looked for. */
gi_draft *crowd_merge(crowd_worker *worker)
{
    gi_lot_row lot;
    gi_lot_row more;
    char lots[80];
    bool fits = false;
    if (!any_lot(worker, &lot)) {
        return NULL;
    }
    for (int tries = 0; tries < 12 && !fits; tries++) {
        if (!crowd_some_lot(worker, lot.material, &more) || more.id == lot.id) {
            return NULL;
        }
        fits =
            more.holder == lot.holder && more.product == lot.product && more.season == lot.season;
    }
    if (!fits && !crowd_one_in(worker, 8)) {
        return NULL;
    }
    (void)snprintf(lots, sizeof lots, "%s,%s", part_of(worker, &lot).text,
                   part_of(worker, &more).text);
    return crowd_make_draft(worker, "merge", "holder", crowd_number_text(lot.holder).text, "lots",
                            lots, NULL);
}

gi_draft *crowd_refine(crowd_worker *worker)
{
    static const char *const products[] = { "", "LSYW", "NHHC", "HKDC" };
    gi_lot_row lot;
    char input[64];
    if (!crowd_some_lot(worker, "made", &lot)) {
        return NULL;
    }
    int64_t quantity = crowd_portion(worker, gi_lot_free(&lot));
    int64_t made = quantity - (int64_t)crowd_below(worker, (uint64_t)quantity / 20 + 1);
    made += crowd_one_in(worker, 16) ? quantity : 0;
    (void)snprintf(input, sizeof input, "%lld:%lldmg", (long long)lot.id, (long long)quantity);
    return crowd_make_draft(worker, "make", "holder", crowd_number_text(lot.holder).text, "product",
                            products[lot.product], "season", gi_season_text(lot.season).text,
                            "inputs", input, "qty", crowd_milligrams(made).text, "day",
                            "2026-05-31", NULL);
}

bool crowd_some_act(crowd_worker *worker, const char *kind, int64_t back, int64_t *index)
{
    gi_act_row row;
    gi_time ts = 0;
    int64_t count = 0;
    if (gi_act_last(worker->registry->db, &count, &ts, NULL) != GI_OK) {
        return false;
    }
    int64_t at = count - 1 - (int64_t)crowd_below(worker, (uint64_t)back);
    for (int64_t stop = at - LOOK_BACK; at > stop && at > 0; at--) {
        if (gi_act_load(worker->registry->db, at, &row, NULL, NULL, NULL) == GI_OK &&
            strcmp(row.kind, kind) == 0) {
            *index = at;
            return true;
        }
    }
    return false;
}

gi_draft *crowd_dispute(crowd_worker *worker)
{
    int64_t ref = 0;
    if (!crowd_some_act(worker, "transfer", 256, &ref)) {
        return NULL;
    }
    ref -= crowd_one_in(worker, 20) ? 1 : 0;
    return crowd_make_draft(worker, "dispute", "ref", gi_num(ref).text, "why", "weight", NULL);
}

gi_draft *crowd_settle(crowd_worker *worker)
{
    int64_t at = 0;
    int64_t ref = 0;
    gi_act_row row;
    GI_AUTO(gi_json) leaf = NULL;
    GI_AUTO_BUF text = GI_BUF(4096);
    if (!crowd_some_act(worker, "dispute", 256, &at) ||
        gi_act_load(worker->registry->db, at, &row, NULL, &text, NULL) != GI_OK ||
        gi_json_parse(gi_buf_view(&text), 8, &leaf, NULL) != GI_OK ||
        !gi_json_as_int(gi_json_get(leaf, "ref"), &ref)) {
        return NULL;
    }
    return crowd_make_draft(worker, "settle", "ref", gi_num(ref).text, "op",
                            crowd_one_in(worker, 3) ? "uphold" : "reverse", NULL);
}
