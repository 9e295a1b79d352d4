/*
 * printer.h - label printers: a profile as a plain value, dots into its language, bytes to it.
 *
 * A profile is a file `printers/NAME.ini` of the registry's directory, or one of those built in
 * (labels/printers/). It alone says where bytes may go: no call takes an address. The usual way:
 *
 *     gi_printer_find(dir, "warehouse", &printer, err)
 *     gi_printer_check_label(&printer, width, height, err)
 *     gi_printer_job_create(&printer, width, height, limit, &job, err)
 *     gi_printer_job_add(job, gi_label_bitmap_dots(bitmap), err)         once per label
 *     gi_printer_job_finish(job, err)
 *     gi_printer_send(&printer, gi_printer_job_parcel(job), NULL, &report, err)
 *
 * Dots are sent as they are: never resampled, never dithered. One bit stays one dot of the head.
 */
#ifndef GI_PRINTER_H
#define GI_PRINTER_H

#include "gi/label.h"

/* Bytes of texts, terminator included. */
#define GI_PRINTER_NAME 32
#define GI_PRINTER_MODEL 96
#define GI_PRINTER_PLACE 256

/* The first three take dots (gi_printer_job_...). PNG: one picture per label, for printers that
 * are fed from their maker's app; PDF: office printers. */
typedef enum gi_printer_language {
    GI_PRINTER_TSPL,
    GI_PRINTER_ZPL,
    GI_PRINTER_ESCPOS,
    GI_PRINTER_PNG,
    GI_PRINTER_PDF
} gi_printer_language;

/* How the printer finds where a label begins: a gap, a black mark, or not at all. */
typedef enum gi_printer_media {
    GI_PRINTER_GAP,
    GI_PRINTER_MARK,
    GI_PRINTER_CONTINUOUS
} gi_printer_media;

/* What happens to a label when it is printed. OWN: as the printer was set by hand. */
typedef enum gi_printer_after {
    GI_PRINTER_OWN,
    GI_PRINTER_TEAR,
    GI_PRINTER_CUT,
    GI_PRINTER_PEEL
} gi_printer_after;

/* FILE: the caller names the file when sending; place is empty. */
typedef enum gi_printer_way {
    GI_PRINTER_FILE,
    GI_PRINTER_TCP,
    GI_PRINTER_USB,
    GI_PRINTER_CUPS
} gi_printer_way;

/* Density or speed that the profile leaves as the printer was set by hand. */
#define GI_PRINTER_UNSET (-1)

/*
 * One printer. Made by the functions below, which keep every value in its range; a key of the
 * file has the name in brackets. Holds no heap memory.
 *
 * name        of the file without .ini: 1..31 of a-z 0-9 -
 * model       [model] text for people
 * language    [language] tspl | zpl | escpos | png | pdf
 * dpi         [dpi] 203 | 300 | 600
 * head        [head] printable width in um, whole 0.1 mm; 20..220 mm
 * inverted    [polarity] normal | inverted: for clones that burn the wrong bits
 * z64         [graphics] hex | z64, zpl only; several clones fail on z64
 * media, gap, gap_offset  [media] gap 2 | mark 3 | continuous, [gap-offset]; mm in um here
 * direction   [direction] 0 | 1, which end of the label leaves first
 * mirror      [mirror] no | yes
 * rotate      [rotate] 0 | 90 | 180 | 270, clockwise, of the dots
 * density     [density] tspl 0..15, zpl 0..30          speed  [speed] inches per second 1..14
 * after       [after] own | tear | cut | peel
 * across      [across] labels side by side, 1..8       pitch  [pitch] from one's left edge to the
 *             next one's; um
 * flush       [flush] no | yes: 512 NULs first, against a parser that hangs in an older job
 * offset_x/y  [offset] "0.5 -0.3" mm to the right and down, -9.9..9.9; tenths of a millimetre
 * scale_x/y   [scale] "99.8 100.2" percent, 95..105, tenths of a percent; pdf only
 * way, place  [to] file | tcp HOST:PORT | usb /dev/usb/lpN | cups QUEUE
 * status      [status] no | yes: asked before a job, for printers that answer
 * patience    [patience] seconds without a byte taken until a job is given up, 1..600
 */
typedef struct gi_printer {
    char name[GI_PRINTER_NAME];
    char model[GI_PRINTER_MODEL];
    gi_printer_language language;
    int32_t dpi;
    int32_t head;
    bool inverted;
    bool z64;
    gi_printer_media media;
    int32_t gap, gap_offset;
    int32_t direction;
    bool mirror;
    int32_t rotate;
    int32_t density;
    int32_t speed;
    gi_printer_after after;
    int32_t across;
    int32_t pitch;
    bool flush;
    int32_t offset_x, offset_y;
    int32_t scale_x, scale_y;
    gi_printer_way way;
    char place[GI_PRINTER_PLACE];
    bool status;
    int32_t patience;
} gi_printer;

/* Largest profile file in bytes. */
#define GI_PRINTER_FILE_MAX 16384

/*
 * Reads a profile. name is what the profile will be called and what refusals name it by; err->row
 * is the line of the file, from 1, and err->field the key.
 *
 * GI_INVALID  printer-name   a name of other letters or length
 *             printer-key    a key or section that does not exist
 *             printer-twice  a key said twice
 *             printer-value  a value out of range or that does not go with the language
 *             printer-lacks  model, language, dpi or head is missing
 *             printer-line   a line that is neither key = value, section, comment nor blank
 *             too-long, bad-utf8
 */
GI_CHECKED gi_status gi_printer_parse(const char *name, gi_bytes file, gi_printer *out,
                                      gi_error *err);

