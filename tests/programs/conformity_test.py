"""Certificates of conformity from the terminal: leaf is free, a firm issues, mixing, printing."""
import json
import os
import shutil
import subprocess

from world import ROOM, SEASON, Skip, act, day, main, said, sentence

FACTS = dict(basis="self-test", place="瑞昌市南阳乡", contact="0792-1234567")


def yam(world, *qty):
    """Lots of yam, which is fresh produce, of the firm; and the firm's number."""
    firm = world.answers["firm"]["holder"]
    world.good("product", "RCSY", "--demo-values", "--season", SEASON, "--first", day(-9),
               "--last", day(9), "--label-until", day(90))
    lines = [act("source", "field", holder=firm, product="RCSY", kind="plot",
                 township="360481100", capacity="3mu"),
             act("grant", product="RCSY", season=SEASON, sources="@field.source")]
    lines += [act("make", f"lot{n}", holder=firm, product="RCSY", season=SEASON,
                  source="@field.source", qty=one, day=day(-1)) for n, one in enumerate(qty)]
    done = world.run(lines)
    assert done.code == 0, done
    rows = [json.loads(row) for row in done.out.splitlines()]
    return firm, [row["lot"] for row in rows if "lot" in row]


def issue(world, firm, lot, **more):
    fields = dict(FACTS, holder=firm, lot=lot, **more)
    return world.good("conformity", *[w for k, v in fields.items() if v is not None
                                      for w in (f"--{k}", v)])


def printed(world, number, name, *more):
    path = os.path.join(ROOM, f"{os.path.basename(world.path)}-{name}")
    answer = world.sign("label", "conformity", number, "--out", path, *more)
    assert answer.code == 0, answer
    assert oct(os.stat(path).st_mode & 0o777) == "0o600", "readable by others"
    return path


def read_code(path):
    if shutil.which("zbarimg") is None:
        raise Skip("zbarimg is not installed")
    done = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sbinary=no", path],
                          capture_output=True, timeout=60)
    return done.stdout.decode().strip()


@sentence
def a_household_sells_its_leaf_without_a_certificate(world):
    grower = world.answers["grower"]["holder"]
    firm = world.answers["firm"]["holder"]
    done = world.run([
        act("source", "plot", holder=grower, product="LSYW", kind="plot", township="360483107",
            capacity="10mu"),
        act("grant", product="LSYW", season=SEASON, sources="@plot.source"),
        act("harvest", "leaf", source="@plot.source", product="LSYW", season=SEASON, day=day(-1),
            qty="42kg"),
    ])
    assert done.code == 0, done
    lot = json.loads(done.out.splitlines()[-1])["lot"]
    card = world.good("card", grower, "--op", "issue")
    sold = world.good("transfer", "--from", grower, "--to", firm, "--lots", f"{lot}:42kg", "--day",
                      day(), "--card", "0001", "--slip", card["slip_codes"][0])
    assert sold["to_balance"] > 42000000 - 1, sold


@sentence
def a_firm_issues_one_for_its_raw_lot_and_it_is_shown(world):
    firm, leaf = world.answers["firm"]["holder"], world.answers["leaf"]["lot"]
    number = issue(world, firm, leaf)["conformity"]
    shown = world.read("show", "conformity", number)
    assert shown["lot"] == leaf and shown["basis_text"] == "自行检测", shown
    assert "contact" not in shown and "0792" not in json.dumps(shown), shown
    assert world.read("show", "conformity", number, "--private")["contact"] == "0792-1234567"
    assert [row["conformity"] for row in world.read("list", "conformities")] == [number]
    leaf = world.read("show", "act", number)["leaf"]
    assert leaf["org"] == firm and "lot" not in leaf and "place" not in leaf, leaf


@sentence
def fresh_produce_of_a_firm_waits_for_its_certificate(world):
    firm, lots = yam(world, "900kg")
    answer = world.refuses("conformity-wanted", 12, "batch", "--holder", firm, "--lot", lots[0])
    assert "须先开具承诺达标合格证" in answer.err, answer
    number = issue(world, firm, lots[0])["conformity"]
    batch = world.good("batch", "--holder", firm, "--lot", lots[0])["batch"]
    assert world.read("show", "batch", batch)["conformity"].startswith(f"第 {number} 号")


@sentence
def mixing_asks_for_a_new_one_that_names_the_old(world):
    firm, lots = yam(world, "400kg", "500kg")
    first = issue(world, firm, lots[0])["conformity"]
    issue(world, firm, lots[1])
    mixed = world.good("merge", "--holder", firm, "--lots",
                       f"{lots[0]}:400kg,{lots[1]}:500kg")["lot"]
    world.refuses("conformity-mixed", 12, "batch", "--holder", firm, "--lot", mixed)
    number = issue(world, firm, mixed, ref=first)["conformity"]
    assert world.read("show", "conformity", number)["ref"] == first
    world.good("batch", "--holder", firm, "--lot", mixed)


