/* Cosigners as text, cosignature lines; the vector was made with openssl and a page of Python. */
#include <string.h>

#include "tests/core/witness/watched.h"
#include "tests/support/spec.h"

#define BODY "trace.example.cn/log/2026\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
#define VKEY "witness.example.cn/w1+22301ecb+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
#define LINE                                                                                  \
    "\xE2\x80\x94 witness.example.cn/w1 IjAeywAAAABqsTuAITWCChsltiTHzONI+3N6ewk4T6FELAhe4zNz" \
    "1Fe6ZTEBe/CrQuooDyophS8Q0t4UOS/okSqTHfG6yiL/delEAQ==\n"

/* The signer of the vector: seed 00 01 02 ... 1f. */
static gi_signer *vector_signer(void)
{
    gi_error err = { 0 };
    uint8_t seed[32];
    gi_signer *signer = NULL;
    for (size_t i = 0; i < sizeof seed; i++) {
        seed[i] = (uint8_t)i;
    }
    EXPECT_OK(gi_signer_from_seed(GI_ED25519, 1, (gi_bytes){ seed, sizeof seed }, &signer, &err));
    return signer;
}

static gi_cosigner vector_cosigner(void)
{
    gi_error err = { 0 };
    gi_cosigner cosigner;
    EXPECT_OK(gi_cosigner_parse(gi_bytes_of(VKEY), &cosigner, &err));
    return cosigner;
}

SPEC(a_cosigner_prints_as_the_vector)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = vector_signer();
    gi_cosigner cosigner;
    char vkey[GI_VKEY_TEXT];
    EXPECT_OK(gi_cosigner_from("witness.example.cn/w1", &signer->public_key, &cosigner, &err));
    gi_cosigner_print(&cosigner, vkey);
    EXPECT_TEXT(vkey, VKEY);
}

SPEC(a_cosigner_is_read_back)
{
    GI_AUTO(gi_signer) signer = vector_signer();
    gi_cosigner cosigner = vector_cosigner();
    EXPECT_TEXT(cosigner.name, "witness.example.cn/w1");
    EXPECT(gi_public_key_equal(&cosigner.key, &signer->public_key));
}

static void expect_bad_vkey(const char *text)
{
    gi_error err = { 0 };
    gi_cosigner cosigner = { .name = "untouched" };
    EXPECT_WHY(gi_cosigner_parse(gi_bytes_of(text), &cosigner, &err), GI_WHY_BAD_VKEY);
    EXPECT_TEXT(cosigner.name, "untouched");
}

SPEC(the_key_of_a_log_is_no_cosigner)
{
    expect_bad_vkey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
}

SPEC(a_malformed_cosigner_is_refused)
{
    expect_bad_vkey("");
    expect_bad_vkey("+");
    expect_bad_vkey("witness.example.cn/w1");
    expect_bad_vkey("witness.example.cn/w1+22301ecb+");
    expect_bad_vkey(VKEY "=");
    expect_bad_vkey("witness.example.cn/w2"
                    "+22301ecb+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4");
    expect_bad_vkey("witness.example.cn/w1"
                    "+22301ECB+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4");
}

SPEC(a_key_of_another_algorithm_is_no_cosigner)
{
    gi_error err = { 0 };
    gi_cosigner cosigner;
    gi_public_key key = { .algorithm = GI_SM2, .size = 65 };
    EXPECT_WHY(gi_cosigner_from("w", &key, &cosigner, &err), GI_WHY_BAD_VKEY);
}

SPEC(a_cosignature_is_the_line_of_the_vector)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = vector_signer();
    GI_AUTO_BUF line = GI_BUF(512);
    EXPECT_OK(gi_cosignature_make(gi_bytes_of(BODY), "witness.example.cn/w1", signer, 1790000000,
                                  &line, &err));
    EXPECT_TEXT(gi_buf_text(&line), LINE);
}

static gi_status fits(const char *text, bool *holds, int64_t *seconds, gi_error *err)
{
    gi_note note;
    gi_cosigner cosigner = vector_cosigner();
    GI_TRY(gi_note_parse(gi_bytes_of(text), &note, err));
    return gi_cosignature_fits(&note, &cosigner, holds, seconds, err);
}

SPEC(a_cosignature_tells_its_time)
{
    gi_error err = { 0 };
    bool holds = false;
    int64_t seconds = 0;
    EXPECT_OK(fits(BODY "\n" LINE, &holds, &seconds, &err));
    EXPECT(holds);
    EXPECT_INT(seconds, 1790000000);
}

SPEC(a_note_of_strangers_alone_is_not_cosigned)
{
    gi_error err = { 0 };
    bool holds = true;
    int64_t seconds = 77;
    EXPECT_OK(fits(BODY "\n\xE2\x80\x94 else AAAAAAAA\n", &holds, &seconds, &err));
    EXPECT(!holds);
    EXPECT_INT(seconds, 77);
}

SPEC(a_cosignature_over_another_body_is_refused)
{
    gi_error err = { 0 };
    bool holds = false;
    int64_t seconds = 0;
    EXPECT_WHY(fits("trace.example.cn/log/2026\n1\n"
                    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n" LINE,
                    &holds, &seconds, &err),
               GI_WHY_BAD_NOTE);
}

/* Signature, time or key id: no bit of the payload may change unnoticed. */
SPEC(a_flipped_bit_never_passes_as_a_cosignature)
{
    gi_error err = { 0 };
    gi_note note;
    gi_cosigner cosigner = vector_cosigner();
    EXPECT_OK(gi_note_parse(gi_bytes_of(BODY "\n" LINE), &note, &err));
    for (size_t bit = 0; bit < 8 * note.line[0].size; bit++) {
        bool holds = false;
        int64_t seconds = 0;
        note.line[0].data[bit / 8] ^= (uint8_t)(1U << bit % 8);
        EXPECT(gi_cosignature_fits(&note, &cosigner, &holds, &seconds, &err) == GI_INVALID);
        EXPECT(!holds);
        note.line[0].data[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
}

SPEC(a_cosignature_one_byte_short_is_refused)
{
    gi_error err = { 0 };
    gi_note note;
    gi_cosigner cosigner = vector_cosigner();
    bool holds = false;
    int64_t seconds = 0;
    EXPECT_OK(gi_note_parse(gi_bytes_of(BODY "\n" LINE), &note, &err));
    note.line[0].size--;
    EXPECT_WHY(gi_cosignature_fits(&note, &cosigner, &holds, &seconds, &err), GI_WHY_BAD_NOTE);
}

SPEC(a_time_before_1970_is_not_signed)
{
    gi_error err = { 0 };
    GI_AUTO(gi_signer) signer = vector_signer();
    GI_AUTO_BUF line = GI_BUF(512);
    EXPECT_WHY(gi_cosignature_make(gi_bytes_of(BODY), "w", signer, -1, &line, &err),
               GI_WHY_OUT_OF_RANGE);
    EXPECT_INT(line.size, 0);
}
