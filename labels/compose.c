/*
 * compose.c - words with {fields} in them become the text of one label (fields.h).
 */
#include <string.h>

#include "labels/fields.h"

static const char *const marks[] = {
    [GI_LABEL_MARK_NONE] = "",
    [GI_LABEL_MARK_TEST] = "测试",
    [GI_LABEL_MARK_VOID] = "作废",
};

/* W is the widest letter of the alphabet: the size fits every number of the run. */
static const char widest_number[] = "WWWW-WWWW-WWW";
static const char widest_hidden[] = "WWWW-WWWW";

/* The fields that differ from label to label, and how wide they may get. */
static const struct varying {
    const char *name;
    size_t at;
    const char *widest;
} varying[] = {
    { "number", offsetof(gi_label_unit, number), widest_number },
    { "hidden", offsetof(gi_label_unit, hidden), widest_hidden },
    { "first", offsetof(gi_label_unit, first), widest_number },
    { "last", offsetof(gi_label_unit, last), widest_number },
};

#define VARYING (sizeof varying / sizeof varying[0])

static const struct varying *varying_of(int field)
{
    const gi_label_field *row = gi_label_field_at((size_t)field);
    for (size_t i = 0; row->unit && i < VARYING; i++) {
        if (strcmp(varying[i].name, row->name) == 0) {
            return &varying[i];
        }
    }
    return NULL;
}

static const char *unit_text(const gi_label_unit *unit, const struct varying *row)
{
    if (unit == NULL) {
        return row->widest;
    }
    const char *const *at = (const char *const *)(const void *)((const char *)unit + row->at);
    return *at == NULL ? "" : *at;
}

const char *gi_field_text(const gi_label *label, const gi_label_unit *unit, int field)
{
    const struct varying *row = varying_of(field);
    if (row != NULL) {
        return unit_text(unit, row);
    }
    const char *name = gi_label_field_at((size_t)field)->name;
    if (strcmp(name, "demo") == 0) {
        return label->demo ? "演示" : "";
    }
    return strcmp(name, "mark") == 0 ? marks[label->mark] : label->texts[field];
}

int gi_field_next(const char *text, size_t *at)
{
    const char *open = strpbrk(text + *at, "{}");
    if (open == NULL) {
        *at = strlen(text);
        return -1;
    }
    *at = (size_t)(open - text);
    size_t size = strcspn(open + 1, "{}");
    int field = *open == '{' && open[size + 1] == '}' ? gi_field_index(open + 1, size) : -1;
    if (field < 0) {
        return -2;
    }
    *at += size + 2;
    return field;
}

bool gi_field_varies(const char *text)
{
    size_t at = 0;
    for (int field; (field = gi_field_next(text, &at)) >= 0;) {
        if (varying_of(field) != NULL) {
            return true;
        }
    }
    return false;
}

bool gi_field_fill(const char *text, const gi_label *label, const gi_label_unit *unit, gi_buf *out)
{
    size_t from = 0;
    size_t at = 0;
    for (int field; (field = gi_field_next(text, &at)) >= 0; from = at) {
        const char *value = gi_field_text(label, unit, field);
        size_t words = strcspn(text + from, "{");
        if (value[0] == '\0') {
            return false;
        }
        gi_buf_add(out, (gi_bytes){ (const uint8_t *)text + from, words });
        gi_buf_add_text(out, value);
    }
    gi_buf_add_text(out, text + from);
    return true;
}

const char *gi_field_subject(const char *text, const char *fallback)
{
    size_t at = 0;
    int field = gi_field_next(text, &at);
    return field < 0 ? fallback : gi_label_field_at((size_t)field)->name;
}
