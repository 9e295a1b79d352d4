/* The high-water mark: a registry that does not continue what was signed signs nothing. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/high_water.h"
#include "tests/core/acts/helpers.h"

typedef struct text {
    char at[200];
} text;

static text beside(const gi_fixture *fixture, const char *suffix)
{
    text out;
    (void)snprintf(out.at, sizeof out.at, "%s%s", fixture->dir, suffix);
    return out;
}

static gi_status act(gi_fixture *fixture, const char *op, gi_error *err)
{
    return fixture_try(fixture, err, "suspend", "holder", "0001", "op", op, "why", "inspection",
                       NULL);
}

static void backup(gi_fixture *fixture, const char *suffix)
{
    gi_error err = { 0 };
    EXPECT_OK(gi_db_backup(fixture->registry->db, beside(fixture, suffix).at, &err));
}

/* The way it is done by hand: the copy over registry.db, and open again. */
static void put_back(gi_fixture *fixture, const char *suffix)
{
    gi_error err = { 0 };
    gi_clock clock = fixture->registry->clock;
    gi_random random = fixture->registry->random;
    gi_registry_close(fixture->registry);
    fixture->registry = NULL;
    (void)unlink(beside(fixture, "/registry.db-wal").at);
    (void)unlink(beside(fixture, "/registry.db-shm").at);
    EXPECT(rename(beside(fixture, suffix).at, beside(fixture, "/registry.db").at) == 0);
    EXPECT_OK(
        gi_registry_open(fixture->dir, GI_ACCESS_WRITE, clock, random, &fixture->registry, &err));
}

static off_t mark_size(const gi_fixture *fixture)
{
    struct stat file;
    return stat(beside(fixture, ".high").at, &file) == 0 ? file.st_size : -1;
}

static void write_mark(const gi_fixture *fixture, const uint8_t *bytes, size_t size)
{
    int file = open(beside(fixture, ".high").at, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    EXPECT(file >= 0 && write(file, bytes, size) == (ssize_t)size);
    (void)close(file);
}

static void read_mark(const gi_fixture *fixture, uint8_t bytes[GI_MARK_SIZE])
{
    int file = open(beside(fixture, ".high").at, O_RDONLY | O_CLOEXEC);
    EXPECT(file >= 0 && read(file, bytes, GI_MARK_SIZE) == GI_MARK_SIZE);
    (void)close(file);
}

SPEC(a_commit_leaves_a_mark_of_72_bytes_outside_the_directory)
{
    GI_AUTO(gi_fixture) fixture = land();
    uint8_t bytes[GI_MARK_SIZE];
    gi_digest origin = gi_sha256(gi_bytes_of(FIXTURE_ORIGIN));
    EXPECT_INT(mark_size(fixture), GI_MARK_SIZE);
    read_mark(fixture, bytes);
    EXPECT(memcmp(bytes, origin.bytes, GI_DIGEST_SIZE) == 0);
    EXPECT_INT(bytes[39], acts(fixture));
    EXPECT(access(beside(fixture, "/registry.high").at, F_OK) != 0);
}

SPEC(a_restored_old_copy_refuses_to_sign)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    char wanted[64];
    backup(fixture, ".old");
    EXPECT_OK(act(fixture, "suspend", &err));
    int64_t signed_before = acts(fixture);
    put_back(fixture, ".old");
    EXPECT_WHY(act(fixture, "suspend", &err), GI_WHY_RESTORED_BACKUP);
    EXPECT_INT(acts(fixture), signed_before - 1);
    (void)snprintf(wanted, sizeof wanted, "the %lld acts here do not continue the %lld signed",
                   (long long)signed_before - 1, (long long)signed_before);
    EXPECT(strstr(err.message, wanted) != NULL && strstr(err.message, "gitrace log recover") != NULL);
    EXPECT(strstr(err.zh, "gitrace log recover") != NULL);
}

SPEC(the_newest_copy_put_back_goes_on)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    EXPECT_OK(act(fixture, "suspend", &err));
    backup(fixture, ".new");
    put_back(fixture, ".new");
    EXPECT_OK(act(fixture, "resume", &err));
}

/* Two lives of one log, equally long. */
SPEC(a_registry_of_the_same_size_with_another_root_refuses)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    backup(fixture, ".first");
    EXPECT_OK(act(fixture, "suspend", &err));
    backup(fixture, ".second");
    EXPECT(unlink(beside(fixture, ".high").at) == 0);
    put_back(fixture, ".first");
    fixture->now += 1;
    EXPECT_OK(act(fixture, "suspend", &err));
    put_back(fixture, ".second");
    EXPECT_WHY(act(fixture, "resume", &err), GI_WHY_RESTORED_BACKUP);
}

SPEC(a_longer_registry_that_does_not_hold_the_marked_head_refuses)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    uint8_t bytes[GI_MARK_SIZE];
    read_mark(fixture, bytes);
    bytes[39]--;
    write_mark(fixture, bytes, sizeof bytes);
    EXPECT_WHY(act(fixture, "suspend", &err), GI_WHY_RESTORED_BACKUP);
}

