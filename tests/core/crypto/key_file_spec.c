/* Key files: what comes back, who may read them, what damage does, and never overwriting. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/core/crypto/fixture.h"
#include "tests/support/spec.h"

#define ROUNDS GI_KDF_ROUNDS_DEMO
#define AUTO_TEXT __attribute__((cleanup(text_free))) char

static void text_free(char **text)
{
    free(*text);
}

static const char *saved_key(gi_algorithm algorithm, const char *passphrase)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = gi_fixture_signer(algorithm);
    gi_secret secret = gi_fixture_secret(passphrase);
    static char path[128];
    (void)snprintf(path, sizeof path, "%s/7.pem", gi_spec_directory());
    EXPECT_OK(gi_key_file_save(signer, path, &secret, ROUNDS, &err));
    return path;
}

static gi_status open_key(const char *path, const char *passphrase, gi_signer **out, gi_error *err)
{
    gi_secret secret = gi_fixture_secret(passphrase);
    return gi_key_file_open(path, &secret, ROUNDS, out, err);
}

typedef struct file_text {
    char bytes[8192];
    size_t size;
} file_text;

static file_text file_read(const char *path)
{
    file_text out = { 0 };
    FILE *file = fopen(path, "r");
    EXPECT(file != NULL);
    out.size = fread(out.bytes, 1, sizeof out.bytes - 1, file);
    EXPECT(fclose(file) == 0);
    return out;
}

static void file_write(const char *path, const file_text *text)
{
    FILE *file = fopen(path, "w");
    EXPECT(file != NULL && fwrite(text->bytes, 1, text->size, file) == text->size);
    EXPECT(fclose(file) == 0);
}

SPEC(a_saved_key_comes_back_with_id_and_signs_for_the_same_public_key)
{
    gi_error err = { 0 };
    for (size_t i = 0; i < 3; i++) {
        GI_AUTO(gi_signer) before = gi_fixture_signer(gi_fixture_algorithms[i]);
        GI_AUTO(gi_signer) after = NULL;
        GI_AUTO(gi_verifier) verifier = NULL;
        EXPECT_OK(
            open_key(saved_key(gi_fixture_algorithms[i], "茶叶 2026"), "茶叶 2026", &after, &err));
        EXPECT_INT(after->key, 7);
        EXPECT(gi_public_key_equal(&before->public_key, &after->public_key));
        gi_signature made;
        bool fits = false;
        EXPECT_OK(gi_signer_sign(after, gi_bytes_of("m"), &made, &err));
        EXPECT_OK(gi_verifier_create(&before->public_key, &verifier, &err));
        EXPECT_OK(gi_verifier_fits(verifier, gi_bytes_of("m"), &made, &fits, &err));
        EXPECT(fits);
    }
}

SPEC(a_key_file_names_its_key_and_hides_its_seed)
{
    file_text text = file_read(saved_key(GI_ED25519, "p"));
    EXPECT(strncmp(text.bytes, "gitrace key 7 ed25519\npublic gitrace-key-7+", 43) == 0);
    EXPECT(strstr(text.bytes, "\n-----BEGIN ENCRYPTED PRIVATE KEY-----\n") != NULL);
    EXPECT(strstr(text.bytes, "BEGIN PRIVATE KEY") == NULL);
}

SPEC(a_new_key_file_has_mode_600_whatever_the_umask)
{
    mode_t before = umask(0);
    const char *path = saved_key(GI_ED25519, "p");
    (void)umask(before);
    struct stat found;
    EXPECT(stat(path, &found) == 0);
    EXPECT_INT(found.st_mode & 07777, 0600);
}

SPEC(an_existing_file_is_never_overwritten)
{
    gi_error err = { 0 };
    AUTO_TEXT *path = gi_fixture_file("precious", 0600);
    GI_AUTO(gi_signer) signer = gi_fixture_signer(GI_ED25519);
    gi_secret secret = gi_fixture_secret("p");
    EXPECT_WHY(gi_key_file_save(signer, path, &secret, ROUNDS, &err), GI_WHY_FILE_EXISTS);
    EXPECT_TEXT(file_read(path).bytes, "precious");
}

SPEC(a_wrong_passphrase_is_refused)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = NULL;
    const char *path = saved_key(GI_SM2, "right");
    EXPECT_WHY(open_key(path, "wrong", &signer, &err), GI_WHY_WRONG_PASSPHRASE);
    EXPECT_WHY(open_key(path, "", &signer, &err), GI_WHY_WRONG_PASSPHRASE);
    EXPECT_WHY(open_key(path, "right ", &signer, &err), GI_WHY_WRONG_PASSPHRASE);
    EXPECT(signer == NULL);
}

SPEC(a_key_file_that_others_may_read_is_refused_with_its_mode)
{
    static const mode_t modes[] = { 0640, 0604, 0660, 0610, 0602 };
    gi_error err = { 0 };
    const char *path = saved_key(GI_ED25519, "p");
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        GI_AUTO(gi_signer) signer = NULL;
        char mode[8];
        (void)snprintf(mode, sizeof mode, "%03o", modes[i]);
        EXPECT(chmod(path, modes[i]) == 0);
        EXPECT_WHY(open_key(path, "p", &signer, &err), GI_WHY_NOT_PRIVATE);
        EXPECT(strstr(err.message, mode) != NULL);
    }
}

SPEC(too_few_rounds_for_a_live_registry_are_refused_with_both_numbers)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = NULL;
    gi_secret secret = gi_fixture_secret("p");
    const char *path = saved_key(GI_ED25519, "p");
    EXPECT_WHY(gi_key_file_open(path, &secret, GI_KDF_ROUNDS, &signer, &err), GI_WHY_WEAK_KDF);
    EXPECT(strstr(err.message, "1000 ") != NULL && strstr(err.message, "600000") != NULL);
    EXPECT_WHY(gi_key_file_open(path, &secret, ROUNDS + 1, &signer, &err), GI_WHY_WEAK_KDF);
    EXPECT_OK(gi_key_file_open(path, &secret, ROUNDS, &signer, &err));
}

SPEC(a_key_for_a_live_registry_opens_with_its_rounds)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = gi_fixture_signer(GI_ED25519);
    GI_AUTO(gi_signer) again = NULL;
    gi_secret secret = gi_fixture_secret("p");
    AUTO_TEXT *path = gi_fixture_file(NULL, 0);
    EXPECT_OK(gi_key_file_save(signer, path, &secret, GI_KDF_ROUNDS, &err));
    EXPECT_OK(gi_key_file_open(path, &secret, GI_KDF_ROUNDS, &again, &err));
}

SPEC(no_rounds_outside_the_limits_and_no_empty_passphrase_are_saved)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = gi_fixture_signer(GI_ED25519);
    gi_secret secret = gi_fixture_secret("p");
    gi_secret empty = { 0 };
    AUTO_TEXT *path = gi_fixture_file(NULL, 0);
    EXPECT_WHY(gi_key_file_save(signer, path, &secret, 999, &err), GI_WHY_OUT_OF_RANGE);
    EXPECT_WHY(gi_key_file_save(signer, path, &secret, 10000001, &err), GI_WHY_OUT_OF_RANGE);
    EXPECT_WHY(gi_key_file_save(signer, path, &empty, ROUNDS, &err), GI_WHY_NO_PASSPHRASE);
    EXPECT(access(path, F_OK) != 0);
}

SPEC(a_missing_key_file_is_missing_and_a_folder_is_no_key)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = NULL;
    AUTO_TEXT *path = gi_fixture_file(NULL, 0);
    EXPECT_WHY(open_key(path, "p", &signer, &err), GI_WHY_FILE_MISSING);
    EXPECT(mkdir(path, 0700) == 0);
    EXPECT_WHY(open_key(path, "p", &signer, &err), GI_WHY_FILE_READ);
}

static bool damage_refusal(gi_why why)
{
    return why == GI_WHY_BAD_KEY_FILE || why == GI_WHY_WRONG_PASSPHRASE || why == GI_WHY_WEAK_KDF;
}

/* Also a changed key id, algorithm or public key in the lines in clear. */
SPEC(a_damaged_byte_anywhere_never_gives_another_key)
{
    const char *path = saved_key(GI_ED25519, "p");
    file_text text = file_read(path);
    GI_AUTO(gi_signer) wanted = gi_fixture_signer(GI_ED25519);
    size_t refused = 0;
    for (size_t i = 0; i < text.size; i++) {
        gi_error err = { 0 };
        GI_AUTO(gi_signer) signer = NULL;
        text.bytes[i] ^= 1;
        file_write(path, &text);
        text.bytes[i] ^= 1;
        if (open_key(path, "p", &signer, &err) != GI_OK) {
            EXPECT(damage_refusal(err.why));
            refused++;
        } else { /* a blank or line end that means nothing */
            EXPECT(signer->key == 7 &&
                   gi_public_key_equal(&signer->public_key, &wanted->public_key));
        }
    }
    EXPECT(refused + 8 >= text.size);
}

