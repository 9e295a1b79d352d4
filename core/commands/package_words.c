/*
 * package_words.c - what lies in a package, in Chinese and English (package_words.h).
 *
 * Only what the ledger knows: nobody opened the box to look.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/commands/package_words.h"
#include "core/commands/say.h"

static void say_counts(const command *cmd, const gi_package_inside *inside)
{
    const struct {
        const char *zh, *en;
        int64_t labels;
    } lines[] = {
        { "其中有效", "of these in force", inside->in_force },
        { "其中已召回", "of these recalled", inside->recalled },
        { "其中监管暂停", "of these suspended by the supervisor", inside->frozen },
        { "其中尚未启用", "of these not activated", inside->waiting },
        { "其中已失效（作废、报失、撤销、改装）", "of these void, lost, cancelled or repacked",
          inside->ended },
        { "其中已过保质期", "of these past best before", inside->expired },
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (lines[i].labels > 0 || i == 0) {
            say_number(cmd, lines[i].zh, lines[i].en, lines[i].labels);
        }
    }
}

static void say_range(const command *cmd, const gi_package_inside *inside)
{
    char text[96];
    (void)snprintf(text, sizeof text, inside->ranges > 1 ? "%s..%s +%" PRId64 : "%s..%s",
                   inside->first, inside->last, inside->ranges - 1);
    say_value(cmd, "标签编号", "numbers of the labels", text);
}

void say_package(const command *cmd, const gi_package_inside *inside, int offset)
{
    const char *kind = inside->mixed        ? "混装 / mixed"
                       : inside->level == 2 ? "装箱的箱 / of packages"
                                            : "装标签的箱 / of labels";
    say_value(cmd, "箱", "package", kind);
    say_value(cmd, "装箱时间（企业自报）", "packed at (producer)",
              gi_time_text(inside->packed, offset).text);
    say_value(cmd, "生产者（协会核验）", "producer (association)", inside->producer);
    say_number(cmd, "箱内标签", "labels inside", inside->labels);
    say_range(cmd, inside);
    if (inside->opened) {
        say(cmd, "此箱已登记拆开，箱码不再代表箱内货物",
            "this package was opened: its code stands for nothing any more");
        return;
    }
    say_counts(cmd, inside);
}

int inside_exit(gi_inside_answer answer)
{
    static const int exits[] = {
        [GI_INSIDE_YES] = 0, [GI_INSIDE_NO] = 1, [GI_INSIDE_OPENED] = 3, [GI_INSIDE_UNKNOWN] = 3
    };
    return exits[answer];
}

void say_inside(const command *cmd, gi_inside_answer answer, const char *package)
{
    static const char *const zh[] = {
        [GI_INSIDE_YES] = "[箱内] 按台账，此标签在箱 %s 内",
        [GI_INSIDE_NO] = "[箱内] 按台账，此标签不在箱 %s 内：货物被换箱，或标签、箱码被复制",
        [GI_INSIDE_OPENED] = "[箱内] 此标签曾在箱 %s 内，该箱已登记拆开，不能下结论",
        [GI_INSIDE_UNKNOWN] = "[箱内] 无法判断：标签或箱码未能核验 %s",
    };
    static const char *const en[] = {
        [GI_INSIDE_YES] = "[inside] by the ledger this label lies in package %s",
        [GI_INSIDE_NO] = "[inside] by the ledger this label does not lie in package %s: the goods "
                         "were moved, or label or package code copied",
        [GI_INSIDE_OPENED] = "[inside] this label was in package %s, which was opened: no "
                             "conclusion",
        [GI_INSIDE_UNKNOWN] = "[inside] cannot tell: label or package could not be checked %s",
    };
    char line[2][256];
    const char *const formats[] = { zh[answer], en[answer] };
    for (size_t i = 0; i < 2; i++) {
        GI_AUTO_BUF text = GI_BUF(sizeof line[0] - 1);
        const char *mark = strstr(formats[i], "%s");
        gi_buf_add(&text, (gi_bytes){ (const uint8_t *)formats[i], (size_t)(mark - formats[i]) });
        gi_buf_add_text(&text, package);
        gi_buf_add_text(&text, mark + 2);
        (void)snprintf(line[i], sizeof line[i], "%s", gi_buf_text(&text));
    }
    say(cmd, line[0], line[1]);
}
