"""Exports and proofs against a second reading of the formats (tests/core/log/reference.py).

The log grows to sizes where trees go wrong. GI_LONG: past 65,536 leaves, the second tile level.
"""
import os
import subprocess
import sys

from world import act, main, sentence

SCRIPT = os.path.join(os.path.dirname(__file__), "..", "core", "log", "reference.py")
SIZES = [255, 256, 257]
if os.environ.get("GI_LONG"):
    SIZES += [65535, 65536, 65537, 70000]


def size_of(world):
    return int(world.checkpoint().splitlines()[1])


def grow(world, size):
    """Plots are cheap acts. A run file is done once, so no two may be the same."""
    before = size_of(world)
    while before < size:
        line = act("source", holder=world.answers["firm"]["holder"], product="LSYW", kind="plot",
                   township="360483107", capacity=f"{before}mu")
        answer = world.run([line] * min(size - before, 1000))
        assert answer.code == 0 and size_of(world) > before, answer
        before = size_of(world)


def reference(*args):
    return subprocess.run([sys.executable, "-B", SCRIPT, "files", *args], capture_output=True,
                          check=False, timeout=600)


def proofs(world, size):
    """Proofs of leaves and of consistency, as the programs give them."""
    names = []
    for index in sorted({0, size // 2, size - 1, min(255, size - 1)}):
        names.append(world.path + f".{index}.tlog-proof")
        with open(names[-1], "w", encoding="utf-8") as file:
            answer = world.ask("log", "proof", index)
            assert answer.code == 0, answer
            file.write(answer.out)
    for old in sorted({0, 1, size // 2, size - 1, size}):
        names.append(world.path + f".{old}.request")
        answer = world.ask("log", "ask", "--old", old, "--out", names[-1])
        assert answer.code == 0, answer
    return names


@sentence
def exports_and_proofs_equal_those_of_the_reference(world):
    folder = world.path + ".export"
    for size in [size_of(world)] + SIZES:
        grow(world, size)
        world.read("log", "export", folder)
        names = proofs(world, size)
        done = reference(folder, *names)
        assert done.returncode == 0, (size, done.stderr.decode()[-1000:])
        assert done.stdout.split()[:2] == [b"good", str(size).encode()], done.stdout
        for name in names:
            os.remove(name)


@sentence
def the_reference_sees_a_flipped_bit_in_any_kind_of_file(world):
    folder = world.path + ".export"
    world.read("log", "export", folder)
    size = size_of(world)
    for name in (f"tile/0/000.p/{size}", f"tile/entries/000.p/{size}"):
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            good = file.read()
        with open(path, "wb") as file:
            file.write(good[:-1] + bytes([good[-1] ^ 1]))
        assert reference(folder).returncode != 0, name
        with open(path, "wb") as file:
            file.write(good)
    assert reference(folder).returncode == 0


main()
