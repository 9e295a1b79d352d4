/* Forms with a file, read strictly; and how many reports are heard. */
#include <string.h>

#include "tests/support/spec.h"
#include "web/report/allowance.h"
#include "web/report/multipart.h"
#include "web/report/notice.h"

#define TYPE "multipart/form-data; boundary=B"
#define PART(name, value) \
    "--B\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define END "--B--\r\n"

static gi_status read_form(const char *type, const char *body, gi_parts *out, gi_error *err)
{
    return gi_multipart_read(gi_bytes_of(type), gi_bytes_of(body), out, err);
}

static void expect_value(const gi_parts *parts, const char *name, const char *value)
{
    EXPECT(gi_bytes_equal(gi_parts_find(parts, name), gi_bytes_of(value)));
}

SPEC(the_fields_of_a_form_are_found_by_name)
{
    gi_error err = { 0 };
    gi_parts parts;
    EXPECT_OK(read_form(TYPE, PART("code", "--B?") PART("text", "a\r\nb") PART("empty", "") END,
                        &parts, &err));
    EXPECT_INT(parts.count, 3);
    expect_value(&parts, "code", "--B?");
    expect_value(&parts, "text", "a\r\nb");
    expect_value(&parts, "empty", "");
    expect_value(&parts, "none", "");
}

SPEC(a_file_is_known_by_its_filename_which_is_ignored)
{
    gi_error err = { 0 };
    gi_parts parts;
    EXPECT_OK(read_form("Multipart/Form-Data; charset=utf-8; boundary=\"B\"",
                        "--B\r\nContent-Type: image/png\r\ncontent-disposition: form-data; "
                        "name=\"photo\"; filename=\"../../x.png\"\r\n\r\n\x89PNG\r\n--B--",
                        &parts, &err));
    EXPECT(parts.part[0].is_file);
    expect_value(&parts, "photo", "\x89PNG");
}

SPEC(a_form_that_no_browser_sends_is_refused)
{
    static const char *const bodies[] = {
        "",
        END,
        "hello\r\n" PART("a", "1") END,
        PART("a", "1"),
        PART("a", "1") "--B",
        PART("a", "1") PART("a", "2") END,
        PART("", "1") END,
        PART("a", "1") END "more",
        "--B\r\n\r\n1\r\n" END,
        "--B\r\nContent-Disposition: form-data; nom=\"a\"\r\n\r\n1\r\n" END,
        "--B\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: form-data; "
        "name=\"a\"\r\n\r\nMQ==\r\n" END,
        (PART("1", "") PART("2", "") PART("3", "") PART("4", "") PART("5", "") PART("6", "")
             PART("7", "") PART("8", "") PART("9", "") END),
    };
    gi_error err = { 0 };
    gi_parts parts = { .count = 77 };
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        EXPECT_WHY(read_form(TYPE, bodies[i], &parts, &err), GI_WHY_BAD_FORM);
    }
    EXPECT_INT(parts.count, 77);
}

SPEC(a_content_type_without_a_good_boundary_is_refused)
{
    static const char *const types[] = {
        "",
        "text/plain",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/mixed; boundary=B",
        "multipart/form-data; boundary=\"B",
        ("multipart/form-data; boundary="
         "12345678901234567890123456789012345678901234567890123456789012345678901"),
    };
    gi_error err = { 0 };
    gi_parts parts;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        EXPECT_WHY(read_form(types[i], PART("a", "1") END, &parts, &err), GI_WHY_BAD_FORM);
    }
}

/* ---- allowance ---- */

#define HOUR INT64_C(3600000)
#define MOMENT (INT64_C(500000) * HOUR + HOUR / 4)

static int begin(gi_allowance *at, uint8_t net, gi_time now)
{
    const uint8_t prefix[8] = { 10, 0, net };
    return gi_allowance_begin(at, prefix, now);
}

SPEC(the_sixth_report_of_a_network_waits_for_the_next_hour)
{
    gi_allowance *at = gi_allowance_create();
    EXPECT(at != NULL);
    for (int i = 0; i < 5; i++) {
        EXPECT_INT(begin(at, 1, MOMENT), 0);
    }
    int wait = begin(at, 1, MOMENT);
    int other = begin(at, 2, MOMENT);
    int later = begin(at, 1, MOMENT + wait * INT64_C(1000));
    gi_allowance_destroy(at);
    EXPECT_INT(wait, 2700);
    EXPECT_INT(other, 0);
    EXPECT_INT(later, 0);
}

SPEC(a_report_that_was_not_taken_in_is_given_back)
{
    const uint8_t prefix[8] = { 10, 0, 3 };
    gi_allowance *at = gi_allowance_create();
    int waits = 0;
    for (int i = 0; i < 12; i++) {
        waits += begin(at, 3, MOMENT);
        gi_allowance_undo(at, prefix, MOMENT);
    }
    gi_allowance_destroy(at);
    EXPECT_INT(waits, 0);
}

SPEC(who_comes_late_with_an_earlier_hour_empties_no_window)
{
    const uint8_t prefix[8] = { 10, 0, 4 };
    gi_allowance *at = gi_allowance_create();
    int waits = 0;
    for (int i = 0; i < 4; i++) {
        waits += begin(at, 4, MOMENT + HOUR);
    }
    gi_allowance_undo(at, prefix, MOMENT);
    waits += begin(at, 4, MOMENT);
    int sixth = begin(at, 4, MOMENT + HOUR);
    gi_allowance_destroy(at);
    EXPECT_INT(waits, 0);
    EXPECT_INT(sixth, 2700);
}

SPEC(all_networks_together_have_a_limit_as_well)
{
    gi_allowance *at = gi_allowance_create();
    int heard = 0;
    for (int i = 0; i < 200; i++) {
        heard += begin(at, (uint8_t)i, MOMENT) == 0;
    }
    gi_allowance_destroy(at);
    EXPECT_INT(heard, gi_notice_limits[2].count);
}
