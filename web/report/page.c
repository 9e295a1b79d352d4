/*
 * page.c - a report in words: what is asked for, what is kept, what came of it (page.h).
 *
 * A receipt promises that a person reads it, and nothing about the label: no report changes what
 * a look-up says.
 */
#include "web/report/page.h"

#include <string.h>

typedef struct words {
    const char *in[GI_LANGUAGE_COUNT];
} words;

static const struct outcome {
    const char *word;
    gi_tone tone;
    words title;
    words why; /* {} = the value */
    bool asks;
} outcomes[GI_NOTICE_OUTCOMES] = {
    [GI_NOTICE_ASK] = { "ask",
                        GI_TONE_NOTE,
                        { { "反映问题", "Report a problem" } },
                        { { "写下您遇到的情况，由主管协会的人员查看。无需帐号，不必留姓名电话",
                            "Tell what you met with; a person of the association reads it. No "
                            "account, no name, no telephone number" } },
                        true },
    [GI_NOTICE_TAKEN] = { "taken",
                          GI_TONE_GOOD,
                          { { "已收到", "Received" } },
                          { { "回执号 {}。请记下，追问时报此号即可",
                              "Your receipt is {}. Write it down: it is all you need to ask "
                              "about it" } },
                          false },
    [GI_NOTICE_BARE] = { "bare",
                         GI_TONE_NOTE,
                         { { "已收到，但照片没有保存", "Received, but without the photo" } },
                         { { "回执号 {}。请记下。存放照片的空间已满，文字已收下；请自己留好照片，"
                             "追问时报此号即可",
                             "Your receipt is {}. Write it down. There is no room left for "
                             "photos: your words were taken in, so keep the photo yourself and "
                             "ask by this number" } },
                         false },
    [GI_NOTICE_WAIT] = { "wait",
                         GI_TONE_NOTE,
                         { { "请稍后再报", "Please report later" } },
                         { { "目前收到的反映太多，请 {} 秒后再试；急事请拨 12315",
                             "Too many reports at present; try again in {} seconds, or call "
                             "12315 if it is urgent" } },
                         true },
    [GI_NOTICE_LARGE] = { "large",
                          GI_TONE_WARN,
                          { { "没有收下：照片太大", "Not taken: the photo is too large" } },
                          { { "照片至多 5 MB，文字也还没有收下。请返回上一页，换一张小一些的照片（"
                              "例如截图）再提交",
                              "A photo may have 5 MB at most; your words were not taken either. Go "
                              "back, choose a smaller photo, such as a screenshot, and send "
                              "again" } },
                          true },
    [GI_NOTICE_BAD] = { "bad",
                        GI_TONE_WARN,
                        { { "没有收下，请改正", "Not taken: please correct it" } },
                        { { "{}", "{}" } },
                        true },
    [GI_NOTICE_LATER] = { "later",
                          GI_TONE_NOTE,
                          { { "暂时不能接收", "Cannot take reports now" } },
                          { { "这里暂时记不下反映，请稍后再试，或拨打 12315",
                              "Reports cannot be kept here at the moment; try again later, or "
                              "call 12315" } },
                          false },
};

static const words title = { { "反映问题", "Report a problem" } };
static const words code_label = { { "标签编号或批次号（可不填）",
                                    "Number or batch ID (optional)" } };
static const words reason_label = { { "什么问题", "What is wrong" } };
static const words text_label = { { "情况说明（可不填，至多 2000 字）",
                                    "What happened (optional, at most 2000 characters)" } };
static const words photo_label = { { "照片（可不选，JPEG、PNG 或 WebP，至多 5 MB）",
                                     "Photo (optional: JPEG, PNG or WebP, at most 5 MB)" } };
static const words kept = {
    { "照片中的拍摄地点、时间、机型等信息会先去掉，只留朝向。提交的内容只供主管人员查看，不公开，也"
      "不会改"
      "变标签的查询结果。"
      "请勿填写他人的个人信息。",
      "Place, time and camera are removed from the photo before it is kept; only which way up it "
      "is stays. What you send is read "
      "by officials only, is not published and changes no answer about the label. Please write "
      "nothing personal about others." }
};
static const words kept_for = { { " 文字和照片保存 {} 天后删除，只留回执号、日期和处理结论。",
                                  " Words and photo are deleted after {} days; receipt, dates and "
                                  "finding stay." } };
static const words send = { { "提交", "Send" } };

static const char *in(const words *at, const gi_page_view *view)
{
    return at->in[view->language];
}

const char *gi_notice_outcome_word(gi_notice_outcome outcome)
{
    return outcomes[outcome].word;
}

/* Words with the value in the place of {}, in bold; inside an element. */
static void show_with(gi_html *page, const char *text, const char *value)
{
    const char *place = strstr(text, "{}");
    if (place != NULL) {
        gi_html_bytes(page, (gi_bytes){ (const uint8_t *)text, (size_t)(place - text) });
        gi_html_open_inline(page, GI_LITERAL("b"));
        gi_html_text(page, value);
        gi_html_close(page);
    }
    gi_html_text(page, place == NULL ? text : place + 2);
}

static void show_outcome(gi_html *page, const gi_page_view *view, gi_notice_outcome outcome,
                         const char *value)
{
    const struct outcome *at = &outcomes[outcome];
    gi_open_block(page, at->tone);
    gi_html_open(page, GI_LITERAL("h1"));
    gi_html_attr(page, GI_LITERAL("data-report"), at->word);
    gi_html_text(page, in(&at->title, view));
    gi_html_close(page);
    gi_html_open(page, GI_LITERAL("p"));
    show_with(page, in(&at->why, view), value);
    gi_html_close(page);
    gi_close_block(page);
}

