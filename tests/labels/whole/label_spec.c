/* gitrace-label from a registry to paper: every printed code is genuine, nothing half done. */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gi/codes.h"
#include "gi/unit_number.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

static const char program[] = GI_BINARY_DIR "/bin/gitrace-label";

typedef struct office {
    gi_fixture *fixture;
    gi_run run;
    char dir[128]; /* for what is printed */
    char pass[160];
} office;

static void close_office(office *place)
{
    fixture_close(place->fixture);
}

#define OFFICE __attribute__((cleanup(close_office))) office

static void save_passphrase(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    EXPECT(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    (void)close(fd);
}

static void save_key(const office *place, uint16_t key, const char *role)
{
    char path[300];
    gi_error err = { 0 };
    GI_SECRET secret = { .bytes = "tea", .size = 3 };
    const gi_signer *signer = fixture_signer(place->fixture, key);
    EXPECT_OK(gi_registry_key_path(place->fixture->registry, key, role, path, sizeof path, &err));
    EXPECT_OK(gi_key_file_save(signer, path, &secret, GI_KDF_ROUNDS_DEMO, &err));
}

/* A registry with 30 issued labels, an empty folder for output, and on disk the keys of a
 * printing: for its act, the checkpoint after it, and the codes. */
static office open_office(void)
{
    office place = { .fixture = fixture_with_batch(GI_ED25519) };
    place.run = fixture_issue(place.fixture, "50g", 30);
    save_key(&place, FIXTURE_LABEL, "label");
    save_key(&place, FIXTURE_REGISTRY, "registry");
    save_key(&place, FIXTURE_LOG, "log");
    (void)snprintf(place.dir, sizeof place.dir, "%s", gi_spec_directory());
    (void)snprintf(place.pass, sizeof place.pass, "%s/pass", gi_spec_directory());
    save_passphrase(place.pass, "tea\n");
    return place;
}

/* What a child does before it becomes another program. */
typedef enum before { BEFORE_NOTHING, BEFORE_INTERRUPT } before;

static void become(const char *const *words, int out, before what)
{
    if (what == BEFORE_INTERRUPT) {
        sigset_t held;
        (void)sigemptyset(&held);
        (void)sigaddset(&held, SIGTERM);
        (void)sigprocmask(SIG_BLOCK, &held, NULL);
        (void)raise(SIGTERM); /* stays pending across exec */
    }
    (void)dup2(out, STDOUT_FILENO);
    (void)dup2(out, STDERR_FILENO);
    (void)execvp(words[0], (char *const *)(uintptr_t)words);
    _exit(127);
}

static int run(const char *const *words, before what, gi_buf *said)
{
    int ends[2];
    uint8_t piece[4096];
    EXPECT(pipe(ends) == 0);
    pid_t child = fork();
    if (child == 0) {
        become(words, ends[1], what);
    }
    (void)close(ends[1]);
    for (ssize_t size; (size = read(ends[0], piece, sizeof piece)) > 0;) {
        gi_buf_add(said, (gi_bytes){ piece, (size_t)size });
    }
    (void)close(ends[0]);
    int status = 0;
    EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* Prints the run to name in the office's folder, with up to six further words. */
static int print_with(const office *place, const char *name, before what, gi_buf *said,
                      const char *const *more)
{
    char out[160];
    (void)snprintf(out, sizeof out, "%s/%s", place->dir, name);
    const char *words[16] = {
        program, "print", place->run.batch,    "--dir",    place->fixture->dir,
        "--out", out,     "--passphrase-file", place->pass
    };
    for (size_t i = 9; *more != NULL; i++, more++) {
        words[i] = *more;
    }
    return run(words, what, said);
}

#define PRINT(place, name, said, ...) \
    print_with((place), (name), BEFORE_NOTHING, (said), (const char *const[]){ __VA_ARGS__, NULL })

static int entries_in(const char *path)
{
    int count = -2;
    DIR *folder = opendir(path);
    if (folder == NULL) {
        return -1;
    }
    while (readdir(folder) != NULL) {
        count++;
    }
    (void)closedir(folder);
    return count;
}

/* The text of one QR is a code of the run with a good signature. */
static void expect_genuine(const office *place, const char *url, uint32_t serial)
{
    gi_error err = { 0 };
    gi_bytes digits;
    gi_unit_code code;
    gi_unit_header header;
    uint8_t message[GI_UNIT_MESSAGE_MAX];
    bool fits = false;
    GI_AUTO(gi_verifier) verifier = NULL;
    const gi_signer *signer = fixture_signer(place->fixture, FIXTURE_LABEL);
    EXPECT_OK(gi_unit_url_digits(gi_bytes_of(url), &digits, &err));
    EXPECT_OK(gi_unit_code_parse(digits, &code, &err));
    const gi_bytes raw = { code.header, code.header_size };
    size_t size = gi_unit_message(raw, message);
    EXPECT_OK(gi_verifier_create(&signer->public_key, &verifier, &err));
    EXPECT_OK(
        gi_verifier_fits(verifier, (gi_bytes){ message, size }, &code.signature, &fits, &err));
    EXPECT(fits);
    EXPECT_OK(gi_unit_header_decode(raw, &header, &err));
    EXPECT_INT(header.serial, serial);
}

SPEC(a_printed_pdf_carries_the_signed_codes_in_order)
{
    OFFICE place = open_office();
    GI_AUTO_BUF said = GI_BUF(1 << 16);
    GI_AUTO_BUF read = GI_BUF(1 << 16);
    char pdf[160];
    char page[160];
    EXPECT_INT(PRINT(&place, "a.pdf", &said, "--sheet", "single", "--count", "1"), 0);
    (void)snprintf(pdf, sizeof pdf, "%s/a.pdf", place.dir);
    (void)snprintf(page, sizeof page, "%s/page", place.dir);
    const char *draw[] = { "pdftoppm", "-r", "300", "-mono", "-singlefile", pdf, page, NULL };
    EXPECT_INT(run(draw, BEFORE_NOTHING, &said), 0);
    (void)snprintf(page, sizeof page, "%s/page.pbm", place.dir);
    const char *scan[] = { "sh", "-c", "zbarimg --quiet --raw \"$0\" 2>/dev/null", page, NULL };
    EXPECT_INT(run(scan, BEFORE_NOTHING, &read), 0);
    read.data[strcspn(gi_buf_text(&read), "\n")] = '\0';
    expect_genuine(&place, gi_buf_text(&read), place.run.first);
}

SPEC(thirty_labels_take_two_sheets_of_24)
{
    OFFICE place = open_office();
    GI_AUTO_BUF said = GI_BUF(1 << 16);
    char pdf[160];
    EXPECT_INT(PRINT(&place, "a.pdf", &said, "--threads", "2"), 0);
    (void)snprintf(pdf, sizeof pdf, "%s/a.pdf", place.dir);
    const char *info[] = { "pdfinfo", pdf, NULL };
    EXPECT_INT(run(info, BEFORE_NOTHING, &said), 0);
    EXPECT(strstr(gi_buf_text(&said), "a.pdf: 30\n") != NULL);
    EXPECT(strstr(gi_buf_text(&said), "Pages:           2\n") != NULL);
    EXPECT_INT(entries_in(place.dir), 1);
}

SPEC(pictures_are_named_by_unit_number)
{
    OFFICE place = open_office();
    GI_AUTO_BUF said = GI_BUF(1 << 16);
    char path[200];
    char number[GI_UNIT_NUMBER_TEXT];
    EXPECT_INT(PRINT(&place, "pictures", &said, "--format", "png", "--from", "3", "--count", "2"),
               0);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, 4 }, number);
    (void)snprintf(path, sizeof path, "%s/pictures/%s.png", place.dir, number);
    EXPECT(access(path, R_OK) == 0);
    path[strlen(path) - strlen(number) - 5] = '\0';
    EXPECT_INT(entries_in(path), 2);
}

