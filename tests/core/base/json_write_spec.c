/* The canonical form of RFC 8785, and the form for people. */
#include <string.h>

#include "gi/json.h"
#include "tests/support/spec.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static void expect_canonical(const char *text, const char *wanted)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) value = NULL;
    EXPECT_OK(gi_json_parse(gi_bytes_of(text), 8, &value, &err));
    GI_AUTO_BUF out = GI_BUF(4096);
    gi_json_write(value, &out);
    EXPECT_TEXT(gi_buf_text(&out), wanted);
}

SPEC(white_space_goes_and_values_keep_their_spelling)
{
    expect_canonical(" { \"a\" : [ 1 , -2 , true , false , \"x\" ] , \"b\" : { } } ",
                     "{\"a\":[1,-2,true,false,\"x\"],\"b\":{}}");
    expect_canonical("[]", "[]");
    expect_canonical("0", "0");
    expect_canonical("\"\"", "\"\"");
}

SPEC(names_are_sorted_at_every_level_but_items_stay)
{
    expect_canonical(
        "{\"1\":{\"f\":{\"F\":5,\"f\":1},\"\":6},\"111\":[],\"10\":[3,{\"b\":1,\"a\":2}]}",
        "{\"1\":{\"\":6,\"f\":{\"F\":5,\"f\":1}},\"10\":[3,{\"a\":2,\"b\":1}],\"111\":[]}");
}

/* The example of RFC 8785 section 3.2.3, less its two control characters: the emoji, two
 * surrogates in UTF-16, sorts before U+FB33, though its code point is larger. */
SPEC(names_are_sorted_by_utf16_code_units)
{
    expect_canonical("{\"\\u20ac\":1,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u00f6\":7}",
                     "{\"1\":4,\"\xC3\xB6\":7,\"\xE2\x82\xAC\":1,\"\xF0\x9F\x98\x80\":5,"
                     "\"\xEF\xAC\xB3\":3}");
}

SPEC(escapes_in_the_input_become_plain_characters)
{
    expect_canonical("\"\\u20ac\\/\\u0041\\u5e90\\\"\\\\\"", "\"\xE2\x82\xAC/A庐\\\"\\\\\"");
}

/* RFC 8785 section 3.2.2.2: seven short escapes, \u00xx in lower case, nothing else. */
SPEC(strings_are_escaped_as_rfc_8785_says)
{
    static const char text[] = "\xE2\x82\xAC$\x0F\nA'B\"\\\\\"/\b\f\r\t\0\x1F\x7F<>&\xE2\x80\xA8";
    GI_AUTO(gi_json) value = gi_json_text((gi_bytes){ (const uint8_t *)text, sizeof text - 1 });
    GI_AUTO_BUF out = GI_BUF(256);
    gi_json_write(value, &out);
    EXPECT_TEXT(gi_buf_text(&out), "\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\f\\r\\t"
                                   "\\u0000\\u001f\x7F<>&\xE2\x80\xA8\"");
}

SPEC(people_see_two_blanks_for_every_level)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) value = NULL;
    EXPECT_OK(gi_json_parse(gi_bytes_of("{\"b\":[1,{}],\"a\":[]}"), 8, &value, &err));
    GI_AUTO_BUF out = GI_BUF(256);
    gi_json_write_pretty(value, &out);
    EXPECT_TEXT(gi_buf_text(&out), "{\n  \"a\": [],\n  \"b\": [\n    1,\n    {}\n  ]\n}");
}

SPEC(a_broken_value_fails_the_buffer)
{
    GI_AUTO(gi_json) value = gi_json_array();
    gi_json_push(value, NULL);
    GI_AUTO_BUF out = GI_BUF(64);
    gi_json_write(value, &out);
    EXPECT_INT(out.failed, GI_NO_MEMORY);
    gi_buf_reset(&out);
    gi_json_write(NULL, &out);
    EXPECT_INT(out.failed, GI_NO_MEMORY);
}

SPEC(a_canonical_text_is_read_as_it_is)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) value = NULL;
    gi_bytes text = gi_bytes_of("{\"by\":\"庐\",\"n\":1,\"qty\":[250000]}");
    EXPECT_OK(gi_json_parse_canonical(text, 2, &value, &err));
    EXPECT_INT(gi_json_count(value), 3);
}

