"""Trade cards at the counter: drawn, printed once, used, locked."""
import os
import re
import shutil
import socket
import subprocess

from world import ROOM, Skip, act, day, main, program, sentence

SALE = ("transfer", "--from", "0003", "--to", "0001", "--day", day(), "--card", "0001")


def grown(world):
    """The grower of the base picks 42 kg; its lot."""
    answer = world.run([
        {"act": "source", "id": "plot2", "fields": {
            "holder": "0003", "product": "LSYW", "kind": "plot", "township": "360483107",
            "capacity": "100mu"}},
        {"act": "grant", "fields": {
            "product": "LSYW", "season": f"{day()[:4]}-1", "sources": "@plot2.source"}},
        {"act": "harvest", "id": "leaf2", "fields": {
            "source": "@plot2.source", "product": "LSYW", "season": f"{day()[:4]}-1",
            "day": day(), "qty": "42kg"}},
    ])
    assert answer.code == 0, answer
    return [line for line in answer.out.splitlines() if '"leaf2"' in line][0]


def lot_of(line):
    import json
    return str(json.loads(line)["lot"])


@sentence
def a_card_is_drawn_shown_once_and_sells(world):
    lot = lot_of(grown(world))
    card = world.good("card", "0003", "--op", "issue")
    assert len(card["pin"]) == 4 and card["pin"].isdigit(), card
    assert len(card["slip_codes"]) == 20 == len(set(card["slip_codes"])), card
    sale = SALE + ("--lots", f"{lot}:10kg")
    done = world.sign(*sale, "--pin", "-", "--json", stdin=card["pin"].encode() + b"\n")
    assert done.code == 0 and done.json()["from_balance"] == 32000000, done
    world.good(*sale, "--slip", card["slip_codes"][3])
    world.refuses("slip-used", 13, *sale, "--slip", card["slip_codes"][3])


@sentence
def a_wrong_pin_is_counted_across_processes(world):
    lot = lot_of(grown(world))
    card = world.good("card", "0003", "--op", "issue")
    wrong = "0000" if card["pin"] != "0000" else "0001"
    sale = SALE + ("--lots", f"{lot}:1kg")
    for _ in range(5):
        world.refuses("wrong-pin", 13, *sale, "--pin", wrong)
    world.refuses("card-locked", 13, *sale, "--pin", card["pin"])
    world.good("card", "0003", "--op", "reset")
    world.good(*sale, "--pin", card["pin"])


@sentence
def a_repeated_request_shows_no_second_pin(world):
    grown(world)
    once = ("card", "0003", "--op", "issue", "--request", "00112233445566778899aabbccddeeff")
    first = world.good(*once)
    again = world.good(*once)
    assert "pin" in first and "pin" not in again and again["repeated"], again


@sentence
def a_card_is_neither_exported_nor_tried_out(world):
    world.refuses("usage", 2, "card", "0003", "--op", "issue", "--dry-run")


# --- on paper -----------------------------------------------------------------------------------

QUIET = {"LSAN_OPTIONS": "print_suppressions=0"}
SLIP = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b")


def printed(world, name, *more):
    path = os.path.join(ROOM, f"{os.path.basename(world.path)}-{name}")
    answer = world.sign("label", "card", "0001", "--out", path, *more, env=QUIET)
    assert answer.code == 0, answer
    assert os.stat(path).st_mode & 0o077 == 0, "others may read the slips"
    return path


def tool(*command):
    if shutil.which(command[0]) is None:
        raise Skip(f"{command[0]} is not installed")
    return subprocess.run(command, capture_output=True, timeout=60).stdout.decode()


def slips_of(path):
    return SLIP.findall(tool("pdftotext", "-layout", path, "-"))


def code_of(path):
    tool("pdftoppm", "-r", "300", "-gray", "-singlefile", path, path)
    found = tool("zbarimg", "--quiet", "--raw", "-Sbinary=no", path + ".pgm").split()
    os.remove(path + ".pgm")
    assert len(found) == 1, found
    return found[0]


@sentence
def a_card_is_printed_with_slips_that_sell_once_and_end_the_old_ones(world):
    lot = lot_of(grown(world))
    old = world.good("card", "0003", "--op", "issue")["slip_codes"]
    path = printed(world, "card.pdf")
    slips = slips_of(path)
    text = tool("pdftotext", "-layout", path, "-")
    assert len(slips) == 20 == len(set(slips)) and not set(slips) & set(old), text
    for words in ("示例农户", "0001", "第 20 张", "官方查询：gi.jj.cn", "演示"):
        assert words in text, (words, text)
    sale = SALE + ("--lots", f"{lot}:1kg")
    world.refuses("wrong-pin", 13, *sale, "--slip", old[0])
    world.good(*sale, "--slip", slips[19])
    world.refuses("slip-used", 13, *sale, "--slip", slips[19])
    again = slips_of(printed(world, "again.pdf"))
    assert len(again) == 20
    assert not set(again) & set(slips)
    world.refuses("wrong-pin", 13, *sale, "--slip", slips[0])


