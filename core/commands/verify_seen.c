/*
 * verify_seen.c - what an inspector's file of packs adds to an answer (verify_seen.h).
 *
 * Only a label that was found issued, by its full code, is written down: typed numbers and
 * forgeries prove nothing about copies.
 */
#include "core/commands/verify_seen.h"

#include <stdio.h>

#include "core/commands/say.h"

static void say_twice(command *cmd, const packs *all, gi_json *answers, int offset)
{
    size_t at = 0;
    for (size_t count; (count = packs_twice(all, &at)) > 0; at += count) {
        char number[GI_UNIT_NUMBER_TEXT];
        char line[200];
        gi_unit_number_print(all->list[at].unit, number);
        cmd->exit = 1;
        (void)snprintf(line, sizeof line, "%s × %zu: %s ... %s", number, count,
                       gi_time_text(all->list[at].at, offset).text,
                       gi_time_text(all->list[at + count - 1].at, offset).text);
        if (cmd->json) {
            gi_json *row = gi_json_object();
            gi_json_set_text(row, "copied_number", number);
            gi_json_set_int(row, "packs", (int64_t)count);
            gi_json_push(answers, row);
        } else {
            say_value(cmd, "一号多件，必有复制", "one number on several packs: copied", line);
        }
    }
}

gi_status seen_open(command *cmd, packs *out, gi_json *answers, int offset, gi_error *err)
{
    const char *path = option(cmd, "seen");
    const char *other = option(cmd, "with");
    size_t added = 0;
    if (path == NULL) {
        return other == NULL ? GI_OK : fail_usage(cmd, err);
    }
    GI_TRY(packs_open(path, out, err));
    if (other == NULL) {
        return GI_OK;
    }
    GI_TRY(packs_merge(out, other, &added, err));
    if (!cmd->json) {
        say_number(cmd, "并入的记录", "packs taken over", (int64_t)added);
    }
    say_twice(cmd, out, answers, offset);
    return GI_OK;
}

gi_status seen_pack(command *cmd, packs *all, gi_verdict *verdict, int offset, gi_error *err)
{
    size_t before = 0;
    gi_time last = 0;
    char line[200];
    bool unit = verdict->asked == GI_ASKED_CODE && verdict->issued == GI_ISSUED_YES &&
                verdict->has_unit && verdict->header.type == GI_LABEL_UNIT;
    if (all->file < 0 || !unit) {
        return GI_OK;
    }
    GI_TRY(packs_add(all, verdict->unit, gi_clock_now(gi_clock_system()), &before, &last, err));
    if (before == 0) {
        return GI_OK;
    }
    verdict->copied = GI_COPIED_COPIED;
    (void)snprintf(line, sizeof line, "%s (%zu): %s", verdict->unit_text, before + 1,
                   gi_time_text(last, offset).text);
    if (!cmd->json) {
        say_value(cmd, "此号已在另一件上见过，必有复制", "seen on another pack before: copied",
                  line);
    }
    return GI_OK;
}
