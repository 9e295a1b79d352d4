/*
 * fields.c - every draft field passes one check, chosen by its kind from one table.
 *
 * An act then indexes checked values; names it does not know never reach it. Texts stay
 * borrowed from the draft.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/act.h"
#include "gi/unit_number.h"
#include "gi/uscc.h"

#define RUN_COUNT_MAX 1000000

static gi_status check_text(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    (void)rule;
    (void)err;
    value->number = (int64_t)value->text.size;
    return GI_OK;
}

static gi_status check_word(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    gi_bytes rest = gi_bytes_of(rule->hint);
    gi_bytes word;
    (void)err;
    for (int64_t number = 0; gi_list_next(&rest, '|', &word); number++) {
        if (gi_bytes_equal(word, value->text)) {
            value->number = number;
            return GI_OK;
        }
    }
    return GI_INVALID;
}

static gi_status check_int(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    return gi_text_int(value->text, rule->name, 0, GI_QUANTITY_MAX, &value->number, err);
}

static gi_status check_count(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    char shown[32];
    if (gi_text_int(value->text, rule->name, 1, RUN_COUNT_MAX, &value->number, err) == GI_OK) {
        return GI_OK;
    }
    (void)snprintf(shown, sizeof shown, "%.*s", value->text.size > 30 ? 30 : (int)value->text.size,
                   (const char *)value->text.data);
    return gi_fail(err, GI_WHY_BAD_COUNT, shown, gi_num(RUN_COUNT_MAX).text);
}

static gi_status check_day(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    gi_day day = 0;
    (void)rule;
    GI_TRY(gi_day_parse(value->text, &day, err));
    value->number = day;
    return GI_OK;
}

static gi_status check_quantity(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    (void)rule;
    value->unit = GI_UNIT_VOLUME;
    if (gi_quantity_parse(value->text, GI_UNIT_VOLUME, &value->number, NULL) == GI_OK) {
        return GI_OK;
    }
    value->unit = GI_UNIT_MASS;
    return gi_quantity_parse(value->text, GI_UNIT_MASS, &value->number, err);
}

static gi_status check_capacity(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    if (gi_area_parse(value->text, &value->number, NULL) == GI_OK) {
        return GI_OK;
    }
    return gi_text_int(value->text, rule->name, 1, INT64_C(1000000000), &value->number, err);
}

static gi_status check_mnemonic(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    (void)rule;
    GI_TRY(gi_mnemonic_parse(value->text, value->fixed, err));
    value->text = gi_bytes_of(value->fixed);
    return GI_OK;
}

static gi_status check_season(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    int number = 0;
    (void)rule;
    GI_TRY(gi_season_parse(value->text, &number, err));
    value->number = number;
    return GI_OK;
}

static gi_status check_holder(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    uint32_t number = 0;
    (void)rule;
    GI_TRY(gi_number_parse(value->text, &number, err));
    value->number = number;
    return GI_OK;
}

static gi_status check_township(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    (void)rule;
    return gi_township_parse(value->text, &value->number, err);
}

static gi_status check_batch(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    gi_batch_id id;
    (void)rule;
    GI_TRY(gi_batch_id_parse(value->text, &id, err));
    gi_batch_id_print(&id, value->fixed);
    value->text = gi_bytes_of(value->fixed);
    return GI_OK;
}

/* One unit number, or two with ".." between: the range of labels of one key. */
static gi_status check_units(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    gi_unit_id first;
    gi_unit_id last;
    const uint8_t *dots = memmem(value->text.data, value->text.size, "..", 2);
    gi_bytes left = value->text;
    gi_bytes right = value->text;
    if (dots != NULL) {
        left.size = (size_t)(dots - value->text.data);
        right = (gi_bytes){ dots + 2, value->text.size - left.size - 2 };
    }
    GI_TRY(gi_unit_number_parse(left, &first, err));
    GI_TRY(gi_unit_number_parse(right, &last, err));
    if (first.key != last.key || first.serial > last.serial || first.serial == 0) {
        return gi_fail(err, GI_WHY_BAD_FIELD, rule->name, "first..last", rule->hint);
    }
    value->key = first.key;
    value->number = first.serial;
    value->number2 = last.serial;
    return GI_OK;
}

static gi_status check_digest(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    gi_digest digest;
    (void)rule;
    return gi_hex_parse(value->text, digest.bytes, sizeof digest.bytes, err);
}

static gi_status check_key(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    return gi_text_int(value->text, rule->name, 1, 65535, &value->number, err);
}

