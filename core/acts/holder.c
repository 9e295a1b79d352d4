/*
 * holder.c - registers whoever can hold a balance: a producer (USCC) or a grower (card).
 *
 * A firm's name and code are public business facts and stand in the holder row; a household's
 * stand only in the private record. The leaf holds the number and a commitment, no name.
 */
#include <stdio.h>

#include "core/acts/acts.h"
#include "core/store/holders.h"
#include "core/store/meta.h"
#include "gi/uscc.h"

enum { KIND, NAME, USCC, USCC_REASON, ADDRESS, CERTIFICATE, CARD, PHONE, ID_NUMBER };

const gi_field_rule gi_holder_fields[] = {
    [KIND] = { "kind", GI_FIELD_WORD, GI_REQUIRED, "类别", "kind", "producer|grower" },
    [NAME] = { "name", GI_FIELD_TEXT, GI_REQUIRED, "名称", "name", NULL },
    [USCC] = { "uscc", GI_FIELD_TEXT, 0, "统一社会信用代码", "USCC", "18 characters" },
    [USCC_REASON] = { "uscc_reason", GI_FIELD_TEXT, 0, "校验不符的理由",
                      "why the USCC stands although its check fails", NULL },
    [ADDRESS] = { "address", GI_FIELD_TEXT, 0, "地址", "address", NULL },
    [CERTIFICATE] = { "certificate", GI_FIELD_TEXT, 0, "专用标志使用证书号",
                      "certificate of the right to the mark", NULL },
    [CARD] = { "card", GI_FIELD_TEXT, 0, "交易卡号", "trade card number", NULL },
    [PHONE] = { "phone", GI_FIELD_TEXT, 0, "电话", "phone", NULL },
    [ID_NUMBER] = { "id_number", GI_FIELD_TEXT, 0, "身份证号", "ID number", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

static gi_status need(const gi_act *act, int field, gi_error *err)
{
    const char *name = gi_holder_fields[field].name;
    return act->value[field].given
               ? GI_OK
               : gi_fail_field(err, name, GI_WHY_MISSING_FIELD, name, act->kind->name);
}

/* Some legal codes fail the check digit: warn, and want a reason. */
static gi_status read_uscc(gi_act *act, gi_holder_row *holder, gi_error *err)
{
    bool fits = false;
    char expected[2] = "";
    GI_TRY(need(act, USCC, err));
    GI_TRY(gi_uscc_parse(act->value[USCC].text, holder->uscc, &fits, expected, err));
    if (!fits && !act->value[USCC_REASON].given) {
        return gi_fail_field(err, "uscc", GI_WHY_USCC_CHECK, holder->uscc, expected);
    }
    if (!fits) {
        gi_json_set_text(act->answer, "warning", "uscc-check");
    }
    return GI_OK;
}

static gi_status read_producer(gi_act *act, gi_holder_row *holder, gi_error *err)
{
    holder->producer = true;
    GI_TRY(read_uscc(act, holder, err));
    GI_TRY(gi_act_text(act, NAME, holder->name, sizeof holder->name, err));
    return gi_act_text(act, ADDRESS, holder->address, sizeof holder->address, err);
}

static gi_status read_grower(gi_act *act, gi_holder_row *holder, gi_error *err)
{
    GI_TRY(need(act, CARD, err));
    return gi_act_text(act, CARD, holder->card, sizeof holder->card, err);
}

gi_status gi_holder_perform(gi_act *act, gi_error *err)
{
    gi_holder_row holder = { .act = act->index };
    bool found = false;
    int64_t number = 0;
    GI_TRY(gi_act_is(act, KIND, "producer") ? read_producer(act, &holder, err)
                                            : read_grower(act, &holder, err));
    const char *identity = holder.producer ? holder.uscc : holder.card;
    GI_TRY(gi_holder_by_name(act->db, identity, &found, &holder.id, err));
    if (found) {
        return gi_fail_field(err, holder.producer ? "uscc" : "card", GI_WHY_EXISTS, identity);
    }
    GI_TRY(gi_counter_take(act->db, "holder", &number, err));
    if (number > GI_NUMBER_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "holders", gi_num(GI_NUMBER_MAX).text);
    }
    holder.id = (uint32_t)number;
    GI_TRY(gi_holder_insert(act->db, &holder, err));
    char text[5];
    gi_number_print(holder.id, text);
    gi_act_leaf_org(act, holder.id);
    gi_json_set_text(act->answer, "holder", text);
    return GI_OK;
}
