"""Every public header compiles alone, with gcc and with clang: headers.py ROOT.

headers.py ROOT --self-test checks that a header that leans on another one is caught.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import house  # noqa: E402

COMPILERS = ["gcc", "clang"]
FLAGS = ["-std=gnu17", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion",
         "-Wstrict-prototypes", "-Wundef", "-Werror", "-fsyntax-only"]


def complaint(compiler, include, header):
    """What the compiler says about a file that holds nothing but this include, or ''."""
    source = f'#include "{header}"\nint gi_header_stands_alone;\n'
    done = subprocess.run([compiler, *FLAGS, f"-I{include}", "-x", "c", "-"], input=source,
                          capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stderr.strip() or f"exit {done.returncode}"


def check(root):
    include = pathlib.Path(root) / "include"
    passed = failed = skipped = 0
    for header in sorted(path.relative_to(include).as_posix() for path in include.rglob("*.h")):
        for compiler in COMPILERS:
            if shutil.which(compiler) is None:
                print(f"SKIP {header}: there is no {compiler}")
                skipped += 1
                continue
            said = complaint(compiler, include, header)
            passed += not said
            failed += bool(said)
            if said:
                print(f"FAIL {header} does not compile alone with {compiler}\n{said}")
    return passed, failed, skipped


def self_test():
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for text, guilty in (("int f(uint8_t a);\n", True),
                             ("#include <stdint.h>\nint f(uint8_t a);\n", False)):
            (pathlib.Path(folder) / "x.h").write_text(text, encoding="utf-8")
            for compiler in filter(shutil.which, COMPILERS):
                caught = bool(complaint(compiler, folder, "x.h"))
                passed += caught == guilty
                failed += caught != guilty
    return passed, failed


def main():
    totals = self_test() if "--self-test" in sys.argv else check(sys.argv[1])
    return house.tally(*totals)


if __name__ == "__main__":
    sys.exit(main())
