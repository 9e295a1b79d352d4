"""What cmake --install leaves: programs that run, units that are tight, samples that work."""
import os
import re
import shutil
import socket
import ssl
import subprocess
import time

from world import BIN, ROOM, Skip, main, sentence

BUILD = os.path.dirname(BIN)
UNITS = "lib/systemd/system/"
EXPECTED = {"bin/gitrace", "bin/gitrace-label", "bin/gitrace-serve", "lib/sysusers.d/gitrace.conf",
            "lib/tmpfiles.d/gitrace.conf"} | {
    UNITS + unit for unit in ("gitrace-serve.service", "gitrace-serve.socket",
                              "gitrace-tend.service", "gitrace-tend.timer")} | {
    "share/doc/gitrace/" + name for name in ("LICENSE", "serve.conf", "nginx.conf", "Caddyfile")}


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, timeout=60, text=True, **more)
    return done.returncode, done.stdout + done.stderr


def files_below(path):
    return {os.path.relpath(os.path.join(folder, name), path)
            for folder, _, names in os.walk(path) for name in names}


def install(prefix, **env):
    code, said = run("cmake", "--install", BUILD, "--prefix", prefix, env={**os.environ, **env})
    assert code == 0, said


def installed():
    """A prefix with everything in it, made once."""
    path = os.path.join(ROOM, "prefix")
    if not os.path.exists(path):
        install(path)
    return path


def wants(tool):
    if shutil.which(tool) is None:
        raise Skip(f"{tool} is not installed")


@sentence
def destdir_gets_every_file_below_the_prefix_and_no_other(world):
    stage = world.file("stage")
    install("/usr", DESTDIR=stage)
    assert files_below(stage) == {"usr/" + name for name in EXPECTED}, files_below(stage)
    with open(os.path.join(stage, "usr", UNITS, "gitrace-serve.service"), encoding="utf-8") as file:
        assert "ExecStart=/usr/bin/gitrace-serve " in file.read()


@sentence
def installed_programs_find_each_other(world):
    code, said = run(os.path.join(installed(), "bin/gitrace"), "serve", "--help", cwd=world.path)
    assert code == 0 and "usage: gitrace-serve" in said, said


@sentence
def services_are_as_tight_as_promised(_):
    wants("systemd-analyze")
    for unit in ("gitrace-serve.service", "gitrace-tend.service"):
        path = os.path.join(installed(), UNITS, unit)
        code, said = run("systemd-analyze", "security", "--offline=true", "--threshold=20",
                         "--no-pager", path)
        assert code == 0, said[-400:]
    code, said = run("systemd-analyze", "security", "--offline=true", "--threshold=5",
                     "--no-pager", path)
    assert code != 0, "the threshold means nothing"


@sentence
def systemd_understands_every_unit_and_the_user(_):
    wants("systemd-analyze")
    folder = os.path.join(installed(), UNITS)
    code, said = run("systemd-analyze", "verify", "--man=no",
                     *[os.path.join(folder, unit) for unit in sorted(os.listdir(folder))])
    assert code == 0 and "gitrace" not in said, said
    code, said = run("systemd-sysusers", "--dry-run",
                     os.path.join(installed(), "lib/sysusers.d/gitrace.conf"))
    assert code == 0, said


@sentence
def the_sample_configuration_names_every_option_with_its_default(_):
    with open(os.path.join(installed(), "share/doc/gitrace/serve.conf"), encoding="utf-8") as file:
        sample = dict(re.findall(r"^# ([a-z-]+) = (.*)$", file.read(), re.M))
    code, said = run(os.path.join(BIN, "gitrace-serve"), "--help")
    options = dict(re.findall(r"^  --([a-z-]+) +(.*)$", said, re.M))
    assert code == 0 and set(sample) == set(options) - {"config", "help"}, (sample, options)
    for name, value in sample.items():
        given = re.search(r"\(default:? (\d+)[;,)]", options[name])
        assert given is None or given.group(1) == value, (name, value)


@sentence
def systemd_waits_for_the_longest_drain_twice(_):
    with open(os.path.join(installed(), UNITS, "gitrace-serve.service"), encoding="utf-8") as file:
        limit = int(re.search(r"^TimeoutStopSec=(\d+)$", file.read(), re.M).group(1))
    _, said = run(os.path.join(BIN, "gitrace-serve"), "--help")
    longest = int(re.search(r"--stop-seconds .* 0\.\.(\d+) ", said).group(1))
    assert limit >= 2 * longest, (limit, longest)


