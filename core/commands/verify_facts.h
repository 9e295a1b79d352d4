/*
 * verify_facts.h - what a verdict tells of a label and of its batch, line by line.
 */
#ifndef GI_COMMANDS_VERIFY_FACTS_H
#define GI_COMMANDS_VERIFY_FACTS_H

#include "core/commands/command.h"
#include "gi/lookup.h"

/* Number, net content, days, scratch field. */
void say_unit(const command *cmd, const gi_verdict *verdict);
/* Product, grade, producer, batch, origin; those that are not known are left out. */
void say_batch(const command *cmd, const gi_batch_facts *facts);

#endif
