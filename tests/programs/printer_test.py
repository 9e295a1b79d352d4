"""Jobs for label printers as a printer reads them: pictures come back dot for dot.

printer_readers.py reads what printer_sample sends; npm's zpl-renderer-js and zbar judge besides.
"""
import os
import shutil
import subprocess

import printer_pictures as pictures
import printer_readers as readers
from printer_world import BIN, HERE, ROOM, Skip, good, main, same, send, sentence


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
    for width, height, count, more in (
            (48, 40, 4, dict(media="continuous")), (50.1, 30, 4, dict(media="mark 3")),
            (72, 100, 2, dict(media="continuous", after="cut"))):
        job = good(dict(language="escpos", **more), width, height, count)
        read = readers.read_escpos(job.bytes, 203, *job.pictures[0][:2])
        same(read, job.pictures)


@sentence
def built_in_printers_give_back_every_dot():
    for name in ("tspl-300-106", "gprinter-gp1324d", "zebra-203"):
        job = good(name, 50, 30, 1)
        read = readers.read_zpl if name.startswith("zebra") else readers.read_tspl
        same(read(job.bytes, 300 if "300" in name else 203), job.pictures)
    job = good("escpos-58", 48, 30, 1)
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
            wanted = [pictures.turned(one) for one in wanted]
        same(readers.read_tspl(job.bytes, 203), wanted)


@sentence
def labels_side_by_side_are_one_picture_a_row():
    for pitch, lefts in ((34, (0, 272, 544)), (33.3, (0, 266, 533))):
        job = good(dict(language="zpl", across=3, pitch=pitch), 32, 20, 7)
        rows = [job.pictures[at:at + 3] for at in range(0, 7, 3)]
        width = lefts[2] + 256
        same(readers.read_zpl(job.bytes, 203), [pictures.beside(r, lefts, width) for r in rows])


@sentence
def an_offset_moves_every_dot_and_the_paper_stays():
    blank = dict(language="tspl", dpi=300)
    wanted = good(blank, 50, 30, 1).pictures
    for text, dy in (("0 0.1", 1), ("0 -0.1", -1)):  # the ticks leave 0.2 mm blank at top and foot
        job = good(dict(blank, offset=text), 50, 30, 1)
        same(readers.read_tspl(job.bytes, 300), [pictures.moved(wanted[0], 0, dy)])
    job = send(dict(blank, offset="0.1 0"), 50, 30, 1)  # the step lines reach the edge
    assert job.code == 11 and "printer-clips" in job.err, job.err


@sentence
def a_clone_of_wrong_polarity_is_seen_as_a_negative():
    for language, read in (("tspl", readers.read_tspl), ("zpl", readers.read_zpl)):
        job = good(dict(language=language, polarity="inverted"), 40, 30, 2)
        negative = read(job.bytes, 203)
        assert negative != job.pictures
        same(negative, [pictures.complement(one) for one in job.pictures])


@sentence
def zbar_reads_the_codes_of_a_job():
    for dpi, language, read, side, codes in (
            (203, "tspl", readers.read_tspl, (50, 30), {"GITRACE 3", "GITRACE 4"}),
            (300, "zpl", readers.read_zpl, (60, 60), {"GITRACE 3", "GITRACE 4", "GITRACE 5"})):
        job = good(dict(language=language, dpi=dpi), *side, 1)
        path = os.path.join(ROOM, "label.pbm")
        with open(path, "w", encoding="ascii") as file:
            file.write(pictures.pbm(read(job.bytes, dpi)[0]))
        done = subprocess.run(["zbarimg", "-q", "--raw", path], capture_output=True, timeout=60,
                              check=False)
        assert codes <= set(done.stdout.decode().split("\n")), (dpi, side, done.stdout)


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
    return [pictures.of_bits(rows[at:at + height]) for at in range(0, len(rows), height)]


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


main()
