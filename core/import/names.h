/*
 * names.h - what a text names: a hash table of texts, for rows that point at rows above.
 */
#ifndef GI_IMPORT_NAMES_H
#define GI_IMPORT_NAMES_H

#include "gi/bytes.h"

typedef struct gi_names gi_names;

GI_CHECKED gi_status gi_names_create(gi_names **out, gi_error *err);
void gi_names_destroy(gi_names *names);
GI_DEFINE_AUTO(gi_names, gi_names_destroy)

/* Remembers that name stands for number; the same pair twice is one. GI_NO_MEMORY */
GI_CHECKED gi_status gi_names_add(gi_names *names, const char *name, int64_t number, gi_error *err);
/* How many different numbers a name stands for; *number is the first. */
int gi_names_find(const gi_names *names, const char *name, int64_t *number);

#endif
