"""64 clients while the server is killed and started again: openings stay, counts lose little."""
import http.client
import os
import re
import sqlite3
import subprocess
import threading
import time
import urllib.parse

from hidden_codes import hidden_of
from world import BIN, day, main, sentence

CLIENTS, KILLS, BETWEEN = 64, 3, 1.2
# A count waits 20 ms for its commit; a busy machine makes the commit itself late.
LATE = 0.02 + 0.5
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile MicroMessenger/8.0.47",
         "Accept": "text/html"}


class Crowd:
    """Clients who scan codes and open labels, each time from another network, and remember what
    they were told."""

    def __init__(self, codes, numbers, hidden):
        self.codes, self.numbers, self.hidden = codes, numbers, hidden
        self.stop = threading.Event()
        self.lock = threading.Lock()
        self.asked = 0
        self.scans, self.openings = [], [0] * len(numbers)
        self.refused = []
        self.port = None

    def net(self):
        with self.lock:
            self.asked += 1
            number = self.asked
        return f"{11 + number // 65536}.{number // 256 % 256}.{number % 256}.1"

    def ask(self, connection, method, path, body=None):
        headers = {**PHONE, "X-Forwarded-For": self.net(), "Connection": "close"}
        connection.request(method, path, body=body, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def turn(self, which):
        end = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        status, text = self.ask(end, "GET", self.codes[which % len(self.codes)])
        if status == 200 and "data-copied" in text:
            with self.lock:
                self.scans.append(time.monotonic())
        end.close()
        unit = which % len(self.numbers)
        status, text = self.ask(end, "POST", "/h/" + self.numbers[unit].replace("-", ""),
                                urllib.parse.urlencode({"hidden": self.hidden[unit]}))
        word = re.search(r'data-hidden="([\w-]+)"', text)
        with self.lock:
            if status == 200 and word and word.group(1) in ("first", "again", "just-now"):
                self.openings[unit] += 1
            else:
                self.refused.append((status, word and word.group(1)))
        end.close()

    def run(self, which):
        while not self.stop.is_set():
            try:
                self.turn(which)
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)  # the server is being killed, or not there yet


def start(world, port):
    command = [os.path.join(BIN, "gitrace-serve"), "--dir", world.path, "--proxy", "127.0.0.1",
               "--listen", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    place = re.search(rb":(\d+)/", server.stdout.readline())
    return server, int(place.group(1))


def make_labels(world, count):
    """Labels with a scratch layer: their numbers, and what stands below it."""
    run = world.good("issue", "--batch", world.batch, "--count", str(count), "--net", "250g",
                     "--packed", day(), "--scratch", "yes")
    secret = os.urandom(32)
    path = world.file("keys/7-hidden.secret")
    with open(path, "w", encoding="ascii", opener=lambda p, f: os.open(p, f, 0o600)) as file:
        file.write(secret.hex() + "\n")
    # Numbers as the ledger prints them: first and last of the run are enough to open.
    numbers = [part.strip() for part in run["units"].split("..")]
    return numbers, [hidden_of(secret, number) for number in numbers]


@sentence
def openings_are_never_lost_and_counts_lose_what_was_not_committed(world):
    numbers, hidden = make_labels(world, 8)
    crowd = Crowd(["/" + code.split("/")[-1] for code in world.codes()], numbers, hidden)
    server, crowd.port = start(world, 0)
    threads = [threading.Thread(target=crowd.run, args=(i,)) for i in range(CLIENTS)]
    for one in threads:
        one.start()
    killed = []
    for _ in range(KILLS):
        time.sleep(BETWEEN)
        killed.append(time.monotonic())
        server.kill()
        server.wait(20)
        server.stdout.close()
        server, _ = start(world, crowd.port)
    time.sleep(BETWEEN)
    crowd.stop.set()
    for one in threads:
        one.join()
    server.terminate()
    assert server.wait(60) == 0
    server.stdout.close()
    check(world, crowd, killed)


def check(world, crowd, killed):
    book = sqlite3.connect(f"file:{world.file('scans.db')}?mode=ro", uri=True)
    openings = [row[0] for row in book.execute(
        "SELECT count(*) FROM opening GROUP BY key, serial ORDER BY serial")]
    scans, = book.execute("SELECT COALESCE(SUM(count), 0) FROM seen").fetchone()
    sound, = book.execute("PRAGMA integrity_check").fetchone()
    book.close()
    assert sound == "ok", sound
    assert len(openings) == len(crowd.openings) and min(crowd.openings) > 0, crowd.refused[:5]
    for stored, told in zip(openings, crowd.openings):
        assert stored >= told, (openings, crowd.openings)
    at_risk = sum(any(end - LATE <= at <= end for end in killed) for at in crowd.scans)
    lost = len(crowd.scans) - scans
    assert len(crowd.scans) > 100 and lost <= at_risk, (len(crowd.scans), scans, at_risk)
    print(f"{sum(openings)} openings, none lost; {len(crowd.scans)} scans told, "
          f"{max(lost, 0)} not counted after {len(killed)} kills")


main()
