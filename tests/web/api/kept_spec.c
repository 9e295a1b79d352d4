/* Documents that are costly to make are made once for everybody. */
#include "tests/support/registry.h"
#include "tests/support/spec.h"
#include "web/api/kept.h"

static int made; /* gi_kept_make has no context: a document is of the registry alone */

static gi_status make(gi_registry *registry, gi_json **out, gi_error *err)
{
    (void)registry;
    if (++made == 2) {
        return gi_fail(err, GI_WHY_DB_BUSY, "5000");
    }
    gi_json *value = gi_json_object();
    gi_json_set_int(value, "made", made);
    *out = value;
    return GI_OK;
}

static gi_status ask(gi_kept *kept, const gi_fixture *fixture, const char **text, gi_error *err)
{
    static char room[64];
    GI_AUTO_BUF body = GI_BUF(sizeof room - 1);
    GI_TRY(gi_kept_read(kept, GI_KEPT_SUMS, fixture->registry, make, &body, err));
    for (size_t i = 0; i <= body.size; i++) {
        room[i] = gi_buf_text(&body)[i];
    }
    *text = room;
    return GI_OK;
}

SPEC(a_document_is_made_again_when_it_is_old_and_kept_when_that_fails)
{
    gi_error err = { 0 };
    const char *text = "";
    GI_AUTO(gi_kept) kept = NULL;
    GI_AUTO(gi_fixture) fixture = fixture_open(GI_ED25519);
    made = 0;
    EXPECT_OK(gi_kept_create(&kept, &err));
    for (int i = 0; i < 3; i++) {
        EXPECT_OK(ask(kept, fixture, &text, &err));
        EXPECT_TEXT(text, "{\"made\":1}\n");
    }
    fixture->now += GI_KEPT_MS;
    EXPECT_WHY(ask(kept, fixture, &text, &err), GI_WHY_DB_BUSY);
    EXPECT_OK(ask(kept, fixture, &text, &err));
    EXPECT_TEXT(text, "{\"made\":3}\n");
    EXPECT_INT(made, 3);
}
