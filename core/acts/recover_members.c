/*
 * recover_members.c - fields of a draft from members of a leaf that say the same
 * (recover_fields.h).
 *
 * A member has the name of its field, but for those of FORMATS 7; the field's own kind says how
 * it is written in a draft. What stands elsewhere, or in another form, sets nothing here.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/draft.h"
#include "core/acts/recover_fields.h"
#include "gi/unit_number.h"

/* ---- ranges ---- */

static gi_status bad_range(gi_error *err)
{
    return gi_fail(err, GI_WHY_BAD_LEAF, "rng");
}

gi_status gi_leaf_range_read(const gi_json *range, gi_leaf_range *out, gi_error *err)
{
    int64_t part[3];
    for (size_t i = 0; i < 3; i++) {
        if (!gi_json_as_int(gi_json_at(range, i), &part[i]) || part[i] < 1 ||
            part[i] > UINT32_MAX) {
            return bad_range(err);
        }
    }
    if (part[0] > UINT16_MAX || part[1] + part[2] - 1 > UINT32_MAX) {
        return bad_range(err);
    }
    *out = (gi_leaf_range){ (uint16_t)part[0], (uint32_t)part[1], (uint32_t)part[2] };
    return GI_OK;
}

void gi_leaf_range_add(const gi_leaf_range *range, gi_buf *out)
{
    char first[GI_UNIT_NUMBER_TEXT];
    char last[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ range->key, range->first }, first);
    gi_unit_number_print((gi_unit_id){ range->key, range->first + (range->count - 1) }, last);
    gi_buf_add_format(out, "%s..%s", first, last);
}

/* ---- one field ---- */

gi_status gi_field_text(gi_draft *draft, const char *field, const gi_json *member, gi_error *err)
{
    gi_bytes text = { 0 };
    return gi_json_as_text(member, &text) ? gi_draft_set(draft, field, text, err) : GI_OK;
}

gi_status gi_field_int(gi_draft *draft, const char *field, const gi_json *member, gi_error *err)
{
    int64_t number = 0;
    return gi_json_as_int(member, &number)
               ? gi_draft_set(draft, field, gi_bytes_of(gi_num(number).text), err)
               : GI_OK;
}

/* Digests are base64 in leaves and hex in drafts. */
static gi_status field_hex(gi_draft *draft, const char *field, const gi_json *member, gi_error *err)
{
    gi_bytes text = { 0 };
    gi_digest digest;
    GI_AUTO_BUF hex = GI_BUF(64);
    if (!gi_json_as_text(member, &text)) {
        return GI_OK;
    }
    GI_TRY(gi_base64_parse(text, digest.bytes, sizeof digest.bytes, err));
    gi_hex_add(&hex, gi_digest_view(&digest));
    return gi_draft_set(draft, field, gi_buf_view(&hex), err);
}

/* The one range of an act that has one. */
static gi_status field_range(gi_draft *draft, const char *field, const gi_json *member,
                             gi_error *err)
{
    gi_leaf_range range;
    GI_AUTO_BUF text = GI_BUF(64);
    if (member == NULL) {
        return GI_OK;
    }
    GI_TRY(gi_leaf_range_read(gi_json_at(member, 0), &range, err));
    gi_leaf_range_add(&range, &text);
    return gi_draft_set(draft, field, gi_buf_view(&text), err);
}

/* ---- all of them ---- */

static const char *member_of(const gi_field_rule *field)
{
    static const struct renamed {
        const char *field, *member;
    } all[] = {
        { "holder", "org" },  { "product", "gi" }, { "season", "sea" }, { "units", "rng" },
        { "package", "rng" }, { "bundle", "doc" }, { "most", "count" }, { "first", "ref" },
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (strcmp(all[i].field, field->name) == 0) {
            return all[i].member;
        }
    }
    return field->name;
}

gi_status gi_fields_of_leaf(const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    static gi_status (*const forms[])(gi_draft *, const char *, const gi_json *, gi_error *) = {
        [GI_FIELD_INT] = gi_field_int,   [GI_FIELD_COUNT] = gi_field_int,
        [GI_FIELD_DIGEST] = field_hex,   [GI_FIELD_UNITS] = field_range,
        [GI_FIELD_ROWS] = gi_field_text, /* the last kind */
    };
    for (const gi_field_rule *field = gi_draft_kind(draft)->fields; field->name != NULL; field++) {
        const gi_json *member = gi_json_get(leaf, member_of(field));
        GI_TRY((forms[field->kind] != NULL ? forms[field->kind] : gi_field_text)(draft, field->name,
                                                                                 member, err));
    }
    return GI_OK;
}
