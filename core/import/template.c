/*
 * template.c - a form to fill in: headers with units, two examples, and how to fill it in.
 *
 * The examples carry the mark that the reader passes over, so a form that comes back untouched
 * imports nothing. Every cell is text: a spreadsheet leaves text alone.
 */
#include <string.h>

#include "core/import/kinds.h"
#include "core/import/write.h"
#include "gi/text.h"

static const char example_title[] = "示例";
static const char example_mark[] = "示例（请删除）";

/* Column i of a kind's form: its title, and its examples; the mark comes last. */
static const char *title_of(const gi_import_kind *kind, size_t i)
{
    return kind->fields[i].name != NULL ? kind->fields[i].title : example_title;
}

static const char *example_of(const gi_import_kind *kind, size_t i, size_t which)
{
    const char *text =
        kind->fields[i].name != NULL ? kind->fields[i].examples[which] : example_mark;
    return text != NULL ? text : "";
}

static void add_row(const gi_import_kind *kind, size_t row, gi_row_writer *out)
{
    size_t i = 0;
    gi_row_begin(out);
    do {
        gi_row_cell(out, row == 0 ? title_of(kind, i) : example_of(kind, i, row - 1));
    } while (kind->fields[i++].name != NULL);
    gi_row_end(out);
}

static void add_line(gi_row_writer *out, const char *first, const char *second, const char *third)
{
    gi_row_begin(out);
    gi_row_cell(out, first);
    gi_row_cell(out, second);
    gi_row_cell(out, third);
    gi_row_end(out);
}

static void add_help(const gi_import_kind *kind, gi_row_writer *out)
{
    add_line(out, "列", "是否必填", "怎样填写");
    for (size_t i = 0; kind->fields[i].name != NULL; i++) {
        const gi_import_field *field = &kind->fields[i];
        add_line(out, field->title, field->required ? "必填" : "可空", field->help);
    }
    add_line(out, example_title, "", "两行示例不会导入；填写前请删除");
    add_line(out, "日期", "", "年在前：2026-04-05、2026/4/5、2026年4月5日");
    add_line(out, "数量", "", "单位写在表头或单元格：公斤、斤、克；亩、平方米、公顷");
    add_line(out, "号码", "", "卡号、信用代码、身份证号以文本格式填写，否则会被改写");
}

gi_status gi_import_template(const char *kind, bool xlsx, gi_buf *out, gi_error *err)
{
    const gi_import_kind *found = gi_import_kind_find(gi_bytes_of(kind));
    if (found == NULL || found->fields == NULL) {
        return gi_fail(err, GI_WHY_IMPORT_KIND, gi_quote(gi_bytes_of(kind)).text,
                       "holder source input harvest lot batch");
    }
    GI_AUTO_BUF first = GI_BUF(1 << 18);
    GI_AUTO_BUF second = GI_BUF(1 << 18);
    gi_row_writer form = { .to = &first, .xml = xlsx };
    gi_row_writer help = { .to = &second, .xml = true };
    for (size_t row = 0; row < 3; row++) {
        add_row(found, row, &form);
    }
    add_help(found, &help);
    if (!xlsx) {
        gi_buf_add_text(out, "\xEF\xBB\xBF"); /* or Excel takes it for GBK */
        gi_buf_add(out, gi_buf_view(&first));
        return gi_buf_status(&first, "template", err);
    }
    GI_TRY(gi_buf_status(&second, "template", err));
    const gi_sheet_text sheets[] = { { found->zh, gi_buf_view(&first) },
                                     { "填写说明", gi_buf_view(&second) } };
    return gi_xlsx_write(sheets, sizeof sheets / sizeof sheets[0], out, err);
}
