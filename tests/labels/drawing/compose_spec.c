/* Words with fields in them: filled, left out, set anew for each label. */
#include <stdio.h>
#include <string.h>

#include "labels/fields.h"
#include "support.h"
#include "tests/support/spec.h"

static const char *filled(const char *text, const gi_label_unit *unit)
{
    static char out[200];
    GI_AUTO_BUF words = GI_BUF(199);
    gi_label label = sample_label();
    put(&label, "grade", "");
    bool shown = gi_field_fill(text, &label, unit, &words);
    (void)snprintf(out, sizeof out, "%s", shown ? gi_buf_text(&words) : "(left out)");
    return out;
}

SPEC(fields_are_filled_between_words)
{
    EXPECT_TEXT(filled("净含量 {net}，批次 {batch}。", NULL),
                "净含量 250 g，批次 LSYW-26-00A3-001F-7。");
    EXPECT_TEXT(filled("no field", NULL), "no field");
}

SPEC(a_text_with_an_empty_field_is_left_out_with_its_words)
{
    EXPECT_TEXT(filled("等级 {grade}", NULL), "(left out)");
    EXPECT_TEXT(filled("{net} {grade}", NULL), "(left out)");
    EXPECT_TEXT(filled("{mark}", NULL), "(left out)");
    EXPECT_TEXT(filled("{demo}", NULL), "(left out)");
}

SPEC(fields_of_a_unit_are_its_own_or_as_wide_as_they_get)
{
    const gi_label_unit unit = { .number = "000W-003R-J0W", .first = "0004-0000-01F" };
    EXPECT_TEXT(filled("{first} {number}", &unit), "0004-0000-01F 000W-003R-J0W");
    EXPECT_TEXT(filled("{first}–{last}", &unit), "(left out)");
    EXPECT_TEXT(filled("{number} {hidden}", NULL), "WWWW-WWWW-WWW WWWW-WWWW");
    EXPECT(gi_field_varies("批次 {batch} {hidden}") && !gi_field_varies("{batch} {net}"));
}

SPEC(every_field_has_a_name_an_example_and_both_languages)
{
    const gi_label_field *field;
    for (size_t i = 0; (field = gi_label_field_at(i)) != NULL; i++) {
        EXPECT_INT(gi_field_index(field->name, strlen(field->name)), i);
        EXPECT(field->zh[0] != '\0' && field->en[0] != '\0' && strlen(field->name) < 24);
        EXPECT(field->max < GI_LABEL_TEXT &&
               strlen(field->example) <= (field->unit ? 64 : field->max));
    }
}

/* ---- on a label ---- */

/* Ink in a box of whole millimetres of a label with these shapes, at 203 dpi. */
static int ink_in(const char *shapes, const gi_label *label, const gi_label_unit *unit,
                  const int box[4])
{
    char text[1000];
    int count = 0;
    gi_error err = { 0 };
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    (void)snprintf(text, sizeof text,
                   "[template]\nname = x\ntitle = 甲\ntitle-en = x\nkind = unit\nwidth = 60\n"
                   "height = 30\n%s\n",
                   shapes);
    EXPECT_OK(gi_template_parse(gi_bytes_of(text), NULL, &layout, &err));
    EXPECT_OK(gi_label_bitmap_create(layout, label, 203, &bitmap, &err));
    EXPECT_OK(gi_label_bitmap_draw(bitmap, unit, &err));
    gi_label_dots dots = gi_label_bitmap_dots(bitmap);
    for (int y = box[1] * 8; y < (box[1] + box[3]) * 8; y++) {
        for (int x = box[0] * 8; x < (box[0] + box[2]) * 8; x++) {
            count += dots.rows[y * dots.stride + x / 8] >> (7 - x % 8) & 1;
        }
    }
    return count;
}

SPEC(the_hidden_block_is_drawn_only_where_there_is_a_hidden_code)
{
    static const char shapes[] = "[qr hidden]\nbox = 0 0 21 21\n[text h]\ntext = {hidden}\n"
                                 "box = 22 0 30 5\nsize = 3\nfont = code\n";
    gi_label label = sample_label();
    const gi_label_unit none = { .number = "000W-003R-J0W" };
    const gi_label_unit both = { .hidden = "AQ78-6Y6X", .hidden_url = "https://gi.jj.cn/h/1/2" };
    EXPECT_INT(ink_in(shapes, &label, &none, (const int[]){ 0, 0, 60, 30 }), 0);
    EXPECT(ink_in(shapes, &label, &both, (const int[]){ 0, 0, 21, 21 }) > 1000);
    EXPECT(ink_in(shapes, &label, &both, (const int[]){ 22, 0, 30, 5 }) > 100);
}

SPEC(shapes_stand_with_a_field_or_in_its_place)
{
    static const char shapes[] = "[line a]\nbox = 0 0 10 1\nwith = gtin\n"
                                 "[line b]\nbox = 20 0 10 1\nwithout = gtin\n"
                                 "[line c]\nbox = 40 0 10 1\nwhen = demo\n";
    gi_label label = sample_label();
    const gi_label_unit unit = { .number = "000W-003R-J0W" };
    EXPECT_INT(ink_in(shapes, &label, &unit, (const int[]){ 0, 0, 10, 1 }), 640);
    EXPECT_INT(ink_in(shapes, &label, &unit, (const int[]){ 20, 0, 30, 1 }), 0);
    put(&label, "gtin", "");
    label.demo = true;
    EXPECT_INT(ink_in(shapes, &label, &unit, (const int[]){ 0, 0, 10, 1 }), 0);
    EXPECT_INT(ink_in(shapes, &label, &unit, (const int[]){ 20, 0, 10, 1 }), 640);
    EXPECT_INT(ink_in(shapes, &label, &unit, (const int[]){ 40, 0, 10, 1 }), 640);
}

