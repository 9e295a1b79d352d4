"""gitrace-serve as a service: places to listen, TLS, its end and its renewal under requests."""
import os
import signal
import socket
import ssl
import stat
import subprocess
import threading
import warnings

from service import GET, Service, ask, forms_answered, is_good, read_all, run_for_exit
from world import BIN, ROOM, Skip, main, sentence


def make_certificate(name):
    """A chain and a key in files of that name."""
    files = [os.path.join(ROOM, f"{name}.{kind}") for kind in ("crt", "key")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                    "-addext", f"subjectAltName=DNS:{name}", "-out", files[0], "-keyout", files[1]],
                   check=True, capture_output=True)
    return files


def talk_tls(service, ca, name, version=None):
    """One answer over TLS; the version that was agreed on."""
    context = ssl.create_default_context(cafile=ca)
    if version:
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        with warnings.catch_warnings():  # 1.1 is deprecated, which is the point
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = context.maximum_version = version
    with context.wrap_socket(service.connect(), server_hostname=name) as end:
        end.sendall(GET)
        return read_all(end), end.version()


@sentence
def several_places_answer_ipv4_ipv6_and_a_socket_file(world):
    if not socket.has_ipv6 or not os.path.exists("/proc/net/if_inet6"):
        raise Skip("no IPv6 here")
    path = world.file("http")
    where = f"127.0.0.1:0,[::1]:0,unix:{path}"
    with Service(world, "--listen", where, places=3) as service:
        assert service.places[1].startswith("http://[::1]:"), service.places
        for place in range(3):
            assert is_good(ask(service.connect(place))), service.places[place]
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o660
        assert service.end(signal.SIGTERM) == 0
    assert not os.path.exists(path)


@sentence
def a_socket_file_left_by_a_kill_is_replaced_and_one_in_use_is_not(world):
    path = world.file("http")
    killed = Service(world, "--listen", f"unix:{path}")
    killed.end(signal.SIGKILL)
    assert os.path.exists(path)
    with Service(world, "--listen", f"unix:{path}") as service:
        assert is_good(ask(service.connect()))
        code, said = run_for_exit(world, "--listen", f"unix:{path}")
        assert code != 0 and path in said, said
        assert is_good(ask(service.connect()))
    with open(path, "w", encoding="ascii") as file:
        file.write("somebody's file")
    code, said = run_for_exit(world, "--listen", f"unix:{path}")
    assert code != 0 and os.path.getsize(path) == 15, said


@sentence
def behind_a_socket_file_the_limit_is_that_of_the_client(world):
    path = world.file("http")
    with Service(world, "--listen", f"unix:{path}", "--rate", "1") as service:
        def codes(client, count):
            request = GET.replace(b"\r\n\r\n", b"\r\nX-Forwarded-For: %s\r\n\r\n" % client)
            return [ask(service.connect(), request)[9:12] for _ in range(count)]
        assert codes(b"192.0.2.1", 9).count(b"429") >= 4
        assert codes(b"192.0.2.2", 2) == [b"200"] * 2


@sentence
def tls_is_1_2_and_1_3_only_and_a_reload_brings_the_new_certificate(world):
    ca, key = make_certificate("old.example.cn")
    options = ("--listen", "tls:127.0.0.1:0", "--tls-cert", ca, "--tls-key", key)
    with Service(world, *options) as service:
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            answer, agreed = talk_tls(service, ca, "old.example.cn", version)
            assert is_good(answer) and b"\r\nStrict-Transport-Security: " in answer, answer
            assert agreed == f"TLSv1.{version - 0x301}", agreed
        try:
            talk_tls(service, ca, "old.example.cn", ssl.TLSVersion.TLSv1_1)
            raise AssertionError("TLS 1.1 was spoken")
        except OSError:
            pass
        new_ca, new_key = make_certificate("new.example.cn")
        os.replace(new_ca, ca)
        os.replace(new_key, key)
        assert service.reload() == "reloaded"
        assert is_good(talk_tls(service, ca, "new.example.cn")[0])


