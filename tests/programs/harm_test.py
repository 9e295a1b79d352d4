"""Disks, locks and damage: a clear line, the right exit code, and nothing half done."""
import fcntl
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import threading

from world import BIN, PASSPHRASE, Registry, Skip, day, main, program, said, sentence


def issue_args(world):
    return ("issue", world.batch, "--count", "1", "--net", "250g", "--packed", day())


@sentence
def a_newer_store_is_left_alone(world):
    db = sqlite3.connect(world.file("registry.db"))
    db.execute("PRAGMA user_version=999")
    db.commit()
    db.close()
    for args in (("list", "acts"), issue_args(world)):
        answer = world.sign(*args) if args[0] == "issue" else world.ask(*args)
        assert answer.code == 12, answer
        said(answer, "db-newer")
        assert "999" in answer.err, answer


def flush(world):
    """Everything into registry.db itself."""
    db = sqlite3.connect(world.file("registry.db"))
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    for name in ("registry.db-wal", "registry.db-shm"):
        if os.path.exists(world.file(name)):
            os.remove(world.file(name))


def overwrite(world, offset, data):
    with open(world.file("registry.db"), "r+b") as file:
        file.seek(offset)
        file.write(data)


@sentence
def a_damaged_store_is_found_by_check(world):
    flush(world)
    size = os.path.getsize(world.file("registry.db"))
    overwrite(world, size // 2, b"\xa5" * 8192)
    answer = world.ask("check")
    assert answer.code == 17, answer
    said(answer, "db-corrupt")


@sentence
def a_store_cut_in_half_is_damaged(world):
    flush(world)
    size = os.path.getsize(world.file("registry.db"))
    with open(world.file("registry.db"), "r+b") as file:
        file.truncate(size // 2)
    answer = world.ask("check")
    assert answer.code == 17, answer
    answer = world.sign(*issue_args(world))
    assert answer.code == 17, answer


@sentence
def a_file_that_is_no_registry_is_refused(world):
    flush(world)
    overwrite(world, 0, b"not a database at all" + b"\0" * 100)
    answer = world.ask("list", "acts")
    assert answer.code in (11, 17), answer
    assert answer.err.startswith(("gitrace: not-a-registry: ", "gitrace: db-corrupt: ")), answer


@sentence
def a_changed_leaf_is_found_by_check(world):
    db = sqlite3.connect(world.file("registry.db"))
    leaf = db.execute("SELECT leaf FROM act WHERE idx = 0").fetchone()[0]
    db.execute("UPDATE act SET leaf = ? WHERE idx = 0", (leaf.replace(b"/log/", b"/lag/"),))
    db.commit()
    db.close()
    answer = world.ask("check")
    assert answer.code == 17, answer
    said(answer, "tree-mismatch")
    assert world.ask("log", "proof", "0").code == 17


@sentence
def a_balance_changed_by_hand_is_found(world):
    db = sqlite3.connect(world.file("registry.db"))
    db.execute("UPDATE account SET balance = balance + 1 WHERE holder = 1 AND material = 'made'")
    db.commit()
    db.close()
    answer = world.ask("balance")
    assert answer.code == 17, answer
    said(answer, "ledger")


@sentence
def a_file_size_limit_is_refused_like_a_full_disk(world):
    flush(world)
    before = world.state()

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (16384, 16384))

    answer = world.sign(*issue_args(world), preexec_fn=limit)
    assert answer.code == 16, answer
    assert world.state() == before
    assert world.sign(*issue_args(world)).code == 0


@sentence
def a_full_disk_is_named_and_nothing_is_half_done(world):
    mount = world.path + ".small"
    os.mkdir(mount)
    script = (f"mount -t tmpfs -o size=640k tmpfs {mount} && cp -r {world.path} {mount}/d && "
              f"dd if=/dev/zero of={mount}/fill bs=1k 2>/dev/null; "
              f"{BIN}/gitrace issue {world.batch} --count 1 --net 250g --packed {day()} "
              f"--dir {mount}/d --passphrase-file {PASSPHRASE}; code=$?; rm {mount}/fill; "
              f"{BIN}/gitrace check --dir {mount}/d >/dev/null && exit $code")
    flush(world)
    done = subprocess.run(["unshare", "-m", "sh", "-c", script], capture_output=True, check=False)
    if b"unshare" in done.stderr or b"mount" in done.stderr:
        raise Skip("no private mounts here")
    assert done.returncode == 16, done
    assert done.stderr.startswith((b"gitrace: db-full: ", b"gitrace: db: ",
                                   b"gitrace: db-read-only: ", b"gitrace: file-write: ")), done


@sentence
def a_full_output_is_refused(world):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([f"{BIN}/gitrace", "list", "acts", "--dir", world.path], stdout=full,
                              stderr=subprocess.PIPE, check=False)
    assert done.returncode == 16 and done.stderr.startswith(b"gitrace: file-write: "), done


@sentence
def a_read_only_registry_answers_but_takes_nothing(world):
    flush(world)
    script = (f"mount --bind {world.path} {world.path} && "
              f"mount -o remount,ro,bind {world.path} && "
              f"{BIN}/gitrace verify {world.batch} --dir {world.path} >/dev/null && "
              f"{BIN}/gitrace issue {world.batch} --count 1 --net 250g --packed {day()} "
              f"--dir {world.path} --passphrase-file {PASSPHRASE}")
    done = subprocess.run(["unshare", "-m", "sh", "-c", script], capture_output=True, check=False)
    if b"unshare" in done.stderr or b"mount" in done.stderr:
        raise Skip("no private mounts here")
    assert done.returncode == 16, done
    assert done.stderr.startswith((b"gitrace: db-read-only: ", b"gitrace: file-open: ")), done


@sentence
def a_writer_waits_and_then_says_busy(world):
    with open(world.file("write.lock"), "r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = world.sign(*issue_args(world))
        assert world.ask("verify", world.batch).code == 0, "readers do not wait"
    assert answer.code == 14, answer
    said(answer, "db-busy")


@sentence
def two_writers_at_once_both_get_their_own_serials(world):
    answers = []

    def issue():
        answers.append(world.sign(*issue_args(world), "--json"))

    threads = [threading.Thread(target=issue) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(answer.code == 0 for answer in answers), [str(answer) for answer in answers]
    assert sorted(answer.json()["run"][1] for answer in answers) == [21, 22, 23, 24]
    assert world.ask("check").code == 0


# ---- a founding cut off ----

INIT = ("init", "--name", "示例", "--origin", "x.cn/l", "--base-url", "http://x.cn/", "--kind",
        "demo")


def unfinished(world, *names):
    """What an init leaves that died early: its mark and these files, empty."""
    place = Registry(world.path + ".new")
    os.makedirs(place.file("keys"))
    for name in names:
        open(place.file(name), "wb").close()
    return place


@sentence
def an_init_killed_at_any_moment_is_simply_run_again(world):
    for moment in range(8):
        place = Registry(f"{world.path}.{moment}")
        subprocess.run(["timeout", "-s", "KILL", str(0.02 + 0.03 * moment), f"{BIN}/gitrace",
                        *INIT, "--dir", place.path, "--passphrase-file", PASSPHRASE],
                       capture_output=True, check=False)
        answer = place.sign(*INIT)
        assert answer.code == 0 or "file-exists" in answer.err, answer
        assert len(place.read("list", "keys")) == 6 and place.ask("check").code == 0
        assert len(os.listdir(place.file("keys"))) == 7


@sentence
def an_init_that_died_before_its_first_table_is_run_again(world):
    for names in ((), ("registry.db",), ("registry.db", "config", "keys/1-root.pem")):
        place = unfinished(world, "init.unfinished", *names)
        answer = place.sign(*INIT)
        assert answer.code == 0, answer
        assert not os.path.exists(place.file("init.unfinished"))
        shutil.rmtree(place.path)


@sentence
def files_that_no_init_left_are_never_removed(world):
    place = unfinished(world, "registry.db", "keys/1-root.pem")
    answer = place.sign(*INIT)
    assert answer.code == 12, answer
    said(answer, "file-exists")
    assert os.listdir(place.file("keys")) == ["1-root.pem"]


@sentence
def a_mark_beside_a_founded_registry_has_no_force(world):
    before = world.state()
    open(world.file("init.unfinished"), "wb").close()
    answer = world.sign(*INIT)
    assert answer.code == 12 and world.state() == before, answer
    said(answer, "file-exists")


@sentence
def two_inits_at_once_found_one_registry(world):
    place = unfinished(world, "init.unfinished")
    with open(place.file("init.unfinished"), "rb") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        answer = place.sign(*INIT)
    assert answer.code == 14 and os.path.isdir(place.file("keys")), answer
    said(answer, "db-busy")


# ---- copies ----

@sentence
def a_restored_copy_has_the_same_checkpoint(world):
    copy, fresh = world.path + ".copy", world.path + ".restored"
    assert world.ask("backup", copy).code == 0
    answer = program("restore", copy, "--dir", fresh)
    assert answer.code == 0 and "keys" in answer.out, answer
    assert program("log", "checkpoint", "--dir", fresh).out == world.checkpoint()
    assert os.listdir(os.path.join(fresh, "keys")) == []


@sentence
def a_restore_never_overwrites(world):
    copy = world.path + ".copy"
    assert world.ask("backup", copy).code == 0
    before = world.state()
    answer = program("restore", copy, "--dir", world.path)
    assert answer.code == 12 and world.state() == before, answer
    said(answer, "file-exists")


@sentence
def a_backup_never_overwrites(world):
    copy = world.path + ".copy"
    assert world.ask("backup", copy).code == 0
    answer = world.ask("backup", copy)
    assert answer.code == 12, answer
    said(answer, "file-exists")


@sentence
def a_damaged_copy_is_not_restored(world):
    copy, fresh = world.path + ".copy", world.path + ".restored"
    assert world.ask("backup", copy).code == 0
    with open(copy, "r+b") as file:
        file.seek(os.path.getsize(copy) // 2)
        file.write(b"\xa5" * 8192)
    answer = program("restore", copy, "--dir", fresh)
    assert answer.code == 17 and not os.path.exists(fresh), answer


@sentence
def a_missing_copy_is_named(world):
    answer = program("restore", world.path + ".nothing", "--dir", world.path + ".restored")
    assert answer.code == 10, answer
    said(answer, "file-missing")


# ---- bundles ----

def bundle(world):
    path = world.path + ".bundle"
    answer = world.sign("bundle", path)
    assert answer.code == 0, answer
    return path


@sentence
def a_bundle_answers_without_the_registry(world):
    code, path = world.codes()[0], bundle(world)
    shutil.rmtree(world.path)
    answer = program("verify", "--bundle", path, "--root", world.root, code, "--json")
    verdict = answer.json()[0]
    assert answer.code == 0 and verdict["offline"], answer
    assert (verdict["issued"], verdict["good"]) == ("issued", "in_force"), verdict


@sentence
def without_a_trusted_root_a_bundle_cannot_tell(world):
    answer = program("verify", "--bundle", bundle(world), world.codes()[0], env={"HOME": "/nil"})
    assert answer.code == 3, answer
    assert "指纹" in answer.out, answer


@sentence
def a_root_is_trusted_once(world):
    path, trust = bundle(world), world.path + ".trust"
    assert program("trust", world.root, "--trust", trust).code == 0
    assert program("verify", "--bundle", path, "--trust", trust, world.codes()[0]).code == 0


@sentence
def an_older_bundle_than_one_seen_is_refused(world):
    trust, old = world.path + ".trust", bundle(world)
    code = world.codes()[0]
    os.rename(old, old + ".old")
    assert program("trust", world.root, "--trust", trust).code == 0
    assert program("verify", "--bundle", old + ".old", "--trust", trust, code).code == 0
    world.good("void", world.units.split("..")[0], "--why", "stolen")
    new = bundle(world)
    for _ in range(2):
        assert program("verify", "--bundle", new, "--trust", trust, code).code == 1
    answer = program("verify", "--bundle", old + ".old", "--trust", trust, code)
    assert answer.code == 12 and answer.out == "", answer
    said(answer, "bundle-older")


@sentence
def what_is_seen_of_one_log_says_nothing_of_another(world):
    trust, path, other = world.path + ".trust", bundle(world), Registry(world.path + ".other")
    answer = other.sign("init", "--name", "x", "--origin", "x.cn/l", "--base-url", "http://x.cn/",
                        "--kind", "demo", "--json")
    assert other.sign("bundle", path + ".small").code == 0
    for root in (world.root, answer.json()["root"]):
        assert program("trust", root, "--trust", trust).code == 0
    for name in (path, path + ".small", path):
        answer = program("verify", "--bundle", name, "--trust", trust, "0007-0001-001", "--json")
        assert answer.code == 3, answer
    with open(trust + ".seen", encoding="utf-8") as file:
        assert len(file.read().splitlines()) == 2


@sentence
def a_device_that_cannot_note_the_newest_bundle_says_so_and_answers(world):
    trust, path = world.path + ".trust", bundle(world)
    assert program("trust", world.root, "--trust", trust).code == 0
    os.mkdir(trust + ".seen.new")
    answer = program("verify", "--bundle", path, "--trust", trust, world.codes()[0])
    assert answer.code == 0, answer
    said(answer, "file-exists")


@sentence
def a_void_label_is_negative_offline_too(world):
    code = world.codes()[0]
    world.good("void", world.units.split("..")[0], "--why", "stolen")
    answer = program("verify", "--bundle", bundle(world), "--root", world.root, code, "--json")
    assert answer.code == 1 and answer.json()[0]["good"] == "void", answer


@sentence
def a_label_issued_after_the_bundle_is_newer_than_it(world):
    path = bundle(world)
    assert world.sign(*issue_args(world)).code == 0
    answer = program("verify", "--bundle", path, "--root", world.root, world.codes()[-1], "--json")
    assert answer.code == 3 and answer.json()[0]["unknown"] == "newer", answer


@sentence
def a_changed_bundle_is_refused(world):
    path = bundle(world)
    with open(path, "rb") as file:
        data = file.read()
    with open(path, "wb") as file:
        file.write(data.replace("庐山云雾茶".encode(), "庐山云霧茶".encode()))
    answer = program("verify", "--bundle", path, "--root", world.root, world.batch)
    assert answer.code in (11, 13), answer


main()
