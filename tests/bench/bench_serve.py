"""bench_serve.py BIN-FOLDER: what gitrace-serve bears, beside nginx with the same bytes.

The server runs on one core, wrk on the other; every ratio is taken in one run, in turns, so that a
busy machine slows both sides. Needs nginx and wrk (tests/packages.sh bench) and a release build.
GI_LONG: longer runs, and memory over a million requests.

    cmake --build BUILD --target run_bench_serve
"""
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "programs"))
import world as tests  # noqa: E402
from hidden_codes import hidden_of  # noqa: E402

BIN = os.path.abspath(sys.argv[1])
LONG = "GI_LONG" in os.environ
SECONDS = 10 if LONG else 2
ROUNDS = 5 if LONG else 3
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile MicroMessenger/8.0.47",
         "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "gzip"}
ROOM = tempfile.mkdtemp(prefix="gitrace-bench-")
FRESH = 10000  # more codes than the server keeps: the kept ones are gone when they come again
CODE = re.compile(r"[0-9]{200,}")


def registry(units):
    """A registry whose one run has so many units, and the first codes of it."""
    one = tests.Registry(os.path.join(ROOM, f"units{units}"))
    answer = one.sign("init", "--name", "示例地理标志协会", "--origin", "gi.example.cn/log/bench",
                      "--base-url", "http://gi.jj.cn/", "--kind", "demo", "--json")
    assert answer.code == 0, answer
    kilograms = units // 20 + 1
    lines = [
        tests.product("LSYW", index=1, zh="庐山云雾茶", en="Lushan Yunwu tea", path="raw",
                      standard="GB/T 21003-2007", source="plot", cap=f"{kilograms * 6 // 1000 + 1}kg",
                      ratio="42:10", area="360483107", grades="特级=Superfine", nets="50g",
                      best_before="18m"),
        tests.act("holder", "firm", kind="producer", name="九江示例茶业有限公司",
                  uscc="91360424MA0TE5T16U", address="庐山市示例路1号"),
        tests.act("source", "plot", holder="@firm.holder", product="LSYW", kind="plot",
                  township="360483107", capacity="1000mu"),
        tests.act("grant", product="LSYW", season=tests.SEASON, sources="@plot.source"),
        tests.act("harvest", "leaf", source="@plot.source", product="LSYW", season=tests.SEASON,
                  day=tests.day(-1), qty=f"{kilograms * 5}kg"),
        tests.act("make", "tea", holder="@firm.holder", product="LSYW", season=tests.SEASON,
                  inputs=f"@leaf.lot:{kilograms * 5}kg", qty=f"{kilograms}kg", day=tests.day(-1)),
        tests.act("batch", "batch", holder="@firm.holder", lot="@tea.lot", grade="特级"),
    ]
    most = min(units, 10 ** 6)  # of one act
    lines += [tests.act("issue", batch="@batch.batch", count=most, net="50g", packed=tests.day())
              for _ in range(units // most)]
    answer = one.run(lines)
    assert answer.code == 0, answer
    batch = re.search(r"LSYW-\d\d-\w{4}-\w{4}-\w", answer.out).group(0)
    answer = one.sign("codes", batch + "#1", "--count", str(min(units, FRESH)))
    assert answer.code == 0, answer
    one.batch = batch
    return one, CODE.findall(answer.out)


def hidden_label(one):
    """One label with a scratch layer: the path of its form, and what is posted."""
    run = one.good("issue", "--batch", one.batch, "--count", "1", "--net", "50g", "--packed",
                   tests.day(), "--scratch", "yes")
    secret = os.urandom(32)
    path = one.file("keys/7-hidden.secret")
    with open(path, "w", encoding="ascii", opener=lambda p, f: os.open(p, f, 0o600)) as file:
        file.write(secret.hex() + "\n")
    number = run["units"].split("..")[0].strip()
    return "h/" + number.replace("-", ""), "hidden=" + hidden_of(secret, number)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


class Server:
    """gitrace-serve with one thread on core 0."""

    def __init__(self, one):
        command = ["taskset", "-c", "0", os.path.join(BIN, "gitrace-serve"), "--dir", one.path,
                   "--listen", "127.0.0.1:0", "--threads", "1", "--total-rate", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.url = re.search(rb"http://\S+", self.process.stdout.readline()).group(0).decode()

    def kilobytes(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1))

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        self.process.stdout.close()


class Nginx:
    """nginx with one worker on core 0; serves one file with the headers of a page."""

    def __init__(self, body, headers):
        port = free_port()
        folder = os.path.join(ROOM, "nginx")
        os.makedirs(folder)
        with open(os.path.join(folder, "page"), "wb") as file:
            file.write(body)
        lines = "".join(f"add_header {name} {value!r};\n" for name, value in headers.items()
                        if name not in ("Content-Length", "Connection", "Date", "Content-Type"))
        with open(os.path.join(folder, "conf"), "w", encoding="utf-8") as file:
            file.write(f"pid {folder}/pid; error_log stderr crit; daemon off; worker_processes 1;\n"
                       + ("user root;\n" if os.getuid() == 0 else "")
                       + "events {}\nhttp { access_log off; sendfile on; tcp_nopush on;"
                       " keepalive_requests 1000000; open_file_cache max=10;\n"
                       + "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in
                                 ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
                       + f"server {{ listen 127.0.0.1:{port}; root {folder};"
                       f" default_type '{headers.get('Content-Type')}';\n{lines}}} }}\n")
        self.url = f"http://127.0.0.1:{port}/page"
        self.process = subprocess.Popen(["taskset", "-c", "0", "nginx", "-e", "stderr", "-p", folder,
                                         "-c", folder + "/conf"])
        for _ in range(100):
            try:
                urllib.request.urlopen(self.url, timeout=5).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("nginx does not answer")

    def close(self):
        self.process.terminate()
        self.process.wait(30)


class Load:
    """wrk on core 1; answers a second and the 99th per cent in ms."""

    def __init__(self, url, paths=None, seconds=None, posted=None):
        command = ["taskset", "-c", "1", "wrk", "-t1", "-c16", f"-d{seconds or SECONDS}s",
                   "--latency"]
        for name, value in PHONE.items():
            command += ["-H", f"{name}: {value}"]
        if posted:
            script = os.path.join(ROOM, "posted.lua")
            with open(script, "w", encoding="ascii") as file:
                file.write(f'wrk.method = "POST"\nwrk.body = "{posted}"\n')
            command += ["-s", script]
        if paths:
            script = os.path.join(ROOM, "paths.lua")
            with open(script, "w", encoding="ascii") as file:
                file.write("local paths = {" + ",".join(f'"{path}"' for path in paths) + "}\n"
                           "local at = 0\nrequest = function()\n  at = at % #paths + 1\n"
                           '  return wrk.format("GET", paths[at])\nend\n')
            command += ["-s", script]
        said = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
        bad = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
        assert bad is None, said
        self.rate = float(re.search(r"Requests/sec:\s*([\d.]+)", said).group(1))
        number, unit = re.search(r"99%\s*([\d.]+)(us|ms|s)", said).groups()
        self.p99 = float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def in_turns(*sides):
    """Each side in each round, one after the other; per side the medians of rate and p99."""
    rounds = [[side() for side in sides] for _ in range(ROUNDS)]
    return [(statistics.median(one[i].rate for one in rounds),
             statistics.median(one[i].p99 for one in rounds)) for i in range(len(sides))]


def page_of(url):
    with urllib.request.urlopen(urllib.request.Request(url, headers=PHONE)) as answer:
        return answer.read(), dict(answer.headers)


def say(what, value, aim=""):
    print(f"{what}: {value}" + (f" (aim {aim})" if aim else ""), flush=True)


def verify_seconds():
    """One verification, from the verify bench when it was built, else not known."""
    bench = os.path.join(BIN, "bench_verify")
    if not os.path.exists(bench):
        return None
    said = subprocess.run([bench], capture_output=True, text=True, check=False).stdout
    found = re.search(r"verify_codes_per_second (\d+)", said)
    return 1 / float(found.group(1)) if found else None


def measure_pages(one, codes):
    form, posted = hidden_label(one)
    server = Server(one)
    url = server.url + codes[0]
    page_of(url)
    time.sleep(0.2)
    body, headers = page_of(url)
    say("page", f"{len(body)} bytes gzip")
    nginx = Nginx(body, headers)
    paths = ["/" + code for code in codes]
    static, again, fresh, opened = in_turns(
        lambda: Load(nginx.url), lambda: Load(url), lambda: Load(server.url, paths),
        lambda: Load(server.url + form, posted=posted))
    nginx.close()
    say("nginx, the same bytes from a file", f"{static[0]:.0f} /s, p99 {static[1]:.2f} ms")
    say("one code again and again, counted", f"{again[0]:.0f} /s, p99 {again[1]:.2f} ms")
    say("fresh codes", f"{fresh[0]:.0f} /s, p99 {fresh[1]:.2f} ms")
    say("repeated / nginx", f"{again[0] / static[0]:.2f}", ">= 0.65")
    say("opening, recorded durably / nginx", f"{opened[0] / static[0]:.2f}", ">= 0.2")
    say("p99 / nginx", f"{again[1] / static[1]:.2f}", "<= 2")
    verify = verify_seconds()
    if verify:
        say("fresh x (t_verify + t_repeated)", f"{fresh[0] * (verify + 1 / again[0]):.2f}", ">= 0.9")
    if LONG:
        measure_memory(server, url)
    server.close()


def measure_memory(server, url):
    Load(url, seconds=5)
    before, asked = server.kilobytes(), 0
    while asked < 1000000:
        asked += Load(url, seconds=20).rate * 20
    say("memory over 1,000,000 requests", f"{before} -> {server.kilobytes()} KiB", "flat")


def measure_sizes(small):
    """The first registry has FRESH = 10^4 units; 10^8 are a hundred runs, a row each."""
    both = (small, registry(10 ** 8))
    servers = [Server(one) for one, _ in both]
    codes = [["/" + code for code in some] for _, some in both]
    rates = in_turns(*[lambda i=i: Load(servers[i].url, codes[i]) for i in range(2)])
    for server in servers:
        server.close()
    say("fresh codes of a registry of 10^4 units", f"{rates[0][0]:.0f} /s")
    say("fresh codes of a registry of 10^8 units", f"{rates[1][0]:.0f} /s")
    say("10^4 / 10^8", f"{rates[0][0] / rates[1][0]:.2f}", "<= 1.2")


def main():
    for tool in ("nginx", "wrk", "taskset"):
        if shutil.which(tool) is None:
            raise SystemExit(f"bench_serve: {tool} is not installed; see tests/packages.sh bench")
    try:
        with open(tests.PASSPHRASE, "w", encoding="utf-8") as file:
            file.write("示例口令 of the bench\n")
        os.chmod(tests.PASSPHRASE, 0o600)
        one, codes = registry(FRESH)
        say("load of the machine", f"{os.getloadavg()[0]:.1f}")
        measure_pages(one, codes)
        measure_sizes((one, codes))
    finally:
        shutil.rmtree(ROOM, ignore_errors=True)
        shutil.rmtree(tests.ROOM, ignore_errors=True)


main()
