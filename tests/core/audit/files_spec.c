/*
 * files_spec.c - files that were tampered with, and a memory that notices other pasts.
 */
#include <stdio.h>
#include <string.h>

#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

static void look(world *all)
{
    gi_error err = { 0 };
    EXPECT_OK(world_look(all, &(gi_audit_trust){ 0 }, &err));
}

static world *with_damage(const char *path)
{
    world *all = world_open();
    world_publish(all);
    (void)snprintf(all->damaged, sizeof all->damaged, "%s", path);
    return all;
}

SPEC(a_tampered_leaf_breaks_its_form_and_the_root)
{
    GI_AUTO(world) all = with_damage("tile/entries/000.p/17");
    look(all);
    EXPECT(world_found(all, GI_AUDIT_ROOT, -1));
    EXPECT(!all->verdict.tree && !all->verdict.state.known);
}

SPEC(a_leaf_changed_with_the_true_key_still_breaks_the_root)
{
    GI_AUTO(world) all = world_open();
    world_publish(all);
    world_edit(all, AT_AMEND, "why", "\"wrong-fact\"");
    look(all);
    EXPECT(world_found(all, GI_AUDIT_ROOT, -1) && world_found(all, GI_AUDIT_TILE, -1));
    EXPECT_INT(all->findings, 2);
}

SPEC(a_tampered_tile_is_found)
{
    GI_AUTO(world) all = with_damage("tile/0/000.p/17");
    look(all);
    EXPECT(world_found_only(all, GI_AUDIT_TILE, -1));
    EXPECT(!all->verdict.state.known);
}

SPEC(a_missing_tile_is_found)
{
    GI_AUTO(world) all = world_open();
    world_publish(all);
    (void)snprintf(all->missing, sizeof all->missing, "tile/0/000.p/17");
    look(all);
    EXPECT(world_found_only(all, GI_AUDIT_TILE, -1));
}

SPEC(a_checkpoint_that_nobody_signed_is_found)
{
    GI_AUTO(world) all = world_open();
    world_publish(all);
    /* In the middle of the signature: the note still has its form. */
    uint8_t *at = &all->checkpoint.data[all->checkpoint.size - 40];
    *at = *at == 'A' ? 'B' : 'A';
    look(all);
    EXPECT(world_found_only(all, GI_AUDIT_HEAD_SIGNATURE, -1));
    EXPECT(!all->verdict.state.known);
}

SPEC(a_checkpoint_with_another_root_is_found)
{
    GI_AUTO(world) all = world_open();
    GI_AUTO(world) other = world_open();
    world_edit(other, AT_AMEND, "why", "\"wrong-fact\"");
    world_publish(all);
    world_publish(other);
    gi_buf_reset(&all->checkpoint);
    gi_buf_add(&all->checkpoint, gi_buf_view(&other->checkpoint));
    look(all);
    EXPECT(world_found_only(all, GI_AUDIT_ROOT, -1));
}

SPEC(a_log_key_from_elsewhere_refuses_a_head_of_another_key)
{
    gi_error err = { 0 };
    char vkey[GI_VKEY_TEXT];
    GI_AUTO(world) all = world_open();
    const gi_signer *other = fixture_signer(all->fixture, FIXTURE_BUREAU);
    EXPECT_OK(gi_vkey_print(FIXTURE_ORIGIN, &other->public_key, vkey, &err));
    world_publish(all);
    EXPECT_OK(world_look(all, &(gi_audit_trust){ vkey, NULL }, &err));
    EXPECT(world_found_only(all, GI_AUDIT_HEAD_SIGNATURE, -1));
}

SPEC(without_entries_the_audit_cannot_tell)
{
    gi_error err = { 0 };
    GI_AUTO(world) all = world_open();
    world_publish(all);
    (void)snprintf(all->missing, sizeof all->missing, "tile/entries/000.p/17");
    EXPECT_WHY(world_look(all, &(gi_audit_trust){ 0 }, &err), GI_WHY_FILE_MISSING);
    (void)snprintf(all->missing, sizeof all->missing, "checkpoint");
    EXPECT_WHY(world_look(all, &(gi_audit_trust){ 0 }, &err), GI_WHY_FILE_MISSING);
}

/* ---- memory ---- */

