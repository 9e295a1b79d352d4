"""A report from the form to the inbox: receipt, photo without metadata, limits, refusals."""
import html
import http.client
import json
import os
import re
import sqlite3
import struct
import time
import urllib.parse
import zlib

from served import Served
from world import main, sentence

BOUNDARY = "----gitrace8Q7"
PLACE = b"GPS 29.5567N 115.9735E"


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png():
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0))
            + chunk(b"tEXt", b"Comment\0" + PLACE) + chunk(b"eXIf", b"MM\0*" + PLACE)
            + chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 6) * 2)) + chunk(b"IEND", b"") + PLACE)


class Shop(Served):
    def __enter__(self):
        return self

    def send(self, net="198.51.100.7", **fields):
        body = b""
        for name, value in fields.items():
            data = value if isinstance(value, bytes) else value.encode()
            file = '; filename="IMG_0001.JPG"\r\nContent-Type: image/jpeg' if name == "photo" else ""
            body += (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
                     ).encode() + data + b"\r\n"
        return self.post(body + f"--{BOUNDARY}--\r\n".encode(), net)

    def post(self, body, net="198.51.100.7", kind=f"multipart/form-data; boundary={BOUNDARY}"):
        place = urllib.parse.urlsplit(self.url)
        connection = http.client.HTTPConnection(place.netloc, timeout=20)
        connection.request("POST", "/report", body=body, headers={
            "Content-Type": kind, "X-Forwarded-For": net})
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        word = re.search(r'data-report="(\w+)"', answer.text)
        answer.word = word and word.group(1)
        return answer

    def get(self, path):
        place = urllib.parse.urlsplit(self.url)
        connection = http.client.HTTPConnection(place.netloc, timeout=20)
        connection.request("GET", path, headers={"User-Agent": "Mozilla/5.0"})
        text = connection.getresponse().read().decode()
        connection.close()
        return text


def inbox(world):
    with sqlite3.connect(world.file("scans.db")) as db:
        rows = db.execute("SELECT kind, subject, facts FROM inbox ORDER BY id").fetchall()
    return [(kind, subject, json.loads(facts)) for kind, subject, facts in rows]


def photos(world):
    folder = world.file("reports")
    return sorted(os.listdir(folder)) if os.path.isdir(folder) else []


@sentence
def a_report_gets_a_receipt_and_stands_in_the_inbox(world):
    number = world.units.split("..")[0].strip()
    with Shop(world) as shop:
        got = shop.send(code=number, reason="differs", text="净含量不符\r\n只有 200 克", photo=b"")
        assert (got.status, got.word, got.headers["Connection"]) == (200, "taken", "close")
        receipt = re.search(r"<b>([0-9A-Z]{4}-[0-9A-Z]{4})</b>", got.text).group(1)
    kind, subject, facts = inbox(world)[0]
    assert (kind, subject, facts["receipt"]) == ("report", number, receipt), facts
    assert facts["reason"] == "differs" and facts["batch"] == world.batch, facts
    assert facts["lines"] == ["净含量不符", "只有 200 克"] and photos(world) == [], facts


@sentence
def a_photo_is_kept_without_its_metadata_beside_the_scans(world):
    with Shop(world) as shop:
        got = shop.send(code="", reason="fake", text="", photo=png())
        receipt = re.search(r"<b>([0-9A-Z-]{9})</b>", got.text).group(1)
        assert shop.get(f"/reports/{receipt}.png").find("IDAT") < 0
    name = receipt + ".png"
    assert photos(world) == [name] and inbox(world)[0][2]["photo"] == name
    path = os.path.join(world.file("reports"), name)
    with open(path, "rb") as file:
        kept = file.read()
    assert PLACE not in kept and b"IDAT" in kept and kept.endswith(b"IEND\xaeB`\x82"), kept
    assert os.stat(path).st_mode & 0o777 == 0o600 and os.stat(world.file("reports")).st_mode & 0o77 == 0


@sentence
def what_is_refused_leaves_nothing_behind(world):
    with Shop(world) as shop:
        cases = ((dict(reason="none"), 400), (dict(reason="fake", text="x" * 6001), 413),
                 (dict(reason="fake", code="x" * 513), 413), (dict(reason="fake", text="a\0b"), 400),
                 (dict(reason="fake", photo=b"GIF89a" + bytes(99)), 400),
                 (dict(reason="fake", photo=png()[:-40]), 400),
                 (dict(reason="fake", photo=bytes(5 * 1024 * 1024 + 1)), 413))
        for fields, status in cases:
            got = shop.send(**fields)
            assert (got.status, got.word) == (status, "bad"), (fields.keys(), got.status, got.word)
        assert shop.post(b"reason=fake", kind="application/x-www-form-urlencoded").status == 400
        assert shop.post(b"--x", kind="multipart/form-data").word == "bad"
        again = shop.send(reason="none", code="<b>&\"", text="<script>")
        assert "&lt;script&gt;" in again.text and "<script>" not in again.text
        assert shop.send(reason="fake").word == "taken", "a refusal costs nothing"
    assert len(inbox(world)) == 1 and photos(world) == []


@sentence
def a_text_of_many_lines_that_is_refused_comes_back_as_it_was(world):
    with Shop(world) as shop:
        for text in ("\r\n净含量不符\r\n\r\n<只有> 200 克", "a", "a\r\n"):
            page = shop.send(reason="none", text=text).text
            shown = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.S).group(1)
            assert html.unescape(shown) == text.replace("\r\n", "\n"), shown


@sentence
def a_tab_is_a_blank_and_too_many_lines_are_counted(world):
    with Shop(world) as shop:
        got = shop.send(reason="other", text="x\r\n" * 61)
        assert (got.status, got.word) == (413, "bad"), got.text
        assert re.search(r"<b>[^<]*61 行/lines[^<]*60[^<]*</b>", got.text), got.text
        assert shop.send(reason="other", text="净含量\t200 克\r\n" * 60).word == "taken"
    assert inbox(world)[0][2]["lines"] == ["净含量 200 克"] * 60


@sentence
def one_network_reports_five_times_an_hour(world):
    now = time.time()
    if now % 3600 > 3590:
        time.sleep(3601 - now % 3600)  # the six belong to one hour of the clock
    with Shop(world, "--proxy", "127.0.0.1") as shop:
        for _ in range(5):
            assert shop.send(reason="other").word == "taken"
        got = shop.send(reason="other")
        assert (got.status, got.word) == (429, "wait") and int(got.headers["Retry-After"]) > 0
        assert shop.send(reason="other", net="203.0.113.5").word == "taken"
    assert len(inbox(world)) == 6


@sentence
def the_page_of_a_label_links_to_the_form_with_its_code(world):
    code = world.codes()[0].rsplit("/", 1)[1]
    number = world.units.split("..")[0].strip()
    forged = code[:-1] + ("1" if code[-1] == "0" else "0")
    with Shop(world) as shop:
        for asked, filled in ((code, number), (forged, forged)):
            link = re.search(r'href="(/report\?code=[^"]+)"', shop.get("/" + asked)).group(1)
            form = shop.get(link.replace("&amp;", "&"))
            assert f'value="{filled}"' in form and 'enctype="multipart/form-data"' in form, link


main()
