"""What a registry does from its founding to a verified label, through the programs alone."""
import csv
import io
import json
import os

from world import (BIN, PASSPHRASE, ROOM, SEASON, SETUP, Registry, Skip, act, day, main, program,
                   said, sentence)


@sentence
def a_fresh_label_is_issued_and_in_force(world):
    answer = world.ask("verify", world.codes()[0], "--json")
    verdict = answer.json()[0]
    assert answer.code == 0, answer
    assert (verdict["issued"], verdict["good"], verdict["batch"]) == ("issued", "in_force",
                                                                      world.batch)


@sentence
def the_answer_for_people_has_both_languages_and_says_nothing_of_genuine(world):
    answer = world.ask("verify", world.codes()[0])
    assert "已签发" in answer.out and "issued" in answer.out, answer
    assert "正品" not in answer.out and "genuine" not in answer.out, answer


@sentence
def the_language_of_answers_can_be_chosen(world):
    zh = world.ask("verify", world.batch, "--lang", "zh")
    en = world.ask("verify", world.batch, env={"LANG": "en_GB.UTF-8"})
    assert "已签发" in zh.out and "the ledger holds it" not in zh.out, zh
    assert "the ledger holds it" in en.out and "已签发" not in en.out, en


@sentence
def one_changed_digit_is_forged_or_no_code_at_all(world):
    code = world.codes()[0]
    changed = code[:-5] + str((int(code[-5]) + 1) % 10) + code[-4:]
    answer = world.ask("verify", changed, "--json")
    verdict = answer.json()[0]
    assert verdict["issued"] in ("forged", "unknown"), answer
    assert answer.code == (1 if verdict["issued"] == "forged" else 3), answer


@sentence
def a_code_that_the_ledger_does_not_hold_is_unregistered(world):
    earlier = world.copy("earlier")
    world.good("issue", world.batch, "--count", "5", "--net", "50g", "--packed", day())
    code = world.codes()[-1]
    answer = earlier.ask("verify", code, "--json")
    assert answer.code == 1 and answer.json()[0]["issued"] == "unregistered", answer


@sentence
def a_typed_number_cannot_be_told_but_is_known(world):
    number = world.units.split("..")[0]
    answer = world.ask("verify", number.lower().replace("-", " "), "--json")
    verdict = answer.json()[0]
    assert answer.code == 3, answer
    assert (verdict["issued"], verdict["unknown"], verdict["unit"]) == ("unknown", "typed", number)


@sentence
def a_batch_id_is_answered_with_its_labels(world):
    verdict = world.read("verify", world.batch)[0]
    assert (verdict["issued"], verdict["units_issued"]) == ("issued", 20), verdict


@sentence
def a_void_label_is_negative_and_names_the_reason(world):
    code = world.codes()[2]
    number = world.ask("verify", code, "--json").json()[0]["unit"]
    world.good("void", number, "--why", "stolen")
    answer = world.ask("verify", code, "--json")
    assert answer.code == 1, answer
    assert (answer.json()[0]["good"], answer.json()[0]["state_why"]) == ("void", "stolen")


@sentence
def the_worst_of_several_answers_is_the_exit_code(world):
    codes = world.codes()
    number = world.ask("verify", codes[0], "--json").json()[0]["unit"]
    world.good("void", number, "--why", "damaged")
    assert world.ask("verify", codes[1], world.units.split("..")[1]).code == 3
    assert world.ask("verify", codes[1], world.units.split("..")[1], codes[0]).code == 1


@sentence
def cancelled_labels_give_their_tea_back(world):
    before = balance(world, "0001", "made")
    world.good("cancel", world.units, "--why", "unused")
    assert balance(world, "0001", "made") == before + 20 * 250000
    assert world.ask("verify", world.codes()[0]).code == 1


def balance(world, holder, material):
    rows = world.read("balance", "--holder", holder)["accounts"]
    return sum(row["balance"] for row in rows if row["material"] == material)


@sentence
def the_codes_of_a_run_are_csv_with_a_header(world):
    answer = world.sign("codes", world.batch)
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    assert list(rows[0]) == ["serial", "number", "url"] and len(rows) == 20, answer
    assert all(row["url"].startswith("http://gi.jj.cn/") for row in rows)
    assert rows[0]["number"] == world.units.split("..")[0]


@sentence
def codes_are_the_same_with_one_and_with_four_threads(world):
    assert world.codes("--threads", "4") == world.codes() == world.codes("--threads", "1")


@sentence
def part_of_a_run_is_the_same_part(world):
    assert world.codes("--from", "6", "--count", "3") == world.codes()[5:8]


@sentence
def codes_are_never_written_over_a_file(world):
    path = world.file("codes.csv")
    assert world.sign("codes", world.batch, "--out", path).code == 0
    answer = world.sign("codes", world.batch, "--out", path)
    assert answer.code == 12, answer
    said(answer, "file-exists")


