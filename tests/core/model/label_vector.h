/*
 * The published GL1 vector: key 7, product 311, producer 1024, batch 20250, 2025-04-11,
 * 18 months, serial 123456, 250 g, grade 2, season 1, flags 1; signed by the first test key
 * of RFC 8032.
 */
#ifndef GI_TESTS_LABEL_VECTOR_H
#define GI_TESTS_LABEL_VECTOR_H

#include "gi/unit_code.h"

static const uint8_t vector_header[GI_UNIT_HEADER_SIZE] = { 0x10, 0x00, 0x07, 0x01, 0x37, 0x00,
                                                            0x04, 0x00, 0x00, 0x4f, 0x1a, 0x07,
                                                            0x87, 0x12, 0x00, 0x01, 0xe2, 0x40,
                                                            0x40, 0xfa, 0x21, 0x01 };

static const char vector_digits[] = "04503629712523268000003397391173300000207125223683300431239922"
                                    "641227300119900772304803418511286945"
                                    "11933927842264969967962631466690252758178278554837477572291193"
                                    "8018685472215747228264452682086931"
                                    "290326058811008";

static const gi_unit_header vector_fields = {
    .type = GI_LABEL_UNIT,
    .key = 7,
    .product = 311,
    .producer = 1024,
    .batch = 20250,
    .packed = 1927,
    .best_before = 18,
    .serial = 123456,
    .net = 0x40fa,
    .grade = 2,
    .season = 1,
    .flags = GI_FLAG_SCRATCH,
};

#endif
