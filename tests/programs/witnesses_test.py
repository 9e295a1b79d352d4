"""A registry and its witnesses over the network: asked, waited for, and listened to."""
import base64
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess

from witness_world import Witness
from world import BIN, PASSPHRASE, Registry, day, main, said, sentence


def size_of(world):
    return int(world.checkpoint().splitlines()[1])


def issue_one(world):
    return world.sign("issue", world.batch, "--count", "1", "--net", "250g", "--packed", day())


class Served:
    """The witness of a world, served; the world's policy says where."""

    def __init__(self, world):
        self.witness = Witness(world)
        self.server, url = self.witness.serve()
        policy(world, self.witness, url.replace("/add-checkpoint", ""))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.send_signal(signal.SIGTERM)
        assert self.server.wait(20) == 0


def policy(world, witness, url):
    with open(world.file("witnesses"), "w", encoding="utf-8") as file:
        file.write(f"witness institute {witness.vkey} {url}\nquorum institute\n")


def patience(world, seconds):
    with open(world.file("config"), "a", encoding="utf-8") as file:
        file.write(f"witness_seconds = {seconds}\n")


def moved(world):
    """The registry as it is now on another machine: without the mark beside it."""
    path = world.path + ".moved"
    shutil.copytree(world.path, path)
    there = Registry(path)
    there.batch = world.batch
    return there


def silent():
    """A socket that takes connections and never answers."""
    server = socket.create_server(("127.0.0.1", 0))
    return server, f"http://127.0.0.1:{server.getsockname()[1]}"


def start_tend(world, *args):
    command = [os.path.join(BIN, "gitrace"), "log", "tend", "--dir", world.path,
               "--passphrase-file", PASSPHRASE, *args]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@sentence
def tending_brings_cosignatures_and_the_batch_says_so(world):
    with Served(world):
        assert world.read("verify", world.batch)[0]["witnessed"] == 0
        row = world.good("log", "tend")["witnesses"][0]
        assert row["asked"] and row["size"] == size_of(world) and "error" not in row, row
        shown = world.read("show", "batch", world.batch)
        assert (shown["witnessed"], shown["witnesses"], shown["quorum"]) == (1, 1, True), shown
        assert world.read("verify", world.batch)[0]["witnessed"] == 1
        proof = world.ask("log", "proof", world.answers["run"]["act"])
        assert "\N{EM DASH} institute.example.cn/w1 " in proof.out, proof
        assert not world.good("log", "tend")["witnesses"][0]["asked"]


@sentence
def a_dead_witness_leaves_the_exit_code_alone(world):
    policy(world, Witness(world), "http://127.0.0.1:1")
    answer = world.sign("log", "tend", "--json")
    assert answer.code == 0, answer
    row = answer.json()["witnesses"][0]
    assert row["failures"] == 1 and "institute" in row["witness"], row
    answer = world.sign("log", "tend")
    assert answer.code == 0 and "127.0.0.1:1" in answer.out, answer


@sentence
def an_act_runs_while_a_witness_is_waited_for(world):
    assert issue_one(world).code == 0  # makes the mark: only a log without one waits
    server, url = silent()
    patience(world, 60)
    policy(world, Witness(world), url)
    tend = start_tend(world, "--json")
    try:
        held, _ = server.accept()  # tend is asking now, and will be for a minute
        before = size_of(world)
        answer = issue_one(world)
        assert answer.code == 0 and size_of(world) == before + 1, answer
        assert tend.poll() is None, "the act came after the waiting"
    finally:
        held.close()
        server.close()
        out, err = tend.communicate(timeout=60)
    assert tend.returncode == 0 and b'"failures": 1' in out and err == b"", (out, err)


def grow_and_cosign(world, witness):
    """One more act, cosigned at once: by file, for tend waits ten seconds for its next turn."""
    before = size_of(world)
    answer = issue_one(world)
    assert answer.code == 0, answer
    request = world.file("request")
    assert world.ask("log", "ask", "--old", before, "--out", request).code == 0
    answer = witness.sign(request)
    assert answer.code == 0, answer


@sentence
def an_old_copy_is_stopped_by_what_a_witness_holds(world):
    with Served(world) as served:
        world.good("log", "tend")
        there = moved(world)
        grow_and_cosign(world, served.witness)
        for verb in ("act", "tend"):
            before = size_of(there)
            answer = issue_one(there) if verb == "act" else there.sign("log", "tend")
            assert answer.code == 12 and size_of(there) == before, answer
            said(answer, "restored-backup")
            assert "institute.example.cn/w1" in answer.err and str(before + 1) in answer.err
    said(issue_one(there), "restored-backup")  # and for ever, without the witness
    with open(there.path + ".high.witness", encoding="utf-8") as file:
        assert file.read().splitlines()[1] == str(size_of(there) + 1)


