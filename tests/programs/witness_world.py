"""A witness of its own for a world: by file, and served on loopback."""
import base64
import hashlib
import os
import re
import shutil
import subprocess

from world import BIN, PASSPHRASE, ROOM, program


def vkey_of(world):
    """The log key under the name of the log, made here from the clear line of its key file."""
    name = [name for name in os.listdir(world.file("keys")) if name.endswith("-log.pem")][0]
    with open(world.file(os.path.join("keys", name)), encoding="utf-8") as file:
        typed = base64.b64decode(file.read().splitlines()[1].split("+", 2)[2])
    origin = world.checkpoint().split("\n")[0]
    mark = hashlib.sha256(origin.encode() + b"\n" + typed).hexdigest()[:8]
    return f"{origin}+{mark}+{base64.b64encode(typed).decode()}\n"


class Witness:
    """A witness that watches the log of a world, which takes its cosignatures."""

    def __init__(self, world):
        self.path, self.world = os.path.join(ROOM, "witness"), world
        if not os.path.exists(self.path):  # slow on purpose: made once, then copied
            answer = self.do("init", "--name", "institute.example.cn/w1")
            assert answer.code == 0, answer
        self.path = shutil.copytree(self.path, world.path + ".witness")
        with open(os.path.join(self.path, "logs"), "a", encoding="utf-8") as file:
            file.write(vkey_of(world))
        with open(os.path.join(self.path, "witness.vkey"), encoding="utf-8") as file:
            vkey = file.read()
        with open(world.file("witnesses"), "w", encoding="utf-8") as file:
            file.write(f"witness institute {vkey}quorum institute\n")
        self.vkey = vkey.strip()

    def do(self, *args):
        return program("witness", *args, "--dir", self.path, "--passphrase-file", PASSPHRASE)

    def sign(self, request, answer="answer"):
        return self.do("sign", request, self.world.file(answer))

    def serve(self):
        command = [os.path.join(BIN, "gitrace"), "witness", "--dir", self.path, "--listen",
                   "127.0.0.1:0", "--passphrase-file", PASSPHRASE]
        server = subprocess.Popen(command, stdout=subprocess.PIPE)
        return server, re.search(r"http://\S+", server.stdout.readline().decode()).group(0)