/* A crash between COMMIT and the mark. */
SPEC(a_mark_behind_the_registry_is_no_obstacle)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    uint8_t before[GI_MARK_SIZE];
    uint8_t after[GI_MARK_SIZE];
    read_mark(fixture, before);
    EXPECT_OK(act(fixture, "suspend", &err));
    write_mark(fixture, before, sizeof before);
    EXPECT_OK(act(fixture, "resume", &err));
    read_mark(fixture, after);
    EXPECT_INT(after[39], before[39] + 2);
}

SPEC(a_missing_mark_is_made_by_the_next_commit)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    EXPECT(unlink(beside(fixture, ".high").at) == 0);
    EXPECT_OK(act(fixture, "suspend", &err));
    EXPECT_INT(mark_size(fixture), GI_MARK_SIZE);
}

SPEC(a_torn_mark_is_refused_until_it_is_moved_away)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    uint8_t bytes[GI_MARK_SIZE];
    read_mark(fixture, bytes);
    for (size_t size = 1; size < GI_MARK_SIZE; size += 10) {
        write_mark(fixture, bytes, size);
        EXPECT_WHY(act(fixture, "suspend", &err), GI_WHY_BAD_MARK);
    }
    EXPECT(rename(beside(fixture, ".high").at, beside(fixture, ".torn").at) == 0);
    EXPECT_OK(act(fixture, "suspend", &err));
}

SPEC(a_mark_of_another_log_or_of_no_size_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    uint8_t bytes[GI_MARK_SIZE];
    read_mark(fixture, bytes);
    bytes[32] = 0x80;
    write_mark(fixture, bytes, sizeof bytes);
    EXPECT_WHY(act(fixture, "suspend", &err), GI_WHY_BAD_MARK);
    bytes[32] = 0;
    bytes[0] ^= 1;
    write_mark(fixture, bytes, sizeof bytes);
    EXPECT_WHY(act(fixture, "suspend", &err), GI_WHY_BAD_MARK);
    EXPECT(strstr(err.message, "another log") != NULL);
}

SPEC(a_mark_that_cannot_be_written_stops_the_act_before_it_is_signed)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT(unlink(beside(fixture, ".high").at) == 0);
    EXPECT(mkdir(beside(fixture, ".high").at, 0700) == 0);
    EXPECT_REFUSED(fixture, GI_WHY_FILE_OPEN, "suspend", "holder", "0001", "op", "suspend", "why",
                   "inspection");
    EXPECT(rmdir(beside(fixture, ".high").at) == 0);
}

SPEC(a_slower_writer_never_lowers_the_mark)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    gi_digest root = { { 0 } };
    uint8_t bytes[GI_MARK_SIZE];
    uint8_t again[GI_MARK_SIZE];
    EXPECT_OK(act(fixture, "suspend", &err));
    read_mark(fixture, bytes);
    fixture->registry->tree.size--;
    gi_high_water_raise(fixture->registry, &root);
    read_mark(fixture, again);
    EXPECT(memcmp(bytes, again, sizeof bytes) == 0);
}

/* ---- where it is ---- */

static gi_status open_with_line(const gi_fixture *fixture, const char *line, gi_error *err)
{
    GI_AUTO(gi_registry) again = NULL;
    FILE *config = fopen(beside(fixture, "/config").at, "ae");
    EXPECT(config != NULL && fprintf(config, "%s\n", line) > 0 && fclose(config) == 0);
    return gi_registry_open(fixture->dir, GI_ACCESS_WRITE, fixture->registry->clock,
                            fixture->registry->random, &again, err);
}

SPEC(the_config_may_put_the_mark_elsewhere)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    char line[256];
    (void)snprintf(line, sizeof line, "high_water = %s/mark", gi_spec_directory());
    EXPECT_OK(open_with_line(fixture, line, &err));
}

SPEC(a_mark_inside_the_directory_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    char line[256];
    (void)snprintf(line, sizeof line, "high_water = %s/mark", fixture->dir);
    EXPECT_WHY(open_with_line(fixture, line, &err), GI_WHY_BAD_FIELD);
}

SPEC(a_mark_at_a_relative_path_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    EXPECT_WHY(open_with_line(fixture, "high_water = mark", &err), GI_WHY_BAD_CONFIG);
}

SPEC(a_new_registry_sets_the_mark_of_an_earlier_one_aside)
{
    gi_error err = { 0 };
    gi_about about = { .base_url = "https://gi.jj.cn/" };
    char dir[160];
    char path[200];
    (void)snprintf(dir, sizeof dir, "%s/new", gi_spec_directory());
    (void)snprintf(path, sizeof path, "%s.high", dir);
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    EXPECT(file >= 0 && close(file) == 0);
    EXPECT_OK(gi_registry_create(dir, &about, &err));
    EXPECT(access(path, F_OK) != 0);
    (void)snprintf(path, sizeof path, "%s.high.old", dir);
    EXPECT(access(path, F_OK) == 0);
}
