/*
 * package.h - the parts of an XLSX file: a zip of XML, read with every size bounded.
 */
#ifndef GI_IMPORT_PACKAGE_H
#define GI_IMPORT_PACKAGE_H

#include "gi/import.h"

typedef struct gi_package gi_package;

/* file is kept until the package is closed. GI_INVALID import-file   GI_NO_MEMORY over-limit */
GI_CHECKED gi_status gi_package_open(gi_bytes file, gi_package **out, gi_error *err);
void gi_package_close(gi_package *package);
GI_DEFINE_AUTO(gi_package, gi_package_close)

bool gi_package_has(const gi_package *package, const char *name);

/*
 * What happens in a part; each may be NULL. Names come without their prefix. A handler that fails
 * ends the reading, and its status is the answer.
 */
typedef struct gi_xml_handler {
    gi_status (*start)(void *context, const char *name, const char **attributes, gi_error *err);
    gi_status (*end)(void *context, const char *name, gi_error *err);
    gi_status (*text)(void *context, gi_bytes text, gi_error *err);
    void *context;
} gi_xml_handler;

/* The value of an attribute by its name without prefix; "" = not there. */
const char *gi_xml_attribute(const char **attributes, const char *name);

/*
 * Parses one part as XML. A DOCTYPE is refused, so there are no entities to expand.
 * GI_INVALID import-file: no such part, not well-formed, DOCTYPE   GI_NO_MEMORY over-limit
 */
GI_CHECKED gi_status gi_package_parse(gi_package *package, const char *name,
                                      const gi_xml_handler *handler, gi_error *err);

#endif
