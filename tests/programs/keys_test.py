"""The life of keys, passphrases, and drafts that are signed elsewhere."""
import base64
import json
import os

from world import PASSPHRASE, SEASON, Registry, day, main, program, said, sentence


def secret(world, name, text, mode=0o600):
    path = world.file(name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text + "\n")
    os.chmod(path, mode)
    return path


def key_file(world, name):
    return world.file(os.path.join("keys", name))


def issue_one(world, *more):
    return world.sign("issue", world.batch, "--count", "1", "--net", "250g", "--packed", day(),
                      *more)


@sentence
def a_wrong_passphrase_is_denied_and_changes_nothing(world):
    wrong = secret(world, "wrong", "wrong")
    before = world.state()
    answer = world.ask("void", world.units, "--why", "stolen", "--passphrase-file", wrong)
    assert answer.code == 13, answer
    said(answer, "wrong-passphrase")
    assert world.state() == before


@sentence
def a_passphrase_file_that_others_can_read_is_denied(world):
    loose = secret(world, "loose", "示例口令 of the tests", 0o644)
    answer = world.ask("void", world.units, "--why", "stolen", "--passphrase-file", loose)
    assert answer.code == 13, answer
    said(answer, "not-private")


@sentence
def without_a_terminal_or_file_there_is_no_passphrase(world):
    answer = world.ask("void", world.units, "--why", "stolen", stdin=b"", start_new_session=True)
    assert answer.code == 13, answer
    said(answer, "no-passphrase")


@sentence
def a_descriptor_with_one_line_unlocks_all_keys(world):
    with open(PASSPHRASE, "rb") as file:
        answer = world.ask("void", world.units, "--why", "stolen", "--passphrase-fd",
                           file.fileno(), pass_fds=(file.fileno(),))
    assert answer.code == 0, answer


@sentence
def key_files_of_a_demo_are_fast_and_of_a_live_registry_slow(world):
    live = Registry(world.path + ".live")
    answer = live.sign("init", "--name", "x", "--origin", "x.cn/l", "--base-url", "https://x.cn/")
    assert answer.code == 0, answer
    assert b"\x02\x02\x03\xe8" in der(key_file(world, "7-label.pem"))      # 1,000
    assert b"\x02\x03\x09\x27\xc0" in der(key_file(live, "7-label.pem"))   # 600,000


def der(path):
    with open(path, encoding="ascii") as file:
        body = file.read().split("-----")[2]
    return base64.b64decode(body)


@sentence
def one_approver_alone_grants_nothing(world):
    os.remove(key_file(world, "6-bureau.pem"))
    answer = world.refuses("signer-missing", 13, "product", "RCSY", "--demo-values", "--season",
                           SEASON, "--first", day(-9), "--last", day(9), "--label-until", day(90))
    assert "bureau" in answer.err, answer


@sentence
def a_new_label_key_signs_when_it_is_named(world):
    key = world.good("key", "add", "--role", "label", "--products", "LSYW")["key"]
    answer = issue_one(world, "--key", key, "--json")
    assert answer.code == 0 and answer.json()["run"] == [key, 1, 1], answer
    code = world.sign("codes", world.batch).out.split(",")[-1].strip()
    assert world.ask("verify", code).code == 0


@sentence
def a_key_for_another_product_does_not_sign(world):
    key = world.good("key", "add", "--role", "label", "--products", "NHHC")["key"]
    answer = issue_one(world, "--key", key)
    assert answer.code == 13, answer
    said(answer, "key-scope")


@sentence
def a_key_act_that_fails_leaves_no_file(world):
    world.refuses("bad-field", 11, "key", "add", "--role", "king")
    os.remove(key_file(world, "1-root.pem"))
    world.refuses("signer-missing", 13, "key", "add", "--role", "label")


@sentence
def a_retired_key_signs_no_more_but_its_labels_stay_good(world):
    code = world.codes()[0]
    world.good("key", "retire", "7")
    answer = issue_one(world)
    assert answer.code == 13, answer
    said(answer, "signer-missing")
    assert world.ask("verify", code).code == 0


@sentence
def a_leaked_key_is_trusted_up_to_its_last_good_serial(world):
    codes = world.codes()
    world.good("key", "leaked", "7", "--last-good", "10")
    assert world.ask("verify", codes[9]).code == 0
    assert world.ask("verify", codes[10]).code == 1


