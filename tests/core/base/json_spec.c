/* JSON values: what is refused, how they are built, what a reader sees. */
#include "gi/json.h"

#include <string.h>

#include "tests/support/spec.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static gi_json *parsed(const char *text)
{
    gi_error err = { 0 };
    gi_json *value = NULL;
    EXPECT_OK(gi_json_parse(gi_bytes_of(text), 8, &value, &err));
    return value;
}

static void expect_refused(const char *text)
{
    gi_error err = { 0 };
    gi_json *value = NULL;
    EXPECT_WHY(gi_json_parse(gi_bytes_of(text), 8, &value, &err), GI_WHY_BAD_JSON);
    EXPECT(value == NULL);
    EXPECT(strstr(err.message, "byte ") != NULL);
}

static void expect_all_refused(const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        expect_refused(texts[i]);
    }
}

SPEC(what_is_no_json_is_refused_with_its_place)
{
    static const char *const texts[] = { "",      " ",     "{",   "[1,]",      "{\"a\":}",
                                         "{a:1}", "[1 2]", "tru", "{\"a\" 1}", "[01]",
                                         "\"a",   "+1",    "]",   "[\"\\x\"]", "-",
                                         "[1}",   "'a'",   "//" };
    expect_all_refused(texts, COUNT(texts));
}

SPEC(anything_after_the_value_is_refused)
{
    static const char *const texts[] = { "{} x", "1 2", "{}{}", "[],", "true false" };
    expect_all_refused(texts, COUNT(texts));
}

SPEC(a_name_given_twice_is_refused)
{
    expect_refused("{\"a\":1,\"a\":1}");
    expect_refused("[{\"a\":1,\"b\":2,\"\\u0061\":3}]");
}

SPEC(null_is_refused_anywhere)
{
    expect_refused("null");
    expect_refused("{\"a\":null}");
    expect_refused("[1,null]");
}

SPEC(fractions_exponents_and_minus_zero_are_refused)
{
    static const char *const texts[] = { "1.0", "0.5", "[1.]", "1e3", "1E3", "-0", "[-0]", "-0.0" };
    expect_all_refused(texts, COUNT(texts));
}

SPEC(integers_are_read_up_to_2_to_the_53_less_one_either_way)
{
    GI_AUTO(gi_json) list = parsed("[9007199254740991,-9007199254740991,0]");
    int64_t n = 0;
    EXPECT(gi_json_as_int(gi_json_at(list, 0), &n));
    EXPECT_INT(n, GI_JSON_INT_MAX);
    EXPECT(gi_json_as_int(gi_json_at(list, 1), &n));
    EXPECT_INT(n, -GI_JSON_INT_MAX);
}

SPEC(integers_past_the_limit_are_refused)
{
    expect_refused("9007199254740992");
    expect_refused("-9007199254740992");
    expect_refused("[99999999999999999999999999999999999999]");
}

SPEC(control_characters_in_strings_are_refused_raw_and_escaped)
{
    static const char *const texts[] = {
        "\"a\nb\"",    "\"\x01\"",    "\"\x7F\"",    "\"\xC2\x80\"", "\"\xC2\x9F\"", "\"\\n\"",
        "\"\\t\"",     "\"\\b\"",     "\"\\f\"",     "\"\\r\"",      "\"\\u0000\"",  "\"\\u001F\"",
        "\"\\u007f\"", "\"\\u0080\"", "\"\\u009F\"", "{\"\\n\":1}",  "\"\\\\\\n\"",
    };
    expect_all_refused(texts, COUNT(texts));
}

SPEC(escapes_that_are_no_control_characters_are_read)
{
    GI_AUTO(gi_json) value = parsed("\"\\\\n\\\"\\/\\u00A0\\u5E90\\ud83c\\udf75\\u0020\"");
    gi_bytes text = { 0 };
    EXPECT(gi_json_as_text(value, &text));
    EXPECT(gi_bytes_equal(text, gi_bytes_of("\\n\"/\xC2\xA0庐\xF0\x9F\x8D\xB5 ")));
}

SPEC(broken_utf8_and_lone_surrogates_are_refused)
{
    static const char *const texts[] = { "\"\xFF\"",         "\"\xED\xA0\x80\"", "\"\xC0\xAF\"",
                                         "\"\\ud83c\"",      "\"\\udf75\"",      "\"\\ud83cx\"",
                                         "{\"\xE5\xBA\":1}", "\"\xC2\"" };
    expect_all_refused(texts, COUNT(texts));
}

SPEC(nesting_up_to_the_limit_is_read_and_one_more_refused)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) value = NULL;
    EXPECT_WHY(gi_json_parse(gi_bytes_of("[{\"a\":[1]}]"), 2, &value, &err), GI_WHY_BAD_JSON);
    EXPECT_TEXT(err.message, "bad JSON: byte 6: too many levels");
    EXPECT_WHY(gi_json_parse(gi_bytes_of("[]"), 0, &value, &err), GI_WHY_BAD_JSON);
    EXPECT_OK(gi_json_parse(gi_bytes_of("[{\"a\":[1]}, [[]]]"), 3, &value, &err));
}

SPEC(a_million_brackets_are_refused_at_the_limit)
{
    GI_AUTO_BUF deep = GI_BUF(1000000);
    memset(gi_buf_extend(&deep, 1000000), '[', 1000000);
    gi_error err = { 0 };
    gi_json *value = NULL;
    EXPECT_WHY(gi_json_parse(gi_buf_view(&deep), 16, &value, &err), GI_WHY_BAD_JSON);
    EXPECT_TEXT(err.message, "bad JSON: byte 16: too many levels");
}

