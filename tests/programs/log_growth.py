"""A log made long, and the proof files of it, for tests that read logs as strangers do."""
import os

from world import act


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


def flip_last_bit(path):
    """The same again restores the file."""
    with open(path, "r+b") as file:
        file.seek(-1, os.SEEK_END)
        last = file.read(1)
        file.seek(-1, os.SEEK_END)
        file.write(bytes([last[0] ^ 1]))
