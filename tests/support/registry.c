/*
 * registry.c - makes registries for specs, through the acts alone (registry.h).
 */
#include "tests/support/registry.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gi/codes.h"
#include "gi/text.h"
#include "tests/support/spec.h"
#include "tests/support/template.h"

#define FIXTURE_TIME INT64_C(1780279200000) /* 2026-06-01 10:00 +08:00 */

static gi_time fixture_now(void *context)
{
    return ((const gi_fixture *)context)->now;
}

/* SplitMix64, as in spec.c, but of the fixture: the same registry in every run. */
static void fixture_fill(void *context, uint8_t *out, size_t size)
{
    gi_fixture *fixture = context;
    for (size_t i = 0; i < size; i++) {
        fixture->chance += UINT64_C(0x9E3779B97F4A7C15);
        uint64_t z = fixture->chance;
        z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
        z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
        out[i] = (uint8_t)(z >> 56);
    }
}

/* ---- acts ---- */

static gi_status run_act(gi_fixture *fixture, gi_error *err, const char *act, va_list fields)
{
    GI_AUTO(gi_draft) draft = NULL;
    gi_random chance = { fixture_fill, fixture };
    GI_TRY(gi_draft_create(act, chance, &draft, err));
    for (const char *name = va_arg(fields, const char *); name != NULL;
         name = va_arg(fields, const char *)) {
        GI_TRY(gi_draft_set(draft, name, gi_bytes_of(va_arg(fields, const char *)), err));
    }
    return gi_act_submit(fixture->registry, draft, fixture->signer, fixture->signers,
                         &fixture->receipt, err);
}

gi_status fixture_try(gi_fixture *fixture, gi_error *err, const char *act, ...)
{
    va_list fields;
    va_start(fields, act);
    gi_status status = run_act(fixture, err, act, fields);
    va_end(fields);
    return status;
}

void fixture_act(gi_fixture *fixture, const char *act, ...)
{
    gi_error err = { 0 };
    va_list fields;
    va_start(fields, act);
    gi_status status = run_act(fixture, &err, act, fields);
    va_end(fields);
    gi_spec_expect_ok(status, &err, __FILE__, __LINE__, act);
}

static gi_json *answer(const gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_json *json = NULL;
    EXPECT_OK(gi_json_parse(gi_bytes_of(fixture->receipt.answer), 8, &json, &err));
    return json;
}

int64_t fixture_answer_int(const gi_fixture *fixture, const char *name)
{
    GI_AUTO(gi_json) json = answer(fixture);
    int64_t value = -1;
    EXPECT(gi_json_as_int(gi_json_get(json, name), &value));
    return value;
}

void fixture_answer_text(const gi_fixture *fixture, const char *name, char *out, size_t size)
{
    GI_AUTO(gi_json) json = answer(fixture);
    gi_bytes text = { 0 };
    EXPECT(gi_json_as_text(gi_json_get(json, name), &text) && text.size < size);
    (void)snprintf(out, size, "%.*s", (int)text.size, (const char *)text.data);
}

/* ---- keys ---- */

gi_signer *fixture_signer(const gi_fixture *fixture, uint16_t key)
{
    for (size_t i = 0; i < fixture->signers; i++) {
        if (fixture->signer[i]->key == key) {
            return fixture->signer[i];
        }
    }
    gi_spec_expect(false, __FILE__, __LINE__, "a signer of this key");
    return NULL;
}

void fixture_public_text(const gi_signer *signer, char out[160])
{
    GI_AUTO_BUF text = GI_BUF(128);
    gi_base64_add(&text, (gi_bytes){ signer->public_key.bytes, signer->public_key.size });
    (void)snprintf(out, 160, "%s:%s", gi_algorithm_name(signer->public_key.algorithm),
                   gi_buf_text(&text));
}

