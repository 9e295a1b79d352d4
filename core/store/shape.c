/*
 * shape.c - what registry.db is: its application id, its migrations, all its statements.
 *
 * One list per table file; the driver prepares every statement of every list when the store
 * opens, so a typing mistake in SQL fails the first test that opens a registry.
 */
#include "core/store/shape.h"

extern const char gi_embedded_001_registry[];
extern const char gi_embedded_002_cosignature[];
extern const char gi_embedded_003_witness[];
extern const char gi_embedded_004_material[];
extern const char gi_embedded_005_labels[];
extern const char gi_embedded_007_import[];
extern const char gi_embedded_008_officer[];
extern const char gi_embedded_009_conformity[];
extern const char gi_embedded_010_about[];
extern const char gi_embedded_011_print[];
extern const char gi_embedded_012_package[];
extern const char gi_embedded_013_parcel[];
extern const char gi_embedded_014_epoch[];
extern const char gi_embedded_019_digital[];
extern const char gi_embedded_020_status[];
extern const char gi_embedded_021_lots[];
extern const char gi_embedded_022_finding[];
extern const char gi_embedded_023_hosts[];
extern const char gi_embedded_024_undone[];

extern const char *const gi_meta_statements[];
extern const char *const gi_act_statements[];
extern const char *const gi_private_statements[];
extern const char *const gi_tile_statements[];
extern const char *const gi_cosignature_statements[];
extern const char *const gi_epoch_statements[];
extern const char *const gi_key_statements[];
extern const char *const gi_host_statements[];
extern const char *const gi_product_statements[];
extern const char *const gi_holder_statements[];
extern const char *const gi_source_statements[];
extern const char *const gi_account_statements[];
extern const char *const gi_status_balance_statements[];
extern const char *const gi_lot_statements[];
extern const char *const gi_dispute_statements[];
extern const char *const gi_card_statements[];
extern const char *const gi_input_statements[];
extern const char *const gi_import_statements[];
extern const char *const gi_undo_statements[];
extern const char *const gi_batch_statements[];
extern const char *const gi_run_statements[];
extern const char *const gi_activation_statements[];
extern const char *const gi_ending_statements[];
extern const char *const gi_print_statements[];
extern const char *const gi_grant_statements[];
extern const char *const gi_season_statements[];
extern const char *const gi_freeze_statements[];
extern const char *const gi_recall_statements[];
extern const char *const gi_hold_statements[];
extern const char *const gi_finding_statements[];
extern const char *const gi_paper_statements[];
extern const char *const gi_conformity_statements[];
extern const char *const gi_about_statements[];
extern const char *const gi_line_statements[];
extern const char *const gi_keep_statements[];
extern const char *const gi_sum_statements[];
extern const char *const gi_parcel_statements[];
extern const char *const gi_package_statements[];
extern const char *const gi_inside_statements[];
extern const char *const gi_gtin_statements[];
extern const char *const gi_digital_statements[];

/* A new one comes last, with the highest number: a registry of the last version takes no other.
 * 15 to 18 are never used: 20 and 21 once stood there, below a 19 that was out already, so both
 * may meet a registry that has them. */
static const gi_migration migrations[] = {
    { 1, "001-registry", gi_embedded_001_registry },
    { 2, "002-cosignature", gi_embedded_002_cosignature },
    { 3, "003-witness", gi_embedded_003_witness },
    { 4, "004-material", gi_embedded_004_material },
    { 5, "005-labels", gi_embedded_005_labels },
    { 7, "007-import", gi_embedded_007_import },
    { 8, "008-officer", gi_embedded_008_officer },
    { 9, "009-conformity", gi_embedded_009_conformity },
    { 10, "010-about", gi_embedded_010_about },
    { 11, "011-print", gi_embedded_011_print },
    { 12, "012-package", gi_embedded_012_package },
    { 13, "013-parcel", gi_embedded_013_parcel },
    { 14, "014-epoch", gi_embedded_014_epoch },
    { 19, "019-digital", gi_embedded_019_digital },
    { 20, "020-status", gi_embedded_020_status },
    { 21, "021-lots", gi_embedded_021_lots },
    { 22, "022-finding", gi_embedded_022_finding },
    { 23, "023-hosts", gi_embedded_023_hosts },
    { 24, "024-undone", gi_embedded_024_undone },
    { 0, NULL, NULL },
};

static const char *const *const statements[] = {
    gi_meta_statements,
    gi_act_statements,
    gi_private_statements,
    gi_tile_statements,
    gi_cosignature_statements,
    gi_epoch_statements,
    gi_key_statements,
    gi_host_statements,
    gi_product_statements,
    gi_holder_statements,
    gi_source_statements,
    gi_account_statements,
    gi_status_balance_statements,
    gi_lot_statements,
    gi_dispute_statements,
    gi_card_statements,
    gi_input_statements,
    gi_batch_statements,
    gi_run_statements,
    gi_activation_statements,
    gi_ending_statements,
    gi_print_statements,
    gi_grant_statements,
    gi_season_statements,
    gi_freeze_statements,
    gi_recall_statements,
    gi_hold_statements,
    gi_finding_statements,
    gi_paper_statements,
    gi_import_statements,
    gi_undo_statements,
    gi_line_statements,
    gi_keep_statements,
    gi_about_statements,
    gi_conformity_statements,
    gi_sum_statements,
    gi_parcel_statements,
    gi_package_statements,
    gi_inside_statements,
    gi_gtin_statements,
    gi_digital_statements,
    NULL,
};

/* "GiTr" */
const gi_db_shape gi_registry_shape = { 0x47695472, migrations, statements };
