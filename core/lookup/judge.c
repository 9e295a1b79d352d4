/*
 * judge.c - one scanned code, judged step by step in the order of label-code 2.4.
 *
 * Only version, type and key id are read before the signature was checked; nothing of an
 * unverified header reaches the verdict. A step either lets the code pass or answers and
 * ends. The date on a label plays no part in whether its key is good: the registered run and
 * the last good serial do (FORMATS 10).
 */
#include <stdio.h>
#include <string.h>

#include "core/lookup/package.h"
#include "core/model/big_endian.h"

typedef struct inquiry {
    gi_view *view;
    gi_bytes text;
    gi_unit_code code;
    gi_key_row key;
    gi_run run;
    gi_package_run package;
    gi_verdict verdict;
    bool answered;
} inquiry;

/* The fields of a card say nothing of goods: its serial may be a label's number as well. */
static void answer(inquiry *asked, gi_issued issued, const char *why)
{
    if (asked->verdict.header.type == GI_LABEL_TRADE_CARD) {
        asked->verdict = gi_verdict_blank(asked->view, GI_ASKED_CODE);
    }
    asked->verdict.issued = issued;
    asked->verdict.unknown = GI_UNKNOWN_NONE;
    (void)snprintf(asked->verdict.state_why, sizeof asked->verdict.state_why, "%s", why);
    asked->answered = true;
}

static void cannot_tell(inquiry *asked, gi_unknown_why why)
{
    gi_verdict_unknown(&asked->verdict, why);
    asked->answered = true;
}

/* What the type alone decides, before any key is asked. */
static const gi_unknown_why type_refusals[16] = {
    [GI_LABEL_PIN_UNIT] = GI_UNKNOWN_VERSION,
    [GI_LABEL_SHORT] = GI_UNKNOWN_VERSION,
    [GI_LABEL_TEST] = GI_UNKNOWN_TEST,
};

static gi_status read_form(inquiry *asked, gi_error *err)
{
    gi_bytes digits;
    gi_error met = { 0 };
    gi_status status = gi_unit_url_digits(asked->text, &digits, &met);
    if (status == GI_OK) {
        status = gi_unit_code_parse(digits, &asked->code, &met);
    }
    if (status == GI_INVALID) {
        bool newer = met.why == GI_WHY_UNKNOWN_VERSION || met.why == GI_WHY_UNKNOWN_TYPE;
        cannot_tell(asked, newer ? GI_UNKNOWN_VERSION : GI_UNKNOWN_INCOMPLETE);
        return GI_OK;
    }
    if (status != GI_OK && err != NULL) {
        *err = met;
    }
    return status;
}

static gi_status check_type(inquiry *asked, gi_error *err)
{
    gi_unknown_why refusal = type_refusals[asked->code.header[0] & 15U];
    (void)err;
    if (refusal != GI_UNKNOWN_NONE) {
        cannot_tell(asked, refusal);
    }
    return GI_OK;
}

static gi_status find_key(inquiry *asked, gi_error *err)
{
    bool found = false;
    uint16_t id = (uint16_t)big_endian_get(asked->code.header + 1, 2);
    GI_TRY(asked->view->type->key(asked->view, id, &found, &asked->key, err));
    if (!found) {
        cannot_tell(asked, asked->view->offline ? GI_UNKNOWN_NEWER : GI_UNKNOWN_KEY);
    }
    return GI_OK;
}

static gi_status check_signature(inquiry *asked, gi_error *err)
{
    uint8_t message[GI_UNIT_MESSAGE_MAX];
    bool fits = false;
    size_t size =
        gi_unit_message((gi_bytes){ asked->code.header, asked->code.header_size }, message);
    GI_TRY(asked->view->type->fits(asked->view, &asked->key, (gi_bytes){ message, size },
                                   &asked->code.signature, &fits, err));
    if (!fits) {
        answer(asked, GI_ISSUED_FORGED, "");
    }
    return GI_OK;
}

