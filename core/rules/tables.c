/*
 * tables.c - the columns of every catalogue table: name, check, place in the entry.
 *
 * A column added to a CSV file is a row here. The texts are embedded by the build.
 */
#include "tables.h"

#include "gi/text.h"

#define CODE_MAX 999999999
#define QUANTITY 1, GI_QUANTITY_MAX

#define AT(entry, member) offsetof(entry, member), sizeof(((entry *)NULL)->member)
#define TEXT(entry, member) #member, gi_column_text, AT(entry, member), 0, 0, NULL
#define OPTIONAL(entry, member) #member, gi_column_optional, AT(entry, member), 0, 0, NULL
#define WORD(entry, member, list) #member, gi_column_word, AT(entry, member), 0, 0, list
#define NUMBER(entry, member, ...) #member, gi_column_number, AT(entry, member), __VA_ARGS__, NULL
#define UNKNOWN(entry, member, ...) #member, gi_column_unknown, AT(entry, member), __VA_ARGS__, NULL
#define MARK(entry, member) #member, gi_column_mark, AT(entry, member), 0, 0, NULL
#define MONTH(entry, member) #member, gi_column_month, AT(entry, member), 0, 0, NULL

static const char *const unit_words[] = { "mass", "volume", NULL };
static const char *const basis_words[] = { "", "plot", "vessel", "flock", "permit", NULL };
static const char *const path_words[] = { "", "land", "direct", NULL };
static const char *const answer_words[] = { "", "yes", "no", NULL };
static const char *const activate_words[] = { "", "issue", "range", "carton", NULL };
static const char *const pesticide_words[] = { "", "tea", NULL };
static const char *const invented_words[] = { "invented for the demo", NULL };

static const char *const use_words[] = { "allowed", "forbidden", NULL };

/* A text that must be one of the words. */
static bool listed_text(gi_bytes text, const gi_column *column, void *field)
{
    int index = 0;
    return gi_column_word(text, column, &index) && gi_column_optional(text, column, field);
}

#define LISTED(entry, member, list) #member, listed_text, AT(entry, member), 0, 0, list

static bool mnemonic_text(gi_bytes text, const gi_column *column, void *field)
{
    char mnemonic[GI_MNEMONIC_SIZE];
    return text.size == GI_MNEMONIC_SIZE - 1 && gi_mnemonic_parse(text, mnemonic, NULL) == GI_OK &&
           gi_bytes_equal(text, gi_bytes_of(mnemonic)) && gi_column_text(text, column, field);
}

#define MNEMONIC(entry, member) #member, mnemonic_text, AT(entry, member), 0, 0, NULL

/* "50000 100000": ascending numbers between single blanks; empty = unknown. */
static bool net_list(gi_bytes text, const gi_column *column, void *field)
{
    gi_net_contents list = { .count = 0 };
    int64_t low = column->low;
    for (size_t at = 0; at < text.size; at++) {
        size_t start = at;
        while (at < text.size && text.data[at] != ' ') {
            at++;
        }
        gi_bytes number = { text.data + start, at - start };
        if (list.count >= GI_NET_CONTENTS_MAX || at + 1 == text.size ||
            gi_text_int(number, column->name, low, column->high, &list.milli[list.count], NULL) !=
                GI_OK) {
            return false;
        }
        low = list.milli[list.count++] + 1;
    }
    *(gi_net_contents *)field = list;
    return true;
}

#define NET_LIST(entry, member) #member, net_list, AT(entry, member), QUANTITY, NULL

#define P gi_product_entry
static const gi_column product_columns[] = {
    { MNEMONIC(P, mnemonic), GI_KEY },
    { NUMBER(P, index, 1, 65535), GI_UNIQUE },
    { TEXT(P, zh), GI_UNIQUE },
    { TEXT(P, en), GI_UNIQUE },
    { TEXT(P, status), GI_PLAIN },
    { OPTIONAL(P, standard), GI_PLAIN },
    { WORD(P, unit, unit_words), GI_PLAIN },
    { WORD(P, basis, basis_words), GI_PLAIN },
    { WORD(P, path, path_words), GI_PLAIN },
    { UNKNOWN(P, raw_ratio, 1, 10000), GI_PLAIN },
    { UNKNOWN(P, made_ratio, 1, 10000), GI_PLAIN },
    { UNKNOWN(P, cap_per_mu, QUANTITY), GI_PLAIN },
    { UNKNOWN(P, cap_per_unit, QUANTITY), GI_PLAIN },
    { UNKNOWN(P, daily_cap_per_mu, QUANTITY), GI_PLAIN },
    { NET_LIST(P, net_contents), GI_PLAIN },
    { UNKNOWN(P, best_before_months, 1, 127), GI_PLAIN },
    { WORD(P, needs_raw, answer_words), GI_PLAIN },
    { UNKNOWN(P, spoilage_permille, 0, 1000), GI_PLAIN },
    { UNKNOWN(P, outside_permille, 0, 1000), GI_PLAIN },
    { UNKNOWN(P, raw_days, 1, 3660), GI_PLAIN },
    { LISTED(P, activate, activate_words), GI_PLAIN },
    { LISTED(P, pesticides, pesticide_words), GI_PLAIN },
    { WORD(P, fresh, answer_words), GI_PLAIN },
    { MARK(P, mark), GI_PLAIN },
    { TEXT(P, source), GI_PLAIN },
    { MONTH(P, checked), GI_PLAIN },
};
#undef P

