/*
 * shown.h - a verdict as the page that people see.
 */
#ifndef GI_TESTS_SHOWN_H
#define GI_TESTS_SHOWN_H

#include "tests/web/pages/samples.h"

/* Renders into buf and returns the text, valid until buf changes. */
const char *shown(const gi_verdict *verdict, gi_language language, gi_buf *buf);

bool says(const char *page, const char *text);

#endif
