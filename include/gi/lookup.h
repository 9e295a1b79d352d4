/*
 * lookup.h - one code in, three answers out (FORMATS 11, DESIGN 7).
 *
 * Never blended: issued? copied? still good? Looking up needs no signing key and writes
 * nothing. GI_OK means "I could answer", also when the answer is "cannot tell": text that is no
 * code at all is an answer (GI_UNKNOWN_INCOMPLETE), and so is a forgery. A failure means that
 * the registry could not be read; then say "cannot check now" and never "fake".
 *
 *     gi_verdict verdict;
 *     GI_TRY(gi_lookup(registry, gi_bytes_of(scanned), &verdict, err));
 *     puts(gi_issued_word(verdict.issued));
 *
 * What the words promise to people is fixed in FORMATS 11: no answer ever says 正品.
 */
#ifndef GI_LOOKUP_H
#define GI_LOOKUP_H

#include "gi/batch.h"
#include "gi/registry.h"
#include "gi/unit_number.h"

/* What the text was taken for. A typed number (NUMBER) is never "issued": the label itself was
 * not checked. */
typedef enum gi_asked { GI_ASKED_CODE, GI_ASKED_NUMBER, GI_ASKED_BATCH } gi_asked;

/*
 * First answer: did this registry issue the label?
 *
 * YES           a full signed code that lies in a run with an equal header, a batch paper that
 *               equals its batch, or a batch ID in the ledger
 * FORGED        the signature does not fit the key that the code names
 * UNREGISTERED  the signature fits; the ledger has no such label. Perhaps a stolen key: tell the
 *               authority
 * UNKNOWN       cannot tell: see the next value; never shown as "fake"
 */
typedef enum gi_issued {
    GI_ISSUED_YES,
    GI_ISSUED_FORGED,
    GI_ISSUED_UNREGISTERED,
    GI_ISSUED_UNKNOWN
} gi_issued;

/*
 * Why "issued" is GI_ISSUED_UNKNOWN; NONE with every other value. NEWER, NO_ROOT and STALE come
 * from bundles only (gi/bundle.h).
 *
 * INCOMPLETE  truncated or foreign code, or no code at all: scan again
 * VERSION     a version, type or flag of a later program: update this one
 * KEY         this registry has no key of that number
 * NEWER       key or serial is newer than the list on this device: fetch a new one
 * TYPED       a typed number that the ledger knows: the label itself was not checked
 * TEST        a test code, never valid
 * PATH        the path of a GS1 URL does not match the code in it
 * NO_NUMBER   a typed number or batch ID that is not in the ledger
 * NO_ROOT     no trusted root key vouches for the list yet
 * CARD        a trade card that was signed here: no label on goods (gi/card.h)
 * STALE       the list is older than GI_BUNDLE_END_DAYS: no final word
 */
typedef enum gi_unknown_why {
    GI_UNKNOWN_NONE,
    GI_UNKNOWN_INCOMPLETE,
    GI_UNKNOWN_VERSION,
    GI_UNKNOWN_KEY,
    GI_UNKNOWN_NEWER,
    GI_UNKNOWN_TYPED,
    GI_UNKNOWN_TEST,
    GI_UNKNOWN_PATH,
    GI_UNKNOWN_NO_NUMBER,
    GI_UNKNOWN_NO_ROOT,
    GI_UNKNOWN_STALE,
    GI_UNKNOWN_CARD
} gi_unknown_why;

/*
 * Second answer: is there more than one of it? Look-ups of this header say COPIED where officers
 * found it, else NOT_CHECKED: scans and openings are no part of a registry. Who keeps them
 * (scans.db) sets the value, and takes no finding away.
 *
 * NONE_SEEN       no unusual record; a first scan cannot prove that nothing was copied
 * OPENED_BEFORE   the hidden code was opened before
 * SEVERAL_PLACES  this code turned up in several places: yours may be the original
 * COPIED          two openings, or an officer's finding
 * NOT_CHECKED     nobody looked
 */
