"""Hidden codes from the scratch layer to the answer: recorded before it is said, and not guessed."""
import base64
import hashlib
import http.client
import json
import os
import re
import sqlite3
import urllib.parse

from hidden_codes import ALPHABET, check_character, hidden_of
from served import Served
from world import day, main, said, sentence

PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile MicroMessenger/8.0.47",
         "Accept": "text/html"}


class Shop(Served):
    """Four labels with a scratch layer, printed once, so that their key has a secret."""

    def __init__(self, world):
        run = world.good("issue", "--batch", world.batch, "--count", "4", "--net", "250g",
                         "--packed", day(), "--scratch", "yes")
        self.numbers = [part.strip() for part in run["units"].split("..")]
        secret = os.urandom(32)
        path = world.file("keys/7-hidden.secret")
        with open(path, "w", encoding="ascii", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            file.write(secret.hex() + "\n")
        self.hidden = hidden_of(secret, self.numbers[0])
        self.world = world
        super().__init__(world)

    def __enter__(self):
        return self

    def ask(self, path, hidden=None, net="198.51.100.7"):
        place = urllib.parse.urlsplit(self.url)
        body = None if hidden is None else urllib.parse.urlencode({"hidden": hidden})
        connection = http.client.HTTPConnection(place.netloc, timeout=20)
        connection.request("GET" if body is None else "POST", path, body=body, headers={
            **PHONE, "Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": net})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        word = re.search(r'data-hidden="([\w-]+)"', text)
        return answer.status, word and word.group(1), text

    def open(self, hidden, which=0, **more):
        return self.ask("/h/" + self.numbers[which], hidden, **more)


@sentence
def the_first_opening_is_told_from_the_second(world):
    with Shop(world) as shop:
        assert shop.open(shop.hidden)[:2] == (200, "first")
        typed = shop.hidden[:4].lower() + " - " + shop.hidden[4:]
        status, word, text = shop.open(typed)
        assert (status, word) == (200, "just-now") and "同一网络首次查验" in text, word


@sentence
def an_opening_survives_a_kill_and_is_seen_from_elsewhere(world):
    shop = Shop(world)
    assert shop.open(shop.hidden)[:2] == (200, "first")
    shop.server.kill()
    shop.server.wait(20)
    shop.server.stdout.close()
    Served.__init__(shop, world, "--proxy", "127.0.0.1")
    with shop:
        status, word, text = shop.open(shop.hidden, net="203.0.113.9")
        assert (status, word) == (200, "again") and "首次查验于" in text, word


@sentence
def the_log_tells_of_openings_and_none_can_be_taken_back(world):
    with Shop(world) as shop:
        assert shop.open(shop.hidden)[:2] == (200, "first")
    assert world.sign("log", "tend", "--json").json()["general"]
    newest = int(world.checkpoint().splitlines()[1]) - 1
    leaf = json.loads(world.ask("log", "leaf", str(newest)).out)
    database = sqlite3.connect(world.file("scans.db"))
    entries = [f"gi-opening-v1\n{key}\n{serial}\n{at}\n".encode() for key, serial, at in
               database.execute("SELECT key, serial, at FROM opening ORDER BY id")]
    assert (leaf["opened"], len(entries)) == (1, 1), leaf
    root = hashlib.sha256(b"\0" + entries[0]).digest()
    assert base64.b64decode(leaf["open"]) == root
    assert world.ask("check").code == 0
    database.execute("UPDATE opening SET at = at - 60000")
    database.commit()
    database.close()
    said(world.ask("check"), "openings-changed")


@sentence
def without_a_file_of_scans_the_log_says_nothing_of_openings(world):
    with Shop(world) as shop:
        assert shop.open(shop.hidden)[:2] == (200, "first")
    kept = world.copy("openings-kept")
    for path in (world.file("scans.db"), world.file("scans.db-wal"), world.file("scans.db-shm")):
        if os.path.exists(path):
            os.remove(path)
    assert world.sign("log", "tend", "--json").json()["general"]
    newest = int(world.checkpoint().splitlines()[1]) - 1
    assert "opened" not in json.loads(world.ask("log", "leaf", str(newest)).out)
    assert kept.sign("log", "tend").code == 0
    os.remove(kept.file("scans.db"))
    answer = kept.ask("check")
    assert answer.code == 0 and "not compared" in answer.err, answer


@sentence
def a_damaged_file_of_scans_does_not_silence_the_log(world):
    with open(world.file("scans.db"), "wb") as file:
        file.write(b"no database" * 1000)
    answer = world.sign("log", "tend", "--json")
    assert answer.code != 0 and answer.json()["general"], answer
    newest = int(world.checkpoint().splitlines()[1]) - 1
    assert json.loads(world.ask("log", "leaf", str(newest)).out)["t"] == "status"


@sentence
def opening_the_page_alone_records_nothing(world):
    with Shop(world) as shop:
        path = f"/h/{shop.numbers[0].replace('-', '')}/{shop.hidden}"
        for _ in range(3):
            status, word, text = shop.ask(path)
            assert (status, word) == (200, "ask"), word
        assert f'value="{shop.hidden}"' in text
        assert shop.open(shop.hidden)[:2] == (200, "first")


@sentence
def wrong_codes_are_answered_alike_and_then_slowly(world):
    with Shop(world) as shop:
        last = ALPHABET[(ALPHABET.index(shop.hidden[6]) + 1) % 32]
        near = shop.hidden[:6] + last
        near += check_character(near)
        far = "0000000" + check_character("0000000")
        pages = [shop.open(code) for code in (near, far)]
        assert [page[:2] for page in pages] == [(200, "wrong")] * 2
        same = [page[2].replace(near, "?").replace(far, "?") for page in pages]
        assert same[0] == same[1], "a hint"
        assert shop.open("x")[:2] == (200, "wrong")
        shop.server.send_signal(1)
        assert shop.server.stdout.readline() == b"reloaded\n", "a reload gives no new tries"
        assert shop.open(shop.hidden)[:2] == (429, "wait")
        assert shop.open(shop.hidden, which=1)[1] == "wrong", "another label is not locked"


@sentence
def a_label_without_scratch_layer_has_nothing_to_open(world):
    with Shop(world) as shop:
        plain = world.units.split("..")[0].strip()
        assert shop.ask("/h/" + plain, shop.hidden)[:2] == (200, "none")
        assert shop.ask("/h/ZZZZ-ZZZZ-ZZZ", shop.hidden)[:2] == (200, "none")


main()
