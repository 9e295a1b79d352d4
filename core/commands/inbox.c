/*
 * inbox.c - gitrace inbox: what waits for a person, and the finding of whoever looked.
 *
 * Reads scans.db beside a running page server; "done" writes it under its lock. A finding changes
 * what is said of copies, never whether a label was issued or is still good.
 */
#include <stdio.h>
#include <string.h>

#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/inbox.h"
#include "gi/region.h"
#include "gi/text.h"
#include "gi/unit_number.h"

enum { FACTS_DEPTH = 4 };

const option_rule inbox_options[] = {
    { "all", NULL, "列出时包括已有结论的", "list those that are closed as well" },
    { "finding", "confirmed|dismissed|unread",
      "done：结论，属实、不属实，或（report-gone）未及查看已删除",
      "done: it is so, it is not, or (report-gone) deleted before anybody looked" },
    { "why", "TEXT", "done：理由（一行）", "done: why, in one line" },
    { NULL, NULL, NULL, NULL },
};

/* Words of kinds and states for people; what has no row is shown as it is. */
static const struct words {
    const char *word, *zh, *en;
} all_words[] = {
    { "odd-labels", "同一企业多枚标签同日异常", "many labels of one producer odd on one day" },
    { "doubled-run", "疑似重复印制的号段", "a print run that looks doubled" },
    { "report", "消费者反映的问题", "a consumer's report" },
    { "report-gone", "消费者反映的问题（内容已届期删除）",
      "a consumer's report, its words deleted after their time" },
    { "report-unread", "消费者反映的问题（未及查看即届期删除）",
      "a consumer's report, deleted before anybody looked" },
    { "waiting", "待处理", "waiting" },
    { "confirmed", "属实", "confirmed" },
    { "dismissed", "不属实", "dismissed" },
    { "unread", "未及查看", "unread" },
};

static void say_word(const command *cmd, const char *zh, const char *en, const char *word)
{
    char text[160];
    (void)snprintf(text, sizeof text, "%s", word);
    for (size_t i = 0; i < sizeof all_words / sizeof all_words[0]; i++) {
        const struct words *row = &all_words[i];
        if (strcmp(row->word, word) == 0) {
            (void)snprintf(text, sizeof text, "%s%s%s", cmd->zh ? row->zh : "",
                           cmd->zh && cmd->en ? " / " : "", cmd->en ? row->en : "");
        }
    }
    say_value(cmd, zh, en, text);
}

/* ---- entries ---- */

static gi_json *entry_json(const gi_inbox_entry *entry, int offset)
{
    gi_json *row = gi_json_object();
    gi_json_set_int(row, "number", entry->number);
    gi_json_set_text(row, "kind", entry->kind);
    gi_json_set_text(row, "subject", entry->subject);
    gi_json_set_text(row, "first", gi_time_text(entry->first, offset).text);
    gi_json_set_text(row, "last", gi_time_text(entry->last, offset).text);
    gi_json_set_int(row, "count", entry->count);
    gi_json_set_text(row, "state", gi_inbox_word(entry->state));
    if (entry->state != GI_INBOX_WAITING) {
        gi_json_set_text(row, "closed", gi_time_text(entry->closed, offset).text);
        gi_json_set_text(row, "why", entry->why);
    }
    return row;
}

static bool is_unread(const gi_inbox_entry *entry)
{
    return entry->state == GI_INBOX_WAITING && strcmp(entry->kind, "report-gone") == 0;
}

static void say_unread(const command *cmd)
{
    say(cmd, "report-gone：内容已届期删除，此前无人给出结论；可用 done N --finding unread 结清",
        "report-gone: deleted before anybody gave a finding; done N --finding unread closes it");
}

