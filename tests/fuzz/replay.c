/*
 * replay.c - runs every file of a corpus through a fuzz target under plain CTest.
 *
 * A crash or a sanitizer report ends the program and names no file by itself, so the name is
 * printed before its input runs when GI_REPLAY_VERBOSE is set. An empty or missing corpus is
 * a failure: a test without inputs proves nothing.
 */
#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define INPUT_MAX 1048576

/* Reads at most INPUT_MAX bytes; the copy has exactly the size of the input, so that a target
 * that reads past the end is caught. NULL when the file cannot be read whole. */
static uint8_t *read_input(const char *path, size_t *size)
{
    uint8_t *data = NULL;
    FILE *file = fopen(path, "rb");
    long end = 0;
    if (file != NULL && fseek(file, 0, SEEK_END) == 0 && (end = ftell(file)) >= 0 &&
        end <= INPUT_MAX && fseek(file, 0, SEEK_SET) == 0) {
        data = malloc((size_t)end + (end == 0));
        *size = data == NULL ? 0 : fread(data, 1, (size_t)end, file);
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    if (data != NULL && *size != (size_t)end) {
        free(data);
        return NULL;
    }
    return data;
}

static bool replay(const char *folder, const char *name)
{
    char path[4096];
    size_t size = 0;
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    if (getenv("GI_REPLAY_VERBOSE") != NULL) {
        (void)printf("%s\n", path);
        (void)fflush(stdout);
    }
    uint8_t *data = read_input(path, &size);
    if (data == NULL) {
        (void)printf("FAIL cannot read %s\n", path);
        return false;
    }
    int answer = LLVMFuzzerTestOneInput(data, size);
    free(data);
    return answer == 0;
}

int main(int argc, char **argv)
{
    int passed = 0;
    int failed = 0;
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] != '.') {
            bool good = replay(argv[1], entry->d_name);
            passed += good;
            failed += !good;
        }
    }
    if (folder != NULL) {
        (void)closedir(folder);
    }
    if (passed + failed == 0) {
        (void)printf("FAIL no inputs in %s\n", argc == 2 ? argv[1] : "(no folder given)");
        failed = 1;
    }
    (void)printf("%d passed, %d failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
