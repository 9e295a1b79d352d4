/*
 * parcel.c - one plot has one source (parcel.h).
 *
 *   digest = HMAC-SHA-256(secret, "gi-parcel-v1" LF || kind || LF || folded number)
 *
 * with the registry's own secret of status leaves: whoever guesses numbers learns nothing without
 * it. The number itself stands in the private record and nowhere else.
 */
#include "core/acts/parcel.h"

#include "core/acts/status_tree.h"
#include "core/store/parcels.h"

#define SHORTEST 4
#define LONGEST 64

/* U+FF01..FF5E are ASCII, written wide: EF BC 81 .. EF BD 9E. */
static bool is_wide(gi_bytes text)
{
    return text.size >= 3 && text.data[0] == 0xEF &&
           ((text.data[1] == 0xBC && text.data[2] >= 0x81) ||
            (text.data[1] == 0xBD && text.data[2] <= 0x9E));
}

static gi_bytes skip(gi_bytes text, size_t bytes)
{
    return (gi_bytes){ text.data + bytes, text.size - bytes };
}

/* Narrow, upper case, without blanks (wide ones too) and dashes; other letters as they are. */
static void fold(gi_bytes text, gi_buf *out)
{
    static const char blank[] = "\xE3\x80\x80";
    while (text.size > 0) {
        uint8_t c = text.data[0];
        if (is_wide(text)) {
            c = (uint8_t)((text.data[1] - 0xBCU) * 64U + (text.data[2] - 0x80U) + 0x20U);
            text = skip(text, 3);
        } else if (text.size >= 3 &&
                   gi_bytes_equal((gi_bytes){ text.data, 3 }, gi_bytes_of(blank))) {
            text = skip(text, 3);
            continue;
        } else {
            text = skip(text, 1);
        }
        if (c != ' ' && c != '-') {
            gi_buf_add_byte(out, c >= 'a' && c <= 'z' ? (uint8_t)(c - 'a' + 'A') : c);
        }
    }
}

static gi_status digest_of(gi_act *act, int field, const char *kind, gi_digest *out, gi_error *err)
{
    uint8_t secret[GI_STATUS_SECRET];
    GI_AUTO_BUF text = GI_BUF(8192);
    gi_buf_add_format(&text, "gi-parcel-v1\n%s\n", kind);
    size_t head = gi_buf_view(&text).size;
    fold(act->value[field].text, &text);
    GI_TRY(gi_buf_status(&text, "parcel", err));
    size_t size = gi_buf_view(&text).size - head;
    if (size < SHORTEST || size > LONGEST) {
        return gi_fail_field(err, "parcel", GI_WHY_BAD_FIELD, "parcel", gi_num((int64_t)size).text,
                             "4..64");
    }
    GI_TRY(gi_status_secret(act->db, &act->registry->random, secret, err));
    *out = gi_hmac(GI_SUITE_INTL, (gi_bytes){ secret, sizeof secret }, gi_buf_view(&text));
    return GI_OK;
}

static gi_status refuse(gi_act *act, int64_t taken, gi_error *err)
{
    char number[8];
    gi_source_row other;
    GI_TRY(gi_source_load(act->db, taken, &other, err));
    gi_number_print(other.holder, number);
    return gi_fail_field(err, "parcel", GI_WHY_PARCEL_TAKEN, gi_num(taken).text, number);
}

gi_status gi_act_parcel(gi_act *act, int field, const gi_source_row *source, gi_error *err)
{
    gi_digest digest;
    int64_t taken = 0;
    bool found = false;
    if (!act->value[field].given) {
        return GI_OK;
    }
    GI_TRY(digest_of(act, field, source->kind, &digest, err));
    GI_TRY(gi_parcel_find(act->db, &digest, &found, &taken, err));
    return found ? refuse(act, taken, err) : gi_parcel_insert(act->db, &digest, source->id, err);
}
