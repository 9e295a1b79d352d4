/* What is delivered appears whole or not at all. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "labels/delivery.h"
#include "tests/support/spec.h"

static int entries_in(const char *path)
{
    int count = 0;
    DIR *folder = opendir(path);
    if (folder == NULL) {
        return -1;
    }
    while (readdir(folder) != NULL) {
        count++;
    }
    (void)closedir(folder);
    return count - 2;
}

static const char *in(const char *dir, char out[128])
{
    (void)snprintf(out, 128, "%s/target", dir);
    return out;
}

SPEC(a_file_appears_when_it_is_finished)
{
    gi_error err = { 0 };
    char path[128];
    struct stat about;
    gi_delivery delivery;
    const char *target = in(gi_spec_directory(), path);
    EXPECT_OK(gi_delivery_begin(target, false, &delivery, &err));
    EXPECT_OK(gi_delivery_write(&delivery, gi_bytes_of("12"), &err));
    EXPECT_OK(gi_delivery_write(&delivery, gi_bytes_of("345"), &err));
    EXPECT(access(target, F_OK) != 0);
    EXPECT_OK(gi_delivery_finish(&delivery, &err));
    gi_delivery_clear(&delivery);
    EXPECT(stat(target, &about) == 0);
    EXPECT_INT(about.st_size, 5);
    EXPECT_INT(about.st_mode & 0777, 0600);
}

SPEC(an_abandoned_file_leaves_nothing)
{
    gi_error err = { 0 };
    char path[128];
    gi_delivery delivery;
    const char *dir = gi_spec_directory();
    EXPECT_OK(gi_delivery_begin(in(dir, path), false, &delivery, &err));
    EXPECT_OK(gi_delivery_write(&delivery, gi_bytes_of("12"), &err));
    EXPECT_INT(entries_in(dir), 1);
    gi_delivery_clear(&delivery);
    EXPECT_INT(entries_in(dir), 0);
}

SPEC(a_folder_appears_with_all_its_files)
{
    gi_error err = { 0 };
    char path[128];
    gi_delivery delivery;
    const char *target = in(gi_spec_directory(), path);
    EXPECT_OK(gi_delivery_begin(target, true, &delivery, &err));
    EXPECT_OK(gi_delivery_put(&delivery, "a.png", gi_bytes_of("1"), &err));
    EXPECT_OK(gi_delivery_put(&delivery, "b.png", gi_bytes_of("2"), &err));
    EXPECT(access(target, F_OK) != 0);
    EXPECT_OK(gi_delivery_finish(&delivery, &err));
    EXPECT_INT(entries_in(target), 2);
}

SPEC(an_abandoned_folder_leaves_nothing)
{
    gi_error err = { 0 };
    char path[128];
    gi_delivery delivery;
    const char *dir = gi_spec_directory();
    EXPECT_OK(gi_delivery_begin(in(dir, path), true, &delivery, &err));
    EXPECT_OK(gi_delivery_put(&delivery, "a.png", gi_bytes_of("1"), &err));
    gi_delivery_clear(&delivery);
    EXPECT_INT(entries_in(dir), 0);
}

SPEC(an_existing_file_is_not_replaced)
{
    gi_error err = { 0 };
    char path[128];
    gi_delivery delivery;
    gi_delivery second;
    const char *target = in(gi_spec_directory(), path);
    EXPECT_OK(gi_delivery_begin(target, false, &delivery, &err));
    EXPECT_OK(gi_delivery_finish(&delivery, &err));
    EXPECT_WHY(gi_delivery_begin(target, false, &second, &err), GI_WHY_FILE_EXISTS);
}

SPEC(a_file_that_appeared_meanwhile_is_not_replaced)
{
    gi_error err = { 0 };
    char path[128];
    gi_delivery first;
    gi_delivery second;
    const char *dir = gi_spec_directory();
    EXPECT_OK(gi_delivery_begin(in(dir, path), false, &first, &err));
    EXPECT_OK(gi_delivery_begin(in(dir, path), false, &second, &err));
    EXPECT_OK(gi_delivery_finish(&first, &err));
    EXPECT_WHY(gi_delivery_finish(&second, &err), GI_WHY_FILE_EXISTS);
    gi_delivery_clear(&second);
    EXPECT_INT(entries_in(dir), 1);
}

SPEC(a_missing_folder_is_named)
{
    gi_error err = { 0 };
    gi_delivery delivery;
    EXPECT_WHY(gi_delivery_begin("/nowhere/at/all.pdf", false, &delivery, &err), GI_WHY_FILE_OPEN);
    EXPECT(strstr(err.message, "/nowhere/at/all.pdf") != NULL);
}

SPEC(a_target_without_name_or_end_is_refused)
{
    gi_error err = { 0 };
    gi_delivery delivery;
    char path[PATH_MAX + 10];
    memset(path, 'a', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    EXPECT_WHY(gi_delivery_begin(path, false, &delivery, &err), GI_WHY_TOO_LONG);
    EXPECT_WHY(gi_delivery_begin("", false, &delivery, &err), GI_WHY_TOO_LONG);
}

SPEC(a_trailing_slash_names_the_same_folder)
{
    gi_error err = { 0 };
    char path[128];
    char slashed[140];
    gi_delivery delivery;
    const char *target = in(gi_spec_directory(), path);
    (void)snprintf(slashed, sizeof slashed, "%s//", target);
    EXPECT_OK(gi_delivery_begin(slashed, true, &delivery, &err));
    EXPECT_OK(gi_delivery_finish(&delivery, &err));
    EXPECT_INT(entries_in(target), 0);
}
