/*
 * find.c - holders, sources and lots by what people call them (resolve.h).
 */
#include <stdio.h>
#include <string.h>

#include "core/import/resolve.h"
#include "core/import/value.h"
#include "core/store/holders.h"
#include "core/store/imports.h"
#include "core/store/log_rows.h"
#include "core/store/products.h"
#include "gi/text.h"

#define KEY_TEXT 320

gi_status gi_find_number(const gi_resolver *at, const char *text, const char *zh, const char *en,
                         int64_t *out, gi_error *err)
{
    int64_t number = 0;
    if (text[0] == '@') {
        int count = gi_names_find(at->names, text, &number);
        if (count > 1) {
            return gi_fail(err, GI_WHY_IMPORT_MANY, text, gi_num(count).text);
        }
        if (count == 0) {
            return gi_fail(err, GI_WHY_IMPORT_UNKNOWN, text, zh, en);
        }
    } else if (gi_text_int(gi_bytes_of(text), en, 1, GI_QUANTITY_MAX, &number, NULL) != GI_OK) {
        return gi_fail(err, GI_WHY_IMPORT_UNKNOWN, text, zh, en);
    }
    *out = number;
    return GI_OK;
}

/* ---- holders ---- */

/* Different holders that a text may mean. */
typedef struct holders {
    uint32_t first;
    int count;
} holders;

static void add_holder(holders *found, uint32_t id)
{
    if (found->count == 0) {
        found->first = id;
    }
    found->count += found->count == 0 || found->first != id;
}

static gi_status by_number(const gi_resolver *at, const char *text, holders *found, gi_error *err)
{
    uint32_t id = 0;
    gi_holder_row row;
    if (strlen(text) != 4 || gi_number_parse(gi_bytes_of(text), &id, NULL) != GI_OK) {
        return GI_OK;
    }
    gi_error why = { 0 };
    gi_status status = gi_holder_load(at->db, id, &row, &why);
    if (status == GI_OK) {
        add_holder(found, id);
    } else if (status != GI_NOT_FOUND && err != NULL) {
        *err = why;
    }
    return status == GI_NOT_FOUND ? GI_OK : status;
}

static gi_status by_card(const gi_resolver *at, const char *text, holders *found, gi_error *err)
{
    bool there = false;
    uint32_t id = 0;
    GI_TRY(gi_holder_by_name(at->db, text, &there, &id, err));
    if (there) {
        add_holder(found, id);
    }
    return GI_OK;
}

static gi_status by_names(const gi_resolver *at, const char *text, holders *found, gi_error *err)
{
    uint32_t id = 0;
    int titles = 0;
    int64_t number = 0;
    char key[KEY_TEXT];
    GI_TRY(by_card(at, text, found, err));
    GI_TRY(gi_holder_by_title(at->db, text, &titles, &id, err));
    if (titles > 0) {
        add_holder(found, id);
        found->count += titles - 1;
    }
    (void)snprintf(key, sizeof key, "h:%s", text);
    int above = gi_names_find(at->names, key, &number);
    if (above > 0) {
        add_holder(found, (uint32_t)number);
        found->count += above - 1;
    }
    return GI_OK;
}

/* Rows of one file name the same few holders; a mixed file may make more of a name. */
static bool remembered(const gi_resolver *at, const char *key, uint32_t *out)
{
    int64_t number = 0;
    bool known = at->import->kind != GI_IMPORT_KINDS && gi_names_find(at->names, key, &number) == 1;
    *out = known ? (uint32_t)number : *out;
    return known;
}

static gi_status by_all(const gi_resolver *at, const char *text, holders *found, gi_error *err)
{
    const size_t card = strlen(GI_BY_CARD);
    const size_t number = strlen(GI_BY_NUMBER);
    if (strncmp(text, GI_BY_CARD, card) == 0) {
        return by_card(at, text + card, found, err);
    }
    if (strncmp(text, GI_BY_NUMBER, number) == 0) {
        return by_number(at, text + number, found, err);
    }
    GI_TRY(by_number(at, text, found, err));
    return by_names(at, text, found, err);
}

gi_status gi_find_holder(const gi_resolver *at, const char *text, uint32_t *out, gi_error *err)
{
    holders found = { 0 };
    int64_t number = 0;
    char key[KEY_TEXT];
    if (text[0] == '@') {
        GI_TRY(gi_find_number(at, text, "主体", "holder", &number, err));
        *out = (uint32_t)number;
        return GI_OK;
    }
    (void)snprintf(key, sizeof key, "H:%s", text);
    if (remembered(at, key, out)) {
        return GI_OK;
    }
    GI_TRY(by_all(at, text, &found, err));
    if (found.count == 0) {
        return gi_fail(err, GI_WHY_IMPORT_UNKNOWN, text, "主体", "holder");
    }
    if (found.count > 1) {
        return gi_fail(err, GI_WHY_IMPORT_MANY, text, gi_num(found.count).text);
    }
    *out = found.first;
    return gi_names_add(at->names, key, found.first, err);
}

