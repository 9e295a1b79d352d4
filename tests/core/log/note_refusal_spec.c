/* Malformed notes: each is refused for its own reason and fills nothing. */
#include <string.h>

#include "gi/log.h"
#include "gi/text.h"
#include "tests/support/spec.h"

#define LINE "\xE2\x80\x94 log.example AAAAAAECAwQ=\n"

typedef struct refusal {
    const char *text;
    const char *what;
} refusal;

static void expect_refused(gi_bytes text, const char *what)
{
    static const char head[] = "the signed note is malformed: ";
    gi_error err = { 0 };
    gi_note note = { .count = 4711 };
    EXPECT_WHY(gi_note_parse(text, &note, &err), GI_WHY_BAD_NOTE);
    EXPECT_INT(strncmp(err.message, head, sizeof head - 1), 0);
    EXPECT_TEXT(err.message + sizeof head - 1, what);
    EXPECT_INT(note.count, 4711);
}

SPEC(text_without_the_shape_of_a_note_is_refused)
{
    static const refusal cases[] = {
        { "", "no newline at its end" },
        { "body\n", "no blank line" },
        { "body\n" LINE, "no blank line" },
        { "\n" LINE, "no blank line" },
        { LINE, "no blank line" },
        { "body\n\n", "no signature line" },
        { "body\n\n" LINE "\n", "no signature line" },
        { "body\n\n" LINE "more", "no newline at its end" },
        { "body\n\n\xE2\x80\x94 log.example AAAAAAECAwQ=", "no newline at its end" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_refused(gi_bytes_of(cases[i].text), cases[i].what);
    }
}

SPEC(a_malformed_signature_line_is_refused)
{
    static const refusal cases[] = {
        { "b\n\n- log.example AAAAAAECAwQ=\n", "signature line" },
        { "b\n\n\xE2\x80\x94log.example AAAAAAECAwQ=\n", "signature line" },
        { "b\n\n\xE2\x80\x94  AAAAAAECAwQ=\n", "signature line" },
        { "b\n\n\xE2\x80\x94 log.example\n", "signature line" },
        { "b\n\n\xE2\x80\x94 log+example AAAAAAECAwQ=\n", "signature line" },
        { "b\n\n\xE2\x80\x94 log\xE3\x80\x80x AAAAAAECAwQ=\n", "signature line" },
        { "b\n\n" LINE "words\n", "signature line" },
        { "b\n\n\xE2\x80\x94 log.example AAAAAAECAwQ\n", "signature is not base64" },
        { "b\n\n\xE2\x80\x94 log.example AAAA_AECAwQ=\n", "signature is not base64" },
        { "b\n\n\xE2\x80\x94 log.example AAAAAAECAwR=\n", "signature is not base64" },
        { "b\n\n\xE2\x80\x94 log.example AAAAAAECAwQ= \n", "signature is not base64" },
        { "b\n\n\xE2\x80\x94 log.example \n", "signature too short" },
        { "b\n\n\xE2\x80\x94 log.example AAAAAA==\n", "signature too short" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_refused(gi_bytes_of(cases[i].text), cases[i].what);
    }
}

SPEC(control_characters_and_broken_utf8_are_refused)
{
    static const refusal cases[] = {
        { "a\tb\n\n" LINE, "control character" },       { "a\r\n\n" LINE, "control character" },
        { "a\x1B[1m\n\n" LINE, "control character" },   { "a\x7F\n\n" LINE, "control character" },
        { "a\n\n" LINE "\x01\n", "control character" }, { "\xC3\x28\n\n" LINE, "not UTF-8" },
        { "\xED\xA0\x80\n\n" LINE, "not UTF-8" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_refused(gi_bytes_of(cases[i].text), cases[i].what);
    }
    expect_refused((gi_bytes){ (const uint8_t *)"a\0b\n\n" LINE, 5 + sizeof LINE },
                   "control character");
}

SPEC(a_hundred_signature_lines_are_read_and_one_more_is_refused)
{
    gi_error err = { 0 };
    gi_note note;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    gi_buf_add_text(&text, "body\n\n");
    for (int i = 0; i < GI_NOTE_LINES; i++) {
        gi_buf_add_text(&text, LINE);
    }
    EXPECT_OK(gi_note_parse(gi_buf_view(&text), &note, &err));
    EXPECT_INT(note.count, 100);
    gi_buf_add_text(&text, LINE);
    expect_refused(gi_buf_view(&text), "more than 100 signature lines");
}

SPEC(a_note_of_64_kib_is_read_and_one_byte_more_is_refused)
{
    gi_error err = { 0 };
    gi_note note;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX + 1);
    size_t tail = strlen("\n\n" LINE);
    memset(gi_buf_extend(&text, GI_NOTE_MAX - tail), 'a', GI_NOTE_MAX - tail);
    gi_buf_add_text(&text, "\n\n" LINE);
    EXPECT_OK(gi_note_parse(gi_buf_view(&text), &note, &err));
    EXPECT_INT(note.body.size, GI_NOTE_MAX - tail + 1);

    gi_buf_reset(&text);
    memset(gi_buf_extend(&text, GI_NOTE_MAX + 1 - tail), 'a', GI_NOTE_MAX + 1 - tail);
    gi_buf_add_text(&text, "\n\n" LINE);
    expect_refused(gi_buf_view(&text), "longer than 65536 bytes");
}

SPEC(a_signature_of_a_kind_too_long_for_us_is_kept_without_payload)
{
    gi_error err = { 0 };
    gi_note note;
    uint8_t long_payload[2424] = { 1, 2, 3, 4 };
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    gi_buf_add_text(&text, "body\n\n\xE2\x80\x94 witness.example ");
    gi_base64_add(&text, (gi_bytes){ long_payload, sizeof long_payload });
    gi_buf_add_text(&text, "\n" LINE);
    EXPECT_OK(gi_note_parse(gi_buf_view(&text), &note, &err));
    EXPECT_INT(note.count, 2);
    EXPECT_INT(note.line[0].size, 0);
    EXPECT_INT(note.line[0].hash[3], 4);
    EXPECT_INT(note.line[1].size, 4);
}

SPEC(a_cosignature_is_kept_whole)
{
    gi_error err = { 0 };
    gi_note note;
    uint8_t payload[4 + 8 + 64] = { 9, 9, 9, 9, [75] = 42 };
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    gi_buf_add_text(&text, "body\n\n\xE2\x80\x94 witness.example ");
    gi_base64_add(&text, (gi_bytes){ payload, sizeof payload });
    gi_buf_add_text(&text, "\n");
    EXPECT_OK(gi_note_parse(gi_buf_view(&text), &note, &err));
    EXPECT_INT(note.line[0].size, 72);
    EXPECT_INT(note.line[0].data[71], 42);
}
