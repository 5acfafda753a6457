"""Numbers: from the text of a token to its value."""

import decimal
import math
import re
from typing import Any, NamedTuple

_LONGEST_EXPONENT = 18  # digits
_BITS_OF_A_DIGIT = 3.3
_DIGITS = re.compile(r"[0-9]+")
_NO_DIGIT_BEHIND_POINT = re.compile(r"\.(?![0-9])")
_LONG = re.compile(r"-?(?:0|[1-9][0-9]*+)[lL]")
_EXPONENT_LIMIT = decimal.MAX_EMAX - 1_000_000
_EXACT = decimal.Context(prec=decimal.MAX_PREC, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN)


class Number(NamedTuple):
    """A number and the deviations of its text; `refusal` says why there is no value."""

    value: Any
    deviations: tuple[str, ...] = ()
    refused_as: str = ""
    refusal: str = ""


def read_integer(text: str, limit: int) -> Number:
    """The value of an RFC 8259 integer."""
    digits = len(text.lstrip("-"))
    if digits > limit:
        return Number(None, refused_as="limit-exceeded", refusal=f"Expected at most {limit} digits, got {digits}")
    return Number(int(text))


def read_float(text: str, limit: int) -> Number:
    """The value of an RFC 8259 number with a fraction or an exponent; an exact Decimal beyond a double's range."""
    value = float(text)
    if not math.isinf(value):
        return Number(value)
    digits, _, exponent = text.lower().partition("e")
    if len(digits) > limit or len(exponent) > _LONGEST_EXPONENT or abs(int(exponent or "0")) > _EXPONENT_LIMIT:
        return Number(None, refused_as="limit-exceeded", refusal="Expected a number of fewer digits")
    return Number(_EXACT.create_decimal(text), ("number-out-of-range",))


def read_quasi_number(text: str, limit: int) -> Number:
    """The value of a number that RFC 8259 does not allow, with every deviation in it."""
    if _LONG.fullmatch(text):  # by far the most frequent
        return read_integer(text[:-1], limit)._replace(deviations=("long-suffix",))
    deviations = []
    body = text
    if body[-1] in "lL" and "nf" not in body.lower():
        deviations.append("long-suffix")
        body = body[:-1]
    sign, body = (body[0], body[1:]) if body[0] in "+-" else ("", body)
    if sign == "+":
        deviations.append("number-form")
    minus = "-" if sign == "-" else ""
    if body.lower() in ("nan", "infinity", "inf"):
        return Number(float(minus + body), (*deviations, "non-finite-number"))
    number = (
        _read_radix(minus, body, limit) if body[:2].lower() in ("0x", "0o", "0b") else _read_decimal(minus, body, limit)
    )
    return number._replace(deviations=tuple(dict.fromkeys((*deviations, *number.deviations))))


def _read_radix(minus: str, body: str, limit: int) -> Number:
    value = int(minus + body, 0)  # linear in the length, other than decimal digits
    if value.bit_length() > limit * _BITS_OF_A_DIGIT:
        return Number(None, refused_as="limit-exceeded", refusal=f"Expected at most {limit} digits, got more")
    return Number(value, ("number-form",))


def _read_decimal(minus: str, body: str, limit: int) -> Number:
    deviations = []
    if "_" in body or body[0] == "." or _NO_DIGIT_BEHIND_POINT.search(body):
        deviations.append("number-form")
        body = body.replace("_", "")
    leading = _DIGITS.match(body)
    if leading and len(leading[0]) > 1 and leading[0][0] == "0":
        deviations.append("leading-zeros")
        if leading[0] == body and not set(body) & {"8", "9"} and body.lstrip("0") not in ("", *"1234567"):
            return Number(None, refused_as="leading-zeros", refusal=_octal_readings(minus, body, limit))
        body = body.lstrip("0")
        body = body if body and body[0].isdigit() else "0" + body
    read = read_integer if body.isdigit() else read_float
    number = read(minus + body, limit)
    return number._replace(deviations=(*deviations, *number.deviations))


def _octal_readings(minus: str, body: str, limit: int) -> str:
    if len(body) > min(limit, 20):
        return "Expected no leading zeros, got a number with two readings: decimal and octal"
    octal = f"{minus}{int(body, 8)}"
    return f"Expected no leading zeros, got two readings: {minus}{int(body)} (decimal) or {octal} (octal)"
