"""What officers do: freeze, two keys to lift, recall, progress, trace, retention."""
import os
import xml.etree.ElementTree

from world import main, said, sentence

WHO = "九江市市场监督管理局"
DOC = "00112233445566778899aabbccddeeff" * 2


def freeze(world):
    answer = world.good("freeze", "--batch", world.batch, "--why", "unsafe", "--who", WHO)
    return str(answer["act"])


def verdict(world, what):
    answer = world.ask("verify", what, "--json")
    return answer, answer.json()


@sentence
def a_frozen_batch_says_until_when_and_by_whom(world):
    freeze(world)
    answer = world.ask("verify", world.batch)
    assert answer.code == 1, answer
    assert "监管暂停" in answer.out and WHO in answer.out and "until" in answer.out, answer


@sentence
def a_freeze_is_lifted_by_two_keys_of_the_bureau_and_not_by_one(world):
    act = freeze(world)
    answer = world.sign("lift", "--ref", act, "--why", "cleared")
    assert answer.code == 13 and "signer-missing" in answer.err, answer
    world.good("key", "add", "--role", "bureau")
    world.good("lift", "--ref", act, "--why", "cleared")
    answer = world.ask("verify", world.batch)
    assert answer.code == 0, answer


@sentence
def labels_that_two_officers_find_copied_say_so_until_two_take_it_back(world):
    world.good("key", "add", "--role", "bureau")
    find = ("finding", "--units", world.units, "--why", "seizure", "--who", WHO, "--doc", DOC)
    act = str(world.good(*find)["act"])
    answer, rows = verdict(world, world.units.split("..")[0])
    found = rows[0]
    assert answer.code == 1 and found["copied"] == "copied", answer
    assert found["copied_by"] == WHO and found["copied_why"] == "seizure", found
    assert str(found["copied_act"]) == act, found
    world.refuses("found-copied", 12, *find)
    assert "由谁认定" in world.ask("verify", world.units.split("..")[0]).out
    world.good("finding-lift", "--ref", act, "--why", "mistake")
    assert verdict(world, world.units.split("..")[0])[1][0]["copied"] == "not_checked"


@sentence
def the_second_officer_extends_with_a_key_of_their_own(world):
    act = freeze(world)
    second = world.good("key", "add", "--role", "bureau")["key"]
    answer = world.sign("freeze-extend", "--ref", act, "--why", "inquiry")
    assert "same-officer" in answer.err, answer
    world.good("freeze-extend", "--ref", act, "--why", "inquiry", "--key", second)


@sentence
def a_script_lifts_with_both_keys_too(world):
    act = freeze(world)
    world.good("key", "add", "--role", "bureau")
    answer = world.run([{"act": "lift", "fields": {"ref": act, "why": "cleared"}}])
    assert answer.code == 0, answer


@sentence
def a_recall_is_shown_with_its_units_and_terms(world):
    recall = world.good("recall", "--source", "1", "--grade", "II", "--why", "residue", "--who",
                        WHO, "--doc", DOC)
    act = str(recall["act"])
    world.good("recall-progress", "--ref", act, "--state", "started", "--returned", "3")
    shown = world.read("show", "recall", act)
    assert shown["grade"] == 2 and shown["batches"] == 1, shown
    assert shown["units"]["issued"] == 20 and shown["units"]["returned"] == 3, shown
    assert "holders" not in shown and shown["status"] == "under-way", shown
    assert "holders" in world.read("show", "recall", act, "--private")
    assert world.ask("verify", world.batch).code == 1
    assert world.ask("log", "audit", "--help").code == 0


@sentence
def a_trace_comes_as_text_json_and_drawing(world):
    text = world.ask("trace", world.batch)
    assert text.code == 0 and "上游" in text.out and "原料批 1" in text.out, text
    json = world.read("trace", "source", "1")
    assert [node["kind"] for node in json["nodes"]] == ["source", "lot", "lot", "batch", "run"]
    path = world.file("trace.svg")
    assert world.ask("trace", world.batch, "--svg", path).code == 0
    root = xml.etree.ElementTree.parse(path).getroot()
    assert root.tag.endswith("svg") and os.path.getsize(path) < 20000, root
    said(world.ask("trace", "lot", "99"), "no-lot")


@sentence
def only_what_is_past_its_time_is_listed_for_purging(world):
    assert world.read("retention") == []
    rows = world.read("retention", "--on", "2190-01-01")
    assert {row["kind"] for row in rows} == {"harvest", "make", "batch"}, rows
    world.refuses("nothing-ended", 12, "purge")


main()
