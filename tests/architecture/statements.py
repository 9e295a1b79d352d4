"""SQL: named statements, listed and used once, and nothing that changes what is append-only."""
import re

from house import hits, line_of, rule

# No UPDATE, DELETE or REPLACE may name these tables.
APPEND_ONLY = ["act", "posting", "checkpoint", "key_list", "run", "amendment", "lot_parent",
               "cosignature", "waiting", "activation", "ending", "adjustment", "deficit",
               "season_end", "print", "reprint", "package", "package_member", "package_opened",
               "gtin"]

# Engine-only SQL (STYLE 6): it would work today and stop the second engine.
NOT_PORTABLE = (r"\b(?:AUTOINCREMENT|ON\s+CONFLICT|INSERT\s+OR|REPLACE\s+INTO|CREATE\s+TRIGGER"
                r"|strftime\s*\(|datetime\s*\(|json_\w+\s*\(|GLOB\b)")

DEFINED = re.compile(r"^static const char (q_\w+)\[\]", re.M)
LIST = re.compile(r"\b(gi_\w+_statements)\[\]\s*=\s*\{(.*?)\}", re.S)


def joined(text):
    """Adjacent string literals as the compiler sees them."""
    return re.sub(r'"[ \t]*\n?[ \t]*"', "", text)


def count(name, text):
    return len(re.findall(rf"\b{name}\b", text))


STORE = r"core/store/[^/]*\.c"
GOOD = {
    "core/store/x.c": 'static const char q_a[] = "SELECT 1";\n'
                      "const char *const gi_x_statements[] = { q_a, NULL };\n"
                      "void f(void)\n{\n    gi_db_use(db, q_a);\n}\n",
    "core/store/shape.c": "extern const char *const gi_x_statements[];\n",
}


@rule("every statement is listed once in its file", [
    {"core/store/x.c": 'static const char q_a[] = "S";\nvoid f(void) { use(q_a); }\n'},
    {"core/store/x.c": 'static const char q_a[] = "S";\n'
                       "const char *const gi_x_statements[] = { q_a, q_a, NULL };\n"},
    {"core/store/x.c": 'static const char q_a[] = "S";\n'
                       "const char *const gi_x_statements[] = { q_ab, NULL };\n"},
], GOOD)
def listed(tree):
    for path in tree.match(STORE):
        code = tree.bare(path)
        lists = " ".join(body for _, body in LIST.findall(code))
        for name in DEFINED.findall(code):
            if count(name, lists) != 1:
                yield f"{path}: {name} is listed {count(name, lists)} times"


@rule("every statement is used exactly once", [
    {"core/store/x.c": 'static const char q_a[] = "S";\n'
                       "const char *const gi_x_statements[] = { q_a, NULL };\n"},
    {"core/store/x.c": GOOD["core/store/x.c"] + "void g(void) { gi_db_use(db, q_a); }\n"},
], GOOD)
def used_once(tree):
    for path in tree.match(STORE):
        code = tree.bare(path)
        rest = LIST.sub(" ", code)
        for name in DEFINED.findall(code):
            if count(name, rest) != 2:
                yield f"{path}: {name} is used {count(name, rest) - 1} times"


@rule("every list of statements is opened by another file", [
    {"core/store/x.c": GOOD["core/store/x.c"]},
], GOOD)
def lists_known(tree):
    codes = {path: tree.bare(path) for path in tree.match(r"core/.*\.[ch]")}
    for path in tree.match(STORE):
        for name, _ in LIST.findall(codes[path]):
            if not any(count(name, code) for other, code in codes.items() if other != path):
                yield f"{path}: nobody opens {name}"


@rule("SQL stands in the store only", [
    {"core/acts/x.c": 'static const char a[] = "SELECT id FROM act";\n'},
    {"web/pages/x.c": 'run("DELETE FROM scan");\n'},
    {"core/ledger/x.c": 'run("UPDATE account "\n    "SET balance = 1");\n'},
    {"labels/x.c": 'run("INSERT INTO act (id) VALUES (1)");\n'},
], {"core/store/x.c": 'run("SELECT id FROM act");\n', "core/acts/x.c": "/* SELECT id FROM act */\n"})
def sql_in_store(tree):
    sql = r'"\s*(?:SELECT\s.*?\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s)'
    for path in tree.match(r"(core|labels|web)/.*\.[ch]"):
        if not path.startswith("core/store/"):
            code = joined(tree.code(path))
            for found in re.finditer(sql, code):
                yield f"{path}: {found.group()}"


@rule("nothing updates or deletes what is append-only", [
    {"core/store/x.c": f'static const char q_a[] = "{verb} {table} ";\n'}
    for table in APPEND_ONLY for verb in ("DELETE FROM", "UPDATE", "REPLACE INTO")
] + [
    {"core/store/x.c": 'static const char q_a[] = "UPDATE "\n    "act SET x = 1";\n'},
    {"core/store/schema/002-x.sql": "delete from act;\n"},
    {"core/store/x.c": 'static const char q_a[] = "INSERT OR REPLACE INTO act (a)";\n'},
], {"core/store/x.c": 'static const char q_a[] = "UPDATE account SET act = 1";\n'
                      '/* UPDATE act */ static const char q_b[] = "UPDATE act_count SET n = 1";\n'})
def append_only(tree):
    tables = "|".join(APPEND_ONLY)
    change = rf"(?i)\b(?:DELETE\s+FROM|UPDATE|REPLACE\s+INTO)\s+(?:{tables})\b"
    for path in tree.match(r"core/.*\.(c|h|sql)"):
        text = tree.text(path) if path.endswith(".sql") else joined(tree.code(path))
        for found in re.finditer(change, text):
            yield f"{path}:{line_of(text, found.start())}: {found.group()}"


def schema_of(names):
    return "".join(f"CREATE TABLE {name} (\n    id BIGINT\n);\n" for name in names)


@rule("every append-only table stands in the schema under that name", [
    {"core/store/schema/001-x.sql": schema_of(APPEND_ONLY[1:])},
    {"core/store/schema/001-x.sql": schema_of(APPEND_ONLY[1:] + [APPEND_ONLY[0] + "s"])},
], {"core/store/schema/001-x.sql": schema_of(APPEND_ONLY)})
def append_only_exists(tree):
    schema = " ".join(tree.text(path) for path in tree.match(r"core/store/schema/.*\.sql"))
    for name in APPEND_ONLY:
        if schema and not re.search(rf"\bCREATE TABLE {name}\b", schema):
            yield f"core/store/schema has no table {name}"


@rule("statements and schema stay portable", [
    {"core/store/x.c": 'static const char q_a[] = "INSERT OR IGNORE INTO act";\n'},
    {"core/store/x.c": 'static const char q_a[] = "INSERT INTO a (b) VALUES (1) ON CONFLICT";\n'},
    {"core/store/schema/001-x.sql": "CREATE TRIGGER t AFTER INSERT ON act BEGIN END;\n"},
    {"core/store/schema/001-x.sql": "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);\n"},
], {"core/store/x.c": 'static const char q_a[] = "INSERT INTO act";\n/* ON CONFLICT */\n'})
def portable(tree):
    for path in tree.match(r"core/store/.*\.(c|sql)"):
        if not path.startswith("core/store/db_"):
            text = tree.code(path) if path.endswith(".c") else re.sub("--.*", "", tree.text(path))
            yield from hits(tree, path, NOT_PORTABLE, joined(text))
