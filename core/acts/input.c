/*
 * input.c - what was used on a source: pesticide or fertiliser, as the law wants it written down.
 *
 * A record is never changed. A mistake, or a label that turns up later, is a new record that names
 * the one it corrects (ref). The days of the label count only with its registration number.
 */
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/gate.h"
#include "core/store/holders.h"
#include "core/store/inputs.h"
#include "core/store/products.h"

#define LABEL_DAYS_MAX 365

enum {
    SOURCE,
    DAY,
    KIND,
    NAME,
    ACTIVE,
    REGISTRATION,
    MAKER,
    DOSE,
    TARGET,
    INTERVAL,
    OPERATOR,
    REF,
    NOTE
};

const gi_field_rule gi_input_fields[] = {
    [SOURCE] = { "source", GI_FIELD_INT, GI_REQUIRED, "来源号", "source", "a source number" },
    [DAY] = { "day", GI_FIELD_DAY, GI_REQUIRED, "使用日", "day of use", "2026-04-05" },
    [KIND] = { "kind", GI_FIELD_WORD, GI_REQUIRED, "类别", "kind", "pesticide|fertiliser" },
    [NAME] = { "name", GI_FIELD_TEXT, GI_REQUIRED, "投入品名称", "name of the product", NULL },
    [ACTIVE] = { "active", GI_FIELD_TEXT, 0, "有效成分（农药必填）",
                 "active ingredients, for a pesticide", "联苯菊酯,吡虫啉" },
    [REGISTRATION] = { "registration", GI_FIELD_TEXT, 0, "农药登记证号", "registration number",
                       "PD20080001, WP... or LS..." },
    [MAKER] = { "maker", GI_FIELD_TEXT, 0, "生产企业（农药必填）", "maker, for a pesticide", NULL },
    [DOSE] = { "dose", GI_FIELD_TEXT, 0, "用量（农药必填）", "dose, for a pesticide", "20 mL/mu" },
    [TARGET] = { "target", GI_FIELD_TEXT, 0, "防治对象（农药必填）",
                 "what it is used against, for a pesticide", NULL },
    [INTERVAL] = { "interval", GI_FIELD_INT, 0, "标签安全间隔期（天）",
                   "days to wait by the registered label", "0..365" },
    [OPERATOR] = { "operator", GI_FIELD_TEXT, 0, "操作人", "who did it", NULL },
    [REF] = { "ref", GI_FIELD_INT, GI_PUBLIC, "所更正的记录号", "record that this one corrects",
              "log index of an input act" },
    [NOTE] = { "note", GI_FIELD_TEXT, 0, "备注", "note", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

/* PD, WP or LS and 4 to 12 digits, with dashes between ("PD20080001", "WP86-102"). */
static bool is_registration(gi_bytes text)
{
    static const char *const kinds[] = { "PD", "WP", "LS" };
    bool known = false;
    size_t digits = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        known = known || (text.size > 2 && memcmp(text.data, kinds[i], 2) == 0);
    }
    for (size_t i = 2; i < text.size; i++) {
        bool digit = text.data[i] >= '0' && text.data[i] <= '9';
        known = known && (digit || text.data[i] == '-');
        digits += digit ? 1 : 0;
    }
    return known && digits >= 4 && digits <= 12;
}

static gi_status check_registration(const gi_act *act, gi_error *err)
{
    const gi_value *value = &act->value[REGISTRATION];
    if (value->given && !is_registration(value->text)) {
        return gi_fail_field(err, "registration", GI_WHY_BAD_REGISTRATION,
                             gi_quote(value->text).text, "PD20080001");
    }
    return GI_OK;
}

static gi_status read_interval(const gi_act *act, gi_input_row *input, gi_error *err)
{
    const gi_value *value = &act->value[INTERVAL];
    input->wait = -1;
    if (!value->given) {
        return GI_OK;
    }
    if (!act->value[REGISTRATION].given) {
        return gi_fail_field(err, "registration", GI_WHY_MISSING_FIELD, "registration",
                             act->kind->name);
    }
    if (value->number > LABEL_DAYS_MAX) {
        return gi_fail_field(err, "interval", GI_WHY_OUT_OF_RANGE, "interval",
                             gi_num(value->number).text, "0", gi_num(LABEL_DAYS_MAX).text);
    }
    input->wait = (int)value->number;
    return GI_OK;
}

static gi_status read_pesticide(const gi_act *act, gi_input_row *input, gi_error *err)
{
    static const int needed[] = { ACTIVE, MAKER, DOSE, TARGET };
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        const char *name = gi_input_fields[needed[i]].name;
        if (!act->value[needed[i]].given) {
            return gi_fail_field(err, name, GI_WHY_MISSING_FIELD, name, act->kind->name);
        }
    }
    GI_TRY(gi_act_text(act, ACTIVE, input->active, sizeof input->active, err));
    GI_TRY(check_registration(act, err));
    return read_interval(act, input, err);
}

/* The older record stays readable and is not asked any more. */
static gi_status replace(gi_act *act, const gi_input_row *input, gi_error *err)
{
    gi_input_row old;
    bool found = false;
    int64_t ref = act->value[REF].number;
    if (!act->value[REF].given) {
        return GI_OK;
    }
    GI_TRY(gi_input_load(act->db, ref, &found, &old, err));
    if (!found || old.source != input->source) {
        return gi_fail_field(err, "ref", GI_WHY_NOT_TRANSFER, gi_num(ref).text, "act",
                             "input of this source");
    }
    if (old.replaced != 0) {
        return gi_fail_field(err, "ref", GI_WHY_ALREADY, gi_num(ref).text, "corrected");
    }
    gi_json_set_int(act->leaf, "ref", ref);
    return gi_input_replace(act->db, ref, act->index, err);
}

/* First day of picking by the rules of the product that the source is allotted to, if any. */
static gi_status answer_first(gi_act *act, const gi_input_row *input, gi_error *err)
{
    gi_allotment_row allotment;
    gi_product product;
    gi_spray_rule rule;
    int year = 0;
    int month = 0;
    int day = 0;
    bool found = false;
    gi_day_to_civil(input->day, &year, &month, &day);
    GI_TRY(gi_allotment_load(act->db, input->source, year, &found, &allotment, err));
    if (!found) {
        return GI_OK;
    }
    GI_TRY(gi_product_by_index(act->db, allotment.product, &product, err));
    gi_act_leaf_product(act, &product, allotment.season);
    if (!input->pesticide || product.pesticides[0] == '\0') {
        return GI_OK;
    }
    GI_TRY(gi_spray_judge(product.pesticides, input, &rule, err));
    gi_json_set_text(act->answer, "first_picking", gi_day_text(rule.first).text);
    if (rule.why != GI_WHY_PRE_HARVEST) {
        gi_json_set_text(act->answer, "warning", gi_why_id(rule.why));
    }
    return GI_OK;
}

gi_status gi_input_perform(gi_act *act, gi_error *err)
{
    gi_source_row source;
    gi_input_row input = { .act = act->index,
                           .source = act->value[SOURCE].number,
                           .day = (gi_day)act->value[DAY].number,
                           .pesticide = gi_act_is(act, KIND, "pesticide"),
                           .wait = -1 };
    GI_TRY(gi_source_load(act->db, input.source, &source, err));
    GI_TRY(gi_act_not_future(act, input.day, err));
    GI_TRY(input.pesticide ? read_pesticide(act, &input, err) : GI_OK);
    GI_TRY(replace(act, &input, err));
    GI_TRY(gi_input_insert(act->db, &input, err));
    return answer_first(act, &input, err);
}
