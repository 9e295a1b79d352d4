/*
 * audit_verify.c - signatures of leaves, verified in blocks by several threads.
 *
 * What is signed is the leaf without its member sigs. The canonical text holds it but for one
 * cut, so no leaf is written anew unless the cut could be somewhere else.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "core/log/audit.h"

static const char context[] = "GI-LEAF-V1"; /* its NUL is signed too */
static const char mark[] = ",\"sigs\":[";

static gi_bytes bytes_from(gi_bytes text, size_t at)
{
    return (gi_bytes){ text.data + at, text.size - at };
}

/* Cuts the member out of the text; false when ,"sigs":[ does not stand there exactly once. */
static bool cut(const audit_leaf *leaf, gi_buf *out, gi_error *err)
{
    GI_AUTO_BUF sigs = GI_BUF(8192);
    size_t size = sizeof mark - 1;
    const uint8_t *at = memmem(leaf->text.data, leaf->text.size, mark, size);
    (void)err;
    if (at == NULL) {
        return false;
    }
    size_t front = (size_t)(at - leaf->text.data);
    gi_bytes rest = bytes_from(leaf->text, front + size);
    if (memmem(rest.data, rest.size, mark, size) != NULL) {
        return false;
    }
    gi_json_write(leaf->sigs, &sigs); /* begins with the '[' that the mark ends with */
    if (sigs.failed != GI_OK || sigs.size > rest.size + 1) {
        return false;
    }
    gi_buf_add(out, (gi_bytes){ leaf->text.data, front });
    gi_buf_add(out, bytes_from(rest, sigs.size - 1));
    return true;
}

static gi_status add_message(const audit_leaf *leaf, gi_buf *out, gi_error *err)
{
    gi_buf_add(out, (gi_bytes){ (const uint8_t *)context, sizeof context });
    if (!cut(leaf, out, err)) {
        GI_AUTO(gi_json) bare = gi_json_copy(leaf->json);
        gi_json_remove(bare, "sigs");
        GI_TRY(gi_json_ok(bare, err));
        gi_json_write(bare, out);
    }
    return gi_buf_status(out, "messages", err);
}

gi_status gi_audit_queue(gi_audit *audit, const audit_leaf *leaf, const audit_key *key,
                         const gi_signature *signature, gi_error *err)
{
    if (!audit->options.signatures) {
        return GI_OK;
    }
    if (audit->jobs == AUDIT_JOBS || audit->text.size + 2 * 2048 > AUDIT_TEXT) {
        GI_TRY(gi_audit_verify(audit, err));
    }
    audit_job *before = audit->jobs > 0 ? &audit->job[audit->jobs - 1] : NULL;
    audit_job *job = &audit->job[audit->jobs];
    *job = (audit_job){ .index = leaf->index,
                        .key = key->id,
                        .verifier = key->verifier,
                        .at = audit->text.size,
                        .signature = *signature };
    if (before != NULL && before->index == leaf->index) {
        job->at = before->at; /* the second signer signs the same bytes */
        job->size = before->size;
    } else {
        GI_TRY(add_message(leaf, &audit->text, err));
        job->size = audit->text.size - job->at;
    }
    audit->jobs++;
    return GI_OK;
}

typedef struct crew {
    gi_audit *audit;
    atomic_size_t next;
} crew;

static void *work(void *context_of_crew)
{
    crew *all = context_of_crew;
    for (;;) {
        size_t i = atomic_fetch_add(&all->next, 1);
        if (i >= all->audit->jobs) {
            return NULL;
        }
        audit_job *job = &all->audit->job[i];
        gi_bytes message = { all->audit->text.data + job->at, job->size };
        job->status = job->verifier == NULL ? GI_OK
                                            : gi_verifier_fits(job->verifier, message,
                                                               &job->signature, &job->fits, NULL);
    }
}

static void run_crew(gi_audit *audit)
{
    crew all = { .audit = audit };
    pthread_t helper[GI_AUDIT_THREADS];
    int helpers = 0;
    /* A thread that cannot start is no loss: this one works until nothing is left. */
    while (helpers < audit->options.threads - 1 && helpers < GI_AUDIT_THREADS &&
           pthread_create(&helper[helpers], NULL, work, &all) == 0) {
        helpers++;
    }
    (void)work(&all);
    for (int i = 0; i < helpers; i++) {
        (void)pthread_join(helper[i], NULL);
    }
}

gi_status gi_audit_verify(gi_audit *audit, gi_error *err)
{
    run_crew(audit);
    for (size_t i = 0; i < audit->jobs; i++) {
        const audit_job *job = &audit->job[i];
        if (job->status != GI_OK) {
            return gi_fail(err, GI_WHY_NO_MEMORY, "verify");
        }
        if (!job->fits) {
            gi_audit_find(audit, GI_AUDIT_SIGNATURE, job->index, -1, "key %u", job->key);
        }
    }
    audit->counts.signatures += (int64_t)audit->jobs;
    audit->jobs = 0;
    gi_buf_reset(&audit->text);
    return GI_OK;
}
