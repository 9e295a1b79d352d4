/*
 * books_log.c - what a stranger with nothing but the leaves and checkpoints can check, and
 * what a writer was told.
 *
 * Roots are computed here by the stack method, not by core/log's tiles.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/keys.h"
#include "core/store/log_rows.h"
#include "gi/quantity.h"
#include "gi/text.h"
#include "tests/property/ledger/books.h"
#include "tests/support/spec.h"

#define LOG_KEY 3

typedef struct trade {
    char name[24]; /* "LSYW 2026-1" */
    int64_t raw, made;
    int64_t granted, issued, credited;
} trade;

typedef struct audit {
    gi_db *db;
    gi_digest stack[64]; /* roots of perfect subtrees, largest first */
    int64_t size;
    int64_t next_n[AUDIT_KEYS];
    trade trades[AUDIT_TRADES];
    gi_key_row log;
    int64_t every, checkpoints; /* every every-th checkpoint is looked at closely */
    gi_checkpoint due;          /* the next stored one */
    gi_checkpoint newest;
    gi_note note;
} audit;

/* ---- the tree ---- */

static int height(int64_t size)
{
    return __builtin_popcountll((unsigned long long)size);
}

static void append_leaf(audit *work, gi_bytes leaf)
{
    int top = height(work->size);
    work->stack[top] = gi_leaf_hash(leaf);
    for (int64_t left = work->size; (left & 1) != 0; left >>= 1, top--) {
        work->stack[top - 1] = gi_node_hash(&work->stack[top - 1], &work->stack[top]);
    }
    work->size++;
}

static gi_digest prefix_root(const audit *work)
{
    int top = height(work->size) - 1;
    gi_digest root = work->stack[top];
    while (top-- > 0) {
        root = gi_node_hash(&work->stack[top], &root);
    }
    return root;
}

/* ---- checkpoints ---- */

static void read_checkpoint(audit *work, gi_buf *text, gi_checkpoint *out)
{
    gi_error err = { 0 };
    EXPECT_OK(gi_note_parse(gi_buf_view(text), &work->note, &err));
    EXPECT_OK(gi_checkpoint_parse(work->note.body, out, &err));
}

static void expect_signed_and_consistent(audit *work)
{
    gi_error err = { 0 };
    gi_path path;
    bool fits = false;
    const gi_checkpoint *old = &work->due;
    EXPECT_OK(gi_note_fits(&work->note, old->origin, &work->log.public_key, &fits, &err));
    EXPECT(fits);
    EXPECT_OK(
        gi_tiles_consistency(gi_tiles_of(work->db), old->size, work->newest.size, &path, &err));
    EXPECT(
        gi_consistency_fits(old->size, &old->root, work->newest.size, &work->newest.root, &path));
}

/* Reads the checkpoint that comes next after the prefix seen so far. */
static void next_checkpoint(audit *work)
{
    gi_error err = { 0 };
    bool found = false;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    EXPECT_OK(gi_checkpoint_after(work->db, work->size, &text, &found, &err));
    if (found) {
        read_checkpoint(work, &text, &work->due);
        EXPECT(work->due.size > work->size);
        if (work->checkpoints++ % work->every == 0 || work->due.size == work->newest.size) {
            expect_signed_and_consistent(work);
        }
    }
}

static void meet_checkpoint(audit *work)
{
    if (work->size == work->due.size) {
        gi_digest root = prefix_root(work);
        EXPECT(memcmp(root.bytes, work->due.root.bytes, sizeof root.bytes) == 0);
        next_checkpoint(work);
    }
}

/* ---- leaves ---- */

static gi_bytes text_of(const gi_json *leaf, const char *name)
{
    gi_bytes text = { (const uint8_t *)"", 0 };
    (void)gi_json_as_text(gi_json_get(leaf, name), &text);
    return text;
}

static int64_t int_of(const gi_json *leaf, const char *name)
{
    int64_t number = 0;
    (void)gi_json_as_int(gi_json_get(leaf, name), &number);
    return number;
}

