/*
 * verify.c - gitrace verify: codes in, three answers each out; from the registry or a bundle.
 *
 * With --bundle no registry and no network are touched; the root must be pinned by --root or a
 * trust file, and a bundle older than one met before is refused. The exit code is the worst of all
 * answers: 1 negative, 3 cannot tell, 0 good.
 */
#include <stdio.h>
#include <string.h>

#include "core/commands/files.h"
#include "core/commands/package_words.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "core/commands/seen.h"
#include "core/commands/trust.h"
#include "core/commands/verdict_words.h"
#include "core/commands/verify_facts.h"
#include "core/commands/verify_host.h"
#include "core/commands/verify_seen.h"
#include "gi/json.h"
#include "gi/verdict_json.h"

const option_rule verify_options[] = {
    { "bundle", "FILE", "离线核验包（不需登记库）", "check against a bundle, without a registry" },
    { "in", "PACKAGE", "标签是否在此箱内（箱码或箱编号）",
      "is the label inside this package? its code or number" },
    { "seen", "FILE", "查验过的实物：每个码算一件，同号两件即为复制",
      "packs in hand: every code is one more; a number on two of them was copied" },
    { "with", "FILE", "并入另一查验员的 --seen 文件", "take over another inspector's --seen file" },
    { "passport", "FILE", "核验批次护照（不需登记库）",
      "check a batch passport, without a registry" },
    { "root", "VKEY", "信任的根密钥（仅本次）", "root key to trust this once" },
    { "trust", "FILE", "信任文件（缺省 ~/.config/gitrace/trust）",
      "file of trusted roots (default ~/.config/gitrace/trust)" },
    { "witness", "VKEYS", "护照：可信见证方的公钥，以空格分隔",
      "passport: keys of witnesses that you trust, blanks between them" },
    { "policy", "FILE", "护照：您信任的 tlog-policy 文件",
      "passport: a tlog-policy that you trust" },
    { NULL, NULL, NULL, NULL },
};

/* Where codes are asked: one of the two. */
typedef struct desk {
    command *cmd;
    gi_registry *registry;
    gi_bundle *bundle;
    gi_json *answers;
    int offset;
    packs seen; /* of --seen */
} desk;

static void desk_clear(desk *at)
{
    gi_bundle_close(at->bundle);
    gi_registry_close(at->registry);
    gi_json_destroy(at->answers);
    packs_close(&at->seen);
}

static gi_status look_up(desk *at, gi_bytes code, gi_verdict *out, gi_error *err)
{
    return at->bundle != NULL ? gi_bundle_lookup(at->bundle, code, out, err)
                              : gi_lookup(at->registry, code, out, err);
}

/* ---- for people ---- */

static void say_answers(const desk *at, const char *code, const gi_verdict *verdict)
{
    const command *cmd = at->cmd;
    char zh[256];
    char en[256];
    words one = issued_words(verdict);
    words two = copied_words(verdict->copied);
    words three = good_words(verdict->good);
    gi_time_text_t time = gi_time_text(verdict->as_of, at->offset);
    say_text(code);
    (void)snprintf(zh, sizeof zh, "[签发] %s", one.zh);
    (void)snprintf(en, sizeof en, "[issued] %s", one.en);
    say(cmd, zh, en);
    (void)snprintf(zh, sizeof zh, "[复制] %s", two.zh);
    (void)snprintf(en, sizeof en, "[copied] %s", two.en);
    say(cmd, zh, en);
    (void)snprintf(zh, sizeof zh, "[有效] 截至 %s %s", time.text, three.zh);
    (void)snprintf(en, sizeof en, "[good] as of %s %s", time.text, three.en);
    say(cmd, zh, en);
    if (verdict->copied_by[0] != '\0') {
        say_value(cmd, "复制由谁认定", "found copied by", verdict->copied_by);
        say_value(cmd, "依据", "found by", verdict->copied_why);
    }
    if (verdict->state_act >= 0) {
        say_value(cmd, "由谁宣布", "declared by", verdict->state_by);
        say_value(cmd, "宣布时间", "declared at",
                  gi_time_text(verdict->state_time, at->offset).text);
        say_value(cmd, "原因", "reason", verdict->state_why);
        if (verdict->good == GI_GOOD_FROZEN) {
            say_value(cmd, "监管暂停至", "until", gi_day_text(verdict->state_until).text);
        }
        if (verdict->recall_grade > 0) {
            say_number(cmd, "召回级别", "grade of the recall", verdict->recall_grade);
        }
    }
    if (verdict->stale) {
        say(cmd, "注意：清单已超过 7 天", "note: the list is older than 7 days");
    }
}

static void say_verdict(const desk *at, const char *code, const gi_verdict *verdict)
{
    say_answers(at, code, verdict);
    if (verdict->has_unit) {
        say_unit(at->cmd, verdict);
    }
    if (verdict->has_package) {
        say_package(at->cmd, &verdict->package, at->offset);
    }
    if (verdict->has_batch) {
        say_batch(at->cmd, &verdict->batch);
    }
    if (verdict->has_batch && verdict->asked == GI_ASKED_BATCH) {
        say_number(at->cmd, "已签发标签", "labels issued", verdict->units_issued);
        say_number(at->cmd, "其中有效", "of these in force", verdict->units_in_force);
    }
    if (verdict->has_unit || verdict->has_batch) {
        say(at->cmd, "与实物不符即为可疑", "if the pack differs, be suspicious");
    }
}

/* ---- asking ---- */

/* A negative answer outweighs "cannot tell", which outweighs a good one. */
static int worse(int left, int right)
{
    return left == 1 || right == 1 ? 1 : left > right ? left : right;
}

