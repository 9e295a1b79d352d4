/*
 * journal_forget.c - values that were erased leave the journal too (journal.h).
 *
 * The whole file is written anew once, however many values go. A line keeps its place and names
 * what it lost, so that recovering can say why its leaf cannot be made again.
 */
#include <stdlib.h>
#include <string.h>

#include "core/acts/journal.h"
#include "core/store/log_rows.h"

gi_status gi_act_erases(gi_act *act, int64_t ref, const char *field, gi_error *err)
{
    gi_erased one = { .act = ref };
    GI_TRY(gi_text_copy(one.field, sizeof one.field, gi_bytes_of(field), "field", err));
    gi_buf_add(&act->erased, (gi_bytes){ (const uint8_t *)&one, sizeof one });
    return gi_buf_status(&act->erased, "erased values", err);
}

typedef struct forgetting {
    gi_db *db;
    gi_erased *list; /* by act */
    size_t count;
} forgetting;

static int by_act(const void *left, const void *right)
{
    const gi_erased *a = left;
    const gi_erased *b = right;
    return (a->act > b->act) - (a->act < b->act);
}

/* The first of the list that is of this act; NULL = none. */
static const gi_erased *first_of(const forgetting *what, int64_t act)
{
    size_t low = 0;
    size_t high = what->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (what->list[middle].act < act) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < what->count && what->list[low].act == act ? &what->list[low] : NULL;
}

/* The request key tells our act from one of another log. */
static bool is_ours(const forgetting *what, const gi_json *line, int64_t index)
{
    gi_act_row row;
    gi_bytes request = { 0 };
    GI_AUTO_BUF hex = GI_BUF(64);
    if (!gi_json_as_text(gi_json_get(gi_json_get(line, "draft"), "request"), &request) ||
        gi_act_load(what->db, index, &row, NULL, NULL, NULL) != GI_OK) {
        return false;
    }
    gi_hex_add(&hex, (gi_bytes){ row.request, sizeof row.request });
    return gi_bytes_equal(request, gi_buf_view(&hex));
}

/* The object without one member, or without all of them. */
static gi_json *without(const gi_json *object, const char *field)
{
    gi_json *copy = field[0] == '\0' ? gi_json_object() : gi_json_copy(object);
    gi_json_remove(copy, field);
    return copy;
}

static void forget_value(gi_json *line, const char *field)
{
    const gi_json *before = gi_json_get(line, "erased");
    gi_json *draft = gi_json_copy(gi_json_get(line, "draft"));
    gi_json *erased = before != NULL ? gi_json_copy(before) : gi_json_array();
    gi_json_set(draft, "fields", without(gi_json_get(draft, "fields"), field));
    gi_json_set(line, "salts", without(gi_json_get(line, "salts"), field));
    gi_json_set(line, "draft", draft);
    gi_json_push_text(erased, field[0] == '\0' ? "*" : field);
    gi_json_set(line, "erased", erased);
}

static gi_status edit_line(void *context, gi_bytes text, gi_buf *out, gi_error *err)
{
    const forgetting *what = context;
    GI_AUTO(gi_json) line = NULL;
    int64_t index = -1;
    const gi_erased *one = NULL;
    if (gi_json_parse(text, 8, &line, NULL) == GI_OK &&
        gi_json_as_int(gi_json_get(line, "index"), &index)) {
        one = first_of(what, index);
    }
    if (one == NULL || !is_ours(what, line, index)) {
        gi_buf_add(out, text);
        gi_buf_add_byte(out, '\n');
        return GI_OK;
    }
    for (; one < what->list + what->count && one->act == index; one++) {
        forget_value(line, one->field);
    }
    GI_TRY(gi_json_ok(line, err));
    gi_json_write(line, out);
    gi_buf_add_byte(out, '\n');
    return GI_OK;
}

gi_status gi_journal_forget(const gi_journal_file *journal, gi_db *db, gi_bytes erased,
                            gi_error *err)
{
    forgetting what = { .db = db, .count = erased.size / sizeof(gi_erased) };
    what.list = malloc(erased.size + 1);
    if (what.list == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "journal");
    }
    memcpy(what.list, erased.data, erased.size);
    qsort(what.list, what.count, sizeof *what.list, by_act);
    gi_status status = gi_journal_file_rewrite(journal, edit_line, &what, err);
    free(what.list);
    return status;
}
