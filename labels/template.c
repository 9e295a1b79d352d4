/*
 * template.c - templates opened: the built-in ones by name, others from a file (gi/template.h).
 *
 * The built-in ones are labels/templates/NAME.ini, put into the library when it is built.
 */
#include <stdlib.h>
#include <string.h>

#include "labels/file_read.h"
#include "labels/template.h"

/* One line for each file of labels/templates, in the order of lists: symbol, name. */
#define BUILT_IN(ROW)                           \
    ROW(40x30, "40x30")                         \
    ROW(50x30, "50x30")                         \
    ROW(60x40, "60x40")                         \
    ROW(70x50, "70x50")                         \
    ROW(50x30_hidden, "50x30-hidden")           \
    ROW(60x40_hidden, "60x40-hidden")           \
    ROW(70x50_hidden, "70x50-hidden")           \
    ROW(case_100x100, "case-100x100")           \
    ROW(case_100x150, "case-100x150")           \
    ROW(conformity_100x70, "conformity-100x70") \
    ROW(conformity_60x40, "conformity-60x40")   \
    ROW(conformity_code, "conformity-code")     \
    ROW(card, "card")                           \
    ROW(card_slips, "card-slips")               \
    ROW(card_a4, "card-a4")                     \
    ROW(paper, "paper")

#define DECLARE(symbol, name)                  \
    extern const char gi_templates_##symbol[]; \
    extern const size_t gi_templates_##symbol##_size;
BUILT_IN(DECLARE)

#define ROW_OF(symbol, name) { name, gi_templates_##symbol, &gi_templates_##symbol##_size },

static const struct built_in {
    const char *name;
    const char *text;
    const size_t *size;
} built_in[] = { BUILT_IN(ROW_OF) };

#define COUNT (sizeof built_in / sizeof built_in[0])

const char *gi_template_kind_name(gi_template_kind kind)
{
    static const char *const names[GI_TEMPLATE_KINDS] = {
        [GI_TEMPLATE_UNIT] = "unit",
        [GI_TEMPLATE_CASE] = "case",
        [GI_TEMPLATE_CARD] = "card",
        [GI_TEMPLATE_PAPER] = "paper",
        [GI_TEMPLATE_CONFORMITY] = "conformity",
    };
    return names[kind];
}

const char *gi_template_at(size_t index)
{
    return index < COUNT ? built_in[index].name : NULL;
}

const gi_template_info *gi_template_about(const gi_template *layout)
{
    return &layout->info;
}

static gi_status open_artwork(gi_template *layout, const char *folder, gi_error *err)
{
    for (size_t i = 0; i < layout->count; i++) {
        gi_shape *shape = &layout->shapes[i];
        if (shape->file[0] == '\0') {
            continue;
        }
        if (folder == NULL) {
            return gi_fail_field(err, "file", GI_WHY_TEMPLATE_VALUE, shape->name, "file",
                                 shape->file, "-");
        }
        bool vector = shape->kind == GI_SHAPE_MARK;
        GI_TRY(gi_art_open(folder, shape->file, vector, &shape->art, err));
    }
    return GI_OK;
}

/* The folder part of a path, "." when it has none. */
static void add_folder(gi_buf *out, const char *path)
{
    const char *slash = strrchr(path, '/');
    gi_buf_add(out, slash == NULL ? gi_bytes_of(".")
                                  : (gi_bytes){ (const uint8_t *)path, (size_t)(slash - path) });
}

/* The mark's file belongs to its user; the built-in templates only keep its place. */
gi_status gi_template_set_mark(gi_template *layout, const char *path, gi_error *err)
{
    const char *slash = strrchr(path, '/');
    GI_AUTO_BUF folder = GI_BUF(4096);
    gi_art *art = NULL;
    add_folder(&folder, path);
    GI_TRY(gi_buf_status(&folder, "mark", err));
    for (size_t i = 0; i < layout->count; i++) {
        gi_shape *shape = &layout->shapes[i];
        if (shape->kind == GI_SHAPE_MARK) {
            GI_TRY(gi_art_open(gi_buf_text(&folder), slash == NULL ? path : slash + 1, true, &art,
                               err));
            gi_art_destroy(shape->art);
            shape->art = art;
            return GI_OK;
        }
    }
    return gi_fail_field(err, "--gi-mark", GI_WHY_TEMPLATE_MISSING, layout->info.name,
                         "[gi-mark] (--gi-mark)");
}

gi_status gi_template_parse(gi_bytes text, const char *folder, gi_template **out, gi_error *err)
{
    GI_AUTO(gi_template) layout = calloc(1, sizeof *layout);
    if (layout == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "template");
    }
    GI_TRY(gi_template_read(text, layout, err));
    GI_TRY(gi_template_judge(layout, err));
    GI_TRY(open_artwork(layout, folder, err));
    *out = GI_TAKE(layout);
    return GI_OK;
}

void gi_template_destroy(gi_template *layout)
{
    for (size_t i = 0; layout != NULL && i < layout->count; i++) {
        gi_art_destroy(layout->shapes[i].art);
    }
    free(layout);
}

static gi_status fail_unknown(const char *name, gi_error *err)
{
    GI_AUTO_BUF known = GI_BUF(1000);
    for (size_t i = 0; i < COUNT; i++) {
        gi_buf_add_text(&known, i > 0 ? ", " : "");
        gi_buf_add_text(&known, built_in[i].name);
    }
    return gi_fail_field(err, "template", GI_WHY_NO_TEMPLATE, name, gi_buf_text(&known));
}

static gi_status open_built_in(const char *name, gi_template **out, gi_error *err)
{
    for (size_t i = 0; i < COUNT; i++) {
        if (strcmp(built_in[i].name, name) == 0) {
            const gi_bytes text = { (const uint8_t *)built_in[i].text, *built_in[i].size };
            return gi_template_parse(text, NULL, out, err);
        }
    }
    return fail_unknown(name, err);
}

static gi_status open_file(const char *path, gi_template **out, gi_error *err)
{
    const gi_file_rule rule = { .field = "template", .most = GI_TEMPLATE_BYTES, .linked = true };
    GI_AUTO_BUF text = GI_BUF(GI_TEMPLATE_BYTES + 1);
    GI_AUTO_BUF folder = GI_BUF(4096);
    add_folder(&folder, path);
    GI_TRY(gi_buf_status(&folder, "template", err));
    GI_TRY(gi_file_read(path, &rule, &text, err));
    return gi_template_parse(gi_buf_view(&text), gi_buf_text(&folder), out, err);
}

gi_status gi_template_open(const char *name, gi_template **out, gi_error *err)
{
    size_t size = strlen(name);
    bool file = strchr(name, '/') != NULL || (size > 4 && strcmp(name + size - 4, ".ini") == 0);
    return file ? open_file(name, out, err) : open_built_in(name, out, err);
}
