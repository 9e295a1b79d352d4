/*
 * opening_book.h - hidden codes as pages ask for them: whether one is right, who may try now, and
 * that a label was opened.
 *
 * Must never say how near a wrong code is, nor lock a label.
 */
#ifndef GI_WEB_OPENING_BOOK_H
#define GI_WEB_OPENING_BOOK_H

#include "web/counting.h"
#include "web/routes.h"

typedef struct gi_opening_book gi_opening_book;

/* Keeps the reader, whose registries hold the secrets, and what counting and known point to; all
 * outlive the book. GI_NO_MEMORY no-memory */
GI_CHECKED gi_status gi_opening_book_create(gi_reader reader, const gi_counting *counting,
                                            struct gi_known *known, gi_opening_book **out,
                                            gi_error *err);
/* After all openings were told (gi_scan_writer_begin_opening). Takes NULL. */
void gi_opening_book_destroy(gi_opening_book *book);
GI_DEFINE_AUTO(gi_opening_book, gi_opening_book_destroy)

/* The functions of it. Borrowed from book. */
gi_hidden_book gi_opening_book_use(gi_opening_book *book);

#endif
