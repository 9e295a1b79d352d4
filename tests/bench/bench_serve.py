"""bench_serve.py BIN-FOLDER [PART...]: what gitrace-serve bears, beside nginx with the same bytes.

The server runs on one core, wrk on the other; every ratio is taken in one run, in turns, so that a
busy machine slows both sides. Needs nginx and wrk (tests/packages.sh bench) and a release build.
Parts: pages, openings, sizes, memory; all but the last without GI_LONG, which makes the others
longer too. Fresh codes are scanned for the first time: pack after pack of a box, and packs from all
over a print run. An opening is a right hidden code of a label and network of its own; that each was
recorded before it was answered is read from the server's own figures.

    cmake --build BUILD --target run_bench_serve
"""
import os
import random
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "programs")]
import world as tests  # noqa: E402
from hidden_codes import ALPHABET, check_character, hidden_of  # noqa: E402
from serving import (LONG, ROOM, ROUNDS, Load, Nginx, Server, in_turns, middle,  # noqa: E402
                     page_of, say, speed)

BIN = os.path.abspath(sys.argv[1])
FEW = 10000  # units of a small registry; more codes than the server keeps
FRESH = 10 ** 6 if LONG else 200000  # codes, so that each is scanned for the first time
SCRATCHED = 2 * 10 ** 6 if LONG else 300000  # labels with a hidden code: each is opened once
WAITING = 16, 64  # connections whose openings wait for the disk together
CODE = re.compile(r"[0-9]{200,}")