@sentence
def a_form_ends_its_connection_where_no_bytes_behind_it_could_be_seen(world):
    ca, key = make_certificate("form.example.cn")
    where = f"127.0.0.1:0,tls:127.0.0.1:0,unix:{world.file('http')}"
    context = ssl.create_default_context(cafile=ca)
    with Service(world, "--listen", where, "--tls-cert", ca, "--tls-key", key,
                 places=3) as service:
        assert forms_answered(service.connect(0)) == 2
        assert forms_answered(context.wrap_socket(service.connect(1),
                                                  server_hostname="form.example.cn")) == 1
        assert forms_answered(service.connect(2)) == 1


@sentence
def tls_without_a_certificate_or_with_a_broken_one_does_not_start(world):
    code, said = run_for_exit(world, "--listen", "tls:127.0.0.1:0")
    assert code != 0 and "--tls-cert" in said, said
    ca, _ = make_certificate("a.example.cn")
    code, said = run_for_exit(world, "--listen", "tls:127.0.0.1:0", "--tls-cert", ca,
                              "--tls-key", ca)
    assert code != 0 and "certificate" in said, said


@sentence
def an_empty_list_of_places_is_refused(world):
    code, said = run_for_exit(world, "--listen", "")
    assert code not in (0, 1, -6) and "listen" in said and "unix:PATH" in said, (code, said)


@sentence
def a_reload_with_a_broken_key_leaves_every_place_as_it_was(world):
    ca, key = make_certificate("kept.example.cn")
    options = ("--tls-cert", ca, "--tls-key", key)
    with Service(world, "--listen", "127.0.0.1:0,tls:127.0.0.1:0", *options, places=2) as service:
        with open(key, "w", encoding="ascii") as file:
            file.write("no key")
        service.server.send_signal(signal.SIGHUP)
        said = b"".join(service.server.stderr.readline() for _ in range(4)).decode()
        assert "going on as before" in said, said
        assert is_good(ask(service.connect()))
        service.places.reverse()
        assert is_good(talk_tls(service, ca, "kept.example.cn")[0])


@sentence
def what_was_accepted_is_answered_after_sigterm(world):
    with Service(world, "--listen", "127.0.0.1:0", "--threads", "1") as service:
        half = service.connect()
        half.sendall(b"POST /t/h/000W003RJ0W HTTP/1.1\r\nHost: x\r\nContent-Length: 15\r\n\r\nhid")
        waiting = [service.connect() for _ in range(40)]
        for end in waiting:
            end.sendall(GET)
        service.server.send_signal(signal.SIGTERM)
        for end in waiting:
            assert is_good(read_all(end))
            end.close()
        half.sendall(b"den=AQ786Y6X")
        answer = read_all(half)
        half.close()
        assert answer.startswith(b"HTTP/1.1 200 ") and b"\r\nConnection: close" in answer, answer
        assert service.server.wait(60) == 0


@sentence
def a_header_half_read_on_a_kept_connection_is_finished_after_sigterm(world):
    with Service(world, "--listen", "127.0.0.1:0") as service:
        half, still = service.connect(), service.connect()
        for end in (half, still):
            end.sendall(GET.replace(b"Connection: close\r\n", b""))
            assert end.recv(65536).endswith(b"ok\n")
        half.sendall(GET[:20])
        threading.Event().wait(0.3)  # it is read, and no longer in the socket
        service.server.send_signal(signal.SIGTERM)
        assert read_all(still) == b"", "whoever asks for nothing is let go at once"
        half.sendall(GET[20:])
        assert is_good(read_all(half))
        half.close()
        still.close()
        assert service.server.wait(60) == 0


