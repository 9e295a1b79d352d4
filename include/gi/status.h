/*
 * status.h - how every fallible function of gitrace answers.
 *
 * A call returns a gi_status; details travel in a gi_error that belongs to the
 * caller. A status answers "what would the caller do differently?"; the reason
 * (gi/reason.h) says which rule was met, in Chinese and English, with the value
 * that was refused and the limit it met. Nothing here is global; nothing prints.
 */
#ifndef GI_STATUS_H
#define GI_STATUS_H

#include <stdint.h>

#include "gi/reason.h"

/* On every function that can fail: neglecting its result is a warning, and warnings are errors
 * here. Deliberate neglect is written (void) with the reason beside it. */
#define GI_CHECKED __attribute__((warn_unused_result))

/* Size of one message in bytes, terminator included. A longer text is cut before the first
 * character (not byte) that does not fit. */
#define GI_ERROR_TEXT 256

/*
 * What went wrong, in both languages. The caller owns it, on the stack, and passes its address
 * as the last argument; every such argument may be NULL when only the status matters. It is
 * filled by a failure; after GI_OK its content means nothing. Reset by `gi_error e = { 0 };`.
 * Holds no heap memory; may be copied by assignment.
 *
 * status   the same value that the failing function returned
 * why      the rule that was met; gi_why_id(why) is its stable id ("over-balance")
 * field    name of the draft or form field concerned, at most 31 bytes, or ""
 * row      1-based row of an import or act file, 0 when there is none; whoever reads a file row
 *          by row sets it after a failure
 * message  one English line, UTF-8, no newline and no control characters
 * zh       the same in Chinese
 */
typedef struct gi_error {
    gi_status status;
    gi_why why;
    char field[32];
    int64_t row;
    char message[GI_ERROR_TEXT];
    char zh[GI_ERROR_TEXT];
} gi_error;

/*
 * Records a refusal and returns its status, so that a rule reads as one line:
 *
 *     return gi_fail(err, GI_WHY_OVER_BALANCE, gi_num(wanted).text, gi_num(has).text, what);
 *
 * Takes the values for {0}, {1} ... of the reason's texts, at least one, as C strings in
 * UTF-8 (numbers through gi_num); a place without a value shows '?'. Values are copied. err
 * may be NULL: then only the status is returned. A value longer than 60 bytes is cut at a
 * character and marked "..."; bytes 00-1F and 7F are shown as '?', so that hostile input
 * stays one line. Never pass a secret.
 */
#define gi_fail(err, why, ...) \
    gi_fail_values((err), (why), (const char *const[]){ __VA_ARGS__, NULL })

/* What the macro calls: values ends with NULL. Use the macro. */
gi_status gi_fail_values(gi_error *err, gi_why why, const char *const *values);

/* As gi_fail, and names the draft or form field concerned (31 bytes kept), so that a form can
 * mark it. gi_fail itself empties the field. */
#define gi_fail_field(err, name, why, ...) \
    gi_fail_field_values((err), (name), (why), (const char *const[]){ __VA_ARGS__, NULL })

/* What the macro calls: values ends with NULL. Use the macro. */
gi_status gi_fail_field_values(gi_error *err, const char *field, gi_why why,
                               const char *const *values);

/*
 * The one line that all three programs show for a refusal, on standard error:
 *
 *     gitrace: over-balance: <Chinese> / <English> [field]
 *
 * with "[row N]" before the texts for a row of a file. err must hold a failure. out is always
 * terminated, holds no newline and no control characters, and is large enough for the longest
 * message: nothing is cut. --json prints the members of gi_error instead.
 */
#define GI_ERROR_LINE 640
void gi_error_line(const gi_error *err, char out[GI_ERROR_LINE]);

/* A decimal number as text, for the values of gi_fail. The pointer .text of the returned value
 * lives to the end of the statement: pass it on at once, do not keep it. */
typedef struct gi_num_text {
    char text[24];
} gi_num_text;

gi_num_text gi_num(int64_t number);

/*
 * The exit code of the three programs for a status: 0 for GI_OK, else 10 + place in gi_status:
 * 10 not found, 11 invalid, 12 conflict, 13 denied, 14 busy, 15 no memory, 16 io, 17 corrupt.
 * The programs' own: 1 answered but negative, 2 wrong usage, 3 cannot tell (FORMATS 12).
 */
int gi_exit_code(gi_status status);

/*
 * Passes a failure up: evaluates call once and returns its status unless it is GI_OK. Only in
 * functions that return gi_status. Safe because every owner in scope is GI_AUTO and outputs are
 * assigned last, so returning early leaks nothing and changes nothing of the caller.
 *
 *     GI_TRY(gi_day_parse(text, &day, err));
 */
#define GI_TRY(call)                       \
    do {                                   \
        gi_status gi_try_status_ = (call); \
        if (gi_try_status_ != GI_OK) {     \
            return gi_try_status_;         \
        }                                  \
    } while (0)

/*
 * Declares an owning pointer that is released when its scope ends, on every path. Always give
 * it a value at once, NULL or the result of a maker: an uninitialised one would be released.
 *
 *     GI_AUTO(gi_registry) registry = NULL;
 *     GI_TRY(gi_registry_open(dir, GI_ACCESS_READ, clock, random, &registry, err));
 */
#define GI_AUTO(type) __attribute__((cleanup(type##_auto))) type *

/* Makes GI_AUTO possible for a type. Stands once behind the type's release function, which must
 * take NULL. */
#define GI_DEFINE_AUTO(type, release)            \
    static inline void type##_auto(type **owned) \
    {                                            \
        release(*owned);                         \
    }

/* Moves ownership out of a GI_AUTO variable: gives its pointer and leaves NULL behind, so the end
 * of the scope releases nothing. The usual last line of a maker: `*out = GI_TAKE(made);` */
#define GI_TAKE(owner)                      \
    __extension__({                         \
        __typeof__(owner) moved_ = (owner); \
        (owner) = NULL;                     \
        moved_;                             \
    })

#endif
