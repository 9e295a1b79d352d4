"""gitrace log audit and log fsck, through the program alone."""
import os
import time

from world import PASSPHRASE, day, main, program, said, sentence


def export(world, to):
    world.read("log", "export", to)
    return to


def damage(path):
    with open(path, "r+b") as file:
        file.seek(-1, os.SEEK_END)
        last = file.read(1)
        file.seek(-1, os.SEEK_END)
        file.write(bytes([last[0] ^ 1]))


@sentence
def an_exported_log_is_audited_without_the_registry(world):
    answer = world.ask("log", "audit", export(world, world.path + ".export"), "--json")
    assert answer.code == 0, answer
    found = answer.json()
    assert found["violations"] == 0 and found["tree"] and found["head_signed"], found
    assert found["own_key"] and found["sums"][0]["issued"] > 0, found


@sentence
def what_was_not_checked_is_said(world):
    answer = world.ask("log", "audit", export(world, world.path + ".export"))
    assert answer.code == 0, answer
    assert "未核对" in answer.out and "R7" in answer.out and "R8" in answer.out, answer


@sentence
def the_key_that_the_log_serves_can_be_given_from_elsewhere(world):
    to = export(world, world.path + ".export")
    with open(os.path.join(to, "vkey"), encoding="utf-8") as file:
        vkey = file.read().strip()
    answer = world.ask("log", "audit", to, "--vkey", vkey, "--json")
    assert answer.code == 0 and not answer.json()["own_key"], answer


@sentence
def a_damaged_tile_is_a_violation(world):
    to = export(world, world.path + ".export")
    folder = os.path.join(to, "tile/0/000.p")
    damage(os.path.join(folder, os.listdir(folder)[0]))
    answer = world.ask("log", "audit", to)
    assert answer.code == 1 and "tree tile" in answer.out, answer


@sentence
def a_log_that_is_not_there_cannot_be_judged(world):
    answer = world.ask("log", "audit", world.path + ".nowhere")
    assert answer.code == 3, answer
    said(answer, "file-missing")


@sentence
def a_state_file_notices_a_log_that_went_back(world):
    early, late, state = (world.path + end for end in (".early", ".late", ".state"))
    export(world, early)
    world.good("issue", world.batch, "--count", "1", "--net", "250g", "--packed", day())
    export(world, late)
    assert world.ask("log", "audit", early, "--state", state).code == 0
    assert world.ask("log", "audit", late, "--state", state).code == 0
    answer = world.ask("log", "audit", early, "--state", state)
    assert answer.code == 1 and "rollback" in answer.out, answer
    assert not os.path.exists(state + ".fork")


@sentence
def two_heads_that_contradict_are_kept_as_a_fork_proof(world):
    other = world.copy("other-past")
    left, right, state = (world.path + end for end in (".left", ".right", ".fork-state"))
    world.good("issue", world.batch, "--count", "1", "--net", "250g", "--packed", day())
    other.good("issue", world.batch, "--count", "2", "--net", "250g", "--packed", day())
    assert world.ask("log", "audit", export(world, left), "--state", state).code == 0
    with open(state, "rb") as file:
        before = file.read()
    answer = world.ask("log", "audit", export(other, right), "--state", state, "--json")
    assert answer.code == 1 and answer.json()["forked"], answer
    with open(state, "rb") as file:
        assert file.read() == before
    with open(state + ".fork", encoding="utf-8") as file:
        proof = file.read()
    for log in (left, right):
        with open(os.path.join(log, "checkpoint"), encoding="utf-8") as file:
            assert file.read() in proof


@sentence
def public_sums_come_as_csv_and_are_those_of_the_ledger(world):
    answer = world.ask("log", "audit", export(world, world.path + ".export"), "--csv",
                       "--no-signatures")
    assert answer.code == 0, answer
    lines = answer.out.splitlines()
    both = "product,season,grade,allowed,lapsed,issued,credited,labels,ended"
    assert lines[0] == both + ",potential", lines
    assert lines[1].startswith("LSYW,"), lines
    ledger = world.ask("sums", "--csv").out.splitlines()
    told, booked = [sorted(row.split(",")[:9] for row in rows) for rows in (lines, ledger)]
    assert told == booked, (told, booked)
    assert any(row[2] not in ("", "grade") for row in told), told


@sentence
def a_tended_log_is_judged_by_its_daily_status_too(world):
    world.good("log", "tend")
    world.good("issue", world.batch, "--count", "1", "--net", "250g", "--packed", day())
    world.good("log", "tend")
    answer = world.ask("log", "audit", export(world, world.path + ".export"), "--json")
    assert answer.code == 0 and answer.json()["violations"] == 0, answer
    assert "R8" not in [gap["rule"] for gap in answer.json()["not_checked"]], answer


def cosigned(world):
    """An export whose newest checkpoint a witness signed, and the key of that witness."""
    witness = world.path + ".witness"
    own = ("--dir", witness, "--passphrase-file", PASSPHRASE)
    answer = program("witness", "init", "--name", "institute.example.cn/w1", *own)
    assert answer.code == 0, answer
    with open(os.path.join(export(world, world.path + ".first"), "vkey"), "rb") as file:
        with open(os.path.join(witness, "logs"), "ab") as logs:
            logs.write(file.read())
    with open(os.path.join(witness, "witness.vkey"), encoding="utf-8") as file:
        vkey = file.read().strip()
    with open(world.file("witnesses"), "w", encoding="utf-8") as file:
        file.write(f"witness institute {vkey}\nquorum institute\n")
    request, answer = world.file("request"), world.file("answer")
    assert world.ask("log", "ask", "--out", request).code == 0
    assert program("witness", "sign", request, answer, *own).code == 0
    assert world.ask("log", "cosign", answer).code == 0
    world.good("log", "tend")
    return export(world, world.path + ".export"), vkey


@sentence
def trusted_cosignatures_are_told_from_none(world):
    to, vkey = cosigned(world)
    answer = world.ask("log", "audit", to, "--json")
    gaps = [gap["rule"] for gap in answer.json()["not_checked"]]
    assert answer.code == 0 and "R2" in gaps and "R7" in gaps, answer
    assert "no witness key given" in answer.out and "cosigned" not in answer.json(), answer
    answer = world.ask("log", "audit", to, "--json", "--witness", vkey)
    gaps = [gap["rule"] for gap in answer.json()["not_checked"]]
    assert answer.code == 0 and "R2" not in gaps and "R7" not in gaps, answer
    assert answer.json()["brackets"] >= 1 and "warning" not in answer.json(), answer
    policy = world.ask("log", "audit", to, "--json", "--policy", os.path.join(to, "policy"))
    assert policy.out == answer.out, policy
    world.refuses("bad-vkey", 11, "log", "audit", to, "--witness", "nonsense")


@sentence
def a_stale_cosignature_is_a_warning_and_with_strict_a_violation(world):
    to, vkey = cosigned(world)
    later = str(int((time.time() + 25 * 3600) * 1000))
    watch = ("log", "audit", to, "--witness", vkey, "--now", later)
    answer = world.ask(*watch)
    assert answer.code == 0 and "R7" in answer.out and "24" in answer.out, answer
    assert world.ask(*watch, "--json").json()["warning"]["rule"] == "R7"
    assert world.ask(*watch, "--strict").code == 1
    assert world.ask("log", "audit", to, "--witness", vkey, "--strict").code == 0


@sentence
def our_own_log_is_audited_in_place(world):
    answer = world.ask("log", "fsck", "--json")
    assert answer.code == 0 and answer.json()["violations"] == 0, answer


main()
