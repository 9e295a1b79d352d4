/*
 * help.c - help is printed from the tables: verbs, options, fields of acts.
 */
#include <stdio.h>
#include <string.h>

#include "core/commands/runs.h"
#include "core/commands/say.h"

static void put_line(const command *cmd, const char *head, const char *zh, const char *en)
{
    char padded[64];
    (void)snprintf(padded, sizeof padded, "  %-26s ", head);
    say_bytes(gi_bytes_of(padded));
    say(cmd, zh, en);
}

static void put_options(const command *cmd, const option_rule *rules)
{
    for (; rules != NULL && rules->name != NULL; rules++) {
        char head[64];
        (void)snprintf(head, sizeof head, "--%s %s", rules->name,
                       rules->value != NULL ? rules->value : "");
        put_line(cmd, head, rules->zh, rules->en);
    }
}

static void put_field(const command *cmd, const gi_field_rule *field, bool first)
{
    char head[64];
    char zh[400];
    char en[400];
    bool needed = (field->flags & GI_REQUIRED) != 0;
    bool open = (field->flags & GI_PUBLIC) != 0;
    bool secret = (field->flags & GI_TRANSIENT) != 0;
    const char *hint = field->hint != NULL ? field->hint : "";
    (void)snprintf(head, sizeof head, "--%s", field->name);
    (void)snprintf(zh, sizeof zh, "%s%s%s%s%s %s", field->zh, needed ? "【必填】" : "",
                   open ? "〔公开〕" : "", secret ? "〔- 为从标准输入读取〕" : "",
                   first ? "（可省略选项名）" : "", hint);
    (void)snprintf(en, sizeof en, "%s%s%s%s%s", field->en, needed ? " [required]" : "",
                   open ? " [public]" : "", secret ? " [- reads standard input]" : "",
                   first ? " [may stand alone]" : "");
    put_line(cmd, head, zh, en);
}

static void put_fields(const command *cmd, const gi_act_kind *kind)
{
    for (const gi_field_rule *field = kind->fields; field->name != NULL; field++) {
        put_field(cmd, field, field == kind->fields);
    }
}

static void put_signers(const command *cmd, const gi_act_kind *kind)
{
    char line[96];
    bool two = kind->second != GI_ROLE_NONE;
    gi_role approver = gi_act_approver(kind);
    (void)snprintf(line, sizeof line, "%s%s%s", gi_role_name(kind->role), two ? " + " : "",
                   two ? gi_role_name(kind->second) : "");
    say_value(cmd, "签名", "signed by", line);
    if (approver != GI_ROLE_NONE) {
        say_value(cmd, "超出限额或已启用时会签", "beyond its limits, or once activated, also by",
                  gi_role_name(approver));
    }
}

void help_of_verb(const command *cmd)
{
    const gi_act_kind *kind = cmd->kind;
    const option_rule *group = NULL;
    char usage[400];
    bool plain = kind != NULL && cmd->verb->usage[0] == '\0';
    (void)snprintf(usage, sizeof usage, "gitrace %s%s", plain ? kind->name : cmd->verb->usage,
                   plain ? " [FIELD] --field VALUE ..." : "");
    say_text(usage);
    say(cmd, plain ? kind->zh : cmd->verb->zh, plain ? kind->en : cmd->verb->en);
    if (kind != NULL) {
        put_signers(cmd, kind);
        put_fields(cmd, kind);
    }
    put_options(cmd, cmd->verb->options);
    for (size_t i = 0; (group = option_group(cmd->verb->uses, i)) != NULL; i++) {
        put_options(cmd, group);
    }
}

static void put_acts(const command *cmd)
{
    size_t count = 0;
    const gi_act_kind *kinds = gi_act_kinds(&count);
    say(cmd, "行为（gitrace 行为 --help 显示字段）：",
        "acts (gitrace ACT --help shows its fields):");
    for (size_t i = 0; i < count; i++) {
        if (act_has_verb(&kinds[i])) {
            put_line(cmd, kinds[i].name, kinds[i].zh, kinds[i].en);
        }
    }
}

gi_status run_help(command *cmd, gi_error *err)
{
    GI_TRY(words_expect(cmd, 0, 1, err));
    if (cmd->word_count == 1) {
        command other = *cmd;
        other.name = cmd->words[0];
        other.verb = verb_find(other.name, &other.kind);
        if (other.verb == NULL) {
            return gi_fail(err, GI_WHY_UNKNOWN_VERB, other.name);
        }
        help_of_verb(&other);
        return GI_OK;
    }
    say(cmd, "gitrace 源证：地理标志产品溯源", "gitrace: traceability of GI products");
    say_text("gitrace VERB [options]");
    for (const verb *row = verbs; row->name != NULL; row++) {
        put_line(cmd, row->name, row->zh, row->en);
    }
    put_acts(cmd);
    return GI_OK;
}

gi_status run_version(command *cmd, gi_error *err)
{
    GI_TRY(words_expect(cmd, 0, 0, err));
    say_text("gitrace " GI_VERSION);
    return GI_OK;
}
