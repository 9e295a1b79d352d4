"""Strict readers of TSPL, ZPL and ESC/POS: a job back into pictures, or Refused.

Written from the printers' manuals, not from the writers: a command, a number or a byte that the
grammar does not know is refused, and so is a picture that passes its paper. They know no
polarity: in TSPL 0 burns, in ZPL and ESC/POS 1 does. Pictures are those of printer_pictures.py.
"""
import base64
import binascii
import re
import zlib

FLUSH = b"\0" * 512
MM = r"(-?(?:0|[1-9]\d*)(?:\.\d{0,2}[1-9])?)"


class Refused(Exception):
    pass


def want(holds, why):
    if not holds:
        raise Refused(why)


def dots_of(millimetres, dpi):
    per_254 = {203: 2032, 300: 3000, 600: 6000}[dpi]
    return int(float(millimetres) * per_254 / 254 + 0.5)


def unflushed(job):
    if job.startswith(FLUSH):
        job = job[512:]
    want(not job.startswith(b"\0"), "NULs that are not 512")
    return job


def rows_of(data, stride, width, paper):
    """Rows of a picture; bits past its width must be paper (0 or 1, as the language says)."""
    spare = stride * 8 - width
    want(0 <= spare, "a row shorter than the picture")
    rows = []
    for at in range(0, len(data), stride):
        row = int.from_bytes(data[at:at + stride], "big")
        want(row & ((1 << spare) - 1) == (((1 << spare) - 1) if paper else 0), "ink in the padding")
        rows.append(row >> spare)
    return rows


# --- TSPL ---------------------------------------------------------------------------------------

TSPL_SETUP = {
    "GAP": rf"GAP {MM} mm,{MM} mm", "BLINE": rf"BLINE {MM} mm,{MM} mm",
    "DIRECTION": r"DIRECTION [01],[01]", "REFERENCE": r"REFERENCE \d+,\d+",
    "DENSITY": r"DENSITY (?:\d|1[0-5])", "SPEED": r"SPEED (?:[1-9]|1[0-8])",
    "SET": r"SET (?:TEAR (?:ON|OFF)|PEEL (?:ON|OFF)|CUTTER (?:OFF|BATCH|[1-9]\d*))",
}


class Lines:
    def __init__(self, job):
        self.job = job

    def line(self):
        end = self.job.find(b"\r\n")
        want(end >= 0, "a line without its end")
        line, self.job = self.job[:end], self.job[end + 2:]
        want(all(32 <= byte < 127 for byte in line), f"bytes that are no text: {line[:20]!r}")
        return line.decode("ascii")

    def bitmap(self, width, height):
        """BITMAP x,y,bytes,rows,mode,DATA CR LF"""
        head = re.match(rb"BITMAP (\d+),(\d+),(\d+),(\d+),0,", self.job)
        want(head, f"no BITMAP: {self.job[:30]!r}")
        x, y, stride, rows = map(int, head.groups())
        want(x == 0 and y == 0 and stride and rows, "a BITMAP of nothing, or elsewhere")
        want(stride * 8 - 7 <= width and rows <= height, "a BITMAP larger than the label")
        data, rest = self.job[head.end():][:stride * rows], self.job[head.end() + stride * rows:]
        want(len(data) == stride * rows and rest.startswith(b"\r\n"), "a BITMAP cut off")
        self.job = rest[2:]
        paper = (1 << stride * 8) - 1
        shown = min(width, stride * 8)
        return shown, rows, [(row ^ ((1 << shown) - 1)) for row in
                             rows_of(data, stride, shown, paper)]


def tspl_setup(lines):
    """SIZE, then each other command once at most, a gap or mark among them, up to CLS."""
    size = re.fullmatch(rf"SIZE {MM} mm,{MM} mm", lines.line())
    want(size, "the first command is not SIZE")
    seen = {}
    while True:
        line = lines.line()
        if line == "CLS":
            break
        word = line.split(" ")[0]
        want(re.fullmatch(TSPL_SETUP.get(word, r"(?!)"), line), f"unknown: {line}")
        want(word not in seen, f"twice: {word}")
        seen[word] = line
    want(("GAP" in seen) != ("BLINE" in seen), "GAP or BLINE, exactly one")
    return size.groups(), seen


def read_tspl(job, dpi):
    lines = Lines(unflushed(job))
    size, _ = tspl_setup(lines)
    width, height = (dots_of(side, dpi) for side in size)
    pictures = []
    while True:
        pictures.append(lines.bitmap(width, height))
        want(lines.line() == "PRINT 1,1", "no PRINT 1,1 after the BITMAP")
        if not lines.job:
            return pictures
        want(lines.line() == "CLS", "no CLS before the next label")


# --- ZPL ----------------------------------------------------------------------------------------

ZPL_SETUP = {
    "^MN": r"Y|M(?:,-?\d+)?|N", "^MM": r"[TCP]", "^PR": r"[1-9]|1[0-4]", "^PW": r"[1-9]\d*",
    "^LL": r"[1-9]\d*", "^LH": r"0,0", "^PO": r"[NI]", "^PM": r"[NY]", "^PQ": r"1,0,0,N",
}


def crc16(data):
    return binascii.crc_hqx(data, 0)


