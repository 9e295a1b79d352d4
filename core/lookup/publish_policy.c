/*
 * publish_policy.c - which witnesses a verifier should ask for (gi/publish.h).
 *
 * The lines of DIR/witnesses in their order, as the registry's officers wrote them; comments
 * and log lines stay behind, for our own log stands in front already. Without a file, or
 * without a quorum in it, nobody is promised: "quorum none".
 */
#include <string.h>

#include "core/log/witness_state.h"
#include "core/lookup/publish.h"

enum { POLICY_MAX = 65536 };

static bool begins_with(gi_bytes line, const char *word)
{
    size_t size = strlen(word);
    return line.size > size && memcmp(line.data, word, size) == 0 &&
           (line.data[size] == ' ' || line.data[size] == '\t');
}

static void add_lines(gi_bytes text, gi_buf *out, bool *has_quorum)
{
    int number = 0;
    gi_bytes line = { NULL, 0 };
    while (gi_config_line(&text, &line, &number)) {
        bool quorum = begins_with(line, "quorum");
        if (quorum || begins_with(line, "witness") || begins_with(line, "group")) {
            gi_buf_add(out, line);
            gi_buf_add_byte(out, '\n');
        }
        *has_quorum = *has_quorum || quorum;
    }
}

gi_status gi_policy_add(const char *dir, gi_buf *out, gi_error *err)
{
    bool has_quorum = false;
    gi_error why = { 0 };
    GI_AUTO_BUF text = GI_BUF(POLICY_MAX);
    gi_status status = gi_state_read(dir, "witnesses", &text, &why);
    if (status == GI_OK) {
        add_lines(gi_buf_view(&text), out, &has_quorum);
    } else if (status != GI_NOT_FOUND) {
        return gi_fail(err, GI_WHY_FILE_READ, "witnesses", why.message);
    }
    if (!has_quorum) {
        gi_buf_add_text(out, "quorum none\n");
    }
    return GI_OK;
}
