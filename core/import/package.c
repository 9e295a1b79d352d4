/*
 * package.c - zip parts fed to expat piece by piece (package.h).
 *
 * Sizes that a zip declares are not believed: what comes out is counted, over all parts together
 * and per part against what went in. Elements nest 64 deep at most.
 */
#include "core/import/package.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define PIECE 16384
#define DEPTH_MAX 64
#define RATIO_FROM (1024 * 1024) /* below, a high ratio hurts nobody */

struct gi_package {
    zip_t *zip;
    int64_t inflated; /* of all parts read so far */
};

static gi_status fail_zip(const char *what, gi_error *err)
{
    return gi_fail(err, GI_WHY_IMPORT_FILE, "XLSX", what);
}

gi_status gi_package_open(gi_bytes file, gi_package **out, gi_error *err)
{
    zip_error_t why;
    if (file.size > GI_IMPORT_ZIP_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "bytes of an XLSX file",
                       gi_num(GI_IMPORT_ZIP_MAX).text);
    }
    GI_AUTO(gi_package) made = calloc(1, sizeof *made);
    if (made == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "package");
    }
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(file.data, file.size, 0, &why);
    made->zip = source != NULL ? zip_open_from_source(source, ZIP_RDONLY, &why) : NULL;
    if (made->zip == NULL) {
        gi_status status = fail_zip(zip_error_strerror(&why), err);
        zip_source_free(source);
        zip_error_fini(&why);
        return status;
    }
    zip_error_fini(&why);
    if (zip_get_num_entries(made->zip, 0) > GI_IMPORT_ENTRIES_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "parts of an XLSX file",
                       gi_num(GI_IMPORT_ENTRIES_MAX).text);
    }
    *out = GI_TAKE(made);
    return GI_OK;
}

void gi_package_close(gi_package *package)
{
    if (package != NULL) {
        if (package->zip != NULL) {
            zip_discard(package->zip);
        }
        free(package);
    }
}

bool gi_package_has(const gi_package *package, const char *name)
{
    return zip_name_locate(package->zip, name, ZIP_FL_NOCASE) >= 0;
}

/* ---- XML ---- */

typedef struct parse {
    XML_Parser parser;
    const gi_xml_handler *handler;
    int depth;
    gi_status status;
    gi_error *err;
} parse;

static void stop(parse *at, gi_status status)
{
    if (status != GI_OK && at->status == GI_OK) {
        at->status = status;
        (void)XML_StopParser(at->parser, XML_FALSE);
    }
}

static const char *local(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

const char *gi_xml_attribute(const char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        if (strcmp(local(attributes[i]), name) == 0) {
            return attributes[i + 1];
        }
    }
    return "";
}

static void XMLCALL on_start(void *context, const char *name, const char **attributes)
{
    parse *at = context;
    if (at->status != GI_OK) {
        return;
    }
    if (++at->depth > DEPTH_MAX) {
        stop(at, gi_fail(at->err, GI_WHY_OVER_LIMIT, "depth of XML", gi_num(DEPTH_MAX).text));
    } else if (at->handler->start != NULL) {
        stop(at, at->handler->start(at->handler->context, local(name), attributes, at->err));
    }
}

static void XMLCALL on_end(void *context, const char *name)
{
    parse *at = context;
    at->depth--;
    if (at->status == GI_OK && at->handler->end != NULL) {
        stop(at, at->handler->end(at->handler->context, local(name), at->err));
    }
}

static void XMLCALL on_text(void *context, const char *text, int size)
{
    parse *at = context;
    if (at->status == GI_OK && at->handler->text != NULL) {
        gi_bytes bytes = { (const uint8_t *)text, (size_t)size };
        stop(at, at->handler->text(at->handler->context, bytes, at->err));
    }
}

static void XMLCALL on_doctype(void *context, const char *name, const char *system,
                               const char *public, int internal)
{
    parse *at = context;
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    stop(at, fail_zip("DOCTYPE", at->err));
}

static gi_status feed(parse *at, const char *bytes, size_t size, bool last)
{
    if (XML_Parse(at->parser, bytes, (int)size, last) != XML_STATUS_ERROR) {
        return GI_OK;
    }
    if (at->status != GI_OK) {
        return at->status;
    }
    char text[120];
    (void)snprintf(text, sizeof text, "XML, %s %lu: %s", "line",
                   (unsigned long)XML_GetCurrentLineNumber(at->parser),
                   XML_ErrorString(XML_GetErrorCode(at->parser)));
    return fail_zip(text, at->err);
}

/* ---- parts ---- */

static gi_status count(gi_package *package, int64_t part, const zip_stat_t *stat, gi_error *err)
{
    int64_t packed = (stat->valid & ZIP_STAT_COMP_SIZE) != 0 ? (int64_t)stat->comp_size : 0;
    if (package->inflated > GI_IMPORT_INFLATED_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "bytes of an unpacked XLSX file",
                       gi_num(GI_IMPORT_INFLATED_MAX).text);
    }
    if (part > RATIO_FROM && part / GI_IMPORT_RATIO_MAX > packed) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "unpacked : packed",
                       gi_num(GI_IMPORT_RATIO_MAX).text);
    }
    return GI_OK;
}

static gi_status feed_part(gi_package *package, zip_file_t *file, const zip_stat_t *stat, parse *at)
{
    int64_t part = 0;
    for (;;) {
        char piece[PIECE];
        zip_int64_t got = zip_fread(file, piece, sizeof piece);
        if (got < 0) {
            return fail_zip(zip_file_strerror(file), at->err);
        }
        part += got;
        package->inflated += got;
        GI_TRY(count(package, part, stat, at->err));
        GI_TRY(feed(at, piece, (size_t)got, got == 0));
        if (got == 0) {
            return at->status;
        }
    }
}

static gi_status parse_with(gi_package *package, zip_file_t *file, const zip_stat_t *stat,
                            const gi_xml_handler *handler, gi_error *err)
{
    parse at = { .parser = XML_ParserCreate(NULL), .handler = handler, .err = err };
    if (at.parser == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "XML");
    }
    XML_SetUserData(at.parser, &at);
    XML_SetElementHandler(at.parser, on_start, on_end);
    XML_SetCharacterDataHandler(at.parser, on_text);
    XML_SetStartDoctypeDeclHandler(at.parser, on_doctype);
    gi_status status = feed_part(package, file, stat, &at);
    XML_ParserFree(at.parser);
    return status;
}

gi_status gi_package_parse(gi_package *package, const char *name, const gi_xml_handler *handler,
                           gi_error *err)
{
    zip_stat_t stat;
    char text[120];
    zip_int64_t place = zip_name_locate(package->zip, name, ZIP_FL_NOCASE);
    (void)snprintf(text, sizeof text, "%s %s", "no part", name);
    if (place < 0 || zip_stat_index(package->zip, (zip_uint64_t)place, 0, &stat) != 0) {
        return fail_zip(text, err);
    }
    zip_file_t *file = zip_fopen_index(package->zip, (zip_uint64_t)place, 0);
    if (file == NULL) {
        return fail_zip(zip_strerror(package->zip), err);
    }
    gi_status status = parse_with(package, file, &stat, handler, err);
    (void)zip_fclose(file); /* read only: nothing can be lost */
    return status;
}
