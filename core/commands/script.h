/*
 * script.h - a file of drafts, one JSON object a line, and the answers of earlier lines.
 */
#ifndef GI_COMMANDS_SCRIPT_H
#define GI_COMMANDS_SCRIPT_H

#include "gi/act.h"

#define SCRIPT_MAX (64 * 1024 * 1024) /* bytes of a file */
#define SCRIPT_LINES 100000

typedef struct script {
    gi_bytes text;    /* the whole file */
    gi_bytes rest;    /* what is not read yet */
    int64_t line;     /* number of the line read last, from 1 */
    gi_json *answers; /* {id: answer} */
} script;

/* The next line that holds something (blank ones and '#' are skipped); false at the end. */
bool script_next(script *all, gi_bytes *line);
void script_rewind(script *all);
/* The act a line names. GI_INVALID bad-json, unknown-act */
GI_CHECKED gi_status script_kind(gi_bytes line, const gi_act_kind **out, gi_error *err);
/*
 * The draft of a line: "@name.member" becomes the answer of an earlier line, "@name.lots.0" the
 * first of a list in it ("@@" is a plain '@'), numbers become texts, a missing request key comes
 * from the file's bytes and the line number. *id is the line's name, "" when it has none.
 * GI_INVALID bad-json, bad-field ...
 */
GI_CHECKED gi_status script_draft(const script *all, gi_bytes line, gi_draft **out, char id[64],
                                  gi_error *err);

#endif
