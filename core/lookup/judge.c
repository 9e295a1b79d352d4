/*
 * judge.c - one scanned code, judged step by step in the order of label-code 2.4.
 *
 * Only version, type and key id are read before the signature was checked; nothing of an
 * unverified header reaches the verdict. A step either lets the code pass or answers and
 * ends. The date on a label plays no part in whether its key is good: the registered run and
 * the last good serial do (FORMATS 10).
 */
#include <string.h>

#include "core/lookup/inquiry.h"
#include "core/model/big_endian.h"

/* What the type alone decides, before any key is asked. */
static const gi_unknown_why type_refusals[16] = {
    [GI_LABEL_PIN_UNIT] = GI_UNKNOWN_VERSION,
    [GI_LABEL_SHORT] = GI_UNKNOWN_VERSION,
    [GI_LABEL_TEST] = GI_UNKNOWN_TEST,
};

static gi_status read_form(gi_inquiry *asked, gi_error *err)
{
    gi_bytes digits;
    gi_error met = { 0 };
    gi_status status = gi_unit_url_digits(asked->text, &digits, &met);
    if (status == GI_OK) {
        status = gi_unit_code_parse(digits, &asked->code, &met);
    }
    if (status == GI_INVALID) {
        bool newer = met.why == GI_WHY_UNKNOWN_VERSION || met.why == GI_WHY_UNKNOWN_TYPE;
        gi_inquiry_cannot_tell(asked, newer ? GI_UNKNOWN_VERSION : GI_UNKNOWN_INCOMPLETE);
        return GI_OK;
    }
    if (status != GI_OK && err != NULL) {
        *err = met;
    }
    return status;
}

static gi_status check_type(gi_inquiry *asked, gi_error *err)
{
    gi_unknown_why refusal = type_refusals[asked->code.header[0] & 15U];
    (void)err;
    if (refusal != GI_UNKNOWN_NONE) {
        gi_inquiry_cannot_tell(asked, refusal);
    }
    return GI_OK;
}

static gi_status find_key(gi_inquiry *asked, gi_error *err)
{
    bool found = false;
    uint16_t id = (uint16_t)big_endian_get(asked->code.header + 1, 2);
    GI_TRY(asked->view->type->key(asked->view, id, &found, &asked->key, err));
    if (!found) {
        gi_inquiry_cannot_tell(asked, asked->view->offline ? GI_UNKNOWN_NEWER : GI_UNKNOWN_KEY);
    }
    return GI_OK;
}

static gi_status check_signature(gi_inquiry *asked, gi_error *err)
{
    uint8_t message[GI_UNIT_MESSAGE_MAX];
    bool fits = false;
    size_t size =
        gi_unit_message((gi_bytes){ asked->code.header, asked->code.header_size }, message);
    GI_TRY(asked->view->type->fits(asked->view, &asked->key, (gi_bytes){ message, size },
                                   &asked->code.signature, &fits, err));
    if (!fits) {
        gi_inquiry_answer(asked, GI_ISSUED_FORGED, "");
    }
    return GI_OK;
}

/* From here on the header is what the key signed. Its flags may still be of the future. */
static gi_status read_header(gi_inquiry *asked, gi_error *err)
{
    gi_unit_header header;
    gi_bytes bytes = { asked->code.header, asked->code.header_size };
    (void)err;
    if (gi_unit_header_decode(bytes, &header, NULL) != GI_OK) {
        gi_inquiry_cannot_tell(asked, GI_UNKNOWN_VERSION);
        return GI_OK;
    }
    gi_verdict_set_unit(&asked->verdict, &header);
    /* Past the last good serial of a key nothing newer can come. Cards take no serial of it. */
    if (asked->view->offline && header.type != GI_LABEL_TRADE_CARD &&
        header.serial >= asked->key.next_unit && !gi_key_distrusts(&asked->key, header.serial)) {
        gi_inquiry_cannot_tell(asked, GI_UNKNOWN_NEWER);
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

static gi_status check_scope(gi_inquiry *asked, gi_error *err)
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
        gi_inquiry_answer(asked, GI_ISSUED_UNREGISTERED, "key-scope");
    }
    return GI_OK;
}

static gi_status check_state(gi_inquiry *asked, gi_error *err)
{
    GI_TRY(gi_verdict_set_batch(asked->view, &asked->verdict, err));
    if (asked->verdict.header.type == GI_LABEL_PACKAGE) {
        return gi_verdict_set_package(asked->view, &asked->verdict, &asked->package, err);
    }
    GI_TRY(gi_verdict_set_good(asked->view, &asked->verdict, err));
    GI_TRY(gi_verdict_set_copied(asked->view, &asked->verdict, err));
    return gi_verdict_apply_hold(asked->view, &asked->verdict, err);
}

static gi_status (*const steps[])(gi_inquiry *asked, gi_error *err) = {
    check_type,  find_key, check_signature, read_header, check_scope, gi_inquiry_registered,
    check_state,
};

/* An issued code whose GS1 path says something else: which part, and no more. */
static gi_status check_path(gi_inquiry *asked, gi_error *err)
{
    const char *part = "";
    if (asked->verdict.issued != GI_ISSUED_YES) {
        return GI_OK;
    }
    GI_TRY(gi_gs1_check(asked->view, asked->text, &asked->verdict, &part, err));
    if (part[0] != '\0') {
        asked->verdict = gi_verdict_blank(asked->view, GI_ASKED_CODE);
        gi_inquiry_answer(asked, GI_ISSUED_UNKNOWN, part);
        asked->verdict.unknown = GI_UNKNOWN_PATH;
    }
    return GI_OK;
}

/* A code whose form was read, unless that answered already. */
static gi_status judge(gi_inquiry *asked, gi_verdict *out, gi_error *err)
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
    gi_inquiry asked = { .view = view,
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
    gi_inquiry asked = { .view = view,
                         .text = text,
                         .code = *code,
                         .verdict = gi_verdict_blank(view, GI_ASKED_CODE),
                         .answered = view->untrusted };
    return judge(&asked, out, err);
}
