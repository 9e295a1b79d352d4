/* Fields that are checked and forgotten: GI_TRANSIENT. */
#include <stdio.h>
#include <string.h>

#include "core/acts/draft.h"
#include "core/store/log_rows.h"
#include "core/store/registry.h"
#include "tests/core/acts/market.h"

static gi_draft *sale(const char *pin)
{
    gi_error err = { 0 };
    gi_draft *draft = NULL;
    static const char *const fields[] = { SELL("0001", "2:1kg") };
    EXPECT_OK(gi_draft_create(fields[0], gi_random_system(), &draft, &err));
    for (size_t i = 1; i < sizeof fields / sizeof fields[0]; i += 2) {
        EXPECT_OK(gi_draft_set(draft, fields[i], gi_bytes_of(fields[i + 1]), &err));
    }
    EXPECT_OK(gi_draft_set(draft, "pin", gi_bytes_of(pin), &err));
    return draft;
}

SPEC(a_secret_is_no_part_of_the_drafts_digest)
{
    gi_digest salts = { { 0 } };
    gi_error err = { 0 };
    gi_digest one;
    gi_digest two;
    GI_AUTO(gi_draft) first = sale("4711");
    GI_AUTO(gi_draft) second = sale("0815");
    EXPECT_OK(gi_draft_digest(first, &salts, &one, &err));
    EXPECT_OK(gi_draft_digest(second, &salts, &two, &err));
    EXPECT(memcmp(&one, &two, sizeof one) == 0);
}

SPEC(a_secret_is_in_no_private_record)
{
    GI_AUTO(gi_fixture) fixture = market();
    gi_error err = { 0 };
    GI_AUTO(gi_json) record = NULL;
    fixture_act(fixture, SELL("0001", "2:1kg"), "pin", "4711", NULL);
    EXPECT_OK(gi_private_load(fixture->registry->db, acts(fixture) - 1, &record, &err));
    EXPECT(gi_json_get(record, "pin") == NULL);
    EXPECT(gi_json_get(record, "card") != NULL);
}

static bool file_holds(const char *dir, const char *name, const char *needle)
{
    char path[256];
    static char bytes[4 << 20];
    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *file = fopen(path, "rbe");
    size_t size = file != NULL ? fread(bytes, 1, sizeof bytes, file) : 0;
    EXPECT(file == NULL || size < sizeof bytes);
    if (file != NULL) {
        (void)fclose(file);
    }
    return memmem(bytes, size, needle, strlen(needle)) != NULL;
}

SPEC(no_file_of_the_registry_ever_held_a_slip_in_clear)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, SELL("0001", "2:1kg"), "slip", slip(1).text, NULL);
    EXPECT(file_holds(fixture->dir, "registry.db-wal", CARD_NUMBER));
    EXPECT(!file_holds(fixture->dir, "registry.db-wal", slip(1).text));
    EXPECT(!file_holds(fixture->dir, "registry.db", slip(1).text));
}

SPEC(an_exported_draft_does_not_carry_its_secret)
{
    GI_AUTO(gi_fixture) fixture = market();
    gi_error err = { 0 };
    GI_AUTO(gi_draft) draft = sale("4711");
    GI_AUTO(gi_json) file = NULL;
    EXPECT_OK(gi_act_export(fixture->registry, draft, &file, &err));
    const gi_json *fields = gi_json_get(gi_json_get(file, "draft"), "fields");
    EXPECT(gi_json_get(fields, "pin") == NULL && gi_json_get(fields, "card") != NULL);
}
