/* A batch that was taken back with its import, and the certificate of the lot that it was of. */
#include "gi/conformity.h"
#include "gi/import.h"
#include "gi/text.h"
#include "tests/core/acts/market.h"

#define LABEL(lot_number) "batch", "holder", "0001", "lot", lot_number

static void import_batch(gi_fixture *fixture)
{
    gi_error err = { 0 };
    GI_AUTO(gi_import) import = NULL;
    EXPECT_OK(gi_import_read(gi_bytes_of("记录,主体,数量(公斤),成品批\n批次,0001,300,1\n"),
                             &(gi_import_options){ .kind = "mixed" }, &import, &err));
    EXPECT_OK(gi_import_run(import, fixture->registry, fixture->signer, fixture->signers,
                            GI_IMPORT_COMMIT, &err));
}

SPEC(a_batch_that_was_taken_back_uses_nothing_of_a_certificate)
{
    GI_AUTO(gi_fixture) fixture = yam(true);
    fixture_act(fixture, CERTIFY("1"), "qty", "500kg", NULL);
    int64_t first = acts(fixture);
    import_batch(fixture);
    EXPECT_REFUSED(fixture, GI_WHY_CONFORMITY_SHORT, LABEL("1"), "qty", "201kg");
    fixture_act(fixture, "undo-import", "first", gi_num(first).text, "count", "1", NULL);
    fixture_act(fixture, LABEL("1"), "qty", "500kg", NULL);
}

/* Imports one and takes it back; its ID. */
static void undone_batch(gi_fixture *fixture, char out[GI_BATCH_ID_TEXT])
{
    gi_error err = { 0 };
    gi_bytes id = { 0 };
    gi_num_text first = gi_num(acts(fixture));
    import_batch(fixture);
    GI_AUTO(gi_json) made = leaf(fixture, acts(fixture) - 1);
    EXPECT(gi_json_as_text(gi_json_get(made, "batch"), &id));
    EXPECT_OK(gi_text_copy(out, GI_BATCH_ID_TEXT, id, "batch", &err));
    fixture_act(fixture, "undo-import", "first", first.text, "count", "1", NULL);
}

static void expect_printed_batch(gi_fixture *fixture, int64_t number, const char *batch)
{
    gi_error err = { 0 };
    gi_conformity paper;
    EXPECT_OK(gi_conformity_find(fixture->registry, number, &paper, &err));
    EXPECT_TEXT(paper.batch, batch);
}

SPEC(a_certificate_is_printed_for_a_batch_that_stands_before_one_taken_back)
{
    char gone[2][GI_BATCH_ID_TEXT];
    GI_AUTO(gi_fixture) fixture = yam(true);
    fixture_act(fixture, CERTIFY("1"), NULL);
    int64_t number = fixture->receipt.index;
    for (int i = 0; i < 2; i++) {
        undone_batch(fixture, gone[i]);
        expect_printed_batch(fixture, number, gone[i]);
    }
    fixture_act(fixture, LABEL("1"), "qty", "100kg", NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
    expect_printed_batch(fixture, number, fixture->batch);
    undone_batch(fixture, gone[0]);
    expect_printed_batch(fixture, number, fixture->batch);
}
