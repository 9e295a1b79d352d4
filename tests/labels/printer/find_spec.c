/* Profiles by name: the registry's before those built in; labels that do not fit are refused. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/labels/printer/support.h"
#include "tests/support/spec.h"

#define MM 1000

/* Puts a profile into a registry's directory. */
static const char *with_profile(const char *dir, const char *name, const char *text)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/printers", dir);
    (void)mkdir(path, 0700);
    (void)snprintf(path, sizeof path, "%s/printers/%s", dir, name);
    FILE *file = fopen(path, "w");
    EXPECT(file != NULL);
    (void)fputs(text, file);
    EXPECT(fclose(file) == 0);
    return dir;
}

static gi_status parse_each(void *context, const char *name, bool own, gi_error *err)
{
    gi_printer printer;
    size_t *count = context;
    (*count)++;
    EXPECT(!own);
    GI_TRY(gi_printer_find(NULL, name, &printer, err));
    EXPECT_TEXT(printer.name, name);
    return GI_OK;
}

SPEC(every_built_in_profile_is_a_good_one)
{
    gi_error err = { 0 };
    size_t count = 0;
    EXPECT_OK(gi_printer_each(NULL, parse_each, &count, &err));
    EXPECT_INT(count, 13);
}

SPEC(a_profile_of_the_registry_replaces_a_built_in_one)
{
    gi_error err = { 0 };
    gi_printer printer;
    const char *dir =
        with_profile(gi_spec_directory(), "zebra-203.ini",
                     "[printer]\nmodel = 门口\nlanguage = zpl\ndpi = 203\nhead = 80\n");
    EXPECT_OK(gi_printer_find(dir, "zebra-203", &printer, &err));
    EXPECT_TEXT(printer.model, "门口");
    EXPECT_OK(gi_printer_find(NULL, "zebra-203", &printer, &err));
    EXPECT_INT(printer.head, 104000);
    EXPECT_OK(gi_printer_find(dir, "office", &printer, &err));
    EXPECT_INT(printer.language, GI_PRINTER_PDF);
}

static gi_status write_name(void *context, const char *name, bool own, gi_error *err)
{
    (void)err;
    char *names = context;
    size_t used = strlen(names);
    (void)snprintf(names + used, 512 - used, "%s%s ", name, own ? "!" : "");
    return GI_OK;
}

SPEC(profiles_are_listed_own_first_each_once)
{
    gi_error err = { 0 };
    char names[512] = "";
    const char *dir = with_profile(gi_spec_directory(), "office.ini", "");
    (void)with_profile(dir, "a-shop.ini", "");
    (void)with_profile(dir, "Notes.txt", "");
    (void)with_profile(dir, "BAD.ini", "");
    EXPECT_OK(gi_printer_each(dir, write_name, names, &err));
    EXPECT(strncmp(names, "a-shop! ", 8) == 0);
    EXPECT(strstr(names, "office!") != NULL);
    EXPECT(strstr(names, "office ") == NULL);
    EXPECT(strstr(names, "BAD") == NULL && strstr(names, "Notes") == NULL);
}

SPEC(a_directory_without_printers_has_those_built_in)
{
    gi_error err = { 0 };
    gi_printer printer;
    EXPECT_OK(gi_printer_find("/nowhere", "office", &printer, &err));
    EXPECT_WHY(gi_printer_find("/nowhere", "nobody", &printer, &err), GI_WHY_UNKNOWN_PRINTER);
    EXPECT(strstr(err.message, "tspl-203-54") != NULL);
}

SPEC(a_broken_profile_of_the_registry_is_refused_not_skipped)
{
    gi_error err = { 0 };
    gi_printer printer;
    const char *dir =
        with_profile(gi_spec_directory(), "office.ini", "[printer]\nmodel = x\nlanguage = latin\n");
    EXPECT_WHY(gi_printer_find(dir, "office", &printer, &err), GI_WHY_PRINTER_VALUE);
    EXPECT_INT(err.row, 3);
}

SPEC(a_profile_that_cannot_be_read_is_no_missing_one)
{
    gi_error err = { 0 };
    gi_printer printer;
    char path[512];
    const char *dir = gi_spec_directory();
    (void)snprintf(path, sizeof path, "%s/printers", dir);
    EXPECT(mkdir(path, 0700) == 0);
    (void)snprintf(path, sizeof path, "%s/printers/office.ini", dir);
    EXPECT(symlink("office.ini", path) == 0); /* to itself */
    EXPECT_WHY(gi_printer_find(dir, "office", &printer, &err), GI_WHY_FILE_OPEN);
}

SPEC(a_label_wider_than_the_head_is_refused_with_both_widths)
{
    gi_error err = { 0 };
    gi_printer printer = profile("");
    EXPECT_OK(gi_printer_check_label(&printer, 108 * MM, 150 * MM, &err));
    EXPECT_WHY(gi_printer_check_label(&printer, 108 * MM + 100, 30 * MM, &err),
               GI_WHY_PRINTER_WIDE);
    EXPECT(strstr(err.message, "108.1 mm") != NULL && strstr(err.message, "108.0 mm") != NULL);
}

SPEC(a_turned_label_lies_by_its_height)
{
    gi_error err = { 0 };
    gi_printer printer = profile("rotate = 90\n");
    EXPECT_OK(gi_printer_check_label(&printer, 150 * MM, 100 * MM, &err));
    EXPECT_WHY(gi_printer_check_label(&printer, 100 * MM, 150 * MM, &err), GI_WHY_PRINTER_WIDE);
}

SPEC(labels_side_by_side_fit_as_a_row)
{
    gi_error err = { 0 };
    gi_printer printer = profile("across = 3\npitch = 34\n");
    EXPECT_OK(gi_printer_check_label(&printer, 32 * MM, 20 * MM, &err));
    EXPECT_OK(gi_printer_check_label(&printer, 34 * MM, 20 * MM, &err));
    EXPECT_WHY(gi_printer_check_label(&printer, 34 * MM + 1, 20 * MM, &err), GI_WHY_PRINTER_PITCH);
    printer = profile("across = 3\npitch = 40\n");
    EXPECT_WHY(gi_printer_check_label(&printer, 30 * MM, 20 * MM, &err), GI_WHY_PRINTER_WIDE);
}

SPEC(a_size_of_nothing_or_a_house_is_refused)
{
    gi_error err = { 0 };
    gi_printer printer = profile("");
    EXPECT_WHY(gi_printer_check_label(&printer, 0, 30 * MM, &err), GI_WHY_BAD_FIELD);
    EXPECT_WHY(gi_printer_check_label(&printer, 30 * MM, -1, &err), GI_WHY_BAD_FIELD);
    EXPECT_WHY(gi_printer_check_label(&printer, INT32_MAX, 30 * MM, &err), GI_WHY_BAD_FIELD);
    EXPECT_WHY(gi_printer_check_label(&printer, 30 * MM, 1000 * MM + 1, &err), GI_WHY_BAD_FIELD);
}
