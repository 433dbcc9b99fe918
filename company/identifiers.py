"""Record ids as Salesforce makes them: 15 characters and a three-character check on their case."""

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
CHECKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def salesforce_id(prefix: str, number: int) -> str:
    """The 18-character id of record `number` of the object whose key prefix is `prefix`."""
    tail = ""
    while number:
        number, digit = divmod(number, 62)
        tail = DIGITS[digit] + tail
    body = f"{prefix}Tq{tail:0>10}"
    check = ""
    for start in (0, 5, 10):
        chunk = body[start:start + 5]
        bits = sum(1 << place for place, letter in enumerate(chunk) if letter.isupper())
        check += CHECKS[bits]
    return body + check
