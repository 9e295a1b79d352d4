/*
 * draft.c - what somebody wants done: act name, request key, fields as texts.
 *
 * A draft is a value; nothing of the registry is looked at here. Field kinds are checked when
 * the act runs (fields.c), names and texts already here, so a typing mistake shows at once.
 */
#include "core/acts/draft.h"

#include <stdlib.h>
#include <string.h>

#include "gi/text.h"

#define FIELD_TEXT_MAX 4096

struct gi_draft {
    const gi_act_kind *kind;
    uint8_t request[16];
    gi_json *fields;
};

void gi_draft_destroy(gi_draft *draft)
{
    if (draft != NULL) {
        gi_json_destroy(draft->fields);
        free(draft);
    }
}

static gi_status create(gi_bytes act, gi_draft **out, gi_error *err)
{
    const gi_act_kind *kind = gi_act_kind_find(act);
    if (kind == NULL) {
        char shown[40] = "";
        memcpy(shown, act.data, act.size < sizeof shown ? act.size : sizeof shown - 1);
        return gi_fail(err, GI_WHY_UNKNOWN_ACT, shown);
    }
    GI_AUTO(gi_draft) draft = calloc(1, sizeof *draft);
    if (draft == NULL || (draft->fields = gi_json_object()) == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "draft");
    }
    draft->kind = kind;
    *out = GI_TAKE(draft);
    return GI_OK;
}

gi_status gi_draft_create(const char *act, gi_random random, gi_draft **out, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    GI_TRY(create(gi_bytes_of(act), &draft, err));
    random.fill(random.context, draft->request, sizeof draft->request);
    *out = GI_TAKE(draft);
    return GI_OK;
}

gi_status gi_draft_set_request(gi_draft *draft, gi_bytes hex, gi_error *err)
{
    return gi_hex_parse(hex, draft->request, sizeof draft->request, err);
}

static bool has_field(const gi_act_kind *kind, const char *name)
{
    for (const gi_field_rule *rule = kind->fields; rule->name != NULL; rule++) {
        if (strcmp(rule->name, name) == 0) {
            return true;
        }
    }
    return false;
}

static gi_status check_text(const char *name, gi_bytes text, gi_error *err)
{
    if (text.size > FIELD_TEXT_MAX) {
        return gi_fail_field(err, name, GI_WHY_TOO_LONG, name, gi_num((int64_t)text.size).text,
                             gi_num(FIELD_TEXT_MAX).text);
    }
    if (!gi_utf8_valid(text)) {
        return gi_fail_field(err, name, GI_WHY_BAD_UTF8, name);
    }
    if (!gi_utf8_printable(text)) {
        return gi_fail_field(err, name, GI_WHY_CONTROL_CHARACTER, name);
    }
    return GI_OK;
}

gi_status gi_draft_set(gi_draft *draft, const char *name, gi_bytes text, gi_error *err)
{
    if (!has_field(draft->kind, name)) {
        return gi_fail_field(err, name, GI_WHY_UNKNOWN_FIELD, name, draft->kind->name);
    }
    if (gi_json_get(draft->fields, name) != NULL) {
        return gi_fail_field(err, name, GI_WHY_DUPLICATE_FIELD, name);
    }
    GI_TRY(check_text(name, text, err));
    gi_json_set(draft->fields, name, gi_json_text(text));
    return gi_json_ok(draft->fields, err);
}

static gi_status set_members(gi_draft *draft, const gi_json *fields, gi_error *err)
{
    for (size_t i = 0; i < gi_json_count(fields); i++) {
        const char *name = gi_json_name_at(fields, i);
        gi_bytes text = { 0 };
        if (!gi_json_as_text(gi_json_value_at(fields, i), &text)) {
            return gi_fail_field(err, name, GI_WHY_BAD_FIELD, name, "?", "a text");
        }
        GI_TRY(gi_draft_set(draft, name, text, err));
    }
    return GI_OK;
}

gi_status gi_draft_from_json(const gi_json *json, gi_random random, gi_draft **out, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    gi_bytes act = { 0 };
    gi_bytes request = { 0 };
    if (!gi_json_as_text(gi_json_get(json, "act"), &act) ||
        !gi_json_is_object(gi_json_get(json, "fields"))) {
        return gi_fail(err, GI_WHY_BAD_JSON, "{\"act\":...,\"fields\":{...}}");
    }
    GI_TRY(create(act, &draft, err));
    if (gi_json_as_text(gi_json_get(json, "request"), &request)) {
        GI_TRY(gi_draft_set_request(draft, request, err));
    } else {
        random.fill(random.context, draft->request, sizeof draft->request);
    }
    GI_TRY(set_members(draft, gi_json_get(json, "fields"), err));
    *out = GI_TAKE(draft);
    return GI_OK;
}

gi_json *gi_draft_to_json(const gi_draft *draft)
{
    GI_AUTO_BUF hex = GI_BUF(64);
    gi_hex_add(&hex, (gi_bytes){ draft->request, sizeof draft->request });
    gi_json *json = gi_json_object();
    gi_json_set_text(json, "act", draft->kind->name);
    gi_json_set_text(json, "request", gi_buf_text(&hex));
    gi_json_set(json, "fields", gi_json_copy(draft->fields));
    return json;
}

const gi_act_kind *gi_draft_kind(const gi_draft *draft)
{
    return draft->kind;
}

const uint8_t *gi_draft_request(const gi_draft *draft)
{
    return draft->request;
}

const gi_json *gi_draft_fields(const gi_draft *draft)
{
    return draft->fields;
}

bool gi_draft_has_secret(const gi_draft *draft)
{
    bool secret = false;
    for (const gi_field_rule *rule = draft->kind->fields; rule->name != NULL; rule++) {
        secret = secret || (rule->flags & GI_TRANSIENT) != 0;
    }
    return secret;
}

gi_json *gi_draft_lasting(const gi_draft *draft)
{
    gi_json *fields = gi_json_copy(draft->fields);
    for (const gi_field_rule *rule = draft->kind->fields; rule->name != NULL; rule++) {
        if ((rule->flags & GI_TRANSIENT) != 0) {
            gi_json_remove(fields, rule->name);
        }
    }
    return fields;
}

gi_status gi_draft_digest(const gi_draft *draft, const gi_digest *salts, gi_digest *out,
                          gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(65536);
    GI_AUTO(gi_json) fields = gi_draft_lasting(draft);
    GI_TRY(gi_json_ok(fields, err));
    gi_buf_add_text(&text, draft->kind->name);
    gi_buf_add_byte(&text, '\n');
    gi_json_write(fields, &text);
    GI_TRY(gi_buf_status(&text, "draft", err));
    const gi_bytes parts[] = { gi_digest_view(salts), gi_buf_view(&text) };
    *out = gi_sha256_parts(parts, 2);
    return GI_OK;
}
