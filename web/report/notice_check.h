/*
 * notice_check.h - reason, lengths and lines of a report; for notice.c only.
 */
#ifndef GI_WEB_NOTICE_CHECK_H
#define GI_WEB_NOTICE_CHECK_H

#include "gi/json.h"
#include "web/report/notice.h"

/*
 * Fills lines, an empty array, with the lines of the text.
 * GI_INVALID bad-field (reason, code, text), too-long (code, text: their characters, or lines)
 */
GI_CHECKED gi_status gi_notice_check(const gi_notice *notice, gi_json *lines, gi_error *err);

#endif
