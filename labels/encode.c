/*
 * encode.c - from the texts of a unit to its symbols, before anything is drawn (encode.h).
 *
 * Touches neither cairo nor pango, so that the threads that sign may do it as well.
 */
#include "labels/encode.h"

#include <string.h>

#include "labels/content.h"
#include "labels/fields.h"

static bool says(const gi_label *label, const char *name)
{
    const int field = gi_field_index(name, strlen(name));
    return gi_field_text(label, NULL, field)[0] != '\0';
}

bool gi_shape_is_wanted(const gi_shape *shape, const gi_label *label)
{
    const gi_when other = label->demo ? GI_WHEN_LIVE : GI_WHEN_DEMO;
    return shape->when != other && (shape->with[0] == '\0' || says(label, shape->with)) &&
           (shape->without[0] == '\0' || !says(label, shape->without));
}

/* The longest tail that a QR holds in its denser mode, so that the symbol gets smaller. */
static const char *dense_tail(const char *url)
{
    static const char dense[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    const char *tail = url + strlen(url);
    while (tail > url && strchr(dense, tail[-1]) != NULL) {
        tail--;
    }
    return tail;
}

gi_status gi_encode_url(const char *url, gi_qr_level level, gi_qr *out, gi_error *err)
{
    GI_AUTO_BUF head = GI_BUF(GI_LABEL_URL_MAX);
    const char *tail = dense_tail(url);
    gi_buf_add(&head, (gi_bytes){ (const uint8_t *)url, (size_t)(tail - url) });
    GI_TRY(gi_buf_status(&head, "url", err));
    return gi_qr_encode(gi_buf_text(&head), gi_bytes_of(tail), level, out, err);
}

gi_status gi_encode_code(const gi_shape *shape, const char *prefix, const gi_label_unit *unit,
                         gi_qr *out, gi_error *err)
{
    const char *url = shape->kind == GI_SHAPE_QR_HIDDEN ? unit->hidden_url : unit->url;
    if (url != NULL) {
        return gi_encode_url(url, shape->level, out, err);
    }
    if (shape->kind == GI_SHAPE_QR_HIDDEN) {
        *out = (gi_qr){ 0 };
        return GI_OK;
    }
    return gi_qr_encode(prefix, gi_bytes_of(unit->digits), shape->level, out, err);
}

gi_status gi_label_encode(const gi_template *layout, const gi_label *label,
                          const gi_label_unit *unit, gi_label_codes *out, gi_error *err)
{
    gi_label_codes codes = { 0 };
    GI_TRY(gi_label_check_unit(unit, &layout->info, err));
    for (size_t i = 0; i < layout->count; i++) {
        const gi_shape *shape = &layout->shapes[i];
        if (gi_shape_is_code(shape) && gi_shape_is_wanted(shape, label)) {
            gi_qr *to = shape->kind == GI_SHAPE_QR ? &codes.code : &codes.hidden;
            GI_TRY(gi_encode_code(shape, label->prefix, unit, to, err));
        }
    }
    *out = codes;
    return GI_OK;
}
