/*
 * view.h - what a look-up asks of a registry, and the one judge that asks it.
 *
 * Three views exist: the registry's own database (from_store.c), an opened bundle (from_bundle.c)
 * and neighbours that nothing happened to (neighbours.c). All rules of a verdict live in the
 * judge (judge.c, inquiry.c, judge_typed.c), so all give the same answers. A view writes nothing
 * and holds no signing key.
 */
#ifndef GI_LOOKUP_VIEW_H
#define GI_LOOKUP_VIEW_H

#include "core/lookup/units.h"
#include "core/store/finding.h"
#include "core/store/keys.h"
#include "core/store/officer.h"
#include "core/store/runs.h"
#include "gi/lookup.h"

typedef struct gi_view gi_view;
typedef struct gi_package_view gi_package_view; /* package.h */

/* *found false is an answer; every status but GI_OK means: cannot check now. */
typedef struct gi_view_type {
    /* next_unit of the key is the first serial not yet issued. */
    gi_status (*key)(gi_view *view, uint16_t id, bool *found, gi_key_row *out, gi_error *err);
    gi_status (*fits)(gi_view *view, const gi_key_row *key, gi_bytes message,
                      const gi_signature *signature, bool *fits, gi_error *err);
    gi_status (*product)(gi_view *view, uint16_t index, bool *found,
                         char mnemonic[GI_MNEMONIC_SIZE], gi_error *err);
    gi_status (*run)(gi_view *view, gi_unit_id unit, bool *found, gi_run *out, gi_error *err);
    gi_status (*state)(gi_view *view, gi_unit_id unit, bool *found, gi_label_state *out,
                       gi_error *err);
    gi_status (*facts)(gi_view *view, uint32_t producer, uint32_t number, bool *found,
                       gi_batch_facts *out, gi_error *err);
    /* How many labels of a batch there are on the view's day. */
    gi_status (*units)(gi_view *view, const gi_batch_facts *batch, gi_units *out, gi_error *err);
    /* Recalled or frozen on the view's day? unit.key 0 asks about the batch as a whole. */
    gi_status (*hold)(gi_view *view, const gi_batch_facts *batch, gi_unit_id unit, bool *found,
                      gi_hold *out, gi_error *err);
    /* Did officers find copies of it? */
    gi_status (*copied)(gi_view *view, gi_unit_id unit, bool *found, gi_finding_row *out,
                        gi_error *err);
    const gi_package_view *packages;
} gi_view_type;

struct gi_view {
    const gi_view_type *type;
    bool offline;   /* a bundle: what it lacks may be newer than it */
    bool untrusted; /* a bundle without a trusted root: no answer at all */
    bool stale;     /* say that the list is old */
    bool expired;   /* too old for a final word */
    gi_time as_of;
    gi_day today;
    int64_t log_size;
};

/* Bytes of a text that are looked at when its kind is not given. */
enum { GI_ASKED_MAX = 4096 };
/* Which of the three a text is taken for. */
gi_asked gi_asked_of(gi_bytes text);
/* Text of any kind, or of one kind. */
GI_CHECKED gi_status gi_judge(gi_view *view, gi_bytes text, gi_verdict *out, gi_error *err);
GI_CHECKED gi_status gi_judge_code(gi_view *view, gi_bytes text, gi_verdict *out, gi_error *err);
/* The code that was read from that text. */
GI_CHECKED gi_status gi_judge_read(gi_view *view, gi_bytes text, const gi_unit_code *code,
                                   gi_verdict *out, gi_error *err);
GI_CHECKED gi_status gi_judge_number(gi_view *view, gi_bytes text, gi_verdict *out, gi_error *err);
GI_CHECKED gi_status gi_judge_batch(gi_view *view, gi_bytes text, gi_verdict *out, gi_error *err);

/* ---- shared by the files of the judge ---- */

/* "Cannot tell: incomplete", as of the view. */
gi_verdict gi_verdict_blank(const gi_view *view, gi_asked asked);
void gi_verdict_unknown(gi_verdict *verdict, gi_unknown_why why);
/* Fills what the header says; called only for a verified or registered header. */
void gi_verdict_set_unit(gi_verdict *verdict, const gi_unit_header *header);
/* The facts of the batch in the verdict's header. */
GI_CHECKED gi_status gi_verdict_set_batch(gi_view *view, gi_verdict *verdict, gi_error *err);
/* Answers "still good?" for an issued unit. */
GI_CHECKED gi_status gi_verdict_set_good(gi_view *view, gi_verdict *verdict, gi_error *err);
/* Answers "copied?" as officers found it (verdict_copied.c). */
GI_CHECKED gi_status gi_verdict_set_copied(gi_view *view, gi_verdict *verdict, gi_error *err);
/* What a state says, or a recall or freeze. */
void gi_verdict_set_state(gi_verdict *verdict, const gi_label_state *state);
void gi_verdict_set_hold(gi_verdict *verdict, const gi_hold *hold);
/* Lets a recall or freeze outweigh it (verdict_hold.c). */
GI_CHECKED gi_status gi_verdict_apply_hold(gi_view *view, gi_verdict *verdict, gi_error *err);
/* Takes the final word back when the list is too old for one (FORMATS 10). */
void gi_verdict_finish(const gi_view *view, gi_verdict *verdict);
/* True when serials of this key beyond its last good one are meant. */
bool gi_key_distrusts(const gi_key_row *key, uint32_t serial);

/* ---- judge.c ---- */

/* True when word stands in a list with commas; an empty list allows everything. */
bool gi_key_list_allows(const char *list, const char *word);

/* ---- gs1.c ---- */

/* *part is "" unless text is in the GS1 form and its path says something else than the verdict:
 * then the part that does. */
GI_CHECKED gi_status gi_gs1_check(gi_view *view, gi_bytes text, const gi_verdict *verdict,
                                  const char **part, gi_error *err);

#endif
