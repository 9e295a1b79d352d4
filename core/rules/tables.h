/*
 * tables.h - the tables of the catalogue, for its reader and its specs.
 *
 * tables.c says what each column holds; the rows are the CSV files of this folder.
 */
#ifndef GI_RULES_TABLES_H
#define GI_RULES_TABLES_H

#include "core/rules/holidays.h"
#include "gi/catalogue.h"
#include "gi/conformity.h"
#include "gi/limits.h"
#include "table.h"

extern const gi_table gi_products_table;
extern const gi_table gi_townships_table;
extern const gi_table gi_areas_table;
extern const gi_table gi_grades_table;
extern const gi_table gi_demo_table;
extern const gi_table gi_yields_table;
extern const gi_table gi_limits_table; /* limits.c */
extern const gi_table gi_pesticides_table;
extern const gi_table gi_holidays_table;   /* holidays.c */
extern const gi_table gi_conformity_table; /* conformity.c */

/* Every table, ends with NULL; the largest entry fits gi_any_entry. */
extern const gi_table *const gi_catalogue_tables[];

typedef union gi_any_entry {
    gi_product_entry product;
    gi_township_entry township;
    gi_area_entry area;
    gi_grade_entry grade;
    gi_demo_entry demo;
    gi_yield_entry yield;
    gi_limit_entry limit;
    gi_pesticide_entry pesticide;
    gi_holiday_entry holiday;
    gi_conformity_rule conformity;
} gi_any_entry;

#endif
