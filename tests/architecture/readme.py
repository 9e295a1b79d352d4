"""What README.md shows and names is in the tree."""
import re

from house import rule

LINKS = re.compile(r'!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)|(?:src|href)="([^"#]+)"')


def targets(text):
    for picture, tag in LINKS.findall(text):
        target = picture or tag
        if not re.match(r"[a-z]+:", target):
            yield target


@rule("README.md stands at the root and its pictures and files exist", [
    {"core/x.c": ""},
    {"README.md": "![a label](label.png)\n"},
    {"README.md": '<img src="pictures/label.png" width="200">\n'},
    {"README.md": "read [the map](include/gi.h)\n"},
], {"README.md": "![a](a.png) [b](https://example.cn/x) [c](#top)\n", "a.png": ""})
def readme(tree):
    if not tree.has("README.md"):
        yield "README.md is missing"
        return
    for target in targets(tree.text("README.md")):
        if not tree.has(target):
            yield f"README.md names {target}, which is not there"


@rule("every source file opens by saying what it is", [
    {"core/base/x.c": "#include <stdio.h>\n"},
    {"include/gi/x.h": "#ifndef X\n/* late */\n"},
    {"web/http/x.c": "/* x */\nint a;\n"},
], {"core/base/x.c": "/* what this file is for, and no more */\nint a;\n"})
def openings(tree):
    for path in tree.match(r"(core|labels|web|include|tests)/.*\.[ch]"):
        opening = re.match(r"/\*(.*?)\*/", tree.text(path), re.S)
        if not opening or len(opening.group(1).split()) < 4:
            yield f"{path} does not open with a comment that says what it is"
