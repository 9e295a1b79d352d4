/* Sending: files, what printers answer, and what is said when a job breaks off. */
#include <cups/cups.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "labels/send/cups.h"
#include "labels/send/send.h"
#include "labels/send/state.h"
#include "tests/labels/printer/support.h"
#include "tests/support/spec.h"

static const size_t three_ends[] = { 40, 70, 100 };

/* A parcel of 100 bytes with three labels. */
static gi_printer_parcel parcel(void)
{
    static uint8_t bytes[100];
    return (gi_printer_parcel){ { bytes, sizeof bytes }, three_ends, 3 };
}

SPEC(a_file_appears_whole_and_is_never_replaced)
{
    gi_error err = { 0 };
    gi_printer printer = profile("");
    gi_printer_report report = { 0 };
    char path[512];
    struct stat about;
    (void)snprintf(path, sizeof path, "%s/job.tspl", gi_spec_directory());
    EXPECT_OK(gi_printer_send(&printer, parcel(), path, &report, &err));
    EXPECT_INT(report.sent, 100);
    EXPECT_INT(report.labels, 3);
    EXPECT(stat(path, &about) == 0 && about.st_size == 100);
    EXPECT_WHY(gi_printer_send(&printer, parcel(), path, &report, &err), GI_WHY_FILE_EXISTS);
    EXPECT_INT(report.sent, 0);
}

SPEC(a_file_is_named_for_a_file_printer_and_no_other)
{
    gi_error err = { 0 };
    gi_printer printer = profile("");
    EXPECT_WHY(gi_printer_send(&printer, parcel(), NULL, NULL, &err), GI_WHY_PRINTER_TO);
    printer = profile("to = usb /dev/null\n");
    EXPECT_WHY(gi_printer_send(&printer, parcel(), "/tmp/x", NULL, &err), GI_WHY_PRINTER_TO);
}

SPEC(a_device_takes_a_job_whole)
{
    gi_error err = { 0 };
    gi_printer printer = profile("to = usb /dev/null\n");
    gi_printer_report report = { 0 };
    EXPECT_OK(gi_printer_send(&printer, parcel(), NULL, &report, &err));
    EXPECT_INT(report.sent, 100);
}

SPEC(a_device_that_is_not_there_got_nothing)
{
    gi_error err = { 0 };
    gi_printer printer = profile("to = usb /dev/usb/lp77\n");
    gi_printer_report report = { .sent = 9 };
    EXPECT_WHY(gi_printer_send(&printer, parcel(), NULL, &report, &err), GI_WHY_PRINTER_GONE);
    EXPECT_INT(report.sent, 0);
    EXPECT_INT(report.size, 100);
}

SPEC(a_file_in_place_of_a_device_is_refused)
{
    gi_error err = { 0 };
    char more[96];
    (void)snprintf(more, sizeof more, "to = usb /dev/shm/gitrace-%d\n", (int)getpid());
    gi_printer printer = profile(more);
    FILE *file = fopen(printer.place, "wx");
    if (file == NULL) {
        gi_spec_skip("/dev/shm takes no files");
        return;
    }
    (void)fclose(file);
    gi_status status = gi_printer_send(&printer, parcel(), NULL, NULL, &err);
    (void)unlink(printer.place);
    EXPECT_WHY(status, GI_WHY_PRINTER_GONE);
}

/* /dev/full answers every write with ENOSPC, as usblp does without paper. */
SPEC(a_printer_without_paper_is_waited_for_and_then_named)
{
    gi_error err = { 0 };
    gi_printer printer = profile("to = usb /dev/full\npatience = 1\n");
    EXPECT_WHY(gi_printer_send(&printer, parcel(), NULL, NULL, &err), GI_WHY_PRINTER_GONE);
    EXPECT(strstr(err.zh, "缺纸") != NULL && strstr(err.message, "paper out") != NULL);
}

