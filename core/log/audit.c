/*
 * audit.c - one audit pass: leaf after leaf, findings as they are met (gi/audit.h).
 *
 * The order per leaf: form, signers, the rules of its act. A leaf whose form fails is counted
 * and left; nothing of it enters the books.
 */
#include "core/log/audit_runs.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEAF_DEPTH 8

static const gi_audit_row rows[] = {
#define AUDIT_ROW(name, rule, id, zh, en) [GI_AUDIT_##name] = { rule, id, zh, en },
    GI_AUDIT_FINDINGS(AUDIT_ROW)
#undef AUDIT_ROW
};

const gi_audit_row *gi_audit_row_of(gi_audit_what what)
{
    return &rows[what];
}

__attribute__((format(printf, 3, 0))) static void
tell(const gi_audit *audit, gi_audit_finding *finding, const char *format, va_list values)
{
    (void)vsnprintf(finding->values, sizeof finding->values, format, values);
    if (audit->options.found != NULL) {
        audit->options.found(audit->options.context, finding);
    }
}

void gi_audit_find(gi_audit *audit, gi_audit_what what, int64_t index, int64_t other,
                   const char *format, ...)
{
    gi_audit_finding finding = { .what = what, .index = index, .other = other };
    va_list values;
    va_start(values, format);
    audit->counts.findings++;
    tell(audit, &finding, format, values);
    va_end(values);
}

void gi_audit_note(gi_audit *audit, gi_audit_what what, int64_t index, int64_t other,
                   const char *format, ...)
{
    gi_audit_finding finding = { .what = what, .index = index, .other = other, .note = true };
    va_list values;
    va_start(values, format);
    tell(audit, &finding, format, values);
    va_end(values);
}

gi_status gi_audit_grow(void **items, size_t count, size_t *room, size_t size, gi_error *err)
{
    if (count < *room) {
        return GI_OK;
    }
    size_t wanted = *room == 0 ? 16 : *room * 2;
    void *more = reallocarray(*items, wanted, size);
    if (more == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "audit");
    }
    *items = more;
    *room = wanted;
    return GI_OK;
}

gi_status gi_audit_create(const gi_audit_options *options, gi_audit **out, gi_error *err)
{
    gi_audit *audit = calloc(1, sizeof *audit);
    if (audit == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "audit");
    }
    audit->options = *options;
    audit->text = GI_BUF(AUDIT_TEXT);
    audit->listed = -1;
    audit->brackets.latest_at = -1;
    *out = audit;
    return GI_OK;
}

void gi_audit_destroy(gi_audit *audit)
{
    if (audit == NULL) {
        return;
    }
    for (size_t i = 0; i < AUDIT_KEYS; i++) {
        gi_audit_key_destroy(audit->key[i]);
        if (audit->runs[i] != NULL) {
            free(audit->runs[i]->run);
            free(audit->runs[i]->dead);
            free(audit->runs[i]->active);
            free(audit->runs[i]->printed);
            free(audit->runs[i]->inside.place);
            free(audit->runs[i]->opened.place);
            free(audit->runs[i]);
        }
    }
    free(audit->product);
    free(audit->sum);
    free(audit->grant);
    free(audit->township);
    free(audit->batch);
    free(audit->paper);
    free(audit->labelling);
    free(audit->box);
    free(audit->member);
    free(audit->slot);
    free(audit->brackets.entry);
    free(audit->order);
    free(audit->epoch);
    gi_audit_tree_destroy(audit->tree);
    gi_buf_clear(&audit->text);
    free(audit);
}

static gi_status judge(gi_audit *audit, audit_leaf *leaf, gi_error *err)
{
    if (!gi_audit_form(audit, leaf)) {
        return GI_OK;
    }
    leaf->act = gi_audit_act(leaf->kind);
    if (leaf->act == NULL) {
        audit->counts.unknown_acts++;
        GI_TRY(gi_audit_reserve(audit, leaf, err));
    }
    if (leaf->act != NULL && leaf->act->judge == gi_audit_found) {
        return gi_audit_found(audit, leaf, err); /* brings the key that signs it */
    }
    GI_TRY(gi_audit_signers(audit, leaf, err));
    gi_audit_status_due(audit, leaf->ts);
    gi_audit_standing(audit, leaf);
    return leaf->act != NULL && leaf->act->judge != NULL ? leaf->act->judge(audit, leaf, err)
                                                         : GI_OK;
}

static gi_status parse_and_judge(gi_audit *audit, audit_leaf *leaf, gi_error *err)
{
    GI_AUTO(gi_json) json = NULL;
    gi_error why = { 0 };
    gi_status status = gi_json_parse_canonical(leaf->text, LEAF_DEPTH, &json, &why);
    if (status == GI_NO_MEMORY) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "audit");
    }
    if (status != GI_OK) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "%s", why.message);
        return GI_OK;
    }
    leaf->json = json;
    gi_status judged = judge(audit, leaf, err);
    leaf->may_late = gi_audit_may_late(audit, leaf);
    leaf->json = NULL;
    return judged;
}

gi_status gi_audit_leaf(gi_audit *audit, gi_bytes entry, gi_error *err)
{
    audit_leaf leaf = { .index = audit->counts.leaves, .text = entry, .ts = -1 };
    audit->counts.leaves++;
    GI_TRY(parse_and_judge(audit, &leaf, err));
    return gi_audit_bracket_take(audit, &leaf, err);
}

gi_status gi_audit_finish(gi_audit *audit, gi_error *err)
{
    GI_TRY(gi_audit_verify(audit, err));
    if (audit->counts.leaves > 0 && !audit->founded && !audit->told_founding) {
        gi_audit_find(audit, GI_AUDIT_FOUNDING, 0, -1, "no founding leaf");
        audit->told_founding = true; /* a later look does not say it again */
    }
    return GI_OK;
}

gi_audit_counts gi_audit_count(const gi_audit *audit)
{
    return audit->counts;
}

bool gi_audit_sums(const gi_audit *audit, size_t index, gi_audit_sum *out)
{
    if (index >= audit->sums) {
        return false;
    }
    const audit_sum *sum = &audit->sum[index];
    gi_audit_sum shown = { .allowed = sum->allowed,
                           .potential = gi_audit_potential(sum),
                           .issued = sum->issued,
                           .credited = sum->credited,
                           .lapsed = sum->lapsed,
                           .owed = sum->owed,
                           .paid = sum->paid };
    memcpy(shown.grade, sum->grade, sizeof shown.grade);
    (void)snprintf(shown.product, sizeof shown.product, "%s", sum->mnemonic);
    (void)snprintf(shown.season, sizeof shown.season, "%s", gi_season_text(sum->season).text);
    *out = shown;
    return true;
}
