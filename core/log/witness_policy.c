/*
 * witness_policy.c - a C2SP tlog-policy, read (gi/witness.h).
 *
 *     log <vkey> [url]                           whose log; only its form is looked at
 *     witness <name> <vkey> [url]                who may cosign, and where it is asked
 *     group <name> all|any|<k> <member> ...      k of its members
 *     quorum <name>|none                         what a checkpoint needs; none without the line
 *
 * A name stands before it is used and is a member once. An odd line refuses the whole policy
 * with its number: a quorum that was half read would promise too much. Who is only asked for
 * cosignatures may be read past an odd line (gi_policy_read_good).
 */
#include <stdlib.h>
#include <string.h>

#include "core/log/fetch.h"
#include "core/log/policy.h"
#include "core/log/witness_state.h"
#include "gi/text.h"

enum { POLICY_MAX = 65536 };

static const char no_quorum[] = "none";

void gi_policy_free(gi_policy *policy)
{
    free(policy);
}

/* ---- words ---- */

/* The next word of a line; false at its end. */
static bool take_word(gi_bytes *rest, gi_bytes *word)
{
    gi_bytes text = *rest;
    size_t size = 0;
    while (text.size > 0 && (text.data[0] == ' ' || text.data[0] == '\t')) {
        text = (gi_bytes){ text.data + 1, text.size - 1 };
    }
    while (size < text.size && text.data[size] != ' ' && text.data[size] != '\t') {
        size++;
    }
    *word = (gi_bytes){ text.data, size };
    *rest = (gi_bytes){ text.data + size, text.size - size };
    return size > 0;
}

static int find(const gi_policy *policy, gi_bytes name)
{
    for (int i = 0; i < policy->count; i++) {
        if (gi_bytes_equal(name, gi_bytes_of(policy->name[i].name))) {
            return i;
        }
    }
    return -1;
}

static gi_status odd(const char *wanted, gi_error *err)
{
    return gi_fail(err, GI_WHY_USAGE, wanted);
}

/* A place for a name that is new; counted by the caller once the line is read. */
static gi_status new_name(gi_policy *policy, gi_bytes name, gi_policy_name **out, gi_error *err)
{
    if (policy->count == GI_POLICY_NAMES) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "names", gi_num(GI_POLICY_NAMES).text);
    }
    if (find(policy, name) >= 0 || gi_bytes_equal(name, gi_bytes_of(no_quorum))) {
        return gi_fail(err, GI_WHY_EXISTS, gi_quote(name).text);
    }
    gi_policy_name *place = &policy->name[policy->count];
    *place = (gi_policy_name){ .group = -1 };
    GI_TRY(gi_text_copy(place->name, sizeof place->name, name, "name", err));
    *out = place;
    return GI_OK;
}

/* ---- lines: each reads what follows its word ---- */

static gi_status read_log(gi_policy *policy, gi_bytes rest, gi_error *err)
{
    char origin[GI_ORIGIN_MAX];
    gi_public_key key;
    gi_bytes vkey = { NULL, 0 };
    (void)policy;
    if (!take_word(&rest, &vkey)) {
        return odd("log <vkey> [url]", err);
    }
    return gi_vkey_parse(vkey, origin, sizeof origin, &key, err);
}

static int witnesses(const gi_policy *policy)
{
    int count = 0;
    for (int at = 0; gi_policy_next(policy, &at) != NULL;) {
        count++;
    }
    return count;
}

static gi_status read_witness(gi_policy *policy, gi_bytes rest, gi_error *err)
{
    gi_bytes name = { NULL, 0 };
    gi_bytes vkey = { NULL, 0 };
    gi_bytes url = { NULL, 0 };
    gi_bytes more = { NULL, 0 };
    gi_policy_name *place = NULL;
    if (!take_word(&rest, &name) || !take_word(&rest, &vkey) ||
        (take_word(&rest, &url) && take_word(&rest, &more))) {
        return odd("witness <name> <vkey> [url]", err);
    }
    if (witnesses(policy) == GI_WITNESSES_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "witnesses", gi_num(GI_WITNESSES_MAX).text);
    }
    GI_TRY(new_name(policy, name, &place, err));
    GI_TRY(gi_cosigner_parse(vkey, &place->cosigner, err));
    GI_TRY(gi_text_copy(place->url, sizeof place->url, url, "url", err));
    if (url.size > 0) {
        GI_TRY(gi_fetch_check(place->url, err));
    }
    policy->count++;
    return GI_OK;
}

static gi_status add_member(gi_policy *policy, gi_bytes name, int group, gi_error *err)
{
    int at = find(policy, name);
    if (at < 0 || policy->name[at].group >= 0) {
        return gi_fail(err, at < 0 ? GI_WHY_UNKNOWN_FIELD : GI_WHY_EXISTS, gi_quote(name).text,
                       "group");
    }
    policy->name[at].group = group;
    return GI_OK;
}

