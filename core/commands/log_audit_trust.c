/*
 * log_audit_trust.c - the witnesses that an auditor believes: --witness VKEYS, --policy FILE.
 *
 * A policy is a C2SP tlog-policy; of it only the keys of its witnesses matter here, and whether
 * they have a URL, for one without is fed by file and may be late (gi/audit.h). A quorum is for
 * proofs, an audit takes every trusted word about time that it finds.
 */
#include <string.h>

#include "core/commands/files.h"
#include "core/commands/log_audit.h"

#define POLICY_MAX 65536

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* The next word of a line; empty at its end. */
static gi_bytes take_word(gi_bytes *line)
{
    size_t first = 0;
    while (first < line->size && is_blank(line->data[first])) {
        first++;
    }
    size_t end = first;
    while (end < line->size && !is_blank(line->data[end])) {
        end++;
    }
    gi_bytes word = { line->data + first, end - first };
    *line = (gi_bytes){ line->data + end, line->size - end };
    return word;
}

static gi_status add_vkey(gi_bytes vkey, bool by_file, audit_witnesses *to, gi_error *err)
{
    if (to->count == GI_WITNESSES_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "witnesses", gi_num(GI_WITNESSES_MAX).text);
    }
    GI_TRY(gi_cosigner_parse(vkey, &to->one[to->count], err));
    to->by_file[to->count++] = by_file;
    return GI_OK;
}

static gi_bytes take_line(gi_bytes *text)
{
    const uint8_t *end = text->size == 0 ? NULL : memchr(text->data, '\n', text->size);
    size_t size = end == NULL ? text->size : (size_t)(end - text->data);
    gi_bytes line = { text->data, size };
    size_t skip = end == NULL ? size : size + 1;
    *text = (gi_bytes){ text->data + skip, text->size - skip };
    return line;
}

static gi_status read_policy(const char *path, audit_witnesses *to, gi_error *err)
{
    GI_AUTO(gi_policy) policy = NULL;
    GI_AUTO_BUF text = GI_BUF(POLICY_MAX);
    GI_TRY(file_read(path, &text, err));
    GI_TRY(gi_policy_parse(gi_buf_view(&text), &policy, err)); /* its form, line by line */
    gi_bytes rest = gi_buf_view(&text);
    while (rest.size > 0) {
        gi_bytes line = take_line(&rest);
        if (gi_bytes_equal(take_word(&line), gi_bytes_of("witness"))) {
            (void)take_word(&line); /* the name within the policy */
            gi_bytes vkey = take_word(&line);
            GI_TRY(add_vkey(vkey, take_word(&line).size == 0, to, err));
        }
    }
    return GI_OK;
}

gi_status audit_witnesses_read(const command *cmd, audit_witnesses *out, gi_error *err)
{
    const char *keys = option(cmd, "witness");
    const char *policy = option(cmd, "policy");
    gi_bytes rest = gi_bytes_of(keys != NULL ? keys : "");
    out->count = 0;
    for (gi_bytes word = take_word(&rest); word.size > 0; word = take_word(&rest)) {
        GI_TRY(add_vkey(word, false, out, err));
    }
    return policy != NULL ? read_policy(policy, out, err) : GI_OK;
}
