"""Jobs for label printers as a printer reads them: pictures dot for dot, and lines that break.

printer_sample (beside the programs) sends labels through the library; printer_readers.py reads
what arrives. No printer and no registry is wanted.
"""
import os
import pty
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import tty

import printer_readers as readers

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
            self.pictures = readers.read_pbm(file.read())
        self.bytes = None
        if path and os.path.exists(path):
            with open(path, "rb") as file:
                self.bytes = file.read()


def send(profile, width, height, count=4, to="file"):
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
    done = subprocess.run(words, capture_output=True, timeout=60, check=False)
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


def gives_back(language, read, rows):
    for dpi, width, height, count, more in rows:
        job = good(dict({"language": language, "dpi": dpi}, **more), width, height, count)
        same(read(job.bytes, dpi), job.pictures)


@sentence
def tspl_gives_back_every_dot():
    gives_back("tspl", readers.read_tspl, (
        (203, 40, 30, 4, {}), (203, 50.1, 29.9, 4, {}), (203, 100, 150, 1, {}),
        (300, 108, 20, 4, {}), (600, 50.1, 30, 4, {})))


@sentence
def zpl_gives_back_every_dot_as_hex_and_as_z64():
    z64 = dict(graphics="z64")
    gives_back("zpl", readers.read_zpl, (
        (203, 40, 30, 4, {}), (203, 50.1, 29.9, 7, {}), (300, 108, 20, 4, {}),
        (203, 50.1, 29.9, 4, z64), (300, 100, 150, 1, z64)))


@sentence
def a_tall_zpl_label_is_several_fields():
    job = good(dict(language="zpl", dpi=300), 100, 150, 1)
    assert job.bytes.count(b"^GFA,") == 3, job.bytes.count(b"^GFA,")


@sentence
def escpos_gives_back_every_dot():
    for width, height, count in ((48, 40, 4), (50, 30, 4), (72, 100, 1)):
        for more in (dict(media="continuous"), dict(media="mark 3"),
                     dict(media="continuous", after="cut")):
            job = good(dict(language="escpos", **more), width, height, count)
            read = readers.read_escpos(job.bytes, 203, *job.pictures[0][:2])
            same(read, job.pictures)


@sentence
def every_built_in_printer_of_dots_gives_back_every_dot():
    for name in ("tspl-203-54", "tspl-203-72", "tspl-203-108", "tspl-300-106", "hprt-n41",
                 "gprinter-gp1324d", "xprinter-xp420b", "zebra-203", "zebra-300"):
        job = good(name, 50, 30, 1)
        dpi = 300 if "300" in name else 203
        read = readers.read_zpl if name.startswith("zebra") else readers.read_tspl
        same(read(job.bytes, dpi), job.pictures)
    for name in ("escpos-58", "escpos-80"):
        job = good(name, 48, 30, 1)
        same(readers.read_escpos(job.bytes, 203, *job.pictures[0][:2]), job.pictures)


@sentence
def a_flush_is_512_nuls_and_no_more():
    job = good(dict(language="tspl", flush="yes"), 40, 30)
    assert job.bytes[:512] == bytes(512) and job.bytes[512] != 0
    same(readers.read_tspl(job.bytes, 203), job.pictures)


@sentence
def turned_labels_are_turned_clockwise():
    for quarters in (1, 2, 3):
        job = good(dict(language="tspl", rotate=90 * quarters), 50, 30)
        wanted = job.pictures
        for _ in range(quarters):
            wanted = [readers.turned(one) for one in wanted]
        same(readers.read_tspl(job.bytes, 203), wanted)


@sentence
def labels_side_by_side_are_one_picture_a_row():
    for pitch, lefts in ((34, (0, 272, 544)), (33.3, (0, 266, 533))):
        job = good(dict(language="zpl", across=3, pitch=pitch), 32, 20, 7)
        rows = [job.pictures[at:at + 3] for at in range(0, 7, 3)]
        width = lefts[2] + 256
        same(readers.read_zpl(job.bytes, 203), [readers.beside(r, lefts, width) for r in rows])


@sentence
def an_offset_moves_every_dot_and_the_paper_stays():
    blank = dict(language="tspl", dpi=300)
    wanted = good(blank, 50, 30, 1).pictures
    for text, dy in (("0 0.1", 1), ("0 -0.1", -1)):  # the ticks leave 0.2 mm blank at top and foot
        job = good(dict(blank, offset=text), 50, 30, 1)
        same(readers.read_tspl(job.bytes, 300), [readers.moved(wanted[0], 0, dy)])
    job = send(dict(blank, offset="0.1 0"), 50, 30, 1)  # the step lines reach the edge
    assert job.code == 11 and "printer-clips" in job.err, job.err