/* From here on the header is what the key signed. Its flags may still be of the future. */
static gi_status read_header(inquiry *asked, gi_error *err)
{
    gi_unit_header header;
    gi_bytes bytes = { asked->code.header, asked->code.header_size };
    (void)err;
    if (gi_unit_header_decode(bytes, &header, NULL) != GI_OK) {
        cannot_tell(asked, GI_UNKNOWN_VERSION);
        return GI_OK;
    }
    gi_verdict_set_unit(&asked->verdict, &header);
    /* Past the last good serial of a key nothing newer can come. Cards take no serial of it. */
    if (asked->view->offline && header.type != GI_LABEL_TRADE_CARD &&
        header.serial >= asked->key.next_unit && !gi_key_distrusts(&asked->key, header.serial)) {
        cannot_tell(asked, GI_UNKNOWN_NEWER);
    }
    return GI_OK;
}

bool gi_key_list_allows(const char *list, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = list; at != NULL; at = strchr(at, ',')) {
        at += *at == ',';
        if (strncmp(at, word, size) == 0 && (at[size] == ',' || at[size] == '\0')) {
            return true;
        }
    }
    return list[0] == '\0';
}

static gi_status check_scope(inquiry *asked, gi_error *err)
{
    const gi_key_row *key = &asked->key;
    const gi_unit_header *header = &asked->verdict.header;
    bool found = true;
    char mnemonic[GI_MNEMONIC_SIZE] = "";
    if (key->products[0] != '\0') { /* a mixed box has no product: such a key signs none */
        GI_TRY(asked->view->type->product(asked->view, header->product, &found, mnemonic, err));
    }
    if (strcmp(key->role, "label") != 0 ||
        !gi_key_list_allows(key->types, gi_num(header->type).text) || !found ||
        !gi_key_list_allows(key->products, mnemonic) ||
        (key->holder != 0 && key->holder != header->producer)) {
        answer(asked, GI_ISSUED_UNREGISTERED, "key-scope");
    }
    return GI_OK;
}

static void accept(inquiry *asked, int64_t act)
{
    asked->verdict.issued = GI_ISSUED_YES;
    asked->verdict.unknown = GI_UNKNOWN_NONE;
    asked->verdict.act = act;
}

/*
 * A batch paper has serial 0 and no run: its batch is what is registered, and its header says
 * nothing but that batch. Papers of a leaked key cannot be told apart by serial: none counts.
 */
static gi_status check_paper(inquiry *asked, gi_error *err)
{
    gi_verdict *verdict = &asked->verdict;
    gi_batch_facts facts;
    bool found = false;
    if (strcmp(asked->key.state, "leaked") == 0) {
        answer(asked, GI_ISSUED_UNREGISTERED, "key-leaked");
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
        answer(asked, GI_ISSUED_UNREGISTERED, found ? "other-header" : "no-run");
        return GI_OK;
    }
    accept(asked, facts.act);
    return GI_OK;
}

/* A card is no label on goods: nothing is said of one but that it was signed here (gi/card.h). */
static gi_status check_card(inquiry *asked, gi_error *err)
{
    (void)err;
    if (strcmp(asked->key.state, "leaked") == 0) {
        answer(asked, GI_ISSUED_UNREGISTERED, "key-leaked");
        return GI_OK;
    }
    asked->verdict = gi_verdict_blank(asked->view, GI_ASKED_CODE);
    cannot_tell(asked, GI_UNKNOWN_CARD);
    return GI_OK;
}

static gi_status check_package(inquiry *asked, gi_error *err)
{
    bool found = false;
    bool equal = false;
    gi_bytes header = { asked->code.header, asked->code.header_size };
    GI_TRY(gi_package_registered(asked->view, asked->verdict.unit, header, &found, &equal,
                                 &asked->package, err));
    if (!found || !equal) {
        answer(asked, GI_ISSUED_UNREGISTERED, found ? "other-header" : "no-run");
        return GI_OK;
    }
    accept(asked, asked->package.act);
    return GI_OK;
}

