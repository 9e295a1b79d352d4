"""Reads an exported log like a stranger: only the public texts, nothing of the C code.

Usage: walk.py DIR SIZE. Takes the leaves from the entry bundles, recomputes every hash tile by
its definition and the root, checks the signature of the checkpoint with the key of vkey, and
that the directory holds these files and no other. Prints the first objection and exits 1.
"""
import base64
import hashlib
import os
import sys

DIR, SIZE = sys.argv[1], int(sys.argv[2])


def sha(data):
    return hashlib.sha256(data).digest()


def need(holds, what):
    if not holds:
        sys.exit(f"walk.py: {what}")


def read(path):
    with open(os.path.join(DIR, path), "rb") as file:
        return file.read()


def tile_name(level, n, width):
    groups = [f"{n % 1000:03d}"]
    while n >= 1000:
        n //= 1000
        groups.insert(0, f"x{n % 1000:03d}")
    return f"tile/{level}/{'/'.join(groups)}" + (f".p/{width}" if width < 256 else "")


def widths(count):
    """(n, width) of the tiles that hold count hashes."""
    for n in range((count + 255) // 256):
        yield n, min(256, count - 256 * n)


def root_of(hashes):
    """MTH over leaf hashes or roots of perfect subtrees of one height."""
    if not hashes:
        return sha(b"")
    if len(hashes) == 1:
        return hashes[0]
    k = 1 << ((len(hashes) - 1).bit_length() - 1)
    return sha(b"\1" + root_of(hashes[:k]) + root_of(hashes[k:]))


def leaves():
    for n, width in widths(SIZE):
        data = read(tile_name("entries", n, width))
        for _ in range(width):
            size = int.from_bytes(data[:2], "big")
            need(len(data) >= 2 + size, f"bundle {n} is short")
            yield data[2:2 + size]
            data = data[2 + size:]
        need(data == b"", f"bundle {n} has {len(data)} bytes too many")


def check_tiles(hashes):
    seen = {tile_name("entries", n, width) for n, width in widths(SIZE)}
    level = 0
    while hashes:
        for n, width in widths(len(hashes)):
            name = tile_name(level, n, width)
            need(read(name) == b"".join(hashes[256 * n:256 * n + width]), f"{name} differs")
            seen.add(name)
        hashes = [root_of(hashes[i:i + 256]) for i in range(0, len(hashes) // 256 * 256, 256)]
        level += 1
    return seen


def check_signature(body, line):
    dash, name, blob = line.split(" ")
    need(dash == "\u2014", "the dash of the signature line")
    blob = base64.b64decode(blob, validate=True)
    vkey = read("vkey").decode().rstrip("\n")
    key_name, key_id, key = vkey.split("+", 2)
    key = base64.b64decode(key, validate=True)
    need(name == key_name and blob[:4].hex() == key_id, "the key id of the signature")
    need(sha(name.encode() + b"\n" + key)[:4] == blob[:4], "the key id of vkey")
    need(read("policy").decode() == f"log {vkey}\nquorum none\n", "policy")
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        return
    ed25519.Ed25519PublicKey.from_public_bytes(key[1:]).verify(blob[4:], body.encode())


note = read("checkpoint").decode()
body, signatures = note.split("\n\n")
origin, size, root = body.split("\n")
need(size == str(SIZE), f"the checkpoint is of size {size}")
check_signature(body + "\n", signatures.split("\n")[0])
level0 = [sha(b"\0" + leaf) for leaf in leaves()]
need(root == base64.b64encode(root_of(level0)).decode(), "the root differs")
wanted = check_tiles(level0) | {"checkpoint", "vkey", "policy"}
there = {os.path.relpath(os.path.join(folder, name), DIR)
         for folder, _, names in os.walk(DIR) for name in names}
need(len(sys.argv) > 3 or there == wanted, f"other files: {sorted(there ^ wanted)[:3]}")
need(there >= wanted, f"missing files: {sorted(wanted - there)[:3]}")
