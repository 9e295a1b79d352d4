"""A witness that is not ours: Python and the openssl command line, by the public texts alone.

It reads add-checkpoint requests, checks the log's signature and the consistency proof as RFC 9162
and C2SP tlog-witness say, and cosigns. What it signs, gitrace must believe, and what gitrace asks,
it must be able to follow.
"""
import base64
import hashlib
import http.server
import os
import shutil
import subprocess
import threading
import time

from witness_world import vkey_of
from world import ROOM, Skip, day, main, program, sentence

NAME = "outside.example.org/w"
KEY = os.path.join(ROOM, "outside.pem")
SPKI = bytes.fromhex("302a300506032b6570032100")  # of Ed25519, up to the 32 bytes


def openssl(*args):
    return subprocess.run(("openssl", *args), capture_output=True, check=False)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def file_of(name, content):
    path = os.path.join(ROOM, name)
    with open(path, "wb") as file:
        file.write(content)
    return path


def grows(old, old_root, new, new_root, path):
    """RFC 9162, 2.1.4.2: does the tree of old leaves lie in that of new ones?"""
    if old in (0, new):
        return not path and (old == 0 or old_root == new_root)
    path = ([old_root] if old & (old - 1) == 0 else []) + path
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    if not path:
        return False
    fr = sr = path[0]
    for hashed in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = sha(b"\1", hashed, fr), sha(b"\1", hashed, sr)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = sha(b"\1", sr, hashed)
        fn, sn = fn >> 1, sn >> 1
    return (fr, sr, sn) == (old_root, new_root, 0)


class Witness:
    """Knows one log by its verifier key, and the newest size and root of it."""

    def __init__(self, log):
        if shutil.which("openssl") is None:
            raise Skip("no openssl command")
        if not os.path.exists(KEY):
            assert openssl("genpkey", "-algorithm", "ed25519", "-out", KEY).returncode == 0
        public = openssl("pkey", "-in", KEY, "-pubout", "-outform", "DER").stdout[-32:]
        self.mark = sha(NAME.encode(), b"\n\4", public)[:4]
        self.vkey = f"{NAME}+{self.mark.hex()}+{base64.b64encode(bytes([4]) + public).decode()}"
        self.origin, _, typed = log.strip().split("+", 2)
        self.log = base64.b64decode(typed)
        self.size, self.root, self.seen = 0, b"", 0

    def knows(self, body, lines):
        """The line of the log's key, by name and key hash, holds for openssl."""
        for line in lines:
            dash, name, coded = line.decode().split(" ")
            payload = base64.b64decode(coded)
            mark = sha(self.origin.encode(), b"\n", self.log)[:4]
            if (dash, name, payload[:4]) == ("\N{EM DASH}", self.origin, mark):
                return openssl("pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER",
                               "-inkey", file_of("log.der", SPKI + self.log[1:]),
                               "-in", file_of("body", body),
                               "-sigfile", file_of("line", payload[4:])).returncode == 0
        return False

    def answer(self, request):
        """Status and body, as the table of add-checkpoint has them."""
        first, text, signed = request.split(b"\n\n")
        lines = first.split(b"\n")
        body, path = text + b"\n", [base64.b64decode(line) for line in lines[1:]]
        origin, size, root = text.split(b"\n")
        old, size, root = int(lines[0].split(b" ")[1]), int(size), base64.b64decode(root)
        if origin.decode() != self.origin:
            return 404, b""
        if not self.knows(body, signed.strip().split(b"\n")):
            return 403, b""
        if old != self.size:
            return 409, b"%d\n" % self.size
        if not grows(old, self.root, size, root, path):
            return 422, b""
        self.size, self.root, self.seen = size, root, self.seen + 1
        return 200, self.cosign(body)

    def cosign(self, body):
        now = int(time.time())
        message = file_of("message", b"cosignature/v1\ntime %d\n" % now + body)
        signature = openssl("pkeyutl", "-sign", "-rawin", "-inkey", KEY, "-in", message).stdout
        assert len(signature) == 64
        payload = self.mark + now.to_bytes(8, "big") + signature
        return f"\N{EM DASH} {NAME} {base64.b64encode(payload).decode()}\n".encode()


class Served:
    """The witness on loopback."""

    def __init__(self, witness):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                request = self.rfile.read(int(self.headers["Content-Length"]))
                known = self.path == "/w/add-checkpoint"
                status, body = witness.answer(request) if known else (404, b"")
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/w"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self.url

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def policy(world, witness, url=""):
    with open(world.file("witnesses"), "w", encoding="utf-8") as file:
        file.write(f"witness outside {witness.vkey} {url}\nquorum outside\n")


def ask(world, old):
    """The request for a witness that holds this size, as a file carries it."""
    request = world.path + ".request"
    assert world.ask("log", "ask", "--old", old, "--out", request).code == 0
    with open(request, "rb") as file:
        content = file.read()
    os.unlink(request)
    return content


@sentence
def a_witness_written_elsewhere_cosigns_over_the_network_and_is_counted(world):
    witness = Witness(vkey_of(world))
    with Served(witness) as url:
        policy(world, witness, url)
        row = world.good("log", "tend")["witnesses"][0]
    assert row["asked"] and "error" not in row and witness.seen == 1, row
    assert row["size"] == witness.size == int(world.checkpoint().split("\n")[1])
    shown = world.read("show", "batch", world.batch)
    assert (shown["witnessed"], shown["quorum"]) == (1, True), shown


@sentence
def it_follows_the_log_by_file_as_it_grows(world):
    witness = Witness(vkey_of(world))
    policy(world, witness)
    for _ in range(3):
        status, line = witness.answer(ask(world, witness.size))
        assert status == 200, status
        assert world.ask("log", "cosign", file_of("answer", line)).code == 0
        world.good("issue", world.batch, "--count", 1, "--net", "250g", "--packed", day())
    folder = world.path + ".export"
    assert world.ask("log", "export", folder).code == 0
    rules = os.path.join(folder, "policy")
    for trust in (("--witness", witness.vkey), ("--policy", rules)):
        audit = program("log", "audit", folder, *trust)
        assert audit.code == 0, audit


@sentence
def it_refuses_a_log_that_does_not_go_on_and_another_key(world):
    witness = Witness(vkey_of(world))
    assert witness.answer(ask(world, 0))[0] == 200
    assert witness.answer(ask(world, 0))[0] == 409
    world.good("issue", world.batch, "--count", 1, "--net", "250g", "--packed", day())
    request = ask(world, witness.size)
    witness.root = sha(witness.root)
    assert witness.answer(request)[0] == 422
    witness.log = bytes([1]) + sha(witness.log)
    assert witness.answer(request)[0] == 403


main()
