"""Hidden codes as FORMATS 3 describes them, without the program's help."""
import hashlib
import hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def check_character(text):
    """ISO 7064 hybrid recursion with M = 32 (mod 33, 32)."""
    rest = 32
    for letter in text:
        rest = (rest + ALPHABET.index(letter)) % 32 or 32
        rest = rest * 2 % 33
    return ALPHABET[(33 - rest) % 32]


def hidden_of(secret, number):
    """FORMATS 3, from the unit number alone."""
    bits = 0
    for letter in number.replace("-", "")[:10]:
        bits = bits << 5 | ALPHABET.index(letter)
    unit = (bits >> 32 & 0xFFFF).to_bytes(2, "big") + (bits & 0xFFFFFFFF).to_bytes(4, "big")
    mac = hmac.new(secret, b"GI-HIDDEN-V1\0" + unit, hashlib.sha256).digest()
    value = int.from_bytes(mac[:5], "big") >> 5
    text = "".join(ALPHABET[value >> 5 * (6 - i) & 31] for i in range(7))
    return text + check_character(text)
