"""Who may include whom: the drawing of DESIGN section 8 as two small tables."""
import posixpath
import re

from house import rule

# The first row that matches a file decides what it may include (regular expressions).
OWN = r"{folder}/[^/]+\.h"
PUBLIC = r"include/gi(/.*)?\.h"
LABEL_HEADERS = (
    r"include/gi/(status|reason|bytes|text|clock|batch|batch_id|unit_code|unit_number|quantity"
    r"|uscc|signature|gs1|label|conformity_label|paper|printer|template)\.h"
)
LAYERS = [
    # file                              may include
    (r"include/.*",                     [PUBLIC]),
    (r"core/commands/.*",               [PUBLIC, OWN]),
    (r"core/base/json[^/]*",            [PUBLIC, r"core/base/.*"]),
    (r"core/(base|model)/.*",           [PUBLIC, r"core/(base|model)/.*"]),
    (r"core/.*",                        [PUBLIC, r"core/(?!commands/).*"]),
    (r"labels/main(_[a-z]+)?\.[ch]",    [PUBLIC, OWN]),
    (r"labels/.*",                      [LABEL_HEADERS, r"labels/.*"]),
    (r"web/main\.c",                    [PUBLIC, OWN]),
    (r"web/.*",                         [PUBLIC, r"web/.*"]),
]

# A header of others, and the only files that may include it.
OUTSIDE = [
    (r"sqlite3\.h",                     r"core/store/db_sqlite[^/]*"),
    (r"libpq-fe\.h",                    r"core/store/db_postgres[^/]*"),
    (r"openssl/.*",                     r"core/crypto/.*"),
    (r"sodium\.h",                      r"core/crypto/.*"),
    (r"jansson\.h",                     r"core/base/json\.c"),
    (r"curl/curl\.h",                   r"core/log/fetch\.c"),
    (r"(csv|zip)\.h",                   r"core/import/[^/]*"),
    (r"expat\.h",                       r"core/import/[^/]*|labels/artwork_scan\.c"),
    (r"librsvg/.*",                     r"labels/artwork\.c"),
    (r"qrencode\.h",                    r"labels/qr\.c"),
    (r"(cairo|pango|fontconfig|librsvg|glib|ft2build|freetype).*", r"labels/.*"),
    (r"libdeflate\.h",                  r"web/http/press\.c"),
    (r"zlib\.h",                        r"web/http/.*|labels/languages/z64\.c"),
    (r"microhttpd\.h",                  r"web/http/.*"),
    (r"cups/.*",                        r"labels/send/cups\.c"),
    (r"sys/.*|netinet/.*|arpa/.*|linux/.*", r".*"),
    (r"(assert|ctype|dirent|errno|fcntl|fts|ftw|getopt|iconv|ifaddrs|inttypes|libgen|limits|locale|math"
     r"|netdb|poll|pthread|pwd|sched|semaphore|setjmp|signal|spawn|stdalign|stdarg|stdatomic"
     r"|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|strings|syslog|termios|threads|time"
     r"|uchar|unistd|wchar)\.h",        r".*"),
]

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.M)
SOURCES = r"(core|labels|web|include)/.*\.[ch]"


def includes(tree, path):
    return INCLUDE.findall(tree.code(path))


def place(tree, path, name):
    """Where a quoted name leads inside the tree, as the compiler looks for it; or None."""
    folder = posixpath.dirname(path)
    for base in (folder, "", "include"):
        found = posixpath.normpath(posixpath.join(base, name))
        if tree.has(found):
            return found
    return None


def allowed(path):
    folder = re.escape(posixpath.dirname(path))
    for pattern, targets in LAYERS:
        if re.fullmatch(pattern, path):
            return [target.replace("{folder}", folder) for target in targets]
    return []