@sentence
def a_test_code_is_never_good(world):
    code = world.sign("codes", "--test").out.strip()
    answer = world.ask("verify", code, "--json")
    assert answer.code == 3 and answer.json()[0]["unknown"] == "test", answer


@sentence
def a_batch_paper_code_is_issued_and_of_type_three(world):
    code = world.sign("codes", "--paper", world.batch).out.strip()
    assert len(code.rsplit("/", 1)[1]) == 209, code
    answer = world.ask("verify", code, "--json")
    assert answer.code == 0 and answer.json()[0]["type"] == 3, answer


@sentence
def the_same_file_run_twice_changes_nothing_and_answers_alike(world):
    lines = [act("harvest", "a", source="2", product="NHHC", season=SEASON, day=day(), qty="84kg"),
             act("make", "b", holder="0002", product="NHHC", season=SEASON, inputs="@a.lot:84kg",
                 qty="20kg", day=day()),
             act("batch", "c", holder="0002", lot="@b.lot"),
             act("issue", "d", batch="@c.batch", count=7, net="100g", packed=day()),
             act("void", units="@d.units", why="misprint")]
    first = world.run(lines)
    assert first.code == 0, first
    before = world.state()
    again = world.run(lines)
    rows = [json.loads(line) for line in again.out.splitlines()]
    assert again.code == 0 and all(row.pop("repeated") for row in rows), again
    assert rows == [json.loads(line) for line in first.out.splitlines()]
    assert world.state() == before


@sentence
def a_failing_line_undoes_the_whole_file_and_is_named(world):
    before = world.state()
    answer = world.run([act("void", units=world.units.split("..")[0], why="stolen"),
                        act("issue", batch=world.batch, count=0, net="250g", packed=day())])
    assert answer.code == 11 and "bad-count: [row 2] " in answer.err, answer
    assert world.state() == before


@sentence
def a_reference_to_no_answer_is_refused(world):
    answer = world.run([act("void", units="@nothing.units", why="stolen")])
    assert answer.code == 11 and "bad-field: [row 1] " in answer.err, answer


@sentence
def the_catalogue_fills_what_it_knows_about_a_product(world):
    world.good("product", "RCSY", "--demo-values", "--season", SEASON, "--first", day(-9),
               "--last", day(9), "--label-until", day(90))
    row = next(row for row in world.read("list", "products") if row["product"] == "RCSY")
    assert row["zh"] == "瑞昌山药" and row["area"] == [360481], row


@sentence
def the_command_line_wins_over_the_catalogue(world):
    world.good("product", "RCSY", "--demo-values", "--season", SEASON, "--first", day(-9),
               "--last", day(9), "--label-until", day(90), "--en", "Yam of Ruichang")
    row = next(row for row in world.read("list", "products") if row["product"] == "RCSY")
    assert row["en"] == "Yam of Ruichang", row


@sentence
def every_list_has_rows_and_a_table(world):
    for what in ("products", "holders", "sources", "batches", "runs", "keys", "acts"):
        assert world.read("list", what), what
        assert len(world.ask("list", what).out.splitlines()) == len(world.read("list", what)) + 1


@sentence
def a_growers_name_stands_only_in_the_private_record(world):
    for verb in (("list", "holders"), ("history",), ("show", "holder", "0003"), ("list", "acts")):
        assert "示例农户" not in world.ask(*verb, "--json").out, verb
    assert "示例农户" in world.ask("history", "--private", "--json").out


@sentence
def the_books_balance_and_people_see_units(world):
    assert world.read("balance")["balanced"] is True
    assert sum(row["balance"] for row in world.read("balance")["accounts"]) == 0
    assert "45 kg" in world.ask("balance", "--holder", "0001").out


@sentence
def a_batchs_history_holds_what_happened_to_its_labels(world):
    world.good("void", world.units.split("..")[0], "--why", "stolen")
    acts = [row["act"] for row in world.read("history", "--batch", world.batch)]
    assert acts == ["batch", "issue", "void"], acts


@sentence
def a_holders_history_holds_its_harvests(world):
    acts = [row["act"] for row in world.read("history", "--holder", "0001")]
    assert acts == ["holder", "source", "grant", "harvest", "make", "batch", "issue"], acts


@sentence
def an_amendment_keeps_what_stood_before(world):
    batch = world.read("show", "batch", world.batch)
    world.good("amend", str(batch["act"]), "--field", "note", "--value", "手工", "--why", "typing")
    assert world.read("show", "batch", world.batch)["note"] == "手工"
    assert world.read("show", "act", str(batch["act"]))["act"] == "batch"


@sentence
def every_act_has_a_proof_under_the_checkpoint(world):
    note = world.checkpoint()
    for row in world.read("list", "acts"):
        proof = world.ask("log", "proof", str(row["index"]))
        assert proof.code == 0 and proof.out.startswith("c2sp.org/tlog-proof@v1\n"), proof
        assert proof.out.endswith(note), proof