/* ---- the form ---- */

static void show_label(gi_html *page, const gi_page_view *view, const char *name, const words *text)
{
    gi_html_open(page, GI_LITERAL("label"));
    gi_html_attr(page, GI_LITERAL("for"), name);
    gi_html_text(page, in(text, view));
    gi_html_close(page);
}

static void name_it(gi_html *page, const char *name)
{
    gi_html_attr(page, GI_LITERAL("id"), name);
    gi_html_attr(page, GI_LITERAL("name"), name);
}

static void show_code(gi_html *page, const gi_page_view *view, const char *code)
{
    show_label(page, view, "code", &code_label);
    gi_html_void(page, GI_LITERAL("input"));
    name_it(page, "code");
    gi_html_attr(page, GI_LITERAL("value"), code);
    gi_html_attr(page, GI_LITERAL("maxlength"), gi_num(GI_NOTICE_CODE_CHARS).text);
    gi_html_attr_own(page, GI_LITERAL("autocomplete"), GI_LITERAL("off"));
    gi_html_attr_own(page, GI_LITERAL("spellcheck"), GI_LITERAL("false"));
}

static void show_reasons(gi_html *page, const gi_page_view *view, const char *chosen)
{
    show_label(page, view, "reason", &reason_label);
    gi_html_open(page, GI_LITERAL("select"));
    name_it(page, "reason");
    for (size_t i = 0; gi_notice_reason_at(i) != NULL; i++) {
        const gi_notice_reason *at = gi_notice_reason_at(i);
        gi_html_open(page, GI_LITERAL("option"));
        gi_html_attr(page, GI_LITERAL("value"), at->id);
        if (strcmp(at->id, chosen) == 0) {
            gi_html_flag(page, GI_LITERAL("selected"));
        }
        gi_html_text(page, view->language == GI_ZH ? at->zh : at->en);
        gi_html_close(page);
    }
    gi_html_close(page);
}

/*
 * The lines of a text as they were: a line break is ours to write, as data it is a control
 * character. The first one is eaten by HTML right behind the tag, so there is one more.
 */
static void add_lines(gi_html *page, const char *text)
{
    gi_html_own(page, GI_LITERAL("\n"));
    for (const char *end = strchr(text, '\n'); end != NULL; end = strchr(text, '\n')) {
        bool crlf = end > text && end[-1] == '\r';
        gi_html_bytes(page, (gi_bytes){ (const uint8_t *)text, (size_t)(end - text) - crlf });
        gi_html_own(page, GI_LITERAL("\n"));
        text = end + 1;
    }
    gi_html_text(page, text);
}

static void show_text(gi_html *page, const gi_page_view *view, const char *text)
{
    show_label(page, view, "text", &text_label);
    gi_html_open(page, GI_LITERAL("textarea"));
    name_it(page, "text");
    gi_html_attr_own(page, GI_LITERAL("rows"), GI_LITERAL("5"));
    gi_html_attr(page, GI_LITERAL("maxlength"), gi_num(GI_NOTICE_TEXT_CHARS).text);
    add_lines(page, text);
    gi_html_close(page);
}

static void show_photo(gi_html *page, const gi_page_view *view)
{
    show_label(page, view, "photo", &photo_label);
    gi_html_void(page, GI_LITERAL("input"));
    name_it(page, "photo");
    gi_html_attr_own(page, GI_LITERAL("type"), GI_LITERAL("file"));
    gi_html_attr_own(page, GI_LITERAL("accept"), GI_LITERAL("image/jpeg,image/png,image/webp"));
}

static void show_form(gi_html *page, const gi_page_view *view, const gi_notice_form *form)
{
    GI_AUTO_BUF url = GI_BUF(256);
    gi_buf_add_format(&url, "%sreport%s", view->home, view->keep);
    gi_html_open(page, GI_LITERAL("form"));
    gi_html_attr(page, GI_LITERAL("action"), gi_buf_text(&url));
    gi_html_attr_own(page, GI_LITERAL("method"), GI_LITERAL("post"));
    gi_html_attr_own(page, GI_LITERAL("enctype"), GI_LITERAL("multipart/form-data"));
    show_code(page, view, form->code);
    show_reasons(page, view, form->reason);
    show_text(page, view, form->text);
    show_photo(page, view);
    gi_html_open(page, GI_LITERAL("p"));
    gi_html_attr_own(page, GI_LITERAL("class"), GI_LITERAL("small"));
    gi_html_text(page, in(&kept, view));
    show_with(page, in(&kept_for, view), gi_num(form->days).text);
    gi_html_close(page);
    gi_html_element(page, GI_LITERAL("button"), in(&send, view));
    gi_html_close(page);
}

void gi_page_report(const gi_page_view *view, gi_notice_outcome outcome, const char *value,
                    const gi_notice_form *form, gi_buf *out)
{
    gi_html page;
    gi_frame_begin(&page, view, out, in(&title, view));
    show_outcome(&page, view, outcome, value);
    if (outcomes[outcome].asks) {
        show_form(&page, view, form);
    }
    gi_show_what_to_do(&page, view);
    gi_frame_end(&page, view);
}
