/*
 * product.c - registers a product with what the catalogue knows about it.
 *
 * What stands on the command line wins over the catalogue; --demo-values adds the invented
 * values (in a demo registry only). What nobody knows stays out: without a cap there is no
 * grant, without an area no source.
 */
#include <stdio.h>
#include <string.h>

#include "core/commands/acts.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/catalogue.h"

const option_rule product_options[] = {
    { "demo-values", NULL, "用演示值补足目录中的未知项（仅演示库）",
      "fill what the catalogue does not know with invented values (demo only)" },
    { "catalogue", "yes|no", "是否取用内置目录（缺省 yes）", "use the catalogue (default yes)" },
    { NULL, NULL, NULL, NULL },
};

#define VALUE_MAX 1200

typedef struct filling {
    const command *cmd;
    gi_draft *draft;
    const gi_product_entry *entry;
} filling;

/* A value of the catalogue, unless it is empty or the command line gave the field. */
static gi_status fill(const filling *work, const char *name, const char *value, gi_error *err)
{
    bool given = option(work->cmd, name) != NULL;
    return given || value[0] == '\0' ? GI_OK
                                     : gi_draft_set(work->draft, name, gi_bytes_of(value), err);
}

static gi_status fill_quantity(const filling *work, const char *name, int64_t milli, gi_error *err)
{
    if (milli == GI_NOT_KNOWN) {
        return GI_OK;
    }
    return fill(work, name, gi_quantity_text(milli, (gi_unit)work->entry->unit).text, err);
}

static const char *const answers[] = { [GI_YES_NO_UNKNOWN] = "", [GI_YES] = "yes", [GI_NO] = "no" };
static const char *const bases[] = { [GI_BASIS_UNKNOWN] = "",
                                     [GI_BASIS_PLOT] = "plot",
                                     [GI_BASIS_VESSEL] = "vessel",
                                     [GI_BASIS_FLOCK] = "flock",
                                     [GI_BASIS_PERMIT] = "permit" };
static const char *const paths[] = { [GI_PRODUCT_PATH_UNKNOWN] = "",
                                     [GI_PRODUCT_PATH_LAND] = "raw",
                                     [GI_PRODUCT_PATH_DIRECT] = "direct" };

static gi_status fill_caps(const filling *work, gi_error *err)
{
    const gi_product_entry *entry = work->entry;
    char text[40] = "";
    if (entry->path == GI_PRODUCT_PATH_LAND && entry->raw_ratio > 0 && entry->made_ratio > 0) {
        (void)snprintf(text, sizeof text, "%lld:%lld", (long long)entry->raw_ratio,
                       (long long)entry->made_ratio);
    }
    GI_TRY(fill(work, "ratio", text, err));
    GI_TRY(fill_quantity(
        work, "cap", entry->basis == GI_BASIS_PLOT ? entry->cap_per_mu : entry->cap_per_unit, err));
    GI_TRY(fill_quantity(work, "daily", entry->daily_cap_per_mu, err));
    if (entry->best_before_months == GI_NOT_KNOWN) {
        return GI_OK;
    }
    (void)snprintf(text, sizeof text, "%lldm", (long long)entry->best_before_months);
    return fill(work, "best_before", text, err);
}

/* With --demo-values: an invented area, where nobody has announced one. */
static gi_status fill_demo_area(const filling *work, gi_error *err)
{
    gi_demo_entry demo;
    bool invented =
        option(work->cmd, "demo-values") != NULL &&
        gi_catalogue_demo(work->entry->mnemonic, "area", GI_NOT_KNOWN, &demo, NULL) == GI_OK;
    return invented ? fill(work, "area", demo.value, err) : GI_OK;
}

/* Part of an area whose code nobody knows leaves the whole area out: half is a wrong map. */
static gi_status fill_area(const filling *work, gi_error *err)
{
    GI_AUTO_BUF list = GI_BUF(VALUE_MAX);
    gi_area_entry line;
    gi_status status = GI_OK;
    for (size_t i = 0; status == GI_OK; i++) {
        status = gi_catalogue_area_at(work->entry->mnemonic, i, &line, NULL);
        if (status == GI_OK && line.code == GI_NOT_KNOWN) {
            return GI_OK;
        }
        if (status == GI_OK) {
            gi_buf_add_format(&list, "%s%lld", list.size > 0 ? "," : "", (long long)line.code);
        }
    }
    GI_TRY(gi_buf_status(&list, "area", err));
    if (status == GI_NOT_FOUND && list.size == 0) {
        return fill_demo_area(work, err);
    }
    return status == GI_NOT_FOUND ? fill(work, "area", gi_buf_text(&list), err) : status;
}

