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

#define GI_CHECKED __attribute__((warn_unused_result))

/* Longest message, terminator included; longer ones are cut at a character. */
#define GI_ERROR_TEXT 256

/*
 * What went wrong, in both languages. Filled by gi_fail only; reset by
 * `gi_error e = { 0 };`. Holds no heap memory.
 *
 * status   the same value that the failing function returned
 * why      the rule that was met; gi_why_id(why) is its stable id ("over-balance")
 * field    name of the draft or form field concerned, or ""
 * row      1-based row of an import or act file, 0 when there is none
 * message  one English line, no newline;  zh  the same in Chinese
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
 *     return gi_fail(err, GI_WHY_OVER_BALANCE, gi_num(wanted).text, gi_num(has).text);
 *
 * Takes the values for {0}, {1} ... of the reason's texts, at least one, as
 * strings (numbers through gi_num). err may be NULL. Long values are shortened to
 * 60 characters and control characters shown as '?', so hostile input stays one line.
 */
#define gi_fail(err, why, ...) \
    gi_fail_values((err), (why), (const char *const[]){ __VA_ARGS__, NULL })

gi_status gi_fail_values(gi_error *err, gi_why why, const char *const *values);

/* As gi_fail, and names the draft or form field concerned (31 bytes kept). */
#define gi_fail_field(err, name, why, ...) \
    gi_fail_field_values((err), (name), (why), (const char *const[]){ __VA_ARGS__, NULL })

gi_status gi_fail_field_values(gi_error *err, const char *field, gi_why why,
                               const char *const *values);

/*
 * The one line that all programs show for a refusal:
 *     gitrace: over-balance: <Chinese> / <English> [field]
 * with "[row N]" before the texts for a row of a file. No newline, no control characters.
 */
#define GI_ERROR_LINE 640
void gi_error_line(const gi_error *err, char out[GI_ERROR_LINE]);

/* A decimal number as text, for the values of gi_fail; lives to the end of the statement. */
typedef struct gi_num_text {
    char text[24];
} gi_num_text;

gi_num_text gi_num(int64_t number);

/* The exit code of the three programs for a status: 0 for GI_OK, else 10..17. */
int gi_exit_code(gi_status status);

/* Passes a failure up. Safe because every owner in scope is GI_AUTO. */
#define GI_TRY(call)                       \
    do {                                   \
        gi_status gi_try_status_ = (call); \
        if (gi_try_status_ != GI_OK) {     \
            return gi_try_status_;         \
        }                                  \
    } while (0)

/* Declares an owning pointer that is released when its scope ends. */
#define GI_AUTO(type) __attribute__((cleanup(type##_auto))) type *

#define GI_DEFINE_AUTO(type, release)            \
    static inline void type##_auto(type **owned) \
    {                                            \
        release(*owned);                         \
    }

/* Moves ownership out of a GI_AUTO variable. */
#define GI_TAKE(owner)                      \
    __extension__({                         \
        __typeof__(owner) moved_ = (owner); \
        (owner) = NULL;                     \
        moved_;                             \
    })

#endif
