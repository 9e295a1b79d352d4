/*
 * desk_talk.c - one connection of a desk: lines in, each done and answered (desk.h).
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "core/commands/acts.h"
#include "core/commands/desk.h"
#include "core/commands/say.h"

#define LINE_DEPTH 8

/* ---- one line ---- */

static gi_status do_draft(gi_group *group, gi_bytes line, gi_json **out, gi_error *err)
{
    GI_AUTO(gi_json) json = NULL;
    GI_AUTO(gi_draft) draft = NULL;
    gi_bytes name = { 0 };
    gi_receipt receipt;
    GI_TRY(gi_json_parse(line, LINE_DEPTH, &json, err));
    GI_TRY(gi_draft_from_json(json, gi_random_system(), &draft, err));
    GI_TRY(gi_group_submit(group, draft, &receipt, err));
    (void)gi_json_as_text(gi_json_get(json, "act"), &name);
    return answer_json(gi_act_kind_find(name), &receipt, out, err);
}

static bool send_answer(int line, gi_json *answer)
{
    GI_AUTO_BUF text = GI_BUF(DESK_LINE_MAX);
    gi_json_write(answer, &text);
    gi_buf_add_byte(&text, '\n');
    if (gi_buf_status(&text, "answer", NULL) != GI_OK) {
        return false;
    }
    for (size_t at = 0; at < text.size;) {
        ssize_t sent = send(line, text.data + at, text.size - at, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR) {
            return false;
        }
        at += sent > 0 ? (size_t)sent : 0;
    }
    return true;
}

static bool answer_line(gi_group *group, int line, gi_bytes text)
{
    GI_AUTO(gi_json) answer = NULL;
    gi_error err = { 0 };
    if (do_draft(group, text, &answer, &err) != GI_OK) {
        gi_json_destroy(answer);
        answer = error_json(&err);
    }
    return send_answer(line, answer);
}

/* ---- one connection ---- */

/* Does every whole line of what was read; keeps the rest for the next time. */
static bool take_lines(gi_group *group, int line, gi_buf *text)
{
    size_t begun = 0;
    for (size_t i = 0; i < text->size; i++) {
        if (text->data[i] == '\n') {
            if (!answer_line(group, line, (gi_bytes){ text->data + begun, i - begun })) {
                return false;
            }
            begun = i + 1;
        }
    }
    memmove(text->data, text->data + begun, text->size - begun);
    text->size -= begun;
    return true;
}

void desk_refuse(int line, const gi_error *err)
{
    GI_AUTO(gi_json) answer = error_json(err);
    (void)send_answer(line, answer);
}

static void refuse_line(int line)
{
    gi_error err = { 0 };
    (void)gi_fail(&err, GI_WHY_OVER_LIMIT, "line", gi_num(DESK_LINE_MAX).text);
    desk_refuse(line, &err);
}

void desk_talk(gi_group *group, int line)
{
    GI_AUTO_BUF text = GI_BUF(DESK_LINE_MAX);
    uint8_t part[4096];
    ssize_t got = 0;
    while ((got = recv(line, part, sizeof part, 0)) > 0 || (got < 0 && errno == EINTR)) {
        gi_buf_add(&text, (gi_bytes){ part, got > 0 ? (size_t)got : 0 });
        if (gi_buf_status(&text, "line", NULL) != GI_OK) {
            refuse_line(line);
            return;
        }
        if (text.size > 0 && !take_lines(group, line, &text)) {
            return;
        }
    }
}
