/* Jobs as exact bytes: what stands before, between and after the dots of each language. */
#include <stdio.h>
#include <string.h>

#include "tests/labels/printer/support.h"
#include "tests/support/spec.h"

/* Two dots of ink at the left end and one at the right: 12 x 2 mm has 96 x 16 dots. */
static gi_label_dots small_label(uint8_t rows[12 * 16])
{
    memset(rows, 0, 12 * 16);
    rows[0] = 0xC0;
    rows[12 * 15 + 11] = 0x01;
    return (gi_label_dots){ 96, 16, 12, rows };
}

/* The job of one small label. */
static gi_printer_job *small_job(const gi_printer *printer)
{
    gi_error err = { 0 };
    gi_printer_job *job = NULL;
    uint8_t rows[12 * 16];
    EXPECT_OK(gi_printer_job_create(printer, 12000, 2000, 10000, &job, &err));
    EXPECT_OK(gi_printer_job_add(job, small_label(rows), &err));
    EXPECT_OK(gi_printer_job_finish(job, &err));
    return job;
}

static bool begins(gi_bytes bytes, const char *text)
{
    return bytes.size >= strlen(text) && memcmp(bytes.data, text, strlen(text)) == 0;
}

static bool ends(gi_bytes bytes, const char *text)
{
    size_t size = strlen(text);
    return bytes.size >= size && memcmp(bytes.data + bytes.size - size, text, size) == 0;
}

SPEC(a_tspl_job_is_commands_of_one_line_each_around_raw_dots)
{
    static const char head[] = "SIZE 12 mm,2 mm\r\nGAP 2 mm,0 mm\r\nDIRECTION 0,0\r\n"
                               "REFERENCE 0,0\r\nCLS\r\nBITMAP 0,0,12,16,0,";
    static const char tail[] = "\r\nPRINT 1,1\r\n";
    gi_printer printer = profile("");
    GI_AUTO(gi_printer_job) job = small_job(&printer);
    gi_bytes bytes = gi_printer_job_parcel(job).bytes;
    EXPECT(begins(bytes, head));
    EXPECT(ends(bytes, tail));
    EXPECT_INT(bytes.size, strlen(head) + 12 * 16 + strlen(tail));
    EXPECT_INT(bytes.data[strlen(head)], 0x3F);     /* ink is 0 */
    EXPECT_INT(bytes.data[strlen(head) + 1], 0xFF); /* paper is 1 */
    EXPECT_INT(bytes.data[strlen(head) + 191], 0xFE);
}

SPEC(a_tspl_profile_speaks_in_its_job)
{
    gi_printer printer = profile("media = mark 3\ngap-offset = -1.5\ndirection = 1\nmirror = yes\n"
                                 "density = 9\nspeed = 3\nafter = cut\nflush = yes\n");
    GI_AUTO(gi_printer_job) job = small_job(&printer);
    gi_bytes bytes = gi_printer_job_parcel(job).bytes;
    for (size_t i = 0; i < 512; i++) {
        EXPECT_INT(bytes.data[i], 0);
    }
    EXPECT(begins((gi_bytes){ bytes.data + 512, bytes.size - 512 },
                  "SIZE 12 mm,2 mm\r\nBLINE 3 mm,-1.5 mm\r\nDIRECTION 1,1\r\nREFERENCE 0,0\r\n"
                  "DENSITY 9\r\nSPEED 3\r\nSET CUTTER 1\r\nCLS\r\nBITMAP "));
}

SPEC(a_zpl_job_is_a_format_of_its_own_for_every_label)
{
    gi_printer printer = profile_of("zpl", "density = 5\nspeed = 4\nafter = tear\n");
    GI_AUTO(gi_printer_job) job = small_job(&printer);
    gi_bytes bytes = gi_printer_job_parcel(job).bytes;
    char text[512];
    EXPECT(bytes.size < sizeof text);
    (void)snprintf(text, sizeof text, "%.*s", (int)bytes.size, (const char *)bytes.data);
    EXPECT_TEXT(text, "~SD05\n^XA\n^MNY\n^MMT\n^PR4\n^PW96\n^LL16\n^LH0,0\n^PON\n^PMN\n"
                      "^FO0,0^GFA,192,192,12,C,,:::::::::::::gI01^FS\n^PQ1,0,0,N\n^XZ\n");
}

SPEC(an_escpos_job_is_bands_of_raster)
{
    static const char head[] = "\x1b@\x1dv0";
    gi_printer printer = profile_of("escpos", "media = continuous\nafter = cut\n");
    GI_AUTO(gi_printer_job) job = small_job(&printer);
    gi_bytes bytes = gi_printer_job_parcel(job).bytes;
    static const uint8_t size[] = { 0, 12, 0, 16, 0, 0xC0 };
    EXPECT(begins(bytes, head));
    EXPECT(memcmp(bytes.data + strlen(head), size, sizeof size) == 0);
    EXPECT_INT(bytes.size, 2 + 8 + 12 * 16 + 4);
    EXPECT(memcmp(bytes.data + bytes.size - 4, "\x1dV\x42\0", 4) == 0);
}

