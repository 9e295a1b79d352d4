"""A batch that went with its import: what is said of it everywhere, and that nothing takes it."""
import json
import os
import urllib.request

import jsonschema

from served import Served
from world import ROOM, SEASON, act, day, main, program, said, sentence

FIRM = "91360424MA0TE5T16U"
SHEET = f"""记录,标记,主体,产品,产季,日期,数量(公斤),来源,投入,成品批,等级
采摘,叶,,LSYW,{SEASON},{day(-1)},42,1,,,
加工,茶,{FIRM},LSYW,{SEASON},{day(-1)},10,,@叶:42kg,,
批次,,{FIRM},,,,,,,@茶,特级
"""


def goods_taken_back(world):
    """Its ID, and the act that took it back."""
    path = os.path.join(ROOM, "goods.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write(SHEET)
    report = world.good("import", "mixed", path, "--commit")
    batch = world.read("history", "--from", report["last"])[0]["leaf"]["batch"]
    return batch, world.good("undo-import", report["first"], "--count", 3)["act"]


@sentence
def it_says_so_with_and_without_the_registry(world):
    batch, act = goods_taken_back(world)
    held = world.path + ".bundle"
    assert world.sign("bundle", held).code == 0
    for answer in (world.ask("verify", batch, "--lang", "zh"),
                   program("verify", "--bundle", held, "--root", world.root, batch,
                           "--lang", "zh")):
        assert answer.code == 1 and "批次已撤回" in answer.out, answer
        assert "宣布时间" in answer.out and "undo-import" in answer.out, answer
    row = world.ask("verify", batch, "--json").json()[0]
    assert row["good"] == "taken_back" and row["state_act"] == act, row
    listed = [one for one in world.read("list", "batches") if one["batch"] == batch]
    assert listed[0]["state"] == "taken_back" and listed[0]["qty"] == 0, listed
    assert "【已撤回】" in world.ask("trace", batch, "--lang", "zh").out


@sentence
def nothing_is_made_of_it(world):
    batch, act = goods_taken_back(world)
    paper, passport = world.path + ".pdf", world.path + ".gip"
    for answer in (world.sign("issue", batch, "--count", "1", "--net", "50g", "--packed", day(0)),
                   world.ask("passport", batch, "--out", passport),
                   world.sign("codes", "--paper", batch),
                   world.sign("label", "paper", batch, "--out", paper)):
        assert answer.code == 12, answer
        said(answer, "taken-back")
        assert batch in answer.err and f" {act} " in answer.err, answer
    assert not os.path.exists(paper) and not os.path.exists(passport)


@sentence
def programs_read_a_state_of_its_own(world):
    batch, act = goods_taken_back(world)
    with Served(world) as log:
        def read(path):
            with urllib.request.urlopen(log[:-4] + path, timeout=20) as answer:
                return json.load(answer)
        document = read("/api/v1/openapi.json")
        row = read("/api/v1/batches/" + batch)
        schema = {"$ref": "#/components/schemas/Batch", "components": document["components"]}
        jsonschema.Draft202012Validator(schema).validate(row)
        assert row["state"] == row["good"] == "taken_back" and row["quantity"] == 0, row
        assert row["state_act"] == act and row["state_by"] and row["state_time"], row
        other = read("/api/v1/batches/" + world.batch)
        assert other["state"] == "registered" and other["quantity"] > 0, other


@sentence
def its_digital_label_is_still_read_below_the_word_that_it_was_taken_back(world):
    answer = world.run([act("digital-label", holder=world.answers["firm"]["holder"], product="LSYW",
                            name="庐山云雾茶", ingredients="茶鲜叶", storage="阴凉干燥",
                            shelf_life="18 个月", maker="示例茶业", contact="0792-0")])
    assert answer.code == 0, answer
    batch, _ = goods_taken_back(world)
    with Served(world) as log:
        for language, taken_back, version in (("zh", "批次已撤回", "<h2>第 1 版</h2>"),
                                              ("en", "Batch taken back", "<h2>Version 1</h2>")):
            with urllib.request.urlopen(f"{log[:-4]}/l/{batch}?hl={language}") as answer:
                before, after = answer.read().decode().split(version)
            assert taken_back in before and 'data-good="taken_back"' in before, before
            assert "茶鲜叶" in after and "阴凉干燥" in after, after


main()
