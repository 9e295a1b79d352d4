/*
 * words.c - stable words of the verdict's values, and its exit code.
 *
 * Words are a contract for JSON, tests and rows of states; people's words are the page's.
 */
#include "gi/lookup.h"

const char *gi_issued_word(gi_issued value)
{
    static const char *const words[] = {
        [GI_ISSUED_YES] = "issued",
        [GI_ISSUED_FORGED] = "forged",
        [GI_ISSUED_UNREGISTERED] = "unregistered",
        [GI_ISSUED_UNKNOWN] = "unknown",
    };
    return words[value];
}

const char *gi_copied_word(gi_copied value)
{
    static const char *const words[] = {
        [GI_COPIED_NONE_SEEN] = "none_seen",           [GI_COPIED_OPENED_BEFORE] = "opened_before",
        [GI_COPIED_SEVERAL_PLACES] = "several_places", [GI_COPIED_COPIED] = "copied",
        [GI_COPIED_NOT_CHECKED] = "not_checked",
    };
    return words[value];
}

const char *gi_good_word(gi_good value)
{
    static const char *const words[] = {
        [GI_GOOD_IN_FORCE] = "in_force", [GI_GOOD_NOT_ACTIVATED] = "not_activated",
        [GI_GOOD_RECALLED] = "recalled", [GI_GOOD_FROZEN] = "frozen",
        [GI_GOOD_VOID] = "void",         [GI_GOOD_CANCELLED] = "cancelled",
        [GI_GOOD_LOST] = "lost",         [GI_GOOD_REPACKED] = "repacked",
        [GI_GOOD_EXPIRED] = "expired",   [GI_GOOD_TAKEN_BACK] = "taken_back",
        [GI_GOOD_UNKNOWN] = "unknown",
    };
    return words[value];
}

const char *gi_unknown_word(gi_unknown_why value)
{
    static const char *const words[] = {
        [GI_UNKNOWN_NONE] = "",
        [GI_UNKNOWN_INCOMPLETE] = "incomplete",
        [GI_UNKNOWN_VERSION] = "version",
        [GI_UNKNOWN_KEY] = "key",
        [GI_UNKNOWN_NEWER] = "newer",
        [GI_UNKNOWN_TYPED] = "typed",
        [GI_UNKNOWN_TEST] = "test",
        [GI_UNKNOWN_PATH] = "path",
        [GI_UNKNOWN_NO_NUMBER] = "no_number",
        [GI_UNKNOWN_NO_ROOT] = "no_root",
        [GI_UNKNOWN_STALE] = "stale",
        [GI_UNKNOWN_CARD] = "card",
    };
    return words[value];
}

/* A bad finding outweighs what could not be told: a typed number may be known as void. */
int gi_verdict_exit(const gi_verdict *verdict)
{
    bool refused = verdict->issued == GI_ISSUED_FORGED || verdict->issued == GI_ISSUED_UNREGISTERED;
    bool ended = verdict->good != GI_GOOD_IN_FORCE && verdict->good != GI_GOOD_UNKNOWN;
    if (refused || ended || verdict->copied == GI_COPIED_COPIED) {
        return 1;
    }
    return verdict->issued == GI_ISSUED_YES && verdict->good == GI_GOOD_IN_FORCE ? 0 : 3;
}
