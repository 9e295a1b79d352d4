/*
 * witness_judge.c - how many stand behind a checkpoint, and whether a policy is content with them.
 *
 * Signatures are verified here, whoever brought the note. Strangers' lines count for nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "core/log/policy.h"

/* One cosigner's part of an answer. *good tells whether it stands behind the note. */
static gi_status count_one(const gi_note *note, const gi_cosigner *cosigner, gi_witnessed *sum,
                           bool *good, gi_error *err)
{
    int64_t seconds = 0;
    bool fits = false;
    GI_TRY(gi_cosignature_fits(note, cosigner, &fits, &seconds, err));
    sum->of++;
    if (fits) {
        sum->oldest = sum->by == 0 || seconds < sum->oldest ? seconds : sum->oldest;
        sum->newest = sum->by == 0 || seconds > sum->newest ? seconds : sum->newest;
        sum->by++;
    }
    *good = fits;
    return GI_OK;
}

/* One key is one witness, under however many names it is listed. */
static bool is_repeated(const gi_cosigner *cosigners, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (gi_public_key_equal(&cosigners[i].key, &cosigners[at].key)) {
            return true;
        }
    }
    return false;
}

gi_status gi_cosigners_judge(const gi_cosigner *cosigners, size_t count, const gi_note *note,
                             gi_witnessed *out, gi_error *err)
{
    gi_witnessed sum = { .of = 0 };
    for (size_t i = 0; i < count; i++) {
        bool good = false;
        if (!is_repeated(cosigners, i)) {
            GI_TRY(count_one(note, &cosigners[i], &sum, &good, err));
        }
    }
    sum.quorum = sum.by == sum.of;
    *out = sum;
    return GI_OK;
}

const gi_policy_name *gi_policy_next(const gi_policy *policy, int *at)
{
    while (*at < policy->count) {
        const gi_policy_name *found = &policy->name[(*at)++];
        if (found->wanted == 0) {
            return found;
        }
    }
    return NULL;
}

void gi_policy_settle(const gi_policy *policy, bool content[GI_POLICY_NAMES])
{
    int have[GI_POLICY_NAMES] = { 0 };
    for (int i = 0; i < policy->count; i++) {
        const gi_policy_name *name = &policy->name[i];
        content[i] = name->wanted == 0 ? content[i] : have[i] >= name->wanted;
        if (content[i] && name->group >= 0) {
            have[name->group]++;
        }
    }
}

gi_status gi_policy_judge(const gi_policy *policy, const gi_note *note, gi_witnessed *out,
                          gi_error *err)
{
    gi_witnessed sum = { .of = 0 };
    bool content[GI_POLICY_NAMES] = { false };
    for (int i = 0; i < policy->count; i++) {
        if (policy->name[i].wanted == 0) {
            GI_TRY(count_one(note, &policy->name[i].cosigner, &sum, &content[i], err));
        }
    }
    gi_policy_settle(policy, content);
    sum.quorum = policy->quorum < 0 || content[policy->quorum];
    *out = sum;
    return GI_OK;
}
