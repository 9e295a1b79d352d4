/* Refusals: two languages, values kept to one line. */
#include <string.h>

#include "gi/status.h"
#include "tests/support/spec.h"

SPEC(a_refusal_names_value_and_limit_in_both_languages)
{
    gi_error err = { 0 };
    gi_status status = gi_fail(&err, GI_WHY_BAD_COUNT, gi_num(1000001).text, gi_num(1000000).text);
    EXPECT_INT(status, GI_INVALID);
    EXPECT_TEXT(err.message, "the count 1000001 is outside 1..1000000");
    EXPECT_TEXT(err.zh, "数量 1000001 应在 1 至 1000000 之间");
    EXPECT_TEXT(gi_why_id(err.why), "bad-count");
}

SPEC(a_hostile_value_stays_one_short_line)
{
    gi_error err = { 0 };
    char huge[5000];
    memset(huge, '\n', sizeof huge - 1);
    huge[sizeof huge - 1] = '\0';
    EXPECT_WHY(gi_fail(&err, GI_WHY_BAD_NUMBER, huge), GI_WHY_BAD_NUMBER);
    EXPECT(strchr(err.message, '\n') == NULL);
    EXPECT(strlen(err.message) < 120);
}

SPEC(every_reason_has_an_id_a_status_and_both_texts)
{
    for (int why = GI_WHY_NONE + 1; why < GI_WHY_COUNT; why++) {
        const gi_reason *reason = gi_reason_of((gi_why)why);
        EXPECT(reason->id[0] != '\0' && reason->status != GI_OK);
        EXPECT(reason->zh[0] != '\0' && reason->en[0] != '\0');
    }
}

SPEC(every_placeholder_of_one_language_stands_in_the_other)
{
    for (int why = GI_WHY_NONE + 1; why < GI_WHY_COUNT; why++) {
        const gi_reason *reason = gi_reason_of((gi_why)why);
        for (int digit = '0'; digit <= '4'; digit++) {
            const char mark[] = { '{', (char)digit, '}', '\0' };
            EXPECT_INT(strstr(reason->zh, mark) != NULL, strstr(reason->en, mark) != NULL);
        }
    }
}

SPEC(a_new_refusal_forgets_the_row_and_field_of_the_last_one)
{
    gi_error err = { 0 };
    EXPECT_WHY(gi_fail_field(&err, "day", GI_WHY_BAD_DAY, "x"), GI_WHY_BAD_DAY);
    err.row = 7;
    EXPECT_WHY(gi_fail(&err, GI_WHY_BAD_NUMBER, "x"), GI_WHY_BAD_NUMBER);
    EXPECT_INT(err.row, 0);
    EXPECT_TEXT(err.field, "");
}

SPEC(the_line_of_a_refusal_names_id_row_texts_and_field)
{
    gi_error err = { 0 };
    char line[GI_ERROR_LINE];
    EXPECT_WHY(gi_fail_field(&err, "day", GI_WHY_BAD_NUMBER, "x"), GI_WHY_BAD_NUMBER);
    err.row = 3;
    gi_error_line(&err, line);
    EXPECT_TEXT(line,
                "gitrace: bad-number: [row 3] “x”不是整数 / \"x\" is not a whole number [day]");
}
