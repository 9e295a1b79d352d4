"""Every rule catches each of its planted violations, and leaves its clean tree alone."""
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True

import house  # noqa: E402
import check  # noqa: E402,F401


def plant(files):
    folder = tempfile.TemporaryDirectory(prefix="gi-planted-")
    root = pathlib.Path(folder.name).resolve()
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace("{root}", str(root)), encoding="utf-8")
    return folder


def objections(rule, files):
    with plant(files) as root:
        return list(rule.check(house.Tree(root)))


def main():
    passed = failed = 0
    for rule in house.RULES:
        cases = [(files, True) for files in rule.plants] + [(rule.clean, False)] * bool(rule.clean)
        for files, guilty in cases:
            found = objections(rule, files)
            if bool(found) == guilty:
                passed += 1
            else:
                failed += 1
                verdict = "does not catch" if guilty else f"objects ({found}) to"
                print(f"FAIL {rule.sentence}: {verdict} {files}")
    return house.tally(passed, failed)


if __name__ == "__main__":
    sys.exit(main())
