/*
 * desk_client.c - hands a draft to a desk and reads its answer (desk.h).
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/commands/desk.h"
#include "gi/text.h"

gi_status desk_address(const char *path, struct sockaddr_un *out, gi_error *err)
{
    size_t size = strlen(path);
    *out = (struct sockaddr_un){ .sun_family = AF_UNIX };
    if (size == 0 || size >= sizeof out->sun_path) {
        return gi_fail(err, GI_WHY_TOO_LONG, "socket", path,
                       gi_num((int64_t)sizeof out->sun_path - 1).text);
    }
    memcpy(out->sun_path, path, size);
    return GI_OK;
}

static gi_status reach(const char *path, int *out, gi_error *err)
{
    struct sockaddr_un address;
    const struct timeval limit = { .tv_sec = DESK_SECONDS };
    GI_TRY(desk_address(path, &address, err));
    int line = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (line < 0 || connect(line, (const struct sockaddr *)&address, sizeof address) != 0) {
        gi_status status = gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
        (void)close(line);
        return status;
    }
    (void)setsockopt(line, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    (void)setsockopt(line, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    *out = line;
    return GI_OK;
}

static bool send_all(int line, gi_bytes bytes)
{
    while (bytes.size > 0) {
        ssize_t sent = send(line, bytes.data, bytes.size, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR) {
            return false;
        }
        size_t step = sent > 0 ? (size_t)sent : 0;
        bytes = (gi_bytes){ bytes.data + step, bytes.size - step };
    }
    return true;
}

/* To the first newline. */
static bool receive_line(int line, gi_buf *out)
{
    uint8_t part[4096];
    for (;;) {
        ssize_t got = recv(line, part, sizeof part, 0);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        gi_buf_add(out, (gi_bytes){ part, (size_t)got });
        if (part[got - 1] == '\n' || gi_buf_status(out, "answer", NULL) != GI_OK) {
            return gi_buf_status(out, "answer", NULL) == GI_OK;
        }
    }
}

static gi_status exchange(int line, const char *path, const gi_draft *draft, gi_buf *answer,
                          gi_error *err)
{
    GI_AUTO(gi_json) json = gi_draft_to_json(draft);
    GI_AUTO_BUF text = GI_BUF(DESK_LINE_MAX);
    GI_TRY(gi_json_ok(json, err));
    gi_json_write(json, &text);
    gi_buf_add_byte(&text, '\n');
    GI_TRY(gi_buf_status(&text, "draft", err));
    errno = 0;
    (void)send_all(line, gi_buf_view(&text)); /* a full desk answers before it reads */
    if (!receive_line(line, answer)) {
        return gi_fail(err, GI_WHY_FILE_READ, path, errno != 0 ? strerror(errno) : "closed");
    }
    answer->size--; /* the newline */
    return GI_OK;
}

static gi_why why_of(const gi_json *error)
{
    gi_bytes id = { 0 };
    (void)gi_json_as_text(gi_json_get(error, "id"), &id);
    for (int why = GI_WHY_NONE + 1; why < GI_WHY_COUNT; why++) {
        if (gi_bytes_equal(id, gi_bytes_of(gi_why_id((gi_why)why)))) {
            return (gi_why)why;
        }
    }
    return GI_WHY_BAD_JSON; /* a desk of another version */
}

static void copy_text(const gi_json *error, const char *name, char *out, size_t size)
{
    gi_bytes text = { 0 };
    (void)gi_json_as_text(gi_json_get(error, name), &text);
    (void)snprintf(out, size, "%.*s", (int)text.size, text.size > 0 ? (const char *)text.data : "");
}

/* The desk's refusal becomes ours, word for word. */
static gi_status refused(const gi_json *error, gi_error *err)
{
    gi_status status = gi_fail(err, why_of(error), "desk");
    copy_text(error, "zh", err->zh, sizeof err->zh);
    copy_text(error, "en", err->message, sizeof err->message);
    copy_text(error, "field", err->field, sizeof err->field);
    return status;
}

gi_status desk_ask(const char *path, const gi_draft *draft, gi_json **out, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(DESK_LINE_MAX);
    GI_AUTO(gi_json) answer = NULL;
    gi_error why = { 0 };
    int line = -1;
    GI_TRY(reach(path, &line, err));
    gi_status status = exchange(line, path, draft, &text, &why);
    (void)close(line);
    if (status == GI_OK) {
        status = gi_json_parse(gi_buf_view(&text), 8, &answer, &why);
    }
    if (status == GI_OK && gi_json_get(answer, "error") != NULL) {
        status = refused(gi_json_get(answer, "error"), &why);
    }
    if (status != GI_OK) {
        if (err != NULL) {
            *err = why;
        }
        return status;
    }
    *out = GI_TAKE(answer);
    return GI_OK;
}