@sentence
def repacking_asks_for_a_new_one_and_a_passport_names_the_one_it_leaves_out(world):
    firm, lots = yam(world, "900kg")
    first = issue(world, firm, lots[0])["conformity"]
    batch = world.good("batch", "--holder", firm, "--lot", lots[0])["batch"]
    label = ("issue", "--batch", batch, "--count", "2", "--net", "1kg", "--packed", day())
    units = world.good(*label)["units"]
    world.good("repack", "--units", units, "--why", "size")
    world.refuses("conformity-repacked", 12, *label)
    path = world.path + ".gip"
    told = world.ask("passport", batch, "--out", path, "--with", "conformity")
    said(told, "left-repacked")
    assert told.code == 0 and f"第 {first} 号" in told.err and batch in told.err, told
    answer = world.ask("passport", batch, "--out", path + "2", "--with", "conformity", "--json")
    left = answer.json()["left_out"]
    assert [(row["group"], row["id"]) for row in left] == [("conformity", "left-repacked")], left
    second = issue(world, firm, None, batch=batch, ref=first)["conformity"]
    world.good(*label)
    told = world.ask("passport", batch, "--out", path + "3", "--with", "conformity")
    assert told.code == 0 and told.err == "", (second, told)


@sentence
def it_is_printed_with_the_code_of_its_batch_and_read_back(world):
    firm, lots = yam(world, "900kg")
    number = issue(world, firm, lots[0])["conformity"]
    batch = world.good("batch", "--holder", firm, "--lot", lots[0])["batch"]
    code = read_code(printed(world, number, "code.png", "--form", "code"))
    assert code.startswith("http://gi.jj.cn/") and len(code) == len("http://gi.jj.cn/") + 209, code
    verdict = world.read("verify", code)[0]
    assert verdict["issued"] == "issued" and batch in json.dumps(verdict), verdict


def goods_taken_back(world, lot):
    """The batch of a lot that came with an import and went with it, and the act that took it."""
    sheet = world.path + "-goods.csv"
    with open(sheet, "w", encoding="utf-8") as file:
        file.write(f"记录,主体,数量(公斤),成品批\n批次,91360424MA0TE5T16U,300,{lot}\n")
    report = world.good("import", "mixed", sheet, "--commit")
    batch = world.read("history", "--from", report["last"])[0]["leaf"]["batch"]
    return batch, world.good("undo-import", report["first"], "--count", 1)["act"]


@sentence
def the_code_of_a_batch_taken_back_is_not_printed_and_the_certificate_is(world):
    firm, lots = yam(world, "900kg")
    number = issue(world, firm, lots[0])["conformity"]
    batch, act = goods_taken_back(world, lots[0])
    path = world.path + "-gone.png"
    answer = world.sign("label", "conformity", number, "--form", "code", "--out", path)
    assert answer.code == 12 and not os.path.exists(path), answer
    said(answer, "taken-back")
    lines = answer.err.strip().splitlines()
    assert len(lines) == 1 and f"批次 {batch} 已由第 {act} 号记录" in lines[0], answer
    printed(world, number, "paper.png")
    batch = world.good("batch", "--holder", firm, "--lot", lots[0])["batch"]
    code = read_code(printed(world, number, "code.png", "--form", "code"))
    assert batch in json.dumps(world.read("verify", code)[0]), code


@sentence
def every_form_is_printed_as_page_and_picture(world):
    firm, leaf = world.answers["firm"]["holder"], world.answers["leaf"]["lot"]
    number = issue(world, firm, leaf)["conformity"]
    for form in ("100x70", "60x40"):
        with open(printed(world, number, f"{form}.pdf", "--form", form), "rb") as file:
            assert file.read(5) == b"%PDF-"
        with open(printed(world, number, f"{form}.png", "--form", form), "rb") as file:
            assert file.read(4) == b"\x89PNG"


@sentence
def what_cannot_be_printed_is_said_and_leaves_no_file(world):
    firm, leaf = world.answers["firm"]["holder"], world.answers["leaf"]["lot"]
    number = issue(world, firm, leaf)["conformity"]
    path = os.path.join(ROOM, "never.pdf")
    for words, reason in ((("0",), "no-conformity"), ((number, "--form", "code"), "no-batch"),
                          ((number, "--sheet", "24"), "unknown-option"), ((), "usage")):
        answer = world.ask("label", "conformity", *words, "--out", path)
        assert answer.code not in (0, 1) and reason in answer.err, (reason, answer)
        assert not os.path.exists(path), reason


@sentence
def a_stranger_audits_a_log_with_certificates(world):
    firm, leaf = world.answers["firm"]["holder"], world.answers["leaf"]["lot"]
    issue(world, firm, leaf)
    world.read("log", "export", world.path + ".export")
    answer = world.ask("log", "audit", world.path + ".export", "--json")
    assert answer.code == 0 and answer.json()["violations"] == 0, answer


main()
