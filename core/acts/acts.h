/*
 * acts.h - fields and perform of every act, for the table.
 */
#ifndef GI_ACTS_ACTS_H
#define GI_ACTS_ACTS_H

#include "core/acts/act.h"

#define GI_DECLARE_ACT(name)                         \
    extern const gi_field_rule gi_##name##_fields[]; \
    gi_status gi_##name##_perform(gi_act *act, gi_error *err)

GI_DECLARE_ACT(found);
GI_DECLARE_ACT(key);
GI_DECLARE_ACT(epoch);
GI_DECLARE_ACT(product);
GI_DECLARE_ACT(holder);
GI_DECLARE_ACT(source);
GI_DECLARE_ACT(grant);
GI_DECLARE_ACT(input);
GI_DECLARE_ACT(harvest);
GI_DECLARE_ACT(harvest_sheet);
GI_DECLARE_ACT(make);
GI_DECLARE_ACT(card);
GI_DECLARE_ACT(transfer);
GI_DECLARE_ACT(dispute);
GI_DECLARE_ACT(settle);
GI_DECLARE_ACT(split);
GI_DECLARE_ACT(merge);
GI_DECLARE_ACT(outside);
GI_DECLARE_ACT(batch);
GI_DECLARE_ACT(issue);
GI_DECLARE_ACT(gtin);
GI_DECLARE_ACT(hosts);
GI_DECLARE_ACT(pack);
GI_DECLARE_ACT(unpack);
GI_DECLARE_ACT(activate);
GI_DECLARE_ACT(print);
GI_DECLARE_ACT(cancel);
GI_DECLARE_ACT(spoil);
GI_DECLARE_ACT(handback); /* `return` is a word of C */
GI_DECLARE_ACT(lose);
GI_DECLARE_ACT(void);
GI_DECLARE_ACT(repack);
GI_DECLARE_ACT(adjust);
GI_DECLARE_ACT(lapse);
GI_DECLARE_ACT(close);
GI_DECLARE_ACT(suspend);
GI_DECLARE_ACT(amend);
GI_DECLARE_ACT(erase);
GI_DECLARE_ACT(certificate);
GI_DECLARE_ACT(lab_report);
GI_DECLARE_ACT(conformity);
GI_DECLARE_ACT(digital);
GI_DECLARE_ACT(purge);
GI_DECLARE_ACT(freeze);
GI_DECLARE_ACT(freeze_doc);
GI_DECLARE_ACT(freeze_extend);
GI_DECLARE_ACT(lift);
GI_DECLARE_ACT(finding);
GI_DECLARE_ACT(finding_lift);
GI_DECLARE_ACT(recall);
GI_DECLARE_ACT(recall_progress);
GI_DECLARE_ACT(status);
GI_DECLARE_ACT(head);
GI_DECLARE_ACT(undo_import);

#endif
