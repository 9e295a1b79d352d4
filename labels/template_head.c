/*
 * template_head.c - the section [template]: what a template is called, is for, how large it is
 * (template_values.h).
 */
#include <string.h>

#include "gi/text.h"
#include "labels/content.h"
#include "labels/template_values.h"

#define SECTION "template"

/* A roll is at least 10 mm wide; a sheet at most A3 high. */
#define SIDE_MIN 10000
#define SIDE_MAX 420000

static bool is_name(const char *text)
{
    size_t size = strlen(text);
    return size > 0 && size < GI_TEMPLATE_NAME &&
           text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static bool set_name(gi_template *layout, const char *value)
{
    bool good = is_name(value);
    if (good) {
        memcpy(layout->info.name, value, strlen(value) + 1);
    }
    return good;
}

static bool copy_title(char out[GI_TEMPLATE_TITLE], const char *value)
{
    const gi_bytes text = gi_bytes_of(value);
    return value[0] != '\0' && gi_label_check_text(value, SECTION, NULL) == GI_OK &&
           gi_text_copy(out, GI_TEMPLATE_TITLE, text, SECTION, NULL) == GI_OK;
}

static bool set_title(gi_template *layout, const char *value)
{
    return copy_title(layout->info.title_zh, value);
}

static bool set_title_en(gi_template *layout, const char *value)
{
    return copy_title(layout->info.title_en, value);
}

static bool set_kind(gi_template *layout, const char *value)
{
    for (gi_template_kind kind = 0; kind < GI_TEMPLATE_KINDS; kind++) {
        if (strcmp(gi_template_kind_name(kind), value) == 0) {
            layout->info.kind = kind;
            layout->kind_given = true;
            return true;
        }
    }
    return false;
}

static bool set_width(gi_template *layout, const char *value)
{
    return gi_template_mm(value, SIDE_MIN, SIDE_MAX, &layout->info.width);
}

static bool set_height(gi_template *layout, const char *value)
{
    return gi_template_mm(value, SIDE_MIN, SIDE_MAX, &layout->info.height);
}

#define SIDE "10..420 mm"
#define TITLE "1..95 bytes"

/* Every key must be there. */
static const struct head_row {
    const char *name;
    bool (*set)(gi_template *layout, const char *value);
    const char *allowed;
} keys[] = {
    { "name", set_name, "a-z 0-9 -, 1..31" },
    { "title", set_title, TITLE },
    { "title-en", set_title_en, TITLE },
    { "kind", set_kind, "unit, case, card, paper, conformity" },
    { "width", set_width, SIDE },
    { "height", set_height, SIDE },
};

#define KEYS (sizeof keys / sizeof keys[0])

gi_status gi_template_set_head(gi_template *layout, const char *key, const char *value,
                               gi_error *err)
{
    for (size_t i = 0; i < KEYS; i++) {
        if (strcmp(keys[i].name, key) == 0) {
            return keys[i].set(layout, value) ? GI_OK
                                              : gi_fail_field(err, key, GI_WHY_TEMPLATE_VALUE,
                                                              SECTION, key, value, keys[i].allowed);
        }
    }
    return gi_fail_field(err, key, GI_WHY_TEMPLATE_UNKNOWN, SECTION, key,
                         "name, title, title-en, kind, width, height");
}

gi_status gi_template_whole_head(const gi_template *layout, gi_error *err)
{
    const bool there[KEYS] = {
        layout->info.name[0] != '\0',     layout->info.title_zh[0] != '\0',
        layout->info.title_en[0] != '\0', layout->kind_given,
        layout->info.width > 0,           layout->info.height > 0,
    };
    for (size_t i = 0; i < KEYS; i++) {
        if (!there[i]) {
            return gi_fail_field(err, keys[i].name, GI_WHY_TEMPLATE_MISSING, SECTION, keys[i].name);
        }
    }
    return GI_OK;
}
