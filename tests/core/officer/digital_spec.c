/* Digital labels: a text in versions, bound to its digest; every change says what, when and who. */
#include <stdio.h>
#include <string.h>

#include "core/store/registry.h"
#include "core/store/shape.h"
#include "gi/digital.h"
#include "gi/text.h"
#include "tests/core/officer/officers.h"

static void publish_first(gi_fixture *fixture)
{
    fixture_act(fixture, "digital-label", "holder", fixture->holder, "product", "LSYW", "name",
                "庐山云雾茶", "ingredients", "茶鲜叶", "storage", "阴凉干燥", NULL);
}

static void publish_second(gi_fixture *fixture)
{
    days_pass(fixture, 3);
    fixture_act(fixture, "digital-label", "holder", fixture->holder, "product", "LSYW", "name",
                "庐山云雾茶", "ingredients", "庐山云雾茶鲜叶", "use", "85 ℃ 冲泡", "why",
                "correction", NULL);
}

static gi_digital_label newest(const gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_digital_label label = { .act = -1 };
    bool found = false;
    EXPECT_OK(gi_digital_of(fixture->registry, gi_bytes_of(fixture->batch), &found, &label, &err));
    EXPECT(found == (label.act >= 0));
    return label;
}

SPEC(a_batch_without_a_published_text_has_no_digital_label)
{
    GI_AUTO(gi_fixture) fixture = officers();
    EXPECT_INT(newest(fixture).act, -1);
}

SPEC(the_text_of_a_product_is_that_of_its_batches_with_the_words_of_the_form)
{
    GI_AUTO(gi_fixture) fixture = officers();
    publish_first(fixture);
    gi_digital_label label = newest(fixture);
    EXPECT_INT(label.version, 1);
    EXPECT_TEXT(label.batch, "");
    EXPECT_INT((int64_t)label.count, 3);
    const gi_digital_item *item = gi_digital_find(&label, "ingredients");
    EXPECT(item != NULL && item == &label.item[1]);
    EXPECT_TEXT(item->zh, "配料");
    EXPECT_TEXT(item->en, "Ingredients");
    EXPECT_TEXT(gi_digital_text(&label, item), "茶鲜叶");
    EXPECT(gi_digital_find(&label, "use") == NULL);
}

SPEC(the_leaf_holds_the_digest_of_exactly_that_text)
{
    GI_AUTO(gi_fixture) fixture = officers();
    char leaf[2049];
    GI_AUTO_BUF doc = GI_BUF(128);
    publish_first(fixture);
    last_leaf(fixture, leaf, sizeof leaf);
    gi_digital_label label = newest(fixture);
    gi_digest again = gi_sha256(gi_bytes_of(label.canonical));
    EXPECT_TEXT(label.canonical, "[[\"name\",\"庐山云雾茶\"],[\"ingredients\",\"茶鲜叶\"],"
                                 "[\"storage\",\"阴凉干燥\"]]");
    EXPECT(memcmp(again.bytes, label.digest.bytes, sizeof again.bytes) == 0);
    gi_buf_add_text(&doc, "\"doc\":\"");
    gi_base64_add(&doc, gi_digest_view(&label.digest));
    EXPECT(strstr(leaf, gi_buf_text(&doc)) != NULL);
    EXPECT(strstr(leaf, "\"ver\":1") != NULL && strstr(leaf, "\"ref\"") == NULL);
    EXPECT(strstr(leaf, "茶鲜叶") == NULL);
}

/* Who may write the file changes a word, past the acts. */
static void change_the_row(const gi_fixture *fixture)
{
    static const char q_change[] =
        "UPDATE digital_label SET items = '[[\"name\",\"Ming Qian\"]]' WHERE version = 1";
    static const char *const list[] = { q_change, NULL };
    static const char *const *const lists[] = { list, NULL };
    gi_db_shape shape = gi_registry_shape;
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = NULL;
    char path[160];
    char lock[160];
    shape.statements = lists;
    (void)snprintf(path, sizeof path, "%s/registry.db", fixture->dir);
    (void)snprintf(lock, sizeof lock, "%s/write.lock", fixture->dir);
    EXPECT_OK(gi_db_open(path, lock, GI_DB_WRITE, &shape, &db, &err));
    EXPECT_OK(gi_db_begin(db, true, &err));
    GI_AUTO(gi_row) row = gi_db_use(db, q_change);
    EXPECT_OK(gi_row_run(row, &err));
    EXPECT_OK(gi_db_commit(db, &err));
}

