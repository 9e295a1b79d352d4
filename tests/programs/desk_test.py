"""One desk, many clerks: drafts over a socket, committed together, answered after COMMIT only."""
import base64
import hashlib
import json
import os
import random
import signal
import socket
import subprocess
import threading
import time

from world import BIN, PASSPHRASE, ROOM, SEASON, day, main, program, said, sentence

LONG = bool(os.environ.get("GI_LONG"))


class Desk:
    """A running desk of a world; ends with the block."""

    def __init__(self, world, name="desk"):
        self.world, self.path = world, os.path.join(ROOM, f"{os.path.basename(world.path)}.{name}")

    def __enter__(self):
        self.process = subprocess.Popen(
            [os.path.join(BIN, "gitrace"), "desk", "--dir", self.world.path, "--socket", self.path,
             "--passphrase-file", PASSPHRASE], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert b"desk" in self.process.stdout.readline(), self.process.stderr.read()
        return self

    def end(self, how):
        self.process.send_signal(how)
        self.process.communicate(timeout=60)
        return self.process.returncode

    def __exit__(self, *_):
        if self.process.poll() is None:
            assert self.end(signal.SIGTERM) == 0


class Line:
    """One connection."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(60)
        self.socket.connect(path)
        self.file = self.socket.makefile("rb")

    def send(self, data):
        self.socket.sendall(data if isinstance(data, bytes) else json.dumps(data).encode() + b"\n")

    def ask(self, draft):
        self.send(draft)
        answer = self.file.readline()
        return json.loads(answer) if answer else None


def harvest(world, request=None):
    draft = {"act": "harvest", "fields": {
        "source": str(world.answers["plot"]["source"]), "product": "LSYW", "season": SEASON,
        "day": day(-random.randrange(2, 50)), "qty": "1g"}}
    return dict(draft, request=request) if request else draft


@sentence
def a_clerk_without_keys_records_through_the_desk(world):
    fields = [f"--{name}={value}" for name, value in harvest(world)["fields"].items()]
    with Desk(world) as desk:
        answer = program("harvest", *fields, "--desk", desk.path, "--json")
        assert answer.code == 0, answer
        assert answer.json()["kind"] == "harvest" and answer.json()["lot"] > 0, answer
        stored = world.read("show", "act", answer.json()["act"])
        assert stored["leaf"]["t"] == "harvest", stored
    assert world.ask("check").code == 0


@sentence
def a_refusal_reaches_the_clerk_word_for_word(world):
    fields = harvest(world)["fields"]
    fields["qty"] = "99999kg"
    words = [f"--{name}={value}" for name, value in fields.items()]
    here = world.sign("harvest", *words)
    with Desk(world) as desk:
        there = program("harvest", *words, "--desk", desk.path)
    assert (here.code, here.err) == (there.code, there.err) and here.code == 12, (here, there)


@sentence
def what_authority_signs_is_refused_at_the_desk(world):
    with Desk(world) as desk:
        answer = program("holder", "--kind=grower", "--name=示例", "--card=77", "--desk", desk.path)
        said(answer, "signer-missing")


@sentence
def a_dry_run_is_never_sent_to_a_desk(world):
    with Desk(world) as desk:
        before = world.state()
        fields = [f"--{name}={value}" for name, value in harvest(world)["fields"].items()]
        answer = program("harvest", *fields, "--dry-run", "--desk", desk.path)
        assert answer.code == 11, answer
        assert world.state() == before


@sentence
def nobody_at_the_desk_is_one_clear_line(world):
    answer = program("holder", "--kind=grower", "--desk", world.path + ".nobody")
    said(answer, "file-open")


@sentence
def rubbish_gets_an_answer_and_harms_nobody(world):
    with Desk(world) as desk:
        bad, good = Line(desk.path), Line(desk.path)
        for text in [b"\n", b"{}\n", b"[1]\n", b"\xff\xfe\n", b'{"act":"nothing","fields":{}}\n',
                     b'{"act":"harvest"}\n', b"{" * 5000 + b"\n"]:
            assert "error" in bad.ask(text), text
        assert bad.ask(harvest(world))["kind"] == "harvest"
        bad.send(b"x" * 70000)
        assert json.loads(bad.file.readline())["error"]["id"] == "over-limit"
        assert good.ask(harvest(world))["kind"] == "harvest"


@sentence
def one_connection_too_many_is_told_so(world):
    with Desk(world) as desk:
        lines = [Line(desk.path) for _ in range(64)]
        assert all("lot" in line.ask(harvest(world)) for line in lines[:2] + lines[-1:])
        late = Line(desk.path)
        assert json.loads(late.file.readline())["error"]["id"] == "desk-full"
        lines[0].socket.close()
        lines[0].file.close()
        fields = [f"--{name}={value}" for name, value in harvest(world)["fields"].items()]
        for _ in range(100):
            answer = program("harvest", *fields, "--desk", desk.path)
            if answer.code == 0:
                return
            said(answer, "desk-full")
            time.sleep(0.05)
        raise AssertionError(answer)


@sentence
def ending_the_desk_answers_what_it_had_read(world):
    with Desk(world) as desk:
        line = Line(desk.path)
        line.ask(harvest(world))
        for _ in range(20):
            line.send(harvest(world))
        time.sleep(0.2)
        assert desk.end(signal.SIGTERM) == 0
        answers = [json.loads(text) for text in line.file.readlines()]
        assert len(answers) == 20 and all("lot" in answer for answer in answers), answers
        assert not os.path.exists(desk.path)


@sentence
def a_socket_left_by_a_crash_is_taken_over_and_a_living_one_not(world):
    with Desk(world) as desk:
        assert desk.end(signal.SIGKILL) == -signal.SIGKILL
        assert os.path.exists(desk.path)
    with Desk(world) as desk:
        second = world.sign("desk", "--socket", desk.path)
        said(second, "file-open")
        assert "lot" in Line(desk.path).ask(harvest(world))


class Clerk(threading.Thread):
    """Records until the line breaks; keeps every request with its answer, None when none came."""

    def __init__(self, world, path, number):
        super().__init__()
        self.world, self.path, self.number, self.asked = world, path, number, []

    def run(self):
        try:
            line = Line(self.path)
            for count in range(100000):
                draft = harvest(self.world, f"{self.number:08x}{count:08x}{'0' * 16}")
                self.asked.append((draft, None))
                answer = line.ask(draft)
                if answer is None:
                    return
                self.asked[-1] = (draft, answer)
        except OSError:
            return


def watch_heads(world, heads, done):
    while not done.is_set():
        answer = world.ask("log", "checkpoint")
        if answer.code == 0:
            size, root = answer.out.split("\n")[1:3]
            heads[int(size)] = root


@sentence
def a_killed_desk_loses_no_answer_and_no_head_ever_shown(world):
    rounds, asked, heads = 200 if LONG else 6, [], {}
    for number in range(rounds):
        done = threading.Event()
        with Desk(world) as desk:
            watcher = threading.Thread(target=watch_heads, args=(world, heads, done))
            clerks = [Clerk(world, desk.path, number * 8 + i) for i in range(8)]
            for thread in clerks + [watcher]:
                thread.start()
            time.sleep(random.uniform(0.05, 0.5))
            desk.end(signal.SIGKILL)
            done.set()
            for thread in clerks + [watcher]:
                thread.join()
            asked += [pair for clerk in clerks for pair in clerk.asked]
    answered = [pair for pair in asked if pair[1] is not None]
    assert len(answered) > rounds and all("lot" in answer for _, answer in answered)
    with Desk(world) as desk:
        line = Line(desk.path)
        for draft, answer in random.sample(answered, min(200, len(answered))):
            again = line.ask(draft)
            assert again.pop("repeated") and again == answer, (again, answer)
        for draft, answer in [pair for pair in asked if pair[1] is None]:
            assert "lot" in line.ask(draft)
    assert world.ask("check").code == 0
    export = world.path + ".log"
    assert world.ask("log", "export", export).code == 0
    mirror = program("log", "audit", export)
    assert mirror.code == 0, mirror
    assert len(heads) > 1 and roots_fit(export, heads)


def entries(folder):
    """The leaves of an exported log: uint16 length and bytes, 256 a file (C2SP tlog-tiles)."""
    files = []
    for base, _, names in os.walk(os.path.join(folder, "tile", "entries")):
        files += [os.path.join(base, name) for name in names]
    parts = {}
    for path in files:
        place = os.path.relpath(path, os.path.join(folder, "tile", "entries"))
        number = int("".join(part.lstrip("x") for part in place.split(".p/")[0].split("/")))
        data = open(path, "rb").read()
        parts[number] = max(parts.get(number, b""), data, key=len)
    for number in sorted(parts):
        data = parts[number]
        while data:
            size = int.from_bytes(data[:2], "big")
            yield data[2:2 + size]
            data = data[2 + size:]


def roots_fit(folder, heads):
    """Every head that was ever shown is a prefix of the log as it is now (RFC 6962)."""
    stack, fitting = [], 0
    for size, leaf in enumerate(entries(folder), 1):
        node, width = sha(b"\0" + leaf), 1
        while stack and stack[-1][1] == width:
            node, width = sha(b"\1" + stack.pop()[0] + node), 2 * width
        stack.append((node, width))
        if size in heads:
            root = stack[-1][0]
            for left, _ in reversed(stack[:-1]):
                root = sha(b"\1" + left + root)
            assert base64.b64encode(root).decode() == heads[size], size
            fitting += 1
    return fitting == len(heads)


def sha(data):
    return hashlib.sha256(data).digest()


main()