static void tell(desk *at, const char *code, const gi_verdict *verdict)
{
    at->cmd->exit = worse(at->cmd->exit, gi_verdict_exit(verdict));
    if (at->cmd->json) {
        gi_json *answer = gi_verdict_json(code, verdict, at->offset);
        gi_json_push(at->answers, with_host(answer, at->bundle, code));
    } else {
        say_verdict(at, code, verdict);
        say_host(at->cmd, at->bundle, code);
    }
}

/* A label with its box: two verdicts, and whether the one lies in the other. */
static gi_status answer_inside(desk *at, const char *code, const char *package, gi_error *err)
{
    gi_verdict label;
    gi_verdict box;
    gi_inside_answer inside = GI_INSIDE_UNKNOWN;
    gi_bytes texts[] = { gi_bytes_of(code), gi_bytes_of(package) };
    GI_TRY(at->bundle != NULL
               ? gi_bundle_inside(at->bundle, texts[0], texts[1], &inside, &label, &box, err)
               : gi_lookup_inside(at->registry, texts[0], texts[1], &inside, &label, &box, err));
    tell(at, code, &label);
    tell(at, package, &box);
    at->cmd->exit = worse(at->cmd->exit, inside_exit(inside));
    if (at->cmd->json) {
        gi_json *row = gi_json_object();
        gi_json_set_text(row, "code", code);
        gi_json_set_text(row, "in", package);
        gi_json_set_text(row, "inside", gi_inside_word(inside));
        gi_json_set_int(row, "exit", inside_exit(inside));
        gi_json_push(at->answers, row);
    } else {
        say_inside(at->cmd, inside, box.unit_text);
    }
    return GI_OK;
}

static gi_status answer(desk *at, const char *code, gi_error *err)
{
    gi_verdict verdict;
    const char *package = option(at->cmd, "in");
    if (package != NULL) {
        return answer_inside(at, code, package, err);
    }
    GI_TRY(look_up(at, gi_bytes_of(code), &verdict, err));
    GI_TRY(seen_pack(at->cmd, &at->seen, &verdict, at->offset, err));
    tell(at, code, &verdict);
    return GI_OK;
}

static void say_bundle(const desk *at)
{
    const gi_bundle_about *about = gi_bundle_about_of(at->bundle);
    if (!about->trusted && !at->cmd->json) {
        say_value(at->cmd, "未信任的根密钥指纹（核对后 gitrace trust）",
                  "fingerprint of the root, not trusted yet (compare, then gitrace trust)",
                  about->fingerprint);
        say_value(at->cmd, "根密钥", "root key", about->root);
    }
    if (about->demo && !at->cmd->json) {
        say(at->cmd, "演示数据", "demo data");
    }
}

/* A device never goes back to an older list; where it cannot note the newest, it says so. */
static gi_status check_newest(const desk *at, gi_error *err)
{
    const gi_bundle_about *about = gi_bundle_about_of(at->bundle);
    char trust[PATH_SIZE];
    gi_error unkept = { 0 };
    if (!about->trusted || trust_path(at->cmd, false, trust, NULL) != GI_OK) {
        return GI_OK;
    }
    GI_TRY(seen_check(trust, about, err));
    if (seen_keep(trust, about, &unkept) != GI_OK) {
        say_warning(&unkept);
    }
    return GI_OK;
}

static gi_status open_bundle(desk *at, const char *path, gi_error *err)
{
    gi_root_pin pins[GI_PINS_MAX];
    size_t count = 0;
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    GI_TRY(trust_pins(at->cmd, pins, &count, err));
    GI_TRY(file_read(path, &bytes, err));
    GI_TRY(gi_bundle_open(gi_buf_view(&bytes), pins, count, gi_clock_now(gi_clock_system()), 0,
                          &at->bundle, err));
    GI_TRY(check_newest(at, err));
    say_bundle(at);
    return GI_OK;
}

static gi_status open_desk(desk *at, gi_error *err)
{
    const char *bundle = option(at->cmd, "bundle");
    at->offset = 480;
    at->answers = gi_json_array();
    if (bundle != NULL) {
        return open_bundle(at, bundle, err);
    }
    GI_TRY(registry_open(at->cmd, GI_ACCESS_READ, &at->registry, err));
    at->offset = gi_registry_about(at->registry)->utc_offset_min;
    return GI_OK;
}

/* --seen keeps packs by their codes; another question would pass over it in silence. */
static gi_status check_seen(const command *cmd, gi_error *err)
{
    static const char *const others[] = { "in", "passport" };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (option(cmd, "seen") != NULL && option(cmd, others[i]) != NULL) {
            return gi_fail(err, GI_WHY_NOT_TOGETHER, "seen", others[i]);
        }
    }
    return GI_OK;
}

gi_status run_verify(command *cmd, gi_error *err)
{
    desk at __attribute__((cleanup(desk_clear))) = { .cmd = cmd, .seen = PACKS_NONE };
    GI_TRY(check_seen(cmd, err));
    if (option(cmd, "passport") != NULL) {
        return run_verify_passport(cmd, err);
    }
    GI_TRY(words_expect(cmd, option(cmd, "with") != NULL ? 0 : 1, SIZE_MAX, err));
    GI_TRY(open_desk(&at, err));
    GI_TRY(seen_open(cmd, &at.seen, at.answers, at.offset, err));
    for (size_t i = 0; i < cmd->word_count; i++) {
        GI_TRY(answer(&at, cmd->words[i], err));
    }
    return cmd->json ? say_json(at.answers, false, err) : GI_OK;
}
