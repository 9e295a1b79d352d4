/*
 * epoch.c - the act that closes a log and begins the next: new origin, new log key.
 *
 * Leaves keep their numbers, and the new log holds those that were kept in front of this one:
 * its own tree is checked from the founding on, and a leaf of the lost rest has no place in it.
 * All in one act, so that one signature of the root settles it: the log keys end; where leaves
 * were lost the label keys end as well, with the last serial known here, and numbers that lost
 * acts may have used are left out.
 *
 * Members: closed = as head of a head leaf; epoch = {id, kept, log, no, origin} and in the gm
 * suite {also, also_id} of a second log key, SM2; seen = [size, root] of a head past the note that
 * only the high-water mark tells of; why; doc = the key list.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/epoch.h"
#include "core/acts/head_note.h"
#include "core/acts/key_list.h"
#include "core/acts/lots.h"
#include "core/log/lines.h"
#include "core/store/holders.h"
#include "core/store/keys.h"
#include "core/store/log_rows.h"
#include "core/store/meta.h"
#include "gi/batch_id.h"

enum { ORIGIN, ID, LOG, NOTE, SIZE, ROOT, WHY, ALSO_ID, ALSO };
enum { WHY_LOST, WHY_LEAKED }; /* words of why */

const gi_field_rule gi_epoch_fields[] = {
    [ORIGIN] = { "origin", GI_FIELD_TEXT, GI_REQUIRED | GI_PUBLIC, "新日志名",
                 "origin of the new log", "gi.example.cn/log/2027" },
    [ID] = { "id", GI_FIELD_KEY, GI_REQUIRED | GI_PUBLIC, "新日志密钥号", "id of the new log key",
             "1..65535" },
    [LOG] = { "log", GI_FIELD_TEXT, GI_REQUIRED | GI_PUBLIC, "新日志公钥",
              "public key of the new log", "ed25519:<base64>" },
    [NOTE] = { "note", GI_FIELD_NOTE, GI_REQUIRED | GI_PUBLIC, "旧日志最后一个经见证的检查点",
               "last cosigned checkpoint of the log that ends", "base64 of a signed note" },
    [SIZE] = { "size", GI_FIELD_INT, GI_PUBLIC, "已签的最大长度（大于检查点时）",
               "newest size signed, where past the checkpoint", NULL },
    [ROOT] = { "root", GI_FIELD_DIGEST, GI_PUBLIC, "该长度的树根", "root of that size",
               "64 hex digits" },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "理由", "reason",
              "lost|key-leaked|moved" },
    [ALSO_ID] = { "also_id", GI_FIELD_KEY, GI_PUBLIC, "商密日志密钥号（gm 套件）",
                  "id of the SM2 log key (gm suite)", "1..65535" },
    [ALSO] = { "also", GI_FIELD_TEXT, GI_PUBLIC, "商密日志公钥（gm 套件）",
               "SM2 public key of the new log (gm suite)", "sm2:<base64>" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

/* What of a note fits beside everything else of this leaf, and beside a second key as well. */
#define NOTE_ROOM 820
#define NOTE_ROOM_ALSO 700

/* ---- checks ---- */

/* A name or key that was used before would make two logs look like one. */
static gi_status check_origin(gi_act *act, gi_epoch_row *row, gi_error *err)
{
    gi_epoch_row before;
    bool used = false;
    GI_TRY(gi_act_text(act, ORIGIN, row->origin, sizeof row->origin, err));
    if (!gi_log_name_valid(gi_bytes_of(row->origin))) {
        return gi_act_bad_field(act, ORIGIN, err);
    }
    GI_TRY(gi_epoch_of_origin(act->db, row->origin, &before, &used, err));
    return used ? gi_fail_field(err, "origin", GI_WHY_EXISTS, row->origin) : GI_OK;
}

static gi_status same_key(void *context, const gi_key_row *row, gi_error *err)
{
    const gi_key_row *fresh = context;
    if (row->id == fresh->id || gi_public_key_equal(&row->public_key, &fresh->public_key)) {
        return gi_fail_field(err, row->id == fresh->id ? "id" : "log", GI_WHY_EXISTS,
                             gi_num(row->id).text);
    }
    return GI_OK;
}

/* The log keys that begin: one that everybody's tools read, in the gm suite maybe one more. */
typedef struct beginning {
    gi_key_row key[2];
    size_t count;
} beginning;

static gi_status read_key(gi_act *act, int id, int field, gi_algorithm wanted, beginning *all,
                          gi_error *err)
{
    const char *name = act->kind->fields[field].name;
    gi_key_row key = { .id = (uint16_t)act->value[id].number, .since = act->ts };
    (void)snprintf(key.role, sizeof key.role, "%s", gi_role_name(GI_ROLE_LOG));
    (void)snprintf(key.state, sizeof key.state, "active");
    GI_TRY(gi_public_key_read(act->value[field].text, &key.public_key, err));
    if (key.public_key.algorithm != wanted) {
        return gi_fail_field(err, name, GI_WHY_BAD_FIELD, name,
                             gi_algorithm_name(key.public_key.algorithm),
                             gi_algorithm_name(wanted));
    }
    GI_TRY(gi_key_each(act->db, same_key, &key, err));
    all->key[all->count++] = key;
    return GI_OK;
}

static gi_status read_keys(gi_act *act, beginning *all, gi_error *err)
{
    bool given = act->value[ALSO].given;
    GI_TRY(read_key(act, ID, LOG, GI_ED25519, all, err));
    if (given != act->value[ALSO_ID].given) {
        const char *missing = given ? "also_id" : "also";
        return gi_fail_field(err, missing, GI_WHY_MISSING_FIELD, missing, act->kind->name);
    }
    if (!given) {
        return GI_OK;
    }
    if (act->registry->about.suite != GI_SUITE_GM ||
        act->value[ALSO_ID].number == act->value[ID].number) {
        return gi_act_bad_field(act, ALSO_ID, err);
    }
    return read_key(act, ALSO_ID, ALSO, GI_SM2, all, err);
}

/* A size and root past the note, from the mark; both or none. */
static gi_status read_far(gi_act *act, gi_last_word *word, gi_error *err)
{
    const gi_value *size = &act->value[SIZE];
    if (size->given != act->value[ROOT].given) {
        return gi_fail_field(err, "size", GI_WHY_MISSING_FIELD, size->given ? "root" : "size",
                             act->kind->name);
    }
    if (size->given && size->number <= word->head.size) {
        return gi_act_bad_field(act, SIZE, err);
    }
    word->far = size->given ? size->number : word->head.size;
    return GI_OK;
}

/* The reason has to be true, either way: nobody loses leaves by the way. */
static gi_status check_reason(const gi_act *act, const gi_last_word *word, gi_error *err)
{
    bool lost = word->far > word->kept;
    if (lost == (act->value[WHY].number == WHY_LOST)) {
        return GI_OK;
    }
    return lost ? gi_fail_field(err, "why", GI_WHY_LEAVES_LOST, gi_num(word->far).text,
                                gi_num(word->kept).text, gi_quote(act->value[WHY].text).text)
                : gi_fail_field(err, "why", GI_WHY_NOTHING_LOST, gi_num(word->far).text,
                                gi_num(word->kept).text, "key-leaked|moved");
}

static gi_status read_last_word(gi_act *act, gi_last_word *out, gi_error *err)
{
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_TRY(gi_base64_parse_add(act->value[NOTE].text, &note, err));
    GI_TRY(gi_last_word_read(act->registry, gi_buf_view(&note), !act->replayed, out, err));
    GI_TRY(read_far(act, out, err));
    return check_reason(act, out, err);
}

/* ---- keys ---- */

typedef struct ending {
    bool labels; /* label keys end too */
    gi_buf rows; /* gi_key_row, one after the other */
} ending;

static void ending_clear(ending *at)
{
    gi_buf_clear(&at->rows);
}
#define AUTO_ENDING __attribute__((cleanup(ending_clear))) ending

static gi_status note_key(void *context, const gi_key_row *row, gi_error *err)
{
    ending *at = context;
    bool ends = strcmp(row->role, gi_role_name(GI_ROLE_LOG)) == 0 ||
                (at->labels && strcmp(row->role, gi_role_name(GI_ROLE_LABEL)) == 0);
    if (ends && strcmp(row->state, "active") == 0) {
        gi_buf_add(&at->rows, (gi_bytes){ (const uint8_t *)row, sizeof *row });
    }
    return gi_buf_status(&at->rows, "keys", err);
}

/* Serials past the last one known here may stand on labels of lost acts: never good again. */
static gi_status end_keys(gi_act *act, bool labels, gi_error *err)
{
    AUTO_ENDING at = { .labels = labels, .rows = GI_BUF(16U << 20) };
    bool leaked = act->value[WHY].number == WHY_LEAKED;
    GI_TRY(gi_key_each(act->db, note_key, &at, err));
    for (size_t i = 0; i < at.rows.size; i += sizeof(gi_key_row)) {
        gi_key_row key;
        memcpy(&key, at.rows.data + i, sizeof key);
        bool label = strcmp(key.role, gi_role_name(GI_ROLE_LABEL)) == 0;
        (void)snprintf(key.state, sizeof key.state, "%s", !label && leaked ? "leaked" : "retired");
        key.has_retired = true;
        key.retired = act->ts;
        key.has_last_good = label;
        key.last_good = key.next_unit - 1;
        GI_TRY(gi_key_change(act->db, &key, err));
    }
    return GI_OK;
}

/* ---- numbers ---- */

/* A lost act used one number of a holder, source or batch at most, but many of lots where it
 * divided them. Batches may have stepped over look-alikes: twice as many and a few are left out. */
static gi_status skip_numbers(gi_act *act, int64_t lost, gi_error *err)
{
    static const struct {
        const char *counter;
        int64_t each;
    } used[] = { { "holder", 1 }, { "source", 1 }, { "lot", GI_LOTS_OF_ACT_MAX } };
    int64_t count = lost > GI_NUMBER_MAX / 4 ? GI_NUMBER_MAX / 2 : 2 * lost + 16;
    for (size_t i = 0; i < sizeof used / sizeof used[0]; i++) {
        int64_t next = 0;
        GI_TRY(gi_counter_get(act->db, used[i].counter, &next, err));
        next = (next == 0 ? 1 : next) + lost * used[i].each;
        GI_TRY(gi_counter_raise(act->db, used[i].counter, next, err));
    }
    return gi_holder_skip_batches(act->db, count, err);
}

/* ---- the leaf ---- */

static gi_status set_members(gi_act *act, const gi_epoch_row *row, const gi_last_word *word,
                             gi_error *err)
{
    gi_json *epoch = gi_json_object();
    gi_json_set(act->leaf, "epoch", epoch);
    gi_json_set_int(epoch, "id", act->value[ID].number);
    gi_json_set_int(epoch, "kept", word->kept);
    gi_json_set(epoch, "log", gi_json_text(act->value[LOG].text));
    gi_json_set_int(epoch, "no", row->number);
    gi_json_set_text(epoch, "origin", row->origin);
    if (act->value[ALSO].given) {
        gi_json_set_int(epoch, "also_id", act->value[ALSO_ID].number);
        gi_json_set(epoch, "also", gi_json_text(act->value[ALSO].text));
    }
    gi_json_set(act->leaf, "why", gi_json_text(act->value[WHY].text));
    if (act->value[SIZE].given) {
        gi_json *seen = gi_json_array();
        gi_json_push_int(seen, act->value[SIZE].number);
        gi_json_push(seen, gi_json_text(act->value[ROOT].text));
        gi_json_set(act->leaf, "seen", seen);
    }
    size_t room = act->value[ALSO].given ? NOTE_ROOM_ALSO : NOTE_ROOM;
    return gi_head_set(act->leaf, "closed", gi_buf_view(&word->text), room, &word->head, err);
}

static void set_answer(gi_act *act, const gi_epoch_row *row, const gi_last_word *word)
{
    gi_json_set_int(act->answer, "epoch", row->number);
    gi_json_set_text(act->answer, "origin", row->origin);
    gi_json_set_int(act->answer, "kept", word->kept);
    gi_json_set_int(act->answer, "signed", word->far);
}

/* ---- the act ---- */

static gi_status begin_log(gi_act *act, const gi_epoch_row *row, const beginning *keys,
                           const gi_last_word *word, gi_error *err)
{
    int64_t lost = word->far - word->kept;
    GI_TRY(end_keys(act, lost > 0, err));
    GI_TRY(lost > 0 ? skip_numbers(act, lost, err) : GI_OK);
    for (size_t i = 0; i < keys->count; i++) {
        GI_TRY(gi_key_insert(act->db, &keys->key[i], err));
    }
    GI_TRY(gi_epoch_insert(act->db, row, gi_buf_view(&word->text), err));
    GI_TRY(gi_witness_rows_restart(act->db, err));
    GI_TRY(set_members(act, row, word, err));
    set_answer(act, row, word);
    return gi_key_list_update(act, err);
}

gi_status gi_epoch_perform(gi_act *act, gi_error *err)
{
    GI_LAST_WORD word = { .kept = 0 };
    gi_epoch_row row = { .number = act->registry->about.epoch + 1, .act = act->index };
    beginning keys = { .count = 0 };
    if (!act->registry->founded) {
        return gi_fail(err, GI_WHY_NOT_FOUNDED, act->registry->dir);
    }
    GI_TRY(read_last_word(act, &word, err));
    GI_TRY(check_origin(act, &row, err));
    GI_TRY(read_keys(act, &keys, err));
    row.far = word.far;
    return begin_log(act, &row, &keys, &word, err);
}
