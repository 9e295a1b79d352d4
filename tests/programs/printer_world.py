"""Sample labels sent by printer_sample (beside the programs), and a runner of sentences.

For printer_test.py and printer_wire_test.py. No printer and no registry is wanted.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

import printer_pictures

BIN = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else "bin"
ROOM = tempfile.mkdtemp(prefix="gitrace-printer-")
HERE = os.path.dirname(os.path.abspath(__file__))
SENTENCES = []


class Skip(Exception):
    pass


def sentence(function):
    SENTENCES.append(function)
    return function


class Job:
    """What one run of printer_sample did: exit, report, its labels, and the job if to a file."""

    def __init__(self, done, dots, path):
        self.code = done.returncode
        # without what the sanitizer says about its suppressions
        lines = done.stderr.decode().splitlines(keepends=True)
        self.err = "".join(line for line in lines if line.startswith("gitrace:"))
        report = done.stdout.split() or [b"0"] * 3
        self.sent, self.size, self.labels = map(int, report)
        with open(dots, "rb") as file:
            self.pictures = printer_pictures.read_pbm(file.read())
        self.bytes = None
        if path and os.path.exists(path):
            with open(path, "rb") as file:
                self.bytes = file.read()


def send(profile, width, height, count=4, to="file", env=None):
    """Sends labels of a size in mm to a printer of this profile ({} = built in by name)."""
    folder = tempfile.mkdtemp(dir=ROOM)
    name, where = profile, ""
    if isinstance(profile, dict):
        name, where = "sample", folder
        os.mkdir(os.path.join(folder, "printers"))
        lines = dict({"model": "样机", "dpi": 203, "head": 108, "to": to, "patience": 1}, **profile)
        with open(os.path.join(folder, "printers", "sample.ini"), "w", encoding="utf-8") as file:
            file.write("[printer]\n" + "".join(f"{k} = {v}\n" for k, v in lines.items()))
    dots, path = os.path.join(folder, "dots"), os.path.join(folder, "job")
    words = [os.path.join(BIN, "printer_sample"), where, name, str(round(width * 1000)),
             str(round(height * 1000)), str(count), dots] + ([path] if to == "file" else [])
    done = subprocess.run(words, capture_output=True, timeout=60, check=False,
                          env=dict(os.environ, **(env or {})))
    return Job(done, dots, path)


def good(profile, width, height, count=4):
    job = send(profile, width, height, count)
    assert job.code == 0, job.err
    assert (job.sent, job.labels) == (len(job.bytes), count)
    return job


def same(read, wanted):
    assert len(read) == len(wanted), f"{len(read)} labels instead of {len(wanted)}"
    for number, (one, other) in enumerate(zip(read, wanted)):
        assert one[:2] == other[:2], f"label {number}: {one[:2]} instead of {other[:2]}"
        assert one[2] == other[2], f"label {number} differs"


def main():
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for function in SENTENCES:
        result = "passed"
        try:
            function()
        except Skip as why:
            result = "skipped"
            print(f"SKIP {function.__name__}: {why}")
        except Exception:  # pylint: disable=broad-except
            result = "failed"
            print(f"FAIL {function.__name__}")
            traceback.print_exc(file=sys.stdout)
        counts[result] += 1
    shutil.rmtree(ROOM, ignore_errors=True)
    line = f"{counts['passed']} passed, {counts['failed']} failed"
    print(line + (f", {counts['skipped']} skipped" if counts["skipped"] else ""))
    sys.exit(counts["failed"] != 0)
