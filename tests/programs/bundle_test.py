"""A device's bundle: written, brought up to date by file and over HTTP, never led back."""
import os
import re
import subprocess

from world import BIN, main, program, said, sentence


def content(path):
    with open(path, "rb") as file:
        return file.read()


def write(world, name, *more):
    path = f"{world.path}.{name}"
    answer = world.sign("bundle", path, *more, "--json")
    assert answer.code == 0, answer
    return path, answer.json()


def update(world, held, source, *more, root=True):
    trust = ["--root", world.root] if root else []
    return program("bundle", "update", held, source, *trust, *more, env={"HOME": world.path})


def void_one(world):
    world.good("void", world.units.split("..")[0], "--why", "stolen")


@sentence
def writing_a_bundle_answers_one_json_object(world):
    path, answer = write(world, "full")
    assert answer["file"] == path and answer["bytes"] == len(content(path)), answer
    assert answer["sequence"] == int(world.checkpoint().splitlines()[1]), answer
    assert "since" not in answer and answer["origin"] == "gi.example.cn/log/test", answer
    delta, answer = write(world, "delta", "--since", "5")
    assert answer["since"] == 5 and answer["bytes"] == len(content(delta)), answer


@sentence
def a_bundle_and_an_answer_cannot_both_go_to_stdout(world):
    world.refuses("usage", 2, "bundle", "-", "--json")
    answer = world.sign("bundle", "-")
    assert answer.code == 0 and answer.out.startswith("gi.example.cn/log/test\n"), answer


@sentence
def a_device_warns_of_an_address_that_the_root_did_not_list(world):
    code = world.codes()[0]
    strange = "https://gi.example.org/" + code.split("/")[-1]
    warning = "不在官方名单中"
    for hosts in ("gi.jj.cn", "gi.jj.cn,gi.example.org"):
        world.good("hosts", "--list", hosts)
        held, _ = write(world, "held" + str(len(hosts)))
        asked = ("verify", "--bundle", held, "--root", world.root)
        assert warning not in program(*asked, code).out
        listed = "example" in hosts
        answer = program(*asked, strange)
        assert answer.code == 0 and (warning in answer.out) != listed, answer
        assert program(*asked, strange, "--json").json()[0]["official_host"] == listed


@sentence
def a_delta_by_file_brings_a_device_up_to_date(world):
    held, first = write(world, "held")
    code = world.codes()[0]
    assert program("verify", "--bundle", held, "--root", world.root, code).code == 0
    void_one(world)
    delta, _ = write(world, "delta", "--since", first["sequence"])
    answer = update(world, held, delta, "--json")
    assert answer.code == 0 and answer.json()["sequence"] == first["sequence"] + 1, answer
    assert program("verify", "--bundle", held, "--root", world.root, code).code == 1


@sentence
def a_delta_that_does_not_fit_leaves_the_bundle_as_it_was(world):
    held, first = write(world, "held")
    void_one(world)
    delta, _ = write(world, "delta", "--since", first["sequence"] - 1)
    before = content(held)
    answer = update(world, held, delta)
    assert answer.code == 12, answer
    said(answer, "delta-base")
    assert content(held) == before


@sentence
def a_device_is_never_led_back(world):
    old, _ = write(world, "old")
    void_one(world)
    held, _ = write(world, "held")
    before = content(held)
    answer = update(world, held, old)
    assert answer.code == 12, answer
    said(answer, "bundle-older")
    assert content(held) == before


@sentence
def without_a_trusted_root_nothing_is_updated(world):
    held, first = write(world, "held")
    void_one(world)
    delta, _ = write(world, "delta", "--since", first["sequence"])
    before = content(held)
    answer = update(world, held, delta, root=False)
    assert answer.code == 3 and content(held) == before, answer


@sentence
def nonsense_is_refused_with_its_name(world):
    held, first = write(world, "held")
    world.refuses("out-of-range", 11, "bundle", world.path + ".x", "--since",
                  str(first["sequence"] + 1))
    world.refuses("out-of-range", 11, "bundle", world.path + ".x", "--since", "-1")
    answer = update(world, held, held + ".nothing")
    assert answer.code == 10, answer
    said(answer, "file-missing")


class Pages:
    """gitrace-serve over a registry, on a port of its own."""

    def __init__(self, world):
        command = [os.path.join(BIN, "gitrace-serve"), "--dir", world.path, "--listen",
                   "127.0.0.1:0"]
        self.server = subprocess.Popen(command, stdout=subprocess.PIPE)
        self.url = re.search(r"http://[^/\s]+", self.server.stdout.readline().decode()).group(0)

    def __enter__(self):
        return self.url + "/bundle"

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait(20)
        self.server.stdout.close()


@sentence
def a_device_asks_the_pages_for_what_changed(world):
    assert world.sign("log", "tend").code == 0
    held = world.path + ".held"
    with open(held, "wb") as file:
        file.write(content(world.file("bundle")))
    void_one(world)
    assert world.sign("log", "tend").code == 0
    with Pages(world) as url:
        answer = update(world, held, url, "--json")
        assert answer.code == 0, answer
        assert content(held) == content(world.file("bundle"))
        again = update(world, held, url)
        assert again.code == 0 and content(held) == content(world.file("bundle")), again


@sentence
def a_server_that_is_gone_leaves_the_bundle_as_it_was(world):
    held, _ = write(world, "held")
    before = content(held)
    answer = update(world, held, "http://127.0.0.1:1/bundle")
    assert answer.code == 16 and content(held) == before, answer
    said(answer, "unreachable")


main()
