/*
 * package_inside.c - is this label inside that package? (gi/package.h)
 *
 * Only a package that this registry registered speaks: by its code, whose signature was
 * checked, or by its typed number. The answer compares two marks; whether either was copied is
 * another question.
 */
#include "core/lookup/package.h"

const char *gi_inside_word(gi_inside_answer value)
{
    static const char *const words[] = {
        [GI_INSIDE_YES] = "inside",
        [GI_INSIDE_NO] = "not_inside",
        [GI_INSIDE_OPENED] = "opened",
        [GI_INSIDE_UNKNOWN] = "unknown",
    };
    return words[value];
}

typedef struct search {
    gi_unit_id wanted;
    bool found;
} search;

static gi_status compare(void *context, uint16_t key, uint32_t first, uint32_t count, gi_error *err)
{
    search *at = context;
    (void)err;
    at->found = at->found || (key == at->wanted.key && at->wanted.serial >= first &&
                              at->wanted.serial - first < count);
    return GI_OK;
}

/* Issued, or a typed number that the ledger knows. */
static bool is_known(const gi_verdict *verdict)
{
    return verdict->has_unit &&
           (verdict->issued == GI_ISSUED_YES || verdict->unknown == GI_UNKNOWN_TYPED);
}

/* A case may be asked about as well: is it in that carton? */
static gi_status look_inside(gi_view *view, const gi_verdict *label, const gi_verdict *package,
                             bool *inside, gi_error *err)
{
    gi_package_run run;
    bool found = false;
    search at = { .wanted = label->unit };
    gi_package_books books = view->type->packages->books(view);
    GI_TRY(books.run(books.context, package->unit, &found, &run, err));
    if (label->has_package && run.each > 0) {
        gi_package_member cases;
        gi_package_slice(&run, package->unit.serial, 1, &cases);
        GI_TRY(compare(&at, cases.key, cases.first, cases.count, err));
    } else if (label->has_package) {
        gi_package_member member[GI_PACKAGE_MEMBERS];
        size_t count = 0;
        GI_TRY(books.members(books.context, &run, member, &count, err));
        for (size_t i = 0; i < count; i++) {
            GI_TRY(compare(&at, member[i].key, member[i].first, member[i].count, err));
        }
    } else {
        GI_TRY(gi_package_labels(&books, &run, package->unit.serial, 1, compare, &at, err));
    }
    *inside = at.found;
    return GI_OK;
}

gi_status gi_judge_inside(gi_view *view, gi_bytes label, gi_bytes package, gi_inside_answer *out,
                          gi_verdict *label_out, gi_verdict *package_out, gi_error *err)
{
    bool inside = false;
    gi_inside_answer answer = GI_INSIDE_UNKNOWN;
    GI_TRY(gi_judge(view, label, label_out, err));
    GI_TRY(gi_judge(view, package, package_out, err));
    if (is_known(label_out) && is_known(package_out) && package_out->has_package) {
        GI_TRY(look_inside(view, label_out, package_out, &inside, err));
        answer = !inside                       ? GI_INSIDE_NO
                 : package_out->package.opened ? GI_INSIDE_OPENED
                                               : GI_INSIDE_YES;
    }
    *out = answer;
    return GI_OK;
}

gi_status gi_bundle_inside(gi_bundle *bundle, gi_bytes label, gi_bytes package,
                           gi_inside_answer *out, gi_verdict *label_out, gi_verdict *package_out,
                           gi_error *err)
{
    return gi_judge_inside(&bundle->base, label, package, out, label_out, package_out, err);
}
