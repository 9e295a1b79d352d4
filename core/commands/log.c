/*
 * log.c - gitrace log: the log's own texts, byte for byte; check, backup, restore.
 *
 * Parts of the verb with a run of their own stand in log_runs[].
 */
#include <stdio.h>
#include <string.h>

#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/recover.h"
#include "gi/report.h"
#include "gi/tend.h"
#include "gi/text.h"

#define TEXT_MAX (128 * 1024)

static gi_status log_checkpoint(gi_registry *registry, int64_t index, gi_buf *out, gi_error *err)
{
    (void)index;
    return gi_report_checkpoint(registry, out, err);
}

static const struct log_verb {
    const char *name;
    size_t words;
    gi_status (*get)(gi_registry *registry, int64_t index, gi_buf *out, gi_error *err);
    bool json; /* the text is JSON without a newline */
} log_verbs[] = {
    { "checkpoint", 1, log_checkpoint, false },
    { "leaf", 2, gi_report_leaf, true },
    { "proof", 2, gi_report_proof, false },
};

/* A note holds newlines, which our JSON strings cannot: base64 then. */
static gi_status say_wrapped(const struct log_verb *row, const gi_buf *text, gi_error *err)
{
    GI_AUTO(gi_json) answer = gi_json_object();
    GI_AUTO_BUF coded = GI_BUF(2 * TEXT_MAX);
    gi_base64_add(&coded, gi_buf_view(text));
    gi_json_set_text(answer, row->name, gi_buf_text(&coded));
    gi_json_set_text(answer, "coding", "base64");
    return say_json(answer, false, err);
}

static gi_status log_run(command *cmd, const struct log_verb *row, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO_BUF text = GI_BUF(TEXT_MAX);
    int64_t index = 0;
    GI_TRY(words_expect(cmd, row->words, row->words, err));
    if (row->words == 2) {
        GI_TRY(gi_text_int(gi_bytes_of(cmd->words[1]), "index", 0, GI_JSON_INT_MAX, &index, err));
    }
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    GI_TRY(row->get(registry, index, &text, err));
    if (cmd->json && !row->json) {
        return say_wrapped(row, &text, err);
    }
    say_bytes(gi_buf_view(&text));
    say_bytes(gi_bytes_of(row->json ? "\n" : ""));
    return GI_OK;
}