@sentence
def a_clone_of_wrong_polarity_is_seen_as_a_negative():
    for language, read in (("tspl", readers.read_tspl), ("zpl", readers.read_zpl)):
        job = good(dict(language=language, polarity="inverted"), 40, 30, 2)
        pictures = read(job.bytes, 203)
        assert pictures != job.pictures
        same(pictures, [readers.complement(one) for one in job.pictures])


@sentence
def zbar_reads_the_codes_of_a_job():
    wanted = {"50x30": {"GITRACE 3", "GITRACE 4"},
              "60x60": {"GITRACE 3", "GITRACE 4", "GITRACE 5"}}
    for dpi, read, language in ((203, readers.read_tspl, "tspl"), (300, readers.read_zpl, "zpl")):
        for size, codes in wanted.items():
            job = good(dict(language=language, dpi=dpi), *map(int, size.split("x")), 1)
            path = os.path.join(ROOM, "label.pbm")
            with open(path, "w", encoding="ascii") as file:
                file.write(readers.pbm(read(job.bytes, dpi)[0]))
            done = subprocess.run(["zbarimg", "-q", "--raw", path], capture_output=True,
                                  timeout=60, check=False)
            assert codes <= set(done.stdout.decode().split("\n")), (dpi, size, done.stdout)


def judges():
    """The node_modules folder of an independent renderer; made once per build."""
    here = os.path.join(os.path.dirname(HERE), "labels", "printer")
    home = os.path.join(os.path.dirname(BIN), "printer-judges")
    modules = os.path.join(home, "node_modules")
    if not shutil.which("npm"):
        raise Skip("npm is not installed")
    if not os.path.exists(os.path.join(home, "complete")):
        shutil.rmtree(home, ignore_errors=True)
        os.mkdir(home)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(os.path.join(here, name), home)
        try:
            subprocess.run(["npm", "ci", "--prefer-offline", "--no-audit", "--no-fund",
                            "--ignore-scripts", "--fetch-retries=0", "--fetch-timeout=20000"],
                           cwd=home, capture_output=True, timeout=60, check=True)
        except (subprocess.SubprocessError, OSError) as why:
            raise Skip(f"npm is out of reach: {str(why)[:80]}") from why
        with open(os.path.join(home, "complete"), "w", encoding="ascii"):
            pass
    return modules, os.path.join(here, "render.js")


