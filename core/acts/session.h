/*
 * session.h - a writing transaction over acts (gi/act.h is the outside).
 */
#ifndef GI_ACTS_SESSION_H
#define GI_ACTS_SESSION_H

#include "core/acts/pending.h"
#include "core/store/cards.h"
#include "core/store/journal_file.h"
#include "core/store/registry.h"
#include "gi/act.h"

#define GI_ROOT_KEY 1      /* key id of the founding root */
#define GI_NEXT_ROOT_KEY 2 /* reserved for its successor */
#define GI_LOG_KEY 3       /* key id of the first log key */

/* Wrong PINs that one session may meet; then it takes no act any more. */
#define GI_MISSES_MAX 32

/* Signers whose roles a session remembers. */
#define GI_SIGNERS_KNOWN 16

struct gi_session {
    gi_registry *registry;
    gi_signer *const *signers;
    size_t count;
    gi_time last_ts;     /* of the newest act when the session began */
    gi_digest root;      /* of the registry's tree, as stored: when it began, then as signed */
    gi_tree again;       /* the tree as it was then, for reading back (readback.h) */
    int64_t acts;        /* appended so far */
    gi_pending *pending; /* acts whose signatures are being made */
    gi_role role[GI_SIGNERS_KNOWN]; /* of the signers' active keys, where known says so */
    bool known[GI_SIGNERS_KNOWN];
    bool committed;
    char missed[GI_MISSES_MAX][GI_CARD_TEXT]; /* cards whose PIN was wrong, to be counted */
    size_t misses;
    gi_error sunk;  /* what keeps the session from being committed; else GI_OK */
    bool spoilt;    /* a wrong PIN could not be counted: nothing of the session is kept */
    bool trial;     /* on a copy: nothing is signed or committed */
    bool whole;     /* its acts stand or fall together */
    bool behind;    /* an old copy being recovered: the mark is asked at the end */
    bool closing;   /* its log is being closed: who began it asked the mark */
    bool renamed;   /* an act of it began a new log */
    gi_buf journal; /* lines for after COMMIT (journal.h) */
    gi_buf erased;  /* gi_erased, one after the other */
    gi_journal_file journal_file; /* locked around COMMIT */
    gi_error journal_why;         /* what kept the journal from being whole */
};

/* As gi_session_begin without signers, for a registry that lags behind its mark. */
GI_CHECKED gi_status gi_session_begin_behind(gi_registry *registry, gi_session **out,
                                             gi_error *err);
/* As gi_session_begin, but the high-water mark is for the caller to ask. */
GI_CHECKED gi_status gi_session_begin_closing(gi_registry *registry, gi_signer *const *signers,
                                              size_t count, gi_session **out, gi_error *err);

/* As gi_session_begin, for acts that stand or fall together: the first that fails, for whatever
 * reason, sinks the session, and nothing of it can be committed. So no act needs an undo point,
 * which costs a fifth of it. For drafts without secrets only (gi_draft_has_secret): a wrong one is
 * not counted here. */
GI_CHECKED gi_status gi_session_begin_whole(gi_registry *registry, gi_signer *const *signers,
                                            size_t count, gi_session **out, gi_error *err);

/* As gi_session_begin, on a copy of gi_registry_scratch: the log may have grown meanwhile, so its
 * mark is not asked. Such a session is never committed. */
GI_CHECKED gi_status gi_session_begin_trial(gi_registry *copy, gi_signer *const *signers,
                                            size_t count, gi_session **out, gi_error *err);

#endif
