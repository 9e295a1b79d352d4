/* files_spec.c - the dirty files: each is told exactly as the text beside it says. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/core/import/report.h"

#define FOLDER GI_SOURCE_DIR "/tests/core/import/files"

static void read_file(const char *name, gi_buf *out)
{
    char path[512];
    uint8_t piece[4096];
    size_t got = 0;
    (void)snprintf(path, sizeof path, "%s/%s", FOLDER, name);
    FILE *file = fopen(path, "rb");
    EXPECT(file != NULL);
    while ((got = fread(piece, 1, sizeof piece, file)) > 0) {
        gi_buf_add(out, (gi_bytes){ piece, got });
    }
    (void)fclose(file);
}

static void write_text(const char *name, gi_bytes text)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", FOLDER, name);
    FILE *file = fopen(path, "wb");
    EXPECT(file != NULL && fwrite(text.data, 1, text.size, file) == text.size);
    EXPECT(fclose(file) == 0);
}

/* "harvest-gbk.csv" is a file of harvests. UPDATE_GOLDEN=1 rewrites what is told. */
static bool told_as_written(gi_fixture *fixture, const char *name)
{
    GI_AUTO_BUF file = GI_BUF(1 << 24);
    GI_AUTO_BUF told = GI_BUF(1 << 20);
    GI_AUTO_BUF written = GI_BUF(1 << 20);
    char kind[64];
    char beside[300];
    (void)snprintf(kind, sizeof kind, "%.*s", (int)strcspn(name, "-"), name);
    (void)snprintf(beside, sizeof beside, "%s.txt", name);
    read_file(name, &file);
    report_file(fixture, kind, gi_buf_view(&file), &told);
    if (getenv("UPDATE_GOLDEN") != NULL) {
        write_text(beside, gi_buf_view(&told));
    }
    read_file(beside, &written);
    if (!gi_bytes_equal(gi_buf_view(&told), gi_buf_view(&written))) {
        (void)printf("    %s is told:\n%s", name, gi_buf_text(&told));
        return false;
    }
    return true;
}

SPEC(every_dirty_file_is_told_as_the_text_beside_it_says)
{
    GI_AUTO(gi_fixture) fixture = fixture_open(GI_ED25519);
    fixture_add_grant(fixture);
    struct dirent **names = NULL;
    int count = scandir(FOLDER, &names, NULL, alphasort);
    int files = 0;
    int wrong = 0;
    for (int i = 0; i < count; i++) {
        const char *name = names[i]->d_name;
        if (name[0] != '.' && strstr(name, ".txt") == NULL) {
            files++;
            wrong += !told_as_written(fixture, name);
        }
        free(names[i]);
    }
    free(names);
    EXPECT(files >= 30);
    EXPECT_INT(wrong, 0);
}
