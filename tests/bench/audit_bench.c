/*
 * audit_bench.c - an audit of many leaves beside a bare loop of OpenSSL over as many signatures.
 *
 * The log is read through a source as a directory or a server would give it; both use the same
 * number of threads. GI_BENCH_LEAVES sets the number of issues; GI_LONG means a million.
 */
#include <inttypes.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "tests/bench/audit_book.h"

#define THREADS 2
#define KEYS 64 /* signatures of the bare loop, used again and again */

/* Seconds on the wall, and of all processors together: neighbours do not count in those. */
typedef struct span {
    double wall, used;
} span;

static double read_clock(clockid_t which)
{
    struct timespec at;
    (void)clock_gettime(which, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static span now(void)
{
    return (span){ read_clock(CLOCK_MONOTONIC), read_clock(CLOCK_PROCESS_CPUTIME_ID) };
}

static span since(span begun)
{
    span at = now();
    return (span){ at.wall - begun.wall, at.used - begun.used };
}

/* ---- the bare loop ---- */

typedef struct loop {
    gi_bytes message[KEYS];
    gi_signature signature[KEYS];
    EVP_PKEY *key;
    size_t count;
    atomic_size_t next;
} loop;

static void *verify_bare(void *of)
{
    loop *all = of;
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    for (size_t i = atomic_fetch_add(&all->next, 1); i < all->count;
         i = atomic_fetch_add(&all->next, 1)) {
        size_t k = i % KEYS;
        must(EVP_DigestVerifyInit(digest, NULL, NULL, NULL, all->key) == 1 &&
                 EVP_DigestVerify(digest, all->signature[k].bytes, GI_SIGNATURE_SIZE,
                                  all->message[k].data, all->message[k].size) == 1,
             "verify");
    }
    EVP_MD_CTX_free(digest);
    return NULL;
}

static span bare_loop(const logbook *book)
{
    loop all = { .count = book->count };
    pthread_t other;
    const gi_public_key *key = &book->label->public_key;
    all.key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key->bytes, key->size);
    for (size_t i = 0; i < KEYS; i++) {
        all.message[i] = gi_buf_view(&book->leaf[book->count - 1 - i]);
        must(gi_signer_sign(book->label, all.message[i], &all.signature[i], NULL) == GI_OK, "sign");
    }
    span begun = now();
    must(pthread_create(&other, NULL, verify_bare, &all) == 0, "thread");
    (void)verify_bare(&all);
    (void)pthread_join(other, NULL);
    span took = since(begun);
    EVP_PKEY_free(all.key);
    return took;
}

/* ---- the log as files ---- */

typedef struct files {
    const logbook *book;
    gi_buf head;
} files;

static gi_status no_tile(void *context, int level, int64_t n, gi_bytes hashes, gi_error *err)
{
    (void)context, (void)level, (void)n, (void)hashes, (void)err;
    return GI_OK;
}

static void sign_head(files *of)
{
    GI_AUTO_BUF body = GI_BUF(1024);
    gi_checkpoint head = { .origin = BOOK_ORIGIN, .size = (int64_t)of->book->count };
    gi_tree *tree = calloc(1, sizeof *tree);
    must(tree != NULL, "memory");
    for (size_t i = 0; i < of->book->count; i++) {
        gi_digest hash = gi_leaf_hash(gi_buf_view(&of->book->leaf[i]));
        must(gi_tree_append(tree, (gi_tile_io){ NULL, no_tile, NULL }, &hash, NULL) == GI_OK,
             "tree");
    }
    head.root = gi_tree_root(tree);
    free(tree);
    gi_checkpoint_print(&head, &body);
    must(gi_note_sign(gi_buf_view(&body), BOOK_ORIGIN, of->book->log, &of->head, NULL) == GI_OK,
         "head");
}

static gi_status read_file(void *context, const char *path, gi_buf *out, bool *found, gi_error *err)
{
    const files *of = context;
    int level = 0;
    int width = 0;
    int64_t n = 0;
    *found = true;
    if (strcmp(path, "checkpoint") == 0) {
        gi_buf_add(out, gi_buf_view(&of->head));
        return GI_OK;
    }
    GI_TRY(gi_tile_path_parse(gi_bytes_of(path), &level, &n, &width, err));
    for (int64_t i = n * GI_TILE_WIDTH; i < n * GI_TILE_WIDTH + width; i++) {
        const gi_buf *leaf = &of->book->leaf[i];
        gi_buf_add_byte(out, (uint8_t)(leaf->size >> 8));
        gi_buf_add_byte(out, (uint8_t)leaf->size);
        gi_buf_add(out, gi_buf_view(leaf));
    }
    return GI_OK;
}

/* ---- the audit ---- */

static void tell(void *unused, const gi_audit_finding *finding)
{
    (void)unused;
    (void)fprintf(stderr, "%s at %" PRId64 ": %s\n", gi_audit_row_of(finding->what)->id,
                  finding->index, finding->values);
    exit(1);
}

static span audit_all(files *of, bool signatures)
{
    GI_AUTO(gi_audit) audit = NULL;
    gi_audit_verdict verdict = { 0 };
    gi_audit_options options = { .signatures = signatures, .threads = THREADS, .found = tell };
    gi_audit_source source = { .read = read_file, .context = of };
    span begun = now();
    must(gi_audit_create(&options, &audit, NULL) == GI_OK, "audit");
    must(gi_audit_log(audit, source, &(gi_audit_trust){ 0 }, &verdict, NULL) == GI_OK, "look");
    span took = since(begun);
    must(verdict.state.known && gi_audit_count(audit).findings == 0, "clean");
    gi_audit_verdict_clear(&verdict);
    return took;
}

static void show(const char *what, span took, double leaves)
{
    (void)printf("%s: %.1f us/leaf of processor, %.1f s on the wall\n", what,
                 took.used / leaves * 1e6, took.wall);
}

int main(void)
{
    logbook book;
    const char *wanted = getenv("GI_BENCH_LEAVES");
    size_t issues = wanted != NULL ? (size_t)strtoull(wanted, NULL, 10)
                                   : (getenv("GI_LONG") != NULL ? 1000000 : 20000);
    must(issues > KEYS, "too few leaves");
    book_open(&book, issues);
    files of = { &book, GI_BUF(GI_NOTE_MAX) };
    sign_head(&of);
    double leaves = (double)book.count;
    span quick = audit_all(&of, false);
    span full = audit_all(&of, true);
    span bare = bare_loop(&book);
    (void)printf("leaves: %.0f\n", leaves);
    show("audit without signatures (at most 20 us/leaf)", quick, leaves);
    show("audit with signatures", full, leaves);
    show("bare EVP verify loop", bare, leaves);
    (void)printf("audit beyond 1.25 x bare: %.1f us/leaf (at most 15)\n",
                 (full.used - 1.25 * bare.used) / leaves * 1e6);
    gi_buf_clear(&of.head);
    book_close(&book);
    return 0;
}
