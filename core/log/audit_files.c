/*
 * audit_files.c - a whole log from its files: bundles, root, head, memory (gi/audit.h).
 *
 * A file that is not there is "cannot tell", a file that is wrong is a finding. A second look
 * goes on behind the entries of the first.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit_epoch.h"
#include "core/log/audit_head.h"
#include "core/log/audit_tree.h"
#include "core/log/tiles.h"

#define LOOK_AHEAD 4 /* bundles, and their tiles */

typedef struct walk {
    gi_audit *audit;
    audit_tree *tree;
    const gi_audit_state *memory;
    bool forked; /* the remembered head is no prefix */
    bool broken; /* no entries can be read past this point */
} walk;

/* ---- entries ---- */

static void check_memory(walk *at)
{
    if (at->memory == NULL || at->tree->tree.size != at->memory->head.size) {
        return;
    }
    gi_digest root = gi_tree_root(&at->tree->tree);
    if (memcmp(root.bytes, at->memory->head.root.bytes, sizeof root.bytes) != 0) {
        gi_audit_find(at->audit, GI_AUDIT_FORK, -1, -1, "at size %" PRId64, at->tree->tree.size);
        at->forked = true;
    }
}

static void broken_bundle(walk *at, int64_t n, const char *what)
{
    gi_audit_find(at->audit, GI_AUDIT_BUNDLE, at->tree->tree.size, -1, "bundle %" PRId64 ": %s", n,
                  what);
    at->tree->good = false;
    at->broken = true;
}

/* place counts from the start of the bundle: below what we have, the entry must be the same. */
static gi_status take_entry(walk *at, int64_t n, int place, gi_bytes entry, gi_error *err)
{
    const gi_tree *tree = &at->tree->tree;
    gi_digest hash = gi_leaf_hash(entry);
    if (n * GI_TILE_WIDTH + place < tree->size) {
        const uint8_t *known = tree->open[0] + place * GI_DIGEST_SIZE;
        if (memcmp(known, hash.bytes, sizeof hash.bytes) != 0) {
            broken_bundle(at, n, "an entry is not the one seen before");
        }
        return GI_OK;
    }
    GI_TRY(gi_audit_tree_add(at->audit, &hash, err));
    at->audit->lost = true; /* until the leaf is judged whole */
    GI_TRY(gi_audit_leaf(at->audit, entry, err));
    at->audit->lost = false;
    check_memory(at);
    return GI_OK;
}

/* Takes the length and bytes of the next entry; false when the bundle ends too early. */
static bool next_entry(gi_bytes *rest, gi_bytes *entry)
{
    size_t size = rest->size < 2 ? 0 : (size_t)(rest->data[0] << 8 | rest->data[1]);
    if (rest->size < 2 + size) {
        return false;
    }
    *entry = (gi_bytes){ rest->data + 2, size };
    *rest = (gi_bytes){ rest->data + 2 + size, rest->size - 2 - size };
    return true;
}

static gi_status take_entries(walk *at, int64_t n, int width, gi_bytes rest, gi_error *err)
{
    for (int i = 0; i < width && !at->broken; i++) {
        gi_bytes entry = { 0 };
        if (next_entry(&rest, &entry)) {
            GI_TRY(take_entry(at, n, i, entry, err));
        } else {
            broken_bundle(at, n, "too short");
        }
    }
    if (!at->broken && width == GI_TILE_WIDTH && rest.size > 0) {
        broken_bundle(at, n, "bytes behind the last entry");
    }
    return GI_OK;
}

/* Names what is read next, so that a slow source can be asked for several files at once. */
static void look_ahead(const walk *at, int64_t n)
{
    const gi_audit_source *source = &at->tree->source;
    for (int64_t next = n; source->ahead != NULL && next < n + LOOK_AHEAD; next++) {
        char path[GI_TILE_PATH];
        int64_t left = at->tree->size - next * GI_TILE_WIDTH;
        if (left >= GI_TILE_WIDTH && next > n) {
            gi_tile_path(GI_TILE_ENTRIES, next, GI_TILE_WIDTH, path);
            source->ahead(source->context, path, AUDIT_BUNDLE_MAX);
        }
        if (left >= GI_TILE_WIDTH && source->tiles) {
            gi_tile_path(0, next, GI_TILE_WIDTH, path);
            source->ahead(source->context, path, GI_TILE_BYTES);
        }
    }
}

static gi_status take_bundle(walk *at, int64_t n, gi_error *err)
{
    char path[GI_TILE_PATH];
    bool found = false;
    int64_t left = at->tree->size - n * GI_TILE_WIDTH;
    int width = left < GI_TILE_WIDTH ? (int)left : GI_TILE_WIDTH;
    GI_TRY(gi_audit_tile(at->tree, GI_TILE_ENTRIES, n, width, AUDIT_BUNDLE_MAX, path, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_FILE_MISSING, path);
    }
    /* The buffer is used again for tiles while entries are taken. */
    look_ahead(at, n);
    gi_buf bundle = at->tree->file;
    at->tree->file = GI_BUF(AUDIT_BUNDLE_MAX);
    gi_status status = take_entries(at, n, width, gi_buf_view(&bundle), err);
    gi_buf_clear(&bundle);
    return status;
}

/* ---- the look ---- */

