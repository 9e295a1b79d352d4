"""Leaves are lost for good: the log is closed, the next begins, and nothing lost is passed off."""
import copy
import json
import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request

from served import Served
from witness_world import Witness
from world import BIN, PASSPHRASE, SEASON, Registry, act, day, main, program, said, sentence

NEXT = "gi.example.cn/log/next"
THIRD = "gi.example.cn/log/third"


def size_of(world):
    return int(world.checkpoint().split("\n")[1])


def cosign(world, witness, old=0):
    """By file, as with a USB stick: the newest checkpoint gets the line of the witness."""
    request = world.path + ".request"
    assert world.ask("log", "ask", "--old", old, "--out", request).code == 0
    answer = witness.sign(request)
    assert answer.code == 0, answer
    assert world.ask("log", "cosign", world.file("answer")).code == 0
    os.unlink(request)
    os.unlink(world.file("answer"))
    return size_of(world)


def export(world, name):
    path = world.path + "." + name
    answer = world.ask("log", "export", path)
    assert answer.code == 0, answer
    return path


def issue(world, count):
    """Codes of a fresh run of the world's batch."""
    world.good("issue", world.batch, "--count", count, "--net", "250g", "--packed", day())
    return world.codes()[-count:]


def verdict(world, code, *more):
    answer = world.ask("verify", code, "--json", *more)
    return answer.json()[0]["issued"]


def standing_witness(world):
    """The one that a lost world came with."""
    witness = Witness.__new__(Witness)
    witness.path, witness.world = world.path + ".witness", world
    return witness


def cosign_next(world, vkey):
    """The witness that a lost world came with is told of the new log, and sees it."""
    witness = standing_witness(world)
    with open(os.path.join(witness.path, "logs"), "a", encoding="utf-8") as file:
        file.write(vkey + "\n")
    return cosign(world, witness)


class Lost:
    """A world that was witnessed, worked on, witnessed again, and is now an old copy of itself."""

    made = {}  # a witness is slow on purpose: made once and copied

    def __init__(self, world, after=0):
        self.world = world
        if after not in Lost.made:
            there = copy.copy(world)
            there.path = world.copy(f"lost{after}").path
            Lost.made[after] = self.make(there, after)
        path, known = Lost.made[after]
        vars(self).update(known)
        for end in ("", ".new", ".closed", ".witness"):
            shutil.rmtree(world.path + end, ignore_errors=True)
            shutil.copytree(path + end, world.path + end)
        shutil.copy(path + ".high", world.path + ".high")
        self.export = world.path + ".closed"

    @staticmethod
    def make(there, after):
        known = {"kept_codes": there.codes()}
        witness = Witness(there)
        known["vkey"] = witness.vkey
        known["kept"] = cosign(there, witness)
        shutil.copytree(there.path, there.path + ".old")
        known["lost_codes"] = issue(there, 3)
        known["far"] = cosign(there, witness, known["kept"])
        export(there, "closed")
        for _ in range(after):  # signed, and seen by nobody
            issue(there, 1)
            known["far"] = size_of(there)
        os.rename(there.path, there.path + ".new")
        os.rename(there.path + ".old", there.path)
        return there.path, known

    def begin(self, *more):
        return self.world.sign("log", "new-epoch", "--origin", NEXT, "--note", self.export, *more)

    def begun(self, *more):
        answer = self.begin("--json", *more)
        assert answer.code == 0, answer
        return answer.json()

    def go_on(self):
        """New label keys, as the answer says, and a run of them; its codes."""
        self.world.good("key", "add", "--role", "label")
        return issue(self.world, 2)


def audit(world, source, *more):
    answer = world.ask("log", "audit", source, "--json", *more)
    return answer, answer.json()


@sentence
def an_old_copy_is_offered_both_ways_out(world):
    Lost(world)
    answer = world.refuses("restored-backup", 12, "issue", world.batch, "--count", "1", "--net",
                           "250g", "--packed", day())
    assert "log recover" in answer.err and "log new-epoch" in answer.err, answer


@sentence
def a_new_log_begins_with_the_last_word_of_the_old_and_issuing_goes_on(world):
    lost = Lost(world)
    done = lost.begun()
    assert (done["epoch"], done["kept"], done["signed"]) == (2, lost.kept, lost.far), done
    assert done["act"] == lost.kept and done["origin"] == NEXT, done
    assert world.checkpoint().startswith(f"{NEXT}\n{lost.kept + 1}\n")
    leaf = json.loads(world.ask("log", "leaf", done["act"]).out)
    assert leaf["t"] == "epoch" and leaf["closed"]["size"] == lost.far, leaf
    assert leaf["closed"]["origin"] == "gi.example.cn/log/test" and leaf["why"] == "lost", leaf
    assert len(lost.go_on()) == 2
    assert world.ask("check").code == 0
    assert world.ask("log", "fsck").code == 0, world.ask("log", "fsck")


