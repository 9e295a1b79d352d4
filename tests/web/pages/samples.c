/*
 * samples.c - prepared verdicts, so that pages can be tested without a registry (samples.h).
 */
#include "tests/web/pages/samples.h"

#include <stdio.h>
#include <string.h>

#include "gi/act.h"
#include "tests/support/spec.h"

#define TEXT(field, text) (void)snprintf((field), sizeof(field), "%s", (text))

enum { PACKED = 20563, MADE = 20559, PICKED_FROM = 20548, PICKED_TO = 20557 }; /* 2026-04 */
static const gi_time as_of = INT64_C(1795327380000); /* 2026-11-22 14:03 in Beijing */

gi_about sample_about(bool demo)
{
    gi_about about = { .demo = demo, .utc_offset_min = 480 };
    TEXT(about.origin, "gi.jiujiang.example/log/2026");
    TEXT(about.name, "九江市地理标志产品协会");
    TEXT(about.base_url, "https://gi.example/");
    TEXT(about.host, "gi.example");
    return about;
}

gi_page_view sample_view(const gi_about *about, gi_language language)
{
    return (gi_page_view){ .about = about,
                           .language = language,
                           .home = "/",
                           .typed = "",
                           .other_url = language == GI_ZH ? "?hl=en" : "?hl=zh",
                           .size_url = language == GI_ZH ? "?hl=zh&t=1" : "?hl=en&t=1" };
}

static void fill_batch(gi_batch_facts *batch)
{
    TEXT(batch->id_text, "LSYW-26-00A3-001F-7");
    TEXT(batch->product_zh, "庐山云雾茶");
    TEXT(batch->product_en, "Lushan Yunwu Tea");
    TEXT(batch->standard, "GB/T 21003-2007");
    TEXT(batch->grade_zh, "特级");
    TEXT(batch->grade_en, "Special grade");
    TEXT(batch->producer, "庐山市五老峰茶叶专业合作社");
    TEXT(batch->uscc, "91360427MA35XXXX0K");
    TEXT(batch->address, "江西省九江市庐山市牯岭镇");
    TEXT(batch->origin_zh, "庐山市牯岭镇、海会镇");
    TEXT(batch->note, "海拔 900 米以上茶园，清明前后手工采摘。");
    batch->picked_from = PICKED_FROM;
    batch->picked_to = PICKED_TO;
    batch->made = MADE;
    batch->quantity = INT64_C(125000000);
    batch->act = 411;
    batch->amended = -1;
}

gi_verdict sample_issued(void)
{
    gi_verdict out = { .asked = GI_ASKED_CODE,
                       .issued = GI_ISSUED_YES,
                       .copied = GI_COPIED_NONE_SEEN,
                       .good = GI_GOOD_IN_FORCE,
                       .as_of = as_of,
                       .has_unit = true,
                       .unit = { 7, 123456 },
                       .net = 250000,
                       .packed = PACKED,
                       .has_last = true,
                       .last = PACKED + 547,
                       .has_batch = true,
                       .act = 412,
                       .state_act = -1,
                       .log_size = 1729 };
    out.header = (gi_unit_header){ .key = 7, .serial = 123456, .flags = GI_FLAG_SCRATCH };
    TEXT(out.unit_text, "000W-003R-J0W");
    fill_batch(&out.batch);
    return out;
}

gi_verdict sample_forged(void)
{
    gi_verdict out = sample_issued();
    out.issued = GI_ISSUED_FORGED;
    out.copied = GI_COPIED_NOT_CHECKED;
    out.good = GI_GOOD_UNKNOWN;
    return out;
}

gi_verdict sample_unregistered(void)
{
    gi_verdict out = sample_forged();
    out.issued = GI_ISSUED_UNREGISTERED;
    return out;
}

gi_verdict sample_typed(void)
{
    gi_verdict out = sample_issued();
    out.asked = GI_ASKED_NUMBER;
    out.issued = GI_ISSUED_UNKNOWN;
    out.unknown = GI_UNKNOWN_TYPED;
    out.copied = GI_COPIED_NOT_CHECKED;
    return out;
}

