/*
 * reading.c - the reading verbs: list, show, balance, history. No key, no write.
 *
 * Tables for people name their columns here; --json gives the whole value.
 */
#include <string.h>

#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/conformity.h"
#include "gi/officer.h"
#include "gi/package.h"
#include "gi/report.h"
#include "gi/text.h"

#define OF_PAGE                                                                 \
    { "from", "N", "从第几行（记录：序号）起", "first row (acts: log index)" }, \
    {                                                                           \
        "count", "N", "行数，至多 10000", "how many rows, at most 10000"        \
    }

const option_rule page_options[] = { OF_PAGE, { NULL, NULL, NULL, NULL } };
const option_rule private_options[] = {
    { "private", NULL, "连同私密记录（仅限有权人员）", "with the private record (officers only)" },
    { NULL, NULL, NULL, NULL },
};
const option_rule holder_options[] = {
    { "holder", "N", "主体编号", "number of the holder" },
    { "proof", NULL, "写出该主体余额的证明（依最近的每日状态）",
      "write a proof of its balances in the newest daily status" },
    { "out", "FILE", "证明写入此文件（缺省为标准输出）", "file of the proof (default: stdout)" },
    { NULL, NULL, NULL, NULL },
};
const option_rule history_options[] = {
    { "batch", "ID", "只看此批次", "only this batch" },
    { "holder", "N", "只看此主体", "only this holder" },
    { "private", NULL, "连同私密记录（仅限有权人员）", "with the private record (officers only)" },
    OF_PAGE,
    { NULL, NULL, NULL, NULL },
};

static gi_status page_of(const command *cmd, gi_report_page *page, gi_error *err)
{
    *page = (gi_report_page){ 0, GI_REPORT_ROWS };
    GI_TRY(option_int(cmd, "from", 0, GI_JSON_INT_MAX, &page->from, err));
    return option_int(cmd, "count", 1, GI_REPORT_ROWS, &page->limit, err);
}

#define COLUMNS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static const struct listed {
    const char *what;
    const char *const *columns;
} lists[] = {
    { "products", COLUMNS("product", "index", "zh", "en", "standard", "source") },
    { "holders", COLUMNS("holder", "kind", "state", "uscc", "card", "name") },
    { "sources", COLUMNS("source", "holder", "kind", "township", "capacity", "parcel") },
    { "unnumbered", COLUMNS("source", "holder", "kind", "township", "capacity") },
    { "batches", COLUMNS("batch", "holder", "season", "qty_text", "left_text", "issued", "printed",
                         "in_force", "state") },
    { "runs", COLUMNS("key", "first", "count", "units", "batch", "time", "act") },
    { "keys", COLUMNS("id", "role", "state", "alg", "holder", "products", "types", "next_unit") },
    { "conformities",
      COLUMNS("conformity", "day", "product", "holder", "lot", "batch", "qty_text", "basis") },
    { "acts", COLUMNS("index", "time", "key", "act", "zh", "en") },
};

gi_status run_list(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO(gi_json) rows = NULL;
    gi_report_page page;
    GI_TRY(words_expect(cmd, 1, 1, err));
    GI_TRY(page_of(cmd, &page, err));
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (strcmp(lists[i].what, cmd->words[0]) == 0) {
            GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
            GI_TRY(gi_report_list(registry, lists[i].what, page, &rows, err));
            return cmd->json ? say_json(rows, false, err) : say_table(rows, lists[i].columns, err);
        }
    }
    return fail_usage(cmd, err);
}

/* ---- show ---- */

static gi_status show_act(const command *cmd, gi_registry *registry, gi_json **out, gi_error *err)
{
    int64_t index = 0;
    GI_TRY(gi_text_int(gi_bytes_of(cmd->words[1]), "index", 0, GI_JSON_INT_MAX, &index, err));
    return gi_report_act(registry, index, option(cmd, "private") != NULL, out, err);
}

static gi_status show_batch(const command *cmd, gi_registry *registry, gi_json **out, gi_error *err)
{
    return gi_report_batch(registry, gi_bytes_of(cmd->words[1]), out, err);
}

static gi_status show_holder(const command *cmd, gi_registry *registry, gi_json **out,
                             gi_error *err)
{
    return gi_report_holder(registry, gi_bytes_of(cmd->words[1]), out, err);
}

static gi_status show_recall(const command *cmd, gi_registry *registry, gi_json **out,
                             gi_error *err)
{
    int64_t index = 0;
    GI_TRY(gi_text_int(gi_bytes_of(cmd->words[1]), "recall", 0, GI_JSON_INT_MAX, &index, err));
    return gi_report_recall(registry, index, option(cmd, "private") != NULL, out, err);
}

