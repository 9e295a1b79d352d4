"""A witness as a program: by file, and over HTTP; what it answered is never forgotten."""
import hashlib
import os
import signal
import urllib.error
import urllib.request

from witness_world import Witness
from world import ROOM, day, main, program, said, sentence

ORIGIN = "gi.example.cn/log/test"


def ask(world, old, name="request"):
    path = world.file(name)
    answer = world.ask("log", "ask", "--old", str(old), "--out", path)
    assert answer.code == 0, answer
    return path


def size_of(world):
    return int(world.checkpoint().splitlines()[1])


def issue_one(world):
    answer = world.sign("issue", world.batch, "--count", "1", "--net", "250g", "--packed",
                        day())
    assert answer.code == 0, answer


def post(url, path):
    with open(path, "rb") as file:
        body = file.read()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=body), timeout=20) as got:
            return got.status, got.read().decode()
    except urllib.error.HTTPError as err:
        return err.code, err.read().decode()


@sentence
def a_checkpoint_travels_by_file_and_comes_back_cosigned(world):
    witness = Witness(world)
    answer = witness.sign(ask(world, 0))
    assert answer.code == 0, answer
    taken = world.read("log", "cosign", world.file("answer"))
    assert taken["witness"] == "institute.example.cn/w1", taken
    assert taken["size"] == size_of(world), taken


@sentence
def a_log_that_grew_is_asked_about_again(world):
    witness = Witness(world)
    before = size_of(world)
    assert witness.sign(ask(world, 0)).code == 0
    issue_one(world)
    assert witness.sign(ask(world, before, "second"), "second.answer").code == 0
    assert world.read("log", "cosign", world.file("second.answer"))["size"] == before + 1
    assert world.read("log", "cosign", world.file("answer"))["size"] == before


@sentence
def another_old_size_is_told_and_nothing_written(world):
    witness = Witness(world)
    answer = witness.sign(ask(world, 1))
    assert answer.code == 1, answer
    said(answer, "409")
    assert "--old 0" in answer.err, answer
    assert not os.path.exists(world.file("answer"))


@sentence
def an_answer_is_never_overwritten(world):
    witness = Witness(world)
    with open(world.file("answer"), "w", encoding="utf-8") as file:
        file.write("kept")
    answer = witness.sign(ask(world, 0))
    assert answer.code == 12, answer
    said(answer, "file-exists")
    with open(world.file("answer"), encoding="utf-8") as file:
        assert file.read() == "kept"


@sentence
def a_killed_server_remembers_what_it_answered(world):
    witness = Witness(world)
    request, size = ask(world, 0), size_of(world)
    server, url = witness.serve()
    try:
        assert post(url, request)[0] == 200
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait(20)
    server, url = witness.serve()
    try:
        assert post(url, request) == (409, f"{size}\n")
        mark = hashlib.sha256(ORIGIN.encode()).hexdigest()
        address = url.replace("add-checkpoint", mark + "/checkpoint")
        with urllib.request.urlopen(address, timeout=20) as got:
            assert got.read().decode().startswith(f"{ORIGIN}\n{size}\n")
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0


@sentence
def an_answer_of_ten_megabytes_is_refused_in_one_line(world):
    Witness(world)
    with open(world.file("answer"), "wb") as file:
        file.write(b"x" * 10_000_000)
    answer = world.ask("log", "cosign", world.file("answer"))
    assert answer.code == 15, answer
    said(answer, "over-limit")


@sentence
def a_request_of_ten_megabytes_is_refused_in_one_line(world):
    witness = Witness(world)
    with open(world.file("request"), "wb") as file:
        file.write(b"x" * 10_000_000)
    answer = witness.sign(world.file("request"))
    assert answer.code == 15, answer
    said(answer, "over-limit")
    assert not os.path.exists(world.file("answer"))


@sentence
def a_witness_without_a_directory_is_a_mistake_of_use(_world):
    answer = program("witness")
    assert answer.code == 2, answer
    said(answer, "usage")
    answer = program("witness", "sing", "--dir", ROOM)
    assert answer.code == 2, answer
    answer = program("witness", "--colour", "red")
    assert answer.code == 2, answer
    said(answer, "unknown-option")


main()