SPEC(a_text_that_is_not_the_one_of_its_leaf_is_damage_and_not_shown)
{
    GI_AUTO(gi_fixture) fixture = officers();
    gi_error err = { 0 };
    gi_digital_label label = { .act = -1 };
    bool found = false;
    publish_first(fixture);
    change_the_row(fixture);
    gi_bytes batch = gi_bytes_of(fixture->batch);
    EXPECT_WHY(gi_digital_of(fixture->registry, batch, &found, &label, &err), GI_WHY_DB_CORRUPT);
    EXPECT_INT(label.act, -1);
    GI_AUTO_BUF buf = GI_BUF(8 * sizeof label);
    EXPECT_WHY(gi_digital_history(fixture->registry, batch, INT64_MAX, 8, &buf, &err),
               GI_WHY_DB_CORRUPT);
    EXPECT_INT((int64_t)buf.size, 0);
}

SPEC(a_change_is_a_new_version_that_names_the_one_before_and_why)
{
    GI_AUTO(gi_fixture) fixture = officers();
    char leaf[2049];
    char ref[40];
    publish_first(fixture);
    gi_num_text first = last_act(fixture);
    publish_second(fixture);
    last_leaf(fixture, leaf, sizeof leaf);
    (void)snprintf(ref, sizeof ref, "\"ref\":%s,", first.text);
    EXPECT(strstr(leaf, ref) != NULL && strstr(leaf, "\"ver\":2") != NULL);
    EXPECT(strstr(leaf, "\"why\":\"correction\"") != NULL);
    EXPECT_INT(newest(fixture).version, 2);
}

SPEC(the_history_keeps_every_version_the_newest_first)
{
    GI_AUTO(gi_fixture) fixture = officers();
    gi_error err = { 0 };
    GI_AUTO_BUF buf = GI_BUF(8 * sizeof(gi_digital_label));
    publish_first(fixture);
    publish_second(fixture);
    gi_bytes batch = gi_bytes_of(fixture->batch);
    EXPECT_OK(gi_digital_history(fixture->registry, batch, INT64_MAX, 8, &buf, &err));
    EXPECT_INT((int64_t)(buf.size / sizeof(gi_digital_label)), 2);
    const gi_digital_label *version = (const void *)buf.data;
    EXPECT_TEXT(gi_digital_text(&version[0], &version[0].item[1]), "庐山云雾茶鲜叶");
    EXPECT_TEXT(gi_digital_text(&version[1], &version[1].item[1]), "茶鲜叶");
    EXPECT_INT(version[0].at - version[1].at, INT64_C(3) * 86400000);
    gi_buf_reset(&buf);
    EXPECT_OK(gi_digital_history(fixture->registry, batch, 2, 8, &buf, &err));
    EXPECT_INT((int64_t)(buf.size / sizeof(gi_digital_label)), 1);
}

static void leave_the_product(gi_fixture *fixture)
{
    fixture_act(fixture, "digital-label", "batch", fixture->batch, "name", "庐山云雾茶（礼盒）",
                "why", "other", NULL);
}

SPEC(the_text_of_a_batch_comes_before_that_of_its_product_as_its_next_version)
{
    GI_AUTO(gi_fixture) fixture = officers();
    char leaf[2049];
    char ref[40];
    publish_first(fixture);
    publish_second(fixture);
    (void)snprintf(ref, sizeof ref, "\"ref\":%s,", last_act(fixture).text);
    leave_the_product(fixture);
    last_leaf(fixture, leaf, sizeof leaf);
    gi_digital_label label = newest(fixture);
    EXPECT(strstr(leaf, ref) != NULL && strstr(leaf, "\"why\":\"other\"") != NULL);
    EXPECT_TEXT(label.batch, fixture->batch);
    EXPECT_INT(label.version, 3);
    EXPECT_INT((int64_t)label.count, 1);
}