SPEC(a_demo_registry_prints_demo_labels)
{
    OFFICE place = open_office();
    GI_AUTO_BUF said = GI_BUF(1 << 16);
    char pdf[160];
    EXPECT_INT(PRINT(&place, "a.pdf", &said, "--count", "1"), 0);
    (void)snprintf(pdf, sizeof pdf, "%s/a.pdf", place.dir);
    const char *words[] = { "pdftotext", pdf, "-", NULL };
    EXPECT_INT(run(words, BEFORE_NOTHING, &said), 0);
    EXPECT_INT(strstr(gi_buf_text(&said), "演示") != NULL,
               gi_registry_about(place.fixture->registry)->demo);
}

SPEC(a_wrong_passphrase_prints_nothing)
{
    OFFICE place = open_office();
    GI_AUTO_BUF said = GI_BUF(1 << 16);
    save_passphrase(place.pass, "coffee\n");
    EXPECT_INT(PRINT(&place, "a.pdf", &said, "--count", "1"), gi_exit_code(GI_DENIED));
    EXPECT_INT(entries_in(place.dir), 0);
}

SPEC(serials_outside_the_run_print_nothing)
{
    OFFICE place = open_office();
    GI_AUTO_BUF said = GI_BUF(1 << 16);
    EXPECT_INT(PRINT(&place, "a.pdf", &said, "--from", "31"), gi_exit_code(GI_CONFLICT));
    EXPECT_INT(entries_in(place.dir), 0);
}