gi_verdict sample_batch(void)
{
    gi_verdict out = sample_issued();
    out.asked = GI_ASKED_BATCH;
    out.copied = GI_COPIED_NOT_CHECKED;
    out.has_unit = false;
    out.unit_text[0] = '\0';
    out.units_issued = 500;
    out.units_in_force = 488;
    return out;
}

gi_verdict sample_unknown(gi_unknown_why why)
{
    gi_verdict out = sample_forged();
    out.issued = GI_ISSUED_UNKNOWN;
    out.unknown = why;
    return out;
}

gi_verdict sample_state(gi_good good)
{
    gi_verdict out = sample_issued();
    out.good = good;
    out.state_act = 903;
    out.state_time = as_of - INT64_C(86400000) * 3;
    out.state_until = good == GI_GOOD_FROZEN ? 20806 : 0; /* 2026-12-19 */
    out.recall_grade = good == GI_GOOD_RECALLED ? 2 : 0;
    TEXT(out.state_by, "九江市市场监督管理局");
    TEXT(out.state_why, "quality");
    return out;
}

gi_verdict sample_taken_back(void)
{
    gi_verdict out = sample_batch();
    out.good = GI_GOOD_TAKEN_BACK;
    out.units_issued = 0;
    out.units_in_force = 0;
    out.state_act = 903;
    out.state_time = as_of - INT64_C(86400000) * 3;
    out.batch.undone = out.state_act;
    out.batch.undone_ts = out.state_time;
    TEXT(out.batch.undone_by, "九江市农业农村局");
    TEXT(out.state_by, "九江市农业农村局");
    TEXT(out.state_why, "undo-import");
    return out;
}

gi_verdict sample_copied(gi_copied copied)
{
    gi_verdict out = sample_issued();
    out.copied = copied;
    return out;
}

static gi_paper sample_paper(gi_paper_kind kind, const char *text)
{
    bool certificate = kind == GI_PAPER_VALID || kind == GI_PAPER_ENDED;
    gi_paper paper = { .kind = kind,
                       .name_zh = certificate ? "有机产品" : "",
                       .name_en = certificate ? "Organic product" : "",
                       .from = 20454, /* 2026-01-01 */
                       .to = certificate ? 20818 : 0 };
    (void)snprintf(paper.text, sizeof paper.text, "%s", text);
    return paper;
}

gi_papers sample_papers(void)
{
    gi_papers papers = { .count = 3 };
    papers.paper[0] = sample_paper(GI_PAPER_VALID, "示例认证中心 · 134OP2600001");
    papers.paper[1] = sample_paper(GI_PAPER_ENDED, "示例认证中心 · G-1");
    papers.paper[1].withdrawn = 20606; /* 2026-06-02 */
    papers.paper[2] = sample_paper(GI_PAPER_FAIL, "九江示例检测所 · 水分 8.2%（≤7.0 <b>）");
    return papers;
}

/* Different characters all along, so that gzip has as little to fold as it can. */
static void fill_longest(char *field, size_t size)
{
    unsigned at = (unsigned)size * 1009U; /* fields never run through the same characters */
    size_t used = 0;
    while (used + 3 < size) {
        unsigned code = 0x4E00U + (at * 2654435761U >> 7) % 20000U;
        field[used++] = (char)(0xE0U | code >> 12);
        field[used++] = (char)(0x80U | (code >> 6 & 0x3FU));
        field[used++] = (char)(0x80U | (code & 0x3FU));
        at++;
    }
    field[used] = '\0';
}

