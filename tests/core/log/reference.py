"""A second, independent reading of RFC 6962 and tlog-tiles, to compare core/log with.

Usage: reference.py roots|tiles|inclusion|consistency SIZE...
       reference.py files EXPORT [PROOF-OR-REQUEST...]
Works on whole lists of leaf hashes and the definitions of the texts; knows nothing of the C code.
"""
import base64
import hashlib
import os
import sys
from functools import lru_cache

SIZES = [int(text) for text in sys.argv[2:] if text.isdigit()]


def sha(data):
    return hashlib.sha256(data).digest()


LEAVES = [sha(b"\0entry %d" % i) for i in range(max(SIZES, default=0))]


@lru_cache(maxsize=None)
def mth(first, end):
    """MTH(D[first:end]) of RFC 6962 section 2.1."""
    if first == end:
        return sha(b"")
    if end - first == 1:
        return LEAVES[first]
    k = 1 << ((end - first - 1).bit_length() - 1)
    return sha(b"\1" + mth(first, first + k) + mth(first + k, end))


def path(m, first, end):
    """PATH(m, D[first:end]) of section 2.1.1."""
    n = end - first
    if n == 1:
        return []
    k = 1 << ((n - 1).bit_length() - 1)
    if m < k:
        return path(m, first, first + k) + [mth(first + k, end)]
    return path(m - k, first + k, end) + [mth(first, first + k)]


def subproof(m, first, end, known):
    """SUBPROOF(m, D[first:end], known) of section 2.1.2."""
    n = end - first
    if m == n:
        return [] if known else [mth(first, end)]
    k = 1 << ((n - 1).bit_length() - 1)
    if m <= k:
        return subproof(m, first, first + k, known) + [mth(first + k, end)]
    return subproof(m - k, first + k, end, False) + [mth(first, first + k)]


def probes(size):
    """The places where trees go wrong: ends, tile borders, powers of two and neighbours."""
    near = {0, 1, 2, 254, 255, 256, 257, 511, 512, 4095, 65535, 65536, 65537}
    near |= {size // 3, size // 2, size - 257, size - 256, size - 2, size - 1}
    return sorted(p for p in near if 0 <= p < size)


def show(*words):
    print(*[w.hex() if isinstance(w, bytes) else w for w in words])


def roots(size):
    show(size, mth(0, size))


def all_tiles(size):
    """Section "Merkle tree": hash i of tile n at level l = MTH of 256**l leaves."""
    level = 0
    while size >> 8 * level:
        span = 256 ** level
        count = size // span
        for n in range((count + 255) // 256):
            places = range(n * 256, min(n * 256 + 256, count))
            yield level, n, b"".join(mth(i * span, (i + 1) * span) for i in places)
        level += 1


def tiles(size):
    for level, n, data in all_tiles(size):
        show(size, level, n, len(data) // 32, sha(data))


def inclusion(size):
    for index in probes(size):
        show(size, index, *path(index, 0, size))


def consistency(size):
    for old in probes(size) + [size]:
        show(size, old, *(subproof(old, 0, size, True) if old else []))


# An exported directory, with proofs and requests made of the same log.

def tile_name(level, n, width):
    """Section "Merkle tree": 3-digit groups, all but the last with an x; .p/W when not full."""
    groups = [f"{n % 1000:03}"]
    while n >= 1000:
        n //= 1000
        groups.insert(0, f"x{n % 1000:03}")
    return f"tile/{level}/" + "/".join(groups) + (f".p/{width}" if width < 256 else "")


def content(folder, name):
    with open(os.path.join(folder, name), "rb") as file:
        return file.read()


def head_of(note):
    """Size and root of a signed checkpoint."""
    lines = note.decode().split("\n")
    assert lines[3] == "" and lines[4].startswith("\u2014 "), lines
    return int(lines[1]), base64.b64decode(lines[2])


def entries(folder, size):
    """Section "Log entries": uint16 length, then the entry; 256 in a full bundle."""
    for n in range((size + 255) // 256):
        data = content(folder, tile_name("entries", n, min(256, size - 256 * n)))
        while data:
            length = int.from_bytes(data[:2], "big")
            assert len(data) >= 2 + length, "bundle is too short"
            yield data[2:2 + length]
            data = data[2 + length:]


def proved(text):
    """A tlog-proof or an add-checkpoint request: its path must be the one of the definitions."""
    front, note = text.split(b"\n\n", 1)
    size, root = head_of(note)
    lines = front.decode().split("\n")
    assert root == mth(0, size), "root of a proof"
    kind, number = [line.split(" ") for line in lines if line.startswith(("old ", "index "))][0]
    hashes = [base64.b64decode(line) for line in lines[lines.index(f"{kind} {number}") + 1:]]
    wanted = (path(int(number), 0, size) if kind == "index" else
              subproof(int(number), 0, size, True) if int(number) else [])
    assert hashes == wanted, f"{kind} {number} of {size}"


def files(folder, *proofs):
    size, root = head_of(content(folder, "checkpoint"))
    LEAVES[:] = [sha(b"\0" + entry) for entry in entries(folder, size)]
    assert len(LEAVES) == size and mth(0, size) == root, "root"
    wanted = {tile_name(level, n, len(data) // 32): data for level, n, data in all_tiles(size)}
    for name, data in wanted.items():
        assert content(folder, name) == data, name
    for name in proofs:
        proved(content(".", name))
    print("good", size, len(wanted), len(proofs))


if sys.argv[1] == "files":
    files(*sys.argv[2:])
    sys.exit(0)

for wanted in SIZES:
    {"roots": roots, "tiles": tiles, "inclusion": inclusion,
     "consistency": consistency}[sys.argv[1]](wanted)
