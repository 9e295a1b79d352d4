"""Labels into cases, cases into a carton, shipped, recalled, opened: through the programs alone."""
import csv
import io
import json

from world import SEASON, act, day, main, product, program, said, sentence


def split(units):
    return units.split("..")


def package_codes(world, number, *args):
    answer = world.sign("codes", "--package", number, *args)
    assert answer.code == 0, answer
    return [row["url"] for row in csv.DictReader(io.StringIO(answer.out))]


def bundle(world, name):
    path = world.path + name
    assert world.sign("bundle", path).code == 0
    trust = world.path + ".trust"
    assert program("trust", world.root, "--trust", trust).code == 0
    return ["--bundle", path, "--trust", trust]


def verdicts(world, offline, *args):
    """Answers of the registry and of its bundle, which must be the same."""
    online = world.ask("verify", *args, "--json")
    device = program("verify", *offline, *args, "--json")
    assert online.code == device.code, (online, device)
    for left, right in zip(online.json(), device.json()):
        for name in ("issued", "good", "inside", "package", "unit"):
            assert left.get(name) == right.get(name), (name, left, right)
    return online


@sentence
def cases_of_five_hold_five_labels_each(world):
    answer = world.good("pack", "--units", world.units, "--each", "5")
    first = split(answer["units"])[0]
    codes = package_codes(world, first)
    assert len(codes) == 4 and all(len(code.rsplit("/", 1)[1]) == 224 for code in codes)
    verdict = world.ask("verify", codes[1], "--json").json()[0]
    assert (verdict["issued"], verdict["good"], verdict["copied"]) == ("issued", "in_force",
                                                                       "not_checked"), verdict
    assert verdict["package"]["labels"] == verdict["package"]["in_force"] == 5, verdict
    assert verdict["net"] == 5 * 250000 and verdict["batch"] == world.batch


@sentence
def people_read_what_is_inside_in_both_languages(world):
    first = split(world.good("pack", "--units", world.units, "--each", "5")["units"])[0]
    text = world.ask("verify", package_codes(world, first)[0]).out
    for part in ("箱内标签", "labels inside", "其中有效", "of these in force", "装箱时间"):
        assert part in text, text
    assert "正品" not in text, text


@sentence
def a_package_is_shown_with_its_members_and_the_carton_it_lies_in(world):
    cases = world.good("pack", "--units", world.units, "--each", "5")["units"]
    carton = split(world.good("pack", "--packages", cases)["units"])[0]
    shown = world.read("show", "package", split(cases)[0])
    assert shown["lies_in"] == carton and shown["inside"]["labels"] == 5, shown
    shown = world.read("show", "package", carton)
    assert shown["members"] == [{"count": 4, "kind": "packages", "numbers": cases}], shown
    assert shown["inside"]["labels"] == 20 and shown["inside"]["level"] == 2, shown
    assert "members" in world.ask("show", "package", carton).out


@sentence
def a_carton_is_traced_to_the_land_and_the_land_to_the_carton(world):
    cases = world.good("pack", "--units", world.units, "--each", "5")["units"]
    carton = split(world.good("pack", "--packages", cases)["units"])[0]
    text = world.ask("trace", carton).out
    for part in ("大箱 " + carton, "└← 20 枚 箱 " + cases, world.batch, "原料批 1", "地块 1"):
        assert part in text, text
    shown = world.read("trace", package_codes(world, carton)[0])
    kinds = [node["kind"] for node in shown["nodes"]]
    assert kinds == ["source", "lot", "lot", "batch", "run", "package", "package"], shown
    assert [edge["labels"] for edge in shown["edges"] if "labels" in edge] == [20, 20], shown
    down = world.ask("trace", "source", "1", "--down").out
    assert "大箱 " + carton in down and cases in down, down
    path = world.path + ".svg"
    assert world.ask("trace", split(cases)[0], "--svg", path).code == 0
    with open(path, encoding="utf-8") as drawing:
        assert "大箱 1" in drawing.read()


@sentence
def a_third_level_and_a_second_box_are_refused(world):
    world.refuses("not-sliced", 11, "pack", "--units", world.units, "--each", "3")
    cases = world.good("pack", "--units", world.units, "--each", "5")["units"]
    carton = split(world.good("pack", "--packages", cases)["units"])[0]
    world.refuses("package-deep", 12, "pack", "--packages", carton)
    world.refuses("in-package", 12, "pack", "--units", split(world.units)[0])
    world.refuses("in-package", 12, "unpack", split(cases)[0])
    world.refuses("no-package", 10, "unpack", split(world.units)[0])


@sentence
def a_label_that_was_moved_to_another_box_is_told(world):
    first = split(world.good("pack", "--units", world.units, "--each", "10")["units"])[0]
    boxes = package_codes(world, first)
    label = world.codes()[3]
    offline = bundle(world, ".bundle")
    answer = verdicts(world, offline, label, "--in", boxes[0])
    assert answer.code == 0 and answer.json()[-1]["inside"] == "inside", answer
    answer = verdicts(world, offline, label, "--in", boxes[1])
    assert answer.code == 1 and answer.json()[-1]["inside"] == "not_inside", answer
    text = world.ask("verify", label, "--in", boxes[1]).out
    assert "不在箱" in text and "does not lie in package" in text, text
    assert world.ask("verify", label, "--in", "12345").code == 3


