"""Calls that have no place in the house, and what must never be printed or written down."""
import re

from house import hits, rule

SOURCES = r"(core|labels|web|include|tests)/.*\.[ch]"
LIBRARIES = r"(core/(?!commands/).*|labels/(?!main(_[a-z]+)?\.c).*|include/.*)\.[ch]"

BANNED = ["strcpy", "strcat", "sprintf", "vsprintf", "atoi", "strtok", "gets", "system", "popen",
          "localtime", "gmtime", "rand"]


def call(names):
    return r"\b(?:" + "|".join(names) + r")\s*\("


@rule("no banned call stands anywhere", [
    {"core/base/x.c": f"void f(void) {{ {name} (a); }}\n"} for name in BANNED
] + [{"tests/core/x_spec.c": "int n = atoi(text);\n"}], {
    "core/base/x.c": 'int my_rand(void); /* rand() */ char t[] = "system(";\n'
                     "int n = snprintf(t, 1, \"\"); strtok_r(a, b, c);\n",
})
def banned_calls(tree):
    for path in tree.match(SOURCES):
        yield from hits(tree, path, call(BANNED), tree.bare(path))


@rule("sqlite3_exec stays in the driver", [
    {"core/store/batches.c": "sqlite3_exec(db, sql, 0, 0, 0);\n"},
], {"core/store/db_sqlite_open.c": "sqlite3_exec(db, sql, 0, 0, 0);\n"})
def sqlite_exec(tree):
    for path in tree.match(r"(core|labels|web)/.*\.[ch]"):
        if not re.fullmatch(r"core/store/db_sqlite[^/]*", path):
            yield from hits(tree, path, call(["sqlite3_exec"]), tree.bare(path))


@rule("the libraries of core and labels never print", [
    {"core/base/x.c": 'printf("x");\n'},
    {"core/acts/x.c": 'fprintf(stderr, "x");\n'},
    {"labels/qr.c": 'puts("x");\n'},
    {"core/log/x.c": 'perror("x");\n'},
    {"include/gi/x.h": "static inline void f(void) { (void)putchar('x'); }\n"},
    {"labels/x.c": "fwrite(a, 1, 2, stdout);\n"},
], {
    "core/commands/x.c": 'printf("x");\n', "labels/main.c": 'puts("x");\n', "labels/main_x.c": 'puts("x");\n',
    "web/http/x.c": 'fprintf(stderr, "x");\n', "core/base/x.c": 'snprintf(t, 1, "printf(");\n',
})
def silent_libraries(tree):
    words = call(["printf", "vprintf", "puts", "putchar", "perror"]) + r"|\b(?:stdout|stderr)\b"
    for path in tree.match(LIBRARIES):
        yield from hits(tree, path, words, tree.bare(path))


@rule("no mutable variable outlives a call in a library", [
    {"core/base/x.c": "static int count;\n"},
    {"core/acts/x.c": "static char line[80];\n"},
    {"labels/x.c": "void f(void)\n{\n    static int n = 0;\n}\n"},
    {"web/http/x.c": "static gi_buf *page = NULL;\n"},
], {
    "core/base/x.c": "static const int a = 1;\nstatic const char *const names[] = { 0 };\n"
                     "static int f(int a);\nstatic gi_status g(void)\n{\n}\n",
    "web/main.c": "static volatile sig_atomic_t stop;\n",
})
def no_globals(tree):
    variable = re.compile(r"^[ \t]*static\s+(?!inline\b|_Static)(?P<type>[^;={}()]*?)"
                          r"(?:\[[^\]]*\]\s*)*(?P<end>[;=])", re.M)
    for path in tree.match(r"(core|labels|web)/(?!main\.c).*\.[ch]"):
        bare = tree.bare(path)
        for found in variable.finditer(bare):
            words = found.group("type")
            last = words.rsplit("*", 1)[-1]
            if "const" not in (last.split() if "*" in words else words.split()):
                line = bare.count("\n", 0, found.start()) + 1
                yield f"{path}:{line}: static {words.strip()}"


# Homes of people and build machines; the folder of this very checkout is looked for as well.
MACHINE = r"/(?:home|root|Users|work|workspace|builds)/[A-Za-z0-9_.]"
TEXTS = r".*\.(c|h|txt|md|py|sh|cmake|json|csv|sql|css|js|html|svg|yml)|\.ci/.*|LICENSE"


@rule("no path of somebody's machine stands in the tree", [
    {"README.md": "see /ho" + "me/ann/gitrace\n"},
    {"tests/run.sh": "cd /ro" + "ot/x\n"},
    {"CMakeLists.txt": "include(/wo" + "rk/x.cmake)\n"},
    {"docs.md": "{root}/core\n"},
], {"README.md": "the root/home of a registry; /tmp/x; https://x.cn/works\n"})
def machine_paths(tree):
    here = str(tree.root)
    pattern = MACHINE if here.count("/") < 2 else MACHINE + "|" + re.escape(here)
    for path in tree.match(TEXTS):
        yield from hits(tree, path, pattern, tree.text(path))