static trade *trade_of(audit *work, const gi_json *leaf)
{
    char name[24];
    gi_bytes product = text_of(leaf, "gi");
    gi_bytes season = text_of(leaf, "sea");
    (void)snprintf(name, sizeof name, "%.*s %.*s", (int)product.size, (const char *)product.data,
                   (int)season.size, (const char *)season.data);
    for (int i = 0; i < AUDIT_TRADES; i++) {
        trade *one = &work->trades[i];
        if (one->name[0] == '\0' || strcmp(one->name, name) == 0) {
            memcpy(one->name, name, sizeof name);
            return one;
        }
    }
    gi_spec_expect(false, __FILE__, __LINE__, "room for one more product and season");
    return NULL;
}

/* Rules say the ratio; without a raw step it is one to one. */
static void take_rules(audit *work, const gi_json *leaf)
{
    trade *one = trade_of(work, leaf);
    const gi_json *ratio = gi_json_get(gi_json_get(leaf, "rules"), "ratio");
    one->raw = 1;
    one->made = 1;
    (void)gi_json_as_int(gi_json_at(ratio, 0), &one->raw);
    (void)gi_json_as_int(gi_json_at(ratio, 1), &one->made);
}

static void take_grant(audit *work, const gi_json *leaf)
{
    trade_of(work, leaf)->granted += int_of(leaf, "qty");
}

/* Adds an issue or a credit; never more out than the grants can give. */
static void take_issue(audit *work, const gi_json *leaf)
{
    gi_error err = { 0 };
    int64_t limit = 0;
    trade *one = trade_of(work, leaf);
    one->issued += int_of(leaf, "qty");
    EXPECT_OK(gi_ratio_made(one->granted, one->raw, one->made, &limit, &err));
    EXPECT(one->issued - one->credited <= limit);
}

static void take_credit(audit *work, const gi_json *leaf)
{
    trade *one = trade_of(work, leaf);
    one->credited += int_of(leaf, "qty");
    EXPECT(one->credited <= one->issued);
}

static const struct taker {
    const char *kind;
    void (*take)(audit *work, const gi_json *leaf);
} takers[] = {
    { "product", take_rules }, { "grant", take_grant },   { "outside", take_grant },
    { "issue", take_issue },   { "cancel", take_credit }, { "spoil", take_credit },
    { "return", take_credit }, { "repack", take_credit },
};

static void take_counter(audit *work, const gi_json *leaf)
{
    int64_t by = int_of(leaf, "by");
    EXPECT(by > 0 && by < AUDIT_KEYS);
    EXPECT_INT(int_of(leaf, "n"), ++work->next_n[by]);
}

static gi_status take_act(void *context, const gi_act_row *row, gi_bytes bytes, gi_error *err)
{
    audit *work = context;
    GI_AUTO(gi_json) leaf = NULL;
    EXPECT_INT(row->index, work->size);
    GI_TRY(gi_json_parse_canonical(bytes, 8, &leaf, err));
    take_counter(work, leaf);
    for (size_t i = 0; i < sizeof takers / sizeof takers[0]; i++) {
        if (gi_bytes_equal(text_of(leaf, "t"), gi_bytes_of(takers[i].kind))) {
            takers[i].take(work, leaf);
        }
    }
    append_leaf(work, bytes);
    meet_checkpoint(work);
    return GI_OK;
}

static void start(audit *work, int64_t *acts)
{
    gi_error err = { 0 };
    gi_time ts = 0;
    bool found = false;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    EXPECT_OK(gi_key_load(work->db, LOG_KEY, &work->log, &err));
    EXPECT_OK(gi_act_last(work->db, acts, &ts, &err));
    EXPECT_OK(gi_checkpoint_last(work->db, &text, &found, &err));
    EXPECT(found);
    read_checkpoint(work, &text, &work->newest);
    EXPECT_INT(work->newest.size, *acts);
    next_checkpoint(work);
}

int64_t books_expect_sound_log(const char *dir, int64_t every)
{
    gi_error err = { 0 };
    int64_t acts = 0;
    GI_AUTO(gi_db) db = books_open(dir);
    audit *work = calloc(1, sizeof *work);
    EXPECT(work != NULL);
    work->db = db;
    work->every = every;
    start(work, &acts);
    EXPECT_OK(gi_act_each(db, 0, acts, take_act, work, &err));
    EXPECT_INT(work->size, acts);
    EXPECT_INT(work->due.size, acts);
    free(work);
    return acts;
}
