/* Any bytes as a template: what is accepted keeps every rule that drawing relies on. */
#include <stdlib.h>
#include <string.h>

#include "labels/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void want(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void check_shape(const gi_template *layout, const gi_shape *shape)
{
    const gi_box *box = &shape->box;
    want(box->x.value >= 0 && box->y.value >= 0 && box->w.value > 0 && box->h.value > 0);
    want(box->x.value + box->w.value <= layout->width.value);
    want(box->y.value + box->h.value <= layout->height.value);
    want(shape->min_size.value <= shape->size.value && shape->lines >= 1 && shape->lines <= 9);
    want(memchr(shape->text, '\0', sizeof shape->text) != NULL && shape->art == NULL);
    want(strchr(shape->file, '/') == NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_error err = { 0 };
    gi_template *layout = NULL;
    if (gi_template_parse((gi_bytes){ data, size }, NULL, &layout, &err) != GI_OK) {
        want(layout == NULL && err.message[0] != '\0');
        return 0;
    }
    want(layout->count <= GI_SHAPES_MAX && layout->info.name[0] != '\0');
    for (size_t i = 0; i < layout->count; i++) {
        check_shape(layout, &layout->shapes[i]);
    }
    gi_template_destroy(layout);
    return 0;
}
