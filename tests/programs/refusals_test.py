"""Bad input, one sentence each: the reason, the exit code, and that nothing changed."""
from world import SEASON, YEAR, act, day, main, said, sentence


def harvest(world, reason, code, **change):
    fields = dict(source="1", product="LSYW", season=SEASON, day=day(), qty="1kg")
    fields.update(change)
    args = [f"--{name}={value}" for name, value in fields.items()]
    return world.refuses(reason, code, "harvest", *args)


def issue(world, reason, code, **change):
    fields = dict(batch=world.batch, count="1", net="250g", packed=day())
    fields.update(change)
    args = [f"--{name}={value}" for name, value in fields.items()]
    return world.refuses(reason, code, "issue", *args)


def holder(world, reason, code, **change):
    fields = dict(kind="producer", name="示例公司", uscc="91360481000000019C")
    fields.update(change)
    args = [f"--{name}={value}" for name, value in fields.items()]
    return world.refuses(reason, code, "holder", *args)


# ---- characters and lengths ----

@sentence
def a_batch_id_with_a_wrong_check_character_is_refused(world):
    last = world.batch[-1]
    issue(world, "bad-check", 11, batch=world.batch[:-1] + ("8" if last != "8" else "9"))


@sentence
def a_unit_number_with_a_wrong_check_character_is_refused(world):
    number = world.units.split("..")[0]
    wrong = number[:-1] + ("A" if number[-1] != "A" else "B")
    world.refuses("bad-check", 11, "void", wrong, "--why", "stolen")


@sentence
def a_uscc_with_a_wrong_check_character_wants_a_reason(world):
    holder(world, "uscc-check", 11, uscc="91360424MA0TE5T17U")


@sentence
def a_batch_id_of_wrong_length_is_refused(world):
    issue(world, "bad-length", 11, batch=world.batch[:-2])


@sentence
def a_uscc_of_seventeen_characters_is_refused(world):
    holder(world, "bad-uscc", 11, uscc="9136042400MA0TE5T")


@sentence
def a_township_of_eight_digits_is_refused(world):
    world.refuses("bad-township", 11, "source", "0001", "--product", "LSYW", "--kind", "plot",
                  "--township", "36048310", "--capacity", "5mu")


@sentence
def text_that_is_no_utf8_is_refused(world):
    world.refuses("bad-utf8", 11, "holder", "producer", "--name", b"\xff\xfe\xc0",
                  "--uscc", "91360481000000019C")


@sentence
def a_control_character_is_refused(world):
    holder(world, "control-character", 11, name="示例\x1b[31m")


@sentence
def a_name_of_a_hundred_kilobytes_is_refused(world):
    holder(world, "too-long", 11, name="x" * 100000)


@sentence
def a_field_of_a_megabyte_in_a_run_file_is_refused(world):
    before = world.state()
    answer = world.run([act("holder", kind="producer", name="x" * 1000000,
                            uscc="91360481000000019C")])
    assert answer.code == 11 and "gitrace: too-long: [row 1] " in answer.err, answer
    assert world.state() == before


@sentence
def a_megabyte_of_digits_cannot_be_told(world):
    path = world.file("digits")
    with open(path, "w", encoding="ascii") as file:
        file.write("1" * 1000000)
    answer = world.ask("verify", "1" * 120000, "--json")
    assert answer.code == 3 and answer.json()[0]["unknown"] == "incomplete", answer


# ---- counts and quantities ----

@sentence
def no_labels_at_all_are_refused(world):
    issue(world, "bad-count", 11, count="0")


@sentence
def a_million_and_one_labels_are_refused(world):
    issue(world, "bad-count", 11, count="1000001")


@sentence
def more_labels_than_the_batch_holds_are_refused_with_value_and_limit(world):
    answer = issue(world, "over-batch", 12, count="181")
    assert "45.25 kg" in answer.err and "45 kg" in answer.err, answer


@sentence
def the_last_gram_of_a_batch_may_be_issued(world):
    assert world.good("issue", world.batch, "--count", "180", "--net", "250g",
                      "--packed", day())["run"][2] == 180