#define T gi_township_entry
static const gi_column township_columns[] = {
    { NUMBER(T, code, 100000, CODE_MAX), GI_KEY },
    { TEXT(T, county), GI_PLAIN },
    { OPTIONAL(T, township), GI_PLAIN },
    { TEXT(T, en), GI_PLAIN },
    { TEXT(T, source), GI_PLAIN },
    { MONTH(T, checked), GI_PLAIN },
};
#undef T

#define A gi_area_entry
static const gi_column area_columns[] = {
    { MNEMONIC(A, mnemonic), GI_KEY }, { UNKNOWN(A, code, 100000, CODE_MAX), GI_PLAIN },
    { TEXT(A, zh), GI_KEY },           { TEXT(A, source), GI_PLAIN },
    { MONTH(A, checked), GI_PLAIN },
};
#undef A

#define G gi_grade_entry
static const gi_column grade_columns[] = {
    { MNEMONIC(G, mnemonic), GI_KEY }, { NUMBER(G, number, 1, 15), GI_KEY },
    { TEXT(G, zh), GI_PLAIN },         { TEXT(G, en), GI_PLAIN },
    { TEXT(G, source), GI_PLAIN },     { MONTH(G, checked), GI_PLAIN },
};
#undef G

#define D gi_demo_entry
static const gi_column demo_columns[] = {
    { MNEMONIC(D, mnemonic), GI_KEY },
    { TEXT(D, field), GI_KEY },
    { UNKNOWN(D, number, 1, 15), GI_KEY },
    { TEXT(D, value), GI_PLAIN },
    { OPTIONAL(D, en), GI_PLAIN },
    { OPTIONAL(D, note), GI_PLAIN },
    { LISTED(D, source, invented_words), GI_PLAIN },
    { MONTH(D, checked), GI_PLAIN },
};
#undef D

#define Y gi_yield_entry
static const gi_column yield_columns[] = {
    { NUMBER(Y, code, 100000, CODE_MAX), GI_KEY },
    { TEXT(Y, zh), GI_PLAIN },
    { NUMBER(Y, year, 2000, 2199), GI_PLAIN },
    { NUMBER(Y, tonnes, 1, 100000000), GI_PLAIN },
    { NUMBER(Y, mu, 1, 100000000), GI_PLAIN },
    { NUMBER(Y, kg_per_mu, 1, 10000), GI_PLAIN },
    { TEXT(Y, source), GI_PLAIN },
    { MONTH(Y, checked), GI_PLAIN },
};
#undef Y

/* "", "2019", "2019-08" or "2019-08-01": since when; sorts as text before each day it covers. */
static bool since_text(gi_bytes text, const gi_column *column, void *field)
{
    bool good = text.size == 0 || text.size == 4 || text.size == 7 || text.size == 10;
    for (size_t i = 0; i < text.size; i++) {
        bool dash = i == 4 || i == 7;
        good = good && (dash ? text.data[i] == '-' : text.data[i] >= '0' && text.data[i] <= '9');
    }
    return good && gi_column_optional(text, column, field);
}

#define X gi_pesticide_entry
static const gi_column pesticide_columns[] = {
    { TEXT(X, zh), GI_KEY },
    { TEXT(X, en), GI_PLAIN },
    { LISTED(X, crop, pesticide_words), GI_KEY },
    { UNKNOWN(X, wait, 1, 365), GI_PLAIN },
    { WORD(X, status, use_words), GI_PLAIN },
    { "from", since_text, AT(X, from), 0, 0, NULL, GI_PLAIN },
    { MARK(X, mark), GI_PLAIN },
    { TEXT(X, source), GI_PLAIN },
    { MONTH(X, checked), GI_PLAIN },
    { OPTIONAL(X, note), GI_PLAIN },
};
#undef X

#define TABLE(symbol, file, list, entry)                        \
    extern const char gi_embedded_##file[];                     \
    extern const size_t gi_embedded_##file##_size;              \
    const gi_table symbol = { #file,                            \
                              gi_embedded_##file,               \
                              &gi_embedded_##file##_size,       \
                              (list),                           \
                              sizeof(list) / sizeof((list)[0]), \
                              sizeof(entry) }

TABLE(gi_products_table, products, product_columns, gi_product_entry);
TABLE(gi_townships_table, townships, township_columns, gi_township_entry);
TABLE(gi_areas_table, areas, area_columns, gi_area_entry);
TABLE(gi_grades_table, grades, grade_columns, gi_grade_entry);
TABLE(gi_demo_table, demo, demo_columns, gi_demo_entry);
TABLE(gi_yields_table, yields, yield_columns, gi_yield_entry);
TABLE(gi_pesticides_table, pesticides, pesticide_columns, gi_pesticide_entry);

const gi_table *const gi_catalogue_tables[] = {
    &gi_products_table,
    &gi_townships_table,
    &gi_areas_table,
    &gi_grades_table,
    &gi_demo_table,
    &gi_yields_table,
    &gi_limits_table,
    &gi_pesticides_table,
    &gi_holidays_table,
    &gi_conformity_table,
    NULL,
};
