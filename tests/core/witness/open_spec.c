/* The directory of a witness: what is refused when it is opened. */
#include <stdio.h>

#include "tests/core/witness/watched.h"
#include "tests/support/spec.h"

static void write_logs(const watched *at, const char *text)
{
    char path[160];
    (void)snprintf(path, sizeof path, "%s/logs", at->dir);
    FILE *file = fopen(path, "w");
    EXPECT(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

static gi_status open_again(const watched *at, const gi_signer *signer, gi_error *err)
{
    GI_AUTO(gi_witness) witness = NULL;
    return gi_witness_open(at->dir, signer, gi_clock_system(), &witness, err);
}

SPEC(comments_and_blank_lines_name_no_log)
{
    gi_error err = { 0 };
    watched at;
    watched_open(&at);
    write_logs(&at,
               "# one\n\n   \nexample.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv"
               "3U2k  # the log of foo\r\n");
    EXPECT_OK(open_again(&at, at.own, &err));
    watched_close(&at);
}

SPEC(an_odd_line_among_the_logs_is_named)
{
    gi_error err = { 0 };
    watched at;
    watched_open(&at);
    write_logs(&at, "# one\nnonsense\n");
    EXPECT_WHY(open_again(&at, at.own, &err), GI_WHY_BAD_CONFIG);
    EXPECT_TEXT(err.message,
                "line 2 of the configuration is wrong: the verifier key \"nonsense\" is malformed");
    watched_close(&at);
}

SPEC(the_key_of_somebody_else_does_not_open_a_witness)
{
    gi_error err = { 0 };
    watched at;
    watched_open(&at);
    EXPECT_WHY(open_again(&at, at.log, &err), GI_WHY_KEY_SCOPE);
    watched_close(&at);
}

SPEC(a_wrong_passphrase_does_not_unlock_a_witness)
{
    gi_error err = { 0 };
    watched at;
    gi_signer *signer = NULL;
    char path[160];
    watched_open(&at);
    (void)snprintf(path, sizeof path, "%s/logs", at.dir);
    write_logs(&at, "not the passphrase\n");
    gi_passphrase_source source = { -1, path, false };
    EXPECT_WHY(gi_witness_unlock(at.dir, &source, GI_KDF_ROUNDS_DEMO, &signer, &err),
               GI_WHY_WRONG_PASSPHRASE);
    EXPECT(signer == NULL);
    watched_close(&at);
}

SPEC(a_witness_is_never_made_over_another)
{
    gi_error err = { 0 };
    watched at;
    gi_secret secret = { .bytes = "x", .size = 1 };
    watched_open(&at);
    EXPECT_WHY(gi_witness_create(at.dir, "w", &secret, GI_KDF_ROUNDS_DEMO, &err),
               GI_WHY_FILE_EXISTS);
    watched_close(&at);
}

SPEC(a_witness_needs_a_name_for_note_lines)
{
    gi_error err = { 0 };
    char dir[160];
    gi_secret secret = { .bytes = "x", .size = 1 };
    (void)snprintf(dir, sizeof dir, "%s/new", gi_spec_directory());
    EXPECT_WHY(gi_witness_create(dir, "two words", &secret, GI_KDF_ROUNDS_DEMO, &err),
               GI_WHY_BAD_VKEY);
}
