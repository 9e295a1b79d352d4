"""Products as data: tea, douchi, yam, wine by vessel, duck by flock, fish by permit."""
import os

import world as w
from world import YEAR, Registry, act, day, main, said, sentence

SEASON = f"{YEAR}-1"

# mnemonic, kind and capacity of its source, township, what is made of it, one label
DIRECT = [
    ("HKDC", "vessel", "2000", "360429100", "600kg", "500g", "干豆豉"),
    ("RCSY", "plot", "3亩", "360481100", "2000kg", "2.5kg", None),
    ("JJFG", "vessel", "1000", "360404100", "500L", "500mL", None),
    ("GQBY", "flock", "300", "360482100", "300kg", "1kg", None),
    ("XHYY", "permit", "1", "360423100", "80kg", "250g", None),
]


def founded(name):
    registry = Registry(os.path.join(w.ROOM, name))
    answer = registry.sign("init", "--name", "示例协会", "--origin", f"gi.example.cn/log/{name}",
                           "--base-url", "http://gi.jj.cn/", "--kind", "demo", "--json")
    assert answer.code == 0, answer
    return registry


def product(registry, mnemonic, *more):
    return registry.sign("product", mnemonic, "--season", SEASON, "--first", day(-60), "--last",
                         day(60), "--label-until", day(300), "--json", *more)


def story(mnemonic, kind, capacity, township, qty, net, grade):
    """Everything from the producer to the labels of a product without a raw step."""
    batch = dict(holder="@firm.holder", lot="@made.lot")
    if grade:
        batch["grade"] = grade
    fresh = [act("conformity", holder="@firm.holder", lot="@made.lot", basis="self-test",
                 place="瑞昌市", contact="0792-0000000")]
    return [
        act("holder", "firm", kind="producer", name="示例企业", uscc="91360424MA0TE5T16U"),
        act("source", "source", holder="@firm.holder", product=mnemonic, kind=kind,
            township=township, capacity=capacity),
        act("grant", product=mnemonic, season=SEASON, sources="@source.source"),
        act("make", "made", holder="@firm.holder", product=mnemonic, season=SEASON,
            source="@source.source", qty=qty, day=day(-1)),
        *(fresh if mnemonic == "RCSY" else []),
        act("batch", "batch", **batch),
        act("issue", "run", batch="@batch.batch", count=10, net=net, packed=day()),
    ]


@sentence
def every_kind_of_product_goes_from_its_source_to_its_labels(_):
    for row in DIRECT:
        registry = founded(row[0])
        answer = product(registry, row[0], "--demo-values")
        assert answer.code == 0, answer
        done = registry.run(story(*row))
        assert done.code == 0, (row, done)
        assert registry.ask("check").code == 0, row


@sentence
def nothing_is_granted_where_no_yield_is_known(_):
    for mnemonic, *row in DIRECT:
        registry = founded(mnemonic + "-known")
        answer = product(registry, mnemonic, *(["--source", row[0]]))
        assert answer.code == 0, answer
        done = registry.run(story(mnemonic, *row)[:3])
        assert done.code == 12, (mnemonic, done)
        # Douchi and yam have an announced area, the other three not even that.
        said(done, "no-basis" if mnemonic in ("HKDC", "RCSY") else "outside-area")


@sentence
def a_source_of_another_kind_is_refused(_):
    registry = founded("duck")
    assert product(registry, "GQBY", "--demo-values").code == 0
    lines = story("GQBY", "plot", "3亩", "360482100", "1kg", "1kg", None)
    said(registry.run(lines), "source-kind")


@sentence
def what_more_is_made_than_a_vessel_may_yield_is_refused(_):
    registry = founded("wine")
    assert product(registry, "JJFG", "--demo-values").code == 0
    lines = story("JJFG", "vessel", "1000", "360404100", "601L", "500mL", None)
    said(registry.run(lines), "over-source")


main()
