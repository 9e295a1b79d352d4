/*
 * members.h - what goes into a package: ranges of labels and of packages, checked one by one.
 */
#ifndef GI_ACTS_MEMBERS_H
#define GI_ACTS_MEMBERS_H

#include "core/acts/act.h"
#include "core/store/packages.h"

typedef struct gi_members {
    gi_package_member item[GI_PACKAGE_MEMBERS];
    size_t count;
    int64_t children;        /* serials in all */
    uint32_t holder;         /* whose they all are, 0 before the first */
    int level;               /* of the package to be: 1, or 2 with packages among them */
    gi_run units;            /* the run of the last range of labels */
    gi_package_run packages; /* the run of the last range of packages */
} gi_members;

/*
 * Adds the list of a LONG field, "first..last,first..last": labels of one run each, or packages
 * of one pack act each. Every one is issued, in force, closed, one producer's and in no package;
 * packages are of level 1.
 *
 * GI_INVALID  bad-field and the reasons of unit numbers   GI_NO_MEMORY over-limit
 * GI_CONFLICT outside-run, range-spent, frozen, recalled, not-owner, in-package, package-deep,
 *             already (opened)   GI_NOT_FOUND no-package
 */
GI_CHECKED gi_status gi_members_add(gi_act *act, int field, bool packages, gi_members *members,
                                    gi_error *err);

/* Puts them into the package `box`, `each` into one (0 = all into that one), and keeps them. */
GI_CHECKED gi_status gi_members_keep(gi_act *act, const gi_members *members, gi_unit_id box,
                                     uint32_t each, gi_error *err);

/* The packages of a GI_FIELD_UNITS: of one pack act, none of them opened.
 * GI_NOT_FOUND no-package   GI_CONFLICT already */
GI_CHECKED gi_status gi_act_closed_package(gi_act *act, int field, gi_package_run *run,
                                           gi_package_member *range, gi_error *err);

/* in-package unless none of these serials lies in a closed package. */
GI_CHECKED gi_status gi_act_unpacked(gi_act *act, uint16_t key, uint32_t first, uint32_t count,
                                     gi_error *err);

#endif
