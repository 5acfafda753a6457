"""Numbers: from the text of a token to its value."""

import decimal
import math
import re
import sys
from typing import Any, NamedTuple

from ucsmsg.diagnostics import beyond_limit, shown

_LONGEST_EXPONENT = 18  # digits
_DIGITS_OF_A_BIT = math.log10(2)
_LEAST_PYTHON_LIMIT = sys.int_info.str_digits_check_threshold
_LEADING_ZEROS = re.compile(r"0[0-9]")
_ZEROS_AND_EXPONENT = re.compile(r"[0-9]++[eE]")
_NO_DIGIT_BEHIND_POINT = re.compile(r"\.(?![0-9])")
_LONG = re.compile(r"-?(?:0|[1-9][0-9]*+)[lL]")
_SUFFIXED = re.compile(r"-?[0-9]++(?:n|(?:\.[0-9]++(?:[eE][+\-]?[0-9]++)?)[dDfF])")
_CONSTRUCTED = re.compile(r"[A-Za-z]++\([\"']?([^\"')]++)")
_EXPONENT_LIMIT = decimal.MAX_EMAX - 1_000_000
_EXACT = decimal.Context(prec=decimal.MAX_PREC, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN)


class Number(NamedTuple):
    """A number and the deviations of its text; `refusal` says why there is no value."""

    value: Any
    deviations: tuple[str, ...] = ()
    refused_as: str = ""
    refusal: str = ""


def read_integer(text: str, limit: int) -> Number:
    """The value of an RFC 8259 integer of at most `limit` digits, and no more than Python's own limit."""
    digits = len(text.lstrip("-"))
    if (digits > limit or digits > _LEAST_PYTHON_LIMIT) and (refused := _too_many(digits, limit)):
        return refused
    return Number(int(text))


def _too_many(digits: int, limit: int, *, is_estimate: bool = False) -> Number | None:
    """The refusal of a number of so many digits; None where neither `limit` nor Python's own one is passed."""
    of_python = sys.get_int_max_str_digits() or digits
    settings = ["Limits.digits"] if digits > limit else []
    if digits > of_python:
        settings.append("Python's own limit (sys.set_int_max_str_digits)")
    if not settings:
        return None
    got = f"about {digits}" if is_estimate else digits
    refusal = beyond_limit(f"{min(limit, of_python)} digits", got, " and ".join(settings))
    return Number(None, refused_as="limit-exceeded", refusal=refusal)


def read_float(text: str, limit: int) -> Number:
    """The value of an RFC 8259 number with a fraction or an exponent; an exact Decimal beyond a double's range."""
    value = float(text)
    if not math.isinf(value):
        return Number(value)
    digits, _, exponent = text.lower().partition("e")
    if refused := _too_many(sum(map(str.isdigit, digits)), limit):
        return refused
    if len(exponent) > _LONGEST_EXPONENT or abs(int(exponent or "0")) > _EXPONENT_LIMIT:
        refusal = f"Expected an exponent of at most {_EXPONENT_LIMIT}, got {shown(exponent)}: no number is that large"
        return Number(None, refused_as="limit-exceeded", refusal=refusal)
    return Number(exact_decimal(text), ("number-out-of-range",))


def exact_decimal(text: str) -> decimal.Decimal:
    """A number beyond a double's range, exactly."""
    return _EXACT.create_decimal(text)


def read_quasi_number(text: str, limit: int) -> Number:
    """The value of a number that RFC 8259 does not allow, with every deviation in it."""
    if _LONG.fullmatch(text):  # by far the most frequent
        return read_integer(text[:-1], limit)._replace(deviations=("long-suffix",))
    if constructed := _CONSTRUCTED.match(text):
        return _read_as("number-constructor", constructed[1], limit)
    if _SUFFIXED.fullmatch(text):
        return _read_as("number-suffix", text[:-1], limit)
    deviations = []
    body = text
    if body[-1] in "lL" and "nf" not in body.lower():
        deviations.append("long-suffix")
        body = body[:-1]
    sign, body = (body[0], body[1:].lstrip()) if body[0] in "+-" else ("", body)
    if sign == "+" or text[1:2].isspace():
        deviations.append("number-form")
    number = _read_unsigned("-" if sign == "-" else "", body, limit)
    return number._replace(deviations=tuple(dict.fromkeys((*deviations, *number.deviations))))


def _read_unsigned(minus: str, body: str, limit: int) -> Number:
    """The value of a number without sign, or of the negative one."""
    if body.lower() in ("nan", "infinity", "inf"):
        return Number(float(minus + body), ("non-finite-number",))
    if body[:2].lower() in ("0x", "0o", "0b"):
        return _read_radix(minus, body, limit)
    return _read_decimal(minus, body, limit)


def _read_as(deviation: str, text: str, limit: int) -> Number:
    """The value of an RFC 8259 number in something that is none."""
    read = read_integer if text.lstrip("-").isdigit() else read_float
    number = read(text, limit)
    return number._replace(deviations=(deviation, *number.deviations))


def _read_radix(minus: str, body: str, limit: int) -> Number:
    value = int(minus + body, 0)  # linear in the length, other than decimal digits
    digits = int(value.bit_length() * _DIGITS_OF_A_BIT) + 1  # or one fewer
    return _too_many(digits, limit, is_estimate=True) or Number(value, ("number-form",))


def _read_decimal(minus: str, body: str, limit: int) -> Number:
    deviations = []
    if "_" in body or body[0] == "." or _NO_DIGIT_BEHIND_POINT.search(body):
        deviations.append("number-form")
        body = body.replace("_", "")
    if _LEADING_ZEROS.match(body):
        deviations.append("leading-zeros")
        if refusal := _refusal_of_zeros(minus, body, limit):
            return Number(None, refused_as="leading-zeros", refusal=refusal)
        body = body.lstrip("0")
        body = body if body and body[0].isdigit() else "0" + body
    read = read_integer if body.isdigit() else read_float
    number = read(minus + body, limit)
    return number._replace(deviations=(*deviations, *number.deviations))


def _refusal_of_zeros(minus: str, body: str, limit: int) -> str:
    """Why a number with leading zeros has no single reading, "" where it has one."""
    if body.isdigit() and body.lstrip("0") not in ("", *"123456789"):
        return _readings(minus, body, limit)
    if _ZEROS_AND_EXPONENT.match(body):
        return "Expected no leading zeros, got two readings: a number with an exponent, or a hexadecimal one"
    return ""


def _readings(minus: str, body: str, limit: int) -> str:
    if set(body) & {"8", "9"}:
        return "Expected no leading zeros, got a number with two readings: decimal, or a code to which the zeros belong"
    if len(body) > min(limit, 20):
        return "Expected no leading zeros, got a number with two readings: decimal and octal"
    octal = f"{minus}{int(body, 8)}"
    return f"Expected no leading zeros, got two readings: {minus}{int(body)} (decimal) or {octal} (octal)"