/* Audits and remembers, through the text of a state file. */
static void remember(world *all, gi_audit_state *state)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    world_audit(all, NULL);
    EXPECT(all->verdict.state.known);
    EXPECT_OK(gi_audit_state_print(&all->verdict.state, &text, &err));
    EXPECT_OK(gi_audit_state_parse(gi_buf_view(&text), state, &err));
}

SPEC(a_log_that_grew_is_the_same_log)
{
    GI_AUTO_AUDIT_STATE state = { 0 };
    GI_AUTO(world) all = world_open();
    remember(all, &state);
    world_add(all, FIXTURE_AUTHORITY, 0, all->fixture->now, "{\"t\":\"holder\"}");
    world_audit(all, &state);
    EXPECT_INT(all->findings, 0);
    EXPECT(all->verdict.state.known && !all->verdict.own_key);
    EXPECT_INT(all->verdict.state.head.size, AT_END + 1);
}

SPEC(a_log_that_was_rolled_back_is_found)
{
    GI_AUTO_AUDIT_STATE state = { 0 };
    GI_AUTO(world) all = world_open();
    remember(all, &state);
    world_cut(all, AT_LATER);
    world_audit(all, &state);
    EXPECT(world_found_only(all, GI_AUDIT_ROLLBACK, -1));
    EXPECT(all->verdict.rolled_back && !all->verdict.forked && !all->verdict.state.known);
}

SPEC(a_rewritten_log_of_the_same_size_is_a_fork)
{
    GI_AUTO_AUDIT_STATE state = { 0 };
    GI_AUTO(world) all = world_open();
    remember(all, &state);
    world_edit(all, AT_AMEND, "why", "\"wrong-fact\"");
    world_audit(all, &state);
    EXPECT(world_found_only(all, GI_AUDIT_FORK, -1));
    EXPECT(all->verdict.forked && !all->verdict.state.known);
}

SPEC(a_rewritten_log_that_grew_is_a_fork)
{
    GI_AUTO_AUDIT_STATE state = { 0 };
    GI_AUTO(world) all = world_open();
    remember(all, &state);
    world_edit(all, AT_AMEND, "why", "\"wrong-fact\"");
    world_add(all, FIXTURE_AUTHORITY, 0, all->fixture->now, "{\"t\":\"holder\"}");
    world_audit(all, &state);
    EXPECT(world_found_only(all, GI_AUDIT_FORK, -1));
    EXPECT(all->verdict.forked);
}

SPEC(a_fork_proof_holds_both_signed_heads)
{
    gi_error err = { 0 };
    GI_AUTO_AUDIT_STATE state = { 0 };
    GI_AUTO_BUF proof = GI_BUF(2 * GI_NOTE_MAX);
    GI_AUTO(world) all = world_open();
    remember(all, &state);
    world_edit(all, AT_AMEND, "why", "\"wrong-fact\"");
    world_audit(all, &state);
    EXPECT_OK(gi_audit_fork_print(&state, &all->verdict.state, &proof, &err));
    const char *text = gi_buf_text(&proof);
    EXPECT(strstr(text, gi_buf_text(&state.note)) != NULL);
    EXPECT(strstr(text, gi_buf_text(&all->checkpoint)) != NULL);
}

SPEC(the_memory_of_another_log_cannot_tell)
{
    gi_error err = { 0 };
    GI_AUTO_AUDIT_STATE state = { 0 };
    GI_AUTO(world) all = world_open();
    remember(all, &state);
    (void)snprintf(state.head.origin, sizeof state.head.origin, "other.example.cn/log");
    EXPECT_WHY(world_look(all, &(gi_audit_trust){ NULL, &state }, &err), GI_WHY_OTHER_LOG);
}

SPEC(a_state_file_whose_head_is_not_signed_is_refused)
{
    gi_error err = { 0 };
    GI_AUTO_AUDIT_STATE state = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(world) all = world_open();
    world_audit(all, NULL);
    EXPECT_OK(gi_audit_state_print(&all->verdict.state, &text, &err));
    char *size = strstr((char *)text.data, "\n17\n");
    EXPECT(size != NULL);
    size[2] = '6';
    EXPECT_WHY(gi_audit_state_parse(gi_buf_view(&text), &state, &err), GI_WHY_BAD_STATE);
}
