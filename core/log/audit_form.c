/*
 * audit_form.c - members of a leaf, read with the finding at hand (audit.h).
 *
 * A leaf comes from the operator under audit: nothing in it is believed before it is checked,
 * and no value of it can end the audit.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit.h"
#include "gi/text.h"

#define LEAF_MAX 2048

static bool refuse(gi_audit *audit, const audit_leaf *leaf, const char *what)
{
    gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "%s", what);
    return false;
}

bool gi_audit_form(gi_audit *audit, audit_leaf *leaf)
{
    int64_t version = 0;
    const gi_json *json = leaf->json;
    if (leaf->text.size > LEAF_MAX) {
        return refuse(audit, leaf, "longer than 2048 bytes");
    }
    if (!gi_json_is_object(json) || !gi_json_as_int(gi_json_get(json, "v"), &version) ||
        version != 1) {
        return refuse(audit, leaf, "v is not 1");
    }
    if (!gi_json_as_text(gi_json_get(json, "t"), &leaf->kind)) {
        return refuse(audit, leaf, "no t");
    }
    if (!gi_json_as_int(gi_json_get(json, "ts"), &leaf->ts) || leaf->ts < 0) {
        return refuse(audit, leaf, "no ts");
    }
    if (!gi_json_as_int(gi_json_get(json, "by"), &leaf->by) || leaf->by < 1 ||
        leaf->by >= AUDIT_KEYS || !gi_json_as_int(gi_json_get(json, "n"), &leaf->n)) {
        return refuse(audit, leaf, "no by or n");
    }
    leaf->sigs = gi_json_get(json, "sigs");
    return gi_json_is_array(leaf->sigs) && gi_json_count(leaf->sigs) > 0
               ? true
               : refuse(audit, leaf, "no sigs");
}

bool gi_audit_int(gi_audit *audit, const audit_leaf *leaf, const char *name, int64_t low,
                  int64_t *out)
{
    int64_t value = 0;
    if (!gi_json_as_int(gi_json_get(leaf->json, name), &value) || value < low) {
        return refuse(audit, leaf, name);
    }
    *out = value;
    return true;
}

bool gi_audit_word(gi_audit *audit, const audit_leaf *leaf, const char *name, char *out,
                   size_t size)
{
    gi_bytes text = { 0 };
    if (!gi_json_as_text(gi_json_get(leaf->json, name), &text) || text.size == 0 ||
        gi_text_copy(out, size, text, name, NULL) != GI_OK) {
        return refuse(audit, leaf, name);
    }
    return true;
}

bool gi_audit_triple(const gi_json *array, int64_t out[3])
{
    bool good = gi_json_is_array(array) && gi_json_count(array) == 3;
    for (size_t i = 0; good && i < 3; i++) {
        good = gi_json_as_int(gi_json_at(array, i), &out[i]) && out[i] >= 1 && out[i] <= UINT32_MAX;
    }
    return good && out[0] < AUDIT_KEYS && out[1] + out[2] - 1 <= UINT32_MAX;
}

bool gi_audit_org(gi_audit *audit, const audit_leaf *leaf, uint32_t *out)
{
    char text[8];
    if (!gi_audit_word(audit, leaf, "org", text, sizeof text)) {
        return false;
    }
    return gi_number_parse(gi_bytes_of(text), out, NULL) == GI_OK ? true
                                                                  : refuse(audit, leaf, "org");
}

bool gi_audit_season(gi_audit *audit, const audit_leaf *leaf, size_t *sum)
{
    char mnemonic[GI_MNEMONIC_SIZE];
    char text[12];
    int season = 0;
    if (!gi_audit_word(audit, leaf, "gi", mnemonic, sizeof mnemonic) ||
        !gi_audit_word(audit, leaf, "sea", text, sizeof text)) {
        return false;
    }
    if (gi_season_parse(gi_bytes_of(text), &season, NULL) != GI_OK) {
        return refuse(audit, leaf, "sea");
    }
    audit_sum *row = gi_audit_sum_of(audit, mnemonic, season);
    if (row == NULL) {
        gi_audit_find(audit, GI_AUDIT_NO_RULES, leaf->index, -1, "%s %s", mnemonic, text);
        return false;
    }
    *sum = (size_t)(row - audit->sum);
    return true;
}
