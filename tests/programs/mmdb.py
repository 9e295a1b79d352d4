"""Writes region files in MaxMind's DB format: write(path, [(network, record), ...]).

The format is public: https://maxmind.github.io/MaxMind-DB/ (version 2.0). IPv4 networks lie under
::/96. As a program: mmdb.py FILE writes the file that the specs read (tests/web/scan);
mmdb.py FILE BITS a small one with records of 24, 28 or 32 bits (tests/fuzz/corpus/mmdb).
"""
import ipaddress
import sys

MARK = b"\xab\xcd\xefMaxMind.com"


def control(kind, size):
    extended = b"" if kind <= 7 else bytes([kind - 7])
    first = (kind << 5) if kind <= 7 else 0
    if size < 29:
        return bytes([first | size]) + extended
    assert size < 29 + 256, size
    return bytes([first | 29]) + extended + bytes([size - 29])


def number(kind, value):
    data = value.to_bytes((value.bit_length() + 7) // 8, "big")
    return control(kind, len(data)) + data


def encode(value):
    if isinstance(value, bool):
        return control(14, int(value))
    if isinstance(value, int):
        return number(6 if value < 1 << 32 else 9, value)
    if isinstance(value, str):
        data = value.encode()
        return control(2, len(data)) + data
    if isinstance(value, list):
        return control(11, len(value)) + b"".join(map(encode, value))
    pairs = b"".join(encode(key) + encode(item) for key, item in value.items())
    return control(7, len(value)) + pairs


def bits_of(network):
    if network.version == 4:
        return [0] * 96 + bits(int(network.network_address), 32)[:network.prefixlen]
    return bits(int(network.network_address), 128)[:network.prefixlen]


def bits(value, count):
    return [value >> (count - 1 - i) & 1 for i in range(count)]


def tree_of(rows):
    """Nodes as pairs: None, ("node", index) or ("data", offset)."""
    nodes, data = [[None, None]], b""
    for network, record in rows:
        path = bits_of(ipaddress.ip_network(network))
        at = 0
        for bit in path[:-1]:
            if nodes[at][bit] is None:
                nodes.append([None, None])
                nodes[at][bit] = ("node", len(nodes) - 1)
            at = nodes[at][bit][1]
        nodes[at][path[-1]] = ("data", len(data))
        data += encode(record)
    return nodes, data


def metadata(count, bits):
    """Each number has the type that the format names, unlike those of records."""
    small = {"binary_format_major_version": 2, "binary_format_minor_version": 0,
             "ip_version": 6, "record_size": bits}
    pairs = [encode(key) + number(5, value) for key, value in small.items()]
    pairs += [encode("build_epoch") + number(9, 1), encode("node_count") + number(6, count),
              encode("database_type") + encode("gitrace test"),
              encode("description") + encode({}), encode("languages") + encode([])]
    return control(7, len(pairs)) + b"".join(pairs)


def node_of(left, right, bits):
    if bits != 28:
        return left.to_bytes(bits // 8, "big") + right.to_bytes(bits // 8, "big")
    middle = bytes([left >> 24 << 4 | right >> 24])
    return (left & 0xFFFFFF).to_bytes(3, "big") + middle + (right & 0xFFFFFF).to_bytes(3, "big")


def write(path, rows, bits=24):
    nodes, data = tree_of(rows)
    count = len(nodes)

    def record(entry):
        if entry is None:
            return count
        return entry[1] if entry[0] == "node" else count + 16 + entry[1]

    tree = b"".join(node_of(record(left), record(right), bits) for left, right in nodes)
    about = metadata(count, bits)
    with open(path, "wb") as out:
        out.write(tree + bytes(16) + data + MARK + about)


def place(country, code=None, city=None, **more):
    record = {"country": {"iso_code": country}}
    if code:
        record["subdivisions"] = [{"iso_code": code}]
    if city:
        record["city"] = {"geoname_id": city}
    return {**record, **more}


JIUJIANG, NANCHANG, GUANGZHOU = 1805540, 1800163, 1809858

SAMPLE = [
    ("10.1.0.0/16", place("CN", "JX", JIUJIANG)),
    ("10.2.0.0/16", place("CN", "JX", NANCHANG)),
    ("10.3.0.0/16", place("CN", "GD", GUANGZHOU)),
    ("10.4.0.0/16", place("CN", "GD", GUANGZHOU, traits={"connection_type": "Cellular"})),
    ("10.5.0.0/16", place("CN", "GD", GUANGZHOU, traits={"is_hosting_provider": True})),
    ("10.6.0.0/16", place("HK")),
    ("10.7.0.0/16", place("DE", "BY", 2867714)),
    ("10.8.0.0/16", place("CN")),
    ("10.9.0.0/16", {"country": {"iso_code": "CN"},
                     "subdivisions": [{"names": {"en": "Guangxi Zhuangzu Zizhiqu"}}],
                     "city": {"names": {"en": "Nanning"}}}),
    ("10.10.0.0/16", {"country": {"iso_code": 7}, "subdivisions": "JX", "city": []}),
    ("2001:db8:1::/48", place("CN", "JX", JIUJIANG, traits={"user_type": "residential"})),
]

SMALL = [SAMPLE[0], SAMPLE[8], SAMPLE[10]]

if __name__ == "__main__":
    if len(sys.argv) == 3:
        write(sys.argv[1], SMALL, int(sys.argv[2]))
    else:
        write(sys.argv[1], SAMPLE)
