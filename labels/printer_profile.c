/*
 * printer_profile.c - a profile from its file: key by key, then what must go together.
 *
 * Every refusal names the profile, the key, its value and what it may be. Nothing is guessed: a
 * density for a language without one is refused and not ignored.
 */
#include <string.h>

#include "gi/text.h"
#include "labels/printer_ini.h"
#include "labels/printer_keys.h"
#include "labels/send/send.h"

typedef struct reading {
    gi_printer printer;
    gi_ini_pair seen[GI_PRINTER_KEYS]; /* line 0: not in the file */
} reading;

gi_status gi_printer_name_check(const char *name, gi_error *err)
{
    size_t size = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    if (size == 0 || size >= GI_PRINTER_NAME || name[size] != '\0' || name[0] == '-') {
        return gi_fail(err, GI_WHY_PRINTER_NAME, gi_quote(gi_bytes_of(name)).text,
                       gi_num(GI_PRINTER_NAME - 1).text);
    }
    return GI_OK;
}

static size_t place_of(const char *key)
{
    size_t i = 0;
    while (i < GI_PRINTER_KEYS && strcmp(gi_printer_keys[i].name, key) != 0) {
        i++;
    }
    return i;
}

static gi_status fail_value(const reading *in, size_t key, const char *wanted, gi_error *err)
{
    const gi_printer_key *rule = &gi_printer_keys[key];
    bool said = in->seen[key].line != 0;
    gi_status status =
        gi_fail_field(err, rule->name, GI_WHY_PRINTER_VALUE, in->printer.name, rule->name,
                      said ? gi_quote(in->seen[key].value).text : "", wanted);
    if (err != NULL) {
        err->row = in->seen[key].line;
    }
    return status;
}

static gi_status take(void *context, const gi_ini_pair *pair, gi_error *err)
{
    reading *in = context;
    const char *name = in->printer.name;
    for (size_t i = 0; i < GI_PRINTER_KEYS; i++) {
        if (!gi_bytes_equal(pair->key, gi_bytes_of(gi_printer_keys[i].name))) {
            continue;
        }
        if (in->seen[i].line != 0) {
            return gi_fail_field(err, gi_printer_keys[i].name, GI_WHY_PRINTER_TWICE, name,
                                 gi_num(pair->line).text, gi_printer_keys[i].name);
        }
        in->seen[i] = *pair;
        return gi_printer_keys[i].read(&gi_printer_keys[i], pair->value, &in->printer)
                   ? GI_OK
                   : fail_value(in, i, gi_printer_keys[i].wanted, err);
    }
    return gi_fail(err, GI_WHY_PRINTER_KEY, name, gi_num(pair->line).text,
                   gi_quote(pair->key).text);
}

static bool dots(const gi_printer *p)
{
    return p->language <= GI_PRINTER_ESCPOS;
}

static bool wrong_graphics(const gi_printer *p)
{
    return p->z64 && p->language != GI_PRINTER_ZPL;
}

static bool wrong_density(const gi_printer *p)
{
    int32_t most = p->language == GI_PRINTER_TSPL ? 15 : p->language == GI_PRINTER_ZPL ? 30 : -1;
    return p->density > most;
}

static bool wrong_speed(const gi_printer *p)
{
    return p->speed != GI_PRINTER_UNSET && p->language > GI_PRINTER_ZPL;
}

static bool wrong_media(const gi_printer *p)
{
    return p->language == GI_PRINTER_ESCPOS && p->media == GI_PRINTER_GAP;
}

static bool wrong_gap_offset(const gi_printer *p)
{
    bool tspl = p->language == GI_PRINTER_TSPL && p->media != GI_PRINTER_CONTINUOUS;
    bool zpl = p->language == GI_PRINTER_ZPL && p->media == GI_PRINTER_MARK;
    return p->gap_offset != 0 && !tspl && !zpl;
}

static bool wrong_mirror(const gi_printer *p)
{
    return p->mirror && p->language > GI_PRINTER_ZPL;
}

static bool wrong_after(const gi_printer *p)
{
    return (p->language == GI_PRINTER_ESCPOS && p->after == GI_PRINTER_PEEL) ||
           (!dots(p) && p->after != GI_PRINTER_OWN);
}