@sentence
def a_client_that_never_finishes_is_cut_when_the_time_is_over(world):
    with Service(world, "--listen", "127.0.0.1:0", "--stop-seconds", "1") as service:
        half = service.connect()
        half.sendall(b"POST /t/h/000W003RJ0W HTTP/1.1\r\nHost: x\r\nContent-Length: 15\r\n\r\nhid")
        assert is_good(ask(service.connect()))
        assert service.end(signal.SIGTERM) == 0
        assert b"cut at the end: 1" in service.server.stderr.read()
        half.close()


@sentence
def a_reload_under_requests_loses_none(world):
    lost, served, stop = [], [], threading.Event()

    def client(service):
        while not stop.is_set():
            try:
                answer = ask(service.connect())
                (served if is_good(answer) else lost).append(answer)
            except OSError as met:
                lost.append(met)

    with Service(world, "--listen", "127.0.0.1:0") as service:
        held = service.connect()
        held.sendall(b"POST /t/h/000W003RJ0W HTTP/1.1\r\nHost: x\r\nContent-Length: 15\r\n\r\nhid")
        crowd = [threading.Thread(target=client, args=(service,)) for _ in range(6)]
        for one in crowd:
            one.start()
        service.server.send_signal(signal.SIGHUP)
        threading.Event().wait(0.5)
        held.sendall(b"den=AQ786Y6X")
        assert read_all(held).startswith(b"HTTP/1.1 200 ")
        held.close()
        assert service.server.stdout.readline() == b"reloaded\n"
        assert service.reload() == "reloaded"
        stop.set()
        for one in crowd:
            one.join()
        assert not lost and len(served) > 20, (lost[:3], len(served))


@sentence
def a_configuration_file_is_read_and_read_again(world):
    path = world.file("serve.conf")

    def write(text):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    request = GET.replace(b"\r\n\r\n", b"\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n")
    write("# places\nlisten = 127.0.0.1:0\nproxy = 127.0.0.1\nrate = 0\n")
    with Service(world, "--config", path) as service:
        def refused():
            return [ask(service.connect(), request)[9:12] for _ in range(8)].count(b"429")
        assert refused() == 0
        write("proxy = 127.0.0.1\nrate = 1\n")
        assert service.reload() == "reloaded"
        assert refused() >= 3
        write("proxy = 127.0.0.1\nrates = 1\n")
        service.server.send_signal(signal.SIGHUP)
        said = b"".join(service.server.stderr.readline() for _ in range(2)).decode()
        assert "--rates" in said, said
        assert is_good(ask(service.connect()))


@sentence
def a_configuration_that_does_not_read_is_named(world):
    path = world.file("serve.conf")
    for text, named in (("rate = 1\nnonsense\n", "2"), ("help = 1\n", "--help"),
                        ("rate = many\n", "many"), ("total-rate = 1000001\n", "1000000"),
                        ("rate = 1\n\nrate = 2\n", "line 3 of the configuration: rate"),
                        ("rate = 1\n#\0\nthreads = 2\n", "line 2 of the configuration"),
                        ("report-days = 29\n", "30"), ("photos-mb = -1\n", "photos-mb")):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        code, said = run_for_exit(world, "--config", path)
        assert code == 2 and named in said, (text, code, said)


@sentence
def a_socket_of_systemd_stays_open_over_a_restart(world):
    with socket.create_server(("127.0.0.1", 0), backlog=64) as given:
        place = "http://127.0.0.1:%d/" % given.getsockname()[1]
        # The shell puts its own number in place, as systemd does, and becomes the program.
        start = 'LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" --dir "$1" 3<&%d' % given.fileno()
        command = ["sh", "-c", start, os.path.join(BIN, "gitrace-serve"), world.path]
        for _ in range(2):
            waiting = socket.create_connection(given.getsockname(), timeout=30)
            waiting.sendall(GET)  # nobody listens yet; the queue keeps it
            server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                      pass_fds=[given.fileno()])
            assert server.stdout.readline() == b"listening systemd:3\n", place
            assert is_good(read_all(waiting))
            waiting.close()
            server.terminate()
            assert server.wait(60) == 0
            server.stdout.close()


main()
