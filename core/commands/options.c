/*
 * options.c - reads --name VALUE, --name=VALUE and words against the tables of a verb.
 *
 * An act verb takes every field of its act as an option ('-' or '_' in the name), so a new
 * field of an act is an option the same day. Unknown names and repetitions are refused.
 */
#include <stdlib.h>
#include <string.h>

#include "core/commands/command.h"
#include "core/commands/say.h"
#include "gi/text.h"

static const option_rule common[] = {
    { "json", NULL, "以 JSON 输出", "answer as JSON" },
    { "lang", "zh|en|both", "输出语言", "language of what is printed" },
    { "help", NULL, "显示帮助", "print this help" },
    { NULL, NULL, NULL, NULL },
};

static const option_rule of_registry[] = {
    { "dir", "DIR", "登记库目录（缺省：环境变量 GITRACE_DIR，再为当前目录）",
      "registry directory (default: GITRACE_DIR, then the current one)" },
    { NULL, NULL, NULL, NULL },
};

static const option_rule of_keys[] = {
    { "passphrase-file", "FILE", "口令文件（权限 600，取第一行）",
      "file with the passphrase (mode 600, first line)" },
    { "passphrase-fd", "N", "从文件描述符读口令，一行一钥，末行通用",
      "descriptor with passphrases, a line per key, the last one for the rest" },
    { NULL, NULL, NULL, NULL },
};

static const option_rule of_draft[] = {
    { "request", "HEX", "请求号（32 位十六进制），重复提交只生效一次",
      "request key (32 hex digits): sent twice, done once" },
    { "dry-run", NULL, "只检查，不写入、不需口令", "check only; needs no key, changes nothing" },
    { "export", "FILE", "导出草稿供别处签名", "write a draft to be signed elsewhere" },
    { "key", "ID", "指定首签密钥号", "id of the key that signs first" },
    { "desk", "SOCKET", "交给受理台执行（本机无需密钥与登记库）",
      "let a desk do it; needs no key and no registry here" },
    { NULL, NULL, NULL, NULL },
};

static const struct option_set {
    unsigned use;
    const option_rule *rules;
} sets[] = {
    { USES_REGISTRY, of_registry },
    { USES_KEYS, of_keys },
    { USES_DRAFT, of_draft },
    { 0, common },
};

const option_rule *option_group(unsigned uses, size_t index)
{
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        if ((sets[i].use == 0 || (uses & sets[i].use) != 0) && index-- == 0) {
            return sets[i].rules;
        }
    }
    return NULL;
}

/* Equal names, with '-' and '_' alike; size bytes of name. */
static bool same_name(const char *name, size_t size, const char *rule)
{
    if (strlen(rule) != size) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        char c = name[i] == '_' ? '-' : name[i];
        if (c != (rule[i] == '_' ? '-' : rule[i])) {
            return false;
        }
    }
    return true;
}

static const option_rule *find_in(const option_rule *rules, const char *name, size_t size)
{
    for (; rules != NULL && rules->name != NULL; rules++) {
        if (same_name(name, size, rules->name)) {
            return rules;
        }
    }
    return NULL;
}

/* An option of the verb, a shared one, or a field of the act. */
static bool find_rule(const command *cmd, const char *name, size_t size, option_rule *out)
{
    const option_rule *found = find_in(cmd->verb->options, name, size);
    const option_rule *group = NULL;
    for (size_t i = 0; found == NULL && (group = option_group(cmd->verb->uses, i)) != NULL; i++) {
        found = find_in(group, name, size);
    }
    if (found != NULL) {
        *out = *found;
        return true;
    }
    for (const gi_field_rule *field = cmd->kind != NULL ? cmd->kind->fields : NULL;
         field != NULL && field->name != NULL; field++) {
        if (same_name(name, size, field->name)) {
            *out = (option_rule){ field->name, field->name, field->zh, field->en };
            return true;
        }
    }
    return false;
}

static gi_status add_option(command *cmd, const char *name, const char *value, gi_error *err)
{
    if (option(cmd, name) != NULL) {
        return gi_fail_field(err, name, GI_WHY_DUPLICATE_FIELD, name);
    }
    if (cmd->option_count == OPTIONS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "options", gi_num(OPTIONS_MAX).text);
    }
    cmd->options[cmd->option_count++] = (option_given){ name, value };
    return GI_OK;
}

