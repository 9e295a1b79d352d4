/*
 * write.c - the least that a spreadsheet program opens (write.h).
 *
 * Times in the zip are fixed, so one form has one sequence of bytes.
 */
#include "core/import/write.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."
#define PARTS_MAX 16
#define FIRST_DAY_OF_ZIP 315532800 /* 1980-01-01 */

/* ---- rows ---- */

static const struct escape {
    char plain;
    const char *xml;
} escapes[] = { { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" } };

static void add_escaped(gi_buf *to, const char *text)
{
    for (; *text != '\0'; text++) {
        const char plain[] = { *text, '\0' };
        const char *as = plain;
        for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
            as = escapes[i].plain == *text ? escapes[i].xml : as;
        }
        gi_buf_add_text(to, as);
    }
}

static void add_quoted(gi_buf *to, const char *text)
{
    bool quotes = strpbrk(text, ",\"\r\n;") != NULL;
    gi_buf_add_text(to, quotes ? "\"" : "");
    for (; *text != '\0'; text++) {
        gi_buf_add_text(to, *text == '"' ? "\"" : "");
        gi_buf_add_byte(to, (uint8_t)*text);
    }
    gi_buf_add_text(to, quotes ? "\"" : "");
}

void gi_row_begin(gi_row_writer *writer)
{
    writer->row++;
    writer->column = 0;
    if (writer->xml) {
        gi_buf_add_format(writer->to, "<row r=\"%d\">", writer->row);
    }
}

void gi_row_cell(gi_row_writer *writer, const char *text)
{
    int column = writer->column++;
    if (!writer->xml) {
        gi_buf_add_text(writer->to, column > 0 ? "," : "");
        add_quoted(writer->to, text);
        return;
    }
    gi_buf_add_format(writer->to, "<c r=\"%c%d\" s=\"1\" t=\"inlineStr\"><is><t>", 'A' + column,
                      writer->row);
    add_escaped(writer->to, text);
    gi_buf_add_text(writer->to, "</t></is></c>");
}

void gi_row_end(gi_row_writer *writer)
{
    gi_buf_add_text(writer->to, writer->xml ? "</row>" : "\r\n");
}

/* ---- parts ---- */

/* The zip keeps pointers to what it will write, so the parts live beside it. */
typedef struct package {
    zip_t *zip;
    gi_buf part[PARTS_MAX];
    size_t parts;
} package;

static gi_buf *new_part(package *to)
{
    gi_buf *part = &to->part[to->parts++];
    gi_buf_init(part, 1 << 20);
    gi_buf_add_text(part, HEAD);
    return part;
}

static gi_status keep_part(package *to, const char *name, gi_error *err)
{
    gi_buf *part = &to->part[to->parts - 1];
    GI_TRY(gi_buf_status(part, name, err));
    zip_source_t *source = zip_source_buffer(to->zip, part->data, part->size, 0);
    zip_int64_t place = source != NULL ? zip_file_add(to->zip, name, source, 0) : -1;
    if (place < 0) {
        zip_source_free(source);
        return gi_fail(err, GI_WHY_IMPORT_FILE, "XLSX", name);
    }
    (void)zip_file_set_mtime(to->zip, (zip_uint64_t)place, FIRST_DAY_OF_ZIP, 0);
    return GI_OK;
}

static gi_status add_types(package *to, size_t sheets, gi_error *err)
{
    gi_buf *part = new_part(to);
    gi_buf_add_text(part, "<Types xmlns=\"" PACKAGE "content-types\">"
                          "<Default Extension=\"rels\" ContentType=\"application/"
                          "vnd.openxmlformats-package.relationships+xml\"/>"
                          "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPE
                          "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" "
                          "ContentType=\"" TYPE "styles+xml\"/>");
    for (size_t i = 1; i <= sheets; i++) {
        gi_buf_add_format(part,
                          "<Override PartName=\"/xl/worksheets/sheet%zu.xml\" ContentType=\"" TYPE
                          "worksheet+xml\"/>",
                          i);
    }
    gi_buf_add_text(part, "</Types>");
    return keep_part(to, "[Content_Types].xml", err);
}

static gi_status add_relations(package *to, size_t sheets, gi_error *err)
{
    gi_buf *part = new_part(to);
    gi_buf_add_text(part, "<Relationships xmlns=\"" PACKAGE "relationships\">"
                          "<Relationship Id=\"rId1\" Type=\"" RELATIONS
                          "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    GI_TRY(keep_part(to, "_rels/.rels", err));
    part = new_part(to);
    gi_buf_add_text(part, "<Relationships xmlns=\"" PACKAGE "relationships\">"
                          "<Relationship Id=\"rId0\" Type=\"" RELATIONS
                          "/styles\" Target=\"styles.xml\"/>");
    for (size_t i = 1; i <= sheets; i++) {
        gi_buf_add_format(part,
                          "<Relationship Id=\"rId%zu\" Type=\"" RELATIONS
                          "/worksheet\" Target=\"worksheets/sheet%zu.xml\"/>",
                          i, i);
    }
    gi_buf_add_text(part, "</Relationships>");
    return keep_part(to, "xl/_rels/workbook.xml.rels", err);
}

/* Style 1 is the format "@": text. */
static gi_status add_styles(package *to, gi_error *err)
{
    gi_buf_add_text(new_part(to),
                    "<styleSheet xmlns=\"" MAIN "\"><fonts count=\"1\"><font><sz val=\"11\"/>"
                    "<name val=\"Calibri\"/></font></fonts><fills count=\"1\"><fill>"
                    "<patternFill patternType=\"none\"/></fill></fills><borders count=\"1\">"
                    "<border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
                    "<cellXfs count=\"2\"><xf xfId=\"0\"/><xf numFmtId=\"49\" xfId=\"0\" "
                    "applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
    return keep_part(to, "xl/styles.xml", err);
}

static gi_status add_book(package *to, const gi_sheet_text *sheets, size_t count, gi_error *err)
{
    gi_buf *part = new_part(to);
    gi_buf_add_text(part, "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONS "\"><sheets>");
    for (size_t i = 0; i < count; i++) {
        gi_buf_add_text(part, "<sheet name=\"");
        add_escaped(part, sheets[i].name);
        gi_buf_add_format(part, "\" sheetId=\"%zu\" r:id=\"rId%zu\"/>", i + 1, i + 1);
    }
    gi_buf_add_text(part, "</sheets></workbook>");
    return keep_part(to, "xl/workbook.xml", err);
}

static gi_status add_sheet(package *to, const gi_sheet_text *sheet, size_t number, gi_error *err)
{
    GI_AUTO_BUF name = GI_BUF(64);
    gi_buf *part = new_part(to);
    gi_buf_add_text(part, "<worksheet xmlns=\"" MAIN "\"><cols><col min=\"1\" max=\"26\" "
                          "width=\"18\" style=\"1\" customWidth=\"1\"/></cols><sheetData>");
    gi_buf_add(part, sheet->rows);
    gi_buf_add_text(part, "</sheetData></worksheet>");
    gi_buf_add_format(&name, "xl/worksheets/sheet%zu.xml", number);
    return keep_part(to, gi_buf_text(&name), err);
}

static gi_status add_parts(package *to, const gi_sheet_text *sheets, size_t count, gi_error *err)
{
    GI_TRY(add_types(to, count, err));
    GI_TRY(add_relations(to, count, err));
    GI_TRY(add_styles(to, err));
    GI_TRY(add_book(to, sheets, count, err));
    for (size_t i = 0; i < count; i++) {
        GI_TRY(add_sheet(to, &sheets[i], i + 1, err));
    }
    return GI_OK;
}

/* Closing writes the zip into its source, which is then read back. */
static gi_status finish(package *to, zip_source_t *source, gi_buf *out, gi_error *err)
{
    zip_stat_t stat;
    if (zip_close(to->zip) != 0) {
        return gi_fail(err, GI_WHY_IMPORT_FILE, "XLSX", zip_strerror(to->zip));
    }
    to->zip = NULL;
    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) {
        return gi_fail(err, GI_WHY_IMPORT_FILE, "XLSX", "zip");
    }
    uint8_t *room = gi_buf_extend(out, stat.size);
    zip_int64_t got = room != NULL ? zip_source_read(source, room, stat.size) : -1;
    (void)zip_source_close(source);
    return got == (zip_int64_t)stat.size ? gi_buf_status(out, "XLSX", err)
                                         : gi_fail(err, GI_WHY_IMPORT_FILE, "XLSX", "zip");
}

static gi_status write_with(package *to, zip_source_t *source, const gi_sheet_text *sheets,
                            size_t count, gi_buf *out, gi_error *err)
{
    to->zip = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (to->zip == NULL) {
        return gi_fail(err, GI_WHY_IMPORT_FILE, "XLSX", "zip");
    }
    zip_source_keep(source); /* for reading it back after closing */
    gi_status status = add_parts(to, sheets, count, err);
    status = status == GI_OK ? finish(to, source, out, err) : status;
    if (to->zip != NULL) {
        zip_discard(to->zip);
    }
    return status;
}

gi_status gi_xlsx_write(const gi_sheet_text *sheets, size_t count, gi_buf *out, gi_error *err)
{
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    package *to = calloc(1, sizeof *to);
    gi_status status = GI_OK;
    if (source == NULL || to == NULL) {
        status = gi_fail(err, GI_WHY_NO_MEMORY, "XLSX");
    } else {
        status = write_with(to, source, sheets, count, out, err);
    }
    for (size_t i = 0; to != NULL && i < to->parts; i++) {
        gi_buf_clear(&to->part[i]);
    }
    zip_source_free(source);
    free(to);
    return status;
}