@sentence
def a_leaf_is_canonical_json_without_a_name(world):
    for row in world.read("list", "acts"):
        leaf = world.ask("log", "leaf", str(row["index"])).out.rstrip("\n")
        parsed = json.loads(leaf)
        assert json.dumps(parsed, ensure_ascii=False, separators=(",", ":"),
                          sort_keys=True) == leaf
        assert "示例农户" not in leaf and "示例茶业" not in leaf, leaf


@sentence
def an_act_that_is_not_there_has_no_proof(world):
    answer = world.ask("log", "proof", "9999")
    assert answer.code == 10, answer
    said(answer, "no-act")


@sentence
def the_whole_of_a_registry_agrees(world):
    assert world.ask("check").code == 0


@sentence
def help_names_every_act_and_its_fields(world):
    text = program("help").out
    for verb in ("harvest", "issue", "void", "suspend", "amend", "verify", "serve"):
        assert f"  {verb} " in text, verb
    fields = world.ask("issue", "--help").out
    assert "--packed" in fields and "包装日" in fields and "label" in fields, fields


@sentence
def a_program_beside_our_own_is_started_and_nothing_else(world):
    answer = program("serve", "--help", env={"PATH": ROOM})
    if not os.path.exists(os.path.join(BIN, "gitrace-serve")):
        said(answer, "no-program")
        raise Skip("gitrace-serve is not built")
    assert answer.code == 0 and "gitrace-serve" in answer.out, answer


@sentence
def the_registry_may_come_from_the_environment(world):
    assert program("check", env={"GITRACE_DIR": world.path}).code == 0
    answer = program("check", env={"GITRACE_DIR": world.file("nothing")})
    assert answer.code == 10, answer
    said(answer, "no-registry")


@sentence
def a_failed_init_leaves_no_directory(world):
    fresh = Registry(world.path + ".fresh")
    answer = fresh.sign("init", "--name", "x", "--origin", "a b", "--base-url", "http://x.cn/",
                        "--kind", "demo")
    assert answer.code == 11 and not os.path.exists(fresh.path), answer


@sentence
def a_live_registry_wants_https(world):
    fresh = Registry(world.path + ".live")
    answer = fresh.sign("init", "--name", "x", "--origin", "x.cn/l", "--base-url", "http://x.cn/")
    assert answer.code == 11 and not os.path.exists(fresh.path), answer


@sentence
def init_never_touches_a_registry_that_is_there(world):
    before = world.state()
    answer = world.sign("init", "--name", "x", "--origin", "x.cn/l", "--base-url", "http://x.cn/",
                        "--kind", "demo")
    assert answer.code == 12 and world.state() == before, answer
    said(answer, "file-exists")


@sentence
def a_registry_of_the_gm_suite_issues_and_verifies(world):
    fresh = Registry(world.path + ".gm")
    answer = fresh.sign("init", "--name", "示例", "--origin", "x.cn/gm", "--base-url",
                        "http://x.cn/", "--kind", "demo", "--suite", "gm")
    assert answer.code == 0 and os.path.exists(PASSPHRASE), answer
    keys = [(row["role"], row["alg"]) for row in fresh.read("list", "keys")]
    assert ("label", "sm2") in keys and len(fresh.checkpoint().splitlines()) == 6, keys
    assert [alg for role, alg in keys if role == "log"] == ["ed25519", "sm2"], keys
    answer = fresh.run(SETUP)
    assert answer.code == 0, answer
    batch = fresh.read("list", "batches")[0]["batch"]
    code = fresh.sign("codes", batch).out.split("\r\n")[1].split(",")[2]
    verdict = fresh.read("verify", code)[0]
    assert (verdict["issued"], verdict["good"]) == ("issued", "in_force"), verdict
    changed = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert fresh.ask("verify", changed).code in (1, 3)
    assert fresh.ask("check").code == 0


@sentence
def a_bundle_of_the_gm_suite_answers_from_its_sm2_root(world):
    fresh, trust = Registry(world.path + ".gm"), world.path + ".trust"
    root = fresh.good("init", "--name", "示例", "--origin", "x.cn/gm", "--base-url",
                      "http://x.cn/", "--kind", "demo", "--suite", "gm")["root"]
    assert fresh.run(SETUP).code == 0
    batch = fresh.read("list", "batches")[0]["batch"]
    code = fresh.sign("codes", batch).out.split("\r\n")[1].split(",")[2]
    assert fresh.sign("bundle", fresh.path + ".bundle").code == 0
    assert program("trust", root, "--trust", trust).code == 0
    answer = program("verify", "--bundle", fresh.path + ".bundle", "--trust", trust, code, "--json")
    verdict = answer.json()[0]
    assert answer.code == 0 and verdict["offline"], answer
    assert (verdict["issued"], verdict["good"]) == ("issued", "in_force"), verdict


main()
