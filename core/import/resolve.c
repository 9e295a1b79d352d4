/*
 * resolve.c - fields of a record as texts of a draft (resolve.h).
 */
#include "core/import/resolve.h"

#include <stdio.h>
#include <string.h>

#include "core/import/value.h"
#include "core/store/products.h"
#include "gi/catalogue.h"
#include "gi/text.h"

static const gi_import_field *fields_of(const gi_record *record)
{
    return gi_import_kind_at(record->kind)->fields;
}

static const char *value_named(const gi_resolver *at, const gi_record *record, const char *name)
{
    int field = gi_kind_field(gi_import_kind_at(record->kind), name);
    return field >= 0 ? gi_record_value(at->import, record, (size_t)field) : "";
}

/* ---- products ---- */

typedef struct named {
    const char *zh;
    char mnemonic[GI_MNEMONIC_SIZE];
} named;

static gi_status take_product(void *context, const gi_product *product, gi_error *err)
{
    named *wanted = context;
    (void)err;
    if (strcmp(product->zh, wanted->zh) == 0) {
        memcpy(wanted->mnemonic, product->mnemonic, sizeof wanted->mnemonic);
    }
    return GI_OK;
}

bool gi_import_mnemonic(const char *text, char out[GI_MNEMONIC_SIZE])
{
    char upper[GI_MNEMONIC_SIZE] = "";
    for (size_t i = 0; i < 4 && text[i] != '\0'; i++) {
        upper[i] = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - 'a' + 'A') : text[i];
    }
    return strlen(text) == 4 && gi_mnemonic_parse(gi_bytes_of(upper), out, NULL) == GI_OK;
}

/* A mnemonic as it is; else the Chinese name, of the registry first, then of the catalogue. */
static gi_status find_product(const gi_resolver *at, const char *text, char *out, gi_error *err)
{
    named wanted = { .zh = text };
    gi_product_entry entry;
    if (gi_import_mnemonic(text, wanted.mnemonic)) {
        (void)snprintf(out, GI_VALUE_TEXT, "%s", wanted.mnemonic);
        return GI_OK;
    }
    GI_TRY(gi_product_each(at->db, take_product, &wanted, err));
    if (wanted.mnemonic[0] == '\0' &&
        gi_catalogue_product(gi_bytes_of(text), &entry, NULL) == GI_OK) {
        memcpy(wanted.mnemonic, entry.mnemonic, sizeof wanted.mnemonic);
    }
    if (wanted.mnemonic[0] == '\0') {
        return gi_fail(err, GI_WHY_IMPORT_UNKNOWN, text, "产品", "product");
    }
    (void)snprintf(out, GI_VALUE_TEXT, "%s", wanted.mnemonic);
    return GI_OK;
}

/* ---- things with numbers ---- */

static gi_status resolve_holder(const gi_resolver *at, const char *text, char *out, gi_error *err)
{
    uint32_t id = 0;
    GI_TRY(gi_find_holder(at, text, &id, err));
    gi_number_print(id, out);
    return GI_OK;
}

/* Names another field than the one being resolved. */
static gi_status in_field(gi_error *err, const char *field, gi_status status)
{
    if (err != NULL) {
        (void)snprintf(err->field, sizeof err->field, "%s", field);
    }
    return status;
}

static gi_status resolve_source(const gi_resolver *at, const gi_record *record, const char *text,
                                char *out, gi_error *err)
{
    uint32_t holder = 0;
    int64_t source = 0;
    char product[GI_VALUE_TEXT] = "";
    bool harvest = gi_kind_field(gi_import_kind_at(record->kind), ".holder") >= 0;
    const char *name = value_named(at, record, harvest ? ".holder" : "holder");
    if (text[0] == '\0' && !harvest) {
        out[0] = '\0'; /* optional there */
        return GI_OK;
    }
    if (name[0] != '\0') {
        gi_status status = gi_find_holder(at, name, &holder, err);
        if (status != GI_OK) {
            return in_field(err, harvest ? ".holder" : "holder", status);
        }
    }
    const char *product_name =
        value_named(at, record, "product"); /* "" in kinds without products */
    gi_status known =
        product_name[0] == '\0' ? GI_OK : find_product(at, product_name, product, err);
    if (known != GI_OK) {
        return in_field(err, "product", known);
    }
    GI_TRY(gi_find_source(at, text, holder, product, &source, err));
    (void)snprintf(out, GI_VALUE_TEXT, "%s", gi_num(source).text);
    return GI_OK;
}

