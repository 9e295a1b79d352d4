/*
 * tend.c - the day's head and status leaves, each at most once (gi/tend.h).
 *
 * What is due is asked inside the writing transaction, so two timers cannot both write it. Rounds
 * are many and the books are long: a first round of a day tells all that moved before it, so later
 * ones look only at what was posted since, and the first of the next day at that too.
 */
#include <string.h>

#include "core/acts/session.h"
#include "core/acts/status_tree.h"
#include "core/store/accounts.h"
#include "core/store/log_rows.h"
#include "core/store/meta.h"
#include "core/store/products.h"
#include "gi/tend.h"
#include "gi/text.h"

/* True when the newest leaf of a mark is of an earlier day, or there is none. */
static gi_status is_due(gi_registry *registry, const char *mark, int64_t *newest, bool *due,
                        gi_error *err)
{
    gi_act_row row;
    GI_TRY(gi_counter_get(registry->db, mark, newest, err));
    *due = *newest == 0;
    if (!*due) {
        GI_TRY(gi_act_load(registry->db, *newest - 1, &row, NULL, NULL, err));
        *due = gi_day_of(row.ts, registry->about.utc_offset_min) < gi_registry_today(registry);
    }
    return GI_OK;
}

typedef struct field {
    const char *name;
    const char *text; /* NULL = left out */
} field;

static gi_status write_leaf(gi_session *session, const char *act, const field *fields, size_t count,
                            gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    gi_receipt receipt;
    GI_TRY(gi_draft_create(act, session->registry->random, &draft, err));
    for (size_t i = 0; i < count; i++) {
        if (fields[i].text != NULL) {
            GI_TRY(gi_draft_set(draft, fields[i].name, gi_bytes_of(fields[i].text), err));
        }
    }
    return gi_session_act(session, draft, &receipt, err);
}

/* ---- seasons ---- */

typedef struct moved {
    uint16_t product;
    int season;
    int64_t act;
} moved;

/* Collected first: a status leaf is an act, and acts do not run inside a reading loop. */
static gi_status note_moved(void *context, uint16_t product, int season, int64_t act, gi_error *err)
{
    moved one = { product, season, act };
    gi_buf_add(context, (gi_bytes){ (const uint8_t *)&one, sizeof one });
    return gi_buf_status(context, "seasons", err);
}

/* One round: where it looks from, and whether what moved had to be left for another day. */
typedef struct tend_round {
    int64_t from, size;
    bool first; /* of the day */
    bool left;
} tend_round;

static gi_status tend_season(gi_session *session, const moved *one, tend_round *round,
                             gi_tended *done, gi_error *err)
{
    gi_registry *registry = session->registry;
    gi_product product;
    char mark[GI_STATUS_MARK];
    int64_t newest = 0;
    bool due = false;
    GI_TRY(gi_product_by_index(registry->db, one->product, &product, err));
    gi_status_mark(product.mnemonic, one->season, mark);
    GI_TRY(is_due(registry, mark, &newest, &due, err));
    if (!due || one->act < newest) {
        round->left = round->left || one->act >= newest;
        return GI_OK;
    }
    gi_season_text_t season = gi_season_text(one->season);
    const field fields[] = { { "product", product.mnemonic }, { "season", season.text } };
    GI_TRY(write_leaf(session, "status", fields, 2, err));
    done->seasons++;
    return GI_OK;
}

#define ROUND_DAY "tend day"   /* of the newest first round */
#define ROUND_FROM "tend from" /* length of the log when it began */

static gi_status begin_round(gi_registry *registry, tend_round *round, gi_error *err)
{
    int64_t day = 0;
    GI_TRY(gi_counter_get(registry->db, ROUND_DAY, &day, err));
    GI_TRY(gi_counter_get(registry->db, ROUND_FROM, &round->from, err));
    round->first = gi_registry_today(registry) > day;
    round->size = registry->tree.size;
    return GI_OK;
}

