/*
 * scan_shape.c - what scans.db is: its application id, its migrations, all its statements.
 */
#include "core/store/scans.h"

extern const char gi_embedded_scans_001[];
extern const char gi_embedded_scans_002[];
extern const char gi_embedded_scans_003[];
extern const char gi_embedded_scans_004[];
extern const char *const gi_scan_statements[];
extern const char *const gi_seen_statements[];
extern const char *const gi_inbox_statements[];
extern const char *const gi_stretch_statements[];
extern const char *const gi_scan_copy_statements[];

static const gi_migration migrations[] = {
    { 1, "scans-001", gi_embedded_scans_001 },
    { 2, "scans-002", gi_embedded_scans_002 },
    { 3, "scans-003", gi_embedded_scans_003 },
    { 4, "scans-004", gi_embedded_scans_004 },
    /* A copy outlives the day whose networks its secret would tell. */
    { 0, NULL, "DELETE FROM scan_day" },
};

static const char *const *const statements[] = { gi_scan_statements, gi_seen_statements,
                                                 gi_inbox_statements, gi_stretch_statements, NULL };

/* "GiSc" */
const gi_db_shape gi_scans_shape = { 0x47695363, migrations, statements };

static const char *const *const copy_statements[] = { gi_scan_copy_statements, NULL };

gi_db_shape gi_scans_shape_before(int step, gi_migration room[GI_SCAN_STEPS_MAX])
{
    size_t count = 0;
    for (; migrations[count].number != 0 && migrations[count].number < step; count++) {
        room[count] = migrations[count];
    }
    room[count] = (gi_migration){ .number = 0 };
    return (gi_db_shape){ gi_scans_shape.application_id, room, copy_statements };
}
