/*
 * note_fuzz.c - any bytes as a signed note: refused, or divided without loss.
 *
 * Checks that the views lie in the input and that a known key can be asked about any note.
 */
#include <stdlib.h>

#include "gi/log.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_note note;
    gi_public_key key;
    char name[GI_ORIGIN_MAX];
    bool fits = false;
    const char *text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    if (gi_note_parse((gi_bytes){ data, size }, &note, NULL) != GI_OK) {
        return 0;
    }
    check(note.body.data == data && note.body.size < size);
    check(note.body.data[note.body.size - 1] == '\n' && note.body.data[note.body.size] == '\n');
    check(note.count >= 1 && note.count <= GI_NOTE_LINES);
    for (size_t i = 0; i < note.count; i++) {
        check(note.line[i].name.data > data && note.line[i].size <= sizeof note.line[i].data);
        check(note.line[i].name.data + note.line[i].name.size < data + size);
    }
    check(gi_vkey_parse(gi_bytes_of(text), name, sizeof name, &key, NULL) == GI_OK);
    if (gi_note_fits(&note, name, &key, &fits, NULL) != GI_OK) {
        check(!fits);
    }
    return 0;
}
