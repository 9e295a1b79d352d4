"""Where the code stands against the budgets of STYLE section 2: size_report.py ROOT.

These are aims that show drift, so the report only prints. A function reaches from the line of
its name to its closing brace. size_report.py --self-test checks the scanner.
"""
import re
import sys

sys.dont_write_bytecode = True

import house  # noqa: E402

HEAD = re.compile(r"^(?!(?:typedef|struct|enum|union|extern)\b)[A-Za-z_][^;={}#]*\)"
                  r"(?:\s*__attribute__\s*\(\(.*?\)\))?\s*\{", re.M | re.S)
NAME = re.compile(r"(\w+)\s*\(")


def functions(bare):
    """(name, lines) of every function in C source without comments and strings."""
    bare = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: "\n" * m.group().count("\n"), bare,
                  flags=re.M)
    at = 0
    while (head := HEAD.search(bare, at)) is not None:
        end = close(bare, head.end() - 1)
        found = NAME.search(head.group())
        yield (found.group(1) if found else "?"), bare.count("\n", head.start(), end) + 1
        at = end


def close(text, brace):
    """Where the block that opens at brace ends."""
    depth = 0
    for at in range(brace, len(text)):
        depth += (text[at] == "{") - (text[at] == "}")
        if depth == 0:
            return at + 1
    return len(text)


def share(sorted_numbers, part):
    return sorted_numbers[min(len(sorted_numbers) - 1, int(len(sorted_numbers) * part))]


def spread(numbers):
    ordered = sorted(numbers) or [0]
    return f"{share(ordered, 0.5):4} · {share(ordered, 0.9):4} · {ordered[-1]:4}"


def comment_share(tree, paths):
    """Comment lines among the lines that are not blank, in percent."""
    lines = comments = 0
    for path in paths:
        text = tree.text(path)
        kept = sum(1 for line in tree.code(path).splitlines() if line.strip())
        all_lines = sum(1 for line in text.splitlines() if line.strip())
        lines += all_lines
        comments += all_lines - kept
    return 100 * comments // lines if lines else 0


def part(tree, title, pattern, aim):
    paths = tree.match(pattern)
    files = [tree.text(path).count("\n") for path in paths]
    sizes = [(lines, name, path) for path in paths for name, lines in functions(tree.bare(path))]
    print(f"{title:14} {len(files):5}  {spread(files)}   {len(sizes):5}  "
          f"{spread([lines for lines, _, _ in sizes])}   {comment_share(tree, paths):3} %  {aim}")
    yield from (f"{path}: {count} lines" for path, count in zip(paths, files) if count > 300)
    yield from (f"{path}: {name} has {lines} lines" for lines, name, path in sizes if lines > 60)


def report(tree):
    print("               files  lines/file         functions  lines/function")
    print("                      median · p90 · max         median · p90 · max  comments")
    long = []
    for title, pattern, aim in (
            ("core", r"core/.*\.c", "aim: .c 10-25 %, median 15, p90 40"),
            ("labels", r"labels/.*\.c", ""), ("web", r"web/.*\.c", ""),
            ("public headers", r"include/.*\.h", "aim: 60 %"),
            ("tests", r"tests/.*\.c", ""), ("tests/support", r"tests/support/.*", "aim: < 400")):
        long.extend(part(tree, title, pattern, aim))
    for line in long:
        print(f"long: {line}")
    return 0


SAMPLE = """int a(void)
{
    return 1;
}
#define M(x) \\
    do { } while (0)
static const char *const names[] = { "{", 0 };
static bool
b(int x, struct s *y)
{
    if (x) {
        for (;;) { }
    }
    return names[0] == '{';
}
struct s {
    int (*f)(int);
};
SPEC(a_sentence)
{
}
"""


def self_test():
    found = list(functions(house.strip(SAMPLE, strings=True)))
    wanted = [("a", 4), ("b", 8), ("SPEC", 3)]
    passed = (found == wanted) + (spread([3, 1, 2]) == "   2 ·    3 ·    3")
    if passed != 2:
        print(f"FAIL the scanner finds {found} instead of {wanted}")
    return house.tally(passed, 2 - passed)


if __name__ == "__main__":
    sys.exit(self_test() if "--self-test" in sys.argv else report(house.Tree(sys.argv[1])))
