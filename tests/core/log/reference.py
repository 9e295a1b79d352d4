"""A second, independent reading of RFC 6962 and tlog-tiles, to compare core/log with.

Usage: reference.py roots|tiles|inclusion|consistency SIZE...
Works on whole lists of leaf hashes and the definitions of the texts; knows nothing of the C code.
"""
import hashlib
import sys
from functools import lru_cache

SIZES = [int(text) for text in sys.argv[2:]]


def sha(data):
    return hashlib.sha256(data).digest()


LEAVES = [sha(b"\0entry %d" % i) for i in range(max(SIZES))]


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


def tiles(size):
    """Section "Merkle tree": hash i of tile n at level l = MTH of 256**l leaves."""
    level = 0
    while size >> 8 * level:
        span = 256 ** level
        count = size // span
        for n in range((count + 255) // 256):
            places = range(n * 256, min(n * 256 + 256, count))
            data = b"".join(mth(i * span, (i + 1) * span) for i in places)
            show(size, level, n, len(data) // 32, sha(data))
        level += 1


def inclusion(size):
    for index in probes(size):
        show(size, index, *path(index, 0, size))


def consistency(size):
    for old in probes(size) + [size]:
        show(size, old, *(subproof(old, 0, size, True) if old else []))


for wanted in SIZES:
    {"roots": roots, "tiles": tiles, "inclusion": inclusion,
     "consistency": consistency}[sys.argv[1]](wanted)