SPEC(a_batch_that_leaves_the_text_of_its_product_says_why)
{
    GI_AUTO(gi_fixture) fixture = officers();
    publish_first(fixture);
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, "digital-label", "batch", fixture->batch, "name",
                   "另一名称");
    EXPECT_REFUSED(fixture, GI_WHY_DIGITAL_SAME, "digital-label", "batch", fixture->batch, "name",
                   "庐山云雾茶", "ingredients", "茶鲜叶", "storage", "阴凉干燥", "why", "other");
    EXPECT_TEXT(newest(fixture).batch, "");
}

/* The versions below a number, as text: "b3 p2 p1" (batch, product). */
static void tell_history(const gi_fixture *fixture, int64_t below, size_t limit, char out[64])
{
    gi_error err = { 0 };
    GI_AUTO_BUF buf = GI_BUF(8 * sizeof(gi_digital_label));
    GI_AUTO_BUF text = GI_BUF(64);
    gi_bytes batch = gi_bytes_of(fixture->batch);
    EXPECT_OK(gi_digital_history(fixture->registry, batch, below, limit, &buf, &err));
    const gi_digital_label *version = (const void *)buf.data;
    for (size_t i = 0; i < buf.size / sizeof *version; i++) {
        gi_buf_add_format(&text, " %c%d", version[i].batch[0] == '\0' ? 'p' : 'b',
                          (int)version[i].version);
    }
    (void)snprintf(out, 64, "%s", gi_buf_text(&text));
}

SPEC(the_history_of_a_batch_runs_on_into_that_of_its_product_below_the_branch)
{
    GI_AUTO(gi_fixture) fixture = officers();
    char told[64];
    publish_first(fixture);
    publish_second(fixture);
    leave_the_product(fixture);
    fixture_act(fixture, "digital-label", "holder", fixture->holder, "product", "LSYW", "name",
                "庐山云雾茶", "why", "rule", NULL);
    tell_history(fixture, INT64_MAX, 8, told);
    EXPECT_TEXT(told, " b3 p2 p1");
    tell_history(fixture, INT64_MAX, 2, told);
    EXPECT_TEXT(told, " b3 p2");
    tell_history(fixture, INT64_MAX, 1, told);
    EXPECT_TEXT(told, " b3");
    tell_history(fixture, 3, 8, told);
    EXPECT_TEXT(told, " p2 p1");
}

SPEC(a_text_that_changes_nothing_or_gives_no_reason_is_refused)
{
    GI_AUTO(gi_fixture) fixture = officers();
    publish_first(fixture);
    EXPECT_REFUSED(fixture, GI_WHY_DIGITAL_SAME, "digital-label", "holder", fixture->holder,
                   "product", "LSYW", "name", "庐山云雾茶", "ingredients", "茶鲜叶", "storage",
                   "阴凉干燥", "why", "correction");
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, "digital-label", "holder", fixture->holder,
                   "product", "LSYW", "name", "另一名称");
    EXPECT_INT(newest(fixture).version, 1);
}

SPEC(the_first_text_takes_no_reason_and_names_what_it_is_of)
{
    GI_AUTO(gi_fixture) fixture = officers();
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, "digital-label", "batch", fixture->batch, "name",
                   "庐山云雾茶", "why", "recipe");
    EXPECT_REFUSED(fixture, GI_WHY_ONE_TARGET, "digital-label", "batch", fixture->batch, "holder",
                   fixture->holder, "product", "LSYW", "name", "庐山云雾茶");
    EXPECT_REFUSED(fixture, GI_WHY_ONE_TARGET, "digital-label", "batch", fixture->batch, "product",
                   "NHHC", "name", "庐山云雾茶");
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, "digital-label", "holder", fixture->holder,
                   "name", "庐山云雾茶");
    EXPECT_REFUSED(fixture, GI_WHY_NO_BATCH, "digital-label", "batch", "LSYW-26-00A3-001F-7",
                   "name", "庐山云雾茶");
}

SPEC(a_text_too_long_for_the_first_page_is_refused)
{
    GI_AUTO(gi_fixture) fixture = officers();
    char half[1192];
    memset(half, 'x', sizeof half - 1);
    half[sizeof half - 1] = '\0';
    EXPECT_REFUSED(fixture, GI_WHY_TOO_LONG, "digital-label", "batch", fixture->batch, "name", half,
                   "use", half);
    half[1160] = '\0';
    fixture_act(fixture, "digital-label", "batch", fixture->batch, "name", half, "use", half, NULL);
    EXPECT_INT((int64_t)newest(fixture).count, 2);
}
