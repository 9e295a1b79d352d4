/* support.c - sample labels and child processes (support.h). */
#include "support.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/spec.h"

void put(gi_label *label, const char *field, const char *text)
{
    gi_error err = { 0 };
    EXPECT_OK(gi_label_set(label, field, text, &err));
}

static gi_template *shared_layout;

__attribute__((destructor)) static void forget_layout(void)
{
    gi_template_destroy(shared_layout);
}

const gi_template *sample_layout(void)
{
    gi_error err = { 0 };
    if (shared_layout == NULL) {
        EXPECT_OK(gi_template_open("50x30", &shared_layout, &err));
    }
    return shared_layout;
}

gi_label sample_label(void)
{
    gi_label label;
    gi_label_sample(&label);
    return label;
}

gi_label demo_label(void)
{
    gi_label label = sample_label();
    label.demo = true;
    put(&label, "host", "gi.example.cn");
    (void)snprintf(label.prefix, sizeof label.prefix, "https://gi.example.cn/");
    return label;
}

sample_unit random_unit(size_t digits)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    sample_unit unit = { .number = "0000-0000-000" };
    for (size_t i = 0; i < digits; i++) {
        unit.digits[i] = (char)('0' + gi_spec_below(10));
    }
    for (size_t i = 0; i + 1 < sizeof unit.number; i++) {
        if (unit.number[i] != '-') {
            unit.number[i] = alphabet[gi_spec_below(32)];
        }
    }
    return unit;
}

sample_unit fixed_unit(void)
{
    sample_unit unit = { .number = "000W-003R-J0W" };
    for (size_t i = 0; i < GI_UNIT_DIGITS; i++) {
        unit.digits[i] = (char)('0' + i * i * 7 % 11 % 10);
    }
    return unit;
}

gi_label_unit view_unit(const sample_unit *unit)
{
    return (gi_label_unit){ .digits = unit->digits, .number = unit->number };
}

static gi_status add_bytes(void *context, gi_bytes bytes, gi_error *err)
{
    gi_buf_add(context, bytes);
    return gi_buf_status(context, "PDF", err);
}

gi_label_sink sink_into(gi_buf *out)
{
    return (gi_label_sink){ add_bytes, out };
}

void make_pdf(const gi_label *label, const char *sheet, int32_t start, size_t count,
              sample_unit *units, gi_buf *out)
{
    gi_error err = { 0 };
    const gi_label_sheet *paper = NULL;
    GI_AUTO(gi_label_pdf) pdf = NULL;
    EXPECT_OK(gi_label_sheet_find(sheet, &paper, &err));
    EXPECT_OK(gi_label_pdf_create(sample_layout(), label,
                                  &(gi_label_paper){ .sheet = paper, .start_cell = start },
                                  sink_into(out), &pdf, &err));
    for (size_t i = 0; i < count; i++) {
        sample_unit unit = random_unit(GI_UNIT_DIGITS);
        gi_label_unit view = view_unit(&unit);
        EXPECT_OK(gi_label_pdf_add(pdf, &view, &err));
        if (units != NULL) {
            units[i] = unit;
        }
    }
    EXPECT_OK(gi_label_pdf_finish(pdf, &err));
}

const char *path_in(const char *dir, const char *name)
{
    static char paths[8][4096];
    static size_t next;
    char *path = paths[next++ % 8];
    (void)snprintf(path, sizeof paths[0], "%s/%s", dir, name);
    return path;
}

void write_file(const char *path, gi_bytes content)
{
    FILE *file = fopen(path, "wb");
    EXPECT(file != NULL);
    size_t written = fwrite(content.data, 1, content.size, file);
    EXPECT(fclose(file) == 0 && written == content.size);
}

void read_file(const char *path, gi_buf *out)
{
    FILE *file = fopen(path, "rb");
    EXPECT(file != NULL);
    uint8_t piece[65536];
    for (size_t size; (size = fread(piece, 1, sizeof piece, file)) > 0;) {
        gi_buf_add(out, (gi_bytes){ piece, size });
    }
    EXPECT(fclose(file) == 0 && out->failed == GI_OK);
}

/* Spawned, not forked: the pages of a program under sanitizers take longer to copy than a tool
 * takes to run. */
static pid_t spawn(const char *const *arguments, int out)
{
    pid_t child = 0;
    posix_spawn_file_actions_t actions;
    EXPECT(posix_spawn_file_actions_init(&actions) == 0);
    EXPECT(posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO) == 0);
    EXPECT(posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) ==
           0);
    EXPECT(posix_spawnp(&child, arguments[0], &actions, NULL, (char *const *)(uintptr_t)arguments,
                        environ) == 0);
    (void)posix_spawn_file_actions_destroy(&actions);
    return child;
}

int run_tool(const char *const *arguments, gi_buf *out)
{
    int ends[2];
    EXPECT(pipe2(ends, O_CLOEXEC) == 0);
    pid_t child = spawn(arguments, ends[1]);
    (void)close(ends[1]);
    uint8_t piece[4096];
    for (ssize_t size; (size = read(ends[0], piece, sizeof piece)) > 0;) {
        gi_buf_add(out, (gi_bytes){ piece, (size_t)size });
    }
    (void)close(ends[0]);
    int status = 0;
    EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status));
    return WEXITSTATUS(status);
}