gi_verdict sample_longest(void)
{
    gi_verdict out = sample_state(GI_GOOD_FROZEN);
    gi_batch_facts *batch = &out.batch;
    char *const fields[] = { batch->product_zh, batch->product_en, batch->standard, batch->producer,
                             batch->address,    batch->origin_zh,  batch->note,     out.state_by };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        fill_longest(fields[i], GI_NAME_TEXT - i * 3);
    }
    fill_longest(batch->grade_zh, sizeof batch->grade_zh);
    fill_longest(batch->grade_en, sizeof batch->grade_en);
    fill_longest(batch->sprays_zh, sizeof batch->sprays_zh);
    fill_longest(batch->sprays_en, sizeof batch->sprays_en);
    fill_longest(batch->conformity_zh, sizeof batch->conformity_zh);
    fill_longest(batch->conformity_en, sizeof batch->conformity_en);
    out.witnesses = 9;
    out.witnessed = 7;
    out.copied = GI_COPIED_SEVERAL_PLACES;
    out.header.flags = GI_FLAGS_KNOWN;
    out.header.type = GI_LABEL_PACKAGE;
    out.net = GI_QUANTITY_MAX;
    batch->quantity = GI_QUANTITY_MAX;
    out.log_size = GI_QUANTITY_MAX;
    return out;
}

gi_papers sample_longest_papers(void)
{
    gi_papers out = { .count = 2 * GI_PAPERS_EACH, .more = true };
    for (size_t i = 0; i < out.count; i++) {
        gi_paper *paper = &out.paper[i];
        paper->kind = i < GI_PAPERS_EACH ? GI_PAPER_ENDED : GI_PAPER_FAIL;
        paper->name_zh = "食品生产许可 SC";
        paper->name_en = "Food production licence SC";
        paper->from = PICKED_FROM + (gi_day)i * 31;
        paper->to = PICKED_TO + (gi_day)i * 37;
        paper->withdrawn = MADE + (gi_day)i * 41;
        fill_longest(paper->text, sizeof paper->text - i * 3);
    }
    return out;
}

/* Adds an item as a look-up would; the words are those of the act's fields. */
static void add_item(gi_digital_label *label, const char *name, const char *zh, const char *en,
                     const char *text)
{
    size_t used = 0;
    for (size_t i = 0; i < label->count; i++) {
        used += strlen(label->room + used) + 1;
    }
    label->item[label->count++] = (gi_digital_item){ name, zh, en, used };
    (void)snprintf(label->room + used, sizeof label->room - used, "%s", text);
}

gi_digital_label sample_digital(int64_t version)
{
    gi_digital_label label = { .act = 500 + version,
                               .version = version,
                               .at = as_of - (3 - version) * INT64_C(86400000) };
    TEXT(label.why, version > 1 ? "correction" : "");
    add_item(&label, "name", "食品名称", "Name of the food", "庐山云雾茶");
    add_item(&label, "ingredients", "配料", "Ingredients",
             version > 1 ? "庐山云雾茶鲜叶 <b>" : "茶鲜叶");
    add_item(&label, version > 1 ? "use" : "storage", version > 1 ? "食用方法" : "贮存条件",
             version > 1 ? "How to use it" : "Storage", version > 1 ? "85 ℃ 冲泡" : "阴凉干燥");
    return label;
}

gi_digital_label sample_longest_digital(void)
{
    gi_digital_label label = { .act = GI_QUANTITY_MAX, .version = 999, .at = as_of };
    const gi_field_rule *rule = gi_act_kind_find(gi_bytes_of("digital-label"))->fields;
    size_t used = 0;
    for (; rule->name != NULL && label.count < GI_DIGITAL_ITEMS; rule++) {
        if (rule->kind == GI_FIELD_LONG) {
            char text[(GI_DIGITAL_TEXT - 14 * GI_DIGITAL_ITEMS) / GI_DIGITAL_ITEMS];
            fill_longest(text, sizeof text - label.count % 3);
            add_item(&label, rule->name, rule->zh, rule->en, text);
            used += strlen(rule->name) + strlen(text) + strlen("[\"\",\"\"],");
        }
    }
    EXPECT(used < GI_DIGITAL_TEXT && used > GI_DIGITAL_TEXT - GI_DIGITAL_TEXT / 20);
    return label;
}

gi_season_sum sample_sum(void)
{
    gi_season_sum sum = { .allowed = INT64_C(7466666000),
                          .issued = INT64_C(100000000),
                          .labels = 1000,
                          .in_force = 988,
                          .as_of = as_of };
    TEXT(sum.season, "2026-1");
    return sum;
}
