/* Templates opened by name or as a file with the artwork of its folder. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gi/template.h"
#include "support.h"
#include "tests/support/spec.h"

#define HEAD                                                                              \
    "[template]\nname = mine\ntitle = 我的\ntitle-en = mine\nkind = unit\nwidth = 50\n" \
    "height = 30\n"

SPEC(a_name_that_is_not_built_in_is_answered_with_those_that_are)
{
    gi_error err = { 0 };
    gi_template *layout = NULL;
    EXPECT_WHY(gi_template_open("45x30", &layout, &err), GI_WHY_NO_TEMPLATE);
    EXPECT(strstr(err.message, "40x30, 50x30, 60x40") != NULL);
    EXPECT_WHY(gi_template_open("./no.ini", &layout, &err), GI_WHY_FILE_MISSING);
    EXPECT_TEXT(err.message, "there is no file ./no.ini");
    EXPECT_WHY(gi_template_open("/", &layout, &err), GI_WHY_FILE_READ);
}

SPEC(a_file_is_opened_with_the_artwork_of_its_folder)
{
    static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 2'>"
                              "<rect width='4' height='2'/></svg>";
    static const char text[] = HEAD "[art leaf]\nbox = 1 1 10 10\nfile = leaf.svg\n";
    gi_error err = { 0 };
    gi_template *layout = NULL;
    const char *dir = gi_spec_directory();
    const char *path = path_in(dir, "mine.ini");
    write_file(path, gi_bytes_of(text));
    (void)unlink(path_in(dir, "leaf.svg"));
    EXPECT_WHY(gi_template_open(path, &layout, &err), GI_WHY_FILE_MISSING);
    EXPECT(strstr(err.message, "/leaf.svg") != NULL);

    write_file(path_in(dir, "leaf.svg"), gi_bytes_of(svg));
    EXPECT_OK(gi_template_open(path, &layout, &err));
    EXPECT_TEXT(gi_template_about(layout)->name, "mine");
    gi_template_destroy(layout);
}

SPEC(artwork_is_no_link_that_leads_elsewhere)
{
    static const char text[] = HEAD "[art leaf]\nbox = 1 1 10 10\nfile = link.svg\n";
    gi_error err = { 0 };
    gi_template *layout = NULL;
    const char *dir = gi_spec_directory();
    const char *path = path_in(dir, "linked.ini");
    write_file(path, gi_bytes_of(text));
    EXPECT(symlink("/etc/hostname", path_in(dir, "link.svg")) == 0);
    EXPECT_WHY(gi_template_open(path, &layout, &err), GI_WHY_ART_LINK);
    EXPECT(strstr(err.message, "link.svg") != NULL && strstr(err.message, "copy the file") != NULL);
    EXPECT(unlink(path_in(dir, "link.svg")) == 0);
}

SPEC(a_template_without_a_folder_has_no_artwork)
{
    gi_error err = { 0 };
    gi_template *layout = NULL;
    EXPECT_WHY(gi_template_parse(gi_bytes_of(HEAD "[art a]\nbox = 1 1 9 9\nfile = a.svg\n"), NULL,
                                 &layout, &err),
               GI_WHY_TEMPLATE_VALUE);
    EXPECT_TEXT(err.field, "file");
}
