/* Hidden codes: the vectors of FORMATS 3, and the file their secret lies in. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gi/hidden.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

typedef struct file_path {
    char text[256];
} file_path;

static file_path secret_of(const gi_fixture *fixture)
{
    file_path out;
    (void)snprintf(out.text, sizeof out.text, "%s/keys/%d-hidden.secret", fixture->dir,
                   FIXTURE_LABEL);
    return out;
}

static void print_scratch(gi_fixture *fixture)
{
    fixture_act(fixture, "issue", "batch", fixture->batch, "count", "5", "net", "50g", "packed",
                "2026-04-20", "scratch", "yes", NULL);
    char units[2 * GI_UNIT_NUMBER_TEXT + 2];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, 1 }, units);
    fixture_act(fixture, "print", "units", units, NULL);
}

SPEC(hidden_codes_are_those_of_the_format)
{
    gi_secret secret = { .size = 32 };
    char code[GI_HIDDEN_TEXT];
    for (size_t i = 0; i < 32; i++) {
        secret.bytes[i] = (uint8_t)i;
    }
    gi_hidden_code(GI_SUITE_INTL, &secret, (gi_unit_id){ 7, 123456 }, code);
    EXPECT_TEXT(code, "AQ78-6Y6X");
    gi_hidden_code(GI_SUITE_INTL, &secret, (gi_unit_id){ 1, 1 }, code);
    EXPECT_TEXT(code, "0YFF-MFWA");
    gi_hidden_code(GI_SUITE_GM, &secret, (gi_unit_id){ 1, 1 }, code);
    EXPECT(strcmp(code, "0YFF-MFWA") != 0);
}

SPEC(the_small_code_holds_unit_number_and_hidden_code_without_hyphens)
{
    char url[GI_HIDDEN_URL];
    gi_hidden_url("https://gi.jj.cn/", (gi_unit_id){ 7, 123456 }, "AQ78-6Y6X", url);
    EXPECT_TEXT(url, "https://gi.jj.cn/h/000W003RJ0W/AQ786Y6X");
}

SPEC(a_secret_is_drawn_once_and_only_its_owner_reads_it)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_error err = { 0 };
    gi_secret first = { 0 };
    gi_secret again = { 0 };
    struct stat found;
    EXPECT_WHY(gi_hidden_secret_open(fixture->registry, FIXTURE_LABEL, &first, &err),
               GI_WHY_FILE_MISSING);
    EXPECT_OK(gi_hidden_secret_make(fixture->registry, FIXTURE_LABEL, &first, &err));
    EXPECT_OK(gi_hidden_secret_make(fixture->registry, FIXTURE_LABEL, &again, &err));
    EXPECT(first.size == 32 && memcmp(first.bytes, again.bytes, 32) == 0);
    EXPECT_OK(gi_hidden_secret_open(fixture->registry, FIXTURE_LABEL, &again, &err));
    EXPECT(stat(secret_of(fixture).text, &found) == 0 && (found.st_mode & 0777) == 0600);
    EXPECT(chmod(secret_of(fixture).text, 0640) == 0);
    EXPECT_WHY(gi_hidden_secret_open(fixture->registry, FIXTURE_LABEL, &again, &err),
               GI_WHY_NOT_PRIVATE);
}

SPEC(a_lost_secret_is_not_replaced_once_its_codes_were_printed)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_error err = { 0 };
    gi_secret secret = { 0 };
    EXPECT_OK(gi_hidden_secret_make(fixture->registry, FIXTURE_LABEL, &secret, &err));
    EXPECT(unlink(secret_of(fixture).text) == 0);
    EXPECT_OK(gi_hidden_secret_make(fixture->registry, FIXTURE_LABEL, &secret, &err));
    print_scratch(fixture);
    EXPECT(unlink(secret_of(fixture).text) == 0);
    EXPECT_WHY(gi_hidden_secret_make(fixture->registry, FIXTURE_LABEL, &secret, &err),
               GI_WHY_HIDDEN_SECRET_LOST);
    EXPECT(access(secret_of(fixture).text, F_OK) != 0);
}

SPEC(a_damaged_secret_is_named_and_never_used)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_error err = { 0 };
    gi_secret secret = { 0 };
    EXPECT_OK(gi_hidden_secret_make(fixture->registry, FIXTURE_LABEL, &secret, &err));
    EXPECT(truncate(secret_of(fixture).text, 63) == 0);
    EXPECT_WHY(gi_hidden_secret_make(fixture->registry, FIXTURE_LABEL, &secret, &err),
               GI_WHY_BAD_HIDDEN_SECRET);
}
