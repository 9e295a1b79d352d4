"""Scans through the served page: what is counted, what is told, what a kill may lose."""
import http.client
import json
import os
import re
import sqlite3
import tempfile
import time
import urllib.parse

from served import Served
from world import main, sentence

PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile MicroMessenger/8.0.47",
         "Accept": "text/html,*/*;q=0.8"}
SECRET = b"the secret of one day, 32 bytes."


def fetch(url, path, method="GET", **headers):
    place = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(place.netloc, timeout=20)
    connection.request(method, path, headers={**PHONE, **headers})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    assert answer.status == 200, answer.status
    return body


def copied(page):
    """The text of the answer "copied?" without its tags."""
    block = re.search(r'data-copied="(\w+)".*?</section>', page, re.S)
    return block.group(1), re.sub(r"<[^>]*>", "", block.group(0))


def settle():
    """A commit takes what came within 20 ms."""
    time.sleep(0.3)


class Shop(Served):
    """A served registry and one of its codes; the base registry's codes have a base URL."""

    def __init__(self, world):
        self.path = "/" + world.codes()[0].split("/")[-1]
        super().__init__(world)

    def __enter__(self):
        return self.url, self.path


@sentence
def the_first_scan_is_told_and_the_second_knows_of_it(world):
    with Shop(world) as (url, path):
        value, text = copied(fetch(url, path))
        assert value == "none_seen" and "第一次扫码" in text, text
        settle()
        value, text = copied(fetch(url, path))
        assert value == "none_seen" and "此前扫码 1 次" in text, text


@sentence
def what_is_no_scan_counts_nothing_and_sees_the_count(world):
    with Shop(world) as (url, path):
        fetch(url, path)
        settle()
        fetch(url, path, method="HEAD")
        for target, headers in ((path, {"User-Agent": "curl/7.88.1"}),
                                (path, {"Sec-Purpose": "prefetch"}),
                                (path + "?from=timeline", {}), (path + "?hl=en", {})):
            fetch(url, target, **headers)
        settle()
        _, text = copied(fetch(url, path + "?from=timeline"))
        assert "已记录扫码 1 次" in text, text


@sentence
def a_writer_that_must_wait_keeps_no_page_and_counts_later(world):
    with Shop(world) as (url, path):
        fetch(url, path)
        settle()
        book = sqlite3.connect(world.file("scans.db"), isolation_level=None)
        book.execute("BEGIN IMMEDIATE")  # as a slow disk would: nothing can be committed
        pages = [copied(fetch(url, path)) for _ in range(3)]
        settle()
        assert all("此前扫码 1 次" in text for _, text in pages), pages
        assert "此前扫码 1 次" in copied(fetch(url, path))[1]  # the fourth, before it counts
        book.execute("ROLLBACK")
        book.close()
        for _ in range(50):
            settle()
            text = copied(fetch(url, path + "?from=timeline"))[1]
            if "扫码 5 次" in text:
                return
        raise AssertionError(text)


@sentence
def scans_take_nothing_from_what_officers_found(world):
    who = "九江市市场监督管理局"
    world.good("key", "add", "--role", "bureau")
    with Shop(world) as (url, path):
        fetch(url, path)
        world.good("finding", "--units", world.units, "--why", "seizure", "--who", who,
                   "--doc", "00112233445566778899aabbccddeeff" * 2)
        for _ in range(2):
            settle()
            page = fetch(url, path)
            assert copied(page)[0] == "copied" and who in page, page
        answer = json.loads(fetch(url, "/api/v1/verify" + path, Accept="application/json"))
        assert (answer["copied"], answer["copied_by"]) == ("copied", who), answer


@sentence
def a_typed_number_shows_no_history(world):
    with Shop(world) as (url, path):
        fetch(url, path)
        settle()
        number = world.units.split("..")[0].strip()
        value, text = copied(fetch(url, "/?q=" + urllib.parse.quote(number)))
        assert value == "not_checked" and "此前扫码" not in text, text


@sentence
def scans_are_there_after_a_kill(world):
    shop = Shop(world)
    for _ in range(5):
        fetch(shop.url, shop.path)
    settle()
    shop.server.kill()
    shop.server.wait(20)
    shop.server.stdout.close()
    with Shop(world) as (url, path):
        _, text = copied(fetch(url, path))
        assert "此前扫码 5 次" in text, text


@sentence
def a_network_is_kept_as_a_hash_and_the_registry_is_not_touched(world):
    before = world.state()
    with Shop(world) as (url, path):
        fetch(url, path)
        settle()
        book = sqlite3.connect(f"file:{world.file('scans.db')}?mode=ro", uri=True)
        rows = book.execute("SELECT net, province, city, kind FROM scan").fetchall()
        book.close()
    assert len(rows) == 1, rows
    plain = [b"\x7f\0\0" + bytes(5), bytes(5) + b"\x7f\0\0", b"127.0.0"]
    assert rows[0][0].to_bytes(8, "little", signed=True) not in plain, rows
    for name in ("scans.db", "scans.db-wal"):
        with open(world.file(name), "rb") as file:
            content = file.read()
            assert all(form not in content for form in plain), name
    assert world.state() == before


def old_copy(world):
    """scans.db.before-002 as an upgrade by an earlier program left it, with the secret of a day."""
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "../../core/store/schema/scans-001.sql"),
              encoding="utf-8") as file:
        shape = file.read()
    now = sqlite3.connect(world.file("scans.db"))
    number = now.execute("PRAGMA application_id").fetchone()[0]
    now.close()
    book = sqlite3.connect(world.file("scans.db.before-002"))
    book.executescript(f"{shape};PRAGMA application_id={number};PRAGMA user_version=1;")
    book.execute("INSERT INTO scan_day VALUES (20000, ?)", (SECRET,))
    book.commit()
    book.close()


def said_at_start(world):
    """What a server that is started and ended says beside its answer."""
    with tempfile.TemporaryFile() as heard:
        server = Served(world, heard=heard)
        server.__exit__()
        heard.seek(0)
        return heard.read().decode()


@sentence
def a_server_says_what_it_took_out_of_old_copies_and_only_once(world):
    said_at_start(world)  # makes scans.db
    old_copy(world)
    said = said_at_start(world)
    lines = [line for line in said.splitlines() if "scans.db" in line]
    assert lines == ["scans.db 旧副本中的当日网络密钥已删除：1 个 / secrets of days were taken out of "
                     "old copies of scans.db: 1"], said
    with open(world.file("scans.db.before-002"), "rb") as file:
        assert SECRET not in file.read()
    assert "scans.db" not in said_at_start(world)


main()