SPEC(a_clone_of_wrong_polarity_gets_every_bit_turned)
{
    static const char *const languages[] = { "tspl", "escpos" };
    static const size_t before[] = { 86, 10 };
    for (size_t i = 0; i < 2; i++) {
        gi_printer normal = profile_of(languages[i], "media = continuous\n");
        gi_printer wrong = profile_of(languages[i], "media = continuous\npolarity = inverted\n");
        GI_AUTO(gi_printer_job) a = small_job(&normal);
        GI_AUTO(gi_printer_job) b = small_job(&wrong);
        gi_bytes one = gi_printer_job_parcel(a).bytes, other = gi_printer_job_parcel(b).bytes;
        EXPECT_INT(one.size, other.size);
        for (size_t at = 0; at < 12 * 16; at++) {
            EXPECT_INT(one.data[before[i] + at] ^ other.data[before[i] + at], 0xFF);
        }
    }
}

SPEC(each_label_ends_where_its_last_byte_stands)
{
    gi_error err = { 0 };
    gi_printer printer = profile("across = 2\npitch = 14\n");
    GI_AUTO(gi_printer_job) job = NULL;
    uint8_t rows[12 * 16];
    EXPECT_OK(gi_printer_job_create(&printer, 12000, 2000, 10000, &job, &err));
    for (int i = 0; i < 5; i++) {
        EXPECT_OK(gi_printer_job_add(job, small_label(rows), &err));
    }
    EXPECT_INT(gi_printer_job_parcel(job).label_count, 4);
    EXPECT_OK(gi_printer_job_finish(job, &err));
    gi_printer_parcel parcel = gi_printer_job_parcel(job);
    EXPECT_INT(parcel.label_count, 5);
    EXPECT(parcel.ends[0] == parcel.ends[1] && parcel.ends[1] < parcel.ends[2]);
    EXPECT(parcel.ends[2] == parcel.ends[3] && parcel.ends[3] < parcel.ends[4]);
    EXPECT_INT(parcel.ends[4], parcel.bytes.size);
}

SPEC(dots_of_another_size_are_refused)
{
    gi_error err = { 0 };
    gi_printer printer = profile("");
    GI_AUTO(gi_printer_job) job = NULL;
    uint8_t rows[12 * 16] = { 0 };
    EXPECT_OK(gi_printer_job_create(&printer, 12000, 2000, 10000, &job, &err));
    EXPECT_WHY(gi_printer_job_add(job, (gi_label_dots){ 95, 16, 12, rows }, &err),
               GI_WHY_PRINTER_SIZE);
    EXPECT(strstr(err.message, "95 x 16") != NULL && strstr(err.message, "96 x 16") != NULL);
    EXPECT_WHY(gi_printer_job_add(job, (gi_label_dots){ 96, 15, 12, rows }, &err),
               GI_WHY_PRINTER_SIZE);
}

SPEC(an_offset_that_pushes_ink_off_the_label_is_refused)
{
    static const char *const offsets[] = { "offset = -0.1 0\n", "offset = 0.1 0\n",
                                           "offset = 0 -0.1\n", "offset = 0 0.1\n" };
    for (size_t i = 0; i < 4; i++) {
        gi_error err = { 0 };
        gi_printer printer = profile(offsets[i]);
        GI_AUTO(gi_printer_job) job = NULL;
        uint8_t rows[12 * 16];
        EXPECT_OK(gi_printer_job_create(&printer, 12000, 2000, 10000, &job, &err));
        EXPECT_WHY(gi_printer_job_add(job, small_label(rows), &err), GI_WHY_PRINTER_CLIPS);
        EXPECT_TEXT(err.field, "offset");
    }
}

SPEC(a_job_past_its_limit_or_without_a_label_is_refused)
{
    gi_error err = { 0 };
    gi_printer printer = profile("");
    GI_AUTO(gi_printer_job) job = NULL;
    GI_AUTO(gi_printer_job) empty = NULL;
    uint8_t rows[12 * 16];
    EXPECT_OK(gi_printer_job_create(&printer, 12000, 2000, 300, &job, &err));
    EXPECT_OK(gi_printer_job_add(job, small_label(rows), &err));
    EXPECT_WHY(gi_printer_job_add(job, small_label(rows), &err), GI_WHY_OVER_LIMIT);
    EXPECT_WHY(gi_printer_job_finish(job, &err), GI_WHY_OVER_LIMIT);
    EXPECT_OK(gi_printer_job_create(&printer, 12000, 2000, 300, &empty, &err));
    EXPECT_WHY(gi_printer_job_finish(empty, &err), GI_WHY_PRINTER_EMPTY);
}

SPEC(languages_without_dots_take_no_job)
{
    static const char *const languages[] = { "png", "pdf" };
    for (size_t i = 0; i < 2; i++) {
        gi_error err = { 0 };
        gi_printer printer = profile_of(languages[i], "");
        gi_printer_job *job = NULL;
        EXPECT_WHY(gi_printer_job_create(&printer, 12000, 2000, 300, &job, &err),
                   GI_WHY_PRINTER_DOTS);
        EXPECT(job == NULL);
    }
}
