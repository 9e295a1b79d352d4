/*
 * template_check.c - a template looked over before labels are spent (gi_template_check).
 *
 * One small function for each thing that can be wrong with a shape; what would be refused is
 * asked of the very functions that refuse it when printing.
 */
#include <math.h>
#include <stdlib.h>

#include "labels/backends/ink.h"
#include "labels/content.h"
#include "labels/plan.h"

#define CHINESE_MIN 1800  /* um, GB 7718-2025 with SAMR Order 100 */
#define REVERSED_MIN 2000 /* um, ours: strokes of one dot close in paper on ink */
#define ROLL_MARGIN 500
#define SHEET_MARGIN 3000  /* what office printers leave blank */
#define MARK_MIN 10000     /* um, ours: no least size of the mark is known to us */
#define DIGITAL_AWAY 10000 /* um, ours: the words must be seen to belong to the code */

typedef struct check {
    const gi_template *layout;
    gi_plan plan;
    int dpi;
    bool sheet;
    gi_finding_sink sink;
} check;

static gi_status report(const check *self, gi_finding_level level, const gi_error *what,
                        gi_error *err)
{
    const gi_template_finding finding = { level, *what };
    return self->sink.take(self->sink.context, &finding, err);
}

/* A refusal is a finding; trouble of the machine is not. */
static gi_status take(const check *self, gi_status status, const gi_error *what, gi_error *err)
{
    if (status == GI_OK || status == GI_INVALID) {
        return status == GI_OK ? GI_OK : report(self, GI_FINDING_ERROR, what, err);
    }
    if (err != NULL) {
        *err = *what;
    }
    return status;
}

/* ---- what can be wrong with one shape; each fills what and says so ---- */

static bool holds_chinese(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        if (g_unichar_iswide(g_utf8_get_char(text))) {
            return true;
        }
    }
    return false;
}

/* The size at which a text was set in the end. */
static int32_t set_size(const check *self, PangoLayout *layout)
{
    const PangoFontDescription *font = pango_layout_get_font_description(layout);
    const gi_dots size = { pango_font_description_get_size(font) / PANGO_SCALE };
    return gi_dots_to_um(size, self->plan.face.device.grid).value;
}

static bool is_small(const check *self, size_t index, gi_error *what)
{
    PangoLayout *layout = self->plan.layouts[index];
    /* A dot is not a limit: 1.8 mm are 14.4 dots at 203 dpi and stand as 14. */
    int32_t dot = 254000 / self->plan.face.device.grid.dots;
    if (layout == NULL || !holds_chinese(pango_layout_get_text(layout)) ||
        set_size(self, layout) >= CHINESE_MIN - dot) {
        return false;
    }
    (void)gi_fail_field(what, "size", GI_WHY_TEXT_SMALL, self->layout->shapes[index].name,
                        gi_um_text(set_size(self, layout), 2).text,
                        gi_um_text(CHINESE_MIN, 2).text);
    return true;
}

static bool is_clogged(const check *self, size_t index, gi_error *what)
{
    const gi_shape *shape = &self->layout->shapes[index];
    PangoLayout *layout = self->plan.layouts[index];
    if (shape->kind != GI_SHAPE_BADGE || layout == NULL ||
        set_size(self, layout) >= REVERSED_MIN - 100) {
        return false;
    }
    (void)gi_fail_field(what, "size", GI_WHY_LOW_CONTRAST, shape->name,
                        gi_um_text(set_size(self, layout), 2).text,
                        gi_um_text(REVERSED_MIN, 2).text);
    return true;
}

/* A code keeps its own margin. */
static bool is_near_edge(const check *self, size_t index, gi_error *what)
{
    const gi_shape *shape = &self->layout->shapes[index];
    const gi_box *box = &shape->box;
    int32_t right = self->layout->width.value - box->x.value - box->w.value;
    int32_t below = self->layout->height.value - box->y.value - box->h.value;
    int32_t across = box->x.value < right ? box->x.value : right;
    int32_t down = box->y.value < below ? box->y.value : below;
    int32_t nearest = across < down ? across : down;
    int32_t margin = self->sheet ? SHEET_MARGIN : ROLL_MARGIN;
    if (gi_shape_is_code(shape) || nearest >= margin) {
        return false;
    }
    (void)gi_fail_field(what, "box", GI_WHY_NEAR_EDGE, shape->name, gi_um_text(nearest, 2).text,
                        gi_um_text(margin, 2).text);
    return true;
}

