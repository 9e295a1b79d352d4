/*
 * spray.h - sprays on the plot of picked(), for the specs of input and gate.
 */
#ifndef GI_TESTS_ACTS_SPRAY_H
#define GI_TESTS_ACTS_SPRAY_H

#include "tests/core/acts/market.h"

#define SPRAY(day, active)                                                                     \
    "input", "source", "1", "day", day, "kind", "pesticide", "name", "示例", "active", active, \
        "maker", "示例农化", "dose", "20mL/亩", "target", "茶尺蠖"

/* market(), and the product asks for sprays by the table of tea. */
gi_fixture *garden(void);

#endif