const option_rule log_options[] = {
    { "old", "N", "ask：见证方已签的大小（缺省 0）",
      "ask: the size the witness cosigned last (default 0)" },
    { "out", "FILE", "ask：请求写入此文件", "ask: file for the request" },
    { "every", "SECONDS", "tend：每隔 10 至 3600 秒一轮，直到 SIGINT/SIGTERM",
      "tend: a round every 10 to 3600 seconds until SIGINT or SIGTERM" },
    { "reset", NULL, "mark：与见证方核对后重建损坏的水位标记",
      "mark: make a damaged mark anew, after comparing with the witnesses" },
    { "whole", NULL, "export：逐字节比对已有文件", "export: compare the files that are there" },
    { "state", "FILE", "audit：上次所见的检查点（发现回滚与分叉）",
      "audit: the head seen last; finds rollback and forks" },
    { "vkey", "VKEY", "从别处得到的日志公钥", "the log key, from elsewhere" },
    { "journal", "FILE",
      "recover：日志副本（缺省为配置中的）；含非公开内容的行为只能由它重建，卡的密码与纸条不在其中",
      "recover: the journal (default: the one of the config); acts with private values come back "
      "from it alone, PINs and slips of cards not at all" },
    { "origin", "ORIGIN", "new-epoch：新日志名；sigsum 表示由新日志公钥得出",
      "new-epoch: origin of the new log; sigsum makes it of the new log key" },
    { "note", "FILE|DIR|URL", "new-epoch：旧日志最后一个经见证的检查点（缺省为见证方所持的）",
      "new-epoch: last cosigned checkpoint of the old log (default: what a witness holds)" },
    { "why", "WORD", "new-epoch：理由 lost、key-leaked 或 moved（缺省 lost）",
      "new-epoch: lost, key-leaked or moved (default lost)" },
    { "export", "FILE", "new-epoch：写出待根密钥签名的文件",
      "new-epoch: write the file for a root key elsewhere" },
    { "submit", "FILE", "new-epoch：提交已签名的文件", "new-epoch: submit the file once signed" },
    { "openings-lost", NULL,
      "tend：scans.db 已丢失或恢复为旧本，自现存的隐藏码查验记录重新计起（审计可见）",
      "tend: scans.db was lost or is an old copy; count openings anew from what is there (audits "
      "tell)" },
    { "no-signatures", NULL, "audit：不核验签名", "audit: do not verify signatures" },
    { "witness", "VKEYS", "audit、check-balance：可信见证方的公钥，以空格分隔（联网见证）",
      "audit, check-balance: keys of witnesses that you trust (asked over the network), blanks "
      "between them" },
    { "policy", "FILE",
      "audit、check-balance：tlog-policy 文件，取其中的见证方；未列网址的以文件见证，可能较晚",
      "audit, check-balance: a tlog-policy file, for its witnesses; one without a URL is fed by "
      "file and may be late" },
    { "now", "MS", "audit：核对见证签名新鲜度的时刻（毫秒，缺省为本机时钟）",
      "audit: moment for which freshness is judged, ms since 1970 (default: the clock)" },
    { "strict", NULL, "audit：见证签名过期也算违规",
      "audit: a stale cosignature counts as a violation" },
    { "follow", "SECONDS", "audit：每隔若干秒再看，直到 SIGINT/SIGTERM；须有 --state",
      "audit: look again every so many seconds until SIGINT or SIGTERM; needs --state" },
    { "csv", NULL, "audit：以 CSV 输出各产品产季的公开合计", "audit: the public sums as CSV" },
    { NULL, NULL, NULL, NULL },
};

static const struct log_run {
    const char *name;
    gi_status (*run)(command *cmd, gi_error *err);
} log_runs[] = {
    { "export", run_log_export },       { "recover", run_log_recover },
    { "new-epoch", run_log_new_epoch }, { "ask", run_log_ask },
    { "cosign", run_log_cosign },       { "tend", run_log_tend },
    { "mark", run_log_mark },           { "check-balance", run_log_check_balance },
    { "audit", run_log_audit },         { "fsck", run_log_fsck },
};

gi_status run_log(command *cmd, gi_error *err)
{
    for (size_t i = 0; cmd->word_count > 0 && i < sizeof log_runs / sizeof log_runs[0]; i++) {
        if (strcmp(log_runs[i].name, cmd->words[0]) == 0) {
            return log_runs[i].run(cmd, err);
        }
    }
    for (size_t i = 0; cmd->word_count > 0 && i < sizeof log_verbs / sizeof log_verbs[0]; i++) {
        if (strcmp(log_verbs[i].name, cmd->words[0]) == 0) {
            return log_run(cmd, &log_verbs[i], err);
        }
    }
    return fail_usage(cmd, err);
}

/* Says one thing that was done with a path, or {"done":...,"path":...}. */
static gi_status say_done(const command *cmd, const char *zh, const char *en, const char *path,
                          gi_error *err)
{
    if (!cmd->json) {
        say_value(cmd, zh, en, path);
        return GI_OK;
    }
    GI_AUTO(gi_json) answer = gi_json_object();
    gi_json_set(answer, "done", gi_json_bool(true));
    gi_json_set_text(answer, "path", path);
    return say_json(answer, false, err);
}

/* Openings that the log told of are still there, as they were. Without scans.db, as in a restored
 * registry, there is nothing to compare. */
