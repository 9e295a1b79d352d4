/*
 * both.c - asks the registry and its bundle (both.h).
 */
#include "both.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/spec.h"

gi_root_pin pin_of(const gi_fixture *fixture)
{
    gi_root_pin pin = { FIXTURE_ORIGIN, fixture_signer(fixture, FIXTURE_ROOT)->public_key };
    return pin;
}

void bundle_bytes(gi_fixture *fixture, gi_buf *out)
{
    gi_error err = { 0 };
    EXPECT_OK(
        gi_bundle_write(fixture->registry, fixture_signer(fixture, FIXTURE_REGISTRY), out, &err));
}

gi_bundle *bundle_of(gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_bundle *bundle = NULL;
    gi_root_pin pin = pin_of(fixture);
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    bundle_bytes(fixture, &bytes);
    EXPECT_OK(gi_bundle_open(gi_buf_view(&bytes), &pin, 1, fixture->now, 0, &bundle, &err));
    return bundle;
}

gi_verdict ask_store(const gi_fixture *fixture, const char *text)
{
    gi_error err = { 0 };
    gi_verdict verdict;
    EXPECT_OK(gi_lookup(fixture->registry, gi_bytes_of(text), &verdict, &err));
    return verdict;
}

gi_verdict ask_bundle(gi_bundle *bundle, const char *text)
{
    gi_error err = { 0 };
    gi_verdict verdict;
    EXPECT_OK(gi_bundle_lookup(bundle, gi_bytes_of(text), &verdict, &err));
    EXPECT(verdict.offline);
    return verdict;
}

static void expect_same_batch(const gi_batch_facts *a, const gi_batch_facts *b)
{
    EXPECT_TEXT(a->id_text, b->id_text);
    EXPECT_TEXT(a->product_zh, b->product_zh);
    EXPECT_TEXT(a->product_en, b->product_en);
    EXPECT_TEXT(a->standard, b->standard);
    EXPECT_TEXT(a->grade_zh, b->grade_zh);
    EXPECT_TEXT(a->grade_en, b->grade_en);
    EXPECT_TEXT(a->producer, b->producer);
    EXPECT_TEXT(a->uscc, b->uscc);
    EXPECT_TEXT(a->address, b->address);
    EXPECT_TEXT(a->origin_zh, b->origin_zh);
    EXPECT_TEXT(a->place, b->place);
    EXPECT_TEXT(a->note, b->note);
    EXPECT_TEXT(a->sprays_zh, b->sprays_zh);
    EXPECT_TEXT(a->sprays_en, b->sprays_en);
    EXPECT_TEXT(a->conformity_zh, b->conformity_zh);
    EXPECT_TEXT(a->conformity_en, b->conformity_en);
    EXPECT(a->unit == b->unit && a->product == b->product && a->grade == b->grade);
    EXPECT(a->season == b->season && a->made == b->made && a->quantity == b->quantity);
    EXPECT(a->picked_from == b->picked_from && a->picked_to == b->picked_to);
    EXPECT(a->act == b->act && a->amended == b->amended);
}

static void expect_same_unit(const gi_verdict *a, const gi_verdict *b)
{
    EXPECT(a->unit.key == b->unit.key && a->unit.serial == b->unit.serial);
    EXPECT_TEXT(a->unit_text, b->unit_text);
    EXPECT_INT(a->net, b->net);
    EXPECT_INT(a->packed, b->packed);
    EXPECT_INT(a->has_last, b->has_last);
    EXPECT_INT(a->last, b->last);
    EXPECT(a->header.flags == b->header.flags && a->header.grade == b->header.grade);
}

void expect_same(const gi_verdict *a, const gi_verdict *b)
{
    EXPECT_INT(a->asked, b->asked);
    EXPECT_TEXT(short_of(a).text, short_of(b).text);
    EXPECT_INT(a->copied, b->copied);
    EXPECT_INT(a->copied_act, b->copied_act);
    EXPECT_INT(a->copied_time, b->copied_time);
    EXPECT_TEXT(a->copied_by, b->copied_by);
    EXPECT_TEXT(a->copied_why, b->copied_why);
    EXPECT_INT(a->has_unit, b->has_unit);
    EXPECT_INT(a->has_batch, b->has_batch);
    EXPECT_INT(a->act, b->act);
    EXPECT_INT(a->state_act, b->state_act);
    EXPECT_INT(a->state_time, b->state_time);
    EXPECT_INT(a->state_until, b->state_until);
    EXPECT_INT(a->recall_grade, b->recall_grade);
    EXPECT_TEXT(a->state_by, b->state_by);
    EXPECT_TEXT(a->state_why, b->state_why);
    EXPECT_INT(a->log_size, b->log_size);
    EXPECT_INT(a->units_issued, b->units_issued);
    EXPECT_INT(a->units_in_force, b->units_in_force);
    EXPECT_INT(gi_verdict_exit(a), gi_verdict_exit(b));
    if (a->has_unit) {
        expect_same_unit(a, b);
    }
    if (a->has_batch) {
        expect_same_batch(&a->batch, &b->batch);
    }
}

bool ask_neighbours(const gi_fixture *fixture, const char *text, gi_verdict *out)
{
    gi_error err = { 0 };
    gi_named named;
    bool known = false;
    GI_AUTO(gi_neighbours) near = NULL;
    if (!gi_named_read(gi_bytes_of(text), &named)) {
        return false;
    }
    EXPECT_OK(gi_lookup_neighbours(fixture->registry, named.unit, &near, &err));
    if (near != NULL) {
        EXPECT_OK(gi_neighbours_look(near, &named, fixture->now, &known, out, &err));
    }
    return known;
}

gi_verdict ask(gi_fixture *fixture, const char *text)
{
    GI_AUTO(gi_bundle) bundle = bundle_of(fixture);
    gi_verdict online = ask_store(fixture, text);
    gi_verdict offline = ask_bundle(bundle, text);
    gi_verdict neighbours;
    expect_same(&online, &offline);
    if (ask_neighbours(fixture, text, &neighbours)) {
        expect_same(&online, &neighbours);
        EXPECT_INT(neighbours.as_of, online.as_of);
        EXPECT_INT(neighbours.witnesses, online.witnesses);
        EXPECT_INT(neighbours.witnessed, online.witnessed);
    }
    EXPECT_INT(online.copied,
               online.copied_by[0] != '\0' ? GI_COPIED_COPIED : GI_COPIED_NOT_CHECKED);
    EXPECT_INT(online.as_of, fixture->now);
    return online;
}

short_verdict short_of(const gi_verdict *verdict)
{
    short_verdict out;
    const char *why = gi_unknown_word(verdict->unknown);
    (void)snprintf(out.text, sizeof out.text, "%s%s%s%s %s", gi_issued_word(verdict->issued),
                   why[0] != '\0' ? "(" : "", why, why[0] != '\0' ? ")" : "",
                   gi_good_word(verdict->good));
    return out;
}
