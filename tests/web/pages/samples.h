/*
 * samples.h - verdicts and a view made by hand: pages need no registry.
 */
#ifndef GI_TESTS_SAMPLES_H
#define GI_TESTS_SAMPLES_H

#include "web/pages/consumer/consumer.h"

gi_about sample_about(bool demo);
gi_page_view sample_view(const gi_about *about, gi_language language);

/* A label of 250 g Lushan Yunwu tea, issued, nothing seen, in force. */
gi_verdict sample_issued(void);
/* The header a forger wrote, and a valid one that lies in no run: fields are filled. */
gi_verdict sample_forged(void);
gi_verdict sample_unregistered(void);
gi_verdict sample_typed(void);
gi_verdict sample_batch(void);
gi_verdict sample_unknown(gi_unknown_why why);
/* As issued, with a declared state. */
gi_verdict sample_state(gi_good good);
gi_verdict sample_taken_back(void);
gi_verdict sample_copied(gi_copied copied);
/* A certificate that holds, one withdrawn, and a report that failed. */
gi_papers sample_papers(void);
/* Every text as long as its field allows. */
gi_verdict sample_longest(void);
gi_papers sample_longest_papers(void);
gi_digital_label sample_longest_digital(void);
/* Version 1 or 2 of a text: from 1 to 2 one line changes, one goes, one comes. */
gi_digital_label sample_digital(int64_t version);
gi_season_sum sample_sum(void);

#endif
