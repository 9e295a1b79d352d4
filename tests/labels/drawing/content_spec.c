/* What a label may say: every refusal by name, before anything is drawn. */
#include <stdio.h>
#include <string.h>

#include "labels/content.h"
#include "support.h"
#include "tests/support/spec.h"

SPEC(a_good_label_is_accepted)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    EXPECT_OK(gi_label_check(&label, gi_template_about(sample_layout()), &err));
}

SPEC(optional_texts_may_be_empty)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    put(&label, "product_en", "");
    put(&label, "grade", "");
    put(&label, "net", "");
    put(&label, "best_before", "");
    EXPECT_OK(gi_label_check(&label, gi_template_about(sample_layout()), &err));
}

SPEC(a_label_without_a_product_name_is_refused_by_name)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    put(&label, "product_zh", "");
    EXPECT_WHY(gi_label_check(&label, gi_template_about(sample_layout()), &err),
               GI_WHY_LABEL_EMPTY);
    EXPECT_TEXT(err.field, "product_zh");
}

SPEC(a_producer_of_blanks_is_refused)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    put(&label, "producer", "   ");
    EXPECT_WHY(gi_label_check(&label, gi_template_about(sample_layout()), &err),
               GI_WHY_LABEL_EMPTY);
    EXPECT_TEXT(err.field, "producer");
}

SPEC(a_control_character_is_refused)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    EXPECT_WHY(gi_label_set(&label, "producer", "茶业\n公司", &err), GI_WHY_CONTROL_CHARACTER);
    EXPECT_TEXT(err.field, "producer");
}

SPEC(broken_utf8_is_refused)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    EXPECT_WHY(gi_label_set(&label, "grade", "\xE7\x89", &err), GI_WHY_BAD_UTF8);
    EXPECT_TEXT(err.field, "grade");
}

/* Each would hide, reorder or overprint what stands beside it. */
SPEC(invisible_and_reordering_characters_are_refused)
{
    static const char *const hostile[] = {
        "茶\u200B业", "茶\u202E业", "茶\u2066业", "茶\uFEFF业", "茶\u00AD业",
        "茶\u0301业", "אב",         "شاي",        "茶\uE000",   "茶\u2028业",
    };
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        gi_error err = { 0 };
        gi_label label = sample_label();
        EXPECT_WHY(gi_label_set(&label, "producer", hostile[i], &err), GI_WHY_BAD_CHARACTER);
        EXPECT_TEXT(err.field, "producer");
    }
}

SPEC(a_hidden_character_is_named_by_its_code_point)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    EXPECT_WHY(gi_label_set(&label, "producer", "茶\u202E业", &err), GI_WHY_BAD_CHARACTER);
    EXPECT(strstr(err.message, "U+202E") != NULL && strstr(err.zh, "U+202E") != NULL);
}

SPEC(a_text_longer_than_its_field_is_refused_with_both_lengths)
{
    char host[65] = { 0 };
    gi_error err = { 0 };
    gi_label label = sample_label();
    memset(host, 'x', 64);
    EXPECT_WHY(gi_label_set(&label, "host", host, &err), GI_WHY_TOO_LONG);
    EXPECT_TEXT(err.message, "host is too long: 64, the limit is 63");
    EXPECT_TEXT(gi_label_get(&label, "host"), "gi.jj.cn");
}

SPEC(a_field_that_no_label_has_is_refused_by_name)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    EXPECT_WHY(gi_label_set(&label, "colour", "green", &err), GI_WHY_NO_LABEL_FIELD);
    EXPECT_WHY(gi_label_set(&label, "number", "000W-003R-J0W", &err), GI_WHY_NO_LABEL_FIELD);
    EXPECT_TEXT(err.field, "number");
    EXPECT_TEXT(gi_label_get(&label, "colour"), "");
}

SPEC(a_prefix_of_34_characters_is_refused_with_the_limit)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    memcpy(label.prefix, "https://abcdefghijklmnopqrst.uvw.cn/", sizeof label.prefix);
    EXPECT_WHY(gi_label_check(&label, gi_template_about(sample_layout()), &err),
               GI_WHY_URL_TOO_LONG);
    EXPECT_TEXT(err.message, "the URL prefix has 34 characters, the limit is 33");
}

SPEC(a_prefix_must_be_a_web_address_that_ends_with_a_slash)
{
    static const char *const wrong[] = { "",          "https://",           "ftp://gi.jj.cn/",
                                         "gi.jj.cn/", "https://gi.jj.cn",   "HTTPS://gi.jj.cn/",
                                         "https:///", "https://g i.jj.cn/", "https://源证.cn/" };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        gi_error err = { 0 };
        gi_label label = sample_label();
        (void)snprintf(label.prefix, sizeof label.prefix, "%s", wrong[i]);
        EXPECT_WHY(gi_label_check(&label, gi_template_about(sample_layout()), &err),
                   GI_WHY_BAD_FIELD);
        EXPECT_TEXT(err.field, "prefix");
    }
}

SPEC(a_unit_with_208_digits_is_refused)
{
    gi_error err = { 0 };
    sample_unit unit = random_unit(208);
    gi_label_unit view = view_unit(&unit);
    EXPECT_WHY(gi_label_check_unit(&view, gi_template_about(sample_layout()), &err),
               GI_WHY_BAD_LENGTH);
    EXPECT_TEXT(err.field, "digits");
}

SPEC(a_letter_among_the_digits_is_refused)
{
    gi_error err = { 0 };
    sample_unit unit = random_unit(GI_UNIT_DIGITS);
    unit.digits[100] = 'x';
    gi_label_unit view = view_unit(&unit);
    EXPECT_WHY(gi_label_check_unit(&view, gi_template_about(sample_layout()), &err),
               GI_WHY_BAD_CHARACTER);
    EXPECT_TEXT(err.field, "digits");
}

SPEC(a_unit_number_of_wrong_length_or_alphabet_is_refused)
{
    gi_error err = { 0 };
    sample_unit unit = random_unit(GI_UNIT_DIGITS);
    unit.number[12] = '\0';
    gi_label_unit view = view_unit(&unit);
    EXPECT_WHY(gi_label_check_unit(&view, gi_template_about(sample_layout()), &err),
               GI_WHY_BAD_LENGTH);

    unit.number[12] = 'U';
    EXPECT_WHY(gi_label_check_unit(&view, gi_template_about(sample_layout()), &err),
               GI_WHY_BAD_CHARACTER);
    EXPECT_TEXT(err.field, "number");
}
