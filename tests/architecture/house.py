"""The rules of the house as functions over a tree of files.

A rule is one function that yields what it objects to, together with planted violations that
it must catch: a rule that cannot fail cannot be written down. Programs here print one line per
objection and end with "N passed, N failed"; a rule counts once, however many objections.
"""
import pathlib
import re
import sys

SKIPPED = re.compile(r"^(build[^/]*|demo|node_modules|__pycache__|\.git)$")
RULES = []


class Rule:
    def __init__(self, sentence, check, plants, clean):
        self.sentence = sentence
        self.check = check
        self.plants = plants
        self.clean = clean


def rule(sentence, plants, clean=None):
    """Registers a check(tree). plants: trees {path: text} that must be caught, one by one;
    clean: a tree that must pass although it looks similar."""
    def register(check):
        assert plants, "a rule that cannot fail is a defect"
        RULES.append(Rule(sentence, check, plants, clean or {}))
        return check
    return register


class Tree:
    """The files of one checkout (or of a planted one) by their path with slashes."""

    def __init__(self, root):
        self.root = pathlib.Path(root).resolve()
        self.paths = sorted(self._walk(self.root))

    def _walk(self, folder):
        for entry in folder.iterdir():
            if SKIPPED.match(entry.name) or entry.is_symlink():
                continue
            if entry.is_dir():
                yield from self._walk(entry)
            else:
                yield entry.relative_to(self.root).as_posix()

    def match(self, pattern):
        """Paths that match a regular expression from their beginning to their end."""
        wanted = re.compile(pattern)
        return [path for path in self.paths if wanted.fullmatch(path)]

    def has(self, path):
        return (self.root / path).exists()

    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8", errors="replace")

    def code(self, path):
        """C source without comments; strings stay. Lines keep their numbers."""
        return strip(self.text(path), strings=False)

    def bare(self, path):
        """C source without comments and without what stands in strings."""
        return strip(self.text(path), strings=True)


TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def strip(text, strings):
    def blank(found):
        token = found.group()
        if token[0] == "/":
            return " " + "\n" * token.count("\n")
        return token[0] * 2 if strings else token
    return TOKEN.sub(blank, text)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def hits(tree, path, pattern, text):
    """'path:line: found' for every match of a pattern."""
    for found in re.finditer(pattern, text):
        yield f"{path}:{line_of(text, found.start())}: {found.group().strip()}"


def tally(passed, failed, skipped=0):
    tail = f", {skipped} skipped" if skipped else ""
    print(f"{passed} passed, {failed} failed{tail}")
    return 1 if failed else 0


def run(root, rules):
    tree = Tree(root)
    failed = 0
    for one in rules:
        objections = list(one.check(tree))
        if objections:
            failed += 1
            print(f"FAIL {one.sentence}")
            for objection in objections:
                print(f"    {objection}")
    return tally(len(rules) - failed, failed)


def main():
    """check.py calls this: the root of the checkout is the only argument."""
    if len(sys.argv) != 2:
        print("usage: check.py ROOT")
        return 2
    return run(sys.argv[1], RULES)
