/* Hidden codes are judged with secrets that are read now and then. */
#include <stdio.h>
#include <time.h>

#include "gi/hidden.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"
#include "web/hidden_check.h"

typedef struct checked {
    gi_fixture *fixture;
    gi_hidden_check *check;
    int reads;
    char path[256];
} checked;

static gi_status read_with(void *context, gi_registry_work work, void *argument, gi_error *err)
{
    checked *at = context;
    at->reads++;
    return work(at->fixture->registry, argument, err);
}

static void code_of(const checked *at, uint32_t serial, char out[GI_HIDDEN_TEXT])
{
    gi_error err = { 0 };
    GI_SECRET secret = { .size = 0 };
    EXPECT_OK(gi_hidden_secret_make(at->fixture->registry, FIXTURE_LABEL, &secret, &err));
    gi_hidden_code(GI_SUITE_INTL, &secret, (gi_unit_id){ FIXTURE_LABEL, serial }, out);
}

static void begin(checked *at)
{
    gi_error err = { 0 };
    char code[GI_HIDDEN_TEXT];
    *at = (checked){ .fixture = fixture_with_batch(GI_ED25519) };
    EXPECT_OK(gi_hidden_check_create((gi_reader){ read_with, at }, &at->check, &err));
    code_of(at, 1, code); /* makes the secret */
    (void)snprintf(at->path, sizeof at->path, "%s/keys/7-hidden.secret", at->fixture->dir);
}

static void end(checked *at)
{
    gi_hidden_check_destroy(at->check);
    fixture_close(at->fixture);
}

static gi_status fits(checked *at, uint32_t serial, const char *text, bool *out)
{
    gi_error err = { 0 };
    return gi_hidden_check_fits(at->check, (gi_unit_id){ FIXTURE_LABEL, serial }, gi_bytes_of(text),
                                out, &err);
}

static bool is_right(checked *at, uint32_t serial, const char *text)
{
    bool out = false;
    EXPECT_INT(fits(at, serial, text, &out), GI_OK);
    return out;
}

SPEC(a_hidden_code_fits_its_own_label_alone)
{
    checked at;
    char code[GI_HIDDEN_TEXT];
    begin(&at);
    for (uint32_t serial = 1; serial < 5; serial++) {
        code_of(&at, serial, code);
        EXPECT(is_right(&at, serial, code));
        EXPECT(!is_right(&at, serial + 1, code));
        EXPECT(!is_right(&at, serial, "AAAA-AAAA"));
        EXPECT(!is_right(&at, serial, ""));
    }
    end(&at);
}

SPEC(the_secret_is_read_once_in_a_second)
{
    checked at;
    char code[GI_HIDDEN_TEXT];
    begin(&at);
    code_of(&at, 1, code);
    for (int i = 0; i < 50; i++) {
        EXPECT(is_right(&at, 1, code));
    }
    EXPECT_INT(at.reads, 1);
    EXPECT_INT(remove(at.path), 0);
    (void)nanosleep(&(struct timespec){ .tv_sec = GI_HIDDEN_MS / 1000, .tv_nsec = 1000000 }, NULL);
    EXPECT_INT(fits(&at, 1, code, &(bool){ false }), GI_NOT_FOUND);
    EXPECT_INT(at.reads, 2);
    end(&at);
}

SPEC(a_secret_that_was_missing_counts_as_soon_as_it_is_there)
{
    checked at;
    bool right = true;
    char aside[sizeof at.path + 8];
    char code[GI_HIDDEN_TEXT];
    begin(&at);
    code_of(&at, 1, code);
    (void)snprintf(aside, sizeof aside, "%s.aside", at.path);
    EXPECT_INT(rename(at.path, aside), 0);
    EXPECT_INT(fits(&at, 1, code, &right), GI_NOT_FOUND);
    EXPECT(right); /* untouched */
    EXPECT_INT(rename(aside, at.path), 0);
    EXPECT(is_right(&at, 1, code));
    end(&at);
}
