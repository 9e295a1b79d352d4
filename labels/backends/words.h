/*
 * words.h - our own words on a page, outside of labels.
 */
#ifndef GI_LABELS_BACKENDS_WORDS_H
#define GI_LABELS_BACKENDS_WORDS_H

#include "labels/face.h"

/* A text in one line, height um high, for contexts in dots of the face's device; the caller
 * unrefs it. */
PangoLayout *gi_words_set(const gi_face *face, const char *text, int32_t height);

/* Its size in dots. */
gi_dots gi_words_width(PangoLayout *words);
gi_dots gi_words_height(PangoLayout *words);

#endif
