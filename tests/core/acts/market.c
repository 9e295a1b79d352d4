/* market.c - see market.h. Looks into the store, as only tests may. */
#include "tests/core/acts/spray.h"

#include <stdio.h>
#include <string.h>

#include "core/store/accounts.h"
#include "core/store/cards.h"
#include "core/store/lots.h"
#include "core/store/registry.h"
#include "gi/text.h"
#include "gi/unit_number.h"

slip_text slip(uint8_t number)
{
    const uint8_t bytes[5] = { number, 2, 3, 4, 5 };
    slip_text out;
    gi_hidden_code_print((gi_bytes){ bytes, sizeof bytes }, out.text);
    return out;
}

sheet_text sheet(uint8_t first, uint8_t last)
{
    static const uint8_t salt[16] = { 9, 8, 7 };
    gi_error err = { 0 };
    sheet_text out = { "" };
    GI_AUTO_BUF text = GI_BUF(sizeof out.text - 1);
    gi_buf_add_format(&text, "%d:", GI_PIN_ROUNDS_DEMO);
    gi_hex_add(&text, (gi_bytes){ salt, sizeof salt });
    for (int i = first; i <= last; i++) {
        gi_digest hash;
        EXPECT_OK(gi_slow_hash(gi_bytes_of(slip((uint8_t)i).text), (gi_bytes){ salt, sizeof salt },
                               GI_PIN_ROUNDS_DEMO, &hash, &err));
        gi_buf_add_byte(&text, i == first ? ':' : ',');
        gi_hex_add(&text, (gi_bytes){ hash.bytes, 16 });
    }
    (void)snprintf(out.text, sizeof out.text, "%s", gi_buf_text(&text));
    return out;
}

gi_fixture *market(void)
{
    gi_fixture *fixture = picked();
    fixture_act(fixture, "holder", "kind", "producer", "name", "另一示例合作社", "uscc",
                "93360483MA0TE5T24Y", NULL);
    fixture_act(fixture, "holder", "kind", "grower", "name", "示例农户", "card", CARD_NUMBER, NULL);
    fixture_act(fixture, "source", "holder", "0003", "product", "LSYW", "kind", "plot", "township",
                "360483107", "capacity", "10mu", NULL);
    fixture_act(fixture, "grant", "product", "LSYW", "season", "2026-1", "sources", "2", NULL);
    fixture_act(fixture, "harvest", "source", "2", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-05", "qty", "42kg", NULL);
    fixture_act(fixture, "card", "holder", "0003", "op", "issue", "pin", "4711", "slips",
                sheet(1, 2).text, NULL);
    return fixture;
}

int64_t balance_of(const gi_fixture *fixture, uint32_t holder, const char *material)
{
    gi_error err = { 0 };
    gi_posting account = { .holder = holder, .product = 1, .season = SEASON, .material = material };
    int64_t amount = 0;
    EXPECT_OK(gi_account_load(fixture->registry->db, &account, &amount, &err));
    return amount;
}

gi_lot_row lot_of(const gi_fixture *fixture, int64_t id)
{
    gi_error err = { 0 };
    gi_lot_row lot;
    EXPECT_OK(gi_lot_load(fixture->registry->db, id, &lot, &err));
    return lot;
}

static int64_t open_lots(const gi_fixture *fixture, uint32_t holder, const char *material)
{
    gi_lot_row lot;
    int64_t sum = 0;
    for (int64_t id = 1; gi_lot_load(fixture->registry->db, id, &lot, NULL) == GI_OK; id++) {
        bool counts = lot.holder == holder && strcmp(lot.material, material) == 0;
        sum += counts ? lot.remaining : 0;
    }
    return sum;
}

bool lots_are_accounts(const gi_fixture *fixture)
{
    bool same = true;
    for (uint32_t holder = 1; holder <= 3; holder++) {
        same = same && open_lots(fixture, holder, "raw") == balance_of(fixture, holder, "raw") &&
               open_lots(fixture, holder, "made") == balance_of(fixture, holder, "made");
    }
    return same;
}

int64_t tries_of(const gi_fixture *fixture, const char *number)
{
    gi_error err = { 0 };
    gi_card_row card;
    EXPECT_OK(gi_card_load(fixture->registry->db, number, &card, &err));
    return card.tries;
}

gi_fixture *garden(void)
{
    gi_fixture *fixture = market();
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "area", "360483107,360402", "grades", "特级=Superfine;一级=First",
                "pesticides", "tea", "season", "2026-1", "first", "2026-03-15", "last",
                "2026-05-31", "label_until", "2026-07-31", NULL);
    return fixture;
}

gi_fixture *yam(bool fresh)
{
    gi_fixture *fixture = land();
    fixture_act(fixture, "product", "product", "RCSY", "index", "4", "zh", "瑞昌山药", "en",
                "Ruichang yam", "unit", "mass", "path", "direct", "source", "plot", "cap", "1000kg",
                "area", "360481", "season", "2026-1", "first", "2026-01-01", "last", "2026-12-31",
                "label_until", "2027-12-31", fresh ? "fresh" : NULL, "yes", NULL);
    fixture_act(fixture, "source", "holder", "0001", "product", "RCSY", "kind", "plot", "township",
                "360481100", "capacity", "2mu", NULL);
    fixture_act(fixture, "grant", "product", "RCSY", "season", "2026-1", "sources", "2", NULL);
    fixture_act(fixture, "make", "holder", "0001", "product", "RCSY", "season", "2026-1", "source",
                "2", "qty", "900kg", "day", "2026-05-01", NULL);
    return fixture;
}