/* All that moved before a first round is told now; unless a leaf of this day was there already. */
static gi_status end_round(gi_registry *registry, const tend_round *round, gi_error *err)
{
    if (!round->first) {
        return GI_OK;
    }
    GI_TRY(gi_counter_raise(registry->db, ROUND_DAY, gi_registry_today(registry), err));
    return round->left ? GI_OK : gi_counter_raise(registry->db, ROUND_FROM, round->size, err);
}

static gi_status tend_seasons(gi_session *session, tend_round *round, gi_tended *done,
                              gi_error *err)
{
    gi_registry *registry = session->registry;
    GI_AUTO_BUF list = GI_BUF(1 << 20);
    GI_TRY(begin_round(registry, round, err));
    GI_TRY(gi_moved_each(registry->db, round->from, note_moved, &list, err));
    for (size_t at = 0; at < list.size; at += sizeof(moved)) {
        moved one;
        memcpy(&one, list.data + at, sizeof one);
        GI_TRY(tend_season(session, &one, round, done, err));
    }
    return end_round(registry, round, err);
}

/* ---- the whole ---- */

static gi_status begin(gi_registry *registry, gi_signer *const *signers, size_t count,
                       gi_session **out, gi_error *err)
{
    GI_TRY(gi_session_begin(registry, signers, count, out, err));
    return registry->founded ? GI_OK : gi_fail(err, GI_WHY_NOT_FOUNDED, registry->dir);
}

static gi_status general_due(gi_registry *registry, bool *due, gi_error *err)
{
    char mark[GI_STATUS_MARK];
    int64_t newest = 0;
    gi_status_mark(NULL, 0, mark);
    return is_due(registry, mark, &newest, due, err);
}

gi_status gi_tend(gi_registry *registry, gi_signer *const *signers, size_t count, gi_tended *out,
                  gi_error *err)
{
    GI_AUTO(gi_session) session = NULL;
    gi_tended done = { .head = false };
    int64_t newest = 0;
    tend_round round = { .from = 0 };
    GI_TRY(begin(registry, signers, count, &session, err));
    GI_TRY(is_due(registry, GI_HEAD_MARK, &newest, &done.head, err));
    if (done.head) {
        GI_TRY(write_leaf(session, "head", NULL, 0, err));
    }
    GI_TRY(tend_seasons(session, &round, &done, err));
    GI_TRY(general_due(registry, &done.general_due, err));
    GI_TRY(gi_act_last_change(registry->db, &done.changed, err));
    done.changed += registry->about.lost;
    if (session->acts > 0 || round.first) {
        GI_TRY(gi_session_commit(session, err));
    }
    *out = done;
    return GI_OK;
}

static gi_status write_general(gi_session *session, const gi_general *named, gi_error *err)
{
    GI_AUTO_BUF bundle = GI_BUF(64);
    GI_AUTO_BUF root = GI_BUF(64);
    const gi_openings *openings = named->openings;
    bool known = openings != NULL && openings->known;
    gi_num_text opened = gi_num(known ? openings->count : 0);
    if (named->bundle != NULL) {
        gi_hex_add(&bundle, gi_digest_view(named->bundle));
    }
    if (known) {
        gi_hex_add(&root, gi_digest_view(&openings->root));
    }
    const field fields[] = {
        { "bundle", named->bundle != NULL ? gi_buf_text(&bundle) : NULL },
        { "opened", known ? opened.text : NULL },
        { "open", known ? gi_buf_text(&root) : NULL },
    };
    return write_leaf(session, "status", fields, sizeof fields / sizeof fields[0], err);
}

gi_status gi_tend_general(gi_registry *registry, gi_signer *const *signers, size_t count,
                          const gi_general *named, bool *written, gi_error *err)
{
    GI_AUTO(gi_session) session = NULL;
    bool due = false;
    GI_TRY(begin(registry, signers, count, &session, err));
    GI_TRY(general_due(registry, &due, err));
    if (due) {
        GI_TRY(write_general(session, named, err));
        GI_TRY(gi_session_commit(session, err));
    }
    *written = due;
    return GI_OK;
}