static gi_status fill_nets(const filling *work, gi_error *err)
{
    GI_AUTO_BUF list = GI_BUF(VALUE_MAX);
    const gi_net_contents *nets = &work->entry->net_contents;
    for (size_t i = 0; i < nets->count; i++) {
        gi_buf_add_format(&list, "%s%s", i > 0 ? "," : "",
                          gi_quantity_text(nets->milli[i], (gi_unit)work->entry->unit).text);
    }
    GI_TRY(gi_buf_status(&list, "nets", err));
    return fill(work, "nets", gi_buf_text(&list), err);
}

/* A grade as read, or (with --demo-values) as invented; false when there is none. */
static bool grade_at(const filling *work, int64_t number, gi_grade_entry *out)
{
    gi_demo_entry demo;
    const char *mnemonic = work->entry->mnemonic;
    if (gi_catalogue_grade(mnemonic, number, out, NULL) == GI_OK) {
        return true;
    }
    if (option(work->cmd, "demo-values") == NULL ||
        gi_catalogue_demo(mnemonic, "grade", number, &demo, NULL) != GI_OK) {
        return false;
    }
    (void)snprintf(out->zh, sizeof out->zh, "%.31s", demo.value);
    (void)snprintf(out->en, sizeof out->en, "%s", demo.en);
    return true;
}

static gi_status fill_grades(const filling *work, gi_error *err)
{
    GI_AUTO_BUF list = GI_BUF(VALUE_MAX);
    gi_grade_entry grade;
    for (int64_t number = 1; grade_at(work, number, &grade); number++) {
        gi_buf_add_format(&list, "%s%s=%s", number > 1 ? ";" : "", grade.zh, grade.en);
    }
    GI_TRY(gi_buf_status(&list, "grades", err));
    return fill(work, "grades", gi_buf_text(&list), err);
}

static gi_status fill_number(const filling *work, const char *name, int64_t number, gi_error *err)
{
    return number == GI_NOT_KNOWN ? GI_OK : fill(work, name, gi_num(number).text, err);
}

static gi_status fill_limits(const filling *work, gi_error *err)
{
    const gi_product_entry *entry = work->entry;
    GI_TRY(fill_number(work, "spoilage", entry->spoilage_permille, err));
    GI_TRY(fill_number(work, "outside", entry->outside_permille, err));
    GI_TRY(fill_number(work, "raw_days", entry->raw_days, err));
    GI_TRY(fill(work, "activate", entry->activate, err));
    GI_TRY(fill(work, "pesticides", entry->pesticides, err));
    return fill(work, "fresh", answers[entry->fresh], err);
}

static gi_status fill_all(const filling *work, gi_error *err)
{
    const gi_product_entry *entry = work->entry;
    GI_TRY(fill(work, "index", gi_num(entry->index).text, err));
    GI_TRY(fill(work, "zh", entry->zh, err));
    GI_TRY(fill(work, "en", entry->en, err));
    GI_TRY(fill(work, "standard", entry->standard, err));
    GI_TRY(fill(work, "unit", entry->unit == GI_UNIT_VOLUME ? "volume" : "mass", err));
    GI_TRY(fill(work, "path", paths[entry->path], err));
    GI_TRY(fill(work, "source", bases[entry->basis], err));
    GI_TRY(fill_caps(work, err));
    GI_TRY(fill_area(work, err));
    GI_TRY(fill_nets(work, err));
    GI_TRY(fill_limits(work, err));
    return fill_grades(work, err);
}

static gi_status check_demo(const command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    return gi_registry_about(registry)->demo
               ? GI_OK
               : gi_fail(err, GI_WHY_BAD_FIELD, "--demo-values", "live", "demo");
}

gi_status run_product(command *cmd, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    gi_product_entry entry;
    const char *use = option(cmd, "catalogue");
    GI_TRY(draft_of(cmd, &draft, err));
    const char *name = cmd->word_count == 1 ? cmd->words[0] : option(cmd, "product");
    if (name == NULL) {
        return fail_usage(cmd, err);
    }
    if (use != NULL && strcmp(use, "no") == 0) {
        return draft_finish(cmd, draft, err);
    }
    GI_TRY(gi_catalogue_product(gi_bytes_of(name), &entry, err));
    if (option(cmd, "demo-values") != NULL) {
        GI_TRY(check_demo(cmd, err));
        GI_TRY(gi_catalogue_add_demo(&entry, err));
    }
    GI_TRY(fill_all(&(filling){ cmd, draft, &entry }, err));
    return draft_finish(cmd, draft, err);
}