@rule("a file includes only what its layer may see", [
    {"core/base/x.c": '#include "labels/qr.h"\n', "labels/qr.h": ""},
    {"core/acts/x.c": '#include "web/page.h"\n', "web/page.h": ""},
    {"core/base/x.c": '#include "core/store/db.h"\n', "core/store/db.h": ""},
    {"core/commands/x.c": '#include "core/store/db.h"\n', "core/store/db.h": ""},
    {"core/commands/x.c": '#include "../store/db.h"\n', "core/store/db.h": ""},
    {"core/acts/x.c": '#include "core/commands/verb.h"\n', "core/commands/verb.h": ""},
    {"labels/x.c": '#include "gi/registry.h"\n', "include/gi/registry.h": ""},
    {"labels/x.c": '#include <gi/crypto.h>\n', "include/gi/crypto.h": ""},
    {"labels/main.c": '#include "core/store/db.h"\n', "core/store/db.h": ""},
    {"web/pages/x.c": '#include "core/store/db.h"\n', "core/store/db.h": ""},
    {"web/main.c": '#include "labels/qr.h"\n', "labels/qr.h": ""},
    {"include/gi/x.h": '#include "core/store/db.h"\n', "core/store/db.h": ""},
], {
    "core/acts/x.c": '#include "gi/text.h"\n#include "core/store/db.h"\n#include "acts.h"\n',
    "core/acts/acts.h": "/* #include \"web/page.h\" */\n", "core/store/db.h": "",
    "include/gi/text.h": "", "labels/x.c": '#include "qr.h"\n#include "gi/text.h"\n',
    "labels/qr.h": "", "web/main.c": '#include "gi/text.h"\n',
})
def layers(tree):
    for path in tree.match(SOURCES):
        for _, name in includes(tree, path):
            target = place(tree, path, name)
            if target and not any(re.fullmatch(one, target) for one in allowed(path)):
                yield f"{path} includes {target}"


@rule("a quoted include exists in the tree", [
    {"core/base/x.c": '#include "missing.h"\n'},
], {"core/base/x.c": '#include "x.h"\n', "core/base/x.h": ""})
def quoted_includes(tree):
    for path in tree.match(SOURCES):
        for quote, name in includes(tree, path):
            if quote == '"' and place(tree, path, name) is None:
                yield f"{path} includes \"{name}\", which is not there"


@rule("a header of others is included in its one place only", [
    {"core/store/batches.c": "#include <sqlite3.h>\n"},
    {"core/log/x.c": "#include <openssl/evp.h>\n"},
    {"core/store/x.c": "#include <jansson.h>\n"},
    {"core/base/jcs.c": "#include <jansson.h>\n"},
    {"labels/template.c": "#include <qrencode.h>\n"},
    {"core/base/x.c": "#include <cairo/cairo.h>\n"},
    {"web/pages/x.c": "#include <microhttpd.h>\n"},
    {"web/api/x.c": "#include <zlib.h>\n"},
    {"core/log/x.c": "#include <curl/curl.h>\n"},
    {"core/base/x.c": "#include <zip.h>\n"},
    {"core/base/x.c": "#include <event.h>\n"},
], {
    "core/store/db_sqlite_open.c": "#include <sqlite3.h>\n",
    "core/crypto/x.c": "#include <openssl/evp.h>\n", "web/http/x.c": "#include <zlib.h>\n",
    "core/base/json.c": "#include <jansson.h>\n#include <string.h>\n",
})
def outside_headers(tree):
    for path in tree.match(SOURCES):
        for quote, name in includes(tree, path):
            if quote == '"' or place(tree, path, name):
                continue
            places = [where for header, where in OUTSIDE if re.fullmatch(header, name)]
            if not places:
                yield f"{path} includes <{name}>, which has no place in the table"
            elif not re.fullmatch(places[0], path):
                yield f"{path} includes <{name}>; its place is {places[0]}"


@rule("every public header stands in the umbrella", [
    {"include/gi.h": '#include "gi/a.h"\n', "include/gi/a.h": "", "include/gi/b.h": ""},
], {"include/gi.h": '#include "gi/a.h"\n', "include/gi/a.h": ""})
def umbrella(tree):
    if tree.has("include/gi.h"):
        listed = {"include/" + name for _, name in includes(tree, "include/gi.h")}
        for path in tree.match(r"include/gi/.*\.h"):
            if path not in listed:
                yield f"include/gi.h does not include {path}"
