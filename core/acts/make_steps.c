/*
 * make_steps.c - checks the steps of processing (make_steps.h).
 */
#include "core/acts/make_steps.h"

#include <string.h>

#define STEPS_MAX 24
#define NAME_MAX_BYTES 48
#define MOMENT_SIZE 16 /* 2026-04-06T10:00 */
#define DAY_SIZE 10

static bool two_digits(const uint8_t *text, int limit, int *out)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') {
        return false;
    }
    *out = (text[0] - '0') * 10 + text[1] - '0';
    return *out < limit;
}

/* Minutes since 1970, civil. */
static bool read_moment(gi_bytes text, gi_day *day, int64_t *minutes)
{
    int hour = 0;
    int minute = 0;
    const uint8_t *at = text.data;
    if (text.size != MOMENT_SIZE || at[DAY_SIZE] != 'T' || at[13] != ':' ||
        gi_day_parse((gi_bytes){ at, DAY_SIZE }, day, NULL) != GI_OK ||
        !two_digits(at + 11, 24, &hour) || !two_digits(at + 14, 60, &minute)) {
        return false;
    }
    *minutes = (int64_t)*day * 1440 + hour * 60 + minute;
    return true;
}

static gi_status check_step(const gi_act *act, int field, gi_bytes step, int64_t *before,
                            gi_error *err)
{
    gi_bytes name;
    gi_bytes rest;
    int64_t degrees = 0;
    int64_t minutes = 0;
    gi_day day = 0;
    if (!gi_list_split(step, ':', &name, &rest) || name.size == 0 || name.size > NAME_MAX_BYTES ||
        rest.size < MOMENT_SIZE ||
        !read_moment((gi_bytes){ rest.data, MOMENT_SIZE }, &day, &minutes)) {
        return gi_act_bad_field(act, field, err);
    }
    gi_bytes heat = { rest.data + MOMENT_SIZE, rest.size - MOMENT_SIZE };
    if (heat.size > 0 && heat.data[0] != ':') {
        return gi_act_bad_field(act, field, err);
    }
    if (heat.size > 0) {
        heat = (gi_bytes){ heat.data + 1, heat.size - 1 };
        GI_TRY(gi_text_int(heat, "steps", -80, 1500, &degrees, err));
    }
    GI_TRY(gi_act_not_future(act, day, err));
    if (minutes < *before) {
        return gi_fail_field(err, act->kind->fields[field].name, GI_WHY_DAY_ORDER,
                             gi_quote(name).text, gi_quote(rest).text, "steps");
    }
    *before = minutes;
    return GI_OK;
}

gi_status gi_steps_check(const gi_act *act, int field, gi_error *err)
{
    gi_bytes rest = act->value[field].text;
    gi_bytes step;
    int64_t before = 0;
    if (!act->value[field].given) {
        return GI_OK;
    }
    for (int count = 0; gi_list_next(&rest, ';', &step); count++) {
        if (count == STEPS_MAX) {
            return gi_fail_field(err, act->kind->fields[field].name, GI_WHY_OVER_LIMIT, "steps",
                                 gi_num(STEPS_MAX).text);
        }
        GI_TRY(check_step(act, field, step, &before, err));
    }
    return GI_OK;
}
