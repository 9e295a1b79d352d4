/* Words in both languages, and which language is answered. */
#include <string.h>

#include "tests/support/spec.h"
#include "web/text/text.h"

static gi_language choose(const char *hl, const char *accept)
{
    return gi_language_choose(gi_bytes_of(hl), gi_bytes_of(accept));
}

SPEC(every_word_stands_in_both_languages)
{
    for (int word = 0; word < GI_WORD_COUNT; word++) {
        EXPECT(gi_word_text((gi_word)word, GI_ZH)[0] != '\0');
        EXPECT(gi_word_text((gi_word)word, GI_EN)[0] != '\0');
    }
}

SPEC(every_placeholder_of_one_language_stands_in_the_other)
{
    for (int word = 0; word < GI_WORD_COUNT; word++) {
        const char *zh = gi_word_text((gi_word)word, GI_ZH);
        const char *en = gi_word_text((gi_word)word, GI_EN);
        EXPECT_INT(strstr(zh, "{0}") != NULL, strstr(en, "{0}") != NULL);
        EXPECT_INT(strstr(zh, "{1}") != NULL, strstr(en, "{1}") != NULL);
    }
}

SPEC(no_word_ever_calls_goods_genuine)
{
    static const char *const forbidden[] = { "正品", "真品", "保真", "genuine", "authentic" };
    for (int word = 0; word < GI_WORD_COUNT; word++) {
        for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++) {
            EXPECT(strstr(gi_word_text((gi_word)word, GI_ZH), forbidden[i]) == NULL);
            EXPECT(strstr(gi_word_text((gi_word)word, GI_EN), forbidden[i]) == NULL);
        }
    }
}

SPEC(a_phrase_takes_its_values)
{
    gi_phrase out = gi_word_fill(GI_WORD_DECLARED, GI_ZH, "2026-11-22", "九江市市场监督管理局");
    EXPECT_TEXT(out.text, "2026-11-22 由 九江市市场监督管理局 宣布");
}

SPEC(a_phrase_that_is_too_long_is_cut_at_a_whole_character)
{
    char value[700] = "a";
    for (size_t i = 1; i + 3 < sizeof value; i += 3) {
        memcpy(value + i, "\xE4\xBA\x91", 4);
    }
    gi_phrase out = gi_word_fill(GI_WORD_SAYS, GI_ZH, value, "");
    size_t size = strlen(out.text);
    EXPECT(size <= sizeof out.text - 1 && size > sizeof out.text - 4);
    EXPECT_TEXT(out.text + size - 3, "\xE4\xBA\x91");
}

SPEC(chinese_is_answered_when_nothing_is_asked)
{
    EXPECT_INT(choose("", ""), GI_ZH);
    EXPECT_INT(choose("", "fr-FR, *;q=0.5"), GI_ZH);
    EXPECT_INT(choose("fr", "ja"), GI_ZH);
}

SPEC(the_higher_quality_wins)
{
    EXPECT_INT(choose("", "en"), GI_EN);
    EXPECT_INT(choose("", "en-GB,en;q=0.9,zh-CN;q=0.8"), GI_EN);
    EXPECT_INT(choose("", "zh-CN,zh;q=0.9,en;q=0.8"), GI_ZH);
    EXPECT_INT(choose("", "zh;q=0.123, en;q=0.124"), GI_EN);
    EXPECT_INT(choose("", "de, en ; q=0.7, zh-TW ;q=0.3"), GI_EN);
    EXPECT_INT(choose("", "en;q=0, zh;q=0.1"), GI_ZH);
    EXPECT_INT(choose("", "en;q=1.0;level=1"), GI_EN);
}

SPEC(equal_quality_answers_in_chinese)
{
    EXPECT_INT(choose("", "en, zh"), GI_ZH);
}

SPEC(hl_wins_over_the_header)
{
    EXPECT_INT(choose("en", "zh-CN"), GI_EN);
    EXPECT_INT(choose("zh-CN", "en"), GI_ZH);
    EXPECT_INT(choose("EN-us", "zh"), GI_EN);
    EXPECT_INT(choose("xx", "en"), GI_EN);
    EXPECT_INT(choose("english", "zh"), GI_ZH);
}

SPEC(a_broken_language_header_is_no_error)
{
    EXPECT_INT(choose("", ";;;,,,q=,en;q="), GI_ZH);
    EXPECT_INT(choose("", "en;q=x"), GI_ZH);
    EXPECT_INT(choose("", ",en;q=9"), GI_ZH);
}

SPEC(a_known_reason_is_told_in_words_and_an_unknown_one_as_it_is)
{
    EXPECT_TEXT(gi_state_why_text("misprint", GI_ZH), "印刷错误");
    EXPECT_TEXT(gi_state_why_text("new-reason", GI_EN), "new-reason");
}
