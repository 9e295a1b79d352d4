/*
 * main_card.c - a trade card on paper, with fresh one-time slips where the template shows them.
 *
 * Slips are drawn here, drawn on this one print and wiped; the registry gets their hashes. The act
 * comes after everything that can be refused, with the file written or the printer's answer heard,
 * and before anything leaves: a print that fails then has only ended the old slips, and the next
 * print draws new ones. Keys are unlocked for what the template shows, and no others.
 */
#include <stdio.h>

#include "gi/card.h"
#include "gi/text.h"
#include "labels/main.h"
#include "labels/main_keys.h"
#include "labels/main_out.h"
#include "labels/main_progress.h"

typedef struct carding {
    const gi_order *order;
    const gi_template_info *about;
    gi_registry *registry;
    gi_card card;
    uint16_t key;
    gi_label label;
    gi_card_slips slips;
} carding;

static void carding_clear(carding *work)
{
    gi_registry_close(work->registry);
    gi_wipe(work, sizeof *work);
}

/* ---- texts ---- */

static gi_status set_slips(carding *work, gi_error *err)
{
    GI_TRY(gi_card_slips_draw(gi_registry_about(work->registry)->demo, gi_random_system(),
                              &work->slips, err));
    for (int i = 0; i < GI_CARD_SLIPS; i++) {
        char name[24];
        (void)snprintf(name, sizeof name, "slip_%d", i + 1);
        GI_TRY(gi_label_set(&work->label, name, work->slips.code[i], err));
    }
    return GI_OK;
}

static gi_status fill(carding *work, gi_error *err)
{
    const gi_about *about = gi_registry_about(work->registry);
    const gi_day_text_t since = gi_day_text(work->card.issued);
    const struct {
        const char *name;
        const char *text;
    } texts[] = {
        { "card", work->card.number },    { "grower", work->card.grower },
        { "township", work->card.place }, { "since", since.text },
        { "host", about->host },
    };
    work->label.demo = about->demo;
    GI_TRY(gi_text_copy(work->label.prefix, sizeof work->label.prefix, gi_bytes_of(about->base_url),
                        "prefix", err));
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        GI_TRY(gi_label_set(&work->label, texts[i].name, texts[i].text, err));
    }
    return work->about->slips ? set_slips(work, err) : GI_OK;
}

/* ---- code and act ---- */

/* The registry's keys for the act on slips, the label key for the code. */
static gi_status open_keys(const carding *work, gi_label_keys *out, gi_error *err)
{
    const gi_order *order = work->order;
    const gi_passphrase_source secret = { order->passphrase_fd, order->passphrase_file, true };
    if (work->about->slips) {
        return gi_label_keys_open(order, work->registry, work->key, out, err);
    }
    return work->about->code
               ? gi_registry_signer(work->registry, work->key, &secret, &out->label, err)
               : GI_OK;
}

static gi_status sign(const carding *work, const gi_signer *signer,
                      char digits[GI_UNIT_DIGITS_MAX + 1], gi_error *err)
{
    const gi_unit_header header = gi_card_header(&work->card, work->key);
    gi_unit_code code;
    GI_TRY(gi_code_sign(&header, signer, &code, err));
    (void)gi_unit_code_print(&code, digits);
    return GI_OK;
}

/* The act names the card: were it replaced while a passphrase was typed, nothing is recorded. */
static gi_status record(const carding *work, const gi_label_keys *keys, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    gi_receipt receipt;
    char holder[5];
    gi_number_print(work->card.holder, holder);
    GI_TRY(gi_draft_create("card", gi_random_system(), &draft, err));
    GI_TRY(gi_draft_set(draft, "holder", gi_bytes_of(holder), err));
    GI_TRY(gi_draft_set(draft, "op", gi_bytes_of("slips"), err));
    GI_TRY(gi_draft_set(draft, "number", gi_bytes_of(work->card.number), err));
    GI_TRY(gi_draft_set(draft, "slips", gi_bytes_of(work->slips.field), err));
    return gi_act_submit(work->registry, draft, keys->act, keys->acts, &receipt, err);
}

static gi_status deliver(const carding *work, gi_out *out, gi_error *err)
{
    gi_status status = gi_out_send(out, NULL, err);
    if (status != GI_OK && work->about->slips) {
        (void)fprintf(stderr, "核销码已登记，但可能未印出；再印一次即换新 / the slips were "
                              "recorded but may not have been printed; print again for new ones\n");
    }
    return status;
}

static gi_status print(const carding *work, gi_out *out, gi_error *err)
{
    GI_LABEL_KEYS keys = { 0 };
    char digits[GI_UNIT_DIGITS_MAX + 1];
    gi_label_unit unit = { .digits = NULL };
    GI_TRY(open_keys(work, &keys, err));
    if (work->about->code) {
        GI_TRY(sign(work, keys.label, digits, err));
        unit.digits = digits;
    }
    GI_TRY(gi_out_begin(out, err));
    GI_TRY(gi_out_add(out, &unit, err));
    GI_TRY(gi_out_seal(out, err));
    gi_main_hold_signals(); /* between the act and the paper nothing is cut off */
    GI_TRY(work->about->slips ? record(work, &keys, err) : GI_OK);
    return deliver(work, out, err);
}

/* ---- the verb ---- */

static gi_status check_template(const gi_template_info *about, gi_error *err)
{
    return about->kind == GI_TEMPLATE_CARD
               ? GI_OK
               : gi_fail_field(err, "--template", GI_WHY_TEMPLATE_KIND, about->name,
                               gi_template_kind_name(about->kind),
                               gi_template_kind_name(GI_TEMPLATE_CARD));
}

gi_status gi_run_card(const gi_order *order, gi_error *err)
{
    GI_AUTO(gi_template) layout = NULL;
    __attribute__((cleanup(carding_clear))) carding work = { .order = order };
    GI_OUT out = { .delivery = { .fd = -1 } };
    GI_TRY(gi_main_layout(order, order->layout, &layout, err));
    work.about = gi_template_about(layout);
    GI_TRY(check_template(work.about, err));
    GI_TRY(gi_main_open(order, work.about->slips ? GI_ACCESS_WRITE : GI_ACCESS_READ, &work.registry,
                        err));
    GI_TRY(gi_card_find(work.registry, order->word, &work.card, err));
    GI_TRY(work.about->code ? gi_card_key(work.registry, &work.key, err) : GI_OK);
    GI_TRY(fill(&work, err));
    GI_TRY(gi_out_prepare(order, layout, &work.label, &out, err));
    GI_TRY(gi_out_reach(&out, err));
    GI_TRY(print(&work, &out, err));
    (void)printf("%s: 交易卡 / trade card %s\n", order->out != NULL ? order->out : order->printer,
                 work.card.number);
    return GI_OK;
}
