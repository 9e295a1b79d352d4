/*
 * shape.h - what registry.db is (shape.c).
 *
 * All migrations and all statements.
 */
#ifndef GI_STORE_SHAPE_H
#define GI_STORE_SHAPE_H

#include "core/store/db.h"

extern const gi_db_shape gi_registry_shape; /* shape.c */

#endif
