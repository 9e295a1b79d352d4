/*
 * codes.c - gitrace codes: the codes of a committed run as CSV, or one paper or test code.
 *
 * Signed while they stream, never stored. The columns are serial,number,url; lines end with
 * CRLF as RFC 4180 says.
 */
#include "gi/codes.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/commands/keyring.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/lookup.h"
#include "gi/package.h"

const option_rule codes_options[] = {
    { "from", "N", "从第几枚起（1 为首枚）", "first label of the run, 1 = its first" },
    { "count", "N", "枚数", "how many" },
    { "threads", "N", "线程数，1 至 64（缺省 1）", "threads, 1..64 (default 1)" },
    { "out", "FILE", "写入新文件（缺省为标准输出）", "write a new file (default stdout)" },
    { "package", "NUMBER", "从此箱编号起同批箱的箱码（类型 1）",
      "the codes of the packages of one act, from this number on (type 1)" },
    { "paper", "BATCH", "该批次的凭证码（类型 3）", "the batch paper code of a batch (type 3)" },
    { "test", NULL, "测试码（类型 15，永不有效）", "a test code (type 15, never valid)" },
    { "key", "ID", "标签密钥号", "id of the label key" },
    { NULL, NULL, NULL, NULL },
};

typedef struct csv {
    FILE *file;
    const char *base_url;
} csv;

/* What is streamed: labels of a run, or (packages set) packages of one. */
typedef struct source {
    gi_run run;
    gi_package_run packages;
    bool of_packages;
    uint16_t key;
    uint32_t first, count;
} source;

static gi_status write_failed(gi_error *err)
{
    return gi_fail(err, GI_WHY_FILE_WRITE, "CSV", strerror(errno));
}

static gi_status put_code(void *context, const gi_code_item *item, gi_error *err)
{
    const csv *out = context;
    errno = 0;
    return fprintf(out->file, "%u,%s,%s%s\r\n", (unsigned)item->serial, item->number, out->base_url,
                   item->digits) < 0
               ? write_failed(err)
               : GI_OK;
}

static gi_status stream(const command *cmd, const source *what, const gi_signer *signer, csv *out,
                        gi_error *err)
{
    int64_t from = 1;
    int64_t threads = 1;
    gi_code_sink sink = { .take = put_code, .context = out };
    GI_TRY(option_int(cmd, "from", 1, what->count, &from, err));
    int64_t count = what->count - from + 1;
    GI_TRY(option_int(cmd, "count", 1, count, &count, err));
    GI_TRY(option_int(cmd, "threads", 1, 64, &threads, err));
    errno = 0;
    if (fputs("serial,number,url\r\n", out->file) < 0) {
        return write_failed(err);
    }
    uint32_t first = what->first + (uint32_t)(from - 1);
    GI_TRY(
        what->of_packages
            ? gi_package_codes(&what->packages, signer, first, (uint32_t)count, sink, err)
            : gi_codes_stream(&what->run, signer, first, (uint32_t)count, (int)threads, sink, err));
    return fflush(out->file) == 0 ? GI_OK : write_failed(err);
}

/* A file that is complete or not there: whoever prints must not print half a run. */
static gi_status stream_file(const command *cmd, const source *what, const gi_signer *signer,
                             const char *path, csv *out, gi_error *err)
{
    out->file = fopen(path, "wxe");
    if (out->file == NULL) {
        return errno == EEXIST ? gi_fail(err, GI_WHY_FILE_EXISTS, path)
                               : gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
    }
    gi_status status = stream(cmd, what, signer, out, err);
    if (status == GI_OK && fsync(fileno(out->file)) != 0) {
        status = write_failed(err);
    }
    (void)fclose(out->file);
    if (status != GI_OK) {
        (void)unlink(path);
    }
    return status;
}

static gi_status find_packages(gi_registry *registry, const char *number, source *out,
                               gi_error *err)
{
    gi_unit_id id;
    GI_TRY(gi_package_find(registry, gi_bytes_of(number), &out->packages, &id, err));
    out->of_packages = true;
    out->key = id.key;
    out->first = id.serial;
    out->count = out->packages.count - (id.serial - out->packages.first);
    return GI_OK;
}

