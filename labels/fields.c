/*
 * fields.c - the table of a label's fields, and its texts set and asked for (fields.h).
 *
 * Adding a field = one row; templates may use its name at once.
 */
#include "labels/fields.h"

#include <assert.h>
#include <string.h>

#include "labels/content.h"
#include "labels/ean13.h"

#define U (1U << GI_TEMPLATE_UNIT)
#define C (1U << GI_TEMPLATE_CASE)
#define K (1U << GI_TEMPLATE_CARD)
#define P (1U << GI_TEMPLATE_PAPER)
#define F (1U << GI_TEMPLATE_CONFORMITY)
#define SLIP(n, text)                                                           \
    {                                                                           \
        "slip_" #n, "一次性核销码 " #n, "one-time slip " #n, text, 15, 0, false \
    }

/* clang-format off */
static const gi_label_field fields[] = {
    /* name, zh, en, example, longest text, required for, differs from label to label */
    { "product_zh", "产品名称", "product", "庐山云雾茶", 127, U | C | P | F, false },
    { "product_en", "产品英文名", "product in English", "Lushan Yunwu Tea", 127, 0, false },
    { "grade", "等级", "grade", "特级", 63, 0, false },
    { "net", "净含量", "net content", "250 g", 63, 0, false },
    { "packed", "生产日期", "day of packing", "2026-04-05", 63, U, false },
    { "best_before", "保质期至", "best before", "2027-10-05", 63, 0, false },
    { "producer", "生产者", "producer", "九江市庐山云雾茶业有限公司", 127, U | C | P, false },
    { "address", "生产者地址", "address of the producer", "江西省庐山市牯岭镇示例路 8 号", 127, 0, false },
    { "uscc", "统一社会信用代码", "unified social credit code", "91360400MA35TEST0X", 18, 0, false },
    { "standard", "执行标准", "product standard", "GB/T 21003-2007", 127, 0, false },
    { "origin", "产地", "townships of origin", "牯岭镇、海会镇", 127, 0, false },
    { "batch", "批次号", "batch ID", "LSYW-26-00A3-001F-7", 19, U | P, false },
    { "host", "查询网址", "where to look the code up", "gi.jj.cn", 63, U | C | P, false },
    { "gtin", "商品条码", "GTIN-13, for EAN-13 bars", "6901234567892", 13, 0, false },
    { "digital", "数字标签地址", "address of the digital label", "gi.jj.cn", 63, 0, false },
    { "demo", "演示标记", "says 演示 in a demo registry", "演示", 0, 0, true },
    { "mark", "样张标记", "what is stamped across", "测试", 0, 0, true },
    { "number", "单元编号", "unit number", "000W-003R-J0W", 0, 0, true },
    { "hidden", "隐藏码", "hidden code", "AQ78-6Y6X", 0, 0, true },
    { "first", "箱内首枚编号", "first unit number in a package", "000W-0000-101", 0, 0, true },
    { "last", "箱内末枚编号", "last unit number in a package", "000W-0000-25S", 0, 0, true },
    { "count", "箱内数量", "count in a package", "40 盒", 63, 0, false },
    { "inside", "混装箱内货物", "what lies in a mixed box", "", 255, 0, false },
    { "net_total", "总净含量", "net total of a package", "10 kg", 63, 0, false },
    { "storage", "贮存条件", "how to store it", "阴凉干燥 · 避光密封 · 防异味", 127, 0, false },
    { "title", "合格证名称", "title of a certificate", "承诺达标合格证", 63, F, false },
    { "promise", "承诺内容", "what is committed to", "本主体承诺：对本批农产品未使用禁用的农药、兽药及其他化合物，使用的常规农药、兽药残留不超标。", 255, F, false },
    { "basis_1", "承诺依据一", "first basis", "质量安全控制", 63, F, false },
    { "basis_2", "承诺依据二", "second basis", "自行检测", 63, F, false },
    { "basis_3", "承诺依据三", "third basis", "委托检测", 63, F, false },
    { "tick_1", "依据一勾选", "tick of the first basis", "", 8, 0, false },
    { "tick_2", "依据二勾选", "tick of the second basis", "√", 8, 0, false },
    { "tick_3", "依据三勾选", "tick of the third basis", "", 8, 0, false },
    { "quantity", "数量", "quantity", "900 kg", 63, F, false },
    { "place", "产地", "place of origin of a certificate", "江西省九江市瑞昌市南阳乡", 127, F, false },
    { "day", "开具日期", "day of a certificate", "2026-05-31", 63, F, false },
    { "who", "承诺主体", "who commits", "瑞昌示例山药专业合作社", 127, F, false },
    { "contact", "联系方式", "how to reach them", "0792-1234567", 127, F, false },
    { "certificate", "合格证编号", "number of a certificate", "第 12 号", 63, F, false },
    { "kept", "收购方保存至", "buyers keep it until", "2026-11-30", 63, F, false },
    { "released", "批次数量", "quantity released under the batch", "125 kg", 63, 0, false },
    { "picked", "采收日期", "days of harvest", "2026-03-28 至 2026-04-02", 63, 0, false },
    { "made", "制作日期", "day of making", "2026-04-03", 63, 0, false },
    { "processed", "加工地", "place of processing", "庐山市海会镇", 127, 0, false },
    { "sprays", "用药记录", "records of pesticides", "有 2 条用药记录，均已过安全间隔期", 127, 0, false },
    { "conformity", "合格证", "certificate of the raw produce", "合格证 12 号，2026-03-28", 127, 0, false },
    { "log_origin", "日志名称", "origin of the log", "gi.jj.cn/log", 127, 0, false },
    { "log_index", "日志序号", "log index of the batch act", "1284", 63, P, false },
    { "log_size", "日志长度", "size of the checkpoint", "1307", 63, 0, false },
    { "log_root", "日志根", "root hash of the checkpoint", "Yk3m0mQyTn1w8l5b6o7cW5T9xU2sPqLrE4aVhJdKzXc=", 127, 0, false },
    { "log_day", "检查点时间", "time of the checkpoint", "2026-04-05 18:00", 63, 0, false },
    { "leaf_hash", "叶子哈希", "leaf hash of the batch act", "9f2c41d07be35a864c1f0d92ab7735e1c6f8042b93de5170a8b4c7f61e2d3905", 127, 0, false },
    { "witnesses", "见证", "witnesses of the checkpoint", "2 / 3 见证", 127, 0, false },
    { "proof", "证明地址", "where the proof lies", "https://gi.jj.cn/b/LSYW-26-00A3-001F-7", 127, 0, false },
    { "card", "交易卡号", "number of a trade card", "JJ-0003", 63, K, false },
    { "grower", "持卡人", "holder of a trade card", "示例农户", 127, 0, false },
    { "township", "乡镇", "township of the holder", "庐山市海会镇", 127, 0, false },
    { "since", "发卡日期", "day a trade card was issued", "2026-03-20", 63, 0, false },
    SLIP(1, "7H2K-M9QD"), SLIP(2, "0YFF-MFWA"), SLIP(3, "AQ78-6Y6X"), SLIP(4, "3C9T-V0PN"),
    SLIP(5, "XK41-2ZRE"), SLIP(6, "9DWM-57HB"), SLIP(7, "E6QJ-R8SG"), SLIP(8, "2N0V-KT4Y"),
    SLIP(9, "PZ5C-1WX7"), SLIP(10, "GR3A-J9M8"), SLIP(11, "4B7E-0QTH"), SLIP(12, "WV6S-NK2D"),
    SLIP(13, "81ZX-C5PR"), SLIP(14, "M0GJ-Y3A9"), SLIP(15, "T7KQ-E4WB"), SLIP(16, "5SN2-6HVF"),
    SLIP(17, "D9R8-X1ZC"), SLIP(18, "J4PM-0B7G"), SLIP(19, "A6TY-KW3E"), SLIP(20, "Q2HV-95NS"),
};
/* clang-format on */

