/*
 * verify_host.c - a warning before somebody opens a strange page (verify_host.h).
 */
#include "core/commands/verify_host.h"

#include <string.h>

#include "core/commands/say.h"

static bool is_url(const gi_bundle *bundle, const char *code)
{
    return bundle != NULL && strncmp(code, "http", 4) == 0;
}

void say_host(const command *cmd, const gi_bundle *bundle, const char *code)
{
    if (is_url(bundle, code) && !gi_bundle_official(bundle, gi_bytes_of(code))) {
        say(cmd, "注意：此网址不在官方名单中，请勿打开",
            "note: this address is not in the official list; do not open it");
    }
}

gi_json *with_host(gi_json *answer, const gi_bundle *bundle, const char *code)
{
    if (is_url(bundle, code)) {
        gi_json_set(answer, "official_host",
                    gi_json_bool(gi_bundle_official(bundle, gi_bytes_of(code))));
    }
    return answer;
}