static gi_status list(const command *cmd, gi_scans *scans, int offset, gi_error *err)
{
    static const char *const columns[] = { "number", "kind",  "subject", "first",
                                           "last",   "count", "state",   NULL };
    bool found = true;
    bool unread = false;
    gi_inbox_entry entry = { .number = 0 };
    GI_AUTO(gi_json) rows = gi_json_array();
    while (found) {
        GI_TRY(gi_inbox_next(scans, entry.number, option(cmd, "all") != NULL, &entry, NULL, &found,
                             err));
        if (found) {
            gi_json_push(rows, entry_json(&entry, offset));
            unread = unread || is_unread(&entry);
        }
    }
    GI_TRY(gi_json_ok(rows, err));
    if (cmd->json) {
        return say_json(rows, false, err);
    }
    if (gi_json_count(rows) == 0) {
        say(cmd, "收件箱为空", "the inbox is empty");
        return GI_OK;
    }
    if (unread) {
        say_unread(cmd);
    }
    return say_table(rows, columns, err);
}

/* The entry of that number with its facts. */
static gi_status find(gi_scans *scans, int64_t number, gi_inbox_entry *out, gi_json **facts,
                      gi_error *err)
{
    bool found = false;
    GI_AUTO_BUF text = GI_BUF(GI_INBOX_FACTS_MAX);
    GI_TRY(gi_inbox_next(scans, number - 1, true, out, &text, &found, err));
    if (!found || out->number != number) {
        return gi_fail(err, GI_WHY_NO_INBOX, gi_num(number).text);
    }
    return gi_json_parse(gi_buf_view(&text), FACTS_DEPTH, facts, err);
}

static void say_places(const command *cmd, const gi_json *facts)
{
    const gi_json *provinces = gi_json_get(facts, "provinces");
    const gi_json *seen = gi_json_get(facts, "seen");
    for (size_t i = 0; i < gi_json_count(provinces); i++) {
        int64_t number = 0;
        int64_t labels = 0;
        char name[GI_REGION_NAME];
        char line[GI_REGION_NAME + 48];
        (void)gi_json_as_int(gi_json_at(provinces, i), &number);
        (void)gi_json_as_int(gi_json_at(seen, i), &labels);
        gi_region_name((uint32_t)number, name);
        (void)snprintf(line, sizeof line, "%s: %s", name, gi_num(labels).text);
        say_value(cmd, "在此地见到的标签", "labels seen in", line);
    }
}

static void say_entry(const command *cmd, const gi_inbox_entry *entry, const gi_json *facts,
                      int offset)
{
    say_number(cmd, "编号", "number", entry->number);
    say_word(cmd, "种类", "kind", entry->kind);
    say_value(cmd, "对象", "subject", entry->subject);
    say_value(cmd, "首次", "first", gi_time_text(entry->first, offset).text);
    say_value(cmd, "最近", "last", gi_time_text(entry->last, offset).text);
    say_number(cmd, "数量", "count", entry->count);
    say_word(cmd, "状态", "state", gi_inbox_word(entry->state));
    if (entry->state != GI_INBOX_WAITING) {
        say_value(cmd, "结论时间", "closed", gi_time_text(entry->closed, offset).text);
        say_value(cmd, "理由", "why", entry->why);
    }
    if (is_unread(entry)) {
        say_unread(cmd);
    }
    say_places(cmd, facts);
    say_object(facts);
}

static gi_status show(const command *cmd, gi_scans *scans, int64_t number, int offset,
                      gi_error *err)
{
    gi_inbox_entry entry;
    GI_AUTO(gi_json) facts = NULL;
    GI_TRY(find(scans, number, &entry, &facts, err));
    if (!cmd->json) {
        say_entry(cmd, &entry, facts, offset);
        return GI_OK;
    }
    GI_AUTO(gi_json) row = entry_json(&entry, offset);
    gi_json_set(row, "facts", GI_TAKE(facts));
    return say_json(row, false, err);
}

