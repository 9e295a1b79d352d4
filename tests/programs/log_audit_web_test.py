"""gitrace log audit over HTTP and --follow: a served log, a lying server, a log that grows."""
import http.server
import json
import os
import shutil
import signal
import subprocess
import threading

from served import Served
from world import BIN, day, main, program, said, sentence


class Liar:
    """The files of an exported log over HTTP, but for one path that a function answers."""

    def __init__(self, folder, path, answer):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                name = self.path.removeprefix("/log/")
                file = os.path.join(folder, name)
                if name == path:
                    answer(self)
                elif os.path.isfile(file):
                    with open(file, "rb") as content:
                        send(self, content.read())
                else:
                    send(self, b"no", 404)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return f"http://127.0.0.1:{self.server.server_port}/log/"

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def send(request, body, status=200):
    request.send_response(status)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    try:
        request.wfile.write(body)
    except OSError:  # who hangs up has seen enough
        request.close_connection = True


def endless(request):
    request.send_response(200)
    request.end_headers()
    try:
        while True:
            request.wfile.write(b"x" * 65536)
    except OSError:
        pass
    request.close_connection = True


def exported(world):
    folder = world.path + ".export"
    world.read("log", "export", folder)
    width = world.checkpoint().splitlines()[1]
    return folder, f"tile/0/000.p/{width}", f"tile/entries/000.p/{width}"


@sentence
def a_served_log_is_audited_like_its_export(world):
    folder = exported(world)[0]
    local = program("log", "audit", folder, "--json")
    with Served(world) as url:
        answer = program("log", "audit", url, "--json")
    assert answer.code == 0 and answer.json()["violations"] == 0, answer
    assert answer.json() == local.json(), answer


@sentence
def a_served_file_of_a_wrong_shape_is_a_violation(world):
    folder, tile, bundle = exported(world)
    with open(os.path.join(folder, bundle), "rb") as file:
        entries = file.read()
    with open(os.path.join(folder, tile), "rb") as file:
        hashes = file.read()
    for path, body, found in ((tile, hashes[:-32], "tree tile"), (tile, hashes + b"x", "tree tile"),
                              (bundle, entries[:-1], "tree bundle"),
                              (bundle, entries[:40] + b"~" + entries[41:], "tree root")):
        with Liar(folder, path, lambda request, body=body: send(request, body)) as url:
            answer = program("log", "audit", url)
        assert answer.code == 1 and found in answer.out, (path, answer)


@sentence
def a_server_that_cannot_be_read_is_told_in_one_line(world):
    folder, tile, bundle = exported(world)
    big = b"x" * (10 << 20)
    for path, lie, reason in (
            (tile, lambda request: send(request, big), "fetch-big"),
            (bundle, endless, "fetch-big"),
            ("checkpoint", endless, "fetch-big"),
            (bundle, lambda request: send(request, b"down", 500), "unreachable"),
            ("checkpoint", lambda request: send(request, b"gone", 404), "file-missing")):
        with Liar(folder, path, lie) as url:
            answer = program("log", "audit", url)
        assert answer.code == 3, (path, answer)
        said(answer, reason)
    answer = program("log", "audit", "http://127.0.0.1:1/log")
    assert answer.code == 3, answer
    said(answer, "unreachable")


class Follower:
    """log audit --follow as a process of its own; its lines are JSON."""

    def __init__(self, source, state):
        command = [os.path.join(BIN, "gitrace"), "log", "audit", source, "--state", state,
                   "--follow", "1", "--json"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def line(self):
        text = self.process.stdout.readline()
        assert text, self.process.communicate(timeout=20)
        return json.loads(text)

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, [json.loads(line) for line in out.splitlines()], err


def issue_one(world):
    world.good("issue", world.batch, "--count", "1", "--net", "250g", "--packed", day())


@sentence
def a_served_log_that_grows_is_followed(world):
    with Served(world) as url:
        follower = Follower(url, world.path + ".state")
        first = follower.line()
        issue_one(world)
        second = follower.line()
        issue_one(world)
        third = follower.line()
        code, rest, err = follower.stop()
    assert first["new"] == first["size"] and first["violations"] == 0, first
    assert second == {"new": 1, "size": first["size"] + 1, "violations": 0}, second
    assert third == {"new": 1, "size": first["size"] + 2, "violations": 0}, third
    assert code == 0 and rest[-1]["size"] == third["size"] and not err, (code, rest, err)
    with open(world.path + ".state", encoding="utf-8") as file:
        assert f"\n{third['size']}\n" in file.read()


@sentence
def a_followed_directory_tells_a_violation_and_goes_on(world):
    folder = exported(world)[0]
    follower = Follower(folder, world.path + ".state")
    first = follower.line()
    earlier = world.path + ".early"
    shutil.copytree(folder, earlier)
    issue_one(world)
    world.read("log", "export", folder)
    assert follower.line()["size"] == first["size"] + 1
    kept = shutil.copy(os.path.join(folder, "checkpoint"), world.path + ".kept")
    shutil.copy(os.path.join(earlier, "checkpoint"), os.path.join(folder, "checkpoint"))
    finding = follower.line()
    assert finding["id"] == "rollback", finding
    shutil.copy(kept, os.path.join(folder, "checkpoint"))
    issue_one(world)
    world.read("log", "export", folder)
    while finding.get("id") == "rollback":
        finding = follower.line()
    assert finding["size"] == first["size"] + 2 and finding["new"] == 1, finding
    code, rest, _ = follower.stop(signal.SIGINT)
    assert code == 1 and rest[-1]["violations"] >= 1, (code, rest)


@sentence
def a_fork_ends_the_watch_with_a_proof(world):
    other = world.copy("followed-other-past")
    folder = exported(world)[0]
    state = world.path + ".state"
    follower = Follower(folder, state)
    size = follower.line()["size"]
    issue_one(world)
    world.read("log", "export", folder)
    assert follower.line()["size"] == size + 1
    other.good("issue", world.batch, "--count", "2", "--net", "250g", "--packed", day())
    other.good("issue", world.batch, "--count", "1", "--net", "250g", "--packed", day())
    aside = world.path + ".aside"
    other.read("log", "export", aside)
    shutil.copytree(os.path.join(aside, "tile"), os.path.join(folder, "tile"), dirs_exist_ok=True)
    shutil.copy(os.path.join(aside, "checkpoint"), os.path.join(folder, "checkpoint"))
    out, _ = follower.process.communicate(timeout=60)
    assert follower.process.returncode == 1, out
    assert b'"id":"fork"' in out, out
    with open(state + ".fork", encoding="utf-8") as file:
        assert file.read().count("\u2014 gi.example.cn/log/test ") == 2


@sentence
def a_look_that_fails_is_made_again(world):
    folder = exported(world)[0]
    moved = folder + ".away"
    os.rename(folder, moved)
    follower = Follower(folder, world.path + ".state")
    assert b"file-missing" in follower.process.stderr.readline()
    os.rename(moved, folder)
    assert follower.line()["violations"] == 0
    assert follower.stop()[0] == 0


@sentence
def following_needs_a_state_file(world):
    answer = program("log", "audit", world.path, "--follow", "1")
    assert answer.code in (2, 3), answer


main()
