/*
 * inquiry.c - whether a signed code is one that was registered, by the type of its label.
 *
 * A unit lies in a run and a package in its own, with an equal header; a batch paper equals its
 * batch; a card is no label.
 */
#include "core/lookup/inquiry.h"

#include <stdio.h>
#include <string.h>

#include "core/model/run_header.h"

/* The fields of a card say nothing of goods: its serial may be a label's number as well. */
void gi_inquiry_answer(gi_inquiry *asked, gi_issued issued, const char *why)
{
    if (asked->verdict.header.type == GI_LABEL_TRADE_CARD) {
        asked->verdict = gi_verdict_blank(asked->view, GI_ASKED_CODE);
    }
    asked->verdict.issued = issued;
    asked->verdict.unknown = GI_UNKNOWN_NONE;
    (void)snprintf(asked->verdict.state_why, sizeof asked->verdict.state_why, "%s", why);
    asked->answered = true;
}

void gi_inquiry_cannot_tell(gi_inquiry *asked, gi_unknown_why why)
{
    gi_verdict_unknown(&asked->verdict, why);
    asked->answered = true;
}

static void accept(gi_inquiry *asked, int64_t act)
{
    asked->verdict.issued = GI_ISSUED_YES;
    asked->verdict.unknown = GI_UNKNOWN_NONE;
    asked->verdict.act = act;
}

/*
 * A batch paper has serial 0 and no run: its batch is what is registered, and its header says
 * nothing but that batch. Papers of a leaked key cannot be told apart by serial: none counts.
 */
static gi_status check_paper(gi_inquiry *asked, gi_error *err)
{
    gi_verdict *verdict = &asked->verdict;
    gi_batch_facts facts;
    bool found = false;
    if (strcmp(asked->key.state, "leaked") == 0) {
        gi_inquiry_answer(asked, GI_ISSUED_UNREGISTERED, "key-leaked");
        return GI_OK;
    }
    GI_TRY(asked->view->type->facts(asked->view, verdict->header.producer, verdict->header.batch,
                                    &found, &facts, err));
    gi_unit_header wanted = { .type = GI_LABEL_BATCH_PAPER, .key = asked->key.id };
    if (found) {
        wanted.product = facts.product;
        wanted.producer = facts.id.producer;
        wanted.batch = facts.id.number;
        wanted.packed = (uint16_t)(facts.made - GI_LABEL_EPOCH);
        wanted.grade = facts.grade;
        wanted.season = facts.season;
    }
    uint8_t bytes[GI_UNIT_HEADER_MAX];
    size_t size = gi_unit_header_encode(&wanted, bytes);
    if (!found || !gi_bytes_equal((gi_bytes){ bytes, size },
                                  (gi_bytes){ asked->code.header, asked->code.header_size })) {
        gi_inquiry_answer(asked, GI_ISSUED_UNREGISTERED, found ? "other-header" : "no-run");
        return GI_OK;
    }
    accept(asked, facts.act);
    return GI_OK;
}

/* A card is no label on goods: nothing is said of one but that it was signed here (gi/card.h). */
static gi_status check_card(gi_inquiry *asked, gi_error *err)
{
    (void)err;
    if (strcmp(asked->key.state, "leaked") == 0) {
        gi_inquiry_answer(asked, GI_ISSUED_UNREGISTERED, "key-leaked");
        return GI_OK;
    }
    asked->verdict = gi_verdict_blank(asked->view, GI_ASKED_CODE);
    gi_inquiry_cannot_tell(asked, GI_UNKNOWN_CARD);
    return GI_OK;
}

static gi_status check_package(gi_inquiry *asked, gi_error *err)
{
    bool found = false;
    bool equal = false;
    gi_bytes header = { asked->code.header, asked->code.header_size };
    GI_TRY(gi_package_registered(asked->view, asked->verdict.unit, header, &found, &equal,
                                 &asked->package, err));
    if (!found || !equal) {
        gi_inquiry_answer(asked, GI_ISSUED_UNREGISTERED, found ? "other-header" : "no-run");
        return GI_OK;
    }
    accept(asked, asked->package.act);
    return GI_OK;
}

/* The registered run holds the serial, the key is trusted so far, and the header is equal. */
gi_status gi_inquiry_registered(gi_inquiry *asked, gi_error *err)
{
    bool found = false;
    uint8_t registered[GI_UNIT_HEADER_SIZE];
    gi_verdict *verdict = &asked->verdict;
    if (verdict->header.type == GI_LABEL_BATCH_PAPER) {
        return check_paper(asked, err);
    }
    if (verdict->header.type == GI_LABEL_TRADE_CARD) {
        return check_card(asked, err);
    }
    if (gi_key_distrusts(&asked->key, verdict->unit.serial)) {
        gi_inquiry_answer(asked, GI_ISSUED_UNREGISTERED, "key-leaked");
        return GI_OK;
    }
    if (verdict->header.type == GI_LABEL_PACKAGE) {
        return check_package(asked, err);
    }
    GI_TRY(asked->view->type->run(asked->view, verdict->unit, &found, &asked->run, err));
    if (!found) {
        gi_inquiry_answer(asked, GI_ISSUED_UNREGISTERED, "no-run");
        return GI_OK;
    }
    gi_run_header(&asked->run, verdict->unit.serial, registered);
    if (!gi_bytes_equal((gi_bytes){ asked->code.header, asked->code.header_size },
                        (gi_bytes){ registered, sizeof registered })) {
        gi_inquiry_answer(asked, GI_ISSUED_UNREGISTERED, "other-header");
        return GI_OK;
    }
    accept(asked, asked->run.act);
    return GI_OK;
}
