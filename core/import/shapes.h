/*
 * shapes.h - readers of single shapes, for value.c's table.
 */
#ifndef GI_IMPORT_SHAPES_H
#define GI_IMPORT_SHAPES_H

#include "core/import/value.h"

gi_status gi_read_quantity(const gi_value_place *place, const gi_cell *cell,
                           char text[GI_VALUE_TEXT], gi_error *err);
gi_status gi_read_area(const gi_value_place *place, const gi_cell *cell, char text[GI_VALUE_TEXT],
                       gi_error *err);
gi_status gi_read_count(const gi_value_place *place, const gi_cell *cell, char text[GI_VALUE_TEXT],
                        gi_error *err);

bool gi_all_digits(const char *text);
/* bad-field with the header, the value and what should stand there. */
gi_status gi_value_bad(const gi_value_place *place, const char *text, gi_error *err);

#endif