static gi_status read_threshold(gi_bytes word, int64_t members, int *out, gi_error *err)
{
    int64_t wanted = 0;
    if (gi_bytes_equal(word, gi_bytes_of("any"))) {
        wanted = 1;
    } else if (gi_bytes_equal(word, gi_bytes_of("all"))) {
        wanted = members;
    } else {
        GI_TRY(gi_text_int(word, "group", 1, members, &wanted, err));
    }
    *out = (int)wanted;
    return GI_OK;
}

static gi_status read_group(gi_policy *policy, gi_bytes rest, gi_error *err)
{
    gi_bytes name = { NULL, 0 };
    gi_bytes threshold = { NULL, 0 };
    gi_bytes member = { NULL, 0 };
    gi_policy_name *place = NULL;
    int64_t members = 0;
    if (!take_word(&rest, &name) || !take_word(&rest, &threshold)) {
        return odd("group <name> all|any|<k> <member> ...", err);
    }
    GI_TRY(new_name(policy, name, &place, err));
    for (; take_word(&rest, &member); members++) {
        GI_TRY(add_member(policy, member, policy->count, err));
    }
    if (members == 0) {
        return odd("group <name> all|any|<k> <member> ...", err);
    }
    GI_TRY(read_threshold(threshold, members, &place->wanted, err));
    policy->count++;
    return GI_OK;
}

/* Twice is refused: which of the two would hold? */
static gi_status read_quorum(gi_policy *policy, gi_bytes rest, gi_error *err)
{
    gi_bytes name = { NULL, 0 };
    gi_bytes more = { NULL, 0 };
    bool none = false;
    if (!take_word(&rest, &name) || take_word(&rest, &more)) {
        return odd("quorum <name>|none", err);
    }
    none = gi_bytes_equal(name, gi_bytes_of(no_quorum));
    int at = find(policy, name);
    if (policy->quorum != -2) {
        return gi_fail(err, GI_WHY_DUPLICATE_FIELD, "quorum");
    }
    if (!none && at < 0) {
        return gi_fail(err, GI_WHY_UNKNOWN_FIELD, gi_quote(name).text, "quorum");
    }
    policy->quorum = at; /* -1 for none */
    return GI_OK;
}

static const struct line_kind {
    const char *word;
    gi_status (*read)(gi_policy *policy, gi_bytes rest, gi_error *err);
} kinds[] = {
    { "log", read_log },
    { "witness", read_witness },
    { "group", read_group },
    { "quorum", read_quorum },
};

static gi_status read_line(gi_policy *policy, gi_bytes line, gi_error *err)
{
    gi_bytes word = { NULL, 0 };
    (void)take_word(&line, &word);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (gi_bytes_equal(word, gi_bytes_of(kinds[i].word))) {
            return kinds[i].read(policy, line, err);
        }
    }
    return odd("log witness group quorum", err);
}

/* An odd line goes into *odd_line, the first of them, and the rest is read; NULL refuses it. */
static gi_status parse(gi_bytes text, gi_error *odd_line, gi_policy **out, gi_error *err)
{
    gi_bytes line = { NULL, 0 };
    int number = 0;
    GI_AUTO(gi_policy) policy = calloc(1, sizeof *policy);
    if (policy == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "policy");
    }
    policy->quorum = -2; /* not said yet */
    while (gi_config_line(&text, &line, &number)) {
        gi_error why = { 0 };
        if (read_line(policy, line, &why) == GI_OK) {
            continue;
        }
        if (odd_line == NULL) {
            return gi_fail(err, GI_WHY_BAD_CONFIG, gi_num(number).text, why.message);
        }
        if (odd_line->status == GI_OK) {
            (void)gi_fail(odd_line, GI_WHY_WITNESSES_LINE, gi_num(number).text, why.message);
        }
    }
    policy->quorum = policy->quorum < 0 ? -1 : policy->quorum;
    *out = GI_TAKE(policy);
    return GI_OK;
}

gi_status gi_policy_parse(gi_bytes text, gi_policy **out, gi_error *err)
{
    return parse(text, NULL, out, err);
}

static gi_status read_with(const char *dir, gi_error *odd_line, gi_policy **out, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(POLICY_MAX);
    gi_error why = { 0 };
    gi_status status = gi_state_read(dir, "witnesses", &text, &why);
    if (status != GI_OK && status != GI_NOT_FOUND) {
        return gi_fail(err, GI_WHY_FILE_READ, "witnesses", why.message);
    }
    return parse(gi_buf_view(&text), odd_line, out, err);
}

gi_status gi_policy_read(const char *dir, gi_policy **out, gi_error *err)
{
    return read_with(dir, NULL, out, err);
}

gi_status gi_policy_read_good(const char *dir, gi_policy **out, gi_error *odd_line, gi_error *err)
{
    gi_error first = { .status = GI_OK };
    GI_TRY(read_with(dir, &first, out, err));
    *odd_line = first;
    return GI_OK;
}
