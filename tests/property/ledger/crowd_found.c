/*
 * crowd_found.c - the land: three products, four seasons, producers, growers, sources large
 * and small. Everything through the acts.
 */
#include <stdio.h>

#include "tests/property/ledger/crowd.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

/* Ratios that do not divide evenly; LSYW has a daily cap, HKDC has no raw step. */
static void add_products(gi_fixture *fixture)
{
    static const char *const seasons[] = { "2026-1", "2026-2" };
    for (int i = 0; i < 2; i++) {
        fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                    "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap",
                    "60kg", "daily", "20kg", "ratio", "42:10", "pesticides", "tea", "outside",
                    "300", "activate", "range", "area", "360483107", "grades",
                    "特级=Superfine;一级=First", "season", seasons[i], "first", "2026-03-15",
                    "last", "2026-05-31", "label_until", "2030-12-31", NULL);
    }
    fixture_act(fixture, "product", "product", "NHHC", "index", "2", "zh", "宁红茶", "en",
                "Ninghong tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "70kg",
                "ratio", "9:2", "raw_days", "60", "spoilage", "50", "activate", "range", "area",
                "360424", "season", "2026-1", "first", "2026-03-15", "last", "2026-05-31",
                "label_until", "2030-12-31", NULL);
    fixture_act(fixture, "product", "product", "HKDC", "index", "3", "zh", "示例", "en", "Direct",
                "unit", "mass", "path", "direct", "source", "plot", "cap", "100kg", "area",
                "360424", "season", "2026-1", "first", "2026-03-15", "last", "2026-05-31",
                "label_until", "2030-12-31", NULL);
}

static void add_holders(gi_fixture *fixture)
{
    for (int i = 1; i <= CROWD_HOLDERS; i++) {
        char code[32];
        if (i <= CROWD_PRODUCERS) {
            (void)snprintf(code, sizeof code, "91360424MA0TE5T%02dU", i);
            fixture_act(fixture, "holder", "kind", "producer", "name", "示例茶业", "uscc", code,
                        "uscc_reason", "made up", NULL);
        } else {
            (void)snprintf(code, sizeof code, "card %d", i);
            char number[8];
            char pin[8];
            fixture_act(fixture, "holder", "kind", "grower", "name", "示例农户", "card", code,
                        NULL);
            gi_number_print((uint32_t)i, number);
            (void)snprintf(pin, sizeof pin, "%04d", i);
            fixture_act(fixture, "card", "holder", number, "op", "issue", "pin", pin, NULL);
        }
    }
}

/* Source i belongs to holder i mod 50 and to product i / 50 (the first one in two seasons). */
static void add_sources(gi_fixture *fixture)
{
    static const struct {
        const char *product, *season, *township;
    } trades[] = {
        { "LSYW", "2026-1", "360483107" },
        { "LSYW", "2026-2", "360483107" },
        { "NHHC", "2026-1", "360424101" },
        { "HKDC", "2026-1", "360424101" },
    };
    for (int i = 0; i < CROWD_PLACES; i++) {
        char number[8];
        char capacity[24];
        int trade = i / CROWD_HOLDERS % 4;
        gi_number_print((uint32_t)(i % CROWD_HOLDERS) + 1, number);
        /* Some are spent after a few acts, most never; all land of the last trade is spent, so
         * that its issues come up against its grants. */
        int mu = trade == 3 ? 20 : i % 5 == 0 ? 3 : 1000 * (1 + i % 7);
        (void)snprintf(capacity, sizeof capacity, "%dmu", mu);
        fixture_act(fixture, "source", "holder", number, "product", trades[trade].product, "kind",
                    "plot", "township", trades[trade].township, "capacity", capacity, NULL);
        if (i >= CROWD_GRANTED) {
            continue;
        }
        fixture_act(fixture, "grant", "product", trades[trade].product, "season",
                    trades[trade].season, "sources", gi_num(i + 1).text, NULL);
    }
}

void crowd_found(crowd_shared *shared)
{
    GI_AUTO(gi_fixture) fixture = fixture_open(GI_ED25519);
    (void)fixture_add_key(fixture, FIXTURE_LABEL + 1, GI_ED25519, "label");
    (void)fixture_add_key(fixture, CROWD_OFFICER, GI_ED25519, "bureau");
    add_products(fixture);
    add_holders(fixture);
    add_sources(fixture);
    (void)snprintf(shared->dir, sizeof shared->dir, "%s", fixture->dir);
    atomic_store(&shared->clock, fixture->now);
}