@sentence
def an_opened_box_covers_nothing_and_its_labels_are_packed_again(world):
    first = split(world.good("pack", "--units", world.units, "--each", "10")["units"])[0]
    boxes = package_codes(world, first)
    world.good("unpack", boxes[0], "--why", "damaged")  # by its scanned code
    offline = bundle(world, ".bundle")
    answer = verdicts(world, offline, boxes[0])
    assert answer.code == 1 and answer.json()[0]["good"] == "repacked", answer
    assert answer.json()[0]["package"]["opened"] and answer.json()[0]["state_why"] == "damaged"
    assert "箱码不再代表箱内货物" in world.ask("verify", boxes[0]).out
    world.refuses("already", 12, "unpack", first)
    tenth = world.read("verify", world.codes()[9])[0]["unit"]
    world.good("pack", "--units", f"{split(world.units)[0]}..{tenth}", "--each", "5")


@sentence
def the_whole_story_of_a_carton(world):
    """Issue, cases, carton, shipped, one batch recalled, a mixed box shows it, opened; audited."""
    lines = [
        product("NHHC", index=2, zh="修水宁红茶", en="Xiushui Ninghong tea", path="raw",
                source="plot", cap="150kg", ratio="42:10", area="360424", nets="100g",
                best_before="36m", activate="carton"),
        act("harvest", "a", source="2", product="NHHC", season=SEASON, day=day(), qty="84kg"),
        act("make", "b", holder="0002", product="NHHC", season=SEASON, inputs="@a.lot:84kg",
            qty="20kg", day=day()),
        act("batch", "c", holder="0002", lot="@b.lot", qty="10kg"),
        act("batch", "d", holder="0002", lot="@b.lot", qty="10kg"),
        act("issue", "e", batch="@c.batch", count=50, net="100g", packed=day()),
        act("issue", "f", batch="@d.batch", count=50, net="100g", packed=day()),
        act("pack", "cases", units="@e.units", each="25"),
        act("pack", "carton", packages="@cases.units"),
    ]
    answer = world.run(lines)
    assert answer.code == 0, answer
    done = {row["id"]: row for row in map(json.loads, answer.out.splitlines())
            if "id" in row}
    carton = split(done["carton"]["units"])[0]
    code = package_codes(world, carton)[0]
    assert world.ask("verify", code, "--json").json()[0]["good"] == "not_activated"
    world.refuses("not-packed", 12, "activate", "--units", done["f"]["units"])
    world.refuses("by-package", 12, "activate", "--units", done["e"]["units"])
    assert world.good("activate", "--package", carton)["labels"] == 50
    world.refuses("already", 12, "activate", "--package", carton)
    offline = bundle(world, ".shipped")
    inside = verdicts(world, offline, code).json()[0]["package"]
    assert (inside["labels"], inside["in_force"], inside["level"]) == (50, 50, 2), inside
    world.good("unpack", carton)
    mixed = split(world.good(
        "pack", "--packages", split(done["cases"]["units"])[0], "--units",
        done["f"]["units"])["units"])[0]
    world.good("recall", "--batch", done["c"]["batch"], "--grade", "II", "--why", "unsafe",
               "--who", "九江市市场监督管理局", "--doc", "ab" * 32)
    answer = verdicts(world, bundle(world, ".recalled"), package_codes(world, mixed)[0])
    verdict = answer.json()[0]
    assert answer.code == 1 and verdict["good"] == "recalled", answer
    assert (verdict["package"]["labels"], verdict["package"]["recalled"],
            verdict["package"]["waiting"]) == (75, 25, 50), verdict
    world.good("unpack", mixed, "--why", "recalled")
    world.good("log", "tend")
    assert world.ask("log", "export", world.path + ".log").code == 0
    audit = program("log", "audit", world.path + ".log", "--json")
    assert audit.code == 0, audit
    assert world.ask("check").code == 0


@sentence
def a_gs1_url_agrees_with_its_code_or_cannot_tell(world):
    world.good("gtin", "--holder", "0001", "--product", "LSYW", "--net", "250g", "--gtin",
               "6901234567892")
    url = world.codes()[0]
    digits = url.rsplit("/", 1)[1]
    number = split(world.units)[0].replace("-", "")
    path = f"http://gi.jj.cn/01/06901234567892/10/{world.batch}/21/{number}?from=x&S={digits}"
    assert world.ask("verify", path).code == 0
    other = path.replace("06901234567892", "00000096385074")
    answer = world.ask("verify", other, "--json")
    assert answer.code == 3, answer
    assert (answer.json()[0]["unknown"], answer.json()[0]["part"]) == ("path", "gtin"), answer
    world.refuses("exists", 12, "gtin", "--holder", "0001", "--product", "LSYW", "--net", "50g",
                  "--gtin", "06901234567892")
    world.refuses("bad-gtin", 11, "gtin", "--holder", "0001", "--product", "LSYW", "--net", "50g",
                  "--gtin", "6901234567890")


@sentence
def a_scanned_code_that_is_none_is_refused_in_one_line(world):
    answer = world.sign("unpack", "http://gi.jj.cn/" + "9" * 224)
    assert answer.code == 11, answer
    said(answer, "bad-group")


main()
