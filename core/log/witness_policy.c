/*
 * witness_policy.c - which witnesses a log asks and takes cosignatures from (DIR/witnesses).
 *
 * The file is a C2SP tlog-policy. Only its lines "witness <name> <vkey> [url]" matter here;
 * log, group and quorum are for verifiers. Any other word refuses the file with its line.
 */
#include <string.h>

#include "core/log/lines.h"
#include "core/log/witness_state.h"

enum { POLICY_MAX = 65536 };

static gi_bytes skip_blanks(gi_bytes text)
{
    while (text.size > 0 && (text.data[0] == ' ' || text.data[0] == '\t')) {
        text = (gi_bytes){ text.data + 1, text.size - 1 };
    }
    return text;
}

/* The next word of a line; false at its end. */
static bool take_word(gi_bytes *rest, gi_bytes *word)
{
    gi_bytes text = skip_blanks(*rest);
    size_t size = 0;
    while (size < text.size && text.data[size] != ' ' && text.data[size] != '\t') {
        size++;
    }
    *word = (gi_bytes){ text.data, size };
    *rest = (gi_bytes){ text.data + size, text.size - size };
    return size > 0;
}

static bool is_other_line(gi_bytes word)
{
    static const char *const others[] = { "log", "group", "quorum" };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (gi_bytes_equal(word, gi_bytes_of(others[i]))) {
            return true;
        }
    }
    return false;
}

/* "<name> <vkey> [url]" behind the word "witness". */
static gi_status read_witness(gi_bytes rest, gi_cosigner *out, gi_error *err)
{
    gi_bytes name = { NULL, 0 };
    gi_bytes vkey = { NULL, 0 };
    gi_bytes url = { NULL, 0 };
    if (!take_word(&rest, &name) || !take_word(&rest, &vkey) ||
        (take_word(&rest, &url) && skip_blanks(rest).size > 0)) {
        return gi_fail(err, GI_WHY_USAGE, "witness <name> <vkey> [url]");
    }
    return gi_cosigner_parse(vkey, out, err);
}

static gi_status read_line(gi_bytes line, gi_cosigner *out, bool *found, gi_error *err)
{
    gi_bytes word = { NULL, 0 };
    (void)take_word(&line, &word);
    *found = gi_bytes_equal(word, gi_bytes_of("witness"));
    if (*found) {
        return read_witness(line, out, err);
    }
    return is_other_line(word) ? GI_OK : gi_fail(err, GI_WHY_USAGE, "witness log group quorum");
}

gi_status gi_policy_witnesses(const char *dir, gi_cosigner out[GI_WITNESSES_MAX], size_t *count,
                              gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(POLICY_MAX);
    gi_bytes line = { NULL, 0 };
    int number = 0;
    size_t have = 0;
    GI_TRY(gi_state_read(dir, "witnesses", &text, err));
    gi_bytes rest = gi_buf_view(&text);
    while (gi_config_line(&rest, &line, &number)) {
        gi_cosigner one = { .name = "" };
        gi_error why = { 0 };
        bool found = false;
        if (read_line(line, &one, &found, &why) != GI_OK) {
            return gi_fail(err, GI_WHY_BAD_CONFIG, gi_num(number).text, why.message);
        }
        if (found && have == GI_WITNESSES_MAX) {
            return gi_fail(err, GI_WHY_OVER_LIMIT, "witnesses", gi_num(GI_WITNESSES_MAX).text);
        }
        if (found) {
            out[have++] = one;
        }
    }
    *count = have;
    return GI_OK;
}