@sentence
def codes_of_lost_acts_are_never_shown_as_issued(world):
    lost = Lost(world)
    lost.begun()
    fresh = lost.go_on()
    assert not set(fresh) & set(lost.lost_codes)
    bundle = world.path + ".bundle"
    assert world.sign("bundle", bundle).code == 0
    for more in ([], ["--bundle", bundle, "--root", world.root]):
        for code in lost.kept_codes[:1] + fresh[:1]:
            assert verdict(world, code, *more) == "issued", code
        for code in lost.lost_codes:
            assert verdict(world, code, *more) == "unregistered", code


@sentence
def the_old_label_key_issues_nothing_any_more(world):
    lost = Lost(world)
    lost.begun()
    world.refuses("signer-missing", 13, "issue", world.batch, "--count", "1", "--net", "250g",
                  "--packed", day())


@sentence
def batch_numbers_of_lost_acts_are_not_given_again(world):
    lost = Lost(world)
    lost.begun()
    answer = world.run([
        act("make", "tea", holder="0001", product="LSYW", season=SEASON, day=day(-1),
            inputs=f"{world.answers['leaf']['lot']}:42kg", qty="10kg"),
        act("batch", "made", holder="0001", lot="@tea.lot", grade="特级")])
    assert answer.code == 0, answer
    made = json.loads(answer.out.splitlines()[-1])["batch"]
    number = [int(one.split("-")[3], 32) for one in (world.batch, made)]
    assert number[1] > number[0] + lost.far - lost.kept, made


@sentence
def both_logs_are_audited_and_the_gap_is_a_line_of_its_own(world):
    lost = Lost(world)
    lost.begun()
    lost.go_on()
    fresh = export(world, "next")
    answer, found = audit(world, lost.export)
    assert answer.code == 0 and found["violations"] == 0, answer
    answer, found = audit(world, fresh)
    assert answer.code == 0 and found["violations"] == 0 and found["lost"] == lost.far - lost.kept, answer
    gap = [row for row in found["listed"] if row["id"] == "gap"]
    assert len(gap) == 1 and gap[0]["leaf"] == lost.kept, found
    assert f"{lost.kept} to {lost.far - 1}" in gap[0]["values"], gap
    answer = world.ask("log", "audit", lost.export, fresh)
    assert answer.code == 0 and " gap " in answer.out, answer


@sentence
def an_auditor_who_knew_the_old_log_follows_it_into_the_next(world):
    lost = Lost(world)
    state, early = world.path + ".state", world.path + ".early"
    assert audit(world, lost.export, "--state", state)[0].code == 0
    lost.begun()
    fresh = export(world, "next")
    answer, found = audit(world, fresh, "--state", state, "--witness", lost.vkey)
    assert answer.code == 0 and found["origin"] == NEXT, answer
    with open(state, encoding="utf-8") as file:
        assert NEXT in file.read()
    world.ask("log", "audit", lost.export, "--state", early)
    assert audit(world, fresh, "--state", early)[1]["violations"] == 0


@sentence
def a_log_that_was_closed_with_less_than_was_seen_is_told(world):
    lost = Lost(world, after=1)  # an auditor saw what no witness did
    state = world.path + ".state"
    there = Registry(world.path + ".new")
    assert audit(there, export(there, "seen"), "--state", state)[0].code == 0
    os.unlink(world.path + ".high")  # so that the registry does not know it either
    lost.begun()
    answer, found = audit(world, export(world, "next"), "--state", state)
    assert answer.code == 1 and found["findings"][0]["id"] == "rollback", answer


@sentence
def what_only_the_mark_tells_of_is_named_as_lost_too(world):
    lost = Lost(world, after=1)
    done = lost.begun()
    assert done["signed"] == lost.far, done
    leaf = json.loads(world.ask("log", "leaf", done["act"]).out)
    assert leaf["seen"][0] == lost.far and leaf["closed"]["size"] < lost.far, leaf
    lost.go_on()
    answer, found = audit(world, export(world, "next"))
    assert answer.code == 0 and found["lost"] == lost.far - lost.kept, answer