/* A socket of this machine that listens; its place as a profile names it. */
static int listening(char more[64])
{
    struct sockaddr_in here = { .sin_family = AF_INET };
    socklen_t size = sizeof here;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT(bind(fd, (struct sockaddr *)&here, sizeof here) == 0 && listen(fd, 1) == 0);
    EXPECT(getsockname(fd, (struct sockaddr *)&here, &size) == 0);
    (void)snprintf(more, 64, "to = tcp 127.0.0.1:%d\n", (int)ntohs(here.sin_port));
    return fd;
}

SPEC(a_printer_is_reached_without_a_byte_that_prints)
{
    gi_error err = { 0 };
    char more[64];
    char byte;
    int fd = listening(more);
    gi_printer printer = profile(more);
    EXPECT_OK(gi_printer_reach(&printer, &err));
    int line = accept(fd, NULL, NULL);
    EXPECT_INT(read(line, &byte, 1), 0);
    (void)close(line);
    (void)close(fd);
    EXPECT_WHY(gi_printer_reach(&printer, &err), GI_WHY_PRINTER_GONE);
    printer = profile("");
    EXPECT_OK(gi_printer_reach(&printer, &err)); /* a file */
    printer = profile("to = usb /dev/usb/lp77\n");
    EXPECT_WHY(gi_printer_reach(&printer, &err), GI_WHY_PRINTER_GONE);
}

/* A pipe that the job fills to its last byte stands for the driver's block, which nobody takes. */
SPEC(a_last_block_that_is_never_taken_is_a_broken_job)
{
    gi_error err = { 0 };
    int ends[2];
    static uint8_t bytes[1 << 16];
    gi_printer printer = profile("to = usb /dev/usb/lp0\npatience = 1\n");
    EXPECT(pipe2(ends, O_NONBLOCK | O_CLOEXEC) == 0);
    EXPECT(fcntl(ends[1], F_SETPIPE_SZ, (int)sizeof bytes) == (int)sizeof bytes);
    gi_sending job = { .printer = &printer, .parcel = { .bytes = { bytes, sizeof bytes } } };
    EXPECT_WHY(gi_send_device(ends[1], &job, &err), GI_WHY_SEND_BROKEN);
    EXPECT(job.sent == sizeof bytes && strstr(err.message, "timeout") != NULL);
    EXPECT(read(ends[0], bytes, sizeof bytes) == (ssize_t)sizeof bytes);
    job.sent = 0;
    job.parcel.bytes.size = 100;
    EXPECT_OK(gi_send_device(ends[1], &job, &err));
    (void)close(ends[0]);
    EXPECT_WHY(gi_send_device(ends[1], &job, &err), GI_WHY_SEND_BROKEN); /* nothing is left */
    (void)close(ends[1]);
}

SPEC(at_most_the_labels_that_went_out_whole_were_printed)
{
    static const struct {
        size_t sent, labels;
    } rows[] = { { 0, 0 }, { 39, 0 }, { 40, 1 }, { 69, 1 }, { 70, 2 }, { 99, 2 }, { 100, 3 } };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        gi_sending job = { .parcel = parcel(), .sent = rows[i].sent };
        EXPECT_INT(gi_send_labels(&job), rows[i].labels);
    }
}

SPEC(a_broken_job_says_how_far_it_came_and_what_to_do)
{
    gi_error err = { 0 };
    gi_printer printer = profile("");
    memcpy(printer.name, "abcdefghijklmnopqrstuvwxyz01234", 32);
    gi_sending job = { .printer = &printer, .parcel = parcel(), .sent = 70 };
    job.parcel.bytes.size = 123456789;
    EXPECT_WHY(gi_send_fail(&job, "Connection reset by peer", &err), GI_WHY_SEND_BROKEN);
    EXPECT(strstr(err.message, "70 / 123456789") != NULL);
    EXPECT(strstr(err.message, "at most 2 labels") != NULL);
    EXPECT(strstr(err.message, "then go on") != NULL); /* the end of it fits too */
    EXPECT(strstr(err.zh, "核对后续印") != NULL);
}

