/*
 * kinds.c - the headers people write, in Chinese and English (kinds.h).
 *
 * Collected from rosters of villages and co-operatives. What several columns could mean
 * ("数量" beside "面积") stands where only one of them can be.
 */
#include "core/import/kind_names.h"

#include <string.h>

const gi_import_field gi_import_shared_fields[] = {
    { ".record",
      GI_SHAPE_RECORD,
      true,
      "记录",
      "记录|记录类型|行为|record|act",
      NULL,
      { NULL, NULL },
      "主体、来源、投入品、采摘、加工、批次" },
    { ".label",
      GI_SHAPE_LABEL,
      false,
      "标记",
      "标记|行标记|label|id",
      NULL,
      { NULL, NULL },
      "供后面的行引用：@标记" },
    { .name = NULL },
};

static const gi_import_kind kinds[GI_IMPORT_KINDS + 1] = {
    { "holder", "holder|holders|主体|生产者|农户", "主体", gi_import_holder_fields },
    { "source", "source|sources|来源|地块", "来源", gi_import_source_fields },
    { "input", "input|inputs|投入品|用药|施肥", "投入品", gi_import_input_fields },
    { "harvest", "harvest|harvests|采摘|采收", "采摘", gi_import_harvest_fields },
    { "make", "make|makes|lot|lots|加工|制作|成品", "加工", gi_import_make_fields },
    { "batch", "batch|batches|批次", "批次", gi_import_batch_fields },
    { "", "mixed|混合", "混合", NULL },
};

bool gi_words_hold(const char *list, gi_bytes text)
{
    while (list != NULL && text.size > 0) {
        size_t size = strcspn(list, "|;");
        if (size == text.size && memcmp(list, text.data, size) == 0) {
            return true;
        }
        list = list[size] == '|' ? list + size + 1 : NULL;
    }
    return false;
}

const gi_import_kind *gi_import_kind_at(size_t place)
{
    return place <= GI_IMPORT_KINDS ? &kinds[place] : NULL;
}

const gi_import_kind *gi_import_kind_find(gi_bytes word)
{
    for (size_t i = 0; i <= GI_IMPORT_KINDS; i++) {
        if (gi_words_hold(kinds[i].words, word)) {
            return &kinds[i];
        }
    }
    return NULL;
}
