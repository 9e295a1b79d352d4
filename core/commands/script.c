/*
 * script.c - reads lines of drafts and fills in what earlier lines answered (script.h).
 */
#include "core/commands/script.h"

#include <stdio.h>
#include <string.h>

#include "gi/text.h"

#define LINE_DEPTH 8

void script_rewind(script *all)
{
    all->rest = all->text;
    all->line = 0;
}

static gi_bytes cut_line(gi_bytes *rest)
{
    const uint8_t *end = memchr(rest->data, '\n', rest->size);
    size_t size = end != NULL ? (size_t)(end - rest->data) : rest->size;
    gi_bytes line = { rest->data, size };
    size_t step = end != NULL ? size + 1 : size;
    *rest = (gi_bytes){ rest->data + step, rest->size - step };
    while (line.size > 0 && (line.data[line.size - 1] == '\r' || line.data[line.size - 1] == ' ')) {
        line.size--;
    }
    return line;
}

bool script_next(script *all, gi_bytes *line)
{
    while (all->rest.size > 0) {
        all->line++;
        *line = cut_line(&all->rest);
        if (line->size > 0 && line->data[0] != '#') {
            return true;
        }
    }
    return false;
}

/* A member nobody knows is a typing mistake, and would be lost in silence. */
static gi_status check_members(const gi_json *json, gi_error *err)
{
    static const char *const known[] = { "act", "fields", "id", "request" };
    for (size_t i = 0; i < gi_json_count(json); i++) {
        const char *name = gi_json_name_at(json, i);
        bool found = false;
        for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
            found = found || strcmp(known[k], name) == 0;
        }
        if (!found) {
            return gi_fail(err, GI_WHY_UNKNOWN_FIELD, name, "run");
        }
    }
    return GI_OK;
}

static gi_status parse(gi_bytes line, gi_json **out, gi_error *err)
{
    GI_AUTO(gi_json) json = NULL;
    GI_TRY(gi_json_parse(line, LINE_DEPTH, &json, err));
    if (!gi_json_is_object(json)) {
        return gi_fail(err, GI_WHY_BAD_JSON, "{\"act\":...,\"fields\":{...}}");
    }
    GI_TRY(check_members(json, err));
    *out = GI_TAKE(json);
    return GI_OK;
}

gi_status script_kind(gi_bytes line, const gi_act_kind **out, gi_error *err)
{
    GI_AUTO(gi_json) json = NULL;
    gi_bytes name = { 0 };
    GI_TRY(parse(line, &json, err));
    (void)gi_json_as_text(gi_json_get(json, "act"), &name);
    *out = gi_act_kind_find(name);
    return *out != NULL ? GI_OK : gi_fail(err, GI_WHY_UNKNOWN_ACT, gi_quote(name).text);
}

/* ---- "@name.member", "@name.list.0" ---- */

/* A member of an answer; "lots.0" is the first of a list. NULL when there is none. */
static const gi_json *member_of(const gi_json *answer, const char *member)
{
    char name[64] = "";
    const char *dot = strchr(member, '.');
    if (dot == NULL) {
        return gi_json_get(answer, member);
    }
    memcpy(name, member, (size_t)(dot - member));
    const gi_json *list = gi_json_get(answer, name);
    int64_t at = 0;
    gi_status status = gi_text_int(gi_bytes_of(dot + 1), member, 0, SCRIPT_LINES, &at, NULL);
    return status == GI_OK && gi_json_is_array(list) ? gi_json_at(list, (size_t)at) : NULL;
}

static gi_status refer(const script *all, const char *field, gi_bytes reference, gi_buf *out,
                       gi_error *err)
{
    char name[64] = "";
    gi_bytes text = { 0 };
    const uint8_t *dot = memchr(reference.data, '.', reference.size);
    size_t size = dot != NULL ? (size_t)(dot - reference.data) : 0;
    if (dot == NULL || size >= sizeof name) {
        return gi_fail_field(err, field, GI_WHY_BAD_FIELD, field, gi_quote(reference).text,
                             "@name.member");
    }
    memcpy(name, reference.data, size);
    char member[64] = "";
    size_t left = reference.size - size - 1;
    memcpy(member, dot + 1, left < sizeof member ? left : sizeof member - 1);
    const gi_json *value = member_of(gi_json_get(all->answers, name), member);
    int64_t number = 0;
    if (gi_json_as_text(value, &text)) {
        gi_buf_add(out, text);
    } else if (gi_json_as_int(value, &number)) {
        gi_buf_add_text(out, gi_num(number).text);
    } else {
        return gi_fail_field(err, field, GI_WHY_BAD_FIELD, field, gi_quote(reference).text,
                             "a member that an earlier line answered");
    }
    return GI_OK;
}

