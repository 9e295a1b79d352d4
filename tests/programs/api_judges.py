"""Judges from npm for api_test.py: the linter behind `redocly lint`, and jose.

Installed once per build from a lock file; without npm a sentence is skipped, but never where CI is
set and npm is there.
"""
import os
import shutil
import subprocess

from world import BIN, ROOM, Skip

HERE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "web", "api",
                    "judges")
SCRIPTS = {"redocly": "lint.mjs", "jose": "keys.mjs"}


def install(home):
    for name in ("package.json", "package-lock.json", *SCRIPTS.values()):
        shutil.copy(os.path.join(HERE, name), home)
    subprocess.run(["npm", "ci", "--prefer-offline", "--no-audit", "--no-fund",
                    "--ignore-scripts", "--fetch-retries=0", "--fetch-timeout=20000"],
                   cwd=home, capture_output=True, timeout=90, check=True)
    with open(os.path.join(home, "complete"), "w", encoding="ascii"):
        pass


def judges():
    home = os.path.join(os.path.dirname(BIN), "api-judges")
    if not shutil.which("npm"):
        raise Skip("npm is not installed")
    if not os.path.exists(os.path.join(home, "complete")):
        shutil.rmtree(home, ignore_errors=True)
        os.mkdir(home)
        try:
            install(home)
        except (subprocess.SubprocessError, OSError) as why:
            if os.environ.get("CI"):
                raise
            raise Skip(f"npm is out of reach: {str(why)[:80]}") from why
    return home


def judge(name, text):
    """The text as a file for that judge, who must not object."""
    home = judges()
    path = os.path.join(ROOM, name + ".json")
    with open(path, "wb") as file:
        file.write(text)
    done = subprocess.run(["node", SCRIPTS[name], path], cwd=home, capture_output=True,
                          timeout=60, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
