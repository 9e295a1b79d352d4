"""The SM2 line of a gm log, read by a second program: Python and the openssl command line."""
import base64
import hashlib
import os
import shutil
import subprocess

from world import PASSPHRASE, ROOM, SETUP, Registry, Skip, main, program, sentence

ORIGIN = "x.cn/gm"
IDENTIFIER = b"\xffgitrace/sm2\0"
# SubjectPublicKeyInfo of a point on the curve SM2 (1.2.156.10197.1.301), up to the point.
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")


def gm(world):
    fresh = Registry(world.path + ".gm")
    fresh.good("init", "--name", "示例", "--origin", ORIGIN, "--base-url", "http://x.cn/",
               "--kind", "demo", "--suite", "gm")
    assert len(fresh.checkpoint().splitlines()) == 6, "no second line from the first on"
    assert fresh.run(SETUP).code == 0
    return fresh


def served(registry):
    """Body, signature lines and verifier keys, as a stranger would take them apart."""
    folder = registry.path + ".export"
    assert registry.ask("log", "export", folder).code == 0
    with open(os.path.join(folder, "checkpoint"), "rb") as file:
        body, lines = file.read().split(b"\n\n")
    with open(os.path.join(folder, "vkey"), encoding="utf-8") as file:
        return body + b"\n", lines.splitlines(), file.read().splitlines()


def integer(raw):
    """DER of an unsigned integer."""
    raw = raw.lstrip(b"\0") or b"\0"
    raw = b"\0" + raw if raw[0] >= 0x80 else raw
    return bytes([2, len(raw)]) + raw


def write(name, content):
    path = os.path.join(ROOM, name)
    with open(path, "wb") as file:
        file.write(content)
    return path


def openssl_says(point, body, raw):
    pair = integer(raw[:32]) + integer(raw[32:])
    pem = b"-----BEGIN PUBLIC KEY-----\n" + base64.encodebytes(SPKI + point)
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-rawin", "-digest", "sm3",
               "-inkey", write("sm2.pem", pem + b"-----END PUBLIC KEY-----\n"),
               "-in", write("body", body),
               "-sigfile", write("signature", bytes([0x30, len(pair)]) + pair),
               "-pkeyopt", "distid:1234567812345678"]
    if shutil.which("openssl") is None:
        raise Skip("no openssl command")
    return subprocess.run(command, capture_output=True).returncode == 0


def key_id(name, typed):
    return hashlib.sha256(name.encode() + b"\n" + typed).digest()[:4]


@sentence
def the_sm2_line_holds_for_openssl(world):
    body, lines, vkeys = served(gm(world))
    assert len(lines) == 2 and len(vkeys) == 2, (lines, vkeys)
    name, hexed, coded = vkeys[1].split("+", 2)
    typed = base64.b64decode(coded)
    assert name == ORIGIN and typed.startswith(IDENTIFIER), vkeys
    point = typed[len(IDENTIFIER):]
    assert len(point) == 65 and point[0] == 4 and key_id(name, typed).hex() == hexed
    dash, signer, coded = lines[1].decode().split(" ")
    payload = base64.b64decode(coded)
    assert (dash, signer, len(payload)) == ("—", ORIGIN, 68), lines
    assert payload[:4] == key_id(ORIGIN, typed)
    assert openssl_says(point, body, payload[4:])
    assert not openssl_says(point, body + b" ", payload[4:])


@sentence
def the_first_line_is_the_ed25519_one_that_everybody_reads(world):
    _, lines, vkeys = served(gm(world))
    name, hexed, coded = vkeys[0].split("+", 2)
    assert base64.b64decode(coded)[0] == 1 and len(base64.b64decode(coded)) == 33
    payload = base64.b64decode(lines[0].split(b" ")[2])
    assert len(payload) == 68 and payload[:4].hex() == hexed == key_id(
        name, base64.b64decode(coded)).hex()


@sentence
def a_registry_of_the_other_suite_has_one_line_and_no_sm2_log_key(world):
    _, lines, vkeys = served(world)
    assert len(lines) == 1 and len(vkeys) == 1, (lines, vkeys)
    world.refuses("bad-field", 11, "key", "add", "--role", "log", "--algorithm", "sm2")


@sentence
def a_witness_that_knows_the_ed25519_key_cosigns_past_the_sm2_line(world):
    fresh, witness = gm(world), world.path + ".witness"
    words = ("--dir", witness, "--passphrase-file", PASSPHRASE)
    assert program("witness", "init", "--name", "institute.example.cn/w1", *words).code == 0
    with open(os.path.join(witness, "logs"), "a", encoding="utf-8") as file:
        file.write(served(fresh)[2][0] + "\n")
    with open(os.path.join(witness, "witness.vkey"), encoding="utf-8") as file:
        vkey = file.read()
    with open(fresh.file("witnesses"), "w", encoding="utf-8") as file:
        file.write(f"witness institute {vkey}quorum institute\n")
    request, answer = fresh.file("request"), fresh.file("answer")
    assert fresh.ask("log", "ask", "--old", "0", "--out", request).code == 0
    done = program("witness", "sign", request, answer, *words)
    assert done.code == 0, done
    taken = fresh.ask("log", "cosign", answer)
    assert taken.code == 0, taken


@sentence
def a_log_that_begins_anew_carries_both_lines_from_its_first_checkpoint_on(world):
    fresh = gm(world)
    answer = fresh.sign("log", "new-epoch", "--origin", "x.cn/gm/2", "--why", "moved", "--json")
    assert answer.code == 0, answer
    body, lines, vkeys = served(fresh)
    assert body.startswith(b"x.cn/gm/2\n") and len(lines) == 2 and len(vkeys) == 2, (body, lines)
    assert answer.json()["vkey"] == vkeys[0]
    typed = base64.b64decode(vkeys[1].split("+", 2)[2])
    payload = base64.b64decode(lines[1].split(b" ")[2])
    assert openssl_says(typed[len(IDENTIFIER):], body, payload[4:])
    fresh.good("suspend", "0001", "--op", "suspend", "--why", "inspection")
    assert len(served(fresh)[1]) == 2
    audit = program("log", "audit", fresh.path + ".export")
    assert audit.code == 0, audit


@sentence
def a_log_that_begins_by_a_file_signed_elsewhere_carries_both_lines_too(world):
    fresh = gm(world)
    draft = fresh.path + ".draft"
    begin = ("log", "new-epoch", "--origin", "x.cn/gm/3", "--why", "moved")
    assert fresh.sign(*begin, "--export", draft).code == 0
    root = fresh.file("keys/1-root.pem")
    signed = program("act", "sign", draft, "--key-file", root, "--key", "1", "--passphrase-file",
                     PASSPHRASE)
    assert signed.code == 0, signed
    answer = fresh.sign("log", "new-epoch", "--submit", draft)
    assert answer.code == 0, answer
    body, lines, _ = served(fresh)
    assert body.startswith(b"x.cn/gm/3\n") and len(lines) == 2, (body, lines)


@sentence
def everything_else_works_beside_the_sm2_line(world):
    fresh = gm(world)
    assert fresh.sign("log", "tend").code == 0
    assert fresh.ask("check").code == 0 and fresh.ask("log", "fsck").code == 0
    folder = fresh.path + ".export"
    assert fresh.ask("log", "export", folder).code == 0
    audit = program("log", "audit", folder)
    assert audit.code == 0, audit


main()