static gi_signer *seeded_signer(uint16_t id, gi_algorithm algorithm)
{
    gi_error err = { 0 };
    uint8_t seed[32] = { 1, (uint8_t)(id >> 8), (uint8_t)id };
    gi_signer *signer = NULL;
    EXPECT_OK(gi_signer_from_seed(algorithm, id, (gi_bytes){ seed, sizeof seed }, &signer, &err));
    return signer;
}

gi_signer *fixture_add_key(gi_fixture *fixture, uint16_t id, gi_algorithm algorithm,
                           const char *role)
{
    gi_signer *signer = seeded_signer(id, algorithm);
    EXPECT(fixture->signers < FIXTURE_KEYS);
    if (role != NULL) {
        char text[160];
        fixture_public_text(signer, text);
        fixture_act(fixture, "key", "op", "add", "id", gi_num(id).text, "role", role, "public",
                    text, NULL);
    }
    fixture->signer[fixture->signers++] = signer;
    return signer;
}

/* ---- registries ---- */

static void found(gi_fixture *fixture, const char *suite)
{
    char root[160];
    char log[160];
    GI_AUTO_BUF next = GI_BUF(64);
    fixture->next_root = seeded_signer(FIXTURE_NEXT, GI_ED25519);
    const gi_public_key *successor = &fixture->next_root->public_key;
    gi_digest hash = gi_sha256((gi_bytes){ successor->bytes, successor->size });
    gi_hex_add(&next, gi_digest_view(&hash));
    fixture_public_text(fixture_add_key(fixture, FIXTURE_ROOT, GI_ED25519, NULL), root);
    fixture_public_text(fixture_add_key(fixture, FIXTURE_LOG, GI_ED25519, NULL), log);
    fixture_act(fixture, "found", "origin", FIXTURE_ORIGIN, "name", "示例地理标志协会", "kind",
                "demo", "suite", suite, "root", root, "next", gi_buf_text(&next), "log", log, NULL);
}

static gi_fixture *new_fixture(const char *room)
{
    gi_fixture *fixture = calloc(1, sizeof *fixture);
    EXPECT(fixture != NULL);
    fixture->now = FIXTURE_TIME;
    (void)snprintf(fixture->dir, sizeof fixture->dir, "%s/registry", room);
    return fixture;
}

static void open_registry(gi_fixture *fixture)
{
    gi_error err = { 0 };
    EXPECT_OK(gi_registry_open(fixture->dir, GI_ACCESS_WRITE, (gi_clock){ fixture_now, fixture },
                               (gi_random){ fixture_fill, fixture }, &fixture->registry, &err));
}

/* The working keys of a fixture, with roles NULL where they are registered already. */
static void add_keys(gi_fixture *fixture, gi_algorithm label, bool registered)
{
    static const char *const roles[] = { "authority", "bureau", "registry", "label" };
    for (uint16_t i = 0; i < 4; i++) {
        uint16_t id = (uint16_t)(FIXTURE_AUTHORITY + i);
        (void)fixture_add_key(fixture, id, id == FIXTURE_LABEL ? label : GI_ED25519,
                              registered ? NULL : roles[i]);
    }
}

static const template_of *make_template(gi_algorithm label, const char *suite)
{
    gi_error err = { 0 };
    gi_about about = { .utc_offset_min = 480, .base_url = "https://gi.jj.cn/" };
    const char *room = gi_spec_directory();
    template_of made = { .label = label };
    GI_AUTO(gi_fixture) fixture = new_fixture(room);
    EXPECT_OK(gi_registry_create(fixture->dir, &about, &err));
    open_registry(fixture);
    found(fixture, suite);
    add_keys(fixture, label, false);
    (void)snprintf(made.suite, sizeof made.suite, "%s", suite);
    (void)snprintf(made.room, sizeof made.room, "%s", room);
    made.chance = fixture->chance;
    made.receipt = fixture->receipt;
    template_keep(&made);
    return template_find(label, suite);
}

