/*
 * style.h - the one style sheet, inline in every page, and the policy that allows only it.
 */
#ifndef GI_WEB_STYLE_H
#define GI_WEB_STYLE_H

#include "web/html/html.h"

/* Writes <style> with the sheet embedded from web/assets/consumer.css. */
void gi_style_show(gi_html *page);

/* Content-Security-Policy with the SHA-256 of exactly that sheet; added to out. */
void gi_style_policy(gi_buf *out);

#endif
