"""An old copy of the registry is put back: it refuses, catches up, and goes on."""
import filecmp
import json
import os
import shutil
import sqlite3
import stat

from world import SEASON, act, day, main, product, said, sentence


def keep_journal(world):
    """A journal from now on; its path."""
    path = world.path + ".journal"
    with open(world.file("config"), "a", encoding="utf-8") as config:
        config.write(f"journal = {path}\n")
    return path


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def old_copy(world):
    shutil.copytree(world.path, world.path + ".old")


def put_back(world):
    """What an operator does who has only last week's directory; the newest is kept aside."""
    os.rename(world.path, world.path + ".new")
    os.rename(world.path + ".old", world.path)


def export(world, name):
    path = world.path + "." + name
    assert world.ask("log", "export", path).code == 0
    return path


WORK = [
    act("harvest", ident, source="1", product="LSYW", season=SEASON, day=day(-1), qty="42kg")
    for ident in ("first", "second")
] + [
    act("make", "tea", holder="0001", product="LSYW", season=SEASON,
        inputs="@first.lot:42kg", qty="10kg", day=day(-1)),
    act("batch", "batch", holder="0001", lot="@tea.lot", grade="特级", note="明前"),
    act("issue", "run", batch="@batch.batch", count=10, net="250g", packed=day(), scratch="yes"),
]


def work(world):
    """Acts with private fields, labels, a cancel, the daily leaves, another key."""
    answer = world.run(WORK)
    assert answer.code == 0, answer
    units = [json.loads(line) for line in answer.out.splitlines()][-1]["units"]
    assert world.sign("cancel", units.split("..")[0], "--why", "unused").code == 0
    assert world.sign("log", "tend").code == 0
    assert world.sign("suspend", "0002", "--op", "suspend", "--why", "inspection").code == 0


def same_files(left, right):
    compared = filecmp.dircmp(left, right)
    assert not compared.left_only and not compared.right_only, compared.left_only
    _, wrong, odd = filecmp.cmpfiles(left, right, compared.common_files, shallow=False)
    assert not wrong and not odd, wrong
    for name in compared.common_dirs:
        same_files(os.path.join(left, name), os.path.join(right, name))


def all_agree(world, published):
    assert world.ask("check").code == 0
    assert world.ask("log", "fsck").code == 0, world.ask("log", "fsck")
    assert world.ask("log", "audit", published).code == 0


@sentence
def an_old_copy_refuses_recovers_and_goes_on_where_the_log_stands(world):
    keep_journal(world)
    old_copy(world)
    work(world)
    published = export(world, "published")
    size = len(world.read("list", "acts"))
    put_back(world)
    world.refuses("restored-backup", 12, "suspend", "0003", "--op", "suspend", "--why", "request")
    answer = world.ask("log", "recover", published, "--json")
    assert answer.code == 0, answer
    assert answer.json()["size"] > answer.json()["from"]
    assert len(world.read("list", "acts")) == size
    same_files(export(world, "again"), published)
    done = world.good("suspend", "0003", "--op", "suspend", "--why", "request")
    assert done["act"] == answer.json()["size"]
    all_agree(world, export(world, "published"))


@sentence
def what_was_recovered_is_row_for_row_what_was_lost(world):
    keep_journal(world)
    old_copy(world)
    work(world)
    published = export(world, "published")
    seen = [world.ask("balance", "--json").out, world.ask("history", "--json").out,
            world.ask("show", "batch", world.batch, "--private", "--json").out]
    put_back(world)
    assert world.ask("log", "recover", published).code == 0
    assert seen == [world.ask("balance", "--json").out, world.ask("history", "--json").out,
                    world.ask("show", "batch", world.batch, "--private", "--json").out]


def public_work(world):
    assert world.sign("issue", world.batch, "--count", "5", "--net", "250g", "--packed",
                      day()).code == 0
    assert world.sign("log", "tend").code == 0
    assert world.sign("suspend", "0002", "--op", "suspend", "--why", "inspection").code == 0
    answer = world.run([product("ZZZZ", index=9, zh="试验茶", en="Test tea", path="raw",
                                source="plot", cap="1.5kg", ratio="42:10", area="360424",
                                nets="100g,1.25kg", best_before="45d", grades="特级=Best")])
    assert answer.code == 0, answer


@sentence
def without_a_journal_public_acts_are_made_again_from_their_leaves(world):
    old_copy(world)
    public_work(world)
    published = export(world, "published")
    put_back(world)
    answer = world.ask("log", "recover", published, "--json")
    assert answer.code == 0, answer
    assert answer.json()["journal"] == 0 and answer.json()["rebuilt"] >= 3
    same_files(export(world, "again"), published)
    assert world.sign("suspend", "0002", "--op", "resume", "--why", "cleared").code == 0
    all_agree(world, export(world, "published"))


@sentence
def packages_and_gtins_come_back_without_a_journal_and_work_goes_on(world):
    labels = world.good("issue", world.batch, "--count", "6", "--net", "250g", "--packed",
                        day())["units"]
    old_copy(world)
    first, last = world.good("pack", "--units", labels, "--each", "3")["units"].split("..")
    world.good("unpack", first, "--why", "damaged")
    world.good("gtin", "--holder", "0001", "--product", "LSYW", "--net", "250g", "--gtin",
               "6901234567892")
    published = export(world, "published")
    put_back(world)
    answer = world.ask("log", "recover", published, "--json")
    assert answer.code == 0 and answer.json()["rebuilt"] == 3, answer
    same_files(export(world, "again"), published)
    world.refuses("in-package", 12, "pack", "--units", labels)
    world.refuses("already", 12, "unpack", first)
    world.good("unpack", last)
    world.good("pack", "--units", labels)
    all_agree(world, export(world, "published"))