static gi_status check_openings(const command *cmd, gi_registry *registry, gi_error *err)
{
    bool told = false;
    gi_openings then, now;
    GI_AUTO(gi_scans) scans = NULL;
    GI_TRY(gi_tend_openings(registry, &told, &then, err));
    if (!told || then.count == 0) {
        return GI_OK;
    }
    GI_TRY(gi_scans_open(registry_dir(cmd), &scans, err));
    GI_TRY(gi_scans_openings(scans, 0, &now, err));
    if (!now.known) {
        (void)fprintf(stderr,
                      "没有 scans.db：隐藏码查验记录未核对 / no scans.db: openings of hidden "
                      "codes were not compared\n");
    }
    return gi_scans_compare(scans, &then, err);
}

gi_status run_check(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_TRY(words_expect(cmd, 0, 0, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    GI_TRY(gi_registry_check(registry, err));
    GI_TRY(check_openings(cmd, registry, err));
    return say_done(cmd, "数据库、台账与日志相符", "database, books and log agree",
                    registry_dir(cmd), err);
}

static void say_no_keys(const command *cmd)
{
    if (!cmd->json) {
        say(cmd, "备份不含密钥与扫码记录：请另行保管 keys/ 与 scans.db",
            "keys and scans are not part of it: keep keys/ and scans.db elsewhere");
    }
}

const option_rule backup_options[] = {
    { "cut-journal", NULL, "备份完成后从日志副本中去掉已备份的记录",
      "then take the acts that the copy holds out of the journal" },
    { NULL, NULL, NULL, NULL },
};

/* Asked before the copy is made: it holds so many acts or more. */
static gi_status newest_size(gi_registry *registry, int64_t *out, gi_error *err)
{
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    gi_checkpoint head;
    GI_TRY(gi_report_checkpoint(registry, &note, err));
    gi_bytes text = gi_buf_view(&note);
    const uint8_t *blank = memmem(text.data, text.size, "\n\n", 2);
    text.size = blank == NULL ? text.size : (size_t)(blank - text.data) + 1;
    GI_TRY(gi_checkpoint_parse(text, &head, err));
    *out = head.size;
    return GI_OK;
}

/* What a copy holds need not lie in the journal any longer. */
static gi_status tend_journal(const command *cmd, const gi_registry *registry, int64_t held,
                              gi_error *err)
{
    int64_t cut = 0;
    if (gi_registry_about(registry)->journal[0] == '\0') {
        return GI_OK;
    }
    if (option(cmd, "cut-journal") == NULL) {
        if (!cmd->json) {
            say_number(cmd, "日志副本中早于此号的记录已可去掉（--cut-journal）",
                       "acts of the journal below this may be cut (--cut-journal)", held);
        }
        return GI_OK;
    }
    GI_TRY(gi_journal_cut(registry, held, &cut, err));
    if (!cmd->json) {
        say_number(cmd, "已从日志副本去掉", "lines taken out of the journal", cut);
    }
    return GI_OK;
}

gi_status run_backup(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    int64_t held = 0;
    GI_TRY(words_expect(cmd, 1, 1, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    GI_TRY(newest_size(registry, &held, err));
    GI_TRY(gi_registry_backup(registry, cmd->words[0], err));
    GI_TRY(
        say_done(cmd, "备份已写好并检查", "the copy is written and checked", cmd->words[0], err));
    say_no_keys(cmd);
    return tend_journal(cmd, registry, held, err);
}

gi_status run_restore(command *cmd, gi_error *err)
{
    const char *dir = NULL;
    GI_TRY(words_expect(cmd, 1, 1, err));
    GI_TRY(option_needed(cmd, "dir", &dir, err));
    GI_TRY(gi_registry_restore(cmd->words[0], dir, err));
    GI_TRY(say_done(cmd, "登记库已恢复并检查", "the registry is restored and checked", dir, err));
    say_no_keys(cmd);
    if (!cmd->json) {
        say(cmd, "若备份之后还有行为，请先运行 gitrace log recover 接上已公布的日志",
            "if anything was done after the copy, run gitrace log recover with the published log "
            "first; what is lost for good needs gitrace log new-epoch");
    }
    return GI_OK;
}
