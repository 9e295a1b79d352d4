"""Printing from the terminal: runs go on where they stopped, jobs, reprints, what breaks off.

A printer is a socket of this test, named by a profile of the registry; printer_readers.py turns
what arrives into pictures again.
"""
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import threading
import time
import zlib

import printer_readers as readers
from world import (BIN, PASSPHRASE, ROOM, SEASON, SETUP, Skip, Answer, act, day, main, said,
                   sentence)

QUIET = {"LSAN_OPTIONS": "print_suppressions=0"}


# --- the program --------------------------------------------------------------------------------

def label(world, *words):
    return world.sign("label", *words, env=QUIET)


def ask(world, *words):
    return world.ask("label", *words, env=QUIET)


def good(world, *words):
    answer = label(world, *words)
    assert answer.code == 0, answer
    return answer


def files_there():
    """Without marks, which a registry that was copied gets at its first act."""
    return sorted(name for name in os.listdir(ROOM) if not name.endswith(".high"))


def refused(world, reason, *words):
    """The reason, in one line; nothing is recorded and no file left."""
    before, files = world.state(), files_there()
    answer = label(world, *words)
    assert answer.code not in (0, 1), answer
    said(answer, reason)
    assert world.state() == before and files_there() == files, "something changed"
    return answer


def status(world, run=None):
    answer = ask(world, "status", run or world.batch, "--json")
    assert answer.code == 0, answer
    return answer.json()


def place(world, name):
    return os.path.join(ROOM, f"{os.path.basename(world.path)}-{name}")


def numbers(world):
    """Unit numbers of the first run in order."""
    answer = world.sign("codes", f"{world.batch}#1")
    assert answer.code == 0, answer
    return [row.split(",")[1] for row in answer.out.split("\r\n")[1:-1]]


def acts_of(world, kind):
    return [row for row in world.read("list", "acts") if row["act"] == kind]


# --- a printer ----------------------------------------------------------------------------------

class Printer(threading.Thread):
    """Takes jobs on a port of this machine; hangs up after `most` bytes of job number `broken`."""

    def __init__(self, broken=-1, most=20000, wait=0):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.broken, self.most, self.wait = broken, most, wait
        self.jobs, self.started = [], threading.Event()
        self.start()

    def run(self):
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            self.started.set()
            time.sleep(self.wait)
            self.jobs.append(self.read(line, len(self.jobs) == self.broken))

    def read(self, line, breaks):
        job = b""
        with line:
            while True:
                more = line.recv(4096)
                job += more
                if not more:
                    return job
                if breaks and len(job) >= self.most:
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    return job

    def profile(self, world, name, **more):
        keys = dict({"model": name, "language": "tspl", "dpi": 203, "head": 108, "media": "gap 2",
                     "patience": 10, "to": "tcp 127.0.0.1:%d" % self.listener.getsockname()[1]},
                    **more)
        os.makedirs(world.file("printers"), exist_ok=True)
        with open(world.file(f"printers/{name}.ini"), "w", encoding="utf-8") as file:
            file.write("[printer]\n" + "".join(f"{k} = {v}\n" for k, v in keys.items()))


def codes_of(picture):
    if shutil.which("zbarimg") is None:
        raise Skip("zbarimg is not installed")
    path = os.path.join(ROOM, "read.pbm")
    with open(path, "wb") as file:
        width, height, rows = picture
        stride = (width + 7) // 8
        file.write(b"P4 %d %d\n" % (width, height))
        for row in rows:
            file.write((row << (stride * 8 - width)).to_bytes(stride, "big"))
    done = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sbinary=no", path],
                          capture_output=True, timeout=60)
    os.remove(path)
    return done.stdout.decode().split()


def read_png(path):
    """A grey or palette PNG of one bit as (width, height, rows), 1 = ink."""
    with open(path, "rb") as file:
        data = file.read()
    at, packed, head = 8, b"", None
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        head = struct.unpack(">IIBB", body[:10]) if kind == b"IHDR" else head
        packed += body if kind == b"IDAT" else b""
        at += size + 12
    width, height, depth, colour = head
    assert depth == 1 and colour == 0, "one grey bit per dot"
    stride = (width + 7) // 8
    lines, above, rows = zlib.decompress(packed), bytes(stride), []
    for y in range(height):
        start = y * (stride + 1)
        line = unfiltered(lines[start], lines[start + 1:start + 1 + stride], above)
        above = line
        rows.append((int.from_bytes(line, "big") >> (stride * 8 - width)) ^ ((1 << width) - 1))
    return width, height, rows