SPEC(an_existing_file_is_kept)
{
    OFFICE place = open_office();
    GI_AUTO_BUF said = GI_BUF(1 << 16);
    char path[160];
    (void)snprintf(path, sizeof path, "%s/a.pdf", place.dir);
    save_passphrase(path, "mine");
    EXPECT_INT(PRINT(&place, "a.pdf", &said, "--count", "1"), gi_exit_code(GI_CONFLICT));
    EXPECT_INT(entries_in(place.dir), 1);
}

SPEC(an_interrupted_printing_leaves_nothing)
{
    OFFICE place = open_office();
    GI_AUTO_BUF said = GI_BUF(1 << 16);
    const char *const more[] = { "--format", "png", NULL };
    int code = print_with(&place, "pictures", BEFORE_INTERRUPT, &said, more);
    EXPECT_INT(code, gi_exit_code(GI_IO));
    EXPECT(strstr(gi_buf_text(&said), "interrupted") != NULL);
    EXPECT_INT(entries_in(place.dir), 0);
}

SPEC(a_terminal_is_told_how_far_the_run_is)
{
    OFFICE place = open_office();
    GI_AUTO_BUF said = GI_BUF(1 << 16);
    GI_AUTO_BUF command = GI_BUF(4096);
    gi_buf_add_format(&command, "%s print %s --dir %s --out %s/a.pdf --passphrase-file %s", program,
                      place.run.batch, place.fixture->dir, place.dir, place.pass);
    const char *words[] = { "script", "-qec", gi_buf_text(&command), "/dev/null", NULL };
    EXPECT_INT(run(words, BEFORE_NOTHING, &said), 0);
    EXPECT(strstr(gi_buf_text(&said), "30 / 30") != NULL);
}

SPEC(an_unknown_run_is_told_in_both_languages)
{
    OFFICE place = open_office();
    GI_AUTO_BUF said = GI_BUF(1 << 16);
    const char *words[] = { program, "print", "7/4000", "--dir", place.fixture->dir,
                            "--out", "x.pdf", NULL };
    EXPECT_INT(run(words, BEFORE_NOTHING, &said), gi_exit_code(GI_NOT_FOUND));
    EXPECT(strstr(gi_buf_text(&said), "没有") != NULL &&
           strstr(gi_buf_text(&said), "no run") != NULL);
}

SPEC(help_lists_options_and_sheets)
{
    GI_AUTO_BUF said = GI_BUF(1 << 16);
    const char *words[] = { program, "print", "--help", NULL };
    EXPECT_INT(run(words, BEFORE_NOTHING, &said), 0);
    EXPECT(strstr(gi_buf_text(&said), "--passphrase-file") != NULL);
    EXPECT(strstr(gi_buf_text(&said), "L7160") != NULL);
}

SPEC(a_wrong_option_is_a_usage_error)
{
    GI_AUTO_BUF said = GI_BUF(1 << 16);
    const char *words[] = { program, "--paper", NULL };
    EXPECT_INT(run(words, BEFORE_NOTHING, &said), 2);
}