typedef enum gi_copied {
    GI_COPIED_NONE_SEEN,
    GI_COPIED_OPENED_BEFORE,
    GI_COPIED_SEVERAL_PLACES,
    GI_COPIED_COPIED,
    GI_COPIED_NOT_CHECKED
} gi_copied;

/*
 * Third answer: does it still count? A declared state comes before the date on the label: a
 * label recalled and past its date is RECALLED. UNKNOWN unless the label is issued, or a typed
 * number that stands in the ledger; also for a batch with no label left in force.
 *
 * NOT_ACTIVATED  issued, not yet released for sale
 * FROZEN         a supervisor's hold, no finding yet
 * VOID           misprinted, spoiled or otherwise declared dead    LOST  declared missing
 * CANCELLED      taken back before it was used   REPACKED  replaced by another label
 * EXPIRED        past its last good day; nobody declared anything
 * TAKEN_BACK     its batch was taken back with the import that brought it in, before it had a
 * label: only of a batch ID or batch paper, and before any recall or freeze
 */
typedef enum gi_good {
    GI_GOOD_IN_FORCE,
    GI_GOOD_NOT_ACTIVATED,
    GI_GOOD_RECALLED,
    GI_GOOD_FROZEN,
    GI_GOOD_VOID,
    GI_GOOD_CANCELLED,
    GI_GOOD_LOST,
    GI_GOOD_REPACKED,
    GI_GOOD_EXPIRED,
    GI_GOOD_TAKEN_BACK,
    GI_GOOD_UNKNOWN
} gi_good;

/*
 * Stable words of the values: "in_force", "unregistered" ... for JSON and tests; constant text.
 * GI_UNKNOWN_NONE has the word "". Never shown to people as they are: pages have their own words.
 * The value must be one of its enum.
 */
const char *gi_issued_word(gi_issued value);
const char *gi_copied_word(gi_copied value);
const char *gi_good_word(gi_good value);
const char *gi_unknown_word(gi_unknown_why value);

/*
 * What lies in a package (gi/package.h), as the ledger has it now; from the registered run.
 *
 * opened   its code stands for nothing any more; the counts by state are then 0, and `good` is
 *          REPACKED with state_why "opened", "damaged", ...
 * mixed    of several batches or products: the code itself names no product
 * level each   2: packages inside; each: how many labels (packages) directly inside, 0 mixed
 * labels   of all packages inside = in_force + waiting + recalled + frozen + ended + expired
 * ended    void, lost, cancelled, spoilt, repacked or handed back
 * ranges batches   so many ranges of numbers, of so many batches (0 when opened)
 * first last   numbers of the first range; all labels when ranges is 1
 * packed   when it was packed; producer uscc: whose labels they are; authority
 */
typedef struct gi_package_inside {
    bool opened;
    bool mixed;
    int level;
    int64_t each;
    int64_t labels;
    int64_t in_force, waiting, recalled, frozen, ended, expired;
    int64_t ranges, batches;
    char first[GI_UNIT_NUMBER_TEXT];
    char last[GI_UNIT_NUMBER_TEXT];
    gi_time packed;
    char producer[GI_NAME_TEXT];
    char uscc[GI_USCC_TEXT];
} gi_package_inside;

