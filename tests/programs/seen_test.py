"""verify --seen: packs that inspectors held in hand, and one number on two of them."""
import subprocess
import os

from world import BIN, main, sentence


def verify(world, name, *codes, more=()):
    return world.ask("verify", "--seen", world.path + name, *more, *codes, "--json")


def lines(world, name):
    with open(world.path + name, encoding="ascii") as file:
        return file.read().splitlines()


@sentence
def different_packs_are_no_copies(world):
    codes = world.codes()
    answer = verify(world, ".a", *codes[:2])
    assert answer.code == 0, answer
    assert [row["copied"] for row in answer.json()] == ["not_checked"] * 2, answer
    assert len(lines(world, ".a")) == 2


@sentence
def one_number_on_two_packs_is_proof_of_copying(world):
    code = world.codes()[0]
    assert verify(world, ".a", code).code == 0
    answer = verify(world, ".a", code)
    assert answer.code == 1 and answer.json()[0]["copied"] == "copied", answer
    said = world.ask("verify", "--seen", world.path + ".a", code).out
    assert "必有复制" in said and "seen on another pack before" in said, said
    assert len(lines(world, ".a")) == 3


@sentence
def two_packs_in_one_hand_are_two(world):
    code = world.codes()[0]
    answer = verify(world, ".a", code, code)
    assert [row["copied"] for row in answer.json()] == ["not_checked", "copied"], answer
    assert len(set(lines(world, ".a"))) == 2


@sentence
def two_inspectors_find_together_what_neither_saw_alone(world):
    codes = world.codes()
    assert verify(world, ".a", codes[0]).code == 0
    assert verify(world, ".b", codes[0], codes[1]).code == 0
    answer = verify(world, ".a", more=["--with", world.path + ".b"])
    assert answer.code == 1, answer
    assert [row["packs"] for row in answer.json()] == [2], answer
    assert len(lines(world, ".a")) == 3


@sentence
def the_same_file_taken_over_twice_makes_no_copies(world):
    codes = world.codes()
    assert verify(world, ".a", codes[0]).code == 0
    assert verify(world, ".b", codes[1]).code == 0
    for _ in range(2):
        answer = verify(world, ".a", more=["--with", world.path + ".b"])
        assert answer.code == 0 and answer.json() == [], answer
    assert len(lines(world, ".a")) == 2


@sentence
def numbers_that_were_typed_and_forgeries_are_no_packs(world):
    code = world.codes()[0]
    number = world.units.split("..")[0].strip()
    forged = code[:-1] + ("1" if code[-1] != "1" else "2")
    for text in (number, forged, number, forged):
        assert "copied\": \"copied" not in verify(world, ".a", text).out
    assert lines(world, ".a") == []


@sentence
def a_file_that_is_no_list_of_packs_is_refused_and_kept(world):
    for content in ("hello\n", "000W-003R-J0W\n", "000W-003R-J0W -1\n", "000W-003R-J0X 5\n"):
        with open(world.path + ".a", "w", encoding="ascii") as file:
            file.write(content)
        answer = world.ask("verify", "--seen", world.path + ".a", world.codes()[0])
        assert answer.code != 0 and "gitrace: bad-pack:" in answer.err, (content, answer)
        assert lines(world, ".a") == [content.strip()]


@sentence
def many_at_once_lose_no_pack(world):
    command = [os.path.join(BIN, "gitrace"), "verify", "--dir", world.path, "--seen",
               world.path + ".a", world.codes()[0]]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(4)]
    codes = sorted(one.wait(60) for one in running)
    assert codes == [0, 1, 1, 1], codes
    assert len(set(lines(world, ".a"))) == 4


@sentence
def a_line_that_stands_there_twice_is_one_pack(world):
    codes = world.codes()
    assert verify(world, ".a", codes[0]).code == 0
    assert verify(world, ".b", codes[1]).code == 0
    with open(world.path + ".b", "a", encoding="ascii") as file:
        file.write(lines(world, ".b")[0] + "\n")
    answer = verify(world, ".a", more=["--with", world.path + ".b"])
    assert answer.code == 0 and answer.json() == [], answer
    assert len(lines(world, ".a")) == 2


@sentence
def a_last_line_without_an_end_spoils_nothing(world):
    codes = world.codes()
    assert verify(world, ".a", codes[0]).code == 0
    os.truncate(world.path + ".a", os.path.getsize(world.path + ".a") - 1)
    assert verify(world, ".a", codes[1]).code == 0
    assert verify(world, ".a", codes[0]).code == 1
    assert len(lines(world, ".a")) == 3


@sentence
def a_time_behind_which_none_can_follow_is_refused(world):
    assert verify(world, ".a", world.codes()[0]).code == 0
    number = lines(world, ".a")[0].split()[0]
    with open(world.path + ".a", "w", encoding="ascii") as file:
        file.write(f"{number} {2**63 - 1}\n")
    answer = verify(world, ".a", world.codes()[0])
    assert answer.code != 0 and "bad-pack" in answer.out + answer.err, answer
    assert lines(world, ".a") == [f"{number} {2**63 - 1}"]


@sentence
def packs_are_not_kept_beside_another_question(world):
    code = world.codes()[0]
    for more in (["--in", code], ["--passport", world.path + ".p"]):
        answer = verify(world, ".a", code, more=more)
        assert answer.code != 0 and "not-together" in answer.out + answer.err, answer
    assert not os.path.exists(world.path + ".a")


@sentence
def another_file_needs_one_of_our_own(world):
    answer = world.ask("verify", "--with", world.path + ".b")
    assert answer.code == 2 and "gitrace: usage:" in answer.err, answer


main()
