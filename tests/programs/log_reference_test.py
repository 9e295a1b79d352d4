"""Exports and proofs against a second reading of the formats (tests/core/log/reference.py).

The log grows to sizes where trees go wrong. GI_LONG: past 65,536 leaves, the second tile level.
"""
import os
import subprocess
import sys

from log_growth import flip_last_bit, grow, proofs, size_of
from world import main, sentence

SCRIPT = os.path.join(os.path.dirname(__file__), "..", "core", "log", "reference.py")
SIZES = [255, 256, 257]
if os.environ.get("GI_LONG"):
    SIZES += [65535, 65536, 65537, 70000]


def reference(*args):
    return subprocess.run([sys.executable, "-B", SCRIPT, "files", *args], capture_output=True,
                          check=False, timeout=600)


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
        flip_last_bit(path)
        assert reference(folder).returncode != 0, name
        flip_last_bit(path)
    assert reference(folder).returncode == 0


main()
