/*
 * judge.c - sightings and openings of one label become one finding, by a table of rules.
 *
 * The table is asked from top to bottom; the first rule that holds speaks. Scans alone never say
 * more than "several places": anybody can scan a photograph.
 */
#include "core/scans/journey.h"
#include "core/scans/keep.h"
#include "core/scans/limits.h"

/* What the rules look at. */
typedef struct evidence {
    gi_journey journey;
    int32_t openings;
} evidence;

typedef struct rule_row {
    gi_copy_rule rule;
    bool (*holds)(const evidence *seen);
} rule_row;

static bool opened_twice(const evidence *seen)
{
    return seen->openings >= 2;
}

static bool many_places(const evidence *seen)
{
    return seen->journey.strong >= gi_copy_limit_of(GI_LIMIT_PLACES);
}

static bool back_and_forth(const evidence *seen)
{
    return seen->journey.strong >= gi_copy_limit_of(GI_LIMIT_RETURN_PLACES) &&
           seen->journey.returns >= gi_copy_limit_of(GI_LIMIT_RETURNS);
}

static bool opened_once(const evidence *seen)
{
    return seen->openings == 1;
}

static const rule_row rules[] = {
    { { "opened-twice", GI_COPIED_COPIED, "隐藏码先后被打开两次：只有一次可能来自原件",
        "The hidden code was opened twice: only one of them can be the original" },
      opened_twice },
    { { "many-places", GI_COPIED_SEVERAL_PLACES, "此码在至少五个地方多次被扫",
        "The code was scanned again and again in at least five places" },
      many_places },
    { { "back-and-forth", GI_COPIED_SEVERAL_PLACES, "此码在三个以上地方之间来回出现",
        "The code turns up in three or more places by turns" },
      back_and_forth },
    { { "opened-once", GI_COPIED_OPENED_BEFORE, "隐藏码已被打开过一次",
        "The hidden code was opened once before" },
      opened_once },
};

#define RULE_COUNT (sizeof rules / sizeof rules[0])

const gi_copy_rule *gi_copy_rule_at(size_t index)
{
    return index < RULE_COUNT ? &rules[index].rule : NULL;
}

static const gi_copy_rule *ask(const evidence *seen)
{
    for (size_t i = 0; i < RULE_COUNT; i++) {
        if (rules[i].holds(seen)) {
            return &rules[i].rule;
        }
    }
    return NULL;
}

/* Keeps the rule and the moment with which a value was first found. */
static void settle(const evidence *seen, gi_time at, gi_copy_finding *finding)
{
    const gi_copy_rule *rule = ask(seen);
    finding->places = seen->journey.strong;
    if (rule != NULL && rule->says != finding->value) {
        finding->value = rule->says;
        finding->rule = rule->name;
        finding->since = at;
    }
}

/* A second try in the same network soon after is not a second opening; across midnight networks
 * cannot be compared, and a buyer must not be taken for two. */
static bool is_retry(const gi_opening *first, const gi_opening *second)
{
    int64_t minutes = gi_copy_limit_of(GI_LIMIT_OPENING_MINUTES);
    bool soon = second->at - first->at < minutes * 60 * 1000;
    return soon && (second->net == first->net || second->day != first->day);
}

bool gi_opening_counts(const gi_opening *openings, size_t index)
{
    return index == 0 || !is_retry(&openings[0], &openings[index]);
}

static void count_openings(const gi_opening *openings, size_t count, evidence *seen,
                           gi_copy_finding *finding)
{
    for (size_t i = 0; i < count && seen->openings < 2; i++) {
        if (gi_opening_counts(openings, i)) {
            seen->openings++;
            settle(seen, openings[i].at, finding);
        }
    }
}

gi_copy_finding gi_copies_judge(const gi_sighting *sightings, size_t sighting_count,
                                const gi_opening *openings, size_t opening_count, gi_time now)
{
    evidence seen = { .openings = 0 };
    gi_copy_finding finding = { .value = GI_COPIED_NONE_SEEN, .rule = "" };
    int64_t days = gi_copy_limit_of(GI_LIMIT_WINDOW_DAYS);
    gi_time from = now - days * 24 * 3600 * 1000;
    size_t first = sighting_count > GI_SIGHTINGS_MAX ? sighting_count - GI_SIGHTINGS_MAX : 0;
    gi_journey_begin(&seen.journey);
    count_openings(openings, opening_count, &seen, &finding);
    for (size_t i = first; i < sighting_count; i++) {
        if (sightings[i].at >= from) {
            gi_journey_add(&seen.journey, &sightings[i]);
            settle(&seen, sightings[i].at, &finding);
        }
    }
    return finding;
}

bool gi_copies_held(int64_t odd_today, int64_t odd_before)
{
    /* A day like those before: a thirtieth of them. */
    int64_t usual = odd_before * gi_copy_limit_of(GI_LIMIT_HELD_TIMES) / 30;
    return odd_today > gi_copy_limit_of(GI_LIMIT_HELD_LABELS) && odd_today > usual;
}