/*
 * A profile by name: `DIR/printers/NAME.ini` where that exists, else built in. dir is a registry's
 * directory; NULL looks at those built in only.
 *
 * GI_NOT_FOUND  unknown-printer, which lists what there is
 * GI_INVALID    as gi_printer_parse   GI_IO file-open
 */
GI_CHECKED gi_status gi_printer_find(const char *dir, const char *name, gi_printer *out,
                                     gi_error *err);

/* Called once per profile; own is true for a file of the registry. A status other than GI_OK
 * ends the visit and is returned. */
typedef gi_status (*gi_printer_visit)(void *context, const char *name, bool own, gi_error *err);

/* Visits the names of all profiles: the registry's by name, then those built in that it does not
 * replace. dir as above. GI_IO file-open, or what visit returned */
GI_CHECKED gi_status gi_printer_each(const char *dir, gi_printer_visit visit, void *context,
                                     gi_error *err);

/* The words of the file for a value: "tspl", "tcp". Constant text. */
const char *gi_printer_language_name(gi_printer_language language);
const char *gi_printer_way_name(gi_printer_way way);

/*
 * Whether labels of that size (um, as they are read) fit under the head, turned and side by side
 * as the profile says. For PDF printers always.
 *
 * GI_INVALID  printer-wide (needs {0} mm, the head prints {2} mm), printer-pitch (labels side by
 *             side would overlap), bad-field (a size that is not 1..1000 mm)
 */
GI_CHECKED gi_status gi_printer_check_label(const gi_printer *printer, int32_t width,
                                            int32_t height, gi_error *err);

/* A job being made: one buffer that is sent whole. Belongs to one thread. */
typedef struct gi_printer_job gi_printer_job;

/*
 * Starts a job for labels of one size (um). Copies the profile. limit is the largest job in
 * bytes. You own *out.
 *
 * GI_INVALID  printer-dots (a language without dots: png, pdf), as gi_printer_check_label
 */
GI_CHECKED gi_status gi_printer_job_create(const gi_printer *printer, int32_t width, int32_t height,
                                           size_t limit, gi_printer_job **out, gi_error *err);

/* Takes NULL. */
void gi_printer_job_destroy(gi_printer_job *job);
GI_DEFINE_AUTO(gi_printer_job, gi_printer_job_destroy)

/*
 * Adds one label; dots are those of the size given, at the profile's dpi. With labels across, a
 * row is written when it is full. After a failure the job must not be sent.
 *
 * GI_INVALID    printer-size (dots of another size), printer-clips (the profile's offset would
 *               push ink off the label)
 * GI_NO_MEMORY  over-limit
 */
GI_CHECKED gi_status gi_printer_job_add(gi_printer_job *job, gi_label_dots dots, gi_error *err);

/* Writes a row that is not full and the end. Once, after the last label.
 * GI_INVALID printer-empty (no label)   GI_NO_MEMORY over-limit */
GI_CHECKED gi_status gi_printer_job_finish(gi_printer_job *job, gi_error *err);

/*
 * What is sent. ends[i] is how many bytes must have gone out before label i + 1 can be printed;
 * NULL when that is not known (a PDF). label_count may be 0 then.
 */
typedef struct gi_printer_parcel {
    gi_bytes bytes;
    const size_t *ends;
    size_t label_count;
} gi_printer_parcel;

/* Borrowed until the job is destroyed. */
gi_printer_parcel gi_printer_job_parcel(const gi_printer_job *job);

/* How far a job came. sent: bytes that left this machine; labels: those of which every byte did,
 * so at most these were printed. Also filled by a failure. */
typedef struct gi_printer_report {
    size_t sent;
    size_t size;
    size_t labels;
} gi_printer_report;

/*
 * Sends one job, whole or reported failed; never a second time by itself, which could print
 * labels twice. file is the target of a FILE printer, which must not exist; NULL for the others.
 * For a PDF printer the parcel is a PDF, printed at true size (print-scaling=none).
 *
 * report may be NULL. After GI_OK all bytes were taken over; no printer says what is on the paper.
 *
 * GI_INVALID   printer-to (file given or lacking, a way that does not fit), too-long
 * GI_CONFLICT  file-exists
 * GI_NOT_FOUND printer-gone (nobody answers at the place; nothing went out)
 * GI_BUSY      printer-not-ready (paper out, head open ... when the profile says status = yes;
 *              nothing went out)
 * GI_IO        send-broken (part of it went out: the message says what to do, the report how
 *              much), file-open, file-write
 */
GI_CHECKED gi_status gi_printer_send(const gi_printer *printer, gi_printer_parcel parcel,
                                     const char *file, gi_printer_report *report, gi_error *err);

/*
 * Whether somebody answers at the place of a profile and, when it says status = yes, is ready, at
 * this moment. Prints nothing. A FILE printer always is.
 *
 * GI_NOT_FOUND printer-gone   GI_BUSY printer-not-ready
 */
GI_CHECKED gi_status gi_printer_reach(const gi_printer *printer, gi_error *err);

/*
 * A label that shows how a printer prints: rulers in mm, lines of 1, 2 and 3 dots, steps over the
 * full width in which a dead dot of the head shows as a gap, grey steps for the density, and test
 * codes with 3, 4 and 5 dots per module. What does not fit on a small label is left out. The dots
 * are appended to rows; *out borrows them from there.
 *
 * GI_INVALID  as gi_printer_check_label   GI_IO drawing   GI_NO_MEMORY over-limit
 */
GI_CHECKED gi_status gi_printer_calibration(const gi_printer *printer, int32_t width,
                                            int32_t height, gi_buf *rows, gi_label_dots *out,
                                            gi_error *err);

#endif