def registry(units, codes=FEW):
    """A registry whose one run has so many units, and the first codes of it."""
    one = tests.Registry(os.path.join(ROOM, f"units{units}"))
    answer = one.sign("init", "--name", "示例地理标志协会", "--origin", "gi.example.cn/log/bench",
                      "--base-url", "http://gi.jj.cn/", "--kind", "demo", "--json")
    assert answer.code == 0, answer
    kilograms = (units + SCRATCHED) // 20 + 1
    lines = [
        tests.product("LSYW", index=1, zh="庐山云雾茶", en="Lushan Yunwu tea", path="raw",
                      standard="GB/T 21003-2007", source="plot", cap=f"{kilograms * 6 // 1000 + 1}kg",
                      ratio="42:10", area="360483107", grades="特级=Superfine", nets="50g",
                      best_before="18m"),
        tests.act("holder", "firm", kind="producer", name="九江示例茶业有限公司",
                  uscc="91360424MA0TE5T16U", address="庐山市示例路1号"),
        tests.act("source", "plot", holder="@firm.holder", product="LSYW", kind="plot",
                  township="360483107", capacity="1000mu"),
        tests.act("grant", product="LSYW", season=tests.SEASON, sources="@plot.source"),
        tests.act("harvest", "leaf", source="@plot.source", product="LSYW", season=tests.SEASON,
                  day=tests.day(-1), qty=f"{kilograms * 5}kg"),
        tests.act("make", "tea", holder="@firm.holder", product="LSYW", season=tests.SEASON,
                  inputs=f"@leaf.lot:{kilograms * 5}kg", qty=f"{kilograms}kg", day=tests.day(-1)),
        tests.act("batch", "batch", holder="@firm.holder", lot="@tea.lot", grade="特级"),
    ]
    most = min(units, 10 ** 6)  # of one act
    lines += [tests.act("issue", batch="@batch.batch", count=most, net="50g", packed=tests.day())
              for _ in range(units // most)]
    answer = one.run(lines)
    assert answer.code == 0, answer
    batch = re.search(r"LSYW-\d\d-\w{4}-\w{4}-\w", answer.out).group(0)
    answer = one.sign("codes", batch + "#1", "--count", str(min(units, codes)))
    assert answer.code == 0, answer
    one.batch = batch
    return one, CODE.findall(answer.out)


def scratched(one):
    """Labels with a scratch layer: for each the path of its form, and what is posted."""
    run = one.good("issue", "--batch", one.batch, "--count", str(SCRATCHED), "--net", "50g",
                   "--packed", tests.day(), "--scratch", "yes")
    first = 0
    for letter in run["units"].split("..")[0].strip().replace("-", "")[:10]:
        first = first << 5 | ALPHABET.index(letter)
    secret = os.urandom(32)
    path = one.file(f"keys/{first >> 32}-hidden.secret")
    with open(path, "w", encoding="ascii", opener=lambda p, f: os.open(p, f, 0o600)) as file:
        file.write(secret.hex() + "\n")
    numbers = ["".join(ALPHABET[first + i >> 5 * (9 - at) & 31] for at in range(10))
               for i in range(SCRATCHED)]
    numbers = [number + check_character(number) for number in numbers]
    return [("/h/" + number, "hidden=" + hidden_of(secret, number)) for number in numbers]


class Verify:
    """Look-ups of codes a second, each with its signature, by the verify bench on core 0; nobody
    waits for one. each: seconds; 0 when that bench was not built."""

    def __init__(self):
        bench = os.path.join(BIN, "bench_verify")
        said = "" if not os.path.exists(bench) else subprocess.run(
            ["taskset", "-c", "0", bench], capture_output=True, text=True, check=False).stdout
        found = re.search(r"verify_codes_per_second (\d+)", said)
        self.each = 1 / float(found.group(1)) if found else 0.0


def static_copy(url):
    """nginx with the page of that address as it is sent."""
    page_of(url)
    time.sleep(0.2)
    body, headers = page_of(url)
    say("page", f"{len(body)} bytes gzip")
    return Nginx(body, headers)


class Pages(Load):
    """A load, and the processor time of the server for one answer."""

    def __init__(self, server, *where):
        before = server.processor()
        super().__init__(*where)
        self.each = (server.processor() - before) / self.answers


class Fresh:
    """Loads of codes that were never asked for, each of the next ones of the list."""

    def __init__(self, server, codes):
        self.server, self.count = server, len(codes) // ROUNDS
        paths = ["/" + code for code in codes]
        self.parts = iter([paths[at:at + self.count] for at in range(0, len(paths), self.count)])

    def load(self):
        load = Pages(self.server, self.server.url, next(self.parts))
        assert load.answers <= self.count, f"{load.answers} answers, {self.count} fresh codes"
        return load


def say_fresh(rounds, side, what):
    say(f"fresh codes {what}", speed(rounds, side))
    say("  x (t_verify + t_repeated)", f"""{middle(rounds, lambda *of: of[side].rate * (
        of[4].each + 1 / of[1].rate)):.2f}""", ">= 0.9")
    say("  the same in processor time", f"""{middle(rounds, lambda *of: (
        of[4].each + of[1].each) / of[side].each):.2f}""", ">= 0.9")


def measure_pages(_, __):
    one, codes = registry(FRESH, FRESH)
    server = Server(BIN, one)
    url = server.url + codes[0]
    nginx = static_copy(url)
    half = FRESH // 2
    boxes, anywhere = Fresh(server, codes[:half]), codes[half:]
    random.Random(1).shuffle(anywhere)
    rounds = in_turns(lambda: Load(nginx.url), lambda: Pages(server, url), boxes.load,
                      Fresh(server, anywhere).load, Verify)
    nginx.close()
    server.close()
    say("nginx, the same bytes from a file", speed(rounds, 0))
    say("one code again and again, counted", speed(rounds, 1))
    say("repeated / nginx", f"{middle(rounds, lambda n, a, *_: a.rate / n.rate):.2f}", ">= 0.65")
    say("p99 / nginx", f"{middle(rounds, lambda n, a, *_: a.p99 / n.p99):.2f}", "<= 2")
    if rounds[0][4].each > 0:
        say("processor time of verify, repeated, fresh, fresh from anywhere", " ".join(
            f"{1e6 * middle(rounds, lambda *of, at=at: of[at].each):.0f}" for at in (4, 1, 2, 3))
            + " us")
        say_fresh(rounds, 2, "of a box")
        say_fresh(rounds, 3, "from anywhere")


class Openings:
    """Openings over so many connections: what was answered, recorded and committed for them. Each
    load takes labels that none before had; should it open them all, it opens them again."""

    def __init__(self, server, forms, connections):
        self.server, self.forms, self.connections = server, iter(forms), connections
        self.answers = self.recorded = self.commits = self.seconds = 0

    def figures(self):
        return (self.server.figure("gi_openings_committed_total"),
                self.server.figure("gi_scan_commits_total"), self.server.processor())

    def load(self):
        before = self.figures()
        load = Load(self.server.url, forms=next(self.forms), connections=self.connections)
        time.sleep(0.2)  # the last ones are recorded though wrk left before the answer
        recorded, commits, seconds = (now - was for now, was in zip(self.figures(), before))
        assert load.answers <= recorded <= load.answers + self.connections, (load.answers, recorded)
        self.answers += load.answers
        self.recorded += recorded
        self.commits += commits
        self.seconds += seconds
        return load


def measure_openings(one, codes):
    """Every answer is a recorded opening; both servers keep the same number of connections."""
    forms = scratched(one)
    server = Server(BIN, one, "--threads", "1", "--proxy", "127.0.0.0/8")
    nginx = static_copy(server.url + codes[0])
    each = len(forms) // (ROUNDS * len(WAITING))
    parts = [forms[at:at + each] for at in range(0, len(forms), each)]
    few, many = (Openings(server, parts[i::2], connections) for i, connections in enumerate(WAITING))
    rounds = in_turns(lambda: Load(nginx.url), few.load, many.load)
    nginx.close()
    server.close()
    say("nginx over as many, a page from a file", speed(rounds, 0))
    for side, kind in ((1, few), (2, many)):
        say(f"openings over {kind.connections} connections, recorded durably", speed(rounds, side))
        say("of them in a commit", f"{kind.recorded / kind.commits:.1f}")
        say("processor time of one", f"{kind.seconds / kind.recorded * 1e6:.0f} us")
    say("opening / nginx", f"{middle(rounds, lambda n, f, _: f.rate / n.rate):.2f}", ">= 0.2")


def measure_memory(one, codes):
    """One code, and more codes in turn than there are finished answers kept."""
    server = Server(BIN, one)
    url, some = server.url + codes[0], ["/" + code for code in codes[:500]]
    sides = [lambda: Load(url, seconds=10), lambda: Load(server.url, some, seconds=10)]
    asked = sum(side().answers for side in sides)
    before = largest = server.kilobytes()
    while asked < 1000000:
        asked += sum(side().answers for side in sides)
        largest = max(largest, server.kilobytes())
    say(f"memory over {asked} requests", f"{before} -> {server.kilobytes()} KiB,"
        f" {largest} at most", "flat")
    server.close()


def measure_sizes(one, some):
    """The first registry has FEW = 10^4 units; 10^8 are a hundred runs, a row each."""
    both = ((one, some), registry(10 ** 8))
    servers = [Server(BIN, registered) for registered, _ in both]
    codes = [["/" + code for code in first] for _, first in both]
    rounds = in_turns(*[lambda i=i: Load(servers[i].url, codes[i]) for i in range(2)])
    for server in servers:
        server.close()
    say("fresh codes of a registry of 10^4 units", speed(rounds, 0))
    say("fresh codes of a registry of 10^8 units", speed(rounds, 1))
    say("10^4 / 10^8", f"{middle(rounds, lambda few, many: few.rate / many.rate):.2f}", "<= 1.2")


PARTS = {"pages": measure_pages, "openings": measure_openings, "sizes": measure_sizes,
         "memory": measure_memory}


def main():
    parts = sys.argv[2:] or [part for part in PARTS if part != "memory" or LONG]
    for tool in ("nginx", "wrk", "taskset"):
        if shutil.which(tool) is None:
            raise SystemExit(f"bench_serve: {tool} is not installed; see tests/packages.sh bench")
    try:
        with open(tests.PASSPHRASE, "w", encoding="utf-8") as file:
            file.write("示例口令 of the bench\n")
        os.chmod(tests.PASSPHRASE, 0o600)
        one, codes = registry(FEW)
        say("load of the machine", f"{os.getloadavg()[0]:.1f}")
        for part in parts:
            PARTS[part](one, codes)
    finally:
        shutil.rmtree(ROOM, ignore_errors=True)
        shutil.rmtree(tests.ROOM, ignore_errors=True)


main()