static bool wrong_across(const gi_printer *p)
{
    return p->across > 1 && (!dots(p) || p->pitch == 0);
}

static bool wrong_rotate(const gi_printer *p)
{
    return !dots(p) && p->rotate != 0;
}

static bool wrong_scale(const gi_printer *p)
{
    return p->language != GI_PRINTER_PDF && (p->scale_x != 1000 || p->scale_y != 1000);
}

static bool wrong_flush(const gi_printer *p)
{
    return p->flush && !dots(p);
}

static bool wrong_to(const gi_printer *p)
{
    bool path = p->way == GI_PRINTER_USB && strncmp(p->place, "/dev/", 5) != 0;
    gi_send_host host;
    bool network = p->way == GI_PRINTER_TCP && !gi_send_host_parse(p->place, &host);
    bool queue = p->way == GI_PRINTER_CUPS && strpbrk(p->place, "/#") != NULL;
    bool paper =
        p->language == GI_PRINTER_PDF && (p->way == GI_PRINTER_TCP || p->way == GI_PRINTER_USB);
    bool picture = p->language == GI_PRINTER_PNG && p->way != GI_PRINTER_FILE;
    return path || network || queue || paper || picture;
}

static bool wrong_status(const gi_printer *p)
{
    bool answers = p->language <= GI_PRINTER_ZPL;
    return p->status && !(answers && (p->way == GI_PRINTER_TCP || p->way == GI_PRINTER_USB));
}

/* What one key says that another one forbids. */
static const struct pairing {
    const char *key;
    bool (*wrong)(const gi_printer *printer);
    const char *wanted;
} pairings[] = {
    { "graphics", wrong_graphics, "hex (z64: zpl)" },
    { "density", wrong_density, "tspl 0..15, zpl 0..30" },
    { "speed", wrong_speed, "tspl, zpl" },
    { "media", wrong_media, "escpos: mark, continuous" },
    { "gap-offset", wrong_gap_offset, "0 (tspl: gap, mark; zpl: mark)" },
    { "mirror", wrong_mirror, "no (yes: tspl, zpl)" },
    { "after", wrong_after, "own (cut, tear: tspl, zpl, escpos; peel: tspl, zpl)" },
    { "across", wrong_across, "1, or 2..8 + pitch (tspl, zpl, escpos)" },
    { "rotate", wrong_rotate, "0 (90, 180, 270: tspl, zpl, escpos)" },
    { "scale", wrong_scale, "100 100 (pdf: 95..105)" },
    { "flush", wrong_flush, "no (yes: tspl, zpl, escpos)" },
    { "to", wrong_to, "tcp HOST:PORT, usb /dev/..., cups QUEUE, file; pdf: cups, file; png: file" },
    { "status", wrong_status, "no (yes: tspl, zpl + tcp, usb)" },
};

static gi_status check_together(const reading *in, gi_error *err)
{
    for (size_t i = 0; i < sizeof pairings / sizeof pairings[0]; i++) {
        if (pairings[i].wrong(&in->printer)) {
            return fail_value(in, place_of(pairings[i].key), pairings[i].wanted, err);
        }
    }
    return GI_OK;
}

static gi_status check_there(const reading *in, gi_error *err)
{
    static const char *const needed[] = { "model", "language", "dpi", "head" };
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        if (in->seen[place_of(needed[i])].line == 0) {
            return gi_fail_field(err, needed[i], GI_WHY_PRINTER_LACKS, in->printer.name, needed[i]);
        }
    }
    return GI_OK;
}

gi_status gi_printer_parse(const char *name, gi_bytes file, gi_printer *out, gi_error *err)
{
    GI_TRY(gi_printer_name_check(name, err));
    reading in = { .printer = {
                       .media = GI_PRINTER_GAP,
                       .gap = 2000,
                       .density = GI_PRINTER_UNSET,
                       .speed = GI_PRINTER_UNSET,
                       .across = 1,
                       .scale_x = 1000,
                       .scale_y = 1000,
                       .patience = 60,
                   } };
    memcpy(in.printer.name, name, strlen(name) + 1);
    GI_TRY(gi_ini_read(name, file, take, &in, err));
    GI_TRY(check_there(&in, err));
    GI_TRY(check_together(&in, err));
    *out = in.printer;
    return GI_OK;
}
