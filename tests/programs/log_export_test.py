"""gitrace log export, through the program alone; the result is read by walk.py of the specs."""
import os
import subprocess
import sys

from world import day, main, said, sentence

WALK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../core/publish/walk.py")


def walk(folder, size):
    done = subprocess.run([sys.executable, "-B", WALK, folder, str(size)], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


@sentence
def an_exported_log_is_read_by_a_stranger(world):
    to = world.path + ".export"
    done = world.read("log", "export", to)
    assert done["written"] > 0 and done["kept"] == 0, done
    assert open(os.path.join(to, "checkpoint"), encoding="utf-8").read() == world.checkpoint()
    walk(to, done["size"])


@sentence
def an_export_twice_writes_nothing_and_says_so(world):
    to = world.path + ".export"
    first = world.read("log", "export", to)
    second = world.read("log", "export", to, "--whole")
    assert (second["written"], second["kept"]) == (0, first["written"]), second
    answer = world.ask("log", "export", to)
    assert answer.code == 0 and "公开日志已导出" in answer.out, answer


@sentence
def an_export_that_is_ahead_of_the_registry_is_left_alone(world):
    to = world.path + ".export"
    earlier = world.copy("earlier-export")
    world.good("issue", world.batch, "--count", "1", "--net", "250g", "--packed", day())
    size = world.read("log", "export", to)["size"]
    answer = earlier.ask("log", "export", to)
    assert answer.code == 12, answer
    said(answer, "export-differs")
    walk(to, size)


@sentence
def an_export_needs_a_folder(world):
    answer = world.ask("log", "export")
    assert answer.code == 2, answer
    said(answer, "usage")


main()
