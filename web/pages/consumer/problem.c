/*
 * problem.c - the page for what is no answer: unknown address, refused request, server trouble.
 *
 * Trouble on our side is calm and says that it means nothing about the label: it must never
 * look like a fake.
 */
#include "web/pages/consumer/consumer.h"

typedef struct problem {
    int status;
    gi_word title;
    gi_word why;
    bool form;  /* offer the field to type a number */
    bool again; /* our fault: offer to try again */
} problem;

static const problem problems[] = {
    { 404, GI_WORD_NO_PAGE, GI_WORD_NO_PAGE_WHY, true, false },
    { 405, GI_WORD_BAD_METHOD, GI_WORD_BAD_REQUEST_WHY, false, false },
    { 411, GI_WORD_BAD_REQUEST, GI_WORD_BAD_REQUEST_WHY, false, false },
    { 413, GI_WORD_TOO_LONG, GI_WORD_BAD_REQUEST_WHY, false, false },
    { 414, GI_WORD_TOO_LONG, GI_WORD_NO_PAGE_WHY, false, false },
    { 431, GI_WORD_TOO_LONG, GI_WORD_BAD_REQUEST_WHY, false, false },
    { 500, GI_WORD_TROUBLE, GI_WORD_TROUBLE_WHY, false, true },
    { 503, GI_WORD_TROUBLE, GI_WORD_TROUBLE_WHY, false, true },
};

static problem problem_of(int status)
{
    for (size_t i = 0; i < sizeof problems / sizeof problems[0]; i++) {
        if (problems[i].status == status) {
            return problems[i];
        }
    }
    return (problem){ status, GI_WORD_BAD_REQUEST, GI_WORD_BAD_REQUEST_WHY, false, false };
}

void gi_page_problem(const gi_page_view *view, int status, gi_buf *out)
{
    problem found = problem_of(status);
    gi_html page;
    gi_frame_begin(&page, view, out, gi_word_text(found.title, view->language));
    gi_open_block(&page, GI_TONE_NOTE);
    gi_show_word(&page, view, GI_LITERAL("h1"), found.title);
    gi_show_word(&page, view, GI_LITERAL("p"), found.why);
    gi_html_open(&page, GI_LITERAL("p"));
    gi_html_attr_own(&page, GI_LITERAL("class"), GI_LITERAL("small"));
    gi_html_text(&page,
                 gi_word_fill(GI_WORD_STATUS_CODE, view->language, gi_num(status).text, "").text);
    gi_html_close(&page);
    gi_close_block(&page);
    if (found.form) {
        gi_show_form(&page, view);
    }
    if (found.again) {
        gi_show_button(&page, "", gi_word_text(GI_WORD_AGAIN, view->language));
    }
    if (!found.form) {
        gi_show_link(&page, view, "", gi_word_text(GI_WORD_HOME, view->language));
    }
    gi_frame_end(&page, view);
}