/* "1:42kg;@row3:10kg" as the act takes it: "1:42kg,7:10kg". */
static gi_status resolve_lots(const gi_resolver *at, const char *text, char *out, gi_error *err)
{
    size_t used = 0;
    while (*text != '\0') {
        char name[80];
        int64_t lot = 0;
        size_t size = strcspn(text, ",;");
        size_t mark = strcspn(text, ":");
        if (mark >= size || mark >= sizeof name || used + size + 24 > GI_VALUE_TEXT) {
            return gi_fail(err, GI_WHY_BAD_FIELD, "inputs", text, "1:42kg;2:10kg");
        }
        (void)snprintf(name, sizeof name, "%.*s", (int)mark, text);
        GI_TRY(gi_find_number(at, name, "物料批", "lot", &lot, err));
        used += (size_t)snprintf(out + used, GI_VALUE_TEXT - used, "%s%s%.*s", used > 0 ? "," : "",
                                 gi_num(lot).text, (int)(size - mark), text + mark);
        text += size + (text[size] != '\0');
    }
    return GI_OK;
}

static gi_status resolve_lot(const gi_resolver *at, const char *text, char *out, gi_error *err)
{
    int64_t lot = 0;
    GI_TRY(gi_find_number(at, text, "物料批", "lot", &lot, err));
    (void)snprintf(out, GI_VALUE_TEXT, "%s", gi_num(lot).text);
    return GI_OK;
}

/* Sources may stand for an empty text; everything else is left out then. */
static gi_status resolve(const gi_resolver *at, const gi_record *record,
                         const gi_import_field *field, const char *text, char *out, gi_error *err)
{
    if (field->shape == GI_SHAPE_SOURCE) {
        return resolve_source(at, record, text, out, err);
    }
    if (text[0] == '\0') {
        out[0] = '\0';
        return GI_OK;
    }
    if (field->shape == GI_SHAPE_HOLDER) {
        return resolve_holder(at, text, out, err);
    }
    if (field->shape == GI_SHAPE_PRODUCT) {
        return find_product(at, text, out, err);
    }
    if (field->shape == GI_SHAPE_LOTS) {
        return resolve_lots(at, text, out, err);
    }
    if (field->shape == GI_SHAPE_LOT) {
        return resolve_lot(at, text, out, err);
    }
    (void)snprintf(out, GI_VALUE_TEXT, "%s", text);
    return GI_OK;
}

gi_status gi_resolve_field(const gi_resolver *at, const gi_record *record, size_t field,
                           char out[GI_VALUE_TEXT], gi_error *err)
{
    const gi_import_field *rule = &fields_of(record)[field];
    const char *text = gi_record_value(at->import, record, field);
    gi_error why = { 0 };
    gi_status status = resolve(at, record, rule, text, out, &why);
    if (status != GI_OK && err != NULL) {
        *err = why;
        if (err->field[0] == '\0') {
            (void)snprintf(err->field, sizeof err->field, "%s", rule->name);
        }
    }
    return status;
}

/* ---- what rows made ---- */

/* The number an answer holds, by the kinds that rows below may name. */
static int64_t made(const gi_json *answer)
{
    static const char *const members[] = { "source", "lot" };
    int64_t number = 0;
    uint32_t holder = 0;
    gi_bytes text = { 0 };
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        if (gi_json_as_int(gi_json_get(answer, members[i]), &number)) {
            return number;
        }
    }
    return gi_json_as_text(gi_json_get(answer, "holder"), &text) &&
                   gi_number_parse(text, &holder, NULL) == GI_OK
               ? holder
               : 0;
}

static gi_status learn_name(const gi_resolver *at, const gi_record *record, int64_t number,
                            gi_error *err)
{
    char key[GI_VALUE_TEXT + 32];
    uint32_t holder = 0;
    const char *act = gi_import_kind_at(record->kind)->act;
    const char *name = value_named(at, record, "name");
    if (name[0] == '\0') {
        return GI_OK;
    }
    if (strcmp(act, "holder") == 0) {
        (void)snprintf(key, sizeof key, "h:%s", name);
        return gi_names_add(at->names, key, number, err);
    }
    GI_TRY(gi_find_holder(at, value_named(at, record, "holder"), &holder, err));
    (void)snprintf(key, sizeof key, "s:%s:%s", gi_num(holder).text, name);
    return gi_names_add(at->names, key, number, err);
}

gi_status gi_resolve_learn(const gi_resolver *at, const gi_record *record, const char *answer,
                           int64_t place, gi_error *err)
{
    GI_AUTO(gi_json) json = NULL;
    char key[GI_VALUE_TEXT + 1];
    const gi_import_kind *kind = gi_import_kind_at(record->kind);
    const char *label = gi_record_value(at->import, record, gi_kind_fields(kind));
    bool has_name = strcmp(kind->act, "holder") == 0 || strcmp(kind->act, "source") == 0;
    if (at->import->kind != GI_IMPORT_KINDS || (label[0] == '\0' && !has_name)) {
        return GI_OK; /* rows of one kind never point at each other */
    }
    GI_TRY(gi_json_parse(gi_bytes_of(answer), 8, &json, err));
    int64_t number = made(json) + place;
    if (label[0] != '\0') {
        (void)snprintf(key, sizeof key, "@%s", label);
        GI_TRY(gi_names_add(at->names, key, number, err));
    }
    return has_name ? learn_name(at, record, number, err) : GI_OK;
}
