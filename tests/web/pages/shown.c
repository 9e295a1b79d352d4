/* One way to see a page (shown.h). */
#include "tests/web/pages/shown.h"

#include <string.h>

const char *shown(const gi_verdict *verdict, gi_language language, gi_buf *buf)
{
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, language);
    gi_buf_reset(buf);
    gi_page_verdict(&view, verdict, buf);
    return gi_buf_text(buf);
}

bool says(const char *page, const char *text)
{
    return strstr(page, text) != NULL;
}