/* The root of the head against ours at its size; a shorter head than before has an older one. */
static gi_status check_root(walk *at, const gi_checkpoint *head, gi_error *err)
{
    bool known = true;
    gi_digest root = gi_tree_root(&at->tree->tree);
    bool older = head->size < at->tree->tree.size;
    if (older) {
        GI_TRY(gi_audit_root_at(at->audit, head->size, &root, &known, err));
    }
    bool fits = known && memcmp(root.bytes, head->root.bytes, sizeof root.bytes) == 0;
    if (known && !fits) {
        gi_audit_find(at->audit, older ? GI_AUDIT_FORK : GI_AUDIT_ROOT, -1, -1, "size %" PRId64,
                      head->size);
    }
    at->forked = at->forked || (older && known && !fits);
    at->tree->good = at->tree->good && (fits || older);
    return GI_OK;
}

static gi_status walk_all(walk *at, const gi_checkpoint *head, gi_error *err)
{
    check_memory(at); /* a remembered empty tree, or what an earlier look ended with */
    for (int64_t n = at->tree->tree.size / GI_TILE_WIDTH;
         n * GI_TILE_WIDTH < head->size && at->tree->tree.size < head->size && !at->broken; n++) {
        GI_TRY(take_bundle(at, n, err));
    }
    if (at->broken) {
        return GI_OK;
    }
    GI_TRY(gi_audit_tree_add(at->audit, NULL, err));
    return check_root(at, head, err);
}

static gi_status walk_log(gi_audit *audit, gi_audit_source source, const gi_audit_state *memory,
                          gi_audit_verdict *verdict, gi_error *err)
{
    const gi_checkpoint *head = &verdict->state.head;
    GI_TRY(gi_audit_tree_begin(audit, source, head->size, err));
    walk at = { .audit = audit, .tree = audit->tree, .memory = memory };
    if (memory != NULL && memory->head.size > head->size) {
        gi_audit_find(audit, GI_AUDIT_ROLLBACK, -1, -1, "size %" PRId64 ", seen was %" PRId64,
                      head->size, memory->head.size);
        verdict->rolled_back = true;
    }
    GI_TRY(walk_all(&at, head, err));
    verdict->tree = at.tree->good;
    audit->lost = audit->lost || !at.tree->good;
    /* Of other sizes than the remembered head only a true tree tells. */
    verdict->forked = at.forked && at.tree->good;
    return GI_OK;
}

/* What trusted witnesses say of the newest head bounds the leaves below it. */
static gi_status take_cosigned(gi_audit *audit, const gi_audit_verdict *verdict, gi_error *err)
{
    gi_note note;
    const char *what = NULL;
    if (!verdict->head_signed || !verdict->tree || verdict->rolled_back) {
        return GI_OK;
    }
    GI_TRY(gi_note_parse(gi_buf_view(&verdict->state.note), &note, err));
    GI_TRY(gi_audit_cosigned(audit, &note, verdict->state.head.size, -1, &what, err));
    if (what != NULL) {
        gi_audit_find(audit, GI_AUDIT_HEAD_LEAF, -1, -1, "%s", what);
    }
    return GI_OK;
}

/* An audit under way does not follow a log into its next epoch: leaves that it judged may be lost.
 * It is made anew, and the memory tells whether the seam holds. */
static gi_status same_log(gi_audit *audit, const gi_checkpoint *head, gi_error *err)
{
    if (audit->counts.leaves == 0 || !audit->founded || strcmp(audit->origin, head->origin) == 0) {
        return GI_OK;
    }
    audit->lost = true;
    return gi_fail(err, GI_WHY_OTHER_LOG, head->origin, audit->origin);
}

static gi_status look(gi_audit *audit, gi_audit_source source, const gi_audit_trust *trust,
                      gi_audit_verdict *verdict, gi_error *err)
{
    const gi_audit_state *memory =
        trust->memory != NULL && trust->memory->known ? trust->memory : NULL;
    bool vouched = false;
    GI_TRY(gi_audit_head_read(source, &verdict->state, err));
    GI_TRY(same_log(audit, &verdict->state.head, err));
    bool same = memory != NULL && strcmp(memory->head.origin, verdict->state.head.origin) == 0;
    GI_TRY(walk_log(audit, source, same ? memory : NULL, verdict, err));
    GI_TRY(gi_audit_finish(audit, err));
    if (memory != NULL && !same) {
        GI_TRY(gi_audit_epoch_memory(audit, memory, verdict, &vouched, err));
    }
    const gi_audit_trust of_this = { trust->vkey, same ? memory : NULL };
    GI_TRY(gi_audit_head_judge(audit, &of_this, verdict, vouched, err));
    return take_cosigned(audit, verdict, err);
}

bool gi_audit_goes_on(const gi_audit *audit)
{
    return !audit->lost;
}

gi_status gi_audit_log(gi_audit *audit, gi_audit_source source, const gi_audit_trust *trust,
                       gi_audit_verdict *verdict, gi_error *err)
{
    gi_audit_verdict found = { .state.note = GI_BUF(GI_NOTE_MAX) };
    gi_status status = look(audit, source, trust, &found, err);
    if (status != GI_OK) {
        gi_audit_verdict_clear(&found);
        return status;
    }
    *verdict = found;
    return GI_OK;
}
