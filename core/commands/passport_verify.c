/*
 * passport_verify.c - gitrace verify --passport FILE: what a passport says, without registry and
 * network.
 *
 * Records that were added are told line by line; what was not added or is not on record is said.
 */
#include <string.h>

#include "core/commands/files.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "core/commands/trust.h"
#include "core/commands/witnessed.h"
#include "gi/passport.h"
#include "gi/text.h"

static const char none[] = "无记录（出具人所称） / none on record, the writer's word";
static const char not_added[] = "此护照未附 / not in this passport";

/* What is told of a record of each group, in this order; those that are absent are left out. */
static const struct part {
    const char *group, *member, *before;
} parts[] = {
    { "sprays", "day", "" },
    { "sprays", "name", "" },
    { "sprays", "active", "有效成分 / active: " },
    { "sprays", "registration", "" },
    { "sprays", "dose", "" },
    { "sprays", "target", "" },
    { "sprays", "interval", "安全间隔期（天） / interval, days: " },
    { "sprays", "allowed_from", "可采自 / picking from: " },
    { "conformity", "day", "" },
    { "conformity", "basis", "承诺依据 / basis: " },
    { "conformity", "place", "产地 / place: " },
    { "conformity", "qty", "数量 / quantity: " },
    { "laboratory", "laboratory", "" },
    { "laboratory", "number", "" },
    { "laboratory", "day", "" },
    { "laboratory", "result", "结论 / result: " },
    { "laboratory", "items", "" },
};

/* Fields of a report that may have been corrected. */
static const char *corrected_name(const gi_json *correction)
{
    static const char *const names[][2] = {
        { "laboratory", "检测机构 / laboratory" },
        { "number", "报告编号 / number" },
        { "day", "报告日期 / day" },
        { "result", "结论 / result" },
        { "items", "检测项目 / items" },
    };
    gi_bytes field = { 0 };
    const char *name = "";
    (void)gi_json_as_text(gi_json_get(correction, "field"), &field);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        name = gi_bytes_equal(field, gi_bytes_of(names[i][0])) ? names[i][1] : name;
    }
    return name;
}

static void say_corrections(const command *cmd, const gi_json *list)
{
    for (size_t i = 0; i < gi_json_count(list); i++) {
        const gi_json *one = gi_json_at(list, i);
        int64_t act = 0;
        GI_AUTO_BUF line = GI_BUF(65536);
        (void)gi_json_as_int(gi_json_get(one, "act"), &act);
        gi_buf_add_format(&line, "#%s · %s · 原为 / was: ", gi_num(act).text, corrected_name(one));
        say_cell(gi_json_get(one, "before"), &line);
        say_value(cmd, "其中更正", "corrected there", gi_buf_text(&line));
    }
}

static void say_record(const command *cmd, const char *group, const char *const title[2],
                       const gi_json *row)
{
    int64_t act = 0;
    bool named = false;
    GI_AUTO_BUF line = GI_BUF(65536);
    (void)gi_json_as_int(gi_json_get(row, "act"), &act);
    (void)gi_json_as_bool(gi_json_get(row, "names_batch"), &named);
    gi_buf_add_format(&line, "#%s", gi_num(act).text);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const gi_json *value = gi_json_get(row, parts[i].member);
        if (strcmp(parts[i].group, group) == 0 && value != NULL) {
            gi_buf_add_format(&line, " · %s", parts[i].before);
            say_cell(value, &line);
        }
    }
    gi_buf_add_text(&line,
                    named ? "" : " · 属于本批次系出具人所称 / of this batch: the writer's word");
    say_value(cmd, title[0], title[1], gi_buf_text(&line));
    say_corrections(cmd, gi_json_get(row, "corrections"));
}

/* What a group holds, or that it holds nothing, or that it was not added at all. */
static void say_groups(const command *cmd, gi_json *facts)
{
    static const struct {
        const char *word;
        const char *title[2];
    } groups[] = {
        { "sprays", { "喷药记录", "spray" } },
        { "conformity", { "承诺达标合格证", "certificate of conformity" } },
        { "laboratory", { "检测报告", "laboratory report" } },
    };
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        const gi_json *rows = gi_json_get(facts, groups[i].word);
        if (gi_json_count(rows) == 0) {
            say_value(cmd, groups[i].title[0], groups[i].title[1], rows == NULL ? not_added : none);
        }
        for (size_t at = 0; at < gi_json_count(rows); at++) {
            say_record(cmd, groups[i].word, groups[i].title, gi_json_at(rows, at));
        }
        gi_json_remove(facts, groups[i].word);
    }
}

static gi_status say_facts(const command *cmd, const gi_passport_about *about, gi_json *facts,
                           gi_error *err)
{
    gi_json_set_text(facts, "origin", about->origin);
    gi_json_set_int(facts, "log_size", about->size);
    gi_json_set(facts, "trusted", gi_json_bool(about->trusted));
    gi_json_set_text(facts, "fingerprint", about->fingerprint);
    GI_TRY(gi_json_ok(facts, err));
    if (cmd->json) {
        return say_json(facts, false, err);
    }
    if (about->trusted) {
        say(cmd, "护照属实：以下内容已记入日志；其后的召回或作废不在其中",
            "the passport holds: this was logged; a later recall or voiding is not in it");
    } else {
        say(cmd, "不能判断：根密钥尚未被信任", "cannot tell: its root key is not trusted yet");
        say_value(cmd, "根密钥", "root key", about->root);
    }
    witnessed_say(cmd, facts);
    gi_json_remove(facts, "witnessed");
    say_groups(cmd, facts);
    say_object(facts);
    return GI_OK;
}

gi_status run_verify_passport(command *cmd, gi_error *err)
{
    gi_root_pin pins[GI_PINS_MAX];
    size_t count = 0;
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO(gi_json) facts = NULL;
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_TRY(words_expect(cmd, 0, 0, err));
    GI_TRY(trust_pins(cmd, pins, &count, err));
    GI_TRY(file_read(option(cmd, "passport"), &text, err));
    GI_TRY(gi_passport_open(gi_buf_view(&text), pins, count, &passport, err));
    GI_TRY(gi_passport_facts(passport, &facts, err));
    const gi_passport_about *about = gi_passport_about_of(passport);
    cmd->exit = about->trusted ? 0 : 3;
    GI_TRY(witnessed_add(cmd, gi_buf_view(&text), facts, err));
    return say_facts(cmd, about, facts, err);
}
