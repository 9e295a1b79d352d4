"""A demo registry for whole-program tests, and sentences about what the programs answer.

The registry is made once per script through `gitrace init` and one `gitrace run`; every
sentence gets a copy of its own. Days are counted from today: the programs have a real clock.
"""
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

TODAY = datetime.date.today()
YEAR = TODAY.year
SEASON = f"{YEAR}-1"
BIN = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else "bin"
ROOM = tempfile.mkdtemp(prefix="gitrace-")
PASSPHRASE = os.path.join(ROOM, "passphrase")


def day(offset=0):
    return (TODAY + datetime.timedelta(days=offset)).isoformat()


def act(name, ident=None, /, **fields):
    """One line of a run file."""
    line = {"act": name, "fields": fields}
    return dict(line, id=ident) if ident else line


class Answer:
    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.out)

    def __str__(self):
        return f"exit {self.code}\n{self.out[:2000]}{self.err[:2000]}"


def program(*args, env=None, stdin=None, name="gitrace", **more):
    surroundings = {"PATH": os.environ.get("PATH", ""), "HOME": ROOM, "LANG": "C.UTF-8",
                    "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "detect_leaks=1")}
    surroundings.update(env or {})
    command = [os.path.join(BIN, name)] + [a if isinstance(a, bytes) else str(a) for a in args]
    return Answer(subprocess.run(command, env=surroundings, input=stdin, capture_output=True,
                                 timeout=120, **more))


class Registry:
    """One registry directory, driven through gitrace."""

    def __init__(self, path):
        self.path = path

    def file(self, name):
        return os.path.join(self.path, name)

    def ask(self, *args, **more):
        return program(args[0], "--dir", self.path, *args[1:], **more)

    def sign(self, *args, **more):
        """A verb that unlocks keys."""
        return self.ask(*args, "--passphrase-file", PASSPHRASE, **more)

    def good(self, *args):
        """A signing verb that must work; its JSON answer."""
        answer = self.sign(*args, "--json")
        assert answer.code == 0, answer
        return answer.json()

    def read(self, *args):
        answer = self.ask(*args, "--json")
        assert answer.code == 0, answer
        return answer.json()

    def run(self, lines, *args):
        path = os.path.join(self.path + ".jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for line in lines:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        return self.sign("run", path, "--json", *args)

    def checkpoint(self):
        answer = self.ask("log", "checkpoint")
        assert answer.code == 0, answer
        return answer.out

    def state(self):
        """What must not change when something is refused."""
        return self.checkpoint(), sorted(os.listdir(self.file("keys")))

    def copy(self, name):
        path = os.path.join(ROOM, name)
        shutil.copytree(self.path, path)
        return Registry(path)


def product(name, /, **more):
    fields = dict(product=name, index=more.pop("index"), unit="mass", season=SEASON,
                  first=day(-60), last=day(60), label_until=day(300))
    return act("product", **dict(fields, **more))


SETUP = [
    product("LSYW", index=1, zh="庐山云雾茶", en="Lushan Yunwu tea", standard="GB/T 21003-2007",
            path="raw", source="plot", cap="160kg", daily="10kg", ratio="42:10",
            area="360483107,360402101", grades="特级=Superfine;一级=First grade",
            nets="50g,100g,250g", best_before="18m"),
    product("NHHC", index=2, zh="修水宁红茶", en="Xiushui Ninghong tea", path="raw", source="plot",
            cap="150kg", ratio="42:10", area="360424", nets="100g", best_before="36m"),
    product("HKDC", index=3, zh="湖口豆豉", en="Hukou douchi", path="direct", source="vessel",
            cap="600g", area="360429", nets="200g"),
    act("holder", "firm", kind="producer", name="九江示例茶业有限公司", uscc="91360424MA0TE5T16U",
        address="庐山市示例路1号"),
    act("holder", "coop", kind="producer", name="示例茶叶专业合作社", uscc="93360483MA0TE5T24Y"),
    act("holder", "grower", kind="grower", name="示例农户", card="0001"),
    act("source", "plot", holder="@firm.holder", product="LSYW", kind="plot",
        township="360483107", capacity="100mu"),
    act("source", "hill", holder="@coop.holder", product="NHHC", kind="plot",
        township="360424100", capacity="50mu"),
    act("source", "vat", holder="@coop.holder", product="HKDC", kind="vessel",
        township="360429100", capacity="1000"),
    act("grant", product="LSYW", season=SEASON, sources="@plot.source"),
    act("grant", product="NHHC", season=SEASON, sources="@hill.source"),
    act("grant", product="HKDC", season=SEASON, sources="@vat.source"),
    act("harvest", "leaf", source="@plot.source", product="LSYW", season=SEASON, day=day(-1),
        qty="420kg"),
    act("make", "tea", holder="@firm.holder", product="LSYW", season=SEASON,
        inputs="@leaf.lot:210kg", qty="50kg", day=day(-1)),
    act("batch", "batch", holder="@firm.holder", lot="@tea.lot", grade="特级"),
    act("issue", "run", batch="@batch.batch", count=20, net="250g", packed=day()),
]


def make_base():
    with open(PASSPHRASE, "w", encoding="utf-8") as file:
        file.write("示例口令 of the tests\n")
    os.chmod(PASSPHRASE, 0o600)
    base = Registry(os.path.join(ROOM, "base"))
    answer = base.sign("init", "--name", "示例地理标志协会", "--origin", "gi.example.cn/log/test",
                       "--base-url", "http://gi.jj.cn/", "--kind", "demo", "--json")
    assert answer.code == 0, answer
    base.root = answer.json()["root"]
    answer = base.run(SETUP)
    assert answer.code == 0, answer
    base.answers = {line["id"]: line for line in map(json.loads, answer.out.splitlines())
                    if "id" in line}
    base.batch = base.answers["batch"]["batch"]
    base.units = base.answers["run"]["units"]
    return base


class World(Registry):
    """A copy of the base registry for one sentence."""

    def __init__(self, base, number):
        super().__init__(base.copy(f"world{number}").path)
        self.root, self.answers = base.root, base.answers
        self.batch, self.units = base.batch, base.units

    def codes(self, *args):
        answer = self.sign("codes", self.batch, *args)
        assert answer.code == 0, answer
        return [row.split(",")[2] for row in answer.out.split("\r\n")[1:-1]]

    def refuses(self, reason, code, *args, **more):
        """The verb is refused with this reason and exit code, in one line, changing nothing."""
        before = self.state()
        answer = self.sign(*args, **more)
        assert answer.code == code, f"wanted exit {code}, got {answer}"
        said(answer, reason)
        assert self.state() == before, "something changed"
        return answer


def said(answer, reason):
    lines = answer.err.splitlines()
    assert len(lines) == 1, f"wanted one line, got {answer}"
    assert lines[0].startswith(f"gitrace: {reason}: "), f"wanted {reason}, got {answer}"
    assert " / " in lines[0], answer


class Skip(Exception):
    pass


SENTENCES = []


def sentence(function):
    """Registers a test; its name is the sentence, its argument a world of its own."""
    SENTENCES.append(function)
    return function


def main():
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    try:
        base = make_base()
        for number, function in enumerate(SENTENCES):
            result = "passed"
            try:
                function(World(base, number))
            except Skip as why:
                result = "skipped"
                print(f"SKIP {function.__name__}: {why}")
            except Exception:  # pylint: disable=broad-except
                result = "failed"
                print(f"FAIL {function.__name__}")
                traceback.print_exc(file=sys.stdout)
            counts[result] += 1
    finally:
        shutil.rmtree(ROOM, ignore_errors=True)
    line = f"{counts['passed']} passed, {counts['failed']} failed"
    print(line + (f", {counts['skipped']} skipped" if counts["skipped"] else ""))
    sys.exit(counts["failed"] != 0)
