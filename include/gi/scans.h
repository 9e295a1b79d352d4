/*
 * scans.h - what was seen of a label, and what that says about copies of it.
 *
 * Scans and openings of hidden codes are observations: they change no right and no state, have
 * no leaf and live apart from the registry. Whoever keeps them hands the sightings of one label
 * to gi_copies_judge; the rules are a table with a name each, and every number in them is a row
 * of another (gi_copy_limit_at), so that a page can say which rule spoke.
 *
 * The rules are hard to poison: a network that scans many labels weighs nothing, a data centre
 * weighs nothing, a mobile carrier weighs half and for its province only, a place counts when it
 * was seen again and again, and what happens within two days is one story of at most two places.
 * Scans alone never say more than "several places".
 *
 * The rules are pure functions of their arguments; any thread may call them. Below them stands
 * where observations are kept: scans.db, written by one thread of the page server.
 */
#ifndef GI_SCANS_H
#define GI_SCANS_H

#include "gi/lookup.h"
#include "gi/registry.h"

/* Most sightings that are judged; of more, the newest. */
#define GI_SIGHTINGS_MAX 256

/* What kind of network a scan came from. */
typedef enum gi_net_kind {
    GI_NET_UNKNOWN, /* no list of networks is there, or it does not know this one */
    GI_NET_HOME,    /* a fixed line: a home, a shop, an office */
    GI_NET_CARRIER, /* a mobile carrier: only the province can be believed */
    GI_NET_CENTRE   /* a data centre, a proxy: nobody holds a pack there */
} gi_net_kind;

/*
 * One scan of one label's full code by a person.
 *
 * at         when
 * net        keyed hash of the network's prefix and the day: equal within a day only
 * province   number of a province, or of a country abroad; 0 = place not known
 * city       number of a city in it; 0 = only the province is known, always so for a carrier
 * net_units  different labels this network scanned on that day, at least 1
 */
typedef struct gi_sighting {
    gi_time at;
    uint64_t net;
    uint32_t province;
    uint32_t city;
    gi_net_kind kind;
    uint32_t net_units;
} gi_sighting;

/* One right hidden code, typed or scanned from under the scratch layer. */
typedef struct gi_opening {
    gi_time at;
    uint64_t net;
    gi_day day; /* whose secret made net: across midnight one network has two */
} gi_opening;

/*
 * What the sightings and openings of one label amount to.
 *
 * value   NONE_SEEN, OPENED_BEFORE, SEVERAL_PLACES or COPIED
 * rule    name of the rule that spoke, "" for NONE_SEEN; constant text
 * places  different places in which it was seen often enough to be there
 * since   the sighting or opening with which it became so; 0 for NONE_SEEN
 */
typedef struct gi_copy_finding {
    gi_copied value;
    const char *rule;
    int32_t places;
    gi_time since;
} gi_copy_finding;

/*
 * Judges one label. Both lists are in order of time and borrowed; either may be empty (NULL).
 * now is the moment of the question: what is older than the window is not looked at.
 */
gi_copy_finding gi_copies_judge(const gi_sighting *sightings, size_t sighting_count,
                                const gi_opening *openings, size_t opening_count, gi_time now);

/*
 * Whether a verdict SEVERAL_PLACES waits for a person instead of being shown: many labels of one
 * producer that turn odd on one day are rather an attack on that producer than many copies.
 *
 * odd_today   labels of the producer that turned odd on that day, this one included
 * odd_before  those of the 30 days before
 */
bool gi_copies_held(int64_t odd_today, int64_t odd_before);

/* One rule, for pages and documentation. */
typedef struct gi_copy_rule {
    const char *name; /* "many-places" */
    gi_copied says;
    const char *zh, *en;
} gi_copy_rule;

/* The rules in the order in which they are asked, NULL past the last. Constant data. */
const gi_copy_rule *gi_copy_rule_at(size_t index);

/* One number of the rules and why it is that number. Chosen by simulation
 * (tests/property/copies), not by law: no standard names any of them. */
typedef struct gi_copy_limit {
    const char *name;
    int64_t value;
    const char *unit;
    const char *why;
} gi_copy_limit;

/* By index, NULL past the last. Constant data. */
const gi_copy_limit *gi_copy_limit_at(size_t index);