@sentence
def no_slip_is_anywhere_but_on_the_print(world):
    world.good("card", "0003", "--op", "issue")
    slips = slips_of(printed(world, "card.pdf"))
    assert len(slips) == 20, slips
    for folder, _, names in os.walk(world.path):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                data = file.read()
            assert not any(slip.encode() in data or slip.replace("-", "").encode() in data
                           for slip in slips), name


@sentence
def a_phone_learns_that_it_is_a_card_and_nothing_else(world):
    world.good("card", "0003", "--op", "issue")
    code = code_of(printed(world, "card.pdf", "--template", "card"))
    answer = world.ask("verify", code, "--json")
    verdict = answer.json()[0]
    assert answer.code == 3 and (verdict["issued"], verdict["unknown"]) == ("unknown", "card")
    assert "示例农户" not in answer.out and "unit" not in verdict, answer
    assert "交易卡" in world.ask("verify", code).out
    bundle, trust = world.path + ".bundle", world.path + ".trust"
    assert world.sign("bundle", bundle).code == 0
    assert program("trust", world.root, "--trust", trust).code == 0
    device = program("verify", "--bundle", bundle, "--trust", trust, code, "--json")
    assert device.code == 3 and device.json()[0]["unknown"] == "card", device
    other = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert world.ask("verify", other).code == 1


@sentence
def a_card_in_the_place_of_a_label_is_refused(world):
    issued = world.run([act("issue", batch=world.batch, count=40, net="250g", packed=day())])
    assert issued.code == 0, issued  # labels whose serials are the log indexes of cards
    world.good("card", "0003", "--op", "issue")
    code = code_of(printed(world, "card.pdf", "--template", "card"))
    for verb in (("void", "--units", code, "--why", "damaged"), ("lose", "--units", code)):
        assert "GL1 type 4" in world.refuses("bad-field", 11, *verb).err


@sentence
def the_card_alone_does_no_act_and_keeps_its_slips(world):
    lot = lot_of(grown(world))
    card = world.good("card", "0003", "--op", "issue")
    before = world.state()
    first = code_of(printed(world, "one.pdf", "--template", "card"))
    assert first == code_of(printed(world, "two.pdf", "--template", "card"))
    assert world.state() == before
    world.good(*SALE, "--lots", f"{lot}:1kg", "--slip", card["slip_codes"][0])


def profile(world, name, to):
    os.makedirs(world.file("printers"), exist_ok=True)
    with open(world.file(f"printers/{name}.ini"), "w", encoding="utf-8") as file:
        file.write("[printer]\nmodel = 样机\nlanguage = tspl\ndpi = 203\nhead = 108\n"
                   f"media = gap 2\nto = {to}\n")


@sentence
def a_target_that_cannot_be_opened_costs_no_slip(world):
    lot = lot_of(grown(world))
    old = world.good("card", "0003", "--op", "issue")["slip_codes"]
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))  # and nobody listens
        profile(world, "gone", "tcp 127.0.0.1:%d" % place.getsockname()[1])
        profile(world, "off", "usb /dev/usb/lp99")
        before = world.state()
        job = ("label", "card", "0001")
        small = ("--template", "card-slips")
        nowhere = os.path.join(ROOM, "no-such-folder", "card")
        world.refuses("printer-gone", 10, *job, *small, "--printer", "gone", env=QUIET)
        world.refuses("printer-gone", 10, *job, *small, "--printer", "off", env=QUIET)
        world.refuses("file-open", 16, *job, "--out", nowhere, env=QUIET)
        world.refuses("file-open", 16, *job, *small, "--printer", "tspl-203-108", "--out", nowhere,
                      env=QUIET)
    assert world.state() == before
    world.good(*SALE, "--lots", f"{lot}:1kg", "--slip", old[0])


@sentence
def slips_alone_need_no_key_for_cards_and_a_card_needs_one(world):
    world.good("card", "0003", "--op", "issue")
    world.good("key", "retire", "7")
    world.good("key", "add", "--role", "label", "--types", "0")
    assert len(slips_of(printed(world, "slips.pdf", "--template", "card-slips"))) == 20
    path = os.path.join(ROOM, "never.pdf")
    world.refuses("signer-missing", 13, "label", "card", "0001", "--template", "card", "--out", path,
                  env=QUIET)


@sentence
def a_card_that_is_replaced_locked_or_unknown_is_not_printed(world):
    lot = lot_of(grown(world))
    path = os.path.join(ROOM, "never.pdf")
    job = ("label", "card", "0001", "--out", path)
    world.refuses("no-card", 10, *job, env=QUIET)
    card = world.good("card", "0003", "--op", "issue")
    world.refuses("template-kind", 11, *job, "--template", "50x30", env=QUIET)
    wrong = "0000" if card["pin"] != "0000" else "0001"
    for _ in range(5):
        world.refuses("wrong-pin", 13, *SALE, "--lots", f"{lot}:1kg", "--pin", wrong)
    world.refuses("card-locked", 13, *job, env=QUIET)
    world.good("card", "0003", "--op", "replace", "--number", "0002")
    world.refuses("card-replaced", 13, *job, env=QUIET)
    assert not os.path.exists(path)


main()
