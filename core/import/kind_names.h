/*
 * kind_names.h - headers that several kinds share, and the tables themselves.
 */
#ifndef GI_IMPORT_KIND_NAMES_H
#define GI_IMPORT_KIND_NAMES_H

#include "core/import/kinds.h"

#define HOLDER_NAMES                                                                                                                    \
    "主体号|主体编号|主体|生产者|生产者编号|农户|农户卡号|交易卡号|卡号|茶农卡号|农户姓名|茶农|" \
    "户主|企业名称|企业|合作社|统一社会信用代码|holder|holdernumber|producer|grower|card|uscc"
#define PRODUCT_NAMES "产品|产品代号|产品名称|地理标志产品|品种|品名|product|mnemonic"
#define SEASON_NAMES "产季|季|生产季|season"
#define NOTE_NAMES "备注|说明|附注|note|notes|remark|remarks"

extern const gi_import_field gi_import_holder_fields[], gi_import_source_fields[],
    gi_import_input_fields[], gi_import_harvest_fields[], gi_import_make_fields[],
    gi_import_batch_fields[];

#endif
