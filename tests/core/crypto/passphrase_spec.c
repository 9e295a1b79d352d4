/* Where a passphrase may come from: descriptor, file, credential, terminal; and nowhere else. */
#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/core/crypto/fixture.h"
#include "tests/support/spec.h"

#define AUTO_TEXT __attribute__((cleanup(text_free))) char

static void text_free(char **text)
{
    free(*text);
}

static void expect_secret(const gi_secret *secret, const char *wanted)
{
    EXPECT(gi_bytes_equal((gi_bytes){ secret->bytes, secret->size }, gi_bytes_of(wanted)));
}

static gi_status read_path(const char *path, gi_secret *out, gi_error *err)
{
    gi_passphrase_source source = { .fd = -1, .file = path };
    return gi_passphrase_read(&source, "key 7", out, err);
}

SPEC(a_passphrase_file_gives_its_first_line_without_the_end)
{
    static const char *const contents[] = { "open sesame\nsecond\n", "open sesame",
                                            "open sesame\r\n" };
    for (size_t i = 0; i < 3; i++) {
        gi_error err = { 0 };
        GI_SECRET secret = { 0 };
        AUTO_TEXT *path = gi_fixture_file(contents[i], 0600);
        EXPECT_OK(read_path(path, &secret, &err));
        expect_secret(&secret, "open sesame");
    }
}

SPEC(a_passphrase_file_that_others_may_read_is_refused)
{
    gi_error err = { 0 };
    GI_SECRET secret = { 0 };
    AUTO_TEXT *path = gi_fixture_file("p\n", 0644);
    EXPECT_WHY(read_path(path, &secret, &err), GI_WHY_NOT_PRIVATE);
    EXPECT_INT(secret.size, 0);
}

SPEC(an_empty_missing_or_overlong_passphrase_is_refused)
{
    gi_error err = { 0 };
    GI_SECRET secret = { 0 };
    char text[GI_SECRET_MAX + 2];
    memset(text, 'p', sizeof text);
    text[GI_SECRET_MAX + 1] = '\0';
    AUTO_TEXT *empty = gi_fixture_file("\nsecond\n", 0600);
    AUTO_TEXT *missing = gi_fixture_file(NULL, 0);
    AUTO_TEXT *overlong = gi_fixture_file(text, 0600);
    EXPECT_WHY(read_path(empty, &secret, &err), GI_WHY_NO_PASSPHRASE);
    EXPECT_WHY(read_path(missing, &secret, &err), GI_WHY_FILE_MISSING);
    EXPECT_WHY(read_path(overlong, &secret, &err), GI_WHY_TOO_LONG);
    text[GI_SECRET_MAX] = '\0';
    AUTO_TEXT *longest = gi_fixture_file(text, 0600);
    EXPECT_OK(read_path(longest, &secret, &err));
    EXPECT_INT(secret.size, GI_SECRET_MAX);
}

SPEC(one_descriptor_gives_two_passphrases_line_by_line)
{
    gi_error err = { 0 };
    GI_SECRET secret = { 0 };
    int ends[2];
    EXPECT(pipe(ends) == 0 && write(ends[1], "old\nnew\n", 8) == 8 && close(ends[1]) == 0);
    gi_passphrase_source source = { .fd = ends[0] };
    EXPECT_OK(gi_passphrase_read(&source, "key 7", &secret, &err));
    expect_secret(&secret, "old");
    EXPECT_OK(gi_passphrase_read(&source, "key 7", &secret, &err));
    expect_secret(&secret, "new");
    EXPECT_WHY(gi_passphrase_read(&source, "key 7", &secret, &err), GI_WHY_NO_PASSPHRASE);
    EXPECT(close(ends[0]) == 0);
}

SPEC(the_credential_of_a_service_is_read_from_its_directory)
{
    gi_error err = { 0 };
    GI_SECRET secret = { 0 };
    const char *directory = gi_spec_directory();
    char path[128];
    (void)snprintf(path, sizeof path, "%s/gitrace-passphrase", directory);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0440);
    EXPECT(fd >= 0 && write(fd, "of systemd\n", 11) == 11 && close(fd) == 0);
    gi_passphrase_source source = { .fd = -1 };
    EXPECT(setenv("CREDENTIALS_DIRECTORY", directory, 1) == 0);
    gi_status status = gi_passphrase_read(&source, "key 7", &secret, &err);
    EXPECT(unsetenv("CREDENTIALS_DIRECTORY") == 0);
    EXPECT_OK(status);
    expect_secret(&secret, "of systemd");
}

SPEC(without_any_source_and_without_a_prompt_there_is_no_passphrase)
{
    gi_error err = { 0 };
    GI_SECRET secret = { 0 };
    gi_passphrase_source source = { .fd = -1 };
    EXPECT_WHY(gi_passphrase_read(&source, "key 7", &secret, &err), GI_WHY_NO_PASSPHRASE);
    EXPECT(strstr(err.message, "key 7") != NULL);
}

/* In the child: 0 when the terminal gave the wanted passphrase, 1 when it was cancelled. */
static int ask_at_terminal(const char *wanted)
{
    gi_error err = { 0 };
    gi_secret secret = { 0 };
    gi_passphrase_source source = { .fd = -1, .prompt = true };
    if (gi_passphrase_read(&source, "key 7", &secret, &err) != GI_OK) {
        return err.why == GI_WHY_NO_PASSPHRASE ? 1 : 2;
    }
    bool same = secret.size == strlen(wanted) && memcmp(secret.bytes, wanted, secret.size) == 0;
    return same ? 0 : 3;
}

typedef struct terminal_talk {
    char seen[512]; /* all that the terminal showed */
    int exit_code;
} terminal_talk;

static void hear(int fd, char *seen, size_t size, const char *until)
{
    size_t used = strlen(seen);
    while (used + 1 < size && (until == NULL || strstr(seen, until) == NULL)) {
        ssize_t got = read(fd, seen + used, size - used - 1);
        if (got <= 0) {
            break;
        }
        used += (size_t)got;
        seen[used] = '\0';
    }
}

static terminal_talk type_at_terminal(const char *typed, const char *wanted)
{
    terminal_talk talk = { .exit_code = -1 };
    int fd = -1;
    int status = 0;
    pid_t child = forkpty(&fd, NULL, NULL, NULL);
    EXPECT(child >= 0);
    if (child == 0) {
        (void)alarm(10); /* a prompt that never ends is a failure, not a standstill */
        _exit(ask_at_terminal(wanted));
    }
    hear(fd, talk.seen, sizeof talk.seen, "passphrase: ");
    EXPECT(write(fd, typed, strlen(typed)) == (ssize_t)strlen(typed));
    hear(fd, talk.seen, sizeof talk.seen, NULL);
    EXPECT(waitpid(child, &status, 0) == child && close(fd) == 0);
    talk.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return talk;
}

SPEC(a_passphrase_typed_at_the_terminal_is_not_shown)
{
    terminal_talk talk = type_at_terminal("sesame\n", "sesame");
    EXPECT_INT(talk.exit_code, 0);
    EXPECT(strstr(talk.seen, "key 7") != NULL);
    EXPECT(strstr(talk.seen, "sesame") == NULL);
}

SPEC(ctrl_c_at_the_prompt_gives_no_passphrase)
{
    EXPECT_INT(type_at_terminal("ses\003", "ses").exit_code, 1);
    EXPECT_INT(type_at_terminal("\003", "").exit_code, 1);
}