def forget_secret(world):
    with sqlite3.connect(world.file("registry.db")) as store:
        gone = store.execute("DELETE FROM meta WHERE name = 'status secret'").rowcount
    store.close()
    assert gone == 1, gone


@sentence
def a_status_leaf_whose_secret_was_lost_is_named_and_nothing_changes(world):
    forget_secret(world)  # as in a registry that was founded before the founding drew it
    old_copy(world)
    public_work(world)
    published = export(world, "published")
    put_back(world)
    answer = world.refuses("recover-lost", 12, "log", "recover", published, "--json")
    assert {leaf["kind"] for leaf in answer.json()["lost"]} == {"status"}


@sentence
def a_restored_backup_recovers_from_the_journal_that_was_cut_for_it(world):
    keep_journal(world)
    assert world.ask("backup", world.path + ".copy", "--cut-journal").code == 0
    work(world)
    published = export(world, "published")
    os.rename(world.path, world.path + ".new")
    assert world.ask("restore", world.path + ".copy").code == 0
    shutil.rmtree(world.file("keys"))
    shutil.copytree(world.path + ".new/keys", world.file("keys"))
    answer = world.ask("log", "recover", published, "--journal", world.path + ".journal", "--json")
    assert answer.code == 0, answer
    assert answer.json()["rebuilt"] == 0
    assert world.sign("suspend", "0002", "--op", "resume", "--why", "cleared").code == 0
    all_agree(world, export(world, "published"))


@sentence
def without_a_journal_private_acts_are_listed_and_nothing_changes(world):
    old_copy(world)
    work(world)
    published = export(world, "published")
    put_back(world)
    answer = world.refuses("recover-lost", 12, "log", "recover", published)
    assert " harvest" in answer.out and " make" in answer.out and " issue" not in answer.out
    assert "--journal" in answer.err and "new-epoch" in answer.err, answer


@sentence
def a_log_of_somebody_else_is_refused(world):
    keep_journal(world)
    old_copy(world)
    published = export(world, "published")
    head = os.path.join(published, "checkpoint")
    with open(head, encoding="utf-8") as file:
        text = file.read()
    with open(head, "w", encoding="utf-8") as file:
        file.write(text.replace("gi.example.cn/log/test", "gi.example.cn/log/other", 1))
    world.refuses("recover-differs", 12, "log", "recover", published)


@sentence
def one_changed_byte_in_a_published_leaf_is_refused(world):
    keep_journal(world)
    old_copy(world)
    work(world)
    published = export(world, "published")
    put_back(world)
    for folder, _, names in os.walk(os.path.join(published, "tile", "entries")):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                data = file.read()
            with open(path, "wb") as file:
                file.write(data.replace(b'"unused"', b'"unusee"'))
    world.refuses("recover-differs", 12, "log", "recover", published)


@sentence
def the_journal_is_outside_private_and_one_line_an_act(world):
    path = keep_journal(world)
    size = len(world.read("list", "acts"))
    work(world)
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert [line["index"] for line in lines(path)] == list(
        range(size, len(world.read("list", "acts"))))


@sentence
def a_journal_inside_the_registry_is_refused(world):
    with open(world.file("config"), "a", encoding="utf-8") as config:
        config.write(f"journal = {world.file('journal')}\n")
    answer = world.sign("suspend", "0002", "--op", "suspend", "--why", "inspection")
    said(answer, "bad-field")


@sentence
def a_journal_that_cannot_be_written_warns_and_undoes_nothing(world):
    path = keep_journal(world)
    os.mkdir(path)
    answer = world.sign("suspend", "0002", "--op", "suspend", "--why", "inspection")
    assert answer.code == 0
    said(answer, "journal")


@sentence
def an_erased_value_leaves_the_journal_too(world):
    path = keep_journal(world)
    answer = world.run([act("holder", "grower", kind="grower", name="示例农户乙", card="0002",
                            phone="13800000000")])
    assert answer.code == 0, answer
    with open(path, "rb") as file:
        assert b"13800000000" in file.read()
    index = json.loads(answer.out.splitlines()[0])["act"]
    assert world.sign("erase", "--act", str(index), "--field", "phone", "--why",
                      "request").code == 0
    with open(path, "rb") as file:
        assert b"13800000000" not in file.read()
    line = lines(path)[0]
    assert line["erased"] == ["phone"] and "phone" not in line["salts"]
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600


@sentence
def a_backup_cuts_the_journal_when_asked(world):
    path = keep_journal(world)
    work(world)
    answer = world.ask("backup", world.path + ".copy1")
    assert "--cut-journal" in answer.out and len(lines(path)) > 0
    assert world.ask("backup", world.path + ".copy2", "--cut-journal").code == 0
    assert lines(path) == []
    assert world.sign("suspend", "0002", "--op", "resume", "--why", "cleared").code == 0
    assert len(lines(path)) == 1


main()
