/* The three answers in words: what each says, what warns first, and that none says too much. */
#include <stdio.h>
#include <string.h>

#include "gi/act.h"
#include "tests/support/spec.h"
#include "tests/web/pages/shown.h"

SPEC(the_words_of_the_answers_are_those_of_the_format)
{
    static const struct {
        gi_verdict (*make)(void);
        const char *words;
    } rows[] = {
        { sample_forged, "签名不符，不是本系统签发的码" },
        { sample_unregistered, "签名有效，但台账中没有这枚标签" },
        { sample_issued, "未见异常记录。首次扫码不能证明标签未被复制" },
        { sample_issued, "截至 <time>2026-11-22 14:03</time> 未被召回、冻结或作废" },
        { sample_issued, "与实物不符即为可疑" },
        { sample_typed, "按编号查询，标签本身未核验" },
    };
    GI_AUTO_BUF buf = GI_BUF(262144);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        gi_verdict verdict = rows[i].make();
        EXPECT(says(shown(&verdict, GI_ZH, &buf), rows[i].words));
    }
}

SPEC(a_code_seen_in_several_places_is_told_in_the_words_of_the_format)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_copied(GI_COPIED_SEVERAL_PLACES);
    EXPECT(says(shown(&verdict, GI_ZH, &buf),
                "此码在多处出现。您手中的可能是原件，也可能是复制品；请核对净含量、刮开隐藏码"));
}

SPEC(a_frozen_label_names_the_authority_and_that_nothing_is_decided)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_state(GI_GOOD_FROZEN);
    const char *page = shown(&verdict, GI_ZH, &buf);
    EXPECT(says(page, "监管暂停，至 <time>2026-12-19</time>，尚无结论"));
    EXPECT(says(page, "九江市市场监督管理局"));
    EXPECT(says(page, "结论公布前，建议暂不购买和食用"));
    EXPECT(says(shown(&verdict, GI_EN, &buf), "Until there is one, better do not buy"));
}

SPEC(an_incomplete_code_asks_to_scan_again_and_alarms_nobody)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_unknown(GI_UNKNOWN_INCOMPLETE);
    const char *page = shown(&verdict, GI_ZH, &buf);
    EXPECT(says(page, "码不完整，请重扫"));
    EXPECT(!says(page, "answer bad") && !says(page, "answer warn"));
}

SPEC(a_typed_number_shows_no_scan_history)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_typed();
    verdict.copied = GI_COPIED_SEVERAL_PLACES;
    const char *page = shown(&verdict, GI_ZH, &buf);
    EXPECT(!says(page, "多处"));
    EXPECT(says(page, "不显示扫码记录"));
    EXPECT(says(page, "250 g"));
}

SPEC(what_warns_most_comes_first_and_is_not_read_below_issued)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_state(GI_GOOD_RECALLED);
    const char *page = shown(&verdict, GI_ZH, &buf);
    EXPECT(strstr(page, "已召回") < strstr(page, "已签发"));
    EXPECT(strstr(page, "已签发") < strstr(page, "未见异常"));
    verdict = sample_copied(GI_COPIED_SEVERAL_PLACES);
    page = shown(&verdict, GI_ZH, &buf);
    EXPECT(strstr(page, "多处出现") < strstr(page, "已签发"));
    verdict = sample_forged();
    page = shown(&verdict, GI_ZH, &buf);
    EXPECT(strstr(page, "data-issued") < strstr(page, "data-copied"));
}

/* The list of words of a field is its hint: "torn|misprint". */
static void expect_words(const char *act, const char *hint)
{
    while (*hint != '\0') {
        char word[32] = "";
        size_t size = strcspn(hint, "|");
        memcpy(word, hint, size < sizeof word ? size : 0);
        if (strcmp(gi_state_why_text(word, GI_ZH), word) == 0) {
            (void)printf("%s: the page has no words for %s\n", act, word);
        }
        EXPECT(strcmp(gi_state_why_text(word, GI_ZH), word) != 0);
        hint += size + (hint[size] == '|' ? 1 : 0);
    }
}

SPEC(every_reason_that_an_act_can_give_for_a_state_has_words)
{
    static const char *const acts[] = { "cancel", "spoil",  "return", "lose",
                                        "void",   "repack", "freeze", "recall" };
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        const gi_act_kind *kind = gi_act_kind_find(gi_bytes_of(acts[i]));
        EXPECT(kind != NULL);
        for (const gi_field_rule *rule = kind->fields; rule->name != NULL; rule++) {
            if (strcmp(rule->name, "why") == 0) {
                expect_words(acts[i], rule->hint);
            }
        }
    }
}

SPEC(a_mistyped_number_is_offered_again_with_what_was_typed)
{
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, GI_ZH);
    gi_verdict verdict = sample_unknown(GI_UNKNOWN_INCOMPLETE);
    verdict.asked = GI_ASKED_NUMBER;
    view.typed = "000W-003R-J0X";
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_page_verdict(&view, &verdict, &buf);
    EXPECT(says(gi_buf_text(&buf), "校验位不符"));
    EXPECT(says(gi_buf_text(&buf), "value=\"000W-003R-J0X\""));
}

SPEC(a_label_of_a_withdrawn_key_says_why_there_is_no_conclusion)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_typed();
    verdict.good = GI_GOOD_UNKNOWN;
    (void)snprintf(verdict.state_why, sizeof verdict.state_why, "key-leaked");
    const char *page = shown(&verdict, GI_ZH, &buf);
    EXPECT(says(page, "登记库对此没有结论") && says(page, "签名密钥已停用"));
}

SPEC(a_batch_without_labels_in_force_says_so)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_batch();
    verdict.good = GI_GOOD_UNKNOWN;
    EXPECT(says(shown(&verdict, GI_ZH, &buf), "本批次已没有有效的标签"));
}