static gi_status show_conformity(const command *cmd, gi_registry *registry, gi_json **out,
                                 gi_error *err)
{
    int64_t number = 0;
    GI_TRY(gi_text_int(gi_bytes_of(cmd->words[1]), "conformity", 0, GI_JSON_INT_MAX, &number, err));
    return gi_report_conformity(registry, number, option(cmd, "private") != NULL, out, err);
}

static gi_status show_package(const command *cmd, gi_registry *registry, gi_json **out,
                              gi_error *err)
{
    return gi_report_package(registry, gi_bytes_of(cmd->words[1]), out, err);
}

gi_status run_show(command *cmd, gi_error *err)
{
    static const struct {
        const char *what;
        gi_status (*show)(const command *, gi_registry *, gi_json **, gi_error *);
    } kinds[] = { { "batch", show_batch },           { "act", show_act },
                  { "holder", show_holder },         { "recall", show_recall },
                  { "conformity", show_conformity }, { "package", show_package } };
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO(gi_json) shown = NULL;
    GI_TRY(words_expect(cmd, 2, 2, err));
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].what, cmd->words[0]) == 0) {
            GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
            GI_TRY(kinds[i].show(cmd, registry, &shown, err));
            if (cmd->json) {
                return say_json(shown, false, err);
            }
            say_object(shown);
            return GI_OK;
        }
    }
    return fail_usage(cmd, err);
}

/* ---- balance, history ---- */

gi_status run_balance(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO(gi_json) report = NULL;
    const char *holder = option(cmd, "holder");
    GI_TRY(words_expect(cmd, 0, 0, err));
    if (option(cmd, "proof") != NULL) {
        return run_balance_proof(cmd, err);
    }
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    GI_TRY(gi_report_balance(registry, gi_bytes_of(holder != NULL ? holder : ""), &report, err));
    if (cmd->json) {
        return say_json(report, false, err);
    }
    GI_TRY(say_table(gi_json_get(report, "accounts"),
                     COLUMNS("holder", "product", "season", "material", "balance_text"), err));
    say(cmd, "台账平衡：分录合计为 0", "the books balance: all postings sum to 0");
    return GI_OK;
}

static void say_act(const command *cmd, const gi_json *row)
{
    GI_AUTO_BUF head = GI_BUF(256);
    gi_bytes zh = { 0 };
    gi_bytes en = { 0 };
    (void)gi_json_as_text(gi_json_get(row, "zh"), &zh);
    (void)gi_json_as_text(gi_json_get(row, "en"), &en);
    say_cell(gi_json_get(row, "index"), &head);
    gi_buf_add_text(&head, "  ");
    say_cell(gi_json_get(row, "time"), &head);
    gi_buf_add_text(&head, "  ");
    if (cmd->zh) {
        gi_buf_add(&head, zh);
        gi_buf_add_text(&head, cmd->en ? " / " : "");
    }
    if (cmd->en) {
        gi_buf_add(&head, en);
    }
    say_text(gi_buf_text(&head));
}

/* The facts of a leaf, without what every leaf has. */
static void say_facts(const gi_json *row)
{
    static const char *const common[] = { "v", "t", "ts", "by", "n", "sigs", "cmt" };
    GI_AUTO(gi_json) facts = gi_json_copy(gi_json_get(row, "leaf"));
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) {
        gi_json_remove(facts, common[i]);
    }
    say_object(facts);
    if (gi_json_get(row, "private") != NULL) {
        say_object(gi_json_get(row, "private"));
    }
}

gi_status run_history(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO(gi_json) rows = NULL;
    gi_history_query query = { .with_private = option(cmd, "private") != NULL };
    const char *batch = option(cmd, "batch");
    const char *holder = option(cmd, "holder");
    GI_TRY(words_expect(cmd, 0, 0, err));
    GI_TRY(page_of(cmd, &query.page, err));
    query.batch = gi_bytes_of(batch != NULL ? batch : "");
    query.holder = gi_bytes_of(holder != NULL ? holder : "");
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    GI_TRY(gi_report_history(registry, &query, &rows, err));
    if (cmd->json) {
        return say_json(rows, false, err);
    }
    for (size_t i = 0; i < gi_json_count(rows); i++) {
        say_act(cmd, gi_json_at(rows, i));
        say_facts(gi_json_at(rows, i));
    }
    return GI_OK;
}