@sentence
def passports_and_proofs_of_before_stay_good_and_new_ones_are_of_the_new_log(world):
    before, after = world.path + ".before.gip", world.path + ".after.gip"
    assert world.ask("passport", world.batch, "--out", before).code == 0
    lost = Lost(world)
    lost.begun()
    lost.go_on()
    assert world.ask("passport", world.batch, "--out", after).code == 0
    for path, origin in ((before, "gi.example.cn/log/test"), (after, NEXT)):
        answer = program("verify", "--passport", path, "--root", world.root, "--json")
        assert answer.code == 0, answer
        assert answer.json()["origin"] == origin, answer
    proof = world.ask("log", "proof", world.answers["run"]["act"])
    assert proof.code == 0 and "gi.example.cn/log/test\n" in proof.out, proof


@sentence
def a_device_takes_the_bundle_of_the_new_log_and_no_older_one_again(world):
    lost = Lost(world)
    there = Registry(world.path + ".new")
    held, stale, news = (world.path + end for end in (".held", ".stale", ".news"))
    for path in (held, stale):
        assert there.sign("bundle", path).code == 0
    assert verdict(world, lost.lost_codes[0], "--bundle", held, "--root", world.root) == "issued"
    lost.begun()
    lost.go_on()
    assert world.sign("bundle", news).code == 0
    update = ["bundle", "update", held]
    answer = program(*update, news, "--root", world.root, env={"HOME": world.path})
    assert answer.code == 0, answer
    assert verdict(world, lost.lost_codes[0], "--bundle", held, "--root",
                   world.root) == "unregistered"
    said(program(*update, stale, "--root", world.root, env={"HOME": world.path}), "bundle-older")


@sentence
def the_witness_begins_the_new_log_from_nothing(world):
    lost = Lost(world)
    done = lost.begun()
    cosign_next(world, done["vkey"])
    export_path = export(world, "next")
    with open(os.path.join(export_path, "checkpoint"), encoding="utf-8") as file:
        assert "institute.example.cn/w1" in file.read()


@sentence
def the_closed_log_stays_readable_under_its_number(world):
    lost = Lost(world)
    lost.begun()
    path = export(world, "next")
    for name in ("checkpoint", "vkey"):
        with open(os.path.join(path, "1", name), encoding="utf-8") as file, \
                open(os.path.join(lost.export, name), encoding="utf-8") as closed:
            assert file.read() == closed.read(), name


def fetch(url):
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code


@sentence
def every_log_is_served_under_its_number(world):
    lost = Lost(world)
    lost.begun()
    with open(os.path.join(lost.export, "checkpoint"), "rb") as file:
        closed = file.read()
    with Served(world) as url:
        log = url.rstrip("/").removesuffix("/log") + "/log/"
        assert fetch(log + "1/checkpoint") == closed
        assert fetch(log + "2/checkpoint") == fetch(log + "checkpoint") != closed
        whole = fetch(f"{log}1/tile/entries/000.p/{lost.kept}")
        assert fetch(f"{log}tile/entries/000.p/{lost.kept + 1}").startswith(whole)
        for path in (f"1/tile/0/000.p/{lost.far}", "3/checkpoint", "01/checkpoint", "0/vkey"):
            assert fetch(log + path) == 404, path


def killed_after(world, command, seconds):
    """True when the program was still at work."""
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired:
        running.kill()
    code = running.wait()
    assert code in (0, -signal.SIGKILL), code
    return code != 0


@sentence
def a_kill_in_the_middle_leaves_before_or_after(world):
    lost = Lost(world)
    command = [os.path.join(BIN, "gitrace"), "log", "new-epoch", "--dir", world.path, "--origin",
               NEXT, "--note", lost.export, "--passphrase-file", PASSPHRASE]
    begun = time.monotonic()
    probe = world.copy("probe")
    shutil.copy(world.path + ".high", probe.path + ".high")
    assert program(*command[1:4], probe.path, *command[5:]).code == 0
    took = time.monotonic() - begun
    for part in range(1, 7):
        killed = killed_after(world, command, took * part / 6)
        begun_already = world.checkpoint().startswith(NEXT + "\n")
        assert killed or begun_already
        assert world.ask("log", "fsck").code == 0
        if begun_already:
            break
    if not begun_already:
        lost.begun()
    lost.go_on()
    assert world.ask("log", "fsck").code == 0


@sentence
def nothing_lost_is_no_reason_and_a_reason_has_to_be_true(world):
    witness = Witness(world)
    cosign(world, witness)
    begin = ["log", "new-epoch", "--origin", NEXT]
    world.refuses("nothing-lost", 12, *begin)
    world.refuses("bad-field", 11, *begin, "--why", "tired")
    answer = world.sign(*begin, "--why", "moved", "--json")
    assert answer.code == 0, answer
    assert world.good("issue", world.batch, "--count", "1", "--net", "250g", "--packed", day())
    answer, found = audit(world, export(world, "next"))
    assert answer.code == 0 and found["lost"] == 0, answer
    assert [row["id"] for row in found["listed"]] == ["seam"], found


