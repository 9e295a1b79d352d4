/* A profile is read strictly: each mistake is named with its key, value, limit and line. */
#include <stdio.h>
#include <string.h>

#include "tests/labels/printer/support.h"
#include "tests/support/spec.h"

SPEC(a_short_profile_has_the_usual_values)
{
    gi_printer printer = profile("");
    EXPECT_TEXT(printer.name, "sample");
    EXPECT_TEXT(printer.model, "样机");
    EXPECT_INT(printer.dpi, 203);
    EXPECT_INT(printer.head, 108000);
    EXPECT_INT(printer.media, GI_PRINTER_GAP);
    EXPECT_INT(printer.gap, 2000);
    EXPECT_INT(printer.density, GI_PRINTER_UNSET);
    EXPECT_INT(printer.across, 1);
    EXPECT_INT(printer.scale_x, 1000);
    EXPECT_INT(printer.way, GI_PRINTER_FILE);
    EXPECT_INT(printer.patience, 60);
}

SPEC(every_key_reaches_its_value)
{
    gi_printer printer = profile("polarity = inverted\nmedia = mark 3.5\ngap-offset = -1.25\n"
                                 "direction = 1\nmirror = yes\nrotate = 270\ndensity = 15\n"
                                 "speed = 14\nafter = peel\nacross = 2\npitch = 42.5\nflush = yes\n"
                                 "offset = 0.5 -9.9\nto = tcp [::1]:9100\nstatus = yes\n"
                                 "patience = 1\n");
    EXPECT(printer.inverted && printer.mirror && printer.flush && printer.status);
    EXPECT_INT(printer.media, GI_PRINTER_MARK);
    EXPECT_INT(printer.gap, 3500);
    EXPECT_INT(printer.gap_offset, -1250);
    EXPECT_INT(printer.direction * 1000 + printer.rotate, 1270);
    EXPECT_INT(printer.density * 100 + printer.speed, 1514);
    EXPECT_INT(printer.after, GI_PRINTER_PEEL);
    EXPECT_INT(printer.across, 2);
    EXPECT_INT(printer.pitch, 42500);
    EXPECT_INT(printer.offset_x, 5);
    EXPECT_INT(printer.offset_y, -99);
    EXPECT_INT(printer.way, GI_PRINTER_TCP);
    EXPECT_TEXT(printer.place, "[::1]:9100");
    EXPECT_INT(printer.patience, 1);
}

SPEC(a_profile_from_a_windows_editor_is_read)
{
    gi_error err = { 0 };
    gi_printer printer;
    EXPECT_OK(gi_printer_parse("shop",
                               gi_bytes_of("\xEF\xBB\xBF; 店里\r\n\r\n[printer]\r\n  model=X\r\n"
                                           "language = zpl\r\ndpi=300\r\nhead = 105.6\r\n"
                                           "graphics = z64"),
                               &printer, &err));
    EXPECT(printer.z64);
    EXPECT_INT(printer.head, 105600);
}

SPEC(an_unknown_key_is_refused_with_its_line)
{
    gi_error err = { 0 };
    EXPECT_WHY(refuse("\ndarkness = 8\n", &err), GI_WHY_PRINTER_KEY);
    EXPECT_INT(err.row, 7);
    EXPECT(strstr(err.message, "\"darkness\"") != NULL);
    EXPECT(strstr(err.message, "line 7") != NULL);
}

SPEC(another_section_is_refused)
{
    gi_error err = { 0 };
    EXPECT_WHY(refuse("[other]\n", &err), GI_WHY_PRINTER_KEY);
    EXPECT_WHY(refuse("[printer]\n", &err), GI_WHY_PRINTER_TWICE);
}

SPEC(a_key_said_twice_is_refused)
{
    gi_error err = { 0 };
    EXPECT_WHY(refuse("dpi = 203\n", &err), GI_WHY_PRINTER_TWICE);
    EXPECT_TEXT(err.field, "dpi");
    EXPECT_INT(err.row, 6);
}

SPEC(a_line_that_is_no_pair_is_refused)
{
    gi_error err = { 0 };
    gi_printer printer;
    EXPECT_WHY(refuse("speed 4\n", &err), GI_WHY_PRINTER_LINE);
    EXPECT_WHY(refuse("= 4\n", &err), GI_WHY_PRINTER_LINE);
    EXPECT_WHY(gi_printer_parse("x", gi_bytes_of("dpi = 203\n"), &printer, &err),
               GI_WHY_PRINTER_LINE);
}

SPEC(what_is_missing_is_named)
{
    static const char *const files[][2] = {
        { "[printer]\n", "model" },
        { "[printer]\nmodel = a\n", "language" },
        { "[printer]\nmodel = a\nlanguage = pdf\n", "dpi" },
        { "[printer]\nmodel = a\nlanguage = pdf\ndpi = 600\n", "head" },
        { "", "model" },
    };
    gi_printer printer;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        gi_error err = { 0 };
        EXPECT_WHY(gi_printer_parse("x", gi_bytes_of(files[i][0]), &printer, &err),
                   GI_WHY_PRINTER_LACKS);
        EXPECT_TEXT(err.field, files[i][1]);
    }
}

