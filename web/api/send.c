/*
 * send.c - what the answers of the API share: text, tag, addresses (api.h).
 */
#include <string.h>

#include "web/api/api.h"

gi_status gi_api_send(gi_json *value, const char *as_of, gi_http_response *response, gi_error *err)
{
    GI_TRY(gi_json_ok(value, err));
    gi_buf *body = &response->body;
    gi_json_write(value, body);
    gi_http_tag(response, gi_buf_view(body));
    if (as_of != NULL) {
        gi_json_set_text(value, "as_of", as_of);
        GI_TRY(gi_json_ok(value, err));
        gi_buf_reset(body);
        gi_json_write(value, body);
    }
    gi_buf_add_byte(body, '\n');
    response->weak_tag = as_of != NULL;
    response->type = "application/json";
    response->cache = "no-cache";
    return GI_OK;
}

/* In a path '+' and '&' mean themselves; in a field, as which it is decoded, they do not. */
static void add_as_field(gi_buf *out, gi_bytes segment)
{
    for (size_t i = 0; i < segment.size; i++) {
        uint8_t c = segment.data[i];
        gi_bytes piece = { segment.data + i, 1 };
        gi_buf_add(out, c == '+' ? gi_bytes_of("%2B") : c == '&' ? gi_bytes_of("%26") : piece);
    }
}

gi_status gi_api_segment(const gi_http_request *request, gi_buf *out, gi_error *err)
{
    gi_bytes path = request->path;
    size_t from = path.size;
    while (from > 0 && path.data[from - 1] != '/') {
        from--;
    }
    GI_AUTO_BUF query = GI_BUF(3 * GI_HTTP_TARGET_MAX + 2);
    gi_buf_add_text(&query, "x=");
    add_as_field(&query, (gi_bytes){ path.data + from, path.size - from });
    gi_http_request one = { .query = gi_buf_view(&query) };
    (void)gi_http_field(&one, "x", out);
    if (out->failed != GI_OK) {
        return gi_fail(err, GI_WHY_TOO_LONG, "?", gi_num((int64_t)(path.size - from)).text,
                       gi_num((int64_t)out->max).text);
    }
    return GI_OK;
}

void gi_api_url(const gi_site *site, const char *path, gi_buf *out)
{
    const char *base = site->about.base_url;
    const char *host = strstr(base, "://");
    const char *end = host == NULL ? NULL : strchr(host + 3, '/');
    if (end != NULL) {
        gi_buf_add(out, (gi_bytes){ (const uint8_t *)base, (size_t)(end - base) });
    }
    gi_buf_add_text(out, path);
}