SPEC(tspl_state_bits_are_told_in_both_languages)
{
    EXPECT_TEXT(gi_state_tspl(0).text, "");
    EXPECT_TEXT(gi_state_tspl(0x20).text, ""); /* printing is no trouble */
    EXPECT_TEXT(gi_state_tspl(0x04).text, "缺纸 paper out");
    EXPECT_TEXT(gi_state_tspl(0x05).text, "缺纸 paper out, 打印头打开 head open");
    EXPECT_TEXT(gi_state_tspl(0x40).text, "盖子打开 cover open");
    EXPECT(strlen(gi_state_tspl(0xFF).text) <= 60);
}

static gi_bytes answer(char text[256], const char *first, const char *second)
{
    int size =
        snprintf(text, 256, "\x02%s\x03\r\n\x02%s\x03\r\n\x02%s\x03\r\n", first, second, "1234,0");
    return (gi_bytes){ (const uint8_t *)text, (size_t)size };
}

static const char good_line[] = "030,0,0,1245,000,0,0,0,000,0,0,0";
static const char good_head[] = "000,0,0,0,0,2,4,0,00000000,1,000";

SPEC(a_zebra_s_state_is_read_from_its_lines)
{
    char text[256];
    gi_printer_state state;
    EXPECT(gi_state_zpl(answer(text, good_line, good_head), &state));
    EXPECT_TEXT(state.text, "");
    EXPECT(gi_state_zpl(answer(text, "030,1,0,1245,000,0,0,0,000,0,0,0", good_head), &state));
    EXPECT_TEXT(state.text, "缺纸 paper out");
    EXPECT(gi_state_zpl(answer(text, good_line, "000,0,1,0,0,2,4,0,00000000,1,000"), &state));
    EXPECT_TEXT(state.text, "打印头打开 head open");
    EXPECT(gi_state_zpl(answer(text, "030,0,0,1245,000,0,0,0,000,0,0,1", good_head), &state));
    EXPECT_TEXT(state.text, "打印头过热 too hot");
}

SPEC(an_answer_that_is_not_whole_is_not_read)
{
    char text[256];
    gi_printer_state state = { "as it was" };
    gi_bytes whole = answer(text, good_line, good_head);
    for (size_t size = 0; size + 2 < whole.size; size++) {
        EXPECT(!gi_state_zpl((gi_bytes){ whole.data, size }, &state));
    }
    EXPECT_TEXT(state.text, "as it was");
}

SPEC(cups_prints_a_pdf_at_true_size_and_the_rest_raw)
{
    cups_option_t *options = NULL;
    gi_printer printer = profile_of("pdf", "to = cups office\n");
    int count = gi_cups_options(&printer, &options);
    EXPECT_TEXT(cupsGetOption("print-scaling", count, options), "none");
    EXPECT_TEXT(cupsGetOption("sides", count, options), "one-sided");
    EXPECT_INT(count, 2);
    cupsFreeOptions(count, options);
    options = NULL;
    printer = profile("to = cups labels\n");
    EXPECT_INT(gi_cups_options(&printer, &options), 0);
}

/* With a scheduler the queue is unknown, without one nobody answers: the same to the operator. */
SPEC(a_queue_that_is_not_there_got_nothing)
{
    gi_error err = { 0 };
    gi_printer printer = profile("to = cups gitrace-no-such-queue\n");
    gi_printer_report report = { .sent = 9 };
    EXPECT_WHY(gi_printer_reach(&printer, &err), GI_WHY_PRINTER_GONE);
    EXPECT_WHY(gi_printer_send(&printer, parcel(), NULL, &report, &err), GI_WHY_PRINTER_GONE);
    EXPECT_INT(report.sent, 0);
}