SPEC(brackets_in_strings_are_no_levels)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) value = NULL;
    EXPECT_OK(gi_json_parse(gi_bytes_of("[\"[[{\\\"[\",\"null 1.5\"]"), 1, &value, &err));
    EXPECT_INT(gi_json_count(value), 2);
}

SPEC(members_stand_in_order_however_they_came)
{
    GI_AUTO(gi_json) value = parsed("{\"z\":1,\"a\":{\"d\":1,\"c\":2},\"m\":3}");
    gi_json_set_int(value, "b", 4);
    EXPECT_INT(gi_json_count(value), 4);
    EXPECT_TEXT(gi_json_name_at(value, 0), "a");
    EXPECT_TEXT(gi_json_name_at(value, 1), "b");
    EXPECT_TEXT(gi_json_name_at(value, 2), "m");
    EXPECT_TEXT(gi_json_name_at(value, 3), "z");
    EXPECT_TEXT(gi_json_name_at(gi_json_value_at(value, 0), 1), "d");
    EXPECT(gi_json_name_at(value, 4) == NULL && gi_json_value_at(value, 4) == NULL);
}

SPEC(the_wrong_type_or_nothing_reads_as_nothing)
{
    GI_AUTO(gi_json) value = parsed("{\"t\":\"x\",\"n\":1,\"b\":false}");
    gi_bytes text = { 0 };
    int64_t n = 42;
    bool truth = true;
    EXPECT(!gi_json_as_text(gi_json_get(value, "n"), &text) && text.data == NULL);
    EXPECT(!gi_json_as_int(gi_json_get(value, "t"), &n) && n == 42);
    EXPECT(!gi_json_as_bool(gi_json_get(value, "n"), &truth) && truth);
    EXPECT(gi_json_as_bool(gi_json_get(value, "b"), &truth) && !truth);
    EXPECT(gi_json_get(value, "x") == NULL && gi_json_at(value, 0) == NULL);
    EXPECT(gi_json_get(NULL, "x") == NULL && !gi_json_as_int(NULL, &n));
    EXPECT_INT(gi_json_count(NULL) + gi_json_count(gi_json_get(value, "t")), 0);
    EXPECT(!gi_json_is_object(NULL) && !gi_json_is_array(value) && gi_json_is_object(value));
}

SPEC(a_member_set_again_is_replaced_and_a_removed_one_gone)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) value = gi_json_object();
    gi_json_set_text(value, "sigs", "old");
    gi_json_set_int(value, "sigs", 2);
    gi_json_set(value, "ok", gi_json_bool(true));
    gi_json_remove(value, "ok");
    gi_json_remove(value, "never there");
    EXPECT_OK(gi_json_ok(value, &err));
    EXPECT_INT(gi_json_count(value), 1);
    int64_t n = 0;
    EXPECT(gi_json_as_int(gi_json_get(value, "sigs"), &n) && n == 2);
}

SPEC(a_copy_lives_on_its_own)
{
    GI_AUTO(gi_json) value = parsed("{\"b\":[1,2],\"a\":1}");
    GI_AUTO(gi_json) copy = gi_json_copy(value);
    gi_json_remove(value, "b");
    EXPECT_INT(gi_json_count(copy), 2);
    EXPECT_TEXT(gi_json_name_at(copy, 0), "a");
    EXPECT_INT(gi_json_count(gi_json_get(copy, "b")), 2);
}

SPEC(what_cannot_be_made_is_null)
{
    EXPECT(gi_json_text(gi_bytes_of("a\xFF")) == NULL);
    EXPECT(gi_json_text(gi_bytes_of("\xED\xA0\x80")) == NULL);
    EXPECT(gi_json_int(GI_JSON_INT_MAX + 1) == NULL);
    EXPECT(gi_json_int(-GI_JSON_INT_MAX - 1) == NULL);
    EXPECT(gi_json_copy(NULL) == NULL);
}

SPEC(null_put_anywhere_is_told_at_the_end)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) value = gi_json_object();
    gi_json *list = gi_json_array();
    gi_json_push_int(list, 1);
    gi_json_push_text(list, "\xFF");
    gi_json_set(value, "list", list);
    EXPECT_WHY(gi_json_ok(value, &err), GI_WHY_BAD_JSON);
    EXPECT_TEXT(err.message, "bad JSON: a part of \"list\" could not be made");
    EXPECT_WHY(gi_json_ok(NULL, &err), GI_WHY_NO_MEMORY);
}

SPEC(a_broken_member_is_told_until_it_is_set_or_removed)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) value = gi_json_object();
    gi_json_set(value, "a", NULL);
    gi_json_set_int(value, "b", GI_JSON_INT_MAX + 1);
    EXPECT_WHY(gi_json_ok(value, &err), GI_WHY_BAD_JSON);
    gi_json_set_int(value, "a", 1);
    EXPECT_WHY(gi_json_ok(value, &err), GI_WHY_BAD_JSON);
    gi_json_remove(value, "b");
    EXPECT_OK(gi_json_ok(value, &err));
}

SPEC(a_name_that_is_no_utf8_breaks_the_object)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) value = gi_json_object();
    gi_json_set_int(value, "\xFF", 1);
    EXPECT_WHY(gi_json_ok(value, &err), GI_WHY_BAD_JSON);
}

SPEC(putting_into_a_container_that_was_not_made_keeps_nothing)
{
    gi_error err = { 0 };
    gi_json_set(NULL, "a", gi_json_int(1)); /* the sanitizer tells when this leaks */
    gi_json_push(NULL, gi_json_int(1));
    gi_json_remove(NULL, "a");
    EXPECT_WHY(gi_json_ok(NULL, &err), GI_WHY_NO_MEMORY);
}
