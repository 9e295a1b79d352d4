"""gitrace-serve at any places, and a client that speaks to it through bare sockets."""
import http.client
import os
import re
import signal
import socket
import subprocess

from world import BIN

GET = b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
FORM = (b"POST /h/000W003RJ0W HTTP/1.1\r\nHost: x\r\nContent-Length: 15\r\n\r\n"
        b"hidden=AQ786Y6X")


class Service:
    """gitrace-serve with any places; .places is what it said it listens at."""

    def __init__(self, world, *options, places=1, **more):
        command = [os.path.join(BIN, "gitrace-serve"), "--dir", world.path, *options]
        self.server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       **more)
        lines = [self.server.stdout.readline().decode() for _ in range(places)]
        self.places = [line.split()[1] if line.startswith("listening") else "" for line in lines]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end(signal.SIGTERM)
        self.server.stdout.close()
        self.server.stderr.close()

    def end(self, number):
        """The exit code after a signal."""
        self.server.send_signal(number)
        return self.server.wait(60)

    def reload(self):
        """SIGHUP, and what was said about it."""
        self.server.send_signal(signal.SIGHUP)
        return self.server.stdout.readline().decode().strip()

    def connect(self, place=0):
        name = self.places[place]
        if name.startswith("unix:"):
            end = socket.socket(socket.AF_UNIX)
            end.settimeout(30)
            end.connect(name[5:])
            return end
        host, port = re.match(r"https?://\[?(.*?)\]?:(\d+)/", name).groups()
        return socket.create_connection((host, int(port)), timeout=30)


def read_all(end):
    pieces = []
    while piece := end.recv(65536):
        pieces.append(piece)
    return b"".join(pieces)


def ask(end, request=GET):
    with end:
        end.sendall(request)
        return read_all(end)


def forms_answered(end):
    """How many of two forms are answered on one connection, one after the other."""
    count = 0
    with end:
        for _ in range(2):
            try:
                end.sendall(FORM)
                answer = http.client.HTTPResponse(end, method="POST")
                answer.begin()
            except OSError:
                break
            count += answer.status == 200 and b"</html>" in answer.read()
    return count


def is_good(answer):
    return answer.startswith(b"HTTP/1.1 200 ") and answer.endswith(b"ok\n")


def run_for_exit(world, *options):
    command = [os.path.join(BIN, "gitrace-serve"), "--dir", world.path, *options]
    done = subprocess.run(command, capture_output=True, timeout=60)
    return done.returncode, done.stderr.decode()
