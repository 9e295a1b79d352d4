"""No leaf of the demo holds a name, a phone or an ID number: what is public cannot be taken back."""
import datetime
import hashlib
import json
import os
import re
import struct

from world import ROOM, TODAY, Registry, main, sentence

WEB = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../web")
YEAR = TODAY.year if TODAY.month >= 7 else TODAY.year - 1  # as web/demo.sh
DUG = TODAY - datetime.timedelta(days=6)
WORDS = {"YEAR": YEAR, "NEXT": YEAR + 1, "TODAY": TODAY.isoformat(), "DUG": DUG.isoformat(),
         "YAM": DUG.year, "DOC": hashlib.sha256("示例文书".encode()).hexdigest()}
PEOPLE = [
    {"act": "holder", "fields": {
        "kind": "grower", "name": "示例农户丙", "card": "示例卡-0003", "phone": "13800138000",
        "id_number": "360483199001010018", "address": "庐山市示例村7号"}},
]


def demo():
    """The registry of web/demo.sh, and a grower who told everything."""
    path = os.path.join(ROOM, "demo")
    registry = Registry(path)
    if os.path.exists(path):
        return registry
    registry.good("init", "--kind", "demo", "--suite", "intl", "--name", "九江地理标志示例协会",
                  "--origin", f"demo.example/log/{YEAR}", "--base-url", "http://127.0.0.1:1/")
    with open(os.path.join(WEB, "demo.sh"), encoding="utf-8") as file:
        products = re.findall(r'^ +product (\w+) "\$(\w+)" (\S+) (\S+)$', file.read(), re.M)
    assert len(products) > 2, products
    for product, which, first, last in products:
        year = WORDS[which.upper()]
        registry.good("product", product, "--demo-values", "--season", f"{year}-1", "--first",
                      f"{year}-{first}", "--last", f"{year}-{last}", "--label-until",
                      f"{year + 1}-12-31")
    with open(os.path.join(WEB, "assets/demo.jsonl"), encoding="utf-8") as file:
        text = file.read()
    for word, value in WORDS.items():
        text = text.replace(word, str(value))
    answer = registry.run(list(map(json.loads, text.splitlines())) + PEOPLE)
    assert answer.code == 0, answer
    registry.good("log", "tend")
    return registry


def leaves(registry):
    """Every leaf as strangers get it."""
    out = os.path.join(ROOM, "published")
    answer = registry.ask("log", "export", out)
    assert answer.code == 0, answer
    found = []
    for folder, _, names in sorted(os.walk(os.path.join(out, "tile", "entries"))):
        for name in sorted(names):
            with open(os.path.join(folder, name), "rb") as file:
                data = file.read()
            at = 0
            while at < len(data):
                size, = struct.unpack_from(">H", data, at)
                found.append(data[at + 2:at + 2 + size].decode("utf-8"))
                at += 2 + size
    return found


def private(registry):
    """(index, field, value) of the whole private record."""
    rows = registry.read("history", "--private")
    return [(row["index"], field, value) for row in rows
            for field, value in (row.get("private") or {}).items()]


PERSONAL = ("name", "phone", "id_number", "address", "card", "uscc", "certificate")


@sentence
def no_leaf_of_the_demo_holds_what_tells_who_somebody_is(_):
    registry = demo()
    told = [value for _, field, value in private(registry) if field in PERSONAL]
    text = "\n".join(leaves(registry))
    assert len(told) > 20, told
    for value in told:
        assert value not in text, value


@sentence
def no_leaf_of_the_demo_holds_a_value_that_its_act_keeps_private(_):
    registry = demo()
    public = leaves(registry)
    rows = private(registry)
    assert len(rows) > 80, rows
    for act, field, value in rows:
        # A sum may be of one number, as in a grant to one source; a mark user's number is public.
        if isinstance(value, str) and value != json.loads(public[act]).get("org"):
            quoted = json.dumps(value, ensure_ascii=False)
            assert quoted not in public[act], (act, field, value)


@sentence
def the_search_would_find_what_it_looks_for(_):
    registry = demo()
    found = {field: value for _, field, value in private(registry)}
    assert found["phone"] == "13800138000" and found["id_number"] == "360483199001010018", found
    text = "\n".join(leaves(registry))
    assert "九江地理标志示例协会" in text and '"t":"harvest"' in text
    assert text.count('"t":') == len(registry.read("list", "acts"))


main()