def unpacked(data, size):
    """:Z64:base64:crc"""
    match = re.fullmatch(r":Z64:([A-Za-z0-9+/]+={0,2}):([0-9A-Fa-f]{4})", data)
    want(match, "no :Z64: field")
    want(crc16(match[1].encode()) == int(match[2], 16), "the CRC of Z64 is wrong")
    try:
        raw = zlib.decompress(base64.b64decode(match[1], validate=True))
    except (zlib.error, binascii.Error) as why:
        raise Refused(str(why)) from why
    want(len(raw) == size, "Z64 holds another number of bytes")
    return raw


def count_of(letter):
    if "G" <= letter <= "Y":
        return ord(letter) - ord("F")
    return (ord(letter) - ord("f")) * 20 if "g" <= letter <= "z" else 0


def expanded(data, stride):
    """Hex with repeats: rows of 2 x stride digits. '!' is refused: renderers disagree on it."""
    rows, row, count = [], "", 0
    for letter in data:
        if count_of(letter):
            count += count_of(letter)
            continue
        if letter in ",:":
            want(not count, "a count before the end of a row")
            want(letter != ":" or (rows and not row), "':' without a row above")
            want(len(row) < 2 * stride, "nothing left to fill")
            row = rows[-1] if letter == ":" else row.ljust(2 * stride, "0")
        else:
            want(letter in "0123456789ABCDEF", f"no hex digit: {letter!r}")
            row += letter * (count or 1)
        count = 0
        want(len(row) <= 2 * stride, "a row too long")
        if len(row) == 2 * stride:
            rows.append(row)
            row = ""
    want(not row and not count, "a row cut off")
    return bytes.fromhex("".join(rows))


def zpl_field(text, picture, width, height):
    """x,y^GFA,a,b,c,DATA^FS onto a picture"""
    match = re.fullmatch(r"0,(\d+)\^GFA,(\d+),(\d+),(\d+),([^^~]*)\^FS", text)
    want(match, f"no field of dots: {text[:40]!r}")
    top, sent, size, stride = map(int, match.groups()[:4])
    want(sent == size and 0 < size <= 99999 and size % stride == 0, "counts of ^GFA")
    data = unpacked(match[5], size) if match[5].startswith(":") else expanded(match[5], stride)
    want(len(data) == size, "^GFA holds another number of bytes")
    want(top == len(picture) and top + size // stride <= height, "fields overlap or pass the label")
    picture.extend(rows_of(data, stride, width, 0))


def zpl_format(lines):
    """One ^XA ... ^XZ."""
    said, picture = {}, []
    want(lines.pop(0) == "^XA", "no ^XA")
    while lines and lines[0] != "^XZ":
        line = lines.pop(0)
        word, rest = line[:3], line[3:]
        if word == "^FO":
            want("^PW" in said and "^LL" in said, "a field before ^PW and ^LL")
            zpl_field(rest, picture, int(said["^PW"]), int(said["^LL"]))
            continue
        want(re.fullmatch(ZPL_SETUP.get(word, r"(?!)"), rest), f"unknown: {line[:40]!r}")
        want(word not in said, f"twice: {word}")
        said[word] = rest
    want(lines and picture and said.get("^PQ"), "a format without dots, ^PQ or ^XZ")
    lines.pop(0)
    want(len(picture) == int(said["^LL"]), "dots for a part of the label only")
    return int(said["^PW"]), len(picture), picture


def read_zpl(job, dpi):
    del dpi
    job = unflushed(job)
    want(all(byte == 10 or 32 <= byte < 127 for byte in job), "bytes that are no text")
    want(job.endswith(b"\n"), "the end is cut off")
    lines = job.decode("ascii").split("\n")[:-1]
    if lines and lines[0].startswith("~"):
        want(re.fullmatch(r"~SD(?:[0-2]\d|30)", lines.pop(0)), "no ~SD")
    pictures = []
    while lines:
        pictures.append(zpl_format(lines))
    want(pictures, "no label")
    return pictures


# --- ESC/POS ------------------------------------------------------------------------------------

def read_escpos(job, dpi, width, height):
    """Bands of GS v 0; a picture is whole after height rows. Cuts and feeds only between them."""
    del dpi
    job = unflushed(job)
    want(job.startswith(b"\x1b@"), "no ESC @ first")
    job, rows, pictures = job[2:], [], []
    while job:
        if job.startswith(b"\x1dv0\0"):
            stride, count = job[4] + 256 * job[5], job[6] + 256 * job[7]
            want(0 < count <= 255 and stride, "a band that some printers print as text")
            want(len(job) >= 8 + stride * count, "a band cut off")
            rows += rows_of(job[8:8 + stride * count], stride, width, 0)
            job = job[8 + stride * count:]
            want(len(rows) <= height, "a band passes the label")
            if len(rows) == height:
                pictures.append((width, height, rows))
                rows = []
            continue
        feed = re.match(rb"\x1d\x0c|\x1dVB\0|\x1bd[\x01-\x20]", job)
        want(feed and not rows and pictures, f"unknown, or inside a label: {job[:8]!r}")
        job = job[feed.end():]
    want(not rows and pictures, "the last label is cut off")
    return pictures
