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
from world import main, said, sentence

BOUNDARY = "----gitrace8Q7"
HERE = os.path.dirname(os.path.abspath(__file__))
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

    def send(self, net="198.51.100.7", language="zh-CN", **fields):
        body = b""
        for name, value in fields.items():
            data = value if isinstance(value, bytes) else value.encode()
            file = '; filename="IMG_0001.JPG"\r\nContent-Type: image/jpeg' if name == "photo" else ""
            body += (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
                     ).encode() + data + b"\r\n"
        return self.post(body + f"--{BOUNDARY}--\r\n".encode(), net, language=language)

    def post(self, body, net="198.51.100.7", kind=f"multipart/form-data; boundary={BOUNDARY}",
             language="zh-CN"):
        place = urllib.parse.urlsplit(self.url)
        connection = http.client.HTTPConnection(place.netloc, timeout=20)
        connection.request("POST", "/report", body=body, headers={
            "Content-Type": kind, "X-Forwarded-For": net, "Accept-Language": language})
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


def receipt_of(answer):
    return re.search(r"<b>([0-9A-Z]{4}-[0-9A-Z]{4})</b>", answer.text).group(1)


def jpeg(orientation):
    """The sample of the fuzz target with an orientation, a place and a name in its EXIF."""
    with open(os.path.join(HERE, "../fuzz/corpus/photo/plain_jpeg"), "rb") as file:
        plain = file.read()
    tags = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    tags += struct.pack("<HHII", 0x013B, 2, len(PLACE), 100)
    body = b"Exif\0\0" + b"II*\0" + struct.pack("<IH", 8, 2) + tags + bytes(74) + PLACE
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + plain[2:]


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
def a_photo_from_a_phone_stays_the_right_way_up(world):
    with Shop(world) as shop:
        receipt = receipt_of(shop.send(reason="fake", photo=jpeg(6)))
    with open(os.path.join(world.file("reports"), receipt + ".jpg"), "rb") as file:
        kept = file.read()
    turned = b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06"
    assert kept[2:].startswith(turned) and kept.count(b"Exif") == 1 and PLACE not in kept, kept


@sentence
def a_photo_that_is_too_large_is_answered_in_words(world):
    with Shop(world) as shop:
        for size in (5 * 1024 * 1024 + 1, 12 * 1024 * 1024):
            for language, words in (("zh-CN", "照片至多 5 MB"), ("en", "A photo may have 5 MB at most")):
                got = shop.send(reason="fake", photo=b"\xff\xd8\xff" + bytes(size), language=language)
                assert (got.status, got.word) == (413, "large") and words in got.text, got.text
    assert inbox(world) == [] and photos(world) == []


@sentence
def without_room_a_report_is_taken_without_its_photo(world):
    with Shop(world, "--photos-mb", "1") as shop:
        assert shop.send(reason="fake", photo=png()).word == "taken"
    with open(os.path.join(world.file("reports"), "8T3K-M94X.jpg"), "wb") as file:
        file.write(bytes(1024 * 1024))
    with Shop(world, "--photos-mb", "1") as shop:
        got = shop.send(reason="fake", text="仍要反映", photo=png())
        assert (got.status, got.word) == (200, "bare") and "照片没有保存" in got.text, got.text
    kind, _, facts = inbox(world)[1]
    assert kind == "report" and facts["photo_left_out"] > 60 and "photo" not in facts, facts
    assert facts["lines"] == ["仍要反映"] and len(photos(world)) == 2


@sentence
def characters_of_the_form_are_characters_of_the_check(world):
    with Shop(world) as shop:
        form = shop.get("/report")
        assert 'maxlength="500"' in form and 'maxlength="2000"' in form and "至多 2000 字" in form
        assert shop.send(reason="other", text="茶" * 2000, code="茶" * 500).word == "taken"
        assert shop.send(reason="other", text="\U0001F375" * 1000).word == "taken"
        for fields in (dict(text="茶" * 2001), dict(code="茶" * 501), dict(text="\U0001F375" * 1001)):
            got = shop.send(reason="other", **fields)
            assert (got.status, got.word) == (413, "bad") and "字/characters" in got.text, got.text
    assert inbox(world)[0][2]["lines"] == ["茶" * 2000]


@sentence
def a_report_past_its_time_keeps_a_receipt_that_can_be_found(world):
    with Shop(world) as shop:
        receipt = receipt_of(shop.send(reason="fake", text="张三", photo=png()))
        assert "保存 <b>730</b> 天" in re.sub(r"\s+", " ", shop.get("/report"))
    assert world.ask("inbox", "find", receipt, "--json").json()["facts"]["lines"] == ["张三"]
    old = time.time() - 46 * 86400
    with sqlite3.connect(world.file("scans.db")) as db:
        db.execute("UPDATE inbox SET first = ?", (int(old * 1000),))
        db.execute("DELETE FROM scan_day")
    os.utime(os.path.join(world.file("reports"), receipt + ".png"), (old, old))
    with Shop(world, "--report-days", "45") as shop:
        assert "保存 <b>45</b> 天" in re.sub(r"\s+", " ", shop.get("/report"))
    found = world.ask("inbox", "find", receipt.lower(), "--json").json()
    assert found["facts"] == {"receipt": receipt, "deleted_after_days": 45}, found
    assert found["kind"] == "report-gone" and photos(world) == [], found
    for words in (["list"], ["find", receipt]):
        assert "deleted before anybody gave a finding" in world.ask("inbox", *words).out
    number = str(found["number"])
    assert world.ask("inbox", "done", number, "--finding", "unread", "--why", "积压").code == 0
    assert world.ask("inbox", "--json").json() == []
    closed = world.ask("inbox", "find", receipt, "--json").json()
    assert (closed["kind"], closed["state"]) == ("report-unread", "unread"), closed
    said(world.ask("inbox", "find", "AQ78-6Y6X"), "no-inbox")


@sentence
def what_is_refused_leaves_nothing_behind(world):
    with Shop(world) as shop:
        cases = ((dict(reason="none"), 400), (dict(reason="fake", text="x" * 2001), 413),
                 (dict(reason="fake", code="x" * 501), 413), (dict(reason="fake", text="a\0b"), 400),
                 (dict(reason="fake", photo=b"GIF89a" + bytes(99)), 400),
                 (dict(reason="fake", photo=png()[:-40]), 400))
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
def one_network_reports_five_times_an_hour_over_a_reload(world):
    now = time.time()
    if now % 3600 > 3590:
        time.sleep(3601 - now % 3600)  # the six belong to one hour of the clock
    with Shop(world, "--proxy", "127.0.0.1") as shop:
        for _ in range(5):
            assert shop.send(reason="other").word == "taken"
        shop.server.send_signal(1)
        assert shop.server.stdout.readline() == b"reloaded\n"
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
