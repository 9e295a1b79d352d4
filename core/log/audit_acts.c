/*
 * audit_acts.c - which role signs which act, and which rules judge it (FORMATS 6, 7).
 *
 * Written against the leaves, not against the table of acts that makes them: an audit that
 * shared the operator's table would share its mistakes. Acts without a judge have nothing
 * public to measure; only R2 and R3 apply.
 */
#include "core/log/audit_epoch.h"
#include "core/log/audit_labels.h"
#include "core/log/audit_papers.h"
#include "core/log/audit_runs.h"
#include "core/log/audit_seasons.h"

static const audit_act acts[] = {
    { "issue", GI_ROLE_LABEL, GI_ROLE_NONE, gi_audit_issue },
    { "input", GI_ROLE_REGISTRY, GI_ROLE_NONE, NULL },
    { "harvest", GI_ROLE_REGISTRY, GI_ROLE_NONE, NULL },
    { "harvest-sheet", GI_ROLE_REGISTRY, GI_ROLE_NONE, NULL },
    { "make", GI_ROLE_REGISTRY, GI_ROLE_NONE, NULL },
    { "batch", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_batch },
    { "card", GI_ROLE_REGISTRY, GI_ROLE_NONE, NULL },
    { "transfer", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_transfer },
    { "dispute", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_dispute },
    { "settle", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_settle },
    { "split", GI_ROLE_REGISTRY, GI_ROLE_NONE, NULL },
    { "merge", GI_ROLE_REGISTRY, GI_ROLE_NONE, NULL },
    { "cancel", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_cancel },
    { "void", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_void },
    { "gtin", GI_ROLE_REGISTRY, GI_ROLE_NONE, NULL },
    { "pack", GI_ROLE_LABEL, GI_ROLE_NONE, gi_audit_pack },
    { "unpack", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_unpack },
    { "activate", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_activate },
    { "print", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_print },
    { "spoil", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_spoil },
    { "return", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_handback },
    { "lose", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_lose },
    { "repack", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_repack },
    { "amend", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_amend },
    { "erase", GI_ROLE_REGISTRY, GI_ROLE_AUTHORITY, NULL },
    { "undo-import", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_undo_import },
    { "status", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_status },
    { "head", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_head_leaf },
    { "product", GI_ROLE_AUTHORITY, GI_ROLE_BUREAU, gi_audit_product_act },
    { "holder", GI_ROLE_AUTHORITY, GI_ROLE_NONE, NULL },
    { "source", GI_ROLE_AUTHORITY, GI_ROLE_NONE, NULL },
    { "grant", GI_ROLE_AUTHORITY, GI_ROLE_BUREAU, gi_audit_grant },
    { "adjust", GI_ROLE_AUTHORITY, GI_ROLE_BUREAU, gi_audit_adjust },
    { "lapse", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_lapse },
    { "close", GI_ROLE_AUTHORITY, GI_ROLE_NONE, gi_audit_close },
    { "outside", GI_ROLE_AUTHORITY, GI_ROLE_BUREAU, gi_audit_outside },
    { "suspend", GI_ROLE_AUTHORITY, GI_ROLE_NONE, NULL },
    { "certificate", GI_ROLE_AUTHORITY, GI_ROLE_NONE, gi_audit_certificate },
    { "lab-report", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_lab_report },
    { "conformity", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_conformity },
    { "digital-label", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_digital },
    { "purge", GI_ROLE_REGISTRY, GI_ROLE_AUTHORITY, gi_audit_purge },
    { "freeze", GI_ROLE_BUREAU, GI_ROLE_NONE, gi_audit_freeze },
    { "freeze-doc", GI_ROLE_BUREAU, GI_ROLE_NONE, gi_audit_freeze_doc },
    { "freeze-extend", GI_ROLE_BUREAU, GI_ROLE_NONE, gi_audit_freeze_extend },
    { "lift", GI_ROLE_BUREAU, GI_ROLE_BUREAU, gi_audit_lift },
    { "finding", GI_ROLE_BUREAU, GI_ROLE_BUREAU, gi_audit_finding_act },
    { "finding-lift", GI_ROLE_BUREAU, GI_ROLE_BUREAU, gi_audit_finding_lift },
    { "recall", GI_ROLE_BUREAU, GI_ROLE_AUTHORITY, gi_audit_recall },
    { "recall-progress", GI_ROLE_REGISTRY, GI_ROLE_NONE, gi_audit_recall_progress },
    { "key", GI_ROLE_ROOT, GI_ROLE_NONE, gi_audit_key_act },
    { "epoch", GI_ROLE_ROOT, GI_ROLE_NONE, gi_audit_epoch },
    { "hosts", GI_ROLE_ROOT, GI_ROLE_NONE, NULL },
    { "found", GI_ROLE_ROOT, GI_ROLE_NONE, gi_audit_found },
};

const audit_act *gi_audit_act(gi_bytes name)
{
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        if (gi_bytes_equal(name, gi_bytes_of(acts[i].name))) {
            return &acts[i];
        }
    }
    return NULL;
}
