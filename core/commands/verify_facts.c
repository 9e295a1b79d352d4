/*
 * verify_facts.c - what a verdict knows of a label and its batch, for people (verify_facts.h).
 */
#include "core/commands/verify_facts.h"

#include "core/commands/say.h"

void say_unit(const command *cmd, const gi_verdict *verdict)
{
    gi_unit unit = verdict->has_batch ? verdict->batch.unit : GI_UNIT_MASS;
    bool scratch = (verdict->header.flags & GI_FLAG_SCRATCH) != 0;
    say_value(cmd, "编号", "number", verdict->unit_text);
    say_value(cmd, "净含量", "net content",
              verdict->net == 0 ? "见包装 / see pack" : gi_quantity_text(verdict->net, unit).text);
    say_value(cmd, "包装日期", "packed on", gi_day_text(verdict->packed).text);
    if (verdict->has_last) {
        say_value(cmd, "保质期至", "best before", gi_day_text(verdict->last).text);
    }
    say_value(cmd, "刮开层", "scratch field", scratch ? "有 / yes" : "无 / no");
}

void say_batch(const command *cmd, const gi_batch_facts *facts)
{
    const struct {
        const char *zh, *en, *value;
    } lines[] = {
        { "产品（协会核验）", "product (association)", facts->product_zh },
        { "等级（企业自报）", "grade (producer)", facts->grade_zh },
        { "生产者（协会核验）", "producer (association)", facts->producer },
        { "统一社会信用代码（协会核验）", "USCC (association)", facts->uscc },
        { "批次", "batch", facts->id_text },
        { "产地（协会核验）", "origin (association)", facts->origin_zh },
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (lines[i].value[0] != '\0') {
            say_value(cmd, lines[i].zh, lines[i].en, lines[i].value);
        }
    }
}
