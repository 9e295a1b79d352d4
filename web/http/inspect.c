/*
 * inspect.c - one walk over the header lines.
 *
 * libmicrohttpd 0.9.75 leaves names and values where they arrived, so their addresses tell
 * how a line was written: blanks behind the colon, CRLF or LF, continued or not. Addresses
 * are only subtracted, never followed; another layout makes the guard refuse, not accept.
 */
#include "web/http/inspect.h"

#include <string.h>
#include <strings.h>

#define BLANKS_MAX 256 /* between colon and value */

typedef struct walk {
    gi_guard_facts facts;
    const char *line_end; /* where the last value ended; NULL before the first line */
    const char *start;    /* of the request line */
    size_t request_line;  /* its size with CRLF */
} walk;

static bool is_token(const char *name, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)name[i];
        if (c <= 0x20 || c >= 0x7F || strchr("()<>@,;:\\\"/[]?={}", c) != NULL) {
            return false;
        }
    }
    return size > 0;
}

static bool read_number(const char *text, size_t size, uint64_t *out)
{
    uint64_t value = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] < '0' || text[i] > '9' || i >= 19) {
            return false;
        }
        value = value * 10 + (uint64_t)(text[i] - '0');
    }
    *out = value;
    return size > 0;
}

static void count_known(gi_guard_facts *facts, const char *name, const char *value, size_t size)
{
    if (strcasecmp(name, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0) {
        facts->lengths++;
        facts->length_is_number = read_number(value, size, &facts->length);
    } else if (strcasecmp(name, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0) {
        facts->transfers++;
    } else if (strcasecmp(name, MHD_HTTP_HEADER_HOST) == 0) {
        facts->hosts++;
        facts->host_is_empty = facts->host_is_empty || size == 0;
    }
}

/* Where this line begins and its value begins, measured from what came before. */
static void note_layout(walk *at, const char *name, size_t name_size, const char *value)
{
    const char *before = at->line_end == NULL ? at->start + at->request_line - 2 : at->line_end;
    ptrdiff_t line_gap = (ptrdiff_t)((uintptr_t)name - (uintptr_t)before);
    ptrdiff_t value_gap = (ptrdiff_t)((uintptr_t)value - (uintptr_t)name - name_size);
    bool in_place = value_gap >= 1 && value_gap <= BLANKS_MAX;
    at->facts.canonical_size += in_place ? (size_t)value_gap : 2;
    at->facts.folded = at->facts.folded || !in_place;
    at->facts.unusual_layout = at->facts.unusual_layout || value_gap != 2 || line_gap != 2;
}

static enum MHD_Result note_line(void *context, enum MHD_ValueKind kind, const char *name,
                                 size_t name_size, const char *value, size_t value_size)
{
    walk *at = context;
    (void)kind;
    if (value == NULL) {
        value = "";
        at->facts.bad_name = true;
    }
    at->facts.fields++;
    at->facts.bad_name = at->facts.bad_name || !is_token(name, name_size);
    count_known(&at->facts, name, value, value_size);
    at->facts.canonical_size += name_size + value_size + 2;
    note_layout(at, name, name_size, value);
    at->line_end = value + value_size;
    return MHD_YES;
}

static const struct {
    const char *name;
    gi_http_method method;
} methods[] = {
    { MHD_HTTP_METHOD_GET, GI_HTTP_GET },
    { MHD_HTTP_METHOD_HEAD, GI_HTTP_HEAD },
    { MHD_HTTP_METHOD_POST, GI_HTTP_POST },
};

static gi_http_method method_of(const char *method)
{
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        if (strcmp(method, methods[i].name) == 0) {
            return methods[i].method;
        }
    }
    return GI_HTTP_OTHER;
}

static size_t header_size_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info == NULL ? SIZE_MAX : info->header_size;
}

gi_guard_facts gi_http_inspect(struct MHD_Connection *connection, const char *method,
                               const char *version, gi_bytes target, size_t target_size)
{
    size_t request_line = strlen(method) + 1 + target_size + 1 + strlen(version) + 2;
    walk at = { .start = method, .request_line = request_line };
    at.facts = (gi_guard_facts){ .method = method_of(method),
                                 .target = target,
                                 .host_is_due = strcmp(version, MHD_HTTP_VERSION_1_0) != 0,
                                 .target_size = target_size,
                                 .header_size = header_size_of(connection),
                                 .canonical_size = request_line + 2 };
    (void)MHD_get_connection_values_n(connection, MHD_HEADER_KIND, note_line, &at);
    return at.facts;
}

gi_bytes gi_http_header(struct MHD_Connection *connection, const char *name)
{
    const char *value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
    return gi_bytes_of(value == NULL ? "" : value);
}
