/* Signed notes: what is a note, who signed it, and what is refused. */
#include <string.h>

#include "gi/log.h"
#include "gi/text.h"
#include "tests/support/spec.h"

/* The example of the package golang.org/x/mod/sumdb/note: an outside witness for our reading. */
#define GO_KEY "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
#define GO_BODY                                                  \
    "If you think cryptography is the answer to your problem,\n" \
    "then you don't know what your problem is.\n"
#define GO_LINE                                                                                  \
    "\xE2\x80\x94 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg" \
    "KvqfqdngotpRZb6KE6RyyBwJnAM=\n"
#define GO_NOTE GO_BODY "\n" GO_LINE

#define STRANGER "\xE2\x80\x94 stranger.example AAAAAAECAwQ=\n"
#define NAME "trace.example.cn/log/2026"

static gi_status parse_text(const char *text, gi_note *note, gi_error *err)
{
    return gi_note_parse(gi_bytes_of(text), note, err);
}

static void go_key(gi_public_key *key)
{
    gi_error err = { 0 };
    char name[64];
    EXPECT_OK(gi_vkey_parse(gi_bytes_of(GO_KEY), name, sizeof name, key, &err));
    EXPECT_TEXT(name, "PeterNeumann");
}

static gi_signer *test_signer(gi_algorithm algorithm, uint8_t filling)
{
    gi_error err = { 0 };
    uint8_t seed[32];
    gi_signer *signer = NULL;
    memset(seed, filling, sizeof seed);
    EXPECT_OK(gi_signer_from_seed(algorithm, 1, (gi_bytes){ seed, 32 }, &signer, &err));
    return signer;
}

SPEC(a_note_written_by_another_program_fits)
{
    gi_error err = { 0 };
    gi_note note;
    gi_public_key key;
    bool fits = false;
    go_key(&key);
    EXPECT_OK(parse_text(GO_NOTE, &note, &err));
    EXPECT(gi_bytes_equal(note.body, gi_bytes_of(GO_BODY)));
    EXPECT_INT(note.count, 1);
    EXPECT_OK(gi_note_fits(&note, "PeterNeumann", &key, &fits, &err));
    EXPECT(fits);
}

SPEC(a_changed_body_refuses_the_note)
{
    gi_error err = { 0 };
    gi_note note;
    gi_public_key key;
    bool fits = false;
    go_key(&key);
    EXPECT_OK(parse_text("I" GO_NOTE, &note, &err));
    EXPECT_WHY(gi_note_fits(&note, "PeterNeumann", &key, &fits, &err), GI_WHY_BAD_NOTE);
    EXPECT(!fits);
}

SPEC(one_false_line_of_a_known_key_refuses_the_note_beside_a_true_one)
{
    gi_error err = { 0 };
    gi_note note;
    gi_public_key key;
    bool fits = false;
    go_key(&key);
    EXPECT_OK(parse_text(GO_NOTE "\xE2\x80\x94 PeterNeumann x08gowAAAAA=\n", &note, &err));
    EXPECT_WHY(gi_note_fits(&note, "PeterNeumann", &key, &fits, &err), GI_WHY_BAD_NOTE);
}

SPEC(lines_of_unknown_keys_are_ignored)
{
    gi_error err = { 0 };
    gi_note note;
    gi_public_key key;
    bool fits = false;
    go_key(&key);
    EXPECT_OK(parse_text(GO_BODY "\n" STRANGER GO_LINE STRANGER, &note, &err));
    EXPECT_INT(note.count, 3);
    EXPECT_OK(gi_note_fits(&note, "PeterNeumann", &key, &fits, &err));
    EXPECT(fits);
}

SPEC(a_note_without_a_line_of_the_key_does_not_fit)
{
    gi_error err = { 0 };
    gi_note note;
    gi_public_key key;
    bool fits = true;
    go_key(&key);
    EXPECT_OK(parse_text(GO_BODY "\n" STRANGER, &note, &err));
    EXPECT_OK(gi_note_fits(&note, "PeterNeumann", &key, &fits, &err));
    EXPECT(!fits);
}

SPEC(a_line_of_the_same_hash_under_another_name_is_a_strangers)
{
    gi_error err = { 0 };
    gi_note note;
    gi_public_key key;
    bool fits = true;
    go_key(&key);
    EXPECT_OK(parse_text(GO_NOTE, &note, &err));
    note.line[0].name.size--;
    EXPECT_OK(gi_note_fits(&note, "PeterNeumann", &key, &fits, &err));
    EXPECT(!fits);
}

SPEC(a_line_of_the_same_name_with_another_hash_is_a_strangers)
{
    gi_error err = { 0 };
    gi_note note;
    gi_public_key key;
    bool fits = true;
    go_key(&key);
    EXPECT_OK(parse_text(GO_NOTE, &note, &err));
    note.line[0].hash[0] ^= 1;
    EXPECT_OK(gi_note_fits(&note, "PeterNeumann", &key, &fits, &err));
    EXPECT(!fits);
}

SPEC(the_key_hash_is_the_one_of_the_standard)
{
    gi_error err = { 0 };
    gi_public_key key;
    char name[64];
    uint8_t hash[4];
    const char *text = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    EXPECT_OK(gi_vkey_parse(gi_bytes_of(text), name, sizeof name, &key, &err));
    gi_vkey_hash(name, &key, hash);
    EXPECT(memcmp(hash, "\x53\x0d\x90\x3a", 4) == 0);
}

static void sign_and_check(gi_algorithm algorithm)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = test_signer(algorithm, 7);
    GI_AUTO(gi_signer) other = test_signer(algorithm, 8);
    GI_AUTO_BUF text = GI_BUF(1000);
    gi_note note;
    bool fits = false;
    EXPECT_OK(gi_note_sign(gi_bytes_of("a\n\nb\n"), NAME, signer, &text, &err));
    EXPECT_OK(gi_note_parse(gi_buf_view(&text), &note, &err));
    EXPECT(gi_bytes_equal(note.body, gi_bytes_of("a\n\nb\n")));
    EXPECT_OK(gi_note_fits(&note, NAME, &signer->public_key, &fits, &err));
    EXPECT(fits);
    EXPECT_OK(gi_note_fits(&note, NAME, &other->public_key, &fits, &err));
    EXPECT(!fits);
}

SPEC(a_note_signed_with_ed25519_fits_its_key_only)
{
    sign_and_check(GI_ED25519);
}

SPEC(a_note_signed_with_sm2_fits_its_key_only)
{
    sign_and_check(GI_SM2);
}

SPEC(what_could_not_be_read_back_is_not_signed)
{
    static const char *const bodies[] = { "", "no newline", "a\tb\n", "\xFF\n" };
    static const char *const names[] = { "", "two words", "a+b", "a\nb", "a\xC2\xA0z", "\xC0" };
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = test_signer(GI_ED25519, 7);
    GI_AUTO_BUF text = GI_BUF(1000);
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        EXPECT_WHY(gi_note_sign(gi_bytes_of(bodies[i]), NAME, signer, &text, &err),
                   GI_WHY_BAD_NOTE);
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        EXPECT_WHY(gi_note_sign(gi_bytes_of("a\n"), names[i], signer, &text, &err),
                   GI_WHY_BAD_NOTE);
    }
    EXPECT_INT(text.size, 0);
}