SPEC(any_other_spelling_of_a_value_is_refused_with_its_place)
{
    static const char *const texts[] = {
        " 1",     "1 ",          "1\n",         "{\"b\":1,\"a\":2}", "{\"a\": 1}",
        "[1, 2]", "\"\\/\"",     "\"\\u0041\"", "\"\\u5e90\"",       "{\"\\u0061\":\"\\\"\"}",
        "[{}\t]", "\"\\u00e9\"",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        gi_error err = { 0 };
        gi_json *value = NULL;
        EXPECT_WHY(gi_json_parse_canonical(gi_bytes_of(texts[i]), 8, &value, &err),
                   GI_WHY_NOT_CANONICAL);
        EXPECT(value == NULL && strstr(err.message, "byte ") != NULL);
    }
}

/* A text of 0..7 characters of every UTF-8 length, some of which need escapes. */
static gi_json *random_text(void)
{
    static const char *const pieces[] = {
        "a", "Z", "\"", "\\", "/", "é", "庐", "\xEF\xAC\xB3", "\xF0\x9F\x98\x80", " "
    };
    GI_AUTO_BUF text = GI_BUF(64);
    for (uint64_t left = gi_spec_below(8); left > 0; left--) {
        gi_buf_add_text(&text, pieces[gi_spec_below(COUNT(pieces))]);
    }
    return gi_json_text(gi_buf_view(&text));
}

static gi_json *random_value(int levels);

static gi_json *random_object(int levels)
{
    static const char *const names[] = {
        "a", "b", "sigs", "é", "庐", "\xEF\xAC\xB3", "\xF0\x9F\x98\x80", "", "\""
    };
    gi_json *object = gi_json_object();
    for (uint64_t left = gi_spec_below(6); left > 0; left--) {
        gi_json_set(object, names[gi_spec_below(COUNT(names))], random_value(levels - 1));
    }
    return object;
}

static gi_json *random_value(int levels)
{
    switch (gi_spec_below(levels > 0 ? 5 : 3)) {
    case 0:
        return gi_json_int((int64_t)(gi_spec_random() >> (11 + gi_spec_below(53))) *
                           (gi_spec_below(2) == 0 ? 1 : -1));
    case 1:
        return random_text();
    case 2:
        return gi_json_bool(gi_spec_below(2) == 0);
    case 3:
        return random_object(levels);
    default:
        break;
    }
    gi_json *array = gi_json_array();
    for (uint64_t left = gi_spec_below(5); left > 0; left--) {
        gi_json_push(array, random_value(levels - 1));
    }
    return array;
}

SPEC(canonical_print_then_parse_then_print_is_identity)
{
    for (int i = 0; i < 10000; i++) {
        gi_error err = { 0 };
        GI_AUTO(gi_json) value = random_value(4);
        GI_AUTO(gi_json) back = NULL;
        EXPECT_OK(gi_json_ok(value, &err));
        GI_AUTO_BUF first = GI_BUF(1 << 16);
        GI_AUTO_BUF second = GI_BUF(1 << 16);
        gi_json_write(value, &first);
        EXPECT_OK(gi_json_parse_canonical(gi_buf_view(&first), 4, &back, &err));
        gi_json_write(back, &second);
        EXPECT_TEXT(gi_buf_text(&second), gi_buf_text(&first));
    }
}

SPEC(the_form_for_people_holds_the_same_value)
{
    for (int i = 0; i < 2000; i++) {
        gi_error err = { 0 };
        GI_AUTO(gi_json) value = random_value(4);
        GI_AUTO(gi_json) back = NULL;
        GI_AUTO_BUF pretty = GI_BUF(1 << 18);
        GI_AUTO_BUF first = GI_BUF(1 << 16);
        GI_AUTO_BUF second = GI_BUF(1 << 16);
        gi_json_write_pretty(value, &pretty);
        EXPECT_OK(gi_json_parse(gi_buf_view(&pretty), 4, &back, &err));
        gi_json_write(value, &first);
        gi_json_write(back, &second);
        EXPECT_TEXT(gi_buf_text(&second), gi_buf_text(&first));
    }
}
