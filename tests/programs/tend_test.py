"""The daily leaves, a holder's own balance, a batch passport, erasing: through the program."""
import base64
import hashlib
import json
import os

from world import day, main, program, said, sentence


def log_vkey(world):
    """name+hash+key of the log key, made here from the list of keys (C2SP signed-note)."""
    key = next(key for key in world.read("list", "keys") if key["role"] == "log")
    name = world.checkpoint().split("\n")[0]
    typed = b"\x01" + base64.b64decode(key["pub"])
    digest = hashlib.sha256(name.encode() + b"\n" + typed).digest()[:4]
    return f"{name}+{digest.hex()}+{base64.b64encode(typed).decode()}"


def leaf(world, index):
    answer = world.ask("log", "leaf", index)
    assert answer.code == 0, answer
    return json.loads(answer.out)


def written(path, content):
    with open(path, "wb") as file:
        file.write(content)
    return path


def content(path):
    with open(path, "rb") as file:
        return file.read()


@sentence
def a_day_is_tended_once(world):
    size = int(world.checkpoint().split("\n")[1])
    first = world.good("log", "tend")
    assert first == {"bundle": True, "general": True, "head": True, "seasons": 3,
                     "witnesses": []}, first
    assert int(world.checkpoint().split("\n")[1]) == size + 5
    again = world.good("log", "tend")
    assert again == {"bundle": False, "general": False, "head": False, "seasons": 0,
                     "witnesses": []}, again
    assert int(world.checkpoint().split("\n")[1]) == size + 5
    assert world.ask("check").code == 0


@sentence
def the_general_leaf_names_the_bundle_that_is_served(world):
    world.good("log", "tend")
    last = int(world.checkpoint().split("\n")[1]) - 1
    digest = hashlib.sha256(content(world.file("bundle"))).digest()
    assert base64.b64decode(leaf(world, last)["doc"]) == digest
    answer = program("verify", "--bundle", world.file("bundle"), "--root", world.root,
                     world.batch, "--json")
    assert answer.code == 0, answer


@sentence
def the_bundle_follows_what_changed_on_the_same_day(world):
    world.good("log", "tend")
    before = content(world.file("bundle"))
    world.good("void", world.units, "--why", "damaged")
    assert world.good("log", "tend")["bundle"]
    assert content(world.file("bundle")) != before


@sentence
def tending_without_a_passphrase_is_refused(world):
    answer = world.ask("log", "tend", "--passphrase-file", world.path + ".none")
    assert answer.code != 0 and not os.path.exists(world.file("bundle")), answer


@sentence
def a_holder_checks_its_own_balance_without_the_registry(world):
    world.good("log", "tend")
    proof = world.path + ".balance"
    assert world.ask("balance", "--proof", "--holder", "0001", "--out", proof).code == 0
    answer = program("log", "check-balance", proof, "--vkey", log_vkey(world), "--json")
    rows = {row["material"]: row for row in answer.json()["balances"]}
    assert answer.code == 0 and rows["raw"]["balance"] == 210000000, answer
    assert rows["made"]["balance"] == 45000000, answer
    forged = written(proof + "2", content(proof).replace(b"45000000", b"95000000"))
    said(program("log", "check-balance", forged, "--vkey", log_vkey(world)), "bad-balance")


@sentence
def a_balance_that_no_status_leaf_holds_cannot_be_proved(world):
    answer = world.ask("balance", "--proof", "--holder", "0001")
    assert answer.code == 10, answer
    said(answer, "no-status")


@sentence
def a_passport_is_verified_without_the_registry(world):
    path = world.path + ".gip"
    assert world.ask("passport", world.batch, "--out", path).code == 0
    answer = program("verify", "--passport", path, "--root", world.root, "--json")
    facts = answer.json()
    assert answer.code == 0 and facts["trusted"], answer
    assert (facts["batch"], facts["qty"], facts["runs"][0]["count"]) == (world.batch, 50000000, 20)
    unpinned = program("verify", "--passport", path, "--trust", world.path + ".none", "--json")
    assert unpinned.code == 3 and not unpinned.json()["trusted"], unpinned
    forged = written(path + "2", content(path).replace(b'"qty":50000000', b'"qty":60000000'))
    said(program("verify", "--passport", forged, "--root", world.root), "bad-passport")


