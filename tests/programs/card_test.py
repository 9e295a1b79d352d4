"""Trade cards at the counter: drawn, printed once, used, locked."""
from world import day, main, sentence

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


main()
