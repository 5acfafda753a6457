"""`ucsmsg fix` in every container: what stands around a payload stays, byte for byte."""

import base64
import json
import re
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.captures.samples import failure
from tests.cli.commands import Command

FIXED = failure(2, r"it is \"so\"")
DAMAGED = FIXED.replace(":2,", ":2L,").replace("}}", ",}}")
SINGLE = failure(2).replace('"', "'")
BACKSLASHES = r"a\\nb"
WORD = '"GetInteraction'
INDENTED = json.dumps(json.loads(FIXED), indent=1)
Write = Callable[[str], str]


def escaped(text: str) -> str:
    return json.dumps(text)[1:-1]


def prefixed(text: str) -> str:
    return re.sub("^", "> ", text, flags=re.MULTILINE)


START = "2024-05-06 07:08:10 INFO "
LOG = f"{START}start\r\n{START}got {{}} in 3 ms\r\n{START}{failure(3)}\r\n".replace("{{}}", "{}")
RECORDING = '{"log":{"entries":[ {"response":{"content":{"size":1,"text":"{}"}}} ]}}\n'
FORMS: dict[str, tuple[str, Write]] = {
    "log": (LOG, str),
    "page": ("# Sample\n\nThe server sends\n\n{}\n\nand more.\n", str),
    "HTML": ("<h1>x</h1>\n<pre>{}</pre><p>y\n", lambda text: text.replace('"', "&quot;")),
    "sequence": ("\x1e{}\n\x1e" + failure(3) + "\n", str),
    "string in a log": ('2024-05-06 07:08:10 INFO body="{}" took=3\n', escaped),
    "log of JSON lines": ('{"time":"t","message":"{}"}\n{"time":"t","message":"x"}\n', escaped),
    "recording": (RECORDING, escaped),
    "table": ('a;b\n1;"{}"\n', lambda text: text.replace('"', '""')),
    "statement": ("INSERT INTO `m` VALUES (1,'{}');\n", escaped),
    "percent-encoded": ("2024-05-06 07:08:10 POST m={}&x=1\n", lambda text: urllib.parse.quote(text, safe="")),
}


@pytest.mark.parametrize(("around", "form"), FORMS.values(), ids=list(FORMS))
def test_the_payload_is_fixed_where_it_stands(run: Command, around: str, form: Write) -> None:
    Path("x").write_bytes(around.replace("{}", form(DAMAGED)).encode())
    shown = run("fix", "x")
    result = run("fix", "--write", "x")

    assert (shown.status, shown.out.count("\n-"), result.status) == (1, 1 + ("\n--- " in shown.out), 0)
    assert Path("x").read_bytes() == around.replace("{}", form(FIXED)).encode()
    assert (run("fix", "--write", "x").err, run("fix", "--check", "x").status) == (
        "1 file: 0 fixed, 0 with something left\n",
        0,
    )


@pytest.mark.parametrize("form", [prefixed, lambda text: text.replace("\n", "\r\n")])
def test_a_payload_over_lines_keeps_them(run: Command, form: Write) -> None:
    Path("x").write_bytes(form(f"Sample\n\n{INDENTED.replace(' 2,', ' 2L,')}\n").encode())

    assert run("fix", "--write", "x").status == 0
    assert Path("x").read_bytes() == form(f"Sample\n\n{INDENTED}\n").encode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (RECORDING.replace("{}", base64.b64encode(DAMAGED.encode()).decode() + '","encoding":"base64'), "long-suffix"),
        (f'{START}body="{SINGLE}"\n', "single-quoted-string"),
        ('{"message":"{}"}\n{"message":"x"}\n'.replace("{}", SINGLE), "single-quoted-string"),
        ("INSERT INTO m VALUES (1, '{}');\n".replace("{}", failure(2, BACKSLASHES)), "unexpected-text"),
        (f'{START}body="{escaped(DAMAGED.replace(WORD, "x " + WORD))}"\n', "bare-word"),
    ],
)
def test_what_cannot_be_written_in_its_form_stays_and_is_named(run: Command, content: str, name: str) -> None:
    Path("x").write_bytes(content.encode())
    result = run("fix", "--write", "x")

    assert (result.status, Path("x").read_bytes()) == (1, content.encode())
    assert f"[{name}]" in result.err
    assert "1 file: 0 fixed, 1 with something left" in result.err


def test_a_line_and_the_payload_in_it_are_fixed_together(run: Command) -> None:
    line = '{"time":1L,"message":"{}"}\n{"time":2}\n'
    Path("x").write_bytes(line.replace("{}", escaped(DAMAGED)).encode())

    assert run("fix", "--write", "x").status == 0
    assert Path("x").read_bytes() == line.replace("1L", "1").replace("{}", escaped(FIXED)).encode()


def test_a_payload_in_which_its_line_is_fixed_is_fixed_the_next_time(run: Command) -> None:
    line = '{"time":1,"message":"{}"}\n{"time":2}\n'
    space = DAMAGED.replace('{"data"', '{\t"data"')
    Path("x").write_bytes(line.replace("{}", escaped(space).replace("\\t", "\t")).encode())
    first = run("fix", "--write", "x")

    assert (first.status, "[long-suffix]" in first.err) == (1, True)
    assert Path("x").read_bytes() == line.replace("{}", escaped(space)).encode()
    assert run("fix", "--write", "x").status == 0
    assert Path("x").read_bytes() == line.replace("{}", escaped(FIXED.replace('{"data"', '{\t"data"'))).encode()
