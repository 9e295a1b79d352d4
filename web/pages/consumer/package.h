/*
 * package.h - the part of a page that is about a case or carton.
 */
#ifndef GI_WEB_CONSUMER_PACKAGE_H
#define GI_WEB_CONSUMER_PACKAGE_H

#include "web/pages/consumer/consumer.h"

/* What lies inside, by the ledger; nothing when the code is no package's. */
void gi_show_package(gi_html *page, const gi_page_view *view, const gi_verdict *verdict);

/* What is different about the answers for a package. */
gi_answer gi_answer_issued_package(gi_answer answer);
gi_answer gi_answer_good_package(gi_answer answer, const gi_verdict *verdict);

#endif
