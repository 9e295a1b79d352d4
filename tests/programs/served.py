"""gitrace-serve over a registry of the tests, for as long as a sentence needs it."""
import os
import re
import subprocess

from world import BIN


class Served:
    """gitrace-serve over a registry, on a port of its own; heard: where its stderr goes."""

    def __init__(self, world, *options, heard=subprocess.DEVNULL):
        command = [os.path.join(BIN, "gitrace-serve"), "--dir", world.path, "--listen",
                   "127.0.0.1:0", *options]
        self.server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=heard)
        self.url = re.search(rb"http://\S+", self.server.stdout.readline()).group(0).decode()

    def __enter__(self):
        return self.url + "log"

    def __exit__(self, *_):
        self.server.terminate()
        self.server.stdout.close()
        self.server.wait(20)