/* ---- sources ---- */

typedef struct sources {
    const gi_resolver *at;
    const char *wanted; /* kind of source of the product, "" = any */
    uint32_t holder;
    int64_t first;
    int count;
} sources;

static gi_status count_source(void *context, int64_t id, const char *kind, int64_t act,
                              gi_error *err)
{
    sources *found = context;
    (void)act;
    (void)err;
    if (found->wanted[0] == '\0' || strcmp(kind, found->wanted) == 0) {
        found->first = found->count == 0 ? id : found->first;
        found->count++;
    }
    return GI_OK;
}

static gi_status only_source(const gi_resolver *at, uint32_t holder, const char *product,
                             int64_t *out, gi_error *err)
{
    gi_product rules;
    sources found = { .at = at, .wanted = "", .holder = holder };
    char number[5];
    gi_number_print(holder, number);
    if (gi_product_load(at->db, product, &rules, NULL) == GI_OK) {
        found.wanted = rules.source;
    }
    GI_TRY(gi_source_each_of(at->db, holder, count_source, &found, err));
    if (found.count == 0) {
        return gi_fail_field(err, "source", GI_WHY_IMPORT_UNKNOWN, number, "此主体的来源",
                             "source of the holder");
    }
    if (found.count > 1) {
        return gi_fail_field(err, "source", GI_WHY_IMPORT_MANY, number, gi_num(found.count).text);
    }
    *out = found.first;
    return GI_OK;
}

/* The name of a source is private; it stands in the record of the act that registered it. */
static gi_status learn_source(void *context, int64_t id, const char *kind, int64_t act,
                              gi_error *err)
{
    const sources *of = context;
    GI_AUTO(gi_json) record = NULL;
    gi_bytes name = { 0 };
    char key[KEY_TEXT];
    (void)kind;
    GI_TRY(gi_private_load(of->at->db, act, &record, err));
    if (!gi_json_as_text(gi_json_get(record, "name"), &name)) {
        return GI_OK;
    }
    (void)snprintf(key, sizeof key, "s:%s:%.*s", gi_num(of->holder).text, (int)name.size,
                   (const char *)name.data);
    return gi_names_add(of->at->names, key, id, err);
}

static gi_status learn_sources(const gi_resolver *at, uint32_t holder, gi_error *err)
{
    int64_t known = 0;
    char key[KEY_TEXT];
    sources of = { .at = at, .holder = holder };
    (void)snprintf(key, sizeof key, "S:%s", gi_num(holder).text);
    if (gi_names_find(at->names, key, &known) > 0) {
        return GI_OK;
    }
    GI_TRY(gi_source_each_of(at->db, holder, learn_source, &of, err));
    return gi_names_add(at->names, key, 1, err);
}

static gi_status source_by_name(const gi_resolver *at, const char *text, uint32_t holder,
                                int64_t *out, gi_error *err)
{
    char key[KEY_TEXT];
    int64_t number = 0;
    if (holder == 0) {
        return gi_fail(err, GI_WHY_MISSING_FIELD, "主体 / holder", "source");
    }
    GI_TRY(learn_sources(at, holder, err));
    (void)snprintf(key, sizeof key, "s:%s:%s", gi_num(holder).text, text);
    int count = gi_names_find(at->names, key, &number);
    if (count == 0) {
        return gi_fail(err, GI_WHY_IMPORT_UNKNOWN, text, "来源", "source");
    }
    if (count > 1) {
        return gi_fail(err, GI_WHY_IMPORT_MANY, text, gi_num(count).text);
    }
    *out = number;
    return GI_OK;
}

/* A source that a row names together with a holder must be that holder's. */
static gi_status check_owner(const gi_resolver *at, int64_t source, uint32_t holder, gi_error *err)
{
    gi_source_row row;
    if (holder == 0) {
        return GI_OK;
    }
    GI_TRY(gi_source_load(at->db, source, &row, err));
    if (row.holder != holder) {
        char number[5];
        gi_number_print(holder, number);
        return gi_fail(err, GI_WHY_NOT_OWNER, gi_num(source).text, number);
    }
    return GI_OK;
}

gi_status gi_find_source(const gi_resolver *at, const char *text, uint32_t holder,
                         const char *product, int64_t *out, gi_error *err)
{
    int64_t number = 0;
    if (text[0] == '\0') {
        return holder == 0 ? gi_fail(err, GI_WHY_MISSING_FIELD, "来源 / source", "source")
                           : only_source(at, holder, product, out, err);
    }
    bool digits = strspn(text, "0123456789") == strlen(text);
    if (text[0] != '@' && !digits) {
        return source_by_name(at, text, holder, out, err);
    }
    GI_TRY(gi_find_number(at, text, "来源", "source", &number, err));
    GI_TRY(check_owner(at, number, holder, err));
    *out = number;
    return GI_OK;
}