@sentence
def a_passport_carries_the_records_that_its_holder_chose_and_says_where_there_are_none(world):
    path = world.path + ".gip"
    done = world.good("lab-report", "--batch", world.batch, "--laboratory", "示例检测中心",
                      "--number", "JC-9", "--day", day(), "--result", "pass", "--items",
                      "水分:5.2%:≤7.0", "--doc", "ab" * 32, "--sampler", "王五")
    assert world.ask("passport", world.batch, "--out", path, "--with",
                     "laboratory,sprays").code == 0
    told = program("verify", "--passport", path, "--root", world.root)
    for part in ("水分:5.2%:≤7.0", "喷药记录", "无记录（出具人所称）", "此护照未附",
                 f"#{done['act']} · 示例检测中心 · JC-9"):
        assert part in told.out, told
    facts = program("verify", "--passport", path, "--root", world.root, "--json").json()
    assert [row["act"] for row in facts["laboratory"]] == [done["act"]], facts
    assert facts["sprays"] == [] and "conformity" not in facts, facts
    assert "王五" not in content(path).decode()
    forged = written(path + "2", content(path).replace(b":5.2%", b":4.2%"))
    said(program("verify", "--passport", forged, "--root", world.root), "bad-passport")
    said(world.ask("passport", world.batch, "--out", path, "--with", "prices"), "bad-field")


@sentence
def a_report_that_was_corrected_tells_both_values_to_who_holds_the_passport(world):
    path = world.path + ".gip"
    done = world.good("lab-report", "--batch", world.batch, "--laboratory", "示例检测中心",
                      "--number", "JC-9", "--day", day(), "--result", "pass", "--items",
                      "水分:5.2%:≤7.0", "--doc", "ab" * 32)
    change = world.good("amend", "--ref", done["act"], "--field", "items", "--value",
                        "水分:6.2%:≤7.0", "--why", "typing")
    assert world.ask("passport", world.batch, "--out", path, "--with", "laboratory").code == 0
    told = program("verify", "--passport", path, "--root", world.root)
    assert told.code == 0 and "· 水分:6.2%:≤7.0\n" in told.out, told
    assert f"#{change['act']} · 检测项目 / items · 原为 / was: 水分:5.2%:≤7.0" in told.out, told
    facts = program("verify", "--passport", path, "--root", world.root, "--json").json()
    assert facts["laboratory"][0]["corrections"] == [
        {"act": change["act"], "before": "水分:5.2%:≤7.0", "field": "items", "why": "typing"}], facts


@sentence
def a_passport_falls_apart_into_the_proofs_of_the_log(world):
    path, parts = world.path + ".gip", world.path + ".parts"
    assert world.ask("passport", world.batch, "--out", path).code == 0
    assert program("passport", "extract", path, parts).code == 0
    names = sorted(os.listdir(parts))
    assert len(names) == 8, names
    for name in names:
        index, verb = name.split("-")[0], "leaf" if name.endswith(".json") else "proof"
        answer = world.ask("log", verb, index)
        assert answer.out.rstrip("\n") == content(os.path.join(parts, name)).decode().rstrip("\n")


@sentence
def an_erased_name_is_gone_and_the_registry_whole(world):
    grower = world.answers["grower"]["act"]
    assert "示例农户".encode() in content(world.file("registry.db"))
    done = world.good("erase", "--act", grower, "--field", "name", "--why", "request")
    assert done["ref"] == grower, done
    for part in sorted(os.listdir(world.path)):
        if os.path.isfile(world.file(part)):
            assert "示例农户".encode() not in content(world.file(part)), part
    assert world.ask("check").code == 0
    assert world.ask("log", "proof", grower).code == 0
    world.refuses("already", 12, "erase", "--act", grower, "--field", "name", "--why", "request")


main()
