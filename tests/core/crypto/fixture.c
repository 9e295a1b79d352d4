/* Keys of published vectors, bytes from hex, files; see fixture.h. */
#include "tests/core/crypto/fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/support/spec.h"

const gi_algorithm gi_fixture_algorithms[3] = { GI_ED25519, GI_P256, GI_SM2 };

gi_fixture_bytes gi_fixture_hex(const char *text)
{
    gi_fixture_bytes out = { .size = strlen(text) / 2 };
    EXPECT(out.size <= sizeof out.data);
    for (size_t i = 0; i < out.size; i++) {
        unsigned value = 0;
        EXPECT(sscanf(text + 2 * i, "%2x", &value) == 1);
        out.data[i] = (uint8_t)value;
    }
    return out;
}

gi_bytes gi_fixture_view(const gi_fixture_bytes *bytes)
{
    return (gi_bytes){ bytes->data, bytes->size };
}

gi_fixture_text gi_fixture_digest(gi_digest digest)
{
    gi_fixture_text out;
    for (size_t i = 0; i < GI_DIGEST_SIZE; i++) {
        (void)snprintf(out.text + 2 * i, 3, "%02x", digest.bytes[i]);
    }
    return out;
}

gi_signer *gi_fixture_signer(gi_algorithm algorithm)
{
    gi_error err = { 0 };
    gi_signer *signer = NULL;
    gi_fixture_bytes seed =
        gi_fixture_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    EXPECT_OK(gi_signer_from_seed(algorithm, 7, gi_fixture_view(&seed), &signer, &err));
    return signer;
}

gi_secret gi_fixture_secret(const char *text)
{
    gi_secret out = { .size = strlen(text) };
    memcpy(out.bytes, text, out.size);
    return out;
}

char *gi_fixture_file(const char *content, unsigned mode)
{
    char *path = NULL;
    EXPECT(asprintf(&path, "%s/file", gi_spec_directory()) > 0);
    if (content != NULL) {
        FILE *file = fopen(path, "wx");
        EXPECT(file != NULL && fputs(content, file) >= 0);
        EXPECT(fclose(file) == 0 && chmod(path, mode) == 0);
    }
    return path;
}