@sentence
def lost_leaves_are_not_passed_over_by_another_reason(world):
    lost = Lost(world)
    before = world.state()
    said(lost.begin("--why", "moved"), "leaves-lost")
    assert world.state() == before


@sentence
def a_note_that_cannot_be_the_last_word_is_refused(world):
    lost = Lost(world)
    note, before = world.path + ".note", world.state()
    with open(os.path.join(lost.export, "checkpoint"), encoding="utf-8") as file:
        text = file.read()
    body, lines = text.split("\n\n", 1)
    rows = lines.splitlines(True)
    wrong = {"cosigned by nobody": body + "\n\n" + rows[0],
             "of another log": text.replace("log/test", "log/else", 1),
             "not ours": body.replace(f"\n{lost.far}\n", f"\n{lost.far + 1}\n") + "\n\n" + lines}
    for name, words in wrong.items():
        with open(note, "w", encoding="utf-8") as file:
            file.write(words)
        answer = world.sign("log", "new-epoch", "--origin", NEXT, "--note", note)
        assert answer.code == 12, (name, answer)
        said(answer, "last-word")
    assert world.state() == before


@sentence
def the_same_note_closes_one_log_only(world):
    lost = Lost(world)
    vkey = lost.begun()["vkey"]
    answer = world.sign("log", "new-epoch", "--origin", THIRD, "--note",
                        lost.export)
    said(answer, "last-word")
    cosign_next(world, vkey)
    answer = world.sign("log", "new-epoch", "--origin", "gi.example.cn/log/test", "--why", "moved")
    assert answer.code == 12, answer
    said(answer, "exists")


@sentence
def a_second_epoch_finds_its_last_word_by_itself(world):
    lost = Lost(world)
    vkey = lost.begun()["vkey"]
    third = ["log", "new-epoch", "--origin", THIRD, "--why", "moved"]
    answer = world.sign(*third)
    said(answer, "last-word")
    assert "no witness of DIR/witnesses has cosigned it" in answer.err, answer
    size = cosign_next(world, vkey)
    done = world.good(*third)
    assert (done["epoch"], done["origin"], done["kept"]) == (3, THIRD, size), done
    leaf = json.loads(world.ask("log", "leaf", done["act"]).out)
    assert leaf["closed"]["origin"] == NEXT and leaf["closed"]["size"] == size, leaf
    assert world.ask("log", "fsck").code == 0


@sentence
def without_the_root_key_nothing_begins(world):
    lost = Lost(world)
    name = [name for name in os.listdir(world.file("keys")) if name.startswith("1-root")][0]
    os.rename(world.file("keys/" + name), world.path + ".root")
    before = world.state()
    said(lost.begin(), "signer-missing")
    assert world.state() == before


@sentence
def a_root_key_elsewhere_signs_by_file(world):
    lost = Lost(world)
    name = [name for name in os.listdir(world.file("keys")) if name.startswith("1-root")][0]
    root, file = world.path + ".root", world.path + ".draft"
    os.rename(world.file("keys/" + name), root)
    assert lost.begin("--export", file).code == 0
    said(world.sign("log", "new-epoch", "--submit", file), "signer-missing")
    answer = program("act", "sign", file, "--key-file", root, "--key", "1", "--passphrase-file",
                     PASSPHRASE)
    assert answer.code == 0, answer
    answer = world.sign("log", "new-epoch", "--submit", file, "--json")
    assert answer.code == 0 and answer.json()["kept"] == lost.kept, answer
    assert world.ask("log", "fsck").code == 0


@sentence
def a_copy_from_before_the_seam_catches_up_across_it(world):
    journal = world.path + ".journal"
    with open(world.file("config"), "a", encoding="utf-8") as config:
        config.write(f"journal = {journal}\n")
    lost = Lost(world)
    shutil.copytree(world.path, world.path + ".older")
    lost.begun()
    lost.go_on()
    assert world.sign("log", "tend").code == 0
    published, size = export(world, "next"), size_of(world)
    os.rename(world.path, world.path + ".newer")
    os.rename(world.path + ".older", world.path)
    said(world.sign("log", "tend"), "bad-mark")
    answer = world.ask("log", "recover", published, "--json")
    assert answer.code == 0, answer
    assert answer.json()["size"] == size and world.checkpoint().startswith(NEXT)
    for name in os.listdir(world.path + ".newer/keys"):
        shutil.copy(world.path + ".newer/keys/" + name, world.file("keys"))
    assert issue(world, 1)
    assert world.ask("log", "fsck").code == 0


main()
