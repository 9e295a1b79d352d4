/* The log against reference.py, a second reading of the public texts. */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gi/log.h"
#include "gi/text.h"
#include "tests/core/log/memory_tiles.h"
#include "tests/support/spec.h"

#define SCRIPT GI_SOURCE_DIR "/tests/core/log/reference.py"
#define SIZES "0", "1", "255", "256", "257", "65535", "65536", "65537", "70000"
static const int64_t sizes[] = { 0, 1, 255, 256, 257, 65535, 65536, 65537, 70000 };
#define SIZE_COUNT (sizeof sizes / sizeof sizes[0])

static void run_reference(const char *what, gi_buf *out)
{
    int ends[2];
    EXPECT(pipe(ends) == 0);
    pid_t child = fork();
    if (child == 0) {
        (void)dup2(ends[1], STDOUT_FILENO);
        (void)close(ends[0]);
        (void)execlp("python3", "python3", SCRIPT, what, SIZES, (char *)NULL);
        _exit(127);
    }
    (void)close(ends[1]);
    uint8_t piece[4096];
    ssize_t got = 0;
    while ((got = read(ends[0], piece, sizeof piece)) > 0) {
        gi_buf_add(out, (gi_bytes){ piece, (size_t)got });
    }
    (void)close(ends[0]);
    int status = 0;
    EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status));
    if (WEXITSTATUS(status) == 127) {
        gi_spec_skip("no python3");
    }
    EXPECT_INT(WEXITSTATUS(status), 0);
}

/* Shows the first line that differs, not a megabyte of text. */
static void expect_same_lines(gi_buf *ours, gi_buf *wanted)
{
    char *a = (char *)(uintptr_t)gi_buf_text(ours);
    char *b = (char *)(uintptr_t)gi_buf_text(wanted);
    while (*a != '\0' && *b != '\0') {
        char *line_a = strsep(&a, "\n");
        char *line_b = strsep(&b, "\n");
        EXPECT_TEXT(line_a, line_b);
    }
    EXPECT_TEXT(a, b);
    EXPECT(wanted->size > 100);
}

static void add_digest(gi_buf *out, const gi_digest *digest)
{
    gi_buf_add_byte(out, ' ');
    gi_hex_add(out, gi_digest_view(digest));
}

SPEC(roots_equal_those_of_the_reference)
{
    gi_error err = { 0 };
    GI_AUTO_BUF ours = GI_BUF(1 << 20);
    GI_AUTO_BUF wanted = GI_BUF(1 << 20);
    GI_AUTO(memory_tiles) tiles = memory_tree(70000, NULL);
    for (size_t i = 0; i < SIZE_COUNT; i++) {
        gi_digest root;
        EXPECT_OK(gi_tiles_root(memory_tiles_io(tiles), sizes[i], &root, &err));
        gi_buf_add_format(&ours, "%lld", (long long)sizes[i]);
        add_digest(&ours, &root);
        gi_buf_add_byte(&ours, '\n');
    }
    run_reference("roots", &wanted);
    expect_same_lines(&ours, &wanted);
}

static void add_tiles(gi_buf *out, int64_t size)
{
    GI_AUTO(memory_tiles) tiles = memory_tree(size, NULL);
    for (int level = 0; level < MEMORY_LEVELS; level++) {
        for (int n = 0; n < MEMORY_TILES && tiles->tile[level][n].size > 0; n++) {
            gi_digest digest = gi_sha256(gi_buf_view(&tiles->tile[level][n]));
            gi_buf_add_format(out, "%lld %d %d %zu", (long long)size, level, n,
                              tiles->tile[level][n].size / GI_DIGEST_SIZE);
            add_digest(out, &digest);
            gi_buf_add_byte(out, '\n');
        }
    }
}

SPEC(stored_tiles_equal_those_of_the_reference)
{
    GI_AUTO_BUF ours = GI_BUF(1 << 20);
    GI_AUTO_BUF wanted = GI_BUF(1 << 20);
    for (size_t i = 0; i < SIZE_COUNT; i++) {
        add_tiles(&ours, sizes[i]);
    }
    run_reference("tiles", &wanted);
    expect_same_lines(&ours, &wanted);
}

typedef gi_status path_maker(gi_tile_io io, int64_t place, int64_t size, gi_path *out,
                             gi_error *err);

/* Our path for each "size place ..." that the reference lists. */
static void add_paths(path_maker *make, gi_bytes wanted, gi_buf *out)
{
    gi_error err = { 0 };
    GI_AUTO(memory_tiles) tiles = memory_tree(70000, NULL);
    const char *at = (const char *)wanted.data;
    long long size = 0;
    long long place = 0;
    for (; sscanf(at, "%lld %lld", &size, &place) == 2; at = strchr(at, '\n') + 1) {
        gi_path path;
        memory_tiles_reset_reads(tiles);
        EXPECT_OK(make(memory_tiles_io(tiles), place, size, &path, &err));
        EXPECT(memory_tiles_most_reads(tiles) <= 1 && memory_tiles_reads(tiles) <= 2 * 3);
        gi_buf_add_format(out, "%lld %lld", size, place);
        for (size_t i = 0; i < path.count; i++) {
            add_digest(out, &path.hash[i]);
        }
        gi_buf_add_byte(out, '\n');
    }
}

SPEC(inclusion_paths_equal_those_of_the_reference_with_each_tile_read_once)
{
    GI_AUTO_BUF ours = GI_BUF(1 << 20);
    GI_AUTO_BUF wanted = GI_BUF(1 << 20);
    run_reference("inclusion", &wanted);
    add_paths(gi_tiles_inclusion, gi_bytes_of(gi_buf_text(&wanted)), &ours);
    expect_same_lines(&ours, &wanted);
}

SPEC(consistency_paths_equal_those_of_the_reference_with_each_tile_read_once)
{
    GI_AUTO_BUF ours = GI_BUF(1 << 20);
    GI_AUTO_BUF wanted = GI_BUF(1 << 20);
    run_reference("consistency", &wanted);
    add_paths(gi_tiles_consistency, gi_bytes_of(gi_buf_text(&wanted)), &ours);
    expect_same_lines(&ours, &wanted);
}
