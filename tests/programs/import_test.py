"""Importing tables from the terminal: tried, stored, met again, taken back; forms to fill in."""
import json
import os
import re

from world import ROOM, SEASON, day, main, said, sentence

HEAD = "来源号,产品,产季,采摘日期,鲜叶重量(斤)"


def write(name, *lines, encoding="utf-8"):
    path = os.path.join(ROOM, name)
    with open(path, "w", encoding=encoding, newline="") as file:
        file.write("\r\n".join(lines) + "\r\n")
    return path


def harvests(*amounts, **more):
    rows = [f"1,LSYW,{SEASON},{day(-1)},{amount}" for amount in amounts]
    return write("harvests.csv", HEAD, *rows, **more)


@sentence
def a_trial_needs_no_passphrase_and_changes_nothing(world):
    before = world.state()
    answer = world.ask("import", "harvests", harvests(25, "3公斤"), "--json")
    report = answer.json()
    assert answer.code == 0 and report["fault_count"] == 0 and not report["stored"], answer
    raw = [one for one in report["balance"] if one["material"] == "raw"][0]
    assert raw["after"] - raw["before"] == 15_500_000, raw
    assert world.state() == before


@sentence
def stored_rows_are_in_the_log_and_the_books(world):
    report = world.good("import", "harvests", harvests(25, 3), "--commit")
    assert report["stored"] and report["last"] == report["first"], report  # a sheet
    acts = world.read("history", "--from", report["first"])
    assert [act["act"] for act in acts] == ["harvest-sheet"], acts
    assert world.ask("check").code == 0


@sentence
def faults_are_said_in_chinese_with_row_and_column_and_nothing_is_stored(world):
    before = world.state()
    answer = world.sign("import", "harvests", harvests(25, "三斤"), "--commit", "--lang", "zh")
    assert answer.code == 1, answer
    assert "第 3 行 E 列「鲜叶重量(斤)」：“三斤”不是数量" in answer.out, answer
    assert "未写入任何内容" in answer.out, answer
    assert world.state() == before


@sentence
def the_same_file_is_refused_with_its_acts_unless_that_is_meant(world):
    first = world.good("import", "harvests", harvests(25), "--commit")
    gbk = harvests(25, encoding="gbk")
    answer = world.refuses("import-again", 12, "import", "harvests", gbk, "--commit")
    assert f"acts {first['first']} to {first['last']}" in answer.err, answer
    assert world.good("import", "harvests", gbk, "--commit", "--again")["stored"]


@sentence
def what_was_stored_says_how_it_is_taken_back(world):
    told = world.sign("import", "harvests", harvests(25, 3, 4), "--commit", "--lang", "zh")
    assert told.code == 0, told
    back = re.search(r"gitrace undo-import (\d+) --count (\d+)", told.out)
    assert back and world.good("undo-import", back[1], "--count", back[2]), told


@sentence
def an_import_is_undone_by_one_act_and_an_audit_stays_good(world):
    before = world.read("balance")["accounts"]
    report = world.good("import", "harvests", harvests(25, 3), "--commit")
    world.good("undo-import", report["first"], "--count", 1)
    assert world.read("balance")["accounts"] == before
    out = os.path.join(ROOM, f"{os.path.basename(world.path)}-log")
    assert world.ask("log", "export", out).code == 0
    audit = world.ask("log", "audit", out)
    assert audit.code == 0, audit


@sentence
def one_plot_of_a_table_is_registered_once_and_again_after_it_was_undone(world):
    def sources(*plots):
        head = "主体,产品,类别,乡镇代码,面积(亩),地块名,地块编码"
        rows = [f"91360424MA0TE5T16U,LSYW,地块,360483107,5,东坡{i},{plot}" for i, plot in enumerate(plots)]
        return write("plots.csv", head, *rows)
    answer = world.ask("import", "sources", sources("GB00012", "gb 000-12"), "--json")
    report = answer.json()
    assert answer.code == 1 and report["fault_count"] == 1, answer
    assert report["faults"][0]["row"] == 3 and "地块编码已登记" in answer.out, answer
    before = len(world.read("list", "unnumbered"))
    first = world.good("import", "sources", sources("GB00012", ""), "--commit")
    assert len(world.read("list", "unnumbered")) == before + 1, first
    world.good("undo-import", first["first"], "--count", 2)
    assert world.good("import", "sources", sources("GB00012"), "--commit")["stored"]


@sentence
def the_report_for_programs_holds_the_normalised_rows(world):
    report = world.read("import", "harvests", harvests("25"))
    assert report["rows"][0]["fields"]["qty"] == "12.5 kg", report
    assert report["rows"][0]["fields"]["product"] == "LSYW", report
    assert report["encoding"] == "UTF-8" and report["format"] == "csv", report


@sentence
def a_form_is_written_and_comes_back_empty(world):
    for name in ("harvest.xlsx", "holder.csv"):
        path = os.path.join(ROOM, name)
        answer = world.ask("import", "--template", path)
        assert answer.code == 0 and os.path.getsize(path) > 100, answer
        answer = world.ask("import", name.split(".", maxsplit=1)[0], path)
        said(answer, "import-empty")
        answer = world.ask("import", "--template", path)
        said(answer, "file-exists")


@sentence
def a_file_that_is_no_table_is_refused(world):
    path = os.path.join(ROOM, "noise.xlsx")
    with open(path, "wb") as file:
        file.write(b"PK\x03\x04" + bytes(200))
    world.refuses("import-file", 11, "import", "harvests", path)
    world.refuses("import-kind", 11, "import", "cows", harvests(1))
    world.refuses("usage", 2, "import", "harvests")


@sentence
def a_report_of_faults_is_json_for_programs(world):
    answer = world.ask("import", "harvests", harvests("04/05"), "--json")
    fault = json.loads(answer.out)["faults"][0]
    assert answer.code == 1, answer
    assert (fault["row"], fault["column"], fault["reason"]) == (2, "E", "bad-quantity"), fault
    assert fault["message"] and fault["zh"], fault


main()
