"""Places of scans through the served page, and the inbox through gitrace: regions, odd labels."""
import http.client
import json
import os
import sqlite3
import time
import urllib.parse

import mmdb
from served import Served
from world import main, sentence

PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile MicroMessenger/8.0.47",
         "Accept": "text/html,*/*;q=0.8"}


class Shop(Served):
    """Served behind a proxy that names its clients, with a region file and a list."""

    def __init__(self, world):
        regions, networks = world.path + ".mmdb", world.path + ".csv"
        mmdb.write(regions, mmdb.SAMPLE)
        with open(networks, "w", encoding="utf-8") as file:
            file.write("10.2.7.0/24,centre\n")
        self.paths = ["/" + code.split("/")[-1] for code in world.codes()]
        super().__init__(world, "--proxy", "127.0.0.0/8", "--regions", regions,
                         "--networks", networks)

    def __enter__(self):
        return self

    def scan(self, *addresses, label=0):
        place = urllib.parse.urlsplit(self.url)
        for address in addresses:
            connection = http.client.HTTPConnection(place.netloc, timeout=20)
            connection.request("GET", self.paths[label],
                               headers={**PHONE, "X-Forwarded-For": address})
            assert connection.getresponse().status == 200
            connection.close()
        time.sleep(0.3)  # a commit takes what came within 20 ms


def rows(world, query):
    book = sqlite3.connect(f"file:{world.file('scans.db')}?mode=ro", uri=True)
    found = book.execute(query).fetchall()
    book.close()
    return found


@sentence
def the_spec_file_is_the_one_that_the_writer_makes(world):
    here = os.path.dirname(os.path.abspath(__file__))
    mmdb.write(world.path + ".new", mmdb.SAMPLE)
    with open(world.path + ".new", "rb") as new, \
            open(os.path.join(here, "../web/scan/places.mmdb"), "rb") as kept:
        assert new.read() == kept.read()


@sentence
def two_provinces_within_an_hour_are_two_places_of_a_label(world):
    with Shop(world) as shop:
        shop.scan("10.1.0.9", "10.3.0.9", "10.1.77.9")
    assert rows(world, "SELECT count, places FROM seen") == [(3, 2)]
    assert rows(world, "SELECT province, city FROM scan ORDER BY at") == \
        [(36, mmdb.JIUJIANG), (44, mmdb.GUANGZHOU), (36, mmdb.JIUJIANG)]


@sentence
def a_carrier_counts_for_its_province_and_a_data_centre_for_nothing(world):
    with Shop(world) as shop:
        shop.scan("10.4.0.9", "10.4.9.9", "10.5.0.9", "10.2.7.9")
    assert rows(world, "SELECT count, places FROM seen") == [(4, 1)]
    assert rows(world, "SELECT province, city, kind FROM scan WHERE kind = 2") == [(44, 0, 2)] * 2


@sentence
def a_place_that_is_not_in_the_file_is_not_known(world):
    with Shop(world) as shop:
        shop.scan("10.99.0.9", "2001:db8:1::9")
    assert rows(world, "SELECT province FROM scan ORDER BY at") == [(0,), (36,)]


@sentence
def no_address_is_kept_with_a_place(world):
    with Shop(world) as shop:
        shop.scan("10.1.201.9")
    plain = [bytes([10, 1, 201, 0, 0, 0, 0, 0]), bytes([0, 0, 0, 0, 0, 201, 1, 10]), b"10.1.201"]
    for name in ("scans.db", "scans.db-wal"):
        with open(world.file(name), "rb") as file:
            content = file.read()
            assert all(form not in content for form in plain), name


def note(world, kind, subject, facts):
    """Puts an entry where the server would, as it has no verb for that."""
    book = sqlite3.connect(world.file("scans.db"))
    with book:
        book.execute("INSERT INTO inbox (kind, subject, first, last, count, facts, state, closed, "
                     "why) VALUES (?, ?, 1, 2, 3, ?, 0, 0, '')", (kind, subject, json.dumps(facts)))
    book.close()


@sentence
def an_inbox_that_nobody_filled_is_empty(world):
    assert world.read("inbox") == []
    assert "收件箱为空" in world.ask("inbox").out


@sentence
def an_entry_is_listed_shown_and_closed_with_a_reason(world):
    with Shop(world) as shop:
        shop.scan("10.1.0.9")
        note(world, "doubled-run", "7/1000..1499", {"provinces": [36, 44], "seen": [100, 20]})
        assert [row["kind"] for row in world.read("inbox")] == ["doubled-run"]
        shown = world.ask("inbox", "show", "1").out
        assert "江西 / Jiangxi: 100" in shown and "广东 / Guangdong: 20" in shown, shown
        assert world.read("inbox", "show", "1")["facts"]["seen"] == [100, 20]
        closed = world.read("inbox", "done", "1", "--finding", "confirmed", "--why", "印厂多印一卷")
        assert closed["state"] == "confirmed" and closed["why"] == "印厂多印一卷", closed
    assert world.read("inbox") == []
    assert len(world.read("inbox", "--all")) == 1


@sentence
def a_finding_is_final_and_needs_a_reason(world):
    with Shop(world) as shop:
        shop.scan("10.1.0.9")
    note(world, "report", "000W-003R-J0W", {})
    for words, why in ((["done", "1", "--finding", "maybe", "--why", "x"], "bad-field"),
                       (["done", "1", "--finding", "dismissed", "--why", ""], "bad-field"),
                       (["done", "1", "--finding", "dismissed"], "usage"),
                       (["done", "2", "--finding", "dismissed", "--why", "x"], "no-inbox"),
                       (["show", "9"], "no-inbox"), (["shut", "1"], "usage")):
        answer = world.ask("inbox", *words)
        assert answer.code != 0 and f"gitrace: {why}:" in answer.err, (words, answer)
    world.read("inbox", "done", "1", "--finding", "dismissed", "--why", "看过")
    again = world.ask("inbox", "done", "1", "--finding", "confirmed", "--why", "x")
    assert "gitrace: inbox-closed:" in again.err, again


main()
