/*
 * registry.h - the inside of a gi_registry, for core only (gi/registry.h is the outside).
 */
#ifndef GI_STORE_REGISTRY_H
#define GI_STORE_REGISTRY_H

#include "core/log/tree_root.h"
#include "core/store/keys.h"
#include "gi/batch.h"
#include "gi/registry.h"

#define GI_PATH_MAX 1024

/* Keys met by look-ups, made ready once. Rows count only while the log is as long as then. */
#define GI_VERIFIERS_KEPT 16
typedef struct gi_kept_key {
    int64_t log_size; /* 0 = free place */
    gi_key_row row;
    gi_verifier *verifier; /* NULL until a signature is checked */
} gi_kept_key;

/* Names of townships met by look-ups: finding one walks the catalogue table down to it. */
#define GI_TOWNSHIPS_KEPT 64
typedef struct gi_kept_township {
    int64_t code; /* 0 = free place */
    char text[GI_NAME_TEXT];
} gi_kept_township;

/* Facts of batches met by look-ups. Only acts change facts, so they hold while the log stands. */
#define GI_FACTS_KEPT 16
typedef struct gi_kept_facts {
    int64_t log_size; /* when they were read; 0 = free place */
    gi_batch_facts facts;
} gi_kept_facts;

struct gi_registry {
    char dir[GI_PATH_MAX];
    char high_water[GI_PATH_MAX]; /* path of the mark, when open for writing */
    char journal[GI_PATH_MAX];    /* path of the journal, when open for writing; "" = none */
    gi_warn warn;                 /* or NULL */
    void *warn_context;
    gi_db *db;
    gi_about about;
    bool founded;
    gi_clock clock;
    gi_random random;
    gi_tree tree;      /* right edge of the log while a writing transaction runs */
    gi_tree_memo edge; /* what its roots were made of */
    gi_kept_key kept[GI_VERIFIERS_KEPT];
    size_t kept_next; /* the place that is filled next */
    gi_kept_township township[GI_TOWNSHIPS_KEPT];
    size_t township_next;
    gi_kept_facts facts[GI_FACTS_KEPT];
    size_t facts_next;
};

/* dir/name into out. GI_INVALID too-long */
GI_CHECKED gi_status gi_registry_path(const gi_registry *registry, const char *name,
                                      char out[GI_PATH_MAX], gi_error *err);

/*
 * A copy of the registry at this moment that nobody else sees (gi_db_scratch), with its clock and
 * chance: acts may be tried there, by a session that is never committed. Close it as any other.
 */
GI_CHECKED gi_status gi_registry_scratch(const gi_registry *registry, gi_registry **out,
                                         gi_error *err);

/* Reads about (origin, name, kind, suite) again, after the founding act or a new epoch. */
GI_CHECKED gi_status gi_registry_reload(gi_registry *registry, gi_error *err);

/* The same when another process began a new epoch since; in a transaction. */
GI_CHECKED gi_status gi_registry_refresh(gi_registry *registry, gi_error *err);

#endif