#define COUNT (sizeof fields / sizeof fields[0])
_Static_assert(COUNT <= GI_LABEL_FIELDS, "gi_label holds a text for every field");

const gi_label_field *gi_label_field_at(size_t index)
{
    return index < COUNT ? &fields[index] : NULL;
}

int gi_field_index(const char *name, size_t size)
{
    for (size_t i = 0; i < COUNT; i++) {
        if (strlen(fields[i].name) == size && memcmp(fields[i].name, name, size) == 0) {
            return (int)i;
        }
    }
    return -1;
}

gi_status gi_label_set(gi_label *label, const char *name, const char *text, gi_error *err)
{
    int field = gi_field_index(name, strlen(name));
    if (field < 0 || fields[field].unit) {
        return gi_fail_field(err, name, GI_WHY_NO_LABEL_FIELD, name, "product_zh, net, batch");
    }
    size_t size = strlen(text);
    if (size > fields[field].max) {
        return gi_fail_field(err, name, GI_WHY_TOO_LONG, name, gi_num((int64_t)size).text,
                             gi_num((int64_t)fields[field].max).text);
    }
    GI_TRY(gi_label_check_text(text, name, err));
    if (strcmp(name, "gtin") == 0 && size > 0) {
        GI_TRY(gi_ean13_check(text, err));
    }
    memcpy(label->texts[field], text, size + 1);
    return GI_OK;
}

const char *gi_label_get(const gi_label *label, const char *name)
{
    int field = gi_field_index(name, strlen(name));
    return field < 0 ? "" : label->texts[field];
}

void gi_label_sample(gi_label *out)
{
    gi_label label = { .prefix = "https://gi.jj.cn/" };
    for (size_t i = 0; i < COUNT; i++) {
        if (!fields[i].unit) {
            assert(strlen(fields[i].example) <= fields[i].max);
            memcpy(label.texts[i], fields[i].example, strlen(fields[i].example) + 1);
        }
    }
    *out = label;
}

/* Zeros: a code that no verifier takes for a label. Packages have the most digits. */
static const char zeros[] = "00000000000000000000000000000000000000000000000000000000"
                            "00000000000000000000000000000000000000000000000000000000"
                            "00000000000000000000000000000000000000000000000000000000"
                            "00000000000000000000000000000000000000000000000000000000";
_Static_assert(sizeof zeros - 1 == GI_PACKAGE_DIGITS, "as many as a package code has");

gi_label_unit gi_label_sample_unit(const gi_template *layout)
{
    bool package = gi_template_about(layout)->kind == GI_TEMPLATE_CASE;
    return (gi_label_unit){
        .digits = zeros + (package ? 0 : GI_PACKAGE_DIGITS - GI_UNIT_DIGITS),
        .number = "000W-003R-J0W",
        .hidden = "AQ78-6Y6X",
        .hidden_url = "https://gi.jj.cn/h/000W003RJ0W/AQ786Y6X",
        .first = "000W-0000-101",
        .last = "000W-0000-25S",
    };
}
