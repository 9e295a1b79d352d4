/*
 * policy.h - the inside of a gi_policy: its names in the order of their lines.
 *
 * Private to core. A member stands before its group, so one walk from the first name to the last
 * settles who is content.
 */
#ifndef GI_CORE_LOG_POLICY_H
#define GI_CORE_LOG_POLICY_H

#include "gi/witness.h"

enum { GI_POLICY_NAMES = 2 * GI_WITNESSES_MAX, GI_POLICY_WORD = 64, GI_POLICY_URL = 256 };

/* A witness, or a group of names that stand before it. */
typedef struct gi_policy_name {
    char name[GI_POLICY_WORD];
    int group;               /* the group it is a member of, -1 = none */
    int wanted;              /* of a group: members that must be content; of a witness 0 */
    gi_cosigner cosigner;    /* of a witness */
    char url[GI_POLICY_URL]; /* of a witness; "" = it is not asked over the network */
} gi_policy_name;

struct gi_policy {
    gi_policy_name name[GI_POLICY_NAMES];
    int count;
    int quorum; /* a place in name, -1 = none is wanted */
};

/* The policy of a registry, DIR/witnesses; an empty one without the file. GI_INVALID bad-config */
GI_CHECKED gi_status gi_policy_read(const char *dir, gi_policy **out, gi_error *err);

/* The same for those who only ask the witnesses: lines that do not read are left out, and the
 * first of them is told in *odd_line (witnesses-line); its status is GI_OK when there is none.
 * What the groups and the quorum then mean is not to be relied on. */
GI_CHECKED gi_status gi_policy_read_good(const char *dir, gi_policy **out, gi_error *odd_line,
                                         gi_error *err);

/* The next witness from place *at on, NULL behind the last; moves *at behind it. */
const gi_policy_name *gi_policy_next(const gi_policy *policy, int *at);

/* content[i] is given for witnesses and worked out for groups. */
void gi_policy_settle(const gi_policy *policy, bool content[GI_POLICY_NAMES]);

/* Does a note line carry that cosigner's name and key id? */
bool gi_cosigner_claims(const gi_cosigner *cosigner, const gi_note_line *line);

/* gi_act_witnessed, in a reading transaction of the caller's. */
GI_CHECKED gi_status gi_witnessed_read(gi_registry *registry, int64_t index, gi_witnessed *out,
                                       gi_error *err);

#endif