def rendered(formats, size, modules, script):
    """Pictures of ZPL labels of one size by zpl-renderer-js."""
    width, height = size
    files = []
    for number, one in enumerate(formats):
        files.append(os.path.join(ROOM, f"judged{number}.zpl"))
        with open(files[-1], "wb") as file:
            file.write(one)
    seen = os.path.join(ROOM, "judged.txt")
    done = subprocess.run(["node", script, modules, str(width), str(height), seen] + files,
                          capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    with open(seen, encoding="ascii") as file:
        rows = file.read().split()
    assert len(rows) == height * len(files), len(rows)
    return [readers.of_bits(rows[at:at + height]) for at in range(0, len(rows), height)]


def formats_of(job):
    return [one + b"^XZ\n" for one in job.bytes.split(b"^XZ\n")[:-1]]


@sentence
def an_independent_renderer_sees_the_same_dots():
    modules, script = judges()
    plain = good(dict(language="zpl"), 50, 30, 4)
    packed = good(dict(language="zpl", graphics="z64"), 50, 30, 4)
    size = plain.pictures[0][:2]
    same(rendered(formats_of(plain) + formats_of(packed), size, modules, script),
         plain.pictures + packed.pictures)
    tall = good(dict(language="zpl"), 100, 150, 1)
    assert tall.bytes.count(b"^GFA,") == 2
    same(rendered(formats_of(tall), tall.pictures[0][:2], modules, script), tall.pictures)


# --- the readers themselves ---------------------------------------------------------------------

TSPL_FAULTS = [
    (b"SIZE 40 mm", b"SIZE 40mm"), (b"SIZE 40 mm", b"SIZE 39 mm"), (b"GAP 2 mm,0 mm\r\n", b""),
    (b"\r\nCLS", b"\nCLS"), (b"CLS\r\n", b""), (b"CLS\r\n", b"CLS \r\n"), (b"BITMAP 0", b"BITMAP 1"),
    (b"40,240,0,", b"41,240,0,"), (b"40,240,0,", b"40,239,0,"), (b"40,240,0,", b"40,240,1,"),
    (b"PRINT 1,1", b"PRINT 1,2"), (b"PRINT 1,1\r\n", b"PRINT 1,1"), (b"DIRECTION 0,0", b"DIRECTION 2,0"),
    (b"REFERENCE", b"REFERENZ"), (b"SIZE", b"\0SIZE"), (b"GAP 2 mm", b"GAP 2.0 mm"),
    (b"DIRECTION 0,0\r\n", b"DIRECTION 0,0\r\nDIRECTION 0,0\r\n"),
]
ZPL_FAULTS = [
    (b"^XA", b"^XB"), (b"^XZ\n", b""), (b"^PW320", b"^PW330"), (b"^LL240", b"^LL241"), (b"^FS", b""),
    (b"^GFA,9600,9600,40", b"^GFA,9601,9600,40"), (b"^GFA,9600,9600,40", b"^GFA,9600,9600,41"),
    (b"^FO0,0", b"^FO0,1"), (b"^PQ1", b"^PQ2"), (b",:", b":,"), (b"\n^LH0,0", b"\n^LH0,0\n^LH0,0"),
    (b"^PON", b"^POX"), (b"^MNY", b"^MNQ"),
]


def refused(read, job, fault):
    before, after = fault
    assert before in job, before
    try:
        read(job.replace(before, after, 1), 203)
    except readers.Refused:
        return
    raise AssertionError(f"the reader takes {after!r} for {before!r}")


@sentence
def the_readers_refuse_what_no_printer_promises_to_take():
    tspl = good(dict(language="tspl"), 40, 30, 1).bytes
    zpl = good(dict(language="zpl"), 40, 30, 1).bytes
    for fault in TSPL_FAULTS:
        refused(readers.read_tspl, tspl, fault)
    for fault in ZPL_FAULTS:
        refused(readers.read_zpl, zpl, fault)
    for job, read in ((tspl, readers.read_tspl), (zpl, readers.read_zpl)):
        refused(read, job, (job, job[:len(job) // 2]))


@sentence
def the_reader_of_z64_checks_its_crc():
    job = good(dict(language="zpl", graphics="z64"), 40, 30, 1).bytes
    at = job.index(b"^FS") - 1
    refused(readers.read_zpl, job, (job, job[:at] + (b"0" if job[at:at + 1] != b"0" else b"1") +
                                    job[at + 1:]))


# --- sending ------------------------------------------------------------------------------------

class Printer(threading.Thread):
    """A printer on 127.0.0.1: does as it is told with the first connection."""

    def __init__(self, act):
        super().__init__(daemon=True)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.server.settimeout(20)
        self.act, self.got = act, b""
        self.start()

    @property
    def place(self):
        return "tcp 127.0.0.1:%d" % self.server.getsockname()[1]

    def run(self):
        line, _ = self.server.accept()
        line.settimeout(20)
        with line:
            self.act(self, line)

    def read(self, line, most=1 << 30):
        while len(self.got) < most:
            part = line.recv(min(65536, most - len(self.got)))
            if not part:
                break
            self.got += part

    def done(self):
        self.join(20)
        self.server.close()
        assert not self.is_alive(), "the printer still waits"
        return self.got


def tcp(act, count=4, width=50, height=30, **profile):
    printer = Printer(act)
    job = send(dict(dict(language="tspl"), **profile), width, height, count, to=printer.place)
    return job, printer


@sentence
def a_job_over_tcp_arrives_whole():
    job, printer = tcp(Printer.read)
    assert job.code == 0, job.err
    assert (job.sent, job.size, job.labels) == (len(printer.done()), job.size, 4)
    same(readers.read_tspl(printer.got, 203), job.pictures)


@sentence
def a_printer_that_keeps_the_line_open_is_not_waited_for_long():
    def act(self, line):
        self.read(line)
        time.sleep(6)
    start = time.monotonic()
    job, _ = tcp(act)
    assert job.code == 0, job.err
    assert time.monotonic() - start < 5


@sentence
def a_printer_that_hangs_up_halfway_is_a_broken_job():
    def act(self, line):
        self.read(line, 100000)
    job, printer = tcp(act, count=8, width=100, height=150)
    assert job.code == 16 and "send-broken" in job.err, job.err
    assert "noise" in job.err and "乱点" in job.err and job.err.count("\n") == 1, job.err
    assert 0 < job.sent < job.size and job.labels < 8, (job.sent, job.size, job.labels)
    assert len(printer.done()) <= job.size


@sentence
def a_small_job_that_was_not_taken_is_a_broken_job_too():
    """All of it fits into the buffers of the line: only the reset tells."""
    def act(self, line):
        self.read(line, 1000)
    job, _ = tcp(act)
    assert job.code == 16 and "send-broken" in job.err, job.err


@sentence
def a_printer_that_never_reads_is_given_up():
    def act(self, line):
        del self, line
        time.sleep(8)
    start = time.monotonic()
    job, _ = tcp(act, count=20, width=108, height=150, dpi=600, head=108)
    assert job.code == 16 and "timeout" in job.err and "超时" in job.err, job.err
    assert job.sent < job.size
    assert time.monotonic() - start < 30


@sentence
def a_printer_that_is_not_there_got_nothing():
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = "tcp 127.0.0.1:%d" % server.getsockname()[1]
    job = send(dict(language="tspl"), 50, 30, 4, to=place)
    assert job.code == 10 and "printer-gone" in job.err, job.err
    assert (job.sent, job.labels) == (0, 0)
    job = send(dict(language="tspl"), 50, 30, 4, to="tcp no-such-host.invalid:9100")
    assert job.code == 10 and "printer-gone" in job.err, job.err


def answering(answer):
    """A printer that answers the first question and then takes the job."""
    def act(self, line):
        self.question = line.recv(16)
        line.sendall(answer)
        self.read(line)
    return act


ZEBRA = (b"\x02030,%d,0,1245,000,0,0,0,000,0,0,0\x03\r\n"
         b"\x02000,0,%d,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n")


@sentence
def a_printer_that_is_ready_gets_the_job():
    job, printer = tcp(answering(b"\0"), status="yes")
    assert job.code == 0, job.err
    assert printer.done() and printer.question == b"\x1b!?"
    same(readers.read_tspl(printer.got, 203), job.pictures)
    job, printer = tcp(answering(ZEBRA % (0, 0)), language="zpl", status="yes")
    assert job.code == 0, job.err
    assert printer.done() and printer.question == b"~HS\r\n"
    same(readers.read_zpl(printer.got, 203), job.pictures)


@sentence
def a_printer_without_paper_or_with_an_open_head_gets_nothing():
    for answer, language, zh, en in (
            (b"\x04", "tspl", "缺纸", "paper out"), (b"\x41", "tspl", "打印头打开", "cover open"),
            (ZEBRA % (1, 0), "zpl", "缺纸", "paper out"),
            (ZEBRA % (0, 1), "zpl", "打印头打开", "head open")):
        job, printer = tcp(answering(answer), language=language, status="yes")
        assert job.code == 14 and "printer-not-ready" in job.err, job.err
        assert zh in job.err and en in job.err, job.err
        assert printer.done() == b"" and job.sent == 0


@sentence
def a_printer_that_does_not_answer_is_not_ready():
    def act(self, line):
        self.read(line)
    job, printer = tcp(act, language="zpl", status="yes")
    assert job.code == 14 and "no answer" in job.err and "没有回答" in job.err, job.err
    assert printer.done() == b"~HS\r\n"


def device(act):
    """A pseudo-terminal in place of /dev/usb/lp0; act reads the other end."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    got = []
    thread = threading.Thread(target=lambda: act(master, got), daemon=True)
    thread.start()
    return os.ttyname(slave), slave, thread, got


@sentence
def a_device_that_takes_bytes_slowly_gets_them_all():
    """A pseudo-terminal takes 4 KB and then nothing until somebody reads."""
    def act(master, got):
        while sum(map(len, got)) < 12134 * 4 - 366:
            got.append(os.read(master, 777))
    path, slave, thread, got = device(act)
    job = send(dict(language="tspl", patience=20), 50, 30, 4, to=f"usb {path}")
    assert job.code == 0, job.err
    thread.join(5)
    os.close(slave)
    data = b"".join(got)
    assert len(data) <= job.size and data.startswith(b"SIZE 50 mm")


@sentence
def a_device_that_stops_is_a_broken_job():
    def act(master, got):
        got.append(os.read(master, 777))
    path, slave, _, _ = device(act)
    job = send(dict(language="tspl"), 50, 30, 4, to=f"usb {path}")
    os.close(slave)
    assert job.code == 16 and "send-broken" in job.err and "timeout" in job.err, job.err
    assert 0 < job.sent < job.size and job.labels < 4


def main():
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for function in SENTENCES:
        result = "passed"
        start = time.monotonic()
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
        if os.environ.get("GI_TIMES"):
            print(f"{time.monotonic() - start:6.2f} s {function.__name__}")
    shutil.rmtree(ROOM, ignore_errors=True)
    line = f"{counts['passed']} passed, {counts['failed']} failed"
    print(line + (f", {counts['skipped']} skipped" if counts["skipped"] else ""))
    sys.exit(counts["failed"] != 0)


main()