def fill(sample, values):
    """A sample with pieces replaced; each of them must be there."""
    with open(os.path.join(installed(), "share/doc/gitrace", sample), encoding="utf-8") as file:
        text = file.read()
    for old, new in values.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


class Nginx:
    """The sample in force: places, certificate and socket are those of the test."""

    def __init__(self, world):
        self.certificate, key = world.file("n.crt"), world.file("n.key")
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-days", "2", "-subj", "/CN=gi.example.cn", "-addext",
            "subjectAltName=DNS:gi.example.cn", "-out", self.certificate, "-keyout", key)
        self.port, plain = free_port(), free_port()
        server = fill("nginx.conf", {
            "listen 80;": f"listen 127.0.0.1:{plain};", "    listen [::]:80;\n": "",
            "listen 443 ssl": f"listen 127.0.0.1:{self.port} ssl",
            "    listen [::]:443 ssl http2;\n": "",
            "/run/gitrace/http.sock": world.file("http"),
            "/etc/gitrace/tls/fullchain.pem": self.certificate,
            "/etc/gitrace/tls/privkey.pem": key})
        path = world.file("nginx.conf")
        temp = "".join(f"{kind}_temp_path {world.file(kind)};\n" for kind in
                       ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"pid {world.file('pid')};\nerror_log stderr;\ndaemon off;\n"
                       + ("user root;\n" if os.getuid() == 0 else "")
                       + "events {}\nhttp {\n" + temp + server + "}\n")
        self.command = ["nginx", "-e", "stderr", "-p", world.path, "-c", path]

    def get(self, path, body=None, **headers):
        """One answer over TLS, to a body that is sent whole first; waits until nginx is there."""
        context = ssl.create_default_context(cafile=self.certificate)
        until = time.monotonic() + 20
        while True:
            try:
                plain = socket.create_connection(("127.0.0.1", self.port), timeout=20)
                break
            except ConnectionRefusedError:
                assert time.monotonic() < until, "nginx does not listen"
                time.sleep(0.05)
        with context.wrap_socket(plain, server_hostname="gi.example.cn") as end:
            lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            method = "GET" if body is None else "POST"
            lines += "" if body is None else f"Content-Length: {len(body)}\r\n"
            end.sendall(f"{method} {path} HTTP/1.1\r\nHost: gi.example.cn\r\n"
                        f"Connection: close\r\n{lines}\r\n".encode() + (body or b""))
            pieces = []
            while piece := end.recv(65536):
                pieces.append(piece)
        return b"".join(pieces).decode()


@sentence
def the_nginx_sample_is_good_and_brings_pages_over_tls(world):
    wants("nginx")
    nginx = Nginx(world)
    code, said = run(*nginx.command, "-t")
    assert code == 0 and "test is successful" in said, said
    server = subprocess.Popen([os.path.join(BIN, "gitrace-serve"), "--dir", world.path, "--listen",
                               f"unix:{world.file('http')}", "--rate", "1"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    server.stdout.readline()
    proxy = subprocess.Popen(nginx.command, stderr=subprocess.DEVNULL)
    try:
        page = nginx.get("/b/" + world.batch)
        assert page.startswith("HTTP/1.1 200 ") and world.batch in page, page[:300]
        assert "\r\nStrict-Transport-Security: " in page and "\r\nX-Robots-Tag: noindex" in page
        # A stranger who claims another address each time: none of it reaches the server, for whom
        # all come from this machine and are not limited.
        claimed = [nginx.get("/health", **{"X-Forwarded-For": "192.0.2.9"})[9:12]
                   for _ in range(8)]
        assert claimed == ["200"] * 8, claimed
        large = nginx.get("/report", bytes(9 << 20), **{"Accept-Language": "zh-CN"})
        assert large.startswith("HTTP/1.1 413 ") and "照片至多 5 MB" in large, large[:300]
    finally:
        for program in (proxy, server):
            program.terminate()
            program.wait(30)
        server.stdout.close()


@sentence
def the_caddy_sample_is_good(world):
    wants("caddy")
    path = world.file("Caddyfile")
    with open(path, "w", encoding="utf-8") as file:
        file.write(fill("Caddyfile", {}))
    code, said = run("caddy", "validate", "--adapter", "caddyfile", "--config", path)
    assert code == 0, said


main()
