/*
 * audit_epoch.h - seams between the logs of one registry, as an audit sees them.
 *
 * Private to core/log/audit*.c.
 */
#ifndef GI_CORE_LOG_AUDIT_EPOCH_H
#define GI_CORE_LOG_AUDIT_EPOCH_H

#include "core/log/audit.h"
#include "gi/text.h"

/* The act `epoch`. */
GI_CHECKED gi_status gi_audit_epoch(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
/* The origin under which a checkpoint of this size was signed. */
const char *gi_audit_origin_at(const gi_audit *audit, int64_t size);

/*
 * After the leaves: a head remembered under an earlier origin. *vouched is true when it covers
 * leaves that were kept and they are the same, so that the roots of keys are the remembered ones.
 * GI_CONFLICT other-log: the log never had that origin
 */
GI_CHECKED gi_status gi_audit_epoch_memory(gi_audit *audit, const gi_audit_state *memory,
                                           gi_audit_verdict *verdict, bool *vouched, gi_error *err);

#endif