/* The row of each kind: its longest text in bytes and its check. */
static const struct kind {
    size_t max;
    gi_status (*check)(const gi_field_rule *rule, gi_value *value, gi_error *err);
} kinds[] = {
    [GI_FIELD_TEXT] = { 120, check_text },        [GI_FIELD_LONG] = { 1200, check_text },
    [GI_FIELD_WORD] = { 40, check_word },         [GI_FIELD_INT] = { 16, check_int },
    [GI_FIELD_COUNT] = { 16, check_count },       [GI_FIELD_DAY] = { 10, check_day },
    [GI_FIELD_QUANTITY] = { 40, check_quantity }, [GI_FIELD_CAPACITY] = { 40, check_capacity },
    [GI_FIELD_MNEMONIC] = { 8, check_mnemonic },  [GI_FIELD_SEASON] = { 7, check_season },
    [GI_FIELD_HOLDER] = { 8, check_holder },      [GI_FIELD_TOWNSHIP] = { 12, check_township },
    [GI_FIELD_BATCH] = { 40, check_batch },       [GI_FIELD_UNITS] = { 40, check_units },
    [GI_FIELD_DIGEST] = { 64, check_digest },     [GI_FIELD_KEY] = { 5, check_key },
    [GI_FIELD_NOTE] = { 4096, check_text },       [GI_FIELD_ROWS] = { 4096, check_text },
};

static int find_rule(const gi_act_kind *kind, const char *name)
{
    for (int i = 0; kind->fields[i].name != NULL; i++) {
        if (strcmp(kind->fields[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

static gi_status show_bad(const gi_field_rule *rule, gi_bytes text, gi_error *err)
{
    char shown[64];
    bool secret = (rule->flags & GI_TRANSIENT) != 0;
    (void)snprintf(shown, sizeof shown, "%.*s", text.size > 62 ? 62 : (int)text.size,
                   text.size > 0 ? (const char *)text.data : "");
    return gi_fail_field(err, rule->name, GI_WHY_BAD_FIELD, rule->name, secret ? "***" : shown,
                         rule->hint != NULL ? rule->hint : rule->en);
}

gi_status gi_act_check_value(const gi_field_rule *rule, gi_value *value, gi_error *err)
{
    gi_bytes text = value->text;
    if (text.size > kinds[rule->kind].max) {
        return gi_fail_field(err, rule->name, GI_WHY_TOO_LONG, rule->name,
                             gi_num((int64_t)text.size).text,
                             gi_num((int64_t)kinds[rule->kind].max).text);
    }
    gi_error why = { 0 };
    gi_status status = text.size == 0 ? GI_INVALID : kinds[rule->kind].check(rule, value, &why);
    if (status != GI_OK && why.why == GI_WHY_NONE) {
        return show_bad(rule, text, err);
    }
    if (status != GI_OK && err != NULL) {
        *err = why;
        (void)snprintf(err->field, sizeof err->field, "%s", rule->name);
    }
    return status;
}

gi_status gi_act_read_fields(gi_act *act, const gi_json *fields, gi_error *err)
{
    const gi_field_rule *rules = act->kind->fields;
    for (size_t i = 0; i < gi_json_count(fields); i++) {
        const char *name = gi_json_name_at(fields, i);
        int index = find_rule(act->kind, name);
        gi_value value = { .given = true };
        if (index < 0) {
            return gi_fail_field(err, name, GI_WHY_UNKNOWN_FIELD, name, act->kind->name);
        }
        if (!gi_json_as_text(gi_json_value_at(fields, i), &value.text)) {
            return show_bad(&rules[index], (gi_bytes){ 0 }, err);
        }
        gi_value *place = &act->value[index];
        *place = value;
        GI_TRY(gi_act_check_value(&rules[index], place, err));
        if ((rules[index].flags & (GI_PUBLIC | GI_TRANSIENT)) == 0) {
            gi_json_set(act->secrets, name, gi_json_text(place->text));
        }
    }
    for (int i = 0; rules[i].name != NULL; i++) {
        if ((rules[i].flags & GI_REQUIRED) != 0 && !act->value[i].given) {
            return gi_fail_field(err, rules[i].name, GI_WHY_MISSING_FIELD, rules[i].name,
                                 act->kind->name);
        }
    }
    return GI_OK;
}

gi_status gi_act_text(const gi_act *act, int field, char *out, size_t size, gi_error *err)
{
    const gi_value *value = &act->value[field];
    if (!value->given) {
        out[0] = '\0';
        return GI_OK;
    }
    return gi_text_copy(out, size, value->text, act->kind->fields[field].name, err);
}

bool gi_act_is(const gi_act *act, int field, const char *word)
{
    return act->value[field].given && gi_bytes_equal(act->value[field].text, gi_bytes_of(word));
}

gi_status gi_act_bad_field(const gi_act *act, int field, gi_error *err)
{
    return show_bad(&act->kind->fields[field], act->value[field].text, err);
}
