/* Our own tables: RFC 4180 quoting, and nothing else. */
#include "core/rules/csv.h"
#include "tests/support/spec.h"

static gi_csv csv_of(const char *text)
{
    return (gi_csv){ .name = "planted", .text = gi_bytes_of(text) };
}

/* Reads one row that has to be good; the row's text stays in a buffer of the caller. */
static bool next_row(gi_csv *csv, gi_csv_row *row)
{
    gi_error err = { 0 };
    bool more = false;
    EXPECT_OK(gi_csv_next(csv, row, &more, &err));
    return more;
}

static void expect_field(const gi_csv_row *row, size_t index, const char *wanted)
{
    EXPECT(index < row->count);
    EXPECT(gi_bytes_equal(row->field[index], gi_bytes_of(wanted)));
}

SPEC(bare_fields_are_split_at_commas)
{
    gi_csv csv = csv_of("a,,庐山\n");
    gi_csv_row row;

    EXPECT(next_row(&csv, &row));

    EXPECT_INT(row.count, 3);
    expect_field(&row, 0, "a");
    expect_field(&row, 1, "");
    expect_field(&row, 2, "庐山");
}

SPEC(a_quoted_field_may_hold_commas_and_doubled_quotes)
{
    gi_csv csv = csv_of("\"one, \"\"two\"\"\",\"\"\n");
    gi_csv_row row;

    EXPECT(next_row(&csv, &row));

    EXPECT_INT(row.count, 2);
    expect_field(&row, 0, "one, \"two\"");
    expect_field(&row, 1, "");
}

SPEC(rows_are_counted_as_lines_and_end_with_the_text)
{
    gi_csv csv = csv_of("a\nb\n");
    gi_csv_row row;

    EXPECT(next_row(&csv, &row));
    EXPECT(next_row(&csv, &row));
    EXPECT_INT(csv.row, 2);
    EXPECT(!next_row(&csv, &row));
}

SPEC(whatever_is_out_of_place_is_refused_with_its_row)
{
    static const char *const wrong[] = {
        "a\nb\"c\n", "a\n\"b\n", "a\n\"b\"c\n", "a\nb\r\n", "a\n\"b\nc\"\n", "a\nb",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        gi_error err = { 0 };
        gi_csv csv = csv_of(wrong[i]);
        gi_csv_row row;
        bool more = false;
        EXPECT(next_row(&csv, &row));
        EXPECT_WHY(gi_csv_next(&csv, &row, &more, &err), GI_WHY_CATALOGUE_QUOTE);
        EXPECT_INT(csv.row, 2);
    }
}

SPEC(a_row_with_too_many_columns_or_bytes_is_refused)
{
    char wide[GI_CSV_COLUMNS + 2];
    char longer[GI_CSV_ROW_MAX + 3];
    for (size_t i = 0; i < sizeof wide - 1; i++) {
        wide[i] = ',';
    }
    for (size_t i = 0; i < sizeof longer - 1; i++) {
        longer[i] = 'x';
    }
    wide[sizeof wide - 2] = longer[sizeof longer - 2] = '\n';
    wide[sizeof wide - 1] = longer[sizeof longer - 1] = '\0';
    gi_error err = { 0 };
    gi_csv_row row;
    bool more = false;

    gi_csv columns = csv_of(wide);
    EXPECT_WHY(gi_csv_next(&columns, &row, &more, &err), GI_WHY_CATALOGUE_QUOTE);
    gi_csv bytes = csv_of(longer);
    EXPECT_WHY(gi_csv_next(&bytes, &row, &more, &err), GI_WHY_CATALOGUE_QUOTE);
}