/* One label of a batch seen in one province; each label once per province. */
typedef struct gi_serial_place {
    uint32_t serial;
    uint32_t province;
} gi_serial_place;

/* Share of all sightings of a product that came from a province, in millionths. */
typedef struct gi_place_share {
    uint32_t province;
    uint32_t share;
} gi_place_share;

/* A print run that looks doubled: the two places, and how many labels were seen in each. */
typedef struct gi_doubled {
    bool found;
    uint32_t provinces[2];
    int64_t seen[2];
} gi_doubled;

/*
 * A run of labels printed a second time and sold elsewhere shows as one stretch of serials seen
 * in two provinces that the product's sales do not explain: rolls travel together, so neighbours
 * are mostly seen in one. A finding is for the inbox; it changes no verdict.
 *
 * seen      of one batch, sorted by serial
 * baseline  provinces of the product; one that is not listed has share 0
 */
gi_doubled gi_run_doubled(const gi_serial_place *seen, size_t seen_count,
                          const gi_place_share *baseline, size_t baseline_count);

/*
 * What is shown of a label.
 *
 * count places  scans by people, and the different places they came from, as far as known
 * first last    the first and the last of them; 0 when there was none
 * tries         right hidden codes with second tries counted; told by gi_scan_writer_opening only
 * openings      of its hidden code, 64 at most; a second try at once is not counted; opened: when
 *               the first was
 * finding       value NONE_SEEN while the verdict is held
 * held          the rules found something, and a person looks at it first (gi/inbox.h)
 * dismissed     a person looked and found no copies but an attack; what is seen after that is
 *               judged by itself, and may be found once more
 */
typedef struct gi_unit_seen {
    int64_t count;
    int64_t places;
    gi_time first, last;
    int64_t tries;
    int64_t openings;
    gi_time opened;
    gi_copy_finding finding;
    bool held;
    bool dismissed;
} gi_unit_seen;

/*
 * A scan as the page server met it.
 *
 * org     number of the producer, 0 = not known
 * product batch   their numbers in the signed header; a doubled print run is looked for in one
 *                 batch of one producer
 * prefix v4   of the network: the first 3 bytes of an IPv4 address, then zeros, or 8 of an IPv6
 *         one.
 *         It is hashed with a secret of the day and forgotten.
 * province city kind  as in gi_sighting
 */
typedef struct gi_scan {
    gi_unit_id unit;
    gi_time at;
    int64_t org;
    uint16_t product;
    uint32_t batch;
    uint8_t prefix[8];
    bool v4;
    uint32_t province, city;
    gi_net_kind kind;
} gi_scan;

/* Days for which single scans are kept; counts and findings stay. */
#define GI_SCAN_DAYS 190

/* scans.db of a registry directory, for reading. Belongs to one thread at a time. */
typedef struct gi_scans gi_scans;

/*
 * Opens it; a registry that was never served has none, and then everything is unseen. You own
 * *out.
 * GI_INVALID not-a-registry, too-long   GI_CONFLICT db-newer, db-older   GI_CORRUPT db-corrupt
 * GI_IO file-open, db
 */
GI_CHECKED gi_status gi_scans_open(const char *dir, gi_scans **out, gi_error *err);

/* Takes NULL. */
void gi_scans_close(gi_scans *scans);
GI_DEFINE_AUTO(gi_scans, gi_scans_close)

/* What was seen of a label, as of the last commit of the writer. GI_IO, GI_CORRUPT, GI_BUSY */
GI_CHECKED gi_status gi_scans_of(gi_scans *scans, gi_unit_id unit, gi_unit_seen *out,
                                 gi_error *err);

/* Openings of hidden codes up to a moment: how many, and the root over them. known false: there is
 * no scans.db, so nothing can be said. */
typedef struct gi_openings {
    bool known;
    int64_t count;
    gi_digest root;
} gi_openings;

/*
 * The first most openings (INT64_MAX = all), in the order in which they were recorded; they are
 * never removed, so what was counted once stays as it was. The root is that of RFC 9162 over
 * entries "gi-opening-v1\nKEY\nSERIAL\nMILLISECONDS\n" in decimal, SHA-256 in every suite; of
 * none, that of the empty tree. The general status leaf holds both (FORMATS 8). Reads them all.
 */
