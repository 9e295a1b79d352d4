/*
 * offline.c - drafts that are signed on another machine: export, sign, submit.
 *
 * The file is JSON: {"draft", "leaf" (without sigs), "salts", "sigs", "v"}. Root, authority
 * and bureau keys never have to lie on the server.
 */
#include "core/acts/offline.h"

#include "core/acts/draft.h"
#include "core/acts/path.h"

gi_status gi_session_export(gi_session *session, const gi_draft *draft, gi_json **file,
                            gi_error *err)
{
    GI_AUTO(gi_json) salts = gi_json_object();
    GI_AUTO(gi_json) leaf = NULL;
    gi_receipt receipt;
    gi_path_options options = { .export_only = true, .salts_out = salts, .leaf_out = &leaf };
    GI_TRY(gi_session_run(session, draft, &options, &receipt, err));
    if (leaf == NULL) {
        return gi_fail(err, GI_WHY_EXISTS, gi_num(receipt.index).text);
    }
    GI_AUTO(gi_json) made = gi_json_object();
    gi_json *lasting = gi_draft_to_json(draft);
    gi_json_set(lasting, "fields", gi_draft_lasting(draft));
    gi_json_set_int(made, "v", 1);
    gi_json_set(made, "draft", lasting);
    gi_json_set(made, "leaf", GI_TAKE(leaf));
    gi_json_set(made, "salts", GI_TAKE(salts));
    gi_json_set(made, "sigs", gi_json_array());
    GI_TRY(gi_json_ok(made, err));
    *file = GI_TAKE(made);
    return GI_OK;
}

gi_status gi_act_export(gi_registry *registry, const gi_draft *draft, gi_json **file, gi_error *err)
{
    GI_AUTO(gi_session) session = NULL;
    GI_TRY(gi_session_begin(registry, NULL, 0, &session, err));
    return gi_session_export(session, draft, file, err);
}

gi_status gi_act_sign(gi_json *file, const gi_signer *signer, gi_error *err)
{
    if (!gi_json_is_object(gi_json_get(file, "leaf")) ||
        !gi_json_is_array(gi_json_get(file, "sigs"))) {
        return gi_fail(err, GI_WHY_BAD_JSON, "leaf, sigs");
    }
    GI_AUTO(gi_json) leaf = gi_json_copy(gi_json_get(file, "leaf"));
    gi_json_set(leaf, "sigs", gi_json_copy(gi_json_get(file, "sigs")));
    GI_TRY(gi_leaf_sign(leaf, signer, err));
    gi_json_set(file, "sigs", gi_json_copy(gi_json_get(leaf, "sigs")));
    return gi_json_ok(file, err);
}

gi_status gi_session_submit(gi_session *session, const gi_json *file, gi_receipt *out,
                            gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    gi_path_options options = { .leaf = gi_json_get(file, "leaf"),
                                .salts = gi_json_get(file, "salts"),
                                .sigs = gi_json_get(file, "sigs") };
    if (!gi_json_is_object(options.leaf) || !gi_json_is_object(options.salts) ||
        !gi_json_is_array(options.sigs)) {
        return gi_fail(err, GI_WHY_BAD_JSON, "draft, leaf, salts, sigs");
    }
    GI_TRY(gi_draft_from_json(gi_json_get(file, "draft"), session->registry->random, &draft, err));
    return gi_session_run(session, draft, &options, out, err);
}

gi_status gi_act_submit_signed(gi_registry *registry, const gi_json *file,
                               gi_signer *const *signers, size_t count, gi_receipt *out,
                               gi_error *err)
{
    GI_AUTO(gi_session) session = NULL;
    gi_receipt receipt;
    GI_TRY(gi_session_begin(registry, signers, count, &session, err));
    GI_TRY(gi_session_submit(session, file, &receipt, err));
    GI_TRY(gi_session_commit(session, err));
    *out = receipt;
    return GI_OK;
}
