/*
 * artwork_scan.c - is an SVG self-contained? (gi_art_scan); the only place of labels/ that reads
 * XML.
 *
 * Allowed is a list of elements that draw outlines; everything else of SVG is refused by name:
 * scripts, pictures, foreign markup, filters and text (its letters would depend on the fonts of
 * the machine: turn them into outlines). References may only lead to "#id" in the same file.
 * Entities, processing instructions and XInclude are refused, so no small file becomes a large
 * one; clones and elements are counted.
 */
#include <expat.h>
#include <stdio.h>
#include <string.h>

#include "labels/artwork.h"

#define SVG "http://www.w3.org/2000/svg"
#define XINCLUDE "http://www.w3.org/2001/XInclude"
#define ELEMENTS_MAX 20000
#define CLONES_MAX 16 /* nested, they double: 2^16 at most */
#define DEPTH_MAX 64

typedef struct scan {
    XML_Parser parser;
    char found[64]; /* what is refused, "" = nothing so far */
    int elements, clones, depth;
    bool style;   /* inside <style> */
    bool root;    /* the outermost element is an <svg> */
    gi_buf sheet; /* text of the style in which we are */
} scan;

static void refuse(scan *self, const char *what)
{
    if (self->found[0] == '\0') {
        (void)snprintf(self->found, sizeof self->found, "%s", what);
        (void)XML_StopParser(self->parser, XML_FALSE);
    }
}

static bool is_drawing(const char *name)
{
    static const char *const allowed[] = {
        "svg",      "g",       "defs",           "symbol",         "use",
        "path",     "rect",    "line",           "circle",         "ellipse",
        "polyline", "polygon", "clipPath",       "mask",           "stop",
        "pattern",  "marker",  "linearGradient", "radialGradient", "switch",
        "title",    "desc",    "style",          "metadata",       "view",
    };
    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++) {
        if (strcmp(allowed[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* CSS may load by url(...) and @import; escapes could hide both. */
static bool reaches_out(const char *text)
{
    for (const char *at = text; (at = strcasestr(at, "url(")) != NULL;) {
        at += strlen("url(");
        at += strspn(at, " '\"\t\r\n");
        if (*at != '#') {
            return true;
        }
    }
    return strcasestr(text, "@import") != NULL || strchr(text, '\\') != NULL;
}

/* The name without its namespace. */
static const char *local_of(const char *name)
{
    const char *bar = strrchr(name, '|');
    return bar == NULL ? name : bar + 1;
}

static void check_attribute(scan *self, const char *name, const char *value)
{
    const char *local = local_of(name);
    bool link = strcasecmp(local, "href") == 0 || strcasecmp(local, "src") == 0;
    if ((link && value[0] != '#') || reaches_out(value)) {
        char what[64];
        (void)snprintf(what, sizeof what, "%s=\"%.40s\"", local, value);
        refuse(self, what);
    } else if (strncasecmp(local, "on", 2) == 0 || strcmp(local, "base") == 0) {
        refuse(self, local);
    }
}

static void count(scan *self, const char *local)
{
    self->elements++;
    self->depth++;
    self->clones += strcmp(local, "use") == 0;
    if (self->clones > CLONES_MAX) {
        refuse(self, "> 16 <use>");
    }
    if (self->depth > DEPTH_MAX) {
        refuse(self, "<g> > 64");
    }
    if (self->elements > ELEMENTS_MAX) {
        refuse(self, "> 20000 < >");
    }
}

static void open_element(void *context, const XML_Char *name, const XML_Char **attributes)
{
    scan *self = context;
    const char *local = local_of(name);
    bool svg = strncmp(name, SVG "|", sizeof SVG) == 0;
    char what[64];
    (void)snprintf(what, sizeof what, "<%.40s>", local);
    if (self->style || (svg && !is_drawing(local)) ||
        strncmp(name, XINCLUDE, sizeof XINCLUDE - 1) == 0) {
        refuse(self, what);
    }
    self->root = self->root || (self->elements == 0 && svg && strcmp(local, "svg") == 0);
    count(self, local);
    self->style = svg && strcmp(local, "style") == 0;
    gi_buf_reset(&self->sheet);
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        check_attribute(self, attributes[i], attributes[i + 1]);
    }
}

static void close_element(void *context, const XML_Char *name)
{
    scan *self = context;
    (void)name;
    if (self->style && reaches_out(gi_buf_text(&self->sheet))) {
        refuse(self, "<style> url() @import");
    }
    self->style = false;
    self->depth--;
}

static void take_text(void *context, const XML_Char *text, int size)
{
    scan *self = context;
    if (self->style) {
        gi_buf_add(&self->sheet, (gi_bytes){ (const uint8_t *)text, (size_t)size });
    }
}

static void see_instruction(void *context, const XML_Char *target, const XML_Char *data)
{
    char what[64];
    (void)data;
    (void)snprintf(what, sizeof what, "<?%.40s?>", target);
    refuse(context, what);
}

/* Old programs write a plain DOCTYPE, which means nothing; one with declarations inside could. */
static void see_doctype(void *context, const XML_Char *name, const XML_Char *system,
                        const XML_Char *public, int has_internal_subset)
{
    (void)name;
    (void)system;
    (void)public;
    if (has_internal_subset != 0) {
        refuse(context, "<!DOCTYPE [ ]>");
    }
}

static void see_entity(void *context, const XML_Char *name, int is_parameter)
{
    (void)name;
    (void)is_parameter;
    refuse(context, "&entity;");
}

static void see_head(void *context, const XML_Char *version, const XML_Char *encoding, int alone)
{
    (void)version;
    (void)alone;
    if (encoding != NULL && strcasecmp(encoding, "utf-8") != 0) {
        refuse(context, encoding);
    }
}

static void listen(scan *self)
{
    XML_SetUserData(self->parser, self);
    XML_SetElementHandler(self->parser, open_element, close_element);
    XML_SetCharacterDataHandler(self->parser, take_text);
    XML_SetProcessingInstructionHandler(self->parser, see_instruction);
    XML_SetStartDoctypeDeclHandler(self->parser, see_doctype);
    XML_SetSkippedEntityHandler(self->parser, see_entity);
    XML_SetXmlDeclHandler(self->parser, see_head);
}

gi_status gi_art_scan(gi_bytes svg, const char *name, gi_error *err)
{
    scan self = { .parser = XML_ParserCreateNS("UTF-8", '|'), .sheet = GI_BUF(GI_ART_BYTES) };
    if (self.parser == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, name);
    }
    listen(&self);
    bool whole = XML_Parse(self.parser, (const char *)svg.data, (int)svg.size, 1) == XML_STATUS_OK;
    XML_ParserFree(self.parser);
    gi_buf_clear(&self.sheet);
    if (self.found[0] != '\0') {
        return gi_fail_field(err, "file", GI_WHY_ART_REFUSED, name, self.found);
    }
    return whole && self.root ? GI_OK : gi_fail_field(err, "file", GI_WHY_ART_FORMAT, name, "SVG");
}
