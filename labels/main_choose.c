/*
 * main_choose.c - spans of a run that were never printed, or labels named by their numbers.
 *
 * Whether they may be printed is for the act to say; this only finds them.
 */
#include "labels/main_choose.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gi/unit_number.h"

void gi_choice_clear(gi_choice *choice)
{
    free(choice->span);
}

static gi_status add_span(gi_choice *choice, gi_print_span span, gi_error *err)
{
    if (choice->count == choice->room) {
        size_t room = choice->room == 0 ? 16 : 2 * choice->room;
        gi_print_span *more = reallocarray(choice->span, room, sizeof *more);
        if (more == NULL) {
            return gi_fail(err, GI_WHY_NO_MEMORY, "labels");
        }
        choice->span = more;
        choice->room = room;
    }
    choice->span[choice->count++] = span;
    choice->total += span.count;
    return GI_OK;
}

static uint32_t least(int64_t left, uint32_t count)
{
    return left < count ? (uint32_t)left : count;
}

gi_status gi_choose_unprinted(const gi_order *order, gi_registry *registry, gi_choice *out,
                              gi_error *err)
{
    GI_TRY(gi_run_find(registry, gi_bytes_of(order->word), &out->run, &out->facts, err));
    int64_t wanted = order->count > 0 ? order->count : out->run.count;
    uint32_t from = order->from > 0 ? (uint32_t)order->from : out->run.first;
    for (int64_t at = from; out->total < wanted && at <= UINT32_MAX;) {
        gi_print_span next;
        GI_TRY(gi_print_next(registry, &out->run, (uint32_t)at,
                             least(wanted - out->total, out->run.count), &next, err));
        if (next.count == 0) {
            break;
        }
        GI_TRY(add_span(out, next, err));
        at = (int64_t)next.first + next.count;
    }
    return out->total > 0 ? GI_OK
                          : gi_fail(err, GI_WHY_NOTHING_TO_PRINT, order->word, gi_num(from).text);
}

/* "first..last" or one number. */
static gi_status read_units(const char *text, gi_unit_id *first, gi_unit_id *last, gi_error *err)
{
    const char *dots = strstr(text, "..");
    gi_bytes from = gi_bytes_of(text);
    from.size = dots == NULL ? from.size : (size_t)(dots - text);
    GI_TRY(gi_unit_number_parse(from, first, err));
    return gi_unit_number_parse(dots == NULL ? from : gi_bytes_of(dots + 2), last, err);
}

gi_status gi_choose_again(const gi_order *order, gi_registry *registry, gi_choice *out,
                          gi_error *err)
{
    gi_unit_id first;
    gi_unit_id last;
    char place[32];
    char number[GI_UNIT_NUMBER_TEXT];
    GI_TRY(read_units(order->word, &first, &last, err));
    (void)snprintf(place, sizeof place, "%u/%" PRIu32, (unsigned)first.key, first.serial);
    GI_TRY(gi_run_find(registry, gi_bytes_of(place), &out->run, &out->facts, err));
    int64_t end = (int64_t)out->run.first + out->run.count;
    if (last.key != first.key || last.serial < first.serial || last.serial >= end) {
        gi_unit_number_print(last, number);
        return gi_fail_field(err, "units", GI_WHY_OUTSIDE_RUN, number);
    }
    return add_span(out, (gi_print_span){ first.serial, last.serial - first.serial + 1 }, err);
}