SPEC(the_mark_is_the_users_own_file_or_nothing)
{
    static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'>"
                              "<rect width='1' height='1'/></svg>";
    gi_error err = { 0 };
    gi_label label = sample_label();
    GI_AUTO(gi_template) layout = NULL;
    const gi_label_unit unit = { .number = "000W-003R-J0W" };
    const char *path = path_in(gi_spec_directory(), "mark.svg");
    write_file(path, gi_bytes_of(svg));
    EXPECT_INT(ink_in("[gi-mark]\nbox = 1 1 12 12\n", &label, &unit, (const int[]){ 0, 0, 60, 30 }),
               0);
    EXPECT_OK(gi_template_open("70x50", &layout, &err));
    EXPECT_OK(gi_template_set_mark(layout, path, &err));
    EXPECT_OK(gi_template_set_mark(layout, path, &err));
    EXPECT_WHY(gi_template_set_mark(layout, "/no/mark.svg", &err), GI_WHY_FILE_MISSING);
    EXPECT_WHY(gi_template_set_mark((gi_template *)(uintptr_t)sample_layout(), path, &err),
               GI_WHY_TEMPLATE_MISSING);
}

/* One label of 60 x 40 with a whole URL, as a reader reads it. */
static const char *read_back(const gi_label_unit *unit, gi_buf *found)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    GI_AUTO_BUF png = GI_BUF(1 << 20);
    const char *path = path_in(gi_spec_directory(), "url.png");
    EXPECT_OK(gi_template_open("60x40", &layout, &err));
    EXPECT_OK(gi_label_bitmap_create(layout, &label, 203, &bitmap, &err));
    EXPECT_OK(gi_label_bitmap_draw(bitmap, unit, &err));
    EXPECT_OK(gi_label_bitmap_png(bitmap, &png, &err));
    write_file(path, gi_buf_view(&png));
    const char *const read[] = { "zbarimg", "--quiet", "--raw", path, NULL };
    EXPECT_INT(run_tool(read, found), 0);
    return gi_buf_text(found);
}

SPEC(a_whole_url_takes_the_place_of_prefix_and_digits)
{
    char url[400];
    GI_AUTO_BUF found = GI_BUF(4096);
    sample_unit sample = random_unit(GI_UNIT_DIGITS);
    (void)snprintf(url, sizeof url,
                   "https://gi.jj.cn/01/06901234567892/10/LSYW-26-00A3-001F-7/21/000W003RJ0W?S=%s",
                   sample.digits);
    gi_label_unit unit = view_unit(&sample);
    unit.url = url;
    const char *text = read_back(&unit, &found);
    EXPECT(strncmp(text, url, strlen(url)) == 0 && text[strlen(url)] == '\n');
}

SPEC(a_url_that_is_none_or_too_long_is_refused_by_name)
{
    char longest[GI_LABEL_URL_MAX + 2] = "https://";
    gi_error err = { 0 };
    sample_unit sample = fixed_unit();
    gi_label_unit unit = view_unit(&sample);
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    gi_label label = sample_label();
    EXPECT_OK(gi_label_bitmap_create(sample_layout(), &label, 203, &bitmap, &err));
    unit.hidden_url = "javascript:x";
    EXPECT_WHY(gi_label_bitmap_draw(bitmap, &unit, &err), GI_WHY_BAD_FIELD);
    EXPECT_TEXT(err.field, "hidden_url");
    memset(longest + 8, 'a', sizeof longest - 9);
    unit = view_unit(&sample);
    unit.url = longest;
    EXPECT_WHY(gi_label_bitmap_draw(bitmap, &unit, &err), GI_WHY_TOO_LONG);
    EXPECT_TEXT(err.message, "url is too long: 401, the limit is 400");
}

SPEC(the_credit_code_stands_under_the_mark_where_its_file_lacks_it)
{
    static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'>"
                              "<rect width='1' height='1'/></svg>";
    static const char text[] =
        "[template]\nname = x\ntitle = 甲\ntitle-en = x\nkind = card\nwidth = 30\nheight = 20\n"
        "[gi-mark]\nbox = 1 1 18 14\nfile = mark.svg\nuscc = below\n";
    gi_error err = { 0 };
    gi_label label = sample_label();
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    const char *dir = gi_spec_directory();
    write_file(path_in(dir, "mark.svg"), gi_bytes_of(svg));
    EXPECT_OK(gi_template_parse(gi_bytes_of(text), dir, &layout, &err));
    EXPECT_OK(gi_label_bitmap_create(layout, &label, 203, &bitmap, &err));
    EXPECT_OK(gi_label_bitmap_draw(bitmap, &(gi_label_unit){ .number = NULL }, &err));
    gi_label_dots dots = gi_label_bitmap_dots(bitmap);
    int ink = 0;
    for (int x = 8; x < 19 * 8; x++) {
        ink += dots.rows[(15 * 8 - 8) * dots.stride + x / 8] >> (7 - x % 8) & 1;
    }
    EXPECT(ink > 10 && ink < 60); /* letters, and no longer the black square */
}
