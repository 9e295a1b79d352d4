/* A calibration label: every dot of the head is used, and what does not fit is left out whole. */
#include <string.h>

#include "tests/labels/printer/support.h"
#include "tests/support/spec.h"

static gi_label_dots calibration(const gi_printer *printer, int32_t width, int32_t height,
                                 gi_buf *rows)
{
    gi_error err = { 0 };
    gi_label_dots dots;
    EXPECT_OK(gi_printer_calibration(printer, width, height, rows, &dots, &err));
    return dots;
}

SPEC(every_dot_of_the_head_burns_in_the_step_lines)
{
    GI_AUTO_BUF rows = GI_BUF(1000000);
    gi_printer printer = profile("");
    gi_label_dots dots = calibration(&printer, 50000, 30000, &rows);
    EXPECT_INT(dots.width, 400);
    EXPECT_INT(dots.height, 240);
    for (int32_t x = 0; x < dots.width; x++) {
        int32_t run = 0, longest = 0;
        for (int32_t y = 0; y < dots.height; y++) {
            run = dot(&dots, x, y) ? run + 1 : 0;
            longest = run > longest ? run : longest;
        }
        EXPECT(longest >= 5);
    }
}

/* Two millimetres are 16 dots: the frame's corner is where a ruler is put. */
SPEC(the_frame_stands_two_millimetres_inside)
{
    GI_AUTO_BUF rows = GI_BUF(1000000);
    gi_printer printer = profile("");
    gi_label_dots dots = calibration(&printer, 50000, 30000, &rows);
    for (int32_t x = 16; x < 400 - 16; x++) {
        EXPECT(dot(&dots, x, 16) && dot(&dots, x, 240 - 17));
    }
    EXPECT(!dot(&dots, 15, 16) && !dot(&dots, 400 - 16, 16));
}

SPEC(it_prints_with_any_profile_and_size)
{
    static const int32_t sizes[][2] = {
        { 20000, 10000 }, { 40000, 30000 }, { 100000, 150000 }, { 1000, 1000 }, { 108000, 5000 }
    };
    gi_printer printer = profile("");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        gi_error err = { 0 };
        GI_AUTO_BUF rows = GI_BUF(1000000);
        GI_AUTO(gi_printer_job) job = NULL;
        gi_label_dots dots = calibration(&printer, sizes[i][0], sizes[i][1], &rows);
        EXPECT_OK(gi_printer_job_create(&printer, sizes[i][0], sizes[i][1], 1000000, &job, &err));
        EXPECT_OK(gi_printer_job_add(job, dots, &err));
        EXPECT_OK(gi_printer_job_finish(job, &err));
    }
}

SPEC(the_same_profile_gives_the_same_dots)
{
    GI_AUTO_BUF one = GI_BUF(1000000);
    GI_AUTO_BUF other = GI_BUF(1000000);
    gi_printer printer = profile("");
    (void)calibration(&printer, 60000, 40000, &one);
    (void)calibration(&printer, 60000, 40000, &other);
    EXPECT(gi_bytes_equal(gi_buf_view(&one), gi_buf_view(&other)));
}

SPEC(it_keeps_to_the_limit_of_its_buffer_and_the_head)
{
    gi_error err = { 0 };
    GI_AUTO_BUF rows = GI_BUF(100);
    gi_label_dots dots;
    gi_printer printer = profile("");
    EXPECT_WHY(gi_printer_calibration(&printer, 50000, 30000, &rows, &dots, &err),
               GI_WHY_OVER_LIMIT);
    EXPECT_WHY(gi_printer_calibration(&printer, 109000, 30000, &rows, &dots, &err),
               GI_WHY_PRINTER_WIDE);
}
