/*
 * style.c - style sheet and policy from the same bytes, so they cannot disagree.
 */
#include "web/pages/style.h"

#include "gi/crypto.h"
#include "gi/text.h"

/* Made by the build from web/assets/consumer.css. */
extern const char gi_asset_consumer[];
extern const size_t gi_asset_consumer_size;

void gi_style_show(gi_html *page)
{
    gi_html_open(page, GI_LITERAL("style"));
    /* Not data: bytes of a file of this repository, fixed when the program was built. */
    gi_html_own(page, (gi_literal){ gi_asset_consumer, gi_asset_consumer_size });
    gi_html_close(page);
}

void gi_style_policy(gi_buf *out)
{
    gi_bytes sheet = { (const uint8_t *)gi_asset_consumer, gi_asset_consumer_size };
    gi_digest digest = gi_sha256(sheet);
    gi_buf_add_text(out, "default-src 'none'; style-src 'sha256-");
    gi_base64_add(out, gi_digest_view(&digest));
    gi_buf_add_text(out, "'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
                         "frame-ancestors 'none'");
}