@sentence
def a_leaked_key_needs_a_last_good_serial(world):
    world.refuses("missing-field", 11, "key", "leaked", "7")


@sentence
def the_root_rotates_to_the_announced_key_and_on(world):
    world.good("key", "rotate")
    states = {row["id"]: row["state"] for row in world.read("key", "list")
              if row["role"] == "root"}
    assert states == {1: "retired", 2: "active"}, states
    world.good("key", "rotate")
    world.good("key", "add", "--role", "label")
    assert world.ask("check").code == 0


@sentence
def an_unannounced_root_is_refused(world):
    other = Registry(world.path + ".other")
    assert other.sign("init", "--name", "x", "--origin", "x.cn/l", "--base-url", "http://x.cn/",
                      "--kind", "demo").code == 0
    os.replace(key_file(other, "2-root.pem"), key_file(world, "2-root.pem"))
    world.refuses("wrong-root", 13, "key", "rotate")


@sentence
def a_changed_passphrase_opens_and_the_old_one_does_not(world):
    fresh = secret(world, "fresh", "新口令")
    answer = world.sign("key", "passwd", "4", "--new-passphrase-file", fresh)
    assert answer.code == 0, answer
    answer = world.sign("void", world.units, "--why", "stolen")
    assert answer.code == 13, answer
    said(answer, "wrong-passphrase")
    two = secret(world, "two", "新口令\n示例口令 of the tests")
    with open(two, "rb") as file:
        answer = world.ask("void", world.units, "--why", "stolen", "--passphrase-fd",
                           file.fileno(), pass_fds=(file.fileno(),))
    assert answer.code == 0, answer


@sentence
def a_damaged_key_file_is_named(world):
    path = key_file(world, "4-registry.pem")
    with open(path, "rb") as file:
        text = file.read()
    with open(path, "wb") as file:
        file.write(text[:-120] + text[-60:])
    before = world.state()
    answer = world.sign("void", world.units, "--why", "stolen")
    assert answer.code in (13, 17) and "4-registry.pem" in answer.err, answer
    assert world.state() == before


# ---- drafts that go by file ----

def export_grant(world):
    source = world.good("source", "0001", "--product", "LSYW", "--kind", "plot", "--township",
                        "360402101", "--capacity", "3mu")["source"]
    path = world.file("grant.json")
    answer = world.ask("grant", "LSYW", "--season", SEASON, "--sources", source, "--export", path)
    assert answer.code == 0, answer
    return path


def sign_with(path, key):
    answer = program("act", "sign", path, "--key-file", key, "--passphrase-file", PASSPHRASE)
    assert answer.code == 0, answer


@sentence
def a_draft_signed_by_both_elsewhere_is_done(world):
    path = export_grant(world)
    sign_with(path, key_file(world, "5-authority.pem"))
    sign_with(path, key_file(world, "6-bureau.pem"))
    for name in ("5-authority.pem", "6-bureau.pem"):
        os.remove(key_file(world, name))
    assert world.good("act", "submit", path)["kind"] == "grant"


@sentence
def a_draft_signed_by_one_alone_is_refused(world):
    path = export_grant(world)
    sign_with(path, key_file(world, "5-authority.pem"))
    answer = world.refuses("signer-missing", 13, "act", "submit", path)
    assert "bureau" in answer.err, answer


@sentence
def a_draft_that_somebody_changed_is_refused(world):
    path = export_grant(world)
    sign_with(path, key_file(world, "5-authority.pem"))
    sign_with(path, key_file(world, "6-bureau.pem"))
    with open(path, encoding="utf-8") as file:
        draft = json.load(file)
    draft["leaf"]["qty"] += 1
    with open(path, "w", encoding="utf-8") as file:
        json.dump(draft, file)
    world.refuses("draft-stale", 12, "act", "submit", path)


@sentence
def a_draft_of_yesterdays_registry_is_stale(world):
    path = export_grant(world)
    sign_with(path, key_file(world, "5-authority.pem"))
    sign_with(path, key_file(world, "6-bureau.pem"))
    world.good("suspend", "0002", "--op", "suspend", "--why", "inspection")
    world.refuses("draft-stale", 12, "act", "submit", path)


@sentence
def an_exported_draft_is_private(world):
    assert os.stat(export_grant(world)).st_mode & 0o777 == 0o600


main()
