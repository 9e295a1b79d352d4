"""The log read by golang.org/x/mod/sumdb, a transparency-log library that is not ours.

outside_tlog.go is built against Debian's package of it. Every published size of the list, and
the tiles as served, must satisfy that library; a flipped bit anywhere must not.
GI_LONG: past 65,536 leaves, the second tile level.
"""
import os
import re
import shutil
import subprocess

from log_growth import flip_last_bit, grow, proofs, size_of
from served import Served
from world import ROOM, Skip, main, sentence

HERE = os.path.dirname(os.path.abspath(__file__))
LIBRARY = "/usr/share/gocode"  # where Debian's golang-*-dev packages lie
CHECKER = os.path.join(ROOM, "outside_tlog")
SIZES = [255, 256, 257]
if os.environ.get("GI_LONG"):
    SIZES += [65535, 65536, 65537, 70000]


def need_checker():
    if os.path.exists(CHECKER):
        return
    if shutil.which("go") is None or not os.path.isdir(LIBRARY + "/src/golang.org/x/mod/sumdb"):
        raise Skip("needs the Debian packages golang-go and golang-golang-x-mod-dev")
    surroundings = dict(os.environ, GO111MODULE="off", GOPATH=LIBRARY, GOFLAGS="",
                        GOCACHE=os.path.join(ROOM, "go-cache"))
    done = subprocess.run(["go", "build", "-o", CHECKER, os.path.join(HERE, "outside_tlog.go")],
                          env=surroundings, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()


def check(folder, *files, place=None):
    with open(os.path.join(folder, "vkey"), encoding="utf-8") as file:
        return subprocess.run([CHECKER, file.read(), place or folder, *files],
                              capture_output=True, check=False, timeout=300)


@sentence
def a_foreign_library_accepts_every_size_with_its_proofs(world):
    need_checker()
    folder = world.path + ".export"
    for size in [size_of(world)] + SIZES:
        grow(world, size)
        world.read("log", "export", folder)
        names = proofs(world, size)
        done = check(folder, *names)
        assert done.returncode == 0, (size, done.stderr.decode())
        words = done.stdout.split()
        assert words[:2] + words[3:] == [b"good", b"%d" % size, b"%d" % len(names)], words
        for name in names:
            os.remove(name)


@sentence
def a_foreign_library_accepts_the_log_as_it_is_served(world):
    need_checker()
    folder = world.path + ".export"
    grow(world, 300)
    world.read("log", "export", folder)
    with Served(world) as url:
        done = check(folder, place=url)
        assert done.stdout.split()[:2] == [b"good", b"300"], done


@sentence
def a_foreign_library_refuses_what_was_changed(world):
    need_checker()
    folder = world.path + ".export"
    world.read("log", "export", folder)
    size = size_of(world)
    names = proofs(world, size)
    changed = [os.path.join(folder, f"tile/0/000.p/{size}"),
               os.path.join(folder, f"tile/entries/000.p/{size}")]
    for path in changed:
        flip_last_bit(path)
        assert check(folder).returncode == 1, path
        flip_last_bit(path)
    wrong = world.path + ".wrong"
    with open(names[0], encoding="utf-8") as good, open(wrong, "w", encoding="utf-8") as bad:
        bad.write(re.sub(r"(?m)^index 0$", "index 1", good.read()))
    assert check(folder, wrong).returncode == 1
    assert check(folder, *names).returncode == 0


main()