static gi_status find_run(gi_registry *registry, const char *text, source *out, gi_error *err)
{
    GI_TRY(gi_run_find(registry, gi_bytes_of(text), &out->run, NULL, err));
    out->key = out->run.key;
    out->first = out->run.first;
    out->count = out->run.count;
    return GI_OK;
}

static gi_status run_codes_of(command *cmd, gi_registry *registry, gi_error *err)
{
    source what = { .of_packages = false };
    KEYRING keys = { 0 };
    const char *path = option(cmd, "out");
    const char *package = option(cmd, "package");
    csv out = { stdout, gi_registry_about(registry)->base_url };
    size_t words = package == NULL ? 1 : 0;
    GI_TRY(words_expect(cmd, words, words, err));
    GI_TRY(package != NULL ? find_packages(registry, package, &what, err)
                           : find_run(registry, cmd->words[0], &what, err));
    GI_TRY(keyring_begin(cmd, &keys, err));
    GI_TRY(keyring_unlock(&keys, registry, what.key, err));
    return path == NULL ? stream(cmd, &what, keys.signer[0], &out, err)
                        : stream_file(cmd, &what, keys.signer[0], path, &out, err);
}

/* ---- one code ---- */

static gi_status label_signer(const command *cmd, gi_registry *registry, keyring *keys,
                              gi_error *err)
{
    int64_t id = 0;
    GI_TRY(keyring_begin(cmd, keys, err));
    GI_TRY(option_int(cmd, "key", 1, UINT16_MAX, &id, err));
    GI_TRY(id != 0 ? keyring_unlock(keys, registry, (uint16_t)id, err)
                   : keyring_add_role(keys, registry, GI_ROLE_LABEL, err));
    return keys->count > 0 ? GI_OK : gi_fail(err, GI_WHY_SIGNER_MISSING, "codes", "label");
}

static gi_status paper_header(gi_registry *registry, const char *batch, gi_unit_header *header,
                              gi_error *err)
{
    gi_verdict verdict;
    GI_TRY(gi_lookup_batch(registry, gi_bytes_of(batch), &verdict, err));
    if (!verdict.has_batch) {
        return gi_fail(err, GI_WHY_NO_BATCH, batch);
    }
    const gi_batch_facts *facts = &verdict.batch;
    if (facts->undone > 0) {
        return gi_fail(err, GI_WHY_TAKEN_BACK, facts->id_text, gi_num(facts->undone).text);
    }
    header->type = GI_LABEL_BATCH_PAPER;
    header->product = facts->product;
    header->producer = facts->id.producer;
    header->batch = facts->id.number;
    header->packed = (uint16_t)(facts->made - GI_LABEL_EPOCH);
    header->grade = facts->grade;
    header->season = facts->season;
    return GI_OK;
}

static gi_status run_single(command *cmd, gi_registry *registry, gi_error *err)
{
    gi_unit_code code;
    KEYRING keys = { 0 };
    char digits[GI_UNIT_DIGITS_MAX + 1];
    GI_AUTO_BUF url = GI_BUF(512);
    const char *batch = option(cmd, "paper");
    gi_unit_header header = { .type = GI_LABEL_TEST };
    GI_TRY(words_expect(cmd, 0, 0, err));
    header.packed = (uint16_t)(gi_registry_today(registry) - GI_LABEL_EPOCH);
    if (batch != NULL) {
        GI_TRY(paper_header(registry, batch, &header, err));
    }
    GI_TRY(label_signer(cmd, registry, &keys, err));
    header.key = keys.signer[0]->key;
    GI_TRY(gi_code_sign(&header, keys.signer[0], &code, err));
    (void)gi_unit_code_print(&code, digits);
    gi_buf_add_text(&url, gi_registry_about(registry)->base_url);
    gi_buf_add_text(&url, digits);
    GI_TRY(gi_buf_status(&url, "code", err));
    say_text(gi_buf_text(&url));
    return GI_OK;
}

gi_status run_codes(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    bool single = option(cmd, "paper") != NULL || option(cmd, "test") != NULL;
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    return single ? run_single(cmd, registry, err) : run_codes_of(cmd, registry, err);
}
