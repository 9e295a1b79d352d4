"""serving.py: gitrace-serve, nginx beside it, and wrk against both, for bench_serve.py.

Servers run on core 0, wrk on core 1; sides are measured in turns, so that a busy machine slows
them all.
"""
import atexit
import os
import re
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.request

LONG = "GI_LONG" in os.environ
SECONDS = 3 if LONG else 1
ROUNDS = 15 if LONG else 7  # short turns and many: a machine changes its pace every few seconds
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile MicroMessenger/8.0.47",
         "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "gzip"}
ROOM = tempfile.mkdtemp(prefix="gitrace-bench-")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


class Server:
    """gitrace-serve on core 0; one thread unless something else is said."""

    def __init__(self, folder, one, *options):
        command = ["taskset", "-c", "0", os.path.join(folder, "gitrace-serve"), "--dir", one.path,
                   "--listen", "127.0.0.1:0", "--total-rate", "0", "--rate", "0",
                   "--metrics", "127.0.0.1:0", *(options or ("--threads", "1"))]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        atexit.register(self.process.kill)  # where a measurement fails
        self.url, self.metrics = (
            re.search(rb"http://\S+", self.process.stdout.readline()).group(0).decode()
            for _ in range(2))

    def figure(self, name):
        with urllib.request.urlopen(self.metrics) as answer:
            return int(re.search(rb"^" + name.encode() + rb" (\d+)$", answer.read(), re.M).group(1))

    def processor(self):
        """Seconds of a processor that it used so far: what others do hardly counts."""
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

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
        folder = os.path.join(ROOM, f"nginx{port}")
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
        atexit.register(self.process.terminate)
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


# Each form from a network of its own, as the trusted proxy says.
OPEN = """local at = 0
local forms = {}
for path, body in string.gmatch(io.open(FORMS):read("*a"), "(%S+) (%S+)%s") do
  forms[#forms + 1] = {path, body}
end
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
request = function()
  at = at + 1
  wrk.headers["X-Forwarded-For"] = string.format("%d.%d.%d.1", 11 + math.floor(at / 65536) % 100,
                                                 math.floor(at / 256) % 256, at % 256)
  local form = forms[(at - 1) % #forms + 1]
  return wrk.format("POST", form[1], nil, form[2])
end
"""


class Load:
    """wrk on core 1; answers a second and the 99th per cent in ms."""

    def __init__(self, url, paths=None, seconds=None, forms=None, connections=16):
        command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}",
                   f"-d{seconds or SECONDS}s", "--latency"]
        for name, value in PHONE.items():
            command += ["-H", f"{name}: {value}"]
        if forms:
            script, lines = (os.path.join(ROOM, name) for name in ("forms.lua", "forms"))
            with open(lines, "w", encoding="ascii") as file:
                file.writelines(f"{path} {body}\n" for path, body in forms)
            with open(script, "w", encoding="ascii") as file:
                file.write(f'local FORMS = "{lines}"\n' + OPEN)
            command += ["-s", script]
        if paths:
            script, lines = (os.path.join(ROOM, name) for name in ("paths.lua", "paths"))
            with open(lines, "w", encoding="ascii") as file:
                file.writelines(path + "\n" for path in paths)
            with open(script, "w", encoding="ascii") as file:
                file.write(f'local paths = {{}}\nfor path in io.lines("{lines}") do\n'
                           "  paths[#paths + 1] = path\nend\n"
                           "local at = 0\nrequest = function()\n  at = at % #paths + 1\n"
                           '  return wrk.format("GET", paths[at])\nend\n')
            command += ["-s", script]
        said = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
        self.answers = int(re.search(r"(\d+) requests in", said).group(1))
        bad = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
        assert bad is None, said
        self.rate = float(re.search(r"Requests/sec:\s*([\d.]+)", said).group(1))
        number, unit = re.search(r"99%\s*([\d.]+)(us|ms|s)", said).groups()
        self.p99 = float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def in_turns(*sides):
    """Each side in each round, one after the other: a list of what they gave, per round."""
    return [[side() for side in sides] for _ in range(ROUNDS)]


def middle(rounds, figure):
    """The median over rounds of a figure of one: ratios are taken between neighbours in time."""
    return statistics.median(figure(*one) for one in rounds)


def speed(rounds, side):
    return (f"{statistics.median(one[side].rate for one in rounds):.0f} /s,"
            f" p99 {statistics.median(one[side].p99 for one in rounds):.2f} ms")


def page_of(url):
    with urllib.request.urlopen(urllib.request.Request(url, headers=PHONE)) as answer:
        return answer.read(), dict(answer.headers)


def say(what, value, aim=""):
    print(f"{what}: {value}" + (f" (aim {aim})" if aim else ""), flush=True)
