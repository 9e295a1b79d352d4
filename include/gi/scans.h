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
 * where observations are kept and read: scans.db. gi/scan_writer.h is its one writing thread.
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
 * tries         right hidden codes with second tries counted; told by gi/scan_writer.h only
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

#endif
