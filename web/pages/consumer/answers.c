/*
 * answers.c - the three answers: values to words, as tables.
 *
 * The tables never blend: each answer is chosen by its own value alone. Unknown is calm (a
 * note, no alarm), and "nothing seen" is a note as well: it proves nothing.
 */
#include "web/pages/consumer/package.h"

#include <string.h>

#define SAID(color, name) \
    .tone = GI_TONE_##color, .word = GI_WORD_##name, .why = GI_WORD_##name##_WHY

static const gi_answer issued_answers[] = {
    [GI_ISSUED_YES] = { .tone = GI_TONE_GOOD,
                        .word = GI_WORD_ISSUED_YES,
                        .why = GI_WORD_ISSUED_YES_CODE },
    [GI_ISSUED_FORGED] = { SAID(BAD, ISSUED_FORGED) },
    [GI_ISSUED_UNREGISTERED] = { SAID(BAD, ISSUED_UNREGISTERED) },
};

#define UNKNOWN(name) \
    [GI_##name] = { .tone = GI_TONE_NOTE, .word = GI_WORD_ISSUED_UNKNOWN, .why = GI_WORD_##name }

static const gi_answer unknown_answers[] = {
    UNKNOWN(UNKNOWN_NONE),
    UNKNOWN(UNKNOWN_INCOMPLETE),
    UNKNOWN(UNKNOWN_VERSION),
    UNKNOWN(UNKNOWN_KEY),
    UNKNOWN(UNKNOWN_NEWER),
    UNKNOWN(UNKNOWN_PATH),
    UNKNOWN(UNKNOWN_NO_ROOT),
    UNKNOWN(UNKNOWN_STALE),
    UNKNOWN(UNKNOWN_CARD),
    [GI_UNKNOWN_TYPED] = { .tone = GI_TONE_NOTE,
                           .word = GI_WORD_ISSUED_TYPED,
                           .why = GI_WORD_UNKNOWN_TYPED },
    [GI_UNKNOWN_TEST] = { .tone = GI_TONE_WARN,
                          .word = GI_WORD_ISSUED_TEST,
                          .why = GI_WORD_UNKNOWN_TEST },
    [GI_UNKNOWN_NO_NUMBER] = { .tone = GI_TONE_WARN,
                               .word = GI_WORD_ISSUED_NO_NUMBER,
                               .why = GI_WORD_UNKNOWN_NO_NUMBER },
};

static const gi_answer copied_answers[] = {
    [GI_COPIED_NONE_SEEN] = { SAID(NOTE, COPIED_NONE_SEEN) },
    [GI_COPIED_OPENED_BEFORE] = { SAID(WARN, COPIED_OPENED) },
    [GI_COPIED_SEVERAL_PLACES] = { SAID(WARN, COPIED_PLACES) },
    [GI_COPIED_COPIED] = { SAID(BAD, COPIED_COPIED) },
    [GI_COPIED_NOT_CHECKED] = { SAID(NOTE, COPIED_NOT) },
};

static const gi_answer good_answers[] = {
    [GI_GOOD_IN_FORCE] = { SAID(GOOD, GOOD_IN_FORCE), .why_takes_time = true },
    [GI_GOOD_NOT_ACTIVATED] = { SAID(WARN, GOOD_NOT_ACTIVATED) },
    [GI_GOOD_RECALLED] = { SAID(BAD, GOOD_RECALLED) },
    [GI_GOOD_FROZEN] = { SAID(WARN, GOOD_FROZEN), .why_takes_until = true, .advises = true,
                         .advice = GI_WORD_FROZEN_ADVICE },
    [GI_GOOD_VOID] = { SAID(BAD, GOOD_VOID) },
    [GI_GOOD_CANCELLED] = { SAID(BAD, GOOD_CANCELLED) },
    [GI_GOOD_LOST] = { SAID(BAD, GOOD_LOST) },
    [GI_GOOD_REPACKED] = { SAID(WARN, GOOD_REPACKED) },
    [GI_GOOD_EXPIRED] = { SAID(WARN, GOOD_EXPIRED), .why_takes_last = true },
    [GI_GOOD_TAKEN_BACK] = { SAID(BAD, GOOD_TAKEN_BACK) },
    [GI_GOOD_UNKNOWN] = { SAID(NOTE, GOOD_UNKNOWN) },
};

static const gi_answer mistyped = { SAID(NOTE, ISSUED_MISTYPED) };
static const gi_answer batch_without_labels = { SAID(WARN, GOOD_BATCH_NONE) };

bool gi_shows_facts(const gi_verdict *verdict)
{
    bool typed = verdict->asked == GI_ASKED_NUMBER && verdict->issued == GI_ISSUED_UNKNOWN &&
                 verdict->unknown == GI_UNKNOWN_TYPED;
    return verdict->issued == GI_ISSUED_YES || typed;
}

/* Which part of a GS1 address disagrees; the words of all when it is another one. */
static gi_word why_path(const gi_verdict *verdict)
{
    static const struct {
        const char *part;
        gi_word word;
    } parts[] = {
        { "gtin", GI_WORD_PATH_GTIN },
        { "batch", GI_WORD_PATH_BATCH },
        { "unit", GI_WORD_PATH_UNIT },
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (strcmp(parts[i].part, verdict->state_why) == 0) {
            return parts[i].word;
        }
    }
    return GI_WORD_UNKNOWN_PATH;
}

gi_answer gi_answer_issued(const gi_verdict *verdict)
{
    bool unknown = verdict->issued == GI_ISSUED_UNKNOWN;
    bool typed = verdict->issued == GI_ISSUED_YES && verdict->asked == GI_ASKED_NUMBER;
    gi_answer out = unknown ? unknown_answers[verdict->unknown] : issued_answers[verdict->issued];
    if (typed) {
        out = unknown_answers[GI_UNKNOWN_TYPED];
    }
    if (unknown && verdict->unknown == GI_UNKNOWN_INCOMPLETE && verdict->asked != GI_ASKED_CODE) {
        out = mistyped;
    }
    if (verdict->issued == GI_ISSUED_YES && verdict->asked == GI_ASKED_BATCH) {
        out.why = GI_WORD_ISSUED_YES_BATCH;
    }
    if (unknown && verdict->unknown == GI_UNKNOWN_PATH) {
        out.why = why_path(verdict);
    }
    out = verdict->has_package ? gi_answer_issued_package(out) : out;
    out.ask = GI_WORD_ASK_ISSUED;
    out.has_source = true;
    out.source = verdict->asked == GI_ASKED_CODE ? GI_WORD_BY_SIGNATURE : GI_WORD_BY_LEDGER;
    return out;
}

/* Why nothing was checked depends on what was asked. */
static gi_word why_not_checked(const gi_verdict *verdict)
{
    static const gi_word by_asked[] = {
        [GI_ASKED_CODE] = GI_WORD_COPIED_NOT_WHY,
        [GI_ASKED_NUMBER] = GI_WORD_COPIED_NOT_NUMBER,
        [GI_ASKED_BATCH] = GI_WORD_COPIED_NOT_BATCH,
    };
    return gi_shows_facts(verdict) ? by_asked[verdict->asked] : GI_WORD_COPIED_NOT_SHORT;
}

gi_answer gi_answer_copied(const gi_verdict *verdict)
{
    bool found = verdict->copied_by[0] != '\0'; /* by officers, which is no scan */
    bool shown = found || verdict->asked == GI_ASKED_CODE;
    gi_copied value = shown ? verdict->copied : GI_COPIED_NOT_CHECKED;
    gi_answer out = copied_answers[value];
    if (found) {
        out.why = GI_WORD_COPIED_FOUND_WHY;
    }
    if (value == GI_COPIED_NOT_CHECKED) {
        out.why = why_not_checked(verdict);
    }
    out.ask = GI_WORD_ASK_COPIED;
    out.has_source = value != GI_COPIED_NOT_CHECKED;
    out.dated = out.has_source;
    out.source = found ? GI_WORD_BY_REGISTRY : GI_WORD_BY_SCANS;
    return out;
}

gi_answer gi_answer_good(const gi_verdict *verdict)
{
    gi_answer out = good_answers[verdict->good];
    if (verdict->good == GI_GOOD_UNKNOWN && gi_shows_facts(verdict)) {
        bool of_batch = verdict->asked == GI_ASKED_BATCH;
        out = of_batch ? batch_without_labels : out;
        out.why = of_batch ? out.why : GI_WORD_GOOD_UNKNOWN_HERE;
    }
    if (verdict->good == GI_GOOD_RECALLED && verdict->recall_grade > 0) {
        static const gi_word grades[] = { GI_WORD_RECALL_1, GI_WORD_RECALL_2, GI_WORD_RECALL_3 };
        out.why = grades[verdict->recall_grade - 1];
    }
    out = verdict->has_package ? gi_answer_good_package(out, verdict) : out;
    out.ask = GI_WORD_ASK_GOOD;
    out.dated = true;
    out.has_source = verdict->good != GI_GOOD_UNKNOWN || gi_shows_facts(verdict);
    out.source = GI_WORD_BY_REGISTRY;
    return out;
}