/* The registered run holds the serial, the key is trusted so far, and the header is equal. */
static gi_status check_run(inquiry *asked, gi_error *err)
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
        answer(asked, GI_ISSUED_UNREGISTERED, "key-leaked");
        return GI_OK;
    }
    if (verdict->header.type == GI_LABEL_PACKAGE) {
        return check_package(asked, err);
    }
    GI_TRY(asked->view->type->run(asked->view, verdict->unit, &found, &asked->run, err));
    if (!found) {
        answer(asked, GI_ISSUED_UNREGISTERED, "no-run");
        return GI_OK;
    }
    memcpy(registered, asked->run.header, sizeof registered);
    big_endian_put(registered + 14, 4, verdict->unit.serial);
    if (!gi_bytes_equal((gi_bytes){ asked->code.header, asked->code.header_size },
                        (gi_bytes){ registered, sizeof registered })) {
        answer(asked, GI_ISSUED_UNREGISTERED, "other-header");
        return GI_OK;
    }
    accept(asked, asked->run.act);
    return GI_OK;
}

static gi_status check_state(inquiry *asked, gi_error *err)
{
    GI_TRY(gi_verdict_set_batch(asked->view, &asked->verdict, err));
    if (asked->verdict.header.type == GI_LABEL_PACKAGE) {
        return gi_verdict_set_package(asked->view, &asked->verdict, &asked->package, err);
    }
    GI_TRY(gi_verdict_set_good(asked->view, &asked->verdict, err));
    GI_TRY(gi_verdict_set_copied(asked->view, &asked->verdict, err));
    return gi_verdict_apply_hold(asked->view, &asked->verdict, err);
}

static gi_status (*const steps[])(inquiry *asked, gi_error *err) = {
    check_type, find_key, check_signature, read_header, check_scope, check_run, check_state,
};

/* An issued code whose GS1 path says something else: which part, and no more. */
static gi_status check_path(inquiry *asked, gi_error *err)
{
    const char *part = "";
    if (asked->verdict.issued != GI_ISSUED_YES) {
        return GI_OK;
    }
    GI_TRY(gi_gs1_check(asked->view, asked->text, &asked->verdict, &part, err));
    if (part[0] != '\0') {
        asked->verdict = gi_verdict_blank(asked->view, GI_ASKED_CODE);
        answer(asked, GI_ISSUED_UNKNOWN, part);
        asked->verdict.unknown = GI_UNKNOWN_PATH;
    }
    return GI_OK;
}

/* A code whose form was read, unless that answered already. */
static gi_status judge(inquiry *asked, gi_verdict *out, gi_error *err)
{
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && !asked->answered; i++) {
        GI_TRY(steps[i](asked, err));
    }
    GI_TRY(check_path(asked, err));
    gi_verdict_finish(asked->view, &asked->verdict);
    *out = asked->verdict;
    return GI_OK;
}

gi_status gi_judge_code(gi_view *view, gi_bytes text, gi_verdict *out, gi_error *err)
{
    inquiry asked = { .view = view,
                      .text = text,
                      .verdict = gi_verdict_blank(view, GI_ASKED_CODE),
                      .answered = view->untrusted };
    if (!asked.answered) {
        GI_TRY(read_form(&asked, err));
    }
    return judge(&asked, out, err);
}

gi_status gi_judge_read(gi_view *view, gi_bytes text, const gi_unit_code *code, gi_verdict *out,
                        gi_error *err)
{
    inquiry asked = { .view = view,
                      .text = text,
                      .code = *code,
                      .verdict = gi_verdict_blank(view, GI_ASKED_CODE),
                      .answered = view->untrusted };
    return judge(&asked, out, err);
}