SPEC(a_cut_or_lengthened_key_file_is_refused)
{
    const char *path = saved_key(GI_P256, "p");
    file_text text = file_read(path);
    for (size_t size = 0; size < text.size; size += 7) {
        gi_error err = { 0 };
        GI_AUTO(gi_signer) signer = NULL;
        file_text cut = text;
        cut.size = size;
        file_write(path, &cut);
        EXPECT_WHY(open_key(path, "p", &signer, &err), GI_WHY_BAD_KEY_FILE);
    }
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = NULL;
    text.bytes[text.size++] = 'x';
    file_write(path, &text);
    EXPECT_WHY(open_key(path, "p", &signer, &err), GI_WHY_BAD_KEY_FILE);
}

SPEC(a_huge_file_is_refused_before_it_is_held)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = NULL;
    const char *path = saved_key(GI_ED25519, "p");
    EXPECT(truncate(path, 1 << 30) == 0);
    EXPECT_WHY(open_key(path, "p", &signer, &err), GI_WHY_OVER_LIMIT);
}

SPEC(a_changed_passphrase_opens_and_the_old_one_does_not)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = NULL;
    gi_secret old = gi_fixture_secret("old");
    gi_secret fresh = gi_fixture_secret("new");
    const char *path = saved_key(GI_SM2, "old");
    EXPECT_OK(gi_key_file_change(path, &old, &fresh, ROUNDS, ROUNDS, &err));
    EXPECT_WHY(open_key(path, "old", &signer, &err), GI_WHY_WRONG_PASSPHRASE);
    EXPECT_OK(open_key(path, "new", &signer, &err));
    struct stat found;
    EXPECT(stat(path, &found) == 0 && (found.st_mode & 07777) == 0600);
}

SPEC(a_change_under_a_wrong_passphrase_leaves_the_file_as_it_was)
{
    gi_error err = { 0 };
    gi_secret wrong = gi_fixture_secret("wrong");
    gi_secret fresh = gi_fixture_secret("new");
    const char *path = saved_key(GI_ED25519, "old");
    file_text before = file_read(path);
    EXPECT_WHY(gi_key_file_change(path, &wrong, &fresh, ROUNDS, ROUNDS, &err),
               GI_WHY_WRONG_PASSPHRASE);
    EXPECT_TEXT(file_read(path).bytes, before.bytes);
}

SPEC(a_signer_whose_key_lies_elsewhere_is_not_saved)
{
    gi_error err = { 0 };
    static const gi_signer_type elsewhere = { 0 };
    gi_signer signer = { .type = &elsewhere, .key = 12 };
    gi_secret secret = gi_fixture_secret("p");
    AUTO_TEXT *path = gi_fixture_file(NULL, 0);
    EXPECT_WHY(gi_key_file_save(&signer, path, &secret, ROUNDS, &err), GI_WHY_KEY_ELSEWHERE);
    EXPECT(strstr(err.message, "12") != NULL && access(path, F_OK) != 0);
}
