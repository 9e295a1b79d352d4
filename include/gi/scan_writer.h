/*
 * scan_writer.h - the one writing thread of scans.db (gi/scans.h): who hands over what was seen.
 *
 * A page server holds one. Scans are handed over without waiting, in a queue of a fixed size: what
 * does not fit is dropped and counted, so that a flood of scans costs neither memory nor an answer.
 * Openings of hidden codes are waited for, or told of later, because a person is shown what they
 * say: they are durable before anybody hears of them. The writer judges every label it wrote
 * (gi_copies_judge) and puts what it notices into the inbox (gi/inbox.h).
 *
 * Any thread may call what says so; open, find_places and close belong to the owner. Nothing here
 * answers whether a label was issued, and no address is kept: only hashes with a secret that lasts
 * a day.
 */
#ifndef GI_SCAN_WRITER_H
#define GI_SCAN_WRITER_H

#include "gi/scans.h"

/* Most scans that wait for the writer; more are dropped and counted. Those of one label by one
 * network that follow each other count as one. */
#define GI_SCAN_QUEUE 8192
/* A commit takes what came within so many milliseconds, at most so many of them. */
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

/*
 * True: of that label nothing was seen as of the last commit, and *out tells so; answered from
 * memory. false: *out is untouched; read gi_scans_of. What another server commits beside this
 * writer may be missed for GI_UNSEEN_MS. Any thread.
 */
bool gi_scan_writer_unseen(gi_scan_writer *writer, gi_unit_id unit, gi_unit_seen *out);
#define GI_UNSEEN_MS 1000

/*
 * Says that nothing was found of a label in scans. When somebody said so lately of a neighbour
 * (equal serial / 256) all of them are read and kept in memory, at most 1,024 times 256 labels; what
 * cannot be read is not kept. Any thread, scans its own.
 */
void gi_scan_writer_learn(gi_scan_writer *writer, gi_scans *scans, gi_unit_id unit);

/* What the writer did since it was opened, for metrics. */
typedef struct gi_scan_figures {
    int64_t scans, openings, notes; /* committed */
    int64_t commits;
    int64_t dropped; /* scans: the queue was full or a commit failed */
    int64_t waiting;
} gi_scan_figures;
gi_scan_figures gi_scan_writer_figures(gi_scan_writer *writer);

/*
 * Takes the secrets of days out of copies of scans.db that upgrades by earlier programs left in dir
 * (scans.db.before-NNN); all else in them stays. How many held one. What cannot be read or written
 * is passed over, and tried again the next time.
 */
int gi_scans_clear_copies(const char *dir);

#endif