@sentence
def more_leaf_than_the_lot_holds_is_refused(world):
    world.refuses("over-lot", 12, "make", "0001", "--product", "LSYW", "--season", SEASON,
                  "--inputs", "1:211kg", "--qty", "1kg", "--day", day())


@sentence
def more_made_than_the_allowance_of_a_direct_product_is_refused(world):
    before = world.state()
    answer = world.sign("make", "0002", "--product", "HKDC", "--season", SEASON, "--source", "3",
                        "--qty", "601kg", "--day", day())
    assert answer.code == 12, answer
    assert answer.err.startswith(("gitrace: over-source: ", "gitrace: over-balance: ")), answer
    assert world.state() == before


@sentence
def a_harvest_over_the_daily_cap_is_refused(world):
    answer = harvest(world, "over-daily", 12, qty="1000.001kg")
    assert "1000.001 kg" in answer.err, answer


@sentence
def a_harvest_over_the_sources_allotment_is_refused(world):
    harvest(world, "over-source", 12, source="2", product="NHHC", qty="7501kg")


@sentence
def a_make_over_the_ratio_is_refused(world):
    world.refuses("over-ratio", 12, "make", "0001", "--product", "LSYW", "--season", SEASON,
                  "--inputs", "1:42kg", "--qty", "10.001kg", "--day", day())


@sentence
def a_net_content_that_is_not_among_the_rules_is_refused(world):
    issue(world, "not-in-product", 12, net="123g")


@sentence
def a_volume_of_tea_is_refused(world):
    issue(world, "bad-quantity", 11, net="250mL")


@sentence
def a_quantity_without_a_unit_is_refused(world):
    harvest(world, "bad-quantity", 11, qty="12")


# ---- days and seasons ----

@sentence
def a_day_that_does_not_exist_is_refused(world):
    harvest(world, "bad-day", 11, day=f"{YEAR}-02-30")


@sentence
def a_harvest_of_tomorrow_is_refused(world):
    harvest(world, "future-day", 11, day=day(2))


@sentence
def a_packing_day_in_the_future_is_refused(world):
    issue(world, "future-day", 11, packed=day(2))


@sentence
def a_harvest_before_the_season_is_refused(world):
    harvest(world, "outside-season", 12, day=day(-61))


@sentence
def a_season_that_is_not_registered_is_refused(world):
    harvest(world, "no-season", 10, season=f"{YEAR}-9")


@sentence
def packing_before_making_is_refused(world):
    issue(world, "day-order", 12, packed=day(-2))


# ---- land and people ----

@sentence
def a_plot_outside_the_protected_area_is_refused(world):
    world.refuses("outside-area", 12, "source", "0001", "--product", "LSYW", "--kind", "plot",
                  "--township", "360424100", "--capacity", "5mu")


@sentence
def a_source_is_not_granted_twice_in_a_year(world):
    world.refuses("allotted", 12, "grant", "LSYW", "--season", SEASON, "--sources", "1")


@sentence
def a_uscc_is_not_registered_twice(world):
    holder(world, "exists", 12, uscc="91360424MA0TE5T16U")


@sentence
def a_suspended_producer_issues_nothing(world):
    world.good("suspend", "0001", "--op", "suspend", "--why", "inspection")
    issue(world, "suspended", 12)


@sentence
def a_resumed_producer_issues_again(world):
    world.good("suspend", "0001", "--op", "suspend", "--why", "inspection")
    world.good("suspend", "0001", "--op", "resume", "--why", "cleared")
    world.good("issue", world.batch, "--count", "1", "--net", "250g", "--packed", day())


@sentence
def a_grower_releases_no_batch(world):
    world.refuses("not-producer", 12, "batch", "0003", "--lot", "2", "--grade", "特级")


@sentence
def a_lot_of_somebody_else_is_refused(world):
    world.refuses("not-owner", 12, "batch", "0002", "--lot", "2", "--grade", "特级")


