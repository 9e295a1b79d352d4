/*
 * import.c - a file from its bytes to records with findings (gi/import.h). Running them: run.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/import/plan.h"
#include "core/import/shapes.h"
#include "gi/text.h"

void gi_import_destroy(gi_import *import)
{
    if (import != NULL) {
        gi_buf_clear(&import->text);
        free(import->record);
        free(import->finding);
        free(import->change);
        free(import);
    }
}

int64_t gi_import_faults(const gi_import *import)
{
    return import->faults;
}

int64_t gi_import_rows(const gi_import *import)
{
    return (int64_t)import->count;
}

bool gi_import_stored(const gi_import *import)
{
    return import->stored;
}

bool gi_import_needs(const gi_import *import, gi_role role)
{
    for (size_t i = 0; i < import->count; i++) {
        const char *act = gi_import_kind_at(import->record[i].kind)->act;
        const gi_act_kind *kind = gi_act_kind_find(gi_bytes_of(act));
        if (kind->role == role || kind->second == role) {
            return true;
        }
    }
    return role == GI_ROLE_LOG;
}

/* ---- leading zeros ---- */

/* A field of a record of this kind when it is all digits, else "". */
static const char *digits_of(gi_import *import, gi_record *record, size_t kind, size_t field)
{
    const char *text = record->kind == kind ? gi_record_value(import, record, field) : "";
    return gi_all_digits(text) ? text : "";
}

/* "0012" among the cards of a file says that all have four digits; "12" has lost two of them. */
static void find_lost_zeros(gi_import *import, size_t kind, size_t field)
{
    size_t widest = 0;
    for (size_t i = 0; i < import->count; i++) {
        const char *text = digits_of(import, &import->record[i], kind, field);
        size_t size = strlen(text);
        widest = text[0] == '0' && size > widest ? size : widest;
    }
    for (size_t i = 0; i < import->count; i++) {
        gi_record *record = &import->record[i];
        const char *text = digits_of(import, record, kind, field);
        gi_error why = { 0 };
        if (text[0] != '\0' && strlen(text) < widest) {
            (void)gi_fail(&why, GI_WHY_IMPORT_MANGLED, text, "前导零丢失 / leading zeros lost");
            gi_import_find(import, false, record->row, import->map[kind].column[field],
                           gi_bytes_of(text), &why);
            record->bad = true;
        }
    }
}

static void find_all_lost_zeros(gi_import *import)
{
    for (size_t kind = 0; kind < GI_IMPORT_KINDS; kind++) {
        int card = gi_kind_field(gi_import_kind_at(kind), "card");
        if (card >= 0) {
            find_lost_zeros(import, kind, (size_t)card);
        }
    }
}

/* ---- the hash ---- */

static gi_digest hash_of(const gi_import *import)
{
    GI_AUTO_BUF all = GI_BUF(import->text.size + import->count + 1);
    for (size_t i = 0; i < import->count; i++) {
        size_t end = i + 1 < import->count ? import->record[i + 1].offset : import->text.size;
        size_t start = import->record[i].offset;
        gi_buf_add_byte(&all, import->record[i].kind);
        gi_buf_add(&all, (gi_bytes){ import->text.data + start, end - start });
    }
    return gi_sha256(gi_buf_view(&all));
}

/* ---- reading ---- */

static gi_status take_options(gi_import *import, const gi_import_options *options, gi_error *err)
{
    char word[64];
    gi_fold(gi_bytes_of(options->kind), word, sizeof word);
    const gi_import_kind *kind = gi_import_kind_find(gi_bytes_of(word));
    if (kind == NULL) {
        return gi_fail(err, GI_WHY_IMPORT_KIND, gi_quote(gi_bytes_of(options->kind)).text,
                       "holder source input harvest lot batch mixed");
    }
    while (gi_import_kind_at(import->kind) != kind) {
        import->kind++;
    }
    const struct given {
        const char *from;
        char *to;
        size_t size;
        const char *name;
    } given[] = {
        { options->product, import->product, sizeof import->product, "product" },
        { options->season, import->season, sizeof import->season, "season" },
        { options->holder, import->holder, sizeof import->holder, "holder" },
    };
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
        if (given[i].from != NULL) {
            GI_TRY(gi_text_copy(given[i].to, given[i].size, gi_bytes_of(given[i].from),
                                given[i].name, err));
        }
    }
    return GI_OK;
}

static gi_status check_empty(const gi_import *import, gi_error *err)
{
    if (import->count > 0 || import->faults > 0) {
        return GI_OK;
    }
    return gi_fail(err, GI_WHY_IMPORT_EMPTY,
                   import->examples > 0 ? "只有示例行 / only example rows" : "0");
}

gi_status gi_import_read(gi_bytes file, const gi_import_options *options, gi_import **out,
                         gi_error *err)
{
    GI_AUTO(gi_import) import = calloc(1, sizeof *import);
    if (import == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "import");
    }
    import->first = -1;
    import->last = -1;
    GI_TRY(take_options(import, options, err));
    GI_TRY(gi_import_find_header(import, file, options->sheet, err));
    GI_TRY(gi_import_read_rows(import, file, options->sheet, err));
    GI_TRY(check_empty(import, err));
    find_all_lost_zeros(import);
    gi_import_sort(import);
    import->hash = hash_of(import);
    *out = GI_TAKE(import);
    return GI_OK;
}