static bool is_coarse(const check *self, size_t index, gi_error *what)
{
    const gi_shape *shape = &self->layout->shapes[index];
    if (shape->art == NULL || gi_art_size_of(shape->art).vector) {
        return false;
    }
    gi_art_size size = gi_art_size_of(shape->art);
    gi_grid grid = self->plan.face.device.grid;
    double per_dot = fmax(size.width / gi_um_to_dots(shape->box.w, grid).value,
                          size.height / gi_um_to_dots(shape->box.h, grid).value);
    if (per_dot >= 1) {
        return false;
    }
    char text[16];
    (void)g_snprintf(text, sizeof text, "%.2f", per_dot);
    (void)gi_fail_field(what, "file", GI_WHY_ART_COARSE, shape->name, text, "1");
    return true;
}

static bool is_mark_absent(const check *self, size_t index, gi_error *what)
{
    const gi_shape *shape = &self->layout->shapes[index];
    if (shape->kind != GI_SHAPE_MARK || shape->art != NULL) {
        return false;
    }
    (void)gi_fail_field(what, "file", GI_WHY_MARK_ABSENT, shape->name, "file = NAME.svg");
    return true;
}

static bool is_mark_small(const check *self, size_t index, gi_error *what)
{
    const gi_shape *shape = &self->layout->shapes[index];
    int32_t side =
        shape->box.w.value < shape->box.h.value ? shape->box.w.value : shape->box.h.value;
    if (shape->kind != GI_SHAPE_MARK || side >= MARK_MIN) {
        return false;
    }
    (void)gi_fail_field(what, "box", GI_WHY_MARK_SMALL, shape->name, gi_um_text(side, 2).text,
                        gi_um_text(MARK_MIN, 2).text);
    return true;
}

/* The gap between two boxes; 0 when they touch. */
static int32_t gap(const gi_box *a, const gi_box *b)
{
    int32_t x = MAX(a->x.value - b->x.value - b->w.value, b->x.value - a->x.value - a->w.value);
    int32_t y = MAX(a->y.value - b->y.value - b->h.value, b->y.value - a->y.value - a->h.value);
    return MAX(MAX(x, y), 0);
}

static bool is_digital_far(const check *self, size_t index, gi_error *what)
{
    const gi_shape *shape = &self->layout->shapes[index];
    for (size_t i = 0; shape->kind == GI_SHAPE_DIGITAL && i < self->layout->count; i++) {
        const gi_shape *code = &self->layout->shapes[i];
        int32_t away = gap(&shape->box, &code->box);
        if (code->kind == GI_SHAPE_QR && away > DIGITAL_AWAY) {
            (void)gi_fail_field(what, "box", GI_WHY_DIGITAL_FAR, shape->name,
                                gi_um_text(away, 2).text, gi_um_text(DIGITAL_AWAY, 2).text);
            return true;
        }
    }
    return false;
}

static const struct look {
    bool (*is_wrong)(const check *self, size_t index, gi_error *what);
    gi_finding_level level;
} looks[] = {
    { is_small, GI_FINDING_ERROR },        { is_clogged, GI_FINDING_ADVICE },
    { is_near_edge, GI_FINDING_ADVICE },   { is_coarse, GI_FINDING_ADVICE },
    { is_mark_absent, GI_FINDING_ADVICE }, { is_mark_small, GI_FINDING_ADVICE },
    { is_digital_far, GI_FINDING_ADVICE },
};

/* ---- all of them ---- */

static gi_status look_at(check *self, size_t index, gi_error *err)
{
    gi_error what = { 0 };
    gi_status status = gi_plan_set_shape(&self->plan, index, &what);
    GI_TRY(take(self, status, &what, err));
    if (status == GI_OK) {
        GI_TRY(take(self, gi_plan_check_code(&self->plan, index, &what), &what, err));
    }
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
        if (looks[i].is_wrong(self, index, &what)) {
            GI_TRY(report(self, looks[i].level, &what, err));
        }
    }
    return GI_OK;
}

static gi_status look_over(check *self, gi_error *err)
{
    gi_error what = { 0 };
    gi_status status = gi_label_check(&self->plan.label, &self->layout->info, &what);
    GI_TRY(take(self, status, &what, err));
    for (size_t i = 0; i < self->layout->count; i++) {
        GI_TRY(look_at(self, i, err));
    }
    return GI_OK;
}

gi_status gi_template_check(const gi_template *layout, const gi_label *label, int dpi, bool sheet,
                            gi_finding_sink sink, gi_error *err)
{
    gi_device device = { .crisp = true };
    check self = { layout, { .template = layout }, dpi, sheet, sink };
    if (label != NULL) {
        self.plan.label = *label;
    } else {
        gi_label_sample(&self.plan.label);
    }
    GI_TRY(gi_ink_grid(dpi, &device.grid, err));
    GI_TRY(gi_face_open(device, &self.plan.face, err));
    gi_status status = look_over(&self, err);
    gi_plan_clear(&self.plan);
    return status;
}
