/*
 * fuzz.h - what a fuzz target offers: one input, any bytes, no crash and no leak.
 *
 * libFuzzer calls it millions of times; replay.c once per file of the corpus. Answers 0.
 */
#ifndef GI_TESTS_FUZZ_H
#define GI_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
