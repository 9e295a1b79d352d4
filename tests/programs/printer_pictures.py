"""Pictures of labels: (width, height, rows), a row is a number whose highest bit is the leftmost
dot, 1 = ink. Read, turned, moved and put side by side, one dot at a time.
"""


def read_pbm(data):
    pictures = []
    while data:
        magic, size, data = data.split(b"\n", 2)
        assert magic == b"P4", "no PBM"
        width, height = map(int, size.split())
        stride = (width + 7) // 8
        rows = [int.from_bytes(data[at:at + stride], "big") >> (stride * 8 - width)
                for at in range(0, stride * height, stride)]
        pictures.append((width, height, rows))
        data = data[stride * height:]
    return pictures


def pbm(picture):
    """A plain file for zbarimg, with a white margin and dots of 2 x 2."""
    width, height, rows = picture
    out = [f"P1\n{2 * width + 40} {2 * height + 40}\n"]
    blank = "0" * (2 * width + 40) + "\n"
    out += [blank] * 20
    for row in rows:
        line = "".join(bit * 2 for bit in format(row, f"0{width}b"))
        out += ["0" * 20 + line + "0" * 20 + "\n"] * 2
    return "".join(out + [blank] * 20)


def bits(picture):
    return [format(row, f"0{picture[0]}b") for row in picture[2]]


def of_bits(rows):
    return len(rows[0]), len(rows), [int(row, 2) for row in rows]


def turned(picture):
    """A quarter clockwise."""
    return of_bits(["".join(column)[::-1] for column in zip(*bits(picture))])


def complement(picture):
    width, height, rows = picture
    return width, height, [row ^ ((1 << width) - 1) for row in rows]


def beside(pictures, lefts, width):
    """Pictures on one row of paper, each from its left edge."""
    height = pictures[0][1]
    rows = [0] * height
    for (w, _, picture), left in zip(pictures, lefts):
        rows = [row | one << (width - left - w) for row, one in zip(rows, picture)]
    return width, height, rows


def moved(picture, dx, dy):
    width, height, rows = picture
    blank = [0] * abs(dy)
    rows = blank + rows[:height - dy] if dy > 0 else rows[-dy:] + blank
    return width, height, [(row >> dx if dx > 0 else row << -dx) & ((1 << width) - 1)
                           for row in rows]