/* References stand alone or inside lists: "@raw.lot:42kg,@more.lot:10kg". */
static gi_status expand(const script *all, const char *field, gi_bytes text, gi_buf *out,
                        gi_error *err)
{
    for (size_t at = 0; at < text.size;) {
        bool doubled = at + 1 < text.size && text.data[at + 1] == '@';
        if (text.data[at] != '@' || doubled) {
            gi_buf_add_byte(out, text.data[at]);
            at += text.data[at] == '@' ? 2 : 1;
            continue;
        }
        size_t end = at + 1;
        while (end < text.size && memchr(",:;= ", text.data[end], 5) == NULL) {
            end++;
        }
        GI_TRY(refer(all, field, (gi_bytes){ text.data + at + 1, end - at - 1 }, out, err));
        at = end;
    }
    return gi_buf_status(out, field, err);
}

static gi_status expand_fields(const script *all, const gi_json *fields, gi_json *out,
                               gi_error *err)
{
    for (size_t i = 0; i < gi_json_count(fields); i++) {
        const char *name = gi_json_name_at(fields, i);
        const gi_json *value = gi_json_value_at(fields, i);
        GI_AUTO_BUF text = GI_BUF(SCRIPT_MAX);
        gi_bytes given = { 0 };
        int64_t number = 0;
        if (gi_json_as_int(value, &number)) {
            gi_buf_add_text(&text, gi_num(number).text);
        } else if (gi_json_as_text(value, &given)) {
            GI_TRY(expand(all, name, given, &text, err));
        } else {
            return gi_fail_field(err, name, GI_WHY_BAD_FIELD, name, "?", "a text or a number");
        }
        gi_json_set(out, name, gi_json_text(gi_buf_view(&text)));
    }
    return gi_json_ok(out, err);
}

/* ---- the draft ---- */

/* The same file sent twice asks for the same things once. */
static void set_request(const script *all, gi_json *json)
{
    GI_AUTO_BUF hex = GI_BUF(64);
    const gi_num_text number = gi_num(all->line);
    gi_digest digest =
        gi_sha256_parts((const gi_bytes[]){ all->text, gi_bytes_of(number.text) }, 2);
    gi_hex_add(&hex, (gi_bytes){ digest.bytes, 16 });
    gi_json_set_text(json, "request", gi_buf_text(&hex));
}

static gi_status read_id(const gi_json *json, char id[64], gi_error *err)
{
    gi_bytes text = { 0 };
    id[0] = '\0';
    return gi_json_as_text(gi_json_get(json, "id"), &text) ? gi_text_copy(id, 64, text, "id", err)
                                                           : GI_OK;
}

gi_status script_draft(const script *all, gi_bytes line, gi_draft **out, char id[64], gi_error *err)
{
    GI_AUTO(gi_json) json = NULL;
    GI_AUTO(gi_json) fields = gi_json_object();
    GI_TRY(parse(line, &json, err));
    GI_TRY(read_id(json, id, err));
    if (!gi_json_is_object(gi_json_get(json, "fields"))) {
        return gi_fail(err, GI_WHY_BAD_JSON, "{\"act\":...,\"fields\":{...}}");
    }
    GI_TRY(expand_fields(all, gi_json_get(json, "fields"), fields, err));
    gi_json_set(json, "fields", GI_TAKE(fields));
    if (gi_json_get(json, "request") == NULL) {
        set_request(all, json);
    }
    GI_TRY(gi_json_ok(json, err));
    return gi_draft_from_json(json, gi_random_system(), out, err);
}