def unfiltered(kind, line, above):
    out = bytearray()
    for i, byte in enumerate(line):
        left, up = (out[i - 1] if i else 0), above[i]
        corner = above[i - 1] if i else 0
        guess = left + up - corner
        near = min((left, up, corner), key=lambda v: abs(guess - v))
        out.append((byte + (0, left, up, (left + up) // 2, near)[kind]) & 255)
    return bytes(out)


# --- runs ---------------------------------------------------------------------------------------

@sentence
def a_run_goes_on_where_it_stopped(world):
    units = numbers(world)
    good(world, "print", world.batch, "--count", "5", "--out", place(world, "a.pdf"))
    assert status(world)["printed"] == 5 and status(world)["next"] == 6
    good(world, "print", world.batch, "--count", "3", "--format", "png", "--out",
         place(world, "b"))
    assert sorted(os.listdir(place(world, "b"))) == sorted(f"{u}.png" for u in units[5:8])
    good(world, "print", world.batch, "--out", place(world, "c.pdf"))
    assert status(world)["left"] == 0 and status(world)["printed"] == 20
    refused(world, "nothing-to-print", "print", world.batch, "--out", place(world, "d.pdf"))


@sentence
def labels_that_ended_are_left_out(world):
    units = numbers(world)
    world.good("lose", "--units", f"{units[4]}..{units[6]}", "--why", "lost")
    good(world, "print", world.batch, "--format", "png", "--out", place(world, "x"))
    shown = sorted(os.listdir(place(world, "x")))
    assert shown == sorted(f"{u}.png" for u in units[:4] + units[7:]), shown
    assert status(world)["ended"] == 3 and status(world)["left"] == 0
    assert len(acts_of(world, "print")) == 2, "a range each side of what was lost"


@sentence
def every_printed_code_is_one_of_the_run(world):
    path = place(world, "run.tspl")
    good(world, "print", world.batch, "--format", "tspl", "--out", path)
    with open(path, "rb") as file:
        pictures = readers.read_tspl(file.read(), 203)
    assert len(pictures) == 20
    wanted = world.codes("--count", "3")
    assert [codes_of(picture) for picture in pictures[:3]] == [[code] for code in wanted]


@sentence
def a_target_that_exists_or_a_wrong_one_is_refused_before_anything_is_recorded(world):
    taken = place(world, "taken.pdf")
    with open(taken, "w", encoding="utf-8") as file:
        file.write("mine")
    refused(world, "file-exists", "print", world.batch, "--out", taken)
    refused(world, "no-template", "print", world.batch, "--template", "none", "--out",
            place(world, "n.pdf"))
    refused(world, "template-kind", "print", world.batch, "--template", "card", "--out",
            place(world, "n.pdf"))
    refused(world, "unknown-printer", "print", world.batch, "--printer", "none")
    refused(world, "printer-wide", "print", world.batch, "--printer", "escpos-58", "--template",
            "70x50", "--out", place(world, "n.bin"))
    Printer().profile(world, "narrow", language="png", head=48, to="file")
    refused(world, "printer-wide", "print", world.batch, "--printer", "narrow", "--out",
            place(world, "n"))
    for words in (("--sheet", "24", "--format", "png"), ("--start-cell", "2", "--format", "tspl"),
                  ("--sheet", "24", "--printer", "narrow")):
        refused(world, "not-together", "print", world.batch, *words, "--out", place(world, "n"))
    refused(world, "usage", "print", world.batch)
    assert status(world)["printed"] == 0


@sentence
def the_old_command_says_which_verbs_there_are(world):
    answer = ask(world, world.batch, "--out", place(world, "old.pdf"))
    assert answer.code == 2, answer
    said(answer, "label-verb")


# --- again --------------------------------------------------------------------------------------

@sentence
def a_reprint_needs_a_reason_and_a_first_time_and_is_told(world):
    units = numbers(world)
    some = f"{units[2]}..{units[3]}"
    refused(world, "not-printed", "reprint", some, "--why", "jam", "--out", place(world, "r.pdf"))
    good(world, "print", world.batch, "--out", place(world, "a.pdf"))
    refused(world, "usage", "reprint", some, "--out", place(world, "r.pdf"))
    refused(world, "missing-field", "reprint", some, "--why", "other", "--out",
            place(world, "r.pdf"))
    good(world, "reprint", some, "--why", "torn", "--format", "png", "--out", place(world, "r"))
    assert sorted(os.listdir(place(world, "r"))) == sorted(f"{u}.png" for u in units[2:4])
    good(world, "reprint", units[2], "--why", "other", "--note", "样张", "--out",
         place(world, "s.pdf"))
    told = status(world)
    assert told["reprinted"] == 3 and told["printed"] == 20, told
    assert [row["why"] for row in told["reprints"]] == ["torn", "other"] or \
        [row["why"] for row in told["reprints"]] == ["other", "torn"], told
    assert "torn" in ask(world, "status", world.batch).out
    counted = world.read("show", "batch", world.batch)["labels"]
    assert (counted["printed"], counted["not_printed"], counted["reprinted"]) == (20, 0, 3)
    assert world.read("list", "batches")[0]["printed"] == 20


@sentence
def template_and_printer_are_private_and_a_stranger_audits_the_rest(world):
    good(world, "print", world.batch, "--out", place(world, "a.pdf"))
    index = acts_of(world, "print")[0]["index"]
    shown = world.read("show", "act", index)
    assert "50x30" not in json.dumps(shown), shown
    private = world.read("show", "act", index, "--private")["private"]
    assert (private["template"], private["how"]) == ("50x30", "pdf"), private
    world.read("log", "export", world.path + ".export")
    answer = world.ask("log", "audit", world.path + ".export", "--json")
    assert answer.code == 0 and answer.json()["violations"] == 0, answer


# --- printers -----------------------------------------------------------------------------------

@sentence
def a_printer_gets_jobs_of_their_own_and_each_is_an_act(world):
    printer = Printer()
    printer.profile(world, "shop")
    good(world, "print", world.batch, "--printer", "shop", "--job", "8")
    sizes = [len(readers.read_tspl(job, 203)) for job in printer.jobs]
    assert sizes == [8, 8, 4], sizes
    assert len(acts_of(world, "print")) == 3
    assert "shop" in ask(world, "printers").out


@sentence
def a_broken_job_says_what_was_recorded_and_what_to_do(world):
    printer, units = Printer(broken=1), numbers(world)
    printer.profile(world, "shop")
    answer = label(world, "print", world.batch, "--printer", "shop", "--job", "8")
    assert answer.code == 16, answer
    assert answer.err.startswith("gitrace: send-broken: "), answer
    assert f"gitrace label reprint {units[8]}..{units[15]} --why jam" in answer.err, answer
    assert "gitrace spoil" in answer.err, answer
    assert status(world)["printed"] == 16 and len(printer.jobs) == 2
    good(world, "reprint", f"{units[8]}..{units[15]}", "--why", "jam", "--printer", "shop")
    good(world, "print", world.batch, "--printer", "shop")
    assert len(readers.read_tspl(printer.jobs[-1], 203)) == 4
    assert status(world)["left"] == 0 and status(world)["reprinted"] == 8


@sentence
def a_printer_that_is_not_there_leaves_its_job_recorded(world):
    gone = Printer()
    gone.profile(world, "gone")
    gone.listener.shutdown(socket.SHUT_RDWR)  # else its thread would take one job more
    gone.join(60)
    gone.listener.close()
    answer = label(world, "print", world.batch, "--printer", "gone", "--job", "8")
    assert answer.code == 10 and answer.err.startswith("gitrace: printer-gone: "), answer
    assert "gitrace label reprint" in answer.err, answer
    assert status(world)["printed"] == 8


@sentence
def labels_that_are_out_stay_printed_when_nothing_can_be_remembered(world):
    printer = Printer()
    printer.profile(world, "shop")
    os.mkdir(world.file("printers/tested"))
    answer = label(world, "print", world.batch, "--printer", "shop")
    assert answer.code == 0 and answer.out == "shop: 20\n", answer
    said(answer, "file-read")
    assert status(world)["left"] == 0 and len(printer.jobs) == 1


def started(world, *words):
    command = [os.path.join(BIN, "gitrace"), "label", *words, "--dir", world.path,
               "--passphrase-file", PASSPHRASE]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            env=dict(QUIET, PATH=os.environ["PATH"], HOME=ROOM, LANG="C.UTF-8"))


@sentence
def ctrl_c_ends_between_two_jobs(world):
    printer = Printer(wait=1)
    printer.profile(world, "slow")
    running = started(world, "print", world.batch, "--printer", "slow", "--job", "8")
    assert printer.started.wait(60)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    running.stdout, running.stderr = out, err
    answer = Answer(running)
    assert answer.code == 16, answer
    said(answer, "stopped")
    time.sleep(0.2)
    assert [len(readers.read_tspl(job, 203)) for job in printer.jobs] == [8]
    assert status(world)["printed"] == 8 and status(world)["next"] == 9


def thousand(world):
    """A batch with a run of 1,000 labels."""
    firm = world.answers["firm"]["holder"]
    done = world.run([
        act("make", "tea", holder=firm, product="LSYW", season=SEASON,
            inputs="%d:210kg" % world.answers["leaf"]["lot"], qty="50kg", day=day(-1)),
        act("batch", "batch", holder=firm, lot="@tea.lot", grade="特级"),
        act("issue", batch="@batch.batch", count=1000, net="50g", packed=day()),
    ])
    assert done.code == 0, done
    return json.loads(done.out.splitlines()[1])["batch"]


@sentence
def ctrl_c_leaves_no_file_and_says_how_to_print_again(world):
    batch, before = thousand(world), files_there()
    running = started(world, "print", batch, "--out", place(world, "x.pdf"))
    end = time.monotonic() + 60
    while status(world, batch)["printed"] == 0 and time.monotonic() < end:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    running.stdout, running.stderr = running.communicate(timeout=60)
    answer = Answer(running)
    assert answer.code == 16 and answer.err.startswith("gitrace: interrupted: "), answer
    assert re.search(r"^  gitrace label reprint \S+\.\.\S+ --why jam", answer.err, re.M), answer
    assert files_there() == before, files_there()
    assert status(world, batch)["printed"] == 1000


@sentence
def a_thousand_labels_want_a_test_label_first(world):
    batch, printer = thousand(world), Printer(broken=1, most=1)
    printer.profile(world, "shop")
    refused(world, "test-first", "print", batch, "--printer", "shop")
    assert ask(world, "test", "--printer", "shop").code == 0
    refused(world, "test-first", "print", batch, "--printer", "shop", "--template", "60x40")
    answer = label(world, "print", batch, "--printer", "shop", "--job", "2")
    assert "send-broken" in answer.err, "the job was not begun: " + str(answer)
    assert status(world, batch)["printed"] == 2


@sentence
def the_test_label_may_be_left_out_by_who_says_so(world):
    batch, printer = thousand(world), Printer(broken=0, most=1)
    printer.profile(world, "shop")
    answer = label(world, "print", batch, "--printer", "shop", "--job", "2", "--no-test")
    assert "send-broken" in answer.err and status(world, batch)["printed"] == 2, answer


@sentence
def a_test_label_opens_the_way_and_carries_no_code_of_the_registry(world):
    printer = Printer()
    printer.profile(world, "shop")
    before = world.state()
    answer = ask(world, "test", "--printer", "shop")
    assert answer.code == 0 and world.state() == before, answer
    shown = codes_of(readers.read_tspl(printer.jobs[0], 203)[0])
    verdict = world.ask("verify", *shown, "--json")
    assert verdict.code != 0 and verdict.json()[0]["issued"] != "issued", verdict
    with open(world.file("printers/tested"), encoding="utf-8") as file:
        assert file.read() == "shop\t50x30\n"


# --- previews -----------------------------------------------------------------------------------

@sentence
def a_preview_is_the_very_dots_a_printer_gets(world):
    for template, dpi in (("50x30", "203"), ("60x40", "300")):
        png, job = place(world, f"{template}.png"), place(world, f"{template}.tspl")
        for words in (("preview", template, "--dpi", dpi, "--out", png),
                      ("test", "--template", template, "--format", "tspl", "--dpi", dpi, "--out",
                       job)):
            answer = ask(world, *words)
            assert answer.code == 0, answer
        with open(job, "rb") as file:
            sent = readers.read_tspl(file.read(), int(dpi))[0]
        assert read_png(png) == sent, f"{template} at {dpi} dpi"


@sentence
def a_preview_of_a_run_shows_its_texts_and_is_no_valid_label(world):
    path = place(world, "run.png")
    answer = ask(world, "preview", "50x30", "--run", world.batch, "--out", path)
    assert answer.code == 0, answer
    code = codes_of(read_png(path))
    verdict = world.ask("verify", *code, "--json")
    assert verdict.code != 0, verdict


@sentence
def a_template_is_checked_with_one_finding_a_line(world):
    answer = ask(world, "check", "50x30")
    assert answer.code == 0 and "0 errors" in answer.out, answer
    bad = place(world, "bad.ini")
    with open(bad, "w", encoding="utf-8") as file:
        file.write(SMALL)
    answer = ask(world, "check", bad)
    assert answer.code == 1 and answer.out.count("错误 / error ") == 2, answer
    for line in answer.out.splitlines():
        assert re.match(r"(错误 / error |建议 / advice)  \[|mine: ", line), line


# Chinese of 1 mm, and a code whose modules are too small to be read.
SMALL = """[template]
name = mine
title = 自用
title-en = mine
kind = unit
width = 50
height = 30

[qr]
box = 1 1 16 16

[text product]
text = {product_zh}
box = 20 2 28 2
size = 1
min = 1
"""


@sentence
def what_printers_are_set_by_is_no_label_of_the_registry(world):
    page, job = place(world, "c.pdf"), place(world, "c.tspl")
    for words in (("calibrate", "--sheet", "24", "--out", page),
                  ("calibrate", "--printer", "tspl-203-108", "--size", "60x40", "--out", job)):
        answer = ask(world, *words)
        assert answer.code == 0, answer
    with open(page, "rb") as file:
        assert file.read(5) == b"%PDF-"
    with open(job, "rb") as file:
        (width, height, _), = readers.read_tspl(file.read(), 203)
    assert (width, height) == (480, 320)
    assert status(world)["printed"] == 0


# --- cases --------------------------------------------------------------------------------------

@sentence
def a_case_shows_its_code_and_the_numbers_inside(world):
    units = numbers(world)
    cases = world.good("pack", "--units", world.units, "--each", "5")["units"]
    path, folder = place(world, "case.pdf"), place(world, "cases")
    good(world, "case", cases, "--sheet", "single", "--out", path)
    shown = text_of(path)
    for fact in (units[0], units[4], units[15], units[19], "1.25 kg", world.batch):
        assert fact in shown, (fact, shown)
    good(world, "case", cases.split("..")[0], "--format", "png", "--out", folder)
    name, = os.listdir(folder)
    assert name == cases.split("..")[0] + ".png"
    code, = codes_of(read_png(os.path.join(folder, name)))
    verdict = world.ask("verify", code, "--json").json()[0]
    assert verdict["issued"] == "issued", verdict
    assert status(world)["printed"] == 0, "a case takes no label out of the account"


def four_cases(world):
    """Their numbers in order."""
    cases = world.good("pack", "--units", world.units, "--each", "5")["units"]
    folder = place(world, "four")
    good(world, "case", cases, "--format", "png", "--out", folder)
    found = sorted(name[:-4] for name in os.listdir(folder))
    assert len(found) == 4 and cases == f"{found[0]}..{found[3]}", (cases, found)
    return found


@sentence
def a_broken_job_of_cases_says_which_came_out_and_which_to_print_again(world):
    printer, cases = Printer(broken=1, most=100000), four_cases(world)
    printer.profile(world, "shop")
    answer = label(world, "case", f"{cases[0]}..{cases[3]}", "--printer", "shop", "--job", "2")
    assert answer.code == 16 and answer.err.startswith("gitrace: send-broken: "), answer
    most = re.search(r"at most came out: (\S+)", answer.err)[1]
    assert most in ("0", f"{cases[2]}..{cases[2]}", f"{cases[2]}..{cases[3]}"), answer
    assert f"gitrace label case {cases[2]}..{cases[3]} ..." in answer.err, answer


@sentence
def ctrl_c_ends_between_two_jobs_of_cases(world):
    printer, cases = Printer(wait=1), four_cases(world)
    printer.profile(world, "slow")
    running = started(world, "case", f"{cases[0]}..{cases[3]}", "--printer", "slow", "--job", "2")
    assert printer.started.wait(60)
    running.send_signal(signal.SIGINT)
    running.stdout, running.stderr = running.communicate(timeout=60)
    answer = Answer(running)
    assert answer.code == 16 and answer.err.startswith("gitrace: stopped: "), answer
    assert f"gitrace label case {cases[2]}..{cases[3]} ..." in answer.err, answer
    time.sleep(0.2)
    assert [len(readers.read_tspl(job, 203)) for job in printer.jobs] == [2]


@sentence
def what_is_no_case_is_refused_by_name(world):
    first = world.units.split("..")[0]
    refused(world, "no-package", "case", first, "--out", place(world, "x.pdf"))
    cases = world.good("pack", "--units", world.units, "--each", "5")["units"]
    refused(world, "template-kind", "case", cases, "--template", "50x30", "--out",
            place(world, "x.pdf"))


def mixed_goods(world):
    """Two batches of one producer with labels of two sizes; activated by the carton."""
    lines = [
        act("product", product="NHHC", index=2, zh="修水宁红茶", en="Xiushui Ninghong tea",
            unit="mass", season=SEASON, first=day(-60), last=day(60), label_until=day(300),
            path="raw", source="plot", cap="150kg", ratio="42:10", area="360424",
            nets="100g,50g", best_before="36m", activate="carton"),
        act("harvest", "a", source="2", product="NHHC", season=SEASON, day=day(), qty="84kg"),
        act("make", "b", holder="0002", product="NHHC", season=SEASON, inputs="@a.lot:84kg",
            qty="20kg", day=day()),
        act("batch", "c", holder="0002", lot="@b.lot", qty="10kg"),
        act("batch", "d", holder="0002", lot="@b.lot", qty="10kg"),
        act("issue", "e", batch="@c.batch", count=10, net="100g", packed=day()),
        act("issue", "f", batch="@d.batch", count=6, net="50g", packed=day()),
    ]
    answer = world.run(lines)
    assert answer.code == 0, answer
    return {row["id"]: row for row in map(json.loads, answer.out.splitlines()) if "id" in row}


def case_code(world, number, *words):
    """The code on the label of one package, as a scanner reads it."""
    folder = place(world, "code-" + number)
    good(world, "case", number, "--format", "png", "--out", folder, *words)
    code, = codes_of(read_png(os.path.join(folder, number + ".png")))
    return code


@sentence
def a_mixed_box_says_in_words_what_is_inside(world):
    done = mixed_goods(world)
    first = done["e"]["units"].split("..")[0]
    cases = world.good("pack", "--units", done["f"]["units"], "--each", "3")["units"].split("..")
    box = world.good("pack", "--units", first, "--packages", cases[0])["units"].split("..")[0]
    for name in ("case-100x100", "case-100x150"):
        path = place(world, name + ".pdf")
        good(world, "case", box, "--template", name, "--sheet", "single", "--out", path)
        shown = "".join(text_of(path).split())
        for fact in ("混装", "4枚", "250g", "修水宁红茶100g×1枚", "修水宁红茶50g×3枚",
                     "示例茶叶专业合作社", box):
            assert fact in shown, (name, fact, shown)
        assert "首枚" not in shown and "批次" not in shown, shown
    verdict = world.ask("verify", case_code(world, box), "--json").json()[0]
    assert verdict["issued"] == "issued" and verdict["package"]["labels"] == 4, verdict


@sentence
def a_mixed_box_of_more_kinds_than_fit_says_how_many_there_are(world):
    nets = [f"{size}0g" for size in range(1, 12)]
    lines = [act("product", **dict(SETUP[0]["fields"], nets=",".join(nets)))]
    lines += [act("issue", net, batch=world.batch, count=1, net=net, packed=day()) for net in nets]
    answer = world.run(lines)
    assert answer.code == 0, answer
    units = [row["units"].split("..")[0] for row in map(json.loads, answer.out.splitlines())
             if "units" in row]
    for most, tail in ((11, "；庐山云雾茶60g×1枚等11种，扫码看明细"), (7, "；庐山云雾茶70g×1枚")):
        box = world.good("pack", "--units", ",".join(units[:most]))["units"].split("..")[0]
        path = place(world, f"{most}.pdf")
        good(world, "case", box, "--sheet", "single", "--out", path)
        shown = "".join(text_of(path).split())
        assert tail in shown and ("等" in tail or "等" not in shown), shown
        world.good("unpack", box)


@sentence
def a_mixed_box_gets_no_label_that_hides_what_is_inside(world):
    done = mixed_goods(world)
    first, second = (done[name]["units"].split("..")[0] for name in ("e", "f"))
    box = world.good("pack", "--units", f"{first},{second}")["units"].split("..")[0]
    own = place(world, "own.ini")
    with open(own, "w", encoding="utf-8") as file:
        file.write("[template]\nname = own\ntitle = 箱\ntitle-en = box\nkind = case\n"
                   "width = 60\nheight = 60\n[qr]\nbox = 5 5 50 50\n")
    refused(world, "mixed-box", "case", box, "--template", own, "--out", place(world, "x.pdf"))


@sentence
def a_carton_from_packing_to_the_shop_by_its_printed_labels(world):
    done = mixed_goods(world)
    cases = world.good("pack", "--units", done["e"]["units"], "--each", "5")["units"]
    carton = world.good("pack", "--packages", cases)["units"].split("..")[0]
    path = place(world, "carton.pdf")
    good(world, "case", carton, "--sheet", "single", "--out", path)
    shown = "".join(text_of(path).split())
    for fact in ("2箱", *cases.split(".."), done["c"]["batch"], carton):
        assert fact in shown, (fact, shown)
    code = case_code(world, carton)
    assert world.ask("verify", code, "--json").json()[0]["good"] == "not_activated"
    assert world.good("activate", "--package", code)["labels"] == 10
    verdict = world.ask("verify", code, "--json").json()[0]
    assert verdict["good"] == "in_force" and verdict["package"]["in_force"] == 10, verdict
    world.good("unpack", code)
    inner = case_code(world, cases.split("..")[0])
    assert world.ask("verify", inner, "--json").json()[0]["good"] == "in_force"
    assert world.ask("verify", code, "--json").json()[0]["good"] == "repacked"


# --- the digital label --------------------------------------------------------------------------


@sentence
def the_words_of_a_digital_label_stand_where_the_batch_has_one_and_nowhere_else(world):
    kinds = (("print", world.batch, "--count", "1", "--template", "60x40", "--sheet", "single"),
             ("paper", world.batch))

    def shown(name):
        for at, words in enumerate(kinds):
            path = place(world, f"{name}-{at}.pdf")
            good(world, *words, "--out", path)
            yield text_of(path)
    for text in shown("without"):
        assert "庐山云雾茶" in text and "数字标签" not in text, text
    holder = world.answers["firm"]["holder"]
    answer = world.run([act("digital-label", holder=holder, product="LSYW", name="庐山云雾茶",
                            ingredients="茶鲜叶", storage="阴凉干燥处密封", shelf_life="18 个月",
                            maker="九江示例茶业有限公司", contact="0792-0000000")])
    assert answer.code == 0, answer
    for text in shown("with"):
        assert "数字标签" in text, text


# --- the mark -----------------------------------------------------------------------------------

MARK = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
        '<circle cx="5" cy="5" r="5"/></svg>')


def written(world, name, text):
    path = place(world, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


@sentence
def the_mark_of_the_user_stands_in_its_slot_of_previews_and_prints(world):
    mark, plain, marked = written(world, "mark.svg", MARK), place(world, "a"), place(world, "b")
    for path, words in ((plain, ()), (marked, ("--gi-mark", mark))):
        answer = ask(world, "preview", "70x50", "--out", path, *words)
        assert answer.code == 0, answer
    before, after = read_png(plain)[2], read_png(marked)[2]
    ink = [bin(new ^ old).count("1") for old, new in zip(before, after)]
    assert sum(ink) > 3000 and sum(ink[:300]) == 0, "a disc of 10 mm in the slot, nothing else"
    for words in ((), ("--gi-mark", mark)):
        answer = ask(world, "check", "70x50", *words)
        assert ("mark-absent" in answer.out or "专用标志" in answer.out) == (not words), answer
    path = place(world, "marked.pdf")
    good(world, "print", world.batch, "--template", "70x50", "--count", "2", "--gi-mark", mark,
         "--sheet", "single", "--out", path)
    assert os.path.getsize(path) > 1000


@sentence
def what_is_no_vector_file_or_finds_no_slot_is_refused_before_the_act(world):
    out = ("--out", place(world, "x.pdf"))
    job = ("print", world.batch, "--template", "70x50", *out, "--gi-mark")
    far = MARK.replace("<circle", '<image href="http://127.0.0.1/a.png" width="1"/><circle')
    refused(world, "file-missing", *job, place(world, "none.svg"))
    refused(world, "art-refused", *job, written(world, "far.svg", far))
    refused(world, "art-format", *job, written(world, "mark.png", "\x89PNG no vector"))
    mark = written(world, "mark.svg", MARK)
    os.symlink(mark, place(world, "link.svg"))
    said = refused(world, "art-link", *job, place(world, "link.svg")).err
    assert "link.svg 是符号链接" in said and "copy the file itself here" in said
    answer = refused(world, "template-missing", "print", world.batch, "--template", "50x30", *out,
                     "--gi-mark", mark)
    assert "[gi-mark] (--gi-mark)" in answer.err, answer


# --- papers -------------------------------------------------------------------------------------

def text_of(path):
    if shutil.which("pdftotext") is None:
        raise Skip("pdftotext is not installed")
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True,
                          timeout=60).stdout.decode()


@sentence
def a_batch_paper_says_where_it_lies_in_the_log_and_brings_its_passport(world):
    path = place(world, "batch.pdf")
    good(world, "paper", world.batch, "--out", path)
    act_index = world.answers["batch"]["act"]
    leaf = world.ask("log", "leaf", act_index).out.encode().rstrip(b"\n")
    shown = text_of(path)
    assert hashlib.sha256(b"\0" + leaf).hexdigest() in shown, shown
    for fact in (world.batch, str(act_index), "gi.example.cn/log/test", "庐山云雾茶", "50 kg"):
        assert fact in shown, (fact, shown)
    answer = world.ask("verify", "--passport", path[:-4] + ".gip", "--root", world.root)
    assert answer.code == 0 and world.batch in answer.out, answer
    refused(world, "no-batch", "paper", "LSYW-26-0001-0002-N", "--out", place(world, "x.pdf"))
    refused(world, "file-exists", "paper", world.batch, "--out", path)
    refused(world, "template-kind", "paper", world.batch, "--template", "50x30", "--out",
            place(world, "x.pdf"))


@sentence
def a_batch_paper_asks_for_no_other_key_when_its_run_is_damaged(world):
    database = sqlite3.connect(world.file("registry.db"))
    database.execute("PRAGMA ignore_check_constraints = ON")
    database.execute("UPDATE run SET header = x'00'")
    database.commit()
    database.close()
    answer = ask(world, "paper", world.batch, "--passphrase-file", place(world, "no-such-file"),
                 "--out", place(world, "p.pdf"))
    said(answer, "db-corrupt")
    assert not os.path.exists(place(world, "p.pdf")), answer


@sentence
def one_label_a_file_as_a_vector_picture(world):
    good(world, "print", world.batch, "--count", "2", "--format", "svg", "--out",
         place(world, "svg"))
    names = os.listdir(place(world, "svg"))
    assert len(names) == 2, names
    for name in names:
        with open(os.path.join(place(world, "svg"), name), encoding="utf-8") as file:
            assert name.endswith(".svg") and "<svg" in file.read(500)


# --- the GS1 form -------------------------------------------------------------------------------

@sentence
def a_producer_with_a_gtin_prints_the_gs1_form_of_the_url(world):
    refused(world, "no-gtin", "print", world.batch, "--gs1", "--template", "70x50", "--format",
            "png", "--out", place(world, "none"))
    world.good("gtin", "--holder", "0001", "--product", "LSYW", "--net", "250g", "--gtin",
               "6901234567892")
    refused(world, "module-too-small", "print", world.batch, "--gs1", "--template", "50x30",
            "--format", "png", "--out", place(world, "small"))
    folder = place(world, "gs1")
    good(world, "print", world.batch, "--gs1", "--template", "70x50", "--format", "png", "--dpi",
         "300", "--count", "2", "--out", folder)
    assert len(os.listdir(folder)) == 2
    for name in os.listdir(folder):
        codes = codes_of(read_png(os.path.join(folder, name)))
        number = name[:-4].replace("-", "")
        urls = [code for code in codes if code.startswith("http")]
        assert re.fullmatch(rf"http://gi.jj.cn/01/06901234567892/10/{world.batch}/21/{number}"
                            r"\?S=[0-9]{209}", urls[0]), codes
        assert "6901234567892" in codes, codes
        answer = world.ask("verify", urls[0], "--json")
        assert answer.json()[0]["issued"] == "issued", answer
    for form, more in (("pdf", ("--sheet", "single")), ("tspl", ("--dpi", "300"))):
        good(world, "print", world.batch, "--gs1", "--template", "70x50", "--format", form, *more,
             "--count", "1", "--out", place(world, "gs1." + form))
    plain = place(world, "plain")
    good(world, "print", world.batch, "--template", "70x50", "--format", "png", "--dpi", "300",
         "--count", "1", "--out", plain)
    codes = codes_of(read_png(os.path.join(plain, os.listdir(plain)[0])))
    assert "6901234567892" in codes and not any("/01/" in code for code in codes), codes


# --- hidden codes -------------------------------------------------------------------------------

def scratch(world):
    world.good("issue", "--batch", world.batch, "--count", "4", "--net", "250g", "--packed", day(),
               "--scratch", "yes")
    return f"{world.batch}#2"


@sentence
def hidden_codes_come_with_their_block_and_only_with_it(world):
    run = scratch(world)
    refused(world, "no-hidden-block", "print", run, "--out", place(world, "h.pdf"))
    refused(world, "no-hidden-codes", "print", f"{world.batch}#1", "--template", "70x50-hidden",
            "--out", place(world, "h.pdf"))
    folder = place(world, "hidden")
    good(world, "print", run, "--template", "70x50-hidden", "--format", "png", "--dpi", "300",
         "--out", folder)
    names = os.listdir(folder)
    assert len(names) == 4, names
    for name in names:
        codes = codes_of(read_png(os.path.join(folder, name)))
        plain = name[:-4].replace("-", "")
        hidden = [c for c in codes if re.fullmatch(rf"http://gi.jj.cn/h/{plain}/[0-9A-Z]{{8}}", c)]
        assert len(codes) == 2 and len(hidden) == 1, (name, codes)
    secret = world.file("keys/7-hidden.secret")
    assert oct(os.stat(secret).st_mode & 0o777) == "0o600"


@sentence
def a_lost_secret_of_hidden_codes_stops_the_printing(world):
    run = scratch(world)
    good(world, "print", run, "--template", "70x50-hidden", "--count", "1", "--sheet", "single",
         "--out", place(world, "h.pdf"))
    os.remove(world.file("keys/7-hidden.secret"))
    refused(world, "hidden-secret-lost", "print", run, "--template", "70x50-hidden", "--sheet",
            "single", "--out", place(world, "i.pdf"))


main()