gi_fixture *fixture_open_suite(gi_algorithm label, const char *suite)
{
    const template_of *from = template_find(label, suite);
    from = from != NULL ? from : make_template(label, suite);
    const char *room = gi_spec_directory();
    gi_fixture *fixture = new_fixture(room);
    template_copy(from->room, room);
    fixture->chance = from->chance;
    fixture->receipt = from->receipt;
    open_registry(fixture);
    fixture->next_root = seeded_signer(FIXTURE_NEXT, GI_ED25519);
    (void)fixture_add_key(fixture, FIXTURE_ROOT, GI_ED25519, NULL);
    (void)fixture_add_key(fixture, FIXTURE_LOG, GI_ED25519, NULL);
    add_keys(fixture, label, true);
    return fixture;
}

gi_fixture *fixture_open(gi_algorithm label)
{
    return fixture_open_suite(label, "intl");
}

void fixture_close(gi_fixture *fixture)
{
    if (fixture != NULL) {
        for (size_t i = 0; i < fixture->signers; i++) {
            gi_signer_destroy(fixture->signer[i]);
        }
        gi_signer_destroy(fixture->next_root);
        gi_registry_close(fixture->registry);
        free(fixture);
    }
}

void fixture_add_grant(gi_fixture *fixture)
{
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "standard", "GB/T 21003-2007", "unit", "mass", "path", "raw",
                "source", "plot", "cap", "60kg", "ratio", "42:10", "area", "360483107", "grades",
                "特级=Superfine;一级=First grade", "nets", "50g,100g,250g", "best_before", "18m",
                "season", "2026-1", "first", "2026-03-15", "last", "2026-05-31", "label_until",
                "2027-12-31", NULL);
    fixture_act(fixture, "holder", "kind", "producer", "name", "九江示例茶业有限公司", "uscc",
                "91360424MA0TE5T16U", "address", "庐山市牯岭镇示例路1号", NULL);
    fixture_answer_text(fixture, "holder", fixture->holder, sizeof fixture->holder);
    fixture_act(fixture, "source", "holder", fixture->holder, "product", "LSYW", "kind", "plot",
                "township", "360483107", "capacity", "100mu", NULL);
    fixture_act(fixture, "grant", "product", "LSYW", "season", "2026-1", "sources", "1", NULL);
}

void fixture_add_batch(gi_fixture *fixture, const char *day)
{
    char inputs[32];
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                day, "qty", "42kg", NULL);
    (void)snprintf(inputs, sizeof inputs, "%lld:42kg",
                   (long long)fixture_answer_int(fixture, "lot"));
    fixture_act(fixture, "make", "holder", fixture->holder, "product", "LSYW", "season", "2026-1",
                "inputs", inputs, "qty", "10kg", "day", day, NULL);
    gi_num_text lot = gi_num(fixture_answer_int(fixture, "lot"));
    fixture_act(fixture, "batch", "holder", fixture->holder, "lot", lot.text, "grade", "特级",
                "note", "明前手工采摘", NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
}

gi_fixture *fixture_with_batch(gi_algorithm label)
{
    gi_fixture *fixture = fixture_open(label);
    fixture_add_grant(fixture);
    fixture_add_batch(fixture, "2026-04-05");
    return fixture;
}

gi_run fixture_issue(gi_fixture *fixture, const char *net, int count)
{
    gi_error err = { 0 };
    gi_run run;
    char asked[32];
    GI_AUTO(gi_json) json = NULL;
    int64_t key = 0;
    int64_t first = 0;
    fixture_act(fixture, "issue", "batch", fixture->batch, "count", gi_num(count).text, "net", net,
                "packed", "2026-04-20", NULL);
    json = answer(fixture);
    EXPECT(gi_json_as_int(gi_json_at(gi_json_get(json, "run"), 0), &key));
    EXPECT(gi_json_as_int(gi_json_at(gi_json_get(json, "run"), 1), &first));
    (void)snprintf(asked, sizeof asked, "%lld/%lld", (long long)key, (long long)first);
    EXPECT_OK(gi_run_find(fixture->registry, gi_bytes_of(asked), &run, NULL, &err));
    return run;
}
