/*
 * audit_head.h - the signed head of a log under audit: read first, judged last.
 *
 * Private to core/log/audit*.c.
 */
#ifndef GI_CORE_LOG_AUDIT_HEAD_H
#define GI_CORE_LOG_AUDIT_HEAD_H

#include "core/log/audit.h"

/* Reads the checkpoint into head and note. */
GI_CHECKED gi_status gi_audit_head_read(gi_audit_source source, gi_audit_state *out, gi_error *err);

/*
 * Who signed it: the trusted key, the remembered one, or a log key of the leaves themselves.
 * Fills head_signed, own_key, forked (only between signed heads) and state. trust->memory is of
 * this origin or NULL; vouched: a memory of an earlier one vouches for the leaves' own keys.
 */
GI_CHECKED gi_status gi_audit_head_judge(gi_audit *audit, const gi_audit_trust *trust,
                                         gi_audit_verdict *verdict, bool vouched, gi_error *err);

#endif
