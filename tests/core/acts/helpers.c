/* helpers.c - see helpers.h. Looks into the store, as only tests may. */
#include "tests/core/acts/helpers.h"

#include <stdio.h>
#include <string.h>

#include "core/ledger/ledger.h"
#include "core/store/accounts.h"
#include "core/store/log_rows.h"
#include "core/store/registry.h"

gi_fixture *land(void)
{
    gi_fixture *fixture = fixture_open(GI_ED25519);
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "standard", "GB/T 21003-2007", "unit", "mass", "path", "raw",
                "source", "plot", "cap", "60kg", "daily", "20kg", "ratio", "42:10", "area",
                "360483107,360402", "grades", "特级=Superfine;一级=First", "nets", "50g,250g",
                "best_before", "18m", "season", "2026-1", "first", "2026-03-15", "last",
                "2026-05-31", "label_until", "2026-07-31", NULL);
    fixture_act(fixture, "holder", "kind", "producer", "name", "示例茶业有限公司", "uscc",
                "91360424MA0TE5T16U", NULL);
    fixture_answer_text(fixture, "holder", fixture->holder, sizeof fixture->holder);
    fixture_act(fixture, "source", "holder", "0001", "product", "LSYW", "kind", "plot", "township",
                "360483107", "capacity", "10mu", NULL);
    fixture_act(fixture, "grant", "product", "LSYW", "season", "2026-1", "sources", "1", NULL);
    return fixture;
}

gi_fixture *picked(void)
{
    gi_fixture *fixture = land();
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-05", "qty", "42kg", NULL);
    return fixture;
}

void drop_signer(gi_fixture *fixture, uint16_t key)
{
    size_t kept = 0;
    for (size_t i = 0; i < fixture->signers; i++) {
        if (fixture->signer[i]->key == key) {
            gi_signer_destroy(fixture->signer[i]);
        } else {
            fixture->signer[kept++] = fixture->signer[i];
        }
    }
    fixture->signers = kept;
}

int64_t balance(const gi_fixture *fixture, const char *material)
{
    gi_error err = { 0 };
    gi_posting account = { .holder = 1, .product = 1, .season = SEASON, .material = material };
    int64_t amount = 0;
    EXPECT_OK(gi_account_load(fixture->registry->db, &account, &amount, &err));
    return amount;
}

int64_t acts(const gi_fixture *fixture)
{
    gi_error err = { 0 };
    int64_t count = 0;
    gi_time ts = 0;
    EXPECT_OK(gi_act_last(fixture->registry->db, &count, &ts, &err));
    return count;
}

gi_json *leaf(const gi_fixture *fixture, int64_t index)
{
    gi_error err = { 0 };
    gi_act_row row;
    gi_json *json = NULL;
    GI_AUTO_BUF bytes = GI_BUF(4096);
    EXPECT_OK(gi_act_load(fixture->registry->db, index, &row, NULL, &bytes, &err));
    EXPECT_OK(gi_json_parse_canonical(gi_buf_view(&bytes), 8, &json, &err));
    return json;
}

int64_t leaf_int(const gi_fixture *fixture, int64_t index, const char *name)
{
    GI_AUTO(gi_json) json = leaf(fixture, index);
    int64_t number = -1;
    (void)gi_json_as_int(gi_json_get(json, name), &number);
    return number;
}

void leaf_text(const gi_fixture *fixture, int64_t index, char *out, size_t size)
{
    GI_AUTO(gi_json) json = leaf(fixture, index);
    GI_AUTO_BUF text = GI_BUF(4096);
    gi_json_write(json, &text);
    (void)snprintf(out, size, "%s", gi_buf_text(&text));
}

bool books_balance(const gi_fixture *fixture)
{
    return gi_ledger_check(fixture->registry->db, NULL) == GI_OK;
}
