"""What an operator reads: figures on a listener of this machine, in the form of Prometheus."""
import http.client
import re
import shutil
import subprocess
import urllib.parse

from served import Served
from world import main, program, sentence

SAMPLE = re.compile(r'^([a-z_]+)((?:\{[a-z]+="[^"\\\n]*"(?:,[a-z]+="[^"\\\n]*")*\})?) (\S+)$')


def get(url, path):
    place = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(place.netloc, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text, answer.headers


class Watched(Served):
    def __init__(self, world, *options):
        super().__init__(world, "--metrics", "127.0.0.1:0", *options)
        line = self.server.stdout.readline().decode()
        self.metrics = re.fullmatch(r"metrics (http://127\.0\.0\.1:\d+/)metrics\n", line).group(1)

    def __enter__(self):
        return self

    def figures(self):
        status, text, headers = get(self.metrics, "/metrics")
        assert status == 200 and headers["Content-Type"].startswith("text/plain; version=0.0.4")
        return read(text)


def read(text):
    """Every sample by name and labels; refuses what Prometheus or promtool would."""
    types, found, family = {}, {}, None
    assert text.endswith("\n")
    for line in text.splitlines():
        kind, rest = (line.split(" ", 3)[1:3] if line.startswith("# ") else (None, None))
        if kind == "HELP":
            family = rest
            assert family not in types and line.split(" ", 3)[3].endswith("."), line
        elif kind == "TYPE":
            assert rest == family, line
            types[rest] = line.split(" ")[3]
        else:
            name, labels, value = SAMPLE.match(line).groups()
            base = name if types[family] != "histogram" else re.sub("(_bucket|_sum|_count)$", "",
                                                                    name)
            assert base == family and (name, labels) not in found, line
            found[name + labels] = float(value)
    for name, kind in types.items():
        assert name.startswith("gi_") and not re.search("_(ms|us|kb|percent)(_|$)", name), name
        assert (kind == "counter") == name.endswith("_total"), name
    return found


@sentence
def requests_and_look_ups_are_counted_by_route_and_answer(world):
    code = "/" + world.codes()[0].rsplit("/", 1)[1]
    forged = code[:-1] + ("1" if code[-1] == "0" else "0")
    with Watched(world) as shop:
        before = shop.figures()
        for path in (code, code, forged, "/api/v1/verify/77", "/none/at/all"):
            get(shop.url, path)
        after = shop.figures()
        change = {name: after[name] - before.get(name, 0) for name in after
                  if after[name] != before.get(name, 0)}
        assert change['gi_http_requests_total{route="*/{digits}",code="200"}'] == 3, change
        assert change['gi_http_requests_total{route="none",code="404"}'] == 1, change
        assert change['gi_lookups_total{issued="issued"}'] == 2, change
        assert change['gi_lookups_total{issued="forged"}'] == 1, change
        assert change["gi_http_request_duration_seconds_count"] == 5, change
        assert not [name for name in after if re.search(r"\d{6}", name)], "a code in a label"


@sentence
def the_text_is_clean_for_promtool(world):
    with Watched(world) as shop:
        text = get(shop.metrics, "/metrics")[1]
        buckets = [value for name, value in read(text).items() if "_bucket" in name]
        assert buckets == sorted(buckets) and len(buckets) == 12, buckets
    if shutil.which("promtool"):
        done = subprocess.run(["promtool", "check", "metrics"], input=text.encode(),
                              capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()


@sentence
def figures_are_nowhere_on_the_public_pages_and_pages_not_among_them(world):
    with Watched(world) as shop:
        assert get(shop.url, "/metrics")[0] == 404
        assert get(shop.url, "/livez")[0] == 404
        assert get(shop.metrics, "/" + "1" * 209)[0] == 404
        assert get(shop.metrics, "/livez")[:2] == (200, "ok\n")
        assert get(shop.metrics, "/readyz")[:2] == (200, "ok\n")


@sentence
def only_this_machine_may_listen_to_figures(world):
    for place in ("0.0.0.0:0", "[::]:0", "unix:/tmp/x"):
        answer = program("--dir", world.path, "--listen", "127.0.0.1:0", "--metrics", place,
                         name="gitrace-serve")
        assert answer.code == 16 and "listen: " in answer.err and "127.0.0.1:PORT" in answer.err, answer


@sentence
def counters_outlive_a_reload(world):
    with Watched(world) as shop:
        get(shop.url, "/")
        shop.server.send_signal(1)
        assert shop.server.stdout.readline() == b"reloaded\n"
        get(shop.url, "/")
        assert shop.figures()['gi_http_requests_total{route="*/",code="200"}'] == 2


main()
