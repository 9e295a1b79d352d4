"""The labels library needs base and model only: symbols.py NM LABELS.a MODEL.o...

Every gi_ symbol that libgi_labels leaves open must be defined by itself or by gi_model; so no
store, key or registry can ever be reached from the drawing code. symbols.py NM --self-test CC
plants an archive that reaches for a store.
"""
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import house  # noqa: E402


def names(nm, files, wanted):
    """gi_ symbols whose letter is among the wanted ones (U = open)."""
    done = subprocess.run([nm, "-P", *files], capture_output=True, text=True, check=True)
    found = set()
    for line in done.stdout.splitlines():
        words = line.split()
        if len(words) >= 2 and words[0].startswith("gi_") and words[1] in wanted:
            found.add(words[0])
    return found


def foreign(nm, archive, model):
    defined = names(nm, [archive, *model], set("TtDdBbRrVvWwCc"))
    return sorted(names(nm, [archive], {"U"}) - defined)


def check(nm, archive, model):
    missing = [path for path in [archive, *model] if not pathlib.Path(path).exists()]
    if missing:
        print(f"FAIL not built: {missing[0]}")
        return house.tally(0, 1)
    found = foreign(nm, archive, model)
    for name in found:
        print(f"FAIL libgi_labels reaches for {name}, which base and model do not define")
    return house.tally(int(not found), int(bool(found)))


def self_test(nm, compiler):
    with tempfile.TemporaryDirectory() as folder:
        def build(stem, text):
            source = pathlib.Path(folder) / f"{stem}.c"
            source.write_text(text, encoding="utf-8")
            subprocess.run([compiler, "-c", str(source), "-o", f"{folder}/{stem}.o"], check=True)
            return f"{folder}/{stem}.o"
        model = build("model", "int gi_day(void) { return 1; }\n")
        good = build("good", "int gi_day(void); int gi_label(void) { return gi_day(); }\n")
        bad = build("bad", "int gi_db_open(void); int gi_x(void) { return gi_db_open(); }\n")
        passed = (foreign(nm, good, [model]) == []) + (foreign(nm, bad, [model]) == ["gi_db_open"])
    return house.tally(passed, 2 - passed)


def main():
    if sys.argv[2] == "--self-test":
        return self_test(sys.argv[1], sys.argv[3])
    return check(sys.argv[1], sys.argv[2], sys.argv[3:])


if __name__ == "__main__":
    sys.exit(main())