/*
 * The three answers with what they rest on. A plain value: copy it freely, nothing to release.
 *
 * as_of      the moment of the answer; offline that of the bundle: always shown with `good`
 * offline    answered from a bundle; stale: that bundle is older than 7 days
 * has_unit   the members unit .. has_last are known; never for a forged code: nothing of an
 *            unverified header leaves the look-up
 * unit unit_text   identity of the label and its number as printed
 * header     the signed header; for a typed number the registered one, and the label in hand may
 *            look different
 * net        net content in milli-units; 0 = variable weight, see pack
 * packed     packing day; last (if has_last): last good day, inclusive
 * has_batch  the facts of the batch are known
 * act        log index of the issue act (of the batch act for a batch ID or paper), -1 none
 * state_act state_by state_time   which act changed `good`, who declared it and when; -1 "" 0
 * state_until   for FROZEN: its last day as things stand, 0 otherwise
 * recall_grade  for RECALLED: 1 the gravest .. 3, 0 otherwise
 * state_why  why, in one word: the reason that act gave, such as "misprint". For "unregistered"
 *            key-scope (the key may not sign this), key-leaked (serial past the last good one),
 *            no-run, or other-header. For GI_UNKNOWN_PATH the part that disagrees: gtin, batch,
 *            unit, or query
 * copied_act copied_by copied_why copied_time   which act found it copied, which authority, by what
 *            and when; -1 "" "" 0 when no officer did
 * log_size   leaves of the log: two answers of one size rest on the same ledger
 * witnesses witnessed   of so many independent witnesses so many have cosigned the log with act in
 *            it; 0 witnesses: none is named, or nothing is known of them here (offline)
 * has_package package   for the code or number of a registered package; `good` is then the gravest
 *            of what lies inside: recalled, frozen, else in force while one label is
 * units_issued units_in_force   for a batch ID: its labels, and those without a declared state
 */
typedef struct gi_verdict {
    gi_asked asked;
    gi_issued issued;
    gi_unknown_why unknown;
    gi_copied copied;
    gi_good good;
    gi_time as_of;
    bool offline;
    bool stale;

    bool has_unit;
    gi_unit_id unit;
    char unit_text[GI_UNIT_NUMBER_TEXT];
    gi_unit_header header;
    int64_t net;
    gi_day packed;
    bool has_last;
    gi_day last;

    bool has_batch;
    gi_batch_facts batch;

    int64_t act;
    int64_t state_act;
    char state_by[GI_NAME_TEXT];
    char state_why[32];
    gi_time state_time;
    gi_day state_until;
    int64_t copied_act;
    char copied_by[GI_NAME_TEXT];
    char copied_why[32];
    gi_time copied_time;
    int recall_grade;
    int64_t log_size;
    int witnesses;
    int witnessed;
    int64_t units_issued;
    int64_t units_in_force;

    bool has_package;
    gi_package_inside package;
} gi_verdict;

/*
 * Answers for any text a person or scanner gives: URL, digits, unit number or batch ID; case,
 * blanks and hyphens as their parsers allow. Without blanks and hyphens 11 characters are taken
 * for a unit number, 15 that are not all digits for a batch ID, everything else for a code. At
 * most 4096 bytes are looked at. The three answers are of one moment of the registry.
 *
 * An issued code in the GS1 form must agree with its path in batch and unit, and the GTIN be
 * registered for its producer, product and net content, or the answer is GI_UNKNOWN_PATH. The host
 * of a URL is not judged (gi_bundle_official does).
 *
 * GI_IO, GI_CORRUPT, GI_BUSY: the registry could not be read; say "cannot check now".
 */
GI_CHECKED gi_status gi_lookup(gi_registry *registry, gi_bytes text, gi_verdict *out,
                               gi_error *err);

/*
 * Only one kind, for routes that know what they hold; the whole text is looked at. A text of
 * another kind is not an error: code and number answer GI_UNKNOWN_INCOMPLETE, and so does a
 * malformed batch ID; a well-formed one that is not in the ledger is GI_UNKNOWN_NO_NUMBER.
 * Failures as gi_lookup.
 */
GI_CHECKED gi_status gi_lookup_code(gi_registry *registry, gi_bytes digits, gi_verdict *out,
                                    gi_error *err);
GI_CHECKED gi_status gi_lookup_number(gi_registry *registry, gi_bytes number, gi_verdict *out,
                                      gi_error *err);
GI_CHECKED gi_status gi_lookup_batch(gi_registry *registry, gi_bytes id, gi_verdict *out,
                                     gi_error *err);

/*
 * The exit code for a verdict (FORMATS 12): 0 issued and in force; 1 answered but negative:
 * forged, unregistered, copied, or a state other than in force (also for a typed number);
 * 3 cannot tell.
 */
int gi_verdict_exit(const gi_verdict *verdict);

#endif