/* The number of the report that a consumer has the receipt of; also when its words are gone. */
static gi_status find_receipt(gi_scans *scans, const char *text, int64_t *number, gi_error *err)
{
    bool found = true;
    char receipt[GI_HIDDEN_TEXT];
    gi_inbox_entry entry = { .number = 0 };
    GI_AUTO_BUF facts = GI_BUF(GI_INBOX_FACTS_MAX);
    GI_TRY(gi_hidden_code_parse(gi_bytes_of(text), receipt, err));
    while (found) {
        gi_bytes known = { NULL, 0 };
        GI_AUTO(gi_json) all = NULL;
        GI_TRY(gi_inbox_next(scans, entry.number, true, &entry, &facts, &found, err));
        if (found) {
            GI_TRY(gi_json_parse(gi_buf_view(&facts), FACTS_DEPTH, &all, err));
        }
        if (gi_json_as_text(gi_json_get(all, "receipt"), &known) &&
            gi_bytes_equal(known, gi_bytes_of(receipt))) {
            *number = entry.number;
            return GI_OK;
        }
    }
    return gi_fail(err, GI_WHY_NO_INBOX, receipt);
}

/* ---- finding ---- */

static gi_status read_finding(const char *text, gi_inbox_state *out, gi_error *err)
{
    for (gi_inbox_state state = GI_INBOX_CONFIRMED; state <= GI_INBOX_UNREAD; state++) {
        if (strcmp(text, gi_inbox_word(state)) == 0) {
            *out = state;
            return GI_OK;
        }
    }
    return gi_fail_field(err, "finding", GI_WHY_BAD_FIELD, "finding",
                         gi_quote(gi_bytes_of(text)).text, "confirmed, dismissed, unread");
}

static gi_status finish(const command *cmd, int64_t number, gi_time now, gi_error *err)
{
    const char *finding = NULL;
    const char *why = NULL;
    gi_inbox_state state = GI_INBOX_WAITING;
    GI_TRY(option_needed(cmd, "finding", &finding, err));
    GI_TRY(option_needed(cmd, "why", &why, err));
    GI_TRY(read_finding(finding, &state, err));
    return gi_inbox_close(registry_dir(cmd), number, state, gi_bytes_of(why), now, err);
}

/* Where and when: the registry tells the offset of its days. */
static gi_status read_clock(const command *cmd, int *offset, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    *offset = gi_registry_about(registry)->utc_offset_min;
    return GI_OK;
}

typedef enum task { LIST, SHOW, FIND, DONE, TASKS } task;

static task task_of(const command *cmd)
{
    static const char *const names[TASKS] = { "list", "show", "find", "done" };
    const char *what = cmd->word_count > 0 ? cmd->words[0] : names[LIST];
    int found = 0;
    while (found < TASKS && strcmp(what, names[found]) != 0) {
        found++;
    }
    return (task)found;
}

gi_status run_inbox(command *cmd, gi_error *err)
{
    int offset = 0;
    int64_t number = 0;
    GI_AUTO(gi_scans) scans = NULL;
    task what = task_of(cmd);
    GI_TRY(words_expect(cmd, what == LIST ? 0 : 2, what == LIST ? 1 : 2, err));
    if (what == TASKS) {
        return fail_usage(cmd, err);
    }
    if (what == SHOW || what == DONE) {
        GI_TRY(gi_text_int(gi_bytes_of(cmd->words[1]), "N", 1, INT64_MAX, &number, err));
    }
    GI_TRY(read_clock(cmd, &offset, err));
    if (what == DONE) {
        gi_clock clock = gi_clock_system();
        GI_TRY(finish(cmd, number, clock.now(clock.context), err));
    }
    GI_TRY(gi_scans_open(registry_dir(cmd), &scans, err));
    if (what == FIND) {
        GI_TRY(find_receipt(scans, cmd->words[1], &number, err));
    }
    return what == LIST ? list(cmd, scans, offset, err) : show(cmd, scans, number, offset, err);
}