GI_CHECKED gi_status gi_scans_openings(gi_scans *scans, int64_t most, gi_openings *out,
                                       gi_error *err);
/* Whether the openings that were told of are still there, as they were; true without scans.db,
 * where nothing can be compared. GI_CORRUPT openings-changed */
GI_CHECKED gi_status gi_scans_compare(gi_scans *scans, const gi_openings *told, gi_error *err);

/* Most scans that wait for the writer; more are dropped and counted. */
#define GI_SCAN_QUEUE 8192
/* A commit takes what came within so many milliseconds, at most so many scans. */
#define GI_SCAN_GROUP_MS 20
#define GI_SCAN_GROUP 1000

/*
 * The one writing thread. Scans are committed together and lost with the power at most for the
 * last GI_SCAN_GROUP_MS; openings are answered when they are durable.
 */
typedef struct gi_scan_writer gi_scan_writer;

/*
 * Makes scans.db where there is none and starts the thread. The registry's suite and offset
 * decide hash and civil day. Keeps random. You own *out.
 * Two servers may write for a while, as when one takes over from the other.
 * As gi_scans_open; GI_NO_MEMORY no-memory, also when there is no thread
 */
GI_CHECKED gi_status gi_scan_writer_open(const char *dir, const gi_about *about, gi_random random,
                                         gi_scan_writer **out, gi_error *err);

/*
 * Takes the secrets of days out of copies of scans.db that upgrades by earlier programs left in dir
 * (scans.db.before-NNN); all else in them stays. How many held one. What cannot be read or written
 * is passed over, and tried again the next time.
 */
int gi_scans_clear_copies(const char *dir);

/* Fills province, city and kind of a scan from its prefix; what it leaves is not known. */
typedef struct gi_place_finder {
    void (*find)(void *context, gi_scan *scan);
    void *context;
} gi_place_finder;

/* Asks finder for every scan and opening from now on, in the writer's thread, which is nobody
 * else's. Its context must outlive the writer. Without one scans keep the place they came with. */
void gi_scan_writer_find_places(gi_scan_writer *writer, gi_place_finder finder);

/* Commits what waits, ends the thread. Takes NULL. */
void gi_scan_writer_close(gi_scan_writer *writer);
GI_DEFINE_AUTO(gi_scan_writer, gi_scan_writer_close)

/* Hands over a scan and does not wait; false: the queue is full and it was only counted. Any
 * thread. */
bool gi_scan_writer_add(gi_scan_writer *writer, const gi_scan *scan);

/* Begins the day of a moment, when it has not begun: what is past its time goes though nobody
 * scans. Does not wait. Any thread. */
void gi_scan_writer_day(gi_scan_writer *writer, gi_time now);

/*
 * Records an opening of the hidden code of a label whose code was found right, waits until it is
 * durable, and tells what is known then, this opening included. Any thread.
 * GI_BUSY db-busy, queue-full   GI_IO, GI_CORRUPT: nothing was recorded
 */
GI_CHECKED gi_status gi_scan_writer_opening(gi_scan_writer *writer, const gi_scan *scan,
                                            gi_unit_seen *out, gi_error *err);

/* Who is told what became of an opening. tell is called once, in the writer's thread, which waits
 * for it; seen is filled when status is GI_OK, and borrowed for that call. */
typedef struct gi_opening_told {
    void (*tell)(void *context, gi_status status, const gi_unit_seen *seen);
    void *context;
} gi_opening_told;

/*
 * The same for whoever cannot wait: returns at once, and tells when the opening is durable, or
 * that it was not recorded. All are told before the writer is closed. Any thread.
 * GI_BUSY queue-full  GI_NO_MEMORY no-memory: nothing was taken, and nothing will be told
 */
GI_CHECKED gi_status gi_scan_writer_begin_opening(gi_scan_writer *writer, const gi_scan *scan,
                                                  gi_opening_told told, gi_error *err);

/* What the writer did since it was opened, for metrics. */
typedef struct gi_scan_figures {
    int64_t scans, openings, notes; /* committed */
    int64_t commits;
    int64_t dropped; /* scans: the queue was full or a commit failed */
    int64_t waiting;
} gi_scan_figures;
gi_scan_figures gi_scan_writer_figures(gi_scan_writer *writer);

#endif
