/* Colours of the sheet: contrast by WCAG 2.2, in light and dark. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/spec.h"
#include "web/pages/style.h"

typedef struct pair {
    const char *ink;
    const char *ground;
    double least;
} pair;

/* The verdict wants 7:1, everything else that is read 4.5:1 at least; here all text has 7. */
static const pair pairs[] = {
    { "good", "goodbg", 7 }, { "note", "notebg", 7 },   { "warn", "warnbg", 7 },
    { "bad", "badbg", 7 },   { "ink", "card", 7 },      { "ink", "bg", 7 },
    { "soft", "card", 7 },   { "soft", "bg", 7 },       { "link", "card", 7 },
    { "link", "bg", 7 },     { "onbrand", "brand", 7 },
};

static double channel(long value)
{
    double c = (double)value / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* "#fff" or "#1b1f1d" */
static double luminance(const char *colour)
{
    char digits[7];
    bool is_short = strcspn(colour + 1, ";}") == 3;
    for (size_t i = 0; i < 6; i++) {
        digits[i] = colour[1 + (is_short ? i / 2 : i)];
    }
    digits[6] = '\0';
    long all = strtol(digits, NULL, 16);
    return 0.2126 * channel(all >> 16) + 0.7152 * channel(all >> 8 & 255) +
           0.0722 * channel(all & 255);
}

static double named(const char *scheme, const char *name)
{
    char mark[32];
    (void)snprintf(mark, sizeof mark, "--%s:#", name);
    const char *at = strstr(scheme, mark);
    EXPECT(at != NULL);
    return luminance(at + strlen(mark) - 1);
}

static double contrast(double a, double b)
{
    return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

static void expect_readable(const char *scheme)
{
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        double has = contrast(named(scheme, pairs[i].ink), named(scheme, pairs[i].ground));
        EXPECT(has >= pairs[i].least);
    }
    EXPECT(contrast(named(scheme, "button"), luminance("#fff;")) >= 7);
}

SPEC(every_text_has_contrast_seven_in_light_and_dark)
{
    GI_AUTO_BUF buf = GI_BUF(65536);
    gi_html page;
    gi_html_begin(&page, &buf);
    gi_style_show(&page);
    const char *sheet = gi_buf_text(&buf);
    expect_readable(strstr(sheet, ":root{"));
    expect_readable(strstr(sheet, "prefers-color-scheme:dark"));
}