@sentence
def a_registry_that_was_moved_whole_goes_on(world):
    with Served(world):
        world.good("log", "tend")
        there = moved(world)
        answer = issue_one(there)
        assert answer.code == 0 and answer.err == "", answer


@sentence
def an_odd_line_costs_its_own_witness_alone(world):
    with Served(world):
        with open(world.file("witnesses"), encoding="utf-8") as file:
            lines = file.read()
        with open(world.file("witnesses"), "w", encoding="utf-8") as file:
            file.write("witness village not-a-key http://127.0.0.1:1\n" + lines)
        answer = world.sign("log", "tend", "--json")
        assert answer.code == 11 and "witnesses 第 1 行" in answer.err, answer
        said(answer, "witnesses-line")
        done = answer.json()
        assert done["error"]["error"]["id"] == "witnesses-line", done
        assert done["head"] and done["bundle"] and done["general"], done
        assert [row["size"] for row in done["witnesses"]] == [size_of(world)], done
        tend = start_tend(world, "--every", "10")
        assert "1/1: line 1 of the file" in tend.stdout.readline().decode()
        tend.send_signal(signal.SIGTERM)
        assert tend.wait(30) == 11 and b"witnesses-line" in tend.communicate()[1]


@sentence
def a_mark_is_not_made_anew_past_an_odd_line(world):
    assert issue_one(world).code == 0
    os.truncate(world.path + ".high", 71)
    with open(world.file("witnesses"), "w", encoding="utf-8") as file:
        file.write("witnes\n")
    answer = world.ask("log", "mark", "--reset")
    assert answer.code == 11, answer
    said(answer, "witnesses-line")


@sentence
def a_moved_registry_warns_of_witnesses_it_cannot_ask(world):
    policy(world, Witness(world), "http://127.0.0.1:1")
    there = moved(world)
    answer = issue_one(there)
    assert answer.code == 0, answer
    said(answer, "unreachable")
    answer = issue_one(there)
    assert answer.code == 0 and answer.err == "", answer


@sentence
def a_service_tends_until_it_is_told_to_stop(world):
    with Served(world):
        tend = start_tend(world, "--every", "10")
        line = tend.stdout.readline().decode()
        assert re.fullmatch(r"\S+ \S+ head 1 seasons 3 general 1 bundle 1 witnesses 1/1\n",
                            line), line
        tend.send_signal(signal.SIGTERM)
        assert tend.wait(30) == 0
        assert tend.communicate()[1] == b""


@sentence
def rounds_are_ten_seconds_to_an_hour_apart(world):
    for seconds in ("9", "3601", "x"):
        assert world.sign("log", "tend", "--every", seconds).code == 11


@sentence
def a_damaged_mark_is_mended_by_its_verb(world):
    mark = world.path + ".high"
    assert issue_one(world).code == 0
    assert world.read("log", "mark")["size"] == size_of(world)
    os.truncate(mark, 71)
    answer = issue_one(world)
    assert answer.code == 17, answer
    said(answer, "bad-mark")
    assert world.ask("log", "mark").code == 1
    assert world.ask("log", "mark", "--reset").code == 0
    assert os.path.getsize(mark + ".old") == 71
    assert issue_one(world).code == 0
    said(world.ask("log", "mark", "--reset"), "already")


@sentence
def a_log_may_bear_the_name_of_its_key(world):
    there = Registry(world.path + ".sigsum")
    answer = there.sign("init", "--name", "示例地理标志协会", "--origin", "sigsum", "--base-url",
                        "http://gi.jj.cn/", "--kind", "demo", "--json")
    assert answer.code == 0, answer
    origin = answer.json()["origin"]
    assert re.fullmatch("sigsum.org/v1/tree/[0-9a-f]{64}", origin), origin
    assert there.checkpoint().splitlines()[0] == origin
    key = next(row for row in there.read("list", "keys") if row["role"] == "log")
    raw = base64.b64decode(key["pub"])
    assert origin.endswith(hashlib.sha256(raw).hexdigest())
    with Served(there):
        row = there.good("log", "tend")["witnesses"][0]
        assert row["size"] == size_of(there) and "error" not in row, row


main()
