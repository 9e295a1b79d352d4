/* Digests and MACs: published vectors, and parts that are the same as the whole. */
#include <string.h>

#include "tests/core/crypto/fixture.h"
#include "tests/support/spec.h"

#define DIGEST_TEXT(digest) gi_fixture_digest(digest).text

SPEC(sha256_of_nothing_and_of_abc_are_as_published)
{
    EXPECT_TEXT(DIGEST_TEXT(gi_sha256((gi_bytes){ NULL, 0 })),
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_TEXT(DIGEST_TEXT(gi_sha256(gi_bytes_of("abc"))),
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

SPEC(sha256_of_parts_is_that_of_the_whole)
{
    const gi_bytes parts[] = { gi_bytes_of("a"), { NULL, 0 }, gi_bytes_of("bc") };
    EXPECT_TEXT(DIGEST_TEXT(gi_sha256_parts(parts, 3)), DIGEST_TEXT(gi_sha256(gi_bytes_of("abc"))));
}

SPEC(sm3_of_the_vectors_of_gb_t_32905_is_as_published)
{
    char long_text[65] = "";
    for (int i = 0; i < 16; i++) {
        memcpy(long_text + 4 * i, "abcd", 5);
    }
    EXPECT_TEXT(DIGEST_TEXT(gi_sm3(gi_bytes_of("abc"))),
                "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    EXPECT_TEXT(DIGEST_TEXT(gi_sm3(gi_bytes_of(long_text))),
                "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    EXPECT_TEXT(DIGEST_TEXT(gi_sm3((gi_bytes){ NULL, 0 })),
                "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
}

typedef struct mac_vector {
    gi_suite suite;
    uint8_t key_byte;
    size_t key_size;
    const char *data;
    const char *mac;
} mac_vector;

/* RFC 4231 cases 1, 6 and 7; the SM3 rows were computed with the openssl program. */
static const mac_vector mac_vectors[] = {
    { GI_SUITE_INTL, 0x0B, 20, "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
    { GI_SUITE_INTL, 0xAA, 131, "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
    { GI_SUITE_INTL, 0xAA, 131,
      "This is a test using a larger than block-size key and a larger than block-size data. "
      "The key needs to be hashed before being used by the HMAC algorithm.",
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2" },
    { GI_SUITE_GM, 0x0B, 20, "Hi There",
      "51b00d1fb49832bfb01c3ce27848e59f871d9ba938dc563b338ca964755cce70" },
    { GI_SUITE_GM, 0xAA, 131, "Hi There",
      "e760df9495d6be82b447e1b92b1f5ef7c7fe29fe88607d212b30ee6aae753aeb" },
};

SPEC(hmac_gives_the_published_bytes_for_both_suites)
{
    for (size_t i = 0; i < sizeof mac_vectors / sizeof mac_vectors[0]; i++) {
        const mac_vector *row = &mac_vectors[i];
        uint8_t key[131];
        memset(key, row->key_byte, sizeof key);
        gi_digest mac =
            gi_hmac(row->suite, (gi_bytes){ key, row->key_size }, gi_bytes_of(row->data));
        EXPECT_TEXT(DIGEST_TEXT(mac), row->mac);
    }
}

SPEC(hmac_with_a_short_text_key_is_as_published)
{
    EXPECT_TEXT(DIGEST_TEXT(gi_hmac(GI_SUITE_INTL, gi_bytes_of("Jefe"),
                                    gi_bytes_of("what do ya want for nothing?"))),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

SPEC(equality_in_constant_time_sees_every_byte_and_the_size)
{
    uint8_t a[32] = { 0 };
    uint8_t b[32] = { 0 };
    EXPECT(gi_equal_constant_time((gi_bytes){ a, 32 }, (gi_bytes){ b, 32 }));
    EXPECT(gi_equal_constant_time((gi_bytes){ NULL, 0 }, (gi_bytes){ NULL, 0 }));
    EXPECT(!gi_equal_constant_time((gi_bytes){ a, 32 }, (gi_bytes){ b, 31 }));
    for (size_t i = 0; i < sizeof a; i++) {
        a[i] = 1;
        EXPECT(!gi_equal_constant_time((gi_bytes){ a, 32 }, (gi_bytes){ b, 32 }));
        a[i] = 0;
    }
}

SPEC(chance_from_the_system_fills_all_bytes_and_never_repeats)
{
    gi_random chance = gi_random_system();
    uint8_t a[64] = { 0 };
    uint8_t b[64] = { 0 };
    chance.fill(chance.context, a, sizeof a);
    chance.fill(chance.context, b, sizeof b);
    EXPECT(memcmp(a, b, sizeof a) != 0);
    EXPECT(memcmp(a + 48, b + 48, 16) != 0); /* the last bytes are filled too */
}
