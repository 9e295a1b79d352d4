/*
 * certificate.c - what others certify of a producer: organic, GAP, HACCP, food licence ...
 *
 * Public, with the body that says so. It holds on a day when that day lies in its term and it is
 * not withdrawn by then; whether it does is computed where it is shown.
 */
#include <string.h>

#include "core/acts/acts.h"
#include "core/store/holders.h"
#include "core/store/officer.h"

enum { OP, HOLDER, PRODUCT, KIND, NUMBER, BODY, SCOPE, FROM, TO, REF, DAY };

const gi_field_rule gi_certificate_fields[] = {
    [OP] = { "op", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "操作", "what to do", "add|withdraw" },
    [HOLDER] = { "holder", GI_FIELD_HOLDER, GI_PUBLIC, "持证生产者（新增）", "producer (add)",
                 "001F" },
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_PUBLIC, "产品（缺省为全部）",
                  "product; none = all of the producer", "LSYW" },
    [KIND] = { "kind", GI_FIELD_WORD, GI_PUBLIC, "种类（新增）", "kind (add)",
               "organic|green-food|gap|haccp|iso22000|sc|other" },
    [NUMBER] = { "number", GI_FIELD_TEXT, GI_PUBLIC, "证书编号（新增）", "number (add)", NULL },
    [BODY] = { "body", GI_FIELD_TEXT, GI_PUBLIC, "发证机构（新增）", "certifying body (add)",
               NULL },
    [SCOPE] = { "scope", GI_FIELD_TEXT, GI_PUBLIC, "范围", "scope", NULL },
    [FROM] = { "from", GI_FIELD_DAY, GI_PUBLIC, "有效期起（新增）", "first day (add)",
               "2026-01-01" },
    [TO] = { "to", GI_FIELD_DAY, GI_PUBLIC, "有效期止（新增）", "last day (add)", "2026-12-31" },
    [REF] = { "ref", GI_FIELD_INT, GI_PUBLIC, "证书记录号（撤销）",
              "act of the certificate (withdraw)", "log index" },
    [DAY] = { "day", GI_FIELD_DAY, GI_PUBLIC, "撤销日（缺省为今日）",
              "day of withdrawal, default today", "2026-06-01" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

static gi_status need(const gi_act *act, const int *fields, size_t count, gi_error *err)
{
    for (size_t i = 0; i < count; i++) {
        const char *name = act->kind->fields[fields[i]].name;
        if (!act->value[fields[i]].given) {
            return gi_fail_field(err, name, GI_WHY_MISSING_FIELD, name, act->kind->name);
        }
    }
    return GI_OK;
}

static gi_status read_paper(gi_act *act, gi_certificate_row *paper, gi_error *err)
{
    static const int wanted[] = { HOLDER, KIND, NUMBER, BODY, FROM, TO };
    GI_TRY(need(act, wanted, sizeof wanted / sizeof wanted[0], err));
    paper->first = (gi_day)act->value[FROM].number;
    paper->last = (gi_day)act->value[TO].number;
    if (paper->last < paper->first) {
        return gi_fail_field(err, "to", GI_WHY_DAY_ORDER, "to", gi_day_text(paper->last).text,
                             gi_day_text(paper->first).text);
    }
    GI_TRY(gi_act_text(act, KIND, paper->kind, sizeof paper->kind, err));
    GI_TRY(gi_act_text(act, NUMBER, paper->number, sizeof paper->number, err));
    GI_TRY(gi_act_text(act, BODY, paper->body, sizeof paper->body, err));
    return gi_act_text(act, SCOPE, paper->scope, sizeof paper->scope, err);
}

static void set_leaf(gi_act *act, const gi_certificate_row *paper)
{
    gi_json_set_text(act->leaf, "kind", paper->kind);
    gi_json_set_text(act->leaf, "number", paper->number);
    gi_json_set_text(act->leaf, "body", paper->body);
    gi_json_set_text(act->leaf, "from", gi_day_text(paper->first).text);
    gi_json_set_text(act->leaf, "to", gi_day_text(paper->last).text);
    if (paper->scope[0] != '\0') {
        gi_json_set_text(act->leaf, "scope", paper->scope);
    }
}

static gi_status add(gi_act *act, gi_error *err)
{
    gi_holder_row holder;
    gi_certificate_row paper = { .act = act->index };
    bool found = false;
    int64_t other = 0;
    GI_TRY(read_paper(act, &paper, err));
    GI_TRY(gi_act_producer(act, (uint32_t)act->value[HOLDER].number, &holder, err));
    GI_TRY(gi_certificate_find(act->db, paper.kind, paper.number, &found, &other, err));
    if (found) {
        return gi_fail_field(err, "number", GI_WHY_EXISTS, paper.number);
    }
    paper.holder = holder.id;
    if (act->value[PRODUCT].given) {
        gi_product product;
        GI_TRY(gi_act_product(act, PRODUCT, &product, err));
        paper.product = product.index;
        gi_json_set_text(act->leaf, "gi", product.mnemonic);
    }
    gi_act_leaf_org(act, holder.id);
    set_leaf(act, &paper);
    return gi_certificate_insert(act->db, &paper, err);
}

static gi_status withdraw(gi_act *act, gi_error *err)
{
    static const int wanted[] = { REF };
    gi_certificate_row paper;
    GI_TRY(need(act, wanted, 1, err));
    GI_TRY(gi_certificate_load(act->db, act->value[REF].number, &paper, err));
    if (paper.withdrawn >= 0) {
        return gi_fail_field(err, "ref", GI_WHY_ALREADY, paper.number, "withdrawn");
    }
    paper.withdrawn = act->index;
    paper.withdrawn_day = act->value[DAY].given ? (gi_day)act->value[DAY].number : act->today;
    GI_TRY(gi_act_not_future(act, paper.withdrawn_day, err));
    gi_act_leaf_org(act, paper.holder);
    gi_json_set_int(act->leaf, "ref", paper.act);
    gi_json_set_text(act->leaf, "day", gi_day_text(paper.withdrawn_day).text);
    return gi_certificate_change(act->db, &paper, err);
}

gi_status gi_certificate_perform(gi_act *act, gi_error *err)
{
    bool adds = gi_act_is(act, OP, "add");
    gi_json_set_text(act->leaf, "op", adds ? "add" : "withdraw");
    return adds ? add(act, err) : withdraw(act, err);
}