/* One option at argv[*at]; *at moves past its value. */
static gi_status read_option(command *cmd, int argc, char **argv, int *at, gi_error *err)
{
    const char *name = argv[*at] + 2;
    const char *equals = strchr(name, '=');
    size_t size = equals != NULL ? (size_t)(equals - name) : strlen(name);
    option_rule rule;
    if (!find_rule(cmd, name, size, &rule)) {
        return gi_fail(err, GI_WHY_UNKNOWN_OPTION, gi_quote(gi_bytes_of(argv[*at])).text,
                       cmd->name);
    }
    if (rule.value == NULL) {
        return equals == NULL ? add_option(cmd, rule.name, "", err) : fail_usage(cmd, err);
    }
    if (equals != NULL) {
        return add_option(cmd, rule.name, equals + 1, err);
    }
    if (*at + 1 >= argc) {
        return gi_fail(err, GI_WHY_USAGE, argv[*at], rule.value);
    }
    return add_option(cmd, rule.name, argv[++*at], err);
}

static gi_status set_language(command *cmd, gi_error *err)
{
    const char *asked = option(cmd, "lang");
    const char *names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    const char *language = asked;
    for (size_t i = 0; language == NULL && i < sizeof names / sizeof names[0]; i++) {
        language = getenv(names[i]);
    }
    language = language != NULL ? language : "";
    bool zh = strncmp(language, "zh", 2) == 0;
    bool en = strncmp(language, "en", 2) == 0;
    if (asked != NULL && !zh && !en && strcmp(asked, "both") != 0) {
        return gi_fail(err, GI_WHY_USAGE, "--lang zh|en|both");
    }
    cmd->zh = !en;
    cmd->en = !zh;
    return GI_OK;
}

gi_status options_read(command *cmd, int argc, char **argv, gi_error *err)
{
    bool words_only = false;
    for (int at = 0; at < argc; at++) {
        if (!words_only && strcmp(argv[at], "--") == 0) {
            words_only = true;
        } else if (!words_only && strncmp(argv[at], "--", 2) == 0) {
            GI_TRY(read_option(cmd, argc, argv, &at, err));
        } else if (!words_only && argv[at][0] == '-' && argv[at][1] != '\0') {
            return gi_fail(err, GI_WHY_UNKNOWN_OPTION, gi_quote(gi_bytes_of(argv[at])).text,
                           cmd->name);
        } else {
            cmd->words[cmd->word_count++] = argv[at];
        }
    }
    cmd->json = option(cmd, "json") != NULL;
    return set_language(cmd, err);
}

const char *option(const command *cmd, const char *name)
{
    for (size_t i = 0; i < cmd->option_count; i++) {
        if (strcmp(cmd->options[i].name, name) == 0) {
            return cmd->options[i].value;
        }
    }
    return NULL;
}

gi_status fail_usage(const command *cmd, gi_error *err)
{
    char usage[512] = "gitrace ";
    size_t size = strlen(usage);
    (void)strncat(usage, cmd->kind != NULL ? cmd->name : cmd->verb->usage, sizeof usage - size - 1);
    return gi_fail(err, GI_WHY_USAGE, usage);
}

gi_status option_needed(const command *cmd, const char *name, const char **out, gi_error *err)
{
    const char *value = option(cmd, name);
    if (value == NULL) {
        gi_status status = fail_usage(cmd, err);
        return status;
    }
    *out = value;
    return GI_OK;
}

gi_status option_int(const command *cmd, const char *name, int64_t low, int64_t high, int64_t *out,
                     gi_error *err)
{
    const char *value = option(cmd, name);
    return value == NULL ? GI_OK : gi_text_int(gi_bytes_of(value), name, low, high, out, err);
}

gi_status words_expect(const command *cmd, size_t low, size_t high, gi_error *err)
{
    return cmd->word_count >= low && cmd->word_count <= high ? GI_OK : fail_usage(cmd, err);
}

const char *registry_dir(const command *cmd)
{
    return gi_registry_dir(option(cmd, "dir"));
}

static void warned(void *context, const gi_error *what)
{
    (void)context;
    say_warning(what);
}

gi_status registry_open(const command *cmd, gi_access access, gi_registry **out, gi_error *err)
{
    GI_TRY(gi_registry_open(registry_dir(cmd), access, gi_clock_system(), gi_random_system(), out,
                            err));
    gi_registry_on_warning(*out, warned, NULL);
    return GI_OK;
}
