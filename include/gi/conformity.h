/*
 * conformity.h - the certificate of conformity (承诺达标合格证) of fresh produce.
 *
 * Vegetables, fruit, fresh tea leaf, livestock, poultry, eggs and farmed aquatic products: firms
 * and co-operatives issue one for each batch of produce, households may. It says what, how much,
 * from where, when, who commits and how to reach them, and rests on control or on a test. Who
 * mixes produce issues a new one. Its number is the log index of its act `conformity`.
 *
 * What the rules are is data with its source (core/rules/conformity.csv).
 */
#ifndef GI_CONFORMITY_H
#define GI_CONFORMITY_H

#include "gi/batch.h"
#include "gi/json.h"
#include "gi/registry.h"

/*
 * One line of the rules: a text that a certificate shows, or a number.
 *
 * name      "title", "promise", "control", "self-test", "commissioned-test", "keep-months"
 * number    GI_NOT_KNOWN (-1) where the line is only a text
 * law source mark checked   where it was read; mark as in gi/catalogue.h
 */
typedef struct gi_conformity_rule {
    char name[24];
    char zh[256];
    char en[256];
    int64_t number;
    char law[64];
    char source[256];
    char mark[4];
    char checked[12];
} gi_conformity_rule;

/* By name, exactly. GI_NOT_FOUND no-catalogue   GI_CORRUPT as gi/catalogue.h says */
GI_CHECKED gi_status gi_conformity_rule_find(const char *name, gi_conformity_rule *out,
                                             gi_error *err);

/*
 * A certificate for printing. Holds personal data: the name of a household and how to reach it;
 * for the holder, its clerk and who buys from it, not for the public.
 *
 * number    log index of its act
 * batch     of this batch; or, of a lot, the newest batch of it for which it holds, one that was
 *           taken back only where no other is: its code is not printed (taken-back); "" = none
 * quantity  milli-units of unit
 * basis     "control", "self-test", "commissioned-test"
 * place contact who   "" once the private values of the act were purged
 * keep_until          buyers keep it so long
 */
typedef struct gi_conformity {
    int64_t number;
    char product_zh[GI_NAME_TEXT];
    char batch[GI_BATCH_ID_TEXT];
    gi_unit unit;
    int64_t quantity;
    char basis[20];
    gi_day day;
    gi_day keep_until;
    char place[GI_NAME_TEXT];
    char contact[GI_NAME_TEXT];
    char who[GI_NAME_TEXT];
} gi_conformity;

/* GI_NOT_FOUND no-conformity: the act is no certificate   GI_CORRUPT as the rules */
GI_CHECKED gi_status gi_conformity_find(gi_registry *registry, int64_t number, gi_conformity *out,
                                        gi_error *err);

/*
 * One certificate as JSON: {conformity holder product lot|batch qty qty_text basis basis_text day
 * keep_until [ref]}; with_private adds place, contact and who. You own *out.
 *
 * GI_NOT_FOUND no-conformity
 */
GI_CHECKED gi_status gi_report_conformity(gi_registry *registry, int64_t number, bool with_private,
                                          gi_json **out, gi_error *err);

#endif