/* Key, and a value just outside of what it takes, or not of its kind. */
static const char *const bad_values[][2] = {
    { "polarity", "on" },
    { "media", "gap" },
    { "media", "gap 0.4" },
    { "media", "mark 25.1" },
    { "media", "roll 2" },
    { "gap-offset", "25.001" },
    { "gap-offset", "1.0001" },
    { "direction", "2" },
    { "mirror", "1" },
    { "rotate", "45" },
    { "density", "16" },
    { "density", "31" },
    { "density", "-1" },
    { "density", "8.5" },
    { "density", "" },
    { "speed", "0" },
    { "speed", "15" },
    { "after", "fold" },
    { "across", "0" },
    { "across", "9" },
    { "across", "2" },
    { "pitch", "0.999" },
    { "flush", "maybe" },
    { "offset", "0.5" },
    { "offset", "10 0" },
    { "offset", "0 -10" },
    { "offset", "0.55 0" },
    { "scale", "94.9 100" },
    { "scale", "100 105.1" },
    { "scale", "101 100" },
    { "graphics", "b64" },
    { "graphics", "z64" },
    { "patience", "601" },
    { "patience", "0" },
    { "patience", "99999999999999999999" },
    { "status", "yes" },
};

SPEC(a_value_out_of_range_is_refused_with_key_value_and_limit)
{
    for (size_t i = 0; i < sizeof bad_values / sizeof bad_values[0]; i++) {
        gi_error err = { 0 };
        char line[96];
        (void)snprintf(line, sizeof line, "%s = %s\n", bad_values[i][0], bad_values[i][1]);
        EXPECT_WHY(refuse(line, &err), GI_WHY_PRINTER_VALUE);
        EXPECT_TEXT(err.field, bad_values[i][0]);
        EXPECT_INT(err.row, 6);
        EXPECT(strstr(err.message, bad_values[i][1]) != NULL);
    }
}

SPEC(a_place_that_is_none_is_refused)
{
    static const char *const places[] = {
        "to = tcp",
        "to = tcp printer",
        "to = tcp printer:0",
        "to = tcp printer:65536",
        "to = tcp :9100",
        "to = tcp a b:9100",
        "to = tcp ::1:9100",
        "to = usb /tmp/lp0",
        "to = usb lp0",
        "to = cups a/b",
        "to = ftp host:21",
        "to = file x",
        "to = tcp [::1]",
        "to = tcp []:9100",
        "to = tcp \xE5\xAE\xB6:9100",
        "to =",
    };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        gi_error err = { 0 };
        EXPECT_WHY(refuse(places[i], &err), GI_WHY_PRINTER_VALUE);
        EXPECT_TEXT(err.field, "to");
    }
}

/* Profiles of other languages and what they do not know. */
static const char *const misfits[][3] = {
    { "escpos", "density = 8", "density" },
    { "escpos", "speed = 4", "speed" },
    { "escpos", "media = gap 2", "media" },
    { "escpos", "media = continuous\nafter = peel", "after" },
    { "escpos", "media = continuous\nmirror = yes", "mirror" },
    { "zpl", "gap-offset = 1", "gap-offset" },
    { "pdf", "to = tcp a:9100", "to" },
    { "pdf", "rotate = 90", "rotate" },
    { "pdf", "after = cut", "after" },
    { "pdf", "flush = yes", "flush" },
    { "png", "to = cups office", "to" },
    { "png", "across = 2\npitch = 50", "across" },
};

SPEC(what_a_language_does_not_know_is_refused_and_not_ignored)
{
    gi_printer out;
    for (size_t i = 0; i < sizeof misfits / sizeof misfits[0]; i++) {
        gi_error err = { 0 };
        char text[256];
        (void)snprintf(text, sizeof text, "[printer]\nmodel=a\nlanguage=%s\ndpi=203\nhead=50\n%s\n",
                       misfits[i][0], misfits[i][1]);
        EXPECT_WHY(gi_printer_parse("x", gi_bytes_of(text), &out, &err), GI_WHY_PRINTER_VALUE);
        EXPECT_TEXT(err.field, misfits[i][2]);
    }
}

SPEC(hostile_files_are_refused)
{
    gi_error err = { 0 };
    gi_printer printer;
    GI_AUTO_BUF large = GI_BUF(GI_PRINTER_FILE_MAX + 1);
    for (size_t i = 0; i <= GI_PRINTER_FILE_MAX; i++) {
        gi_buf_add_byte(&large, '\n');
    }
    EXPECT_WHY(gi_printer_parse("x", gi_buf_view(&large), &printer, &err), GI_WHY_TOO_LONG);
    EXPECT_WHY(refuse("# \xFF\n", &err), GI_WHY_BAD_UTF8);
    EXPECT_WHY(gi_printer_parse("x", gi_bytes_of("[printer]\nmodel = a\tb\x01\n"), &printer, &err),
               GI_WHY_PRINTER_VALUE);
    EXPECT_WHY(gi_printer_parse("x", (gi_bytes){ (const uint8_t *)"[printer]\nd\0pi = 203\n", 21 },
                                &printer, &err),
               GI_WHY_PRINTER_KEY);
}

SPEC(a_name_is_letters_digits_and_hyphens)
{
    static const char *const names[] = { "",   "../a", "A",  "a.b",
                                         "-a", "a b",  "机", "a1234567890123456789012345678901" };
    gi_printer printer;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        gi_error err = { 0 };
        EXPECT_WHY(gi_printer_find(NULL, names[i], &printer, &err), GI_WHY_PRINTER_NAME);
    }
}
