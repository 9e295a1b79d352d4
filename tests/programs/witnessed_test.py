"""Who stands behind a passport or a proof of balances: counted for the one who asks."""
import base64
import json
import os
import shutil

from world import PASSPHRASE, ROOM, main, program, said, sentence


class Witness:
    """The sealed office of a witness; made once, it answers by file."""

    def __init__(self, world, name):
        self.path, self.name = os.path.join(ROOM, "witness-" + name), name
        if not os.path.exists(self.path):
            answer = self.do("init", "--name", name + ".example.cn/w1")
            assert answer.code == 0, answer
        self.path = shutil.copytree(self.path, f"{world.path}.{name}")
        folder = world.path + ".export"
        assert world.ask("log", "export", folder).code == 0
        with open(os.path.join(folder, "vkey"), encoding="utf-8") as file:
            log = file.read()
        with open(os.path.join(self.path, "logs"), "a", encoding="utf-8") as file:
            file.write(log)
        with open(os.path.join(self.path, "witness.vkey"), encoding="utf-8") as file:
            self.vkey = file.read().strip()

    def do(self, *args):
        return program("witness", *args, "--dir", self.path, "--passphrase-file", PASSPHRASE)

    def cosign(self, world):
        request, answer = world.file("request"), world.file("answer-" + self.name)
        assert world.ask("log", "ask", "--old", "0", "--out", request).code == 0
        assert self.do("sign", request, answer).code == 0
        taken = world.ask("log", "cosign", answer)
        assert taken.code == 0, taken
        os.remove(request)


def two(world):
    """Two witnesses in the policy, of which the first has cosigned."""
    pair = Witness(world, "bureau"), Witness(world, "institute")
    with open(world.file("witnesses"), "w", encoding="utf-8") as file:
        for one in pair:
            file.write(f"witness {one.name} {one.vkey}\n")
        file.write("group both all bureau institute\nquorum both\n")
    pair[0].cosign(world)
    return pair


def passport(world):
    path = world.path + ".gip"
    answer = world.ask("passport", world.batch, "--out", path, "--json")
    assert answer.code == 0 and answer.json()["file"] == path, answer
    return path


def verify(world, path, *more):
    return program("verify", "--passport", path, "--root", world.root, *more)


@sentence
def a_passport_says_how_many_trusted_witnesses_stand_behind_it(world):
    bureau, institute = two(world)
    path = passport(world)
    answer = verify(world, path, "--witness", f"{bureau.vkey} {institute.vkey}", "--json")
    seen = answer.json()["witnessed"]
    assert answer.code == 0 and (seen["by"], seen["of"], seen["quorum"]) == (1, 2, False), answer
    assert seen["newest"] >= seen["oldest"] > 1700000000, seen
    answer = verify(world, path, "--witness", bureau.vkey)
    assert answer.code == 0 and "1 / 1" in answer.out, answer
    assert "witnessed" not in verify(world, path, "--json").json()


@sentence
def a_policy_of_one_s_own_says_whether_its_quorum_holds(world):
    bureau, institute = two(world)
    path, policy = passport(world), world.path + ".policy"
    shutil.copy(world.file("witnesses"), policy)
    answer = verify(world, path, "--policy", policy)
    assert answer.code == 3 and "the quorum does not hold" in answer.out, answer
    with open(policy, "w", encoding="utf-8") as file:
        file.write(f"witness a {bureau.vkey}\nwitness b {institute.vkey}\n"
                   "group any any a b\nquorum any\n")
    answer = verify(world, path, "--policy", policy, "--json")
    assert answer.code == 0 and answer.json()["witnessed"]["quorum"] is True, answer


@sentence
def a_false_cosignature_of_a_known_witness_is_refused(world):
    bureau, _ = two(world)
    path = passport(world)
    with open(path, encoding="utf-8") as file:
        content = json.load(file)
    note = base64.b64decode(content["note"]).decode()
    lines = note.splitlines(keepends=True)
    head, coded = lines[-1].rsplit(" ", 1)
    raw = bytearray(base64.b64decode(coded))
    raw[-1] ^= 1
    lines[-1] = f"{head} {base64.b64encode(raw).decode()}\n"
    content["note"] = base64.b64encode("".join(lines).encode()).decode()
    with open(path, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert verify(world, path).code == 0
    answer = verify(world, path, "--witness", bureau.vkey)
    assert answer.code == 11 and answer.out == "", answer
    said(answer, "bad-note")


@sentence
def a_proof_of_balances_is_counted_the_same_way(world):
    assert world.sign("log", "tend").code == 0
    bureau, institute = two(world)
    path, folder = world.path + ".balance", world.path + ".export"
    answer = world.ask("balance", "--holder", "0001", "--proof", "--out", path)
    assert answer.code == 0, answer
    with open(os.path.join(folder, "vkey"), encoding="utf-8") as file:
        vkey = file.read().strip()
    answer = program("log", "check-balance", path, "--vkey", vkey, "--witness",
                     f"{bureau.vkey} {institute.vkey}", "--json")
    seen = answer.json()["witnessed"]
    assert answer.code == 0 and (seen["by"], seen["of"]) == (1, 2), answer


@sentence
def keys_and_a_policy_together_are_refused(world):
    bureau, _ = two(world)
    answer = verify(world, passport(world), "--witness", bureau.vkey, "--policy",
                    world.file("witnesses"))
    assert answer.code == 2, answer
    said(answer, "usage")


main()