@sentence
def a_batch_that_does_not_exist_is_refused(world):
    number = world.batch.split("-")[3]
    issue(world, "no-batch", 10, batch=other_batch(world.batch, number))


def other_batch(batch, number):
    """The same producer's next number with a check character that fits (MOD 37,36)."""
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for step in range(2, 30):
        body = batch.replace("-", "")[:10] + f"{int(number, 32) + step:04d}"
        value = 36
        for letter in body:
            value = (value + letters.index(letter)) % 36 or 36
            value = value * 2 % 37
        check = letters[(37 - value) % 36]
        if check not in "ILOU":
            return body + check
    raise AssertionError("no number")


# ---- label states ----

@sentence
def a_label_is_not_voided_twice(world):
    number = world.units.split("..")[0]
    world.good("void", number, "--why", "stolen")
    world.refuses("range-spent", 12, "void", number, "--why", "stolen")


@sentence
def a_label_that_was_never_issued_cannot_be_voided(world):
    world.refuses("outside-run", 12, "void", "7ZZZ-ZZZZ-ZZS", "--why", "stolen")


@sentence
def a_reason_that_is_not_in_the_list_is_refused(world):
    number = world.units.split("..")[0]
    world.refuses("bad-field", 11, "void", number, "--why", "because")


# ---- requests and usage ----

@sentence
def the_same_request_is_answered_again_and_done_once(world):
    args = ("void", world.units.split("..")[0], "--why", "stolen", "--request", "ab" * 16)
    first = world.good(*args)
    before = world.state()
    again = world.good(*args)
    assert again["repeated"] and again["act"] == first["act"], again
    assert world.state() == before


@sentence
def a_request_key_used_for_another_draft_is_refused(world):
    number = world.units.split("..")[0]
    world.good("void", number, "--why", "stolen", "--request", "ab" * 16)
    world.refuses("request-reused", 12, "void", number, "--why", "damaged", "--request",
                  "ab" * 16)


@sentence
def a_missing_field_is_named(world):
    answer = world.refuses("missing-field", 11, "harvest", "1", "--product", "LSYW")
    assert "season" in answer.err or "day" in answer.err, answer


@sentence
def an_unknown_option_is_a_usage_error(world):
    world.refuses("unknown-option", 2, "harvest", "--colour", "green")


@sentence
def an_unknown_verb_is_a_usage_error(world):
    answer = world.ask("sell")
    assert answer.code == 2, answer
    said(answer, "unknown-verb")


@sentence
def an_option_given_twice_is_refused(world):
    world.refuses("duplicate-field", 11, "harvest", "1", "--qty", "1kg", "--qty", "2kg")


def splits_and_merges(world, last):
    lot = str(world.answers["leaf"]["lot"])
    parts = f"@parts.lots.0:10kg,@parts.lots.{last}:20kg"
    return world.run([act("split", "parts", lot=lot, parts="10kg,20kg"),
                      act("merge", holder=world.answers["firm"]["holder"], lots=parts)])


@sentence
def a_line_of_run_names_a_lot_of_an_earlier_list_by_its_place(world):
    before = world.state()
    answer = splits_and_merges(world, 2)  # only 0 and 1 are there
    assert answer.code == 11 and world.state() == before, answer
    said(answer, "bad-field")
    assert splits_and_merges(world, 1).code == 0


@sentence
def a_dry_run_changes_nothing_and_needs_no_key(world):
    before = world.state()
    answer = world.ask("issue", world.batch, "--count", "1", "--net", "250g", "--packed", day(),
                       "--dry-run", "--json")
    assert answer.code == 0 and answer.json()["t"] == "issue", answer
    assert world.state() == before


@sentence
def a_refusal_as_json_names_reason_field_and_exit_code(world):
    answer = world.sign("issue", world.batch, "--count", "0", "--net", "250g", "--packed", day(),
                        "--json")
    error = answer.json()["error"]
    assert (error["id"], error["field"], error["exit"]) == ("bad-count", "count", 11), error


main()
