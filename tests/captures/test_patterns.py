"""What captures are searched by: each alternative of its patterns, and what is beside it."""

import json

import pytest

from tests.captures.samples import failure, over_lines, references
from ucsmsg import GetInteractionContentMessage, Parsed, iter_parse

ONE, TWO = failure(1), failure(2)


def first_record(line: str) -> str:
    """What is read as the record that a damaged payload begins; `line` follows it, then a payload."""
    text = f'{{"data":{{"referenceId":1,\n{line}\n{TWO}\n'
    results = list(iter_parse(text.encode(), format="log", mode="lenient"))
    assert references(results)[-1] == 2
    return results[0].source.text


# ---- Lines that end a payload which is not closed --------------------------------------------------------------------

LOG_PREFIXES = [
    *("2015-10-01 16:02:07", "2015/10/01 x", "2015.10.01 x", "2015-10-01T16:02", "  2015-10-01 x", "[2015-10-01 x"),
    *("20151001T1602", "20151001 16:02", "20151001-1602", "20151001 1602", "20151001-16:02"),
    *("01.10.2015", "01-10-2015", "01/10/2015", "01/Oct/2015", "01 Oct 2015", "01-Oct-2015", "31/Dec-1999"),
    *("16:02:07", "16:02:07,123", "Oct  1 16:02", "Oct 11 16:02", "Oct 1 16:02"),
    *("1443704527000 x", "1443704527 x", "1443704527.123 x", "1443704527] x", "[1443704527)\tx", "1443704527000.5] x"),
    *("TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "SEVERE", "FATAL", "CRITICAL"),
    *("<13>", "1> x", "134> x", " 123.456] x", "[  12.345678] Ab", "1.123]  z", "7654321.1234] x"),
    *("[main] INFO", "[a.b:c/d#e-1 f]  ERROR", "[x]\tINFO", "([INFO", "<INFO", "((INFO", "[[INFO", "  INFO"),
    f"[{'a' * 60}] INFO",
]
NO_LOG_PREFIXES = [
    *("2015-10-1", "2015-10-010", "2015_10_01", "215-10-01", "2015-1-01", "2015-10-01T1", "2015-10-01Tx6"),
    *("20151001_1602", "2015100T1602", "01.10.20155", "1.10.2015", "01.1.2015", "01:10:2015"),
    *("01/oct/2015", "01/OCT/2015", "01/Octo/2015", "01/Oct/20155", "01.Oct.2015", "1/Oct/2015"),
    *("16:02:070", "16:02", "6:02:07", "Oct   1 16:02", "oct  1 16:02", "Oct  1 6:02", "Octo  1 16:02"),
    *("144370452 x", "14437045271 x", "1443704527x", "1443704527. x", "1443704527]x"),
    *(
        "INFOS",
        "info",
        "TRACED",
        "1234> x",
        "13 > x",
        "12345678.123] x",
        "1.12] x",
        "1.1234567] x",
        "1.123]x",
        "1.123] 5",
    ),
    *("[[[INFO", "[main]INFO", "zINFO", "[] INFO", "[a,b] INFO", f"[{'a' * 61}] INFO"),
]


@pytest.mark.parametrize("prefix", LOG_PREFIXES)
def test_a_line_of_a_log_ends_a_payload_that_is_not_closed(prefix: str) -> None:
    assert '"x"' not in first_record(f'{prefix} "x" [y]')


@pytest.mark.parametrize("prefix", NO_LOG_PREFIXES)
def test_what_only_looks_like_the_beginning_of_a_log_s_line_ends_nothing(prefix: str) -> None:
    assert '"x"' in first_record(f'{prefix} "x" [y]')


PARAGRAPHS = ["# T", "###### T", " # T", "   # T", "#\tT", '- "a"', "* [a]", '+ "a"', '  +  "a"', '> "x"', '   >\t"x"']
NO_PARAGRAPHS = ['####### T ""', '#T ""', '    # T ""', '-"a"', "*[a]", '>"a"', '=> "a"', '    - "a"']


@pytest.mark.parametrize("line", PARAGRAPHS)
def test_a_paragraph_of_markdown_ends_a_payload_that_is_not_closed_after_an_empty_line(line: str) -> None:
    assert line.strip() not in first_record(f"\n{line}")
    assert line.strip() in first_record(line)


@pytest.mark.parametrize("line", NO_PARAGRAPHS)
def test_what_only_looks_like_markdown_ends_nothing(line: str) -> None:
    assert line.strip() in first_record(f"\n{line} [7] ")


@pytest.mark.parametrize("line", ["```", '~~~ "x"', "   ```json", ' ~~~ "x"', "````"])
def test_a_fence_ends_a_payload_that_is_not_closed(line: str) -> None:
    assert line.strip() not in first_record(line)


@pytest.mark.parametrize("line", ["``", '`` "x"'])
def test_a_shorter_fence_ends_nothing(line: str) -> None:
    assert line in first_record(line)


PROSE = [
    "see below",
    "   so",
    "Zebra",
    "zoo",
    "x1 'y' (z)",
    " word",
    "truest",
    "Nullable",
    "etcetera",
    "true_",
    "a, b: c",
]
NO_PROSE = ["true", "NULL,", "None,", "nan", "Infinity", "FALSE", "etc", "etc.", "name: 1", "name : 1", "name:1"]
NO_PROSE += ["a [1]", "a ] 1", "a {b", "a } b", 'a "b"']


@pytest.mark.parametrize("line", PROSE)
def test_a_line_of_prose_ends_a_payload_that_is_not_closed(line: str) -> None:
    assert line.strip() not in first_record(line)


@pytest.mark.parametrize("line", NO_PROSE)
def test_a_value_or_a_member_is_no_prose(line: str) -> None:
    assert line in first_record(line)


# ---- Pages -----------------------------------------------------------------------------------------------------------

TAGS = ["html", "head", "body", "meta", "link", "h1", "h6", "p", "pre", "code", "div", "span", "section", "article"]
TAGS += ["blockquote", "ul", "ol", "dl", "table"]
ROOTS = [f"<{tag}>" for tag in TAGS] + [f"<{tag.upper()} a='b'>" for tag in TAGS] + [f" \n<{tag}/>" for tag in TAGS]
ROOTS += ["<!-- c -->", "<!DOCTYPE html>", "<!doctype\thtml>", "<?xml version='1.0'?>", " <?xml\tversion='1.0'?>"]
NO_ROOTS = [f"<{tag}x>" for tag in TAGS] + ["<h7>", "<h0>", "<!doctypehtml>", "<a>", "<1>", "< p>", "INFO <p>", "x<p>"]
NO_ROOTS += ["<?xmls?>", "<-- c -->"]


def messages(text: str) -> list[str | None]:
    results = iter_parse(text.encode(), mode="lenient")
    found = [notification.data for parsed in results for notification in parsed.notifications]
    return [data.error_message for data in found if isinstance(data, GetInteractionContentMessage)]


@pytest.mark.parametrize("root", ROOTS)
def test_a_page_is_known_by_its_first_element(root: str) -> None:
    """There `&lt;` is a character."""
    assert messages(f"{root}\n{failure(1, 'a &lt; b')}\n") == ["a < b"]


@pytest.mark.parametrize("root", NO_ROOTS)
def test_what_is_no_page_is_text(root: str) -> None:
    assert messages(f"{root}\n{failure(1, 'a &lt; b')}\n") == ["a &lt; b"]


@pytest.mark.parametrize("tag", ["script", "style", "template", "title"])
def test_what_a_page_does_not_show_is_not_read(tag: str) -> None:
    for name in (tag, tag.upper()):
        assert messages(f"<p>\n<{name} a='b'>{ONE}</{name}>{TWO}\n") == ["Request failed"]
        assert messages(f"<p><{name}>{ONE}</{name}>{TWO}") == ["Request failed"]
        assert messages(f"<p><{name}>{ONE}</{name}x>{TWO}") == []


def test_a_comment_of_a_page_is_not_read() -> None:
    assert messages(f"<p><!-- {ONE} -- > --> {failure(2, 'two')}") == ["two"]


ENTITIES = {
    "&lt;": "<",
    "&#60;": "<",
    "&#0000060;": "<",
    "&#x3c;": "<",
    "&#X3C;": "<",
    "&#x00003C;": "<",
    "&Eacute;": "É",
    "&frac12;": "½",
    "&CounterClockwiseContourIntegral;": "∳",
}


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_form_of_an_entity_is_a_character_in_a_page(entity: str) -> None:
    assert messages(f"<p>{failure(1, f'a {entity} b')}</p>") == [f"a {ENTITIES[entity]} b"]


@pytest.mark.parametrize("text", ["& lt;", "&;", "&#;", "&#x;", "&#xg;", "&1;", "&nosuch;"])
def test_what_is_no_entity_stays_as_it_is(text: str) -> None:
    assert messages(f"<p>{failure(1, f'a {text} b')}</p>") == [f"a {text} b"]


# ---- Payloads in lines -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("quote", ["&quot;", "&#34;", "&#x22;", "&#X22;"])
def test_a_payload_written_for_a_page_is_read_in_a_log(quote: str) -> None:
    line = f"INFO got {ONE.replace(chr(34), quote)} end"
    results = list(iter_parse(f"INFO none\n{line}\nINFO {TWO}\n".encode(), format="log", mode="lenient"))
    assert [[one.name for one in parsed.diagnostics] for parsed in results] == [["encoded-text"], []]
    assert references(results) == [1, 2]


@pytest.mark.parametrize("quote", ["&apos;", "&#39;", "&#x27;", "&#X27;"])
def test_a_payload_written_for_a_page_is_reported_in_a_log(quote: str) -> None:
    line = f"INFO got {ONE.replace(chr(34), quote)} end"
    results = list(iter_parse(f"INFO none\n{line}\nINFO {TWO}\n".encode(), format="log", mode="lenient"))
    assert [[one.name for one in parsed.diagnostics] for parsed in results] == [["surrounding-text"], []]
    assert (results[0].source.text.strip(), references(results)) == (line, [2])


PAIRS = ["''", "“”", "„‟", "‘’", "‚‛", "«»", "»«", "``"]


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("number", [1, 2])
def test_a_payload_in_quotes_of_any_kind_is_found_in_a_log(pair: str, number: int) -> None:
    parts = (ONE if number == 1 else over_lines(1)).split('"')
    text = "".join(part + pair[index % 2] for index, part in enumerate(parts))[:-1]
    assert references(iter_parse(f"INFO {text} end\nINFO {TWO}\n".encode(), format="log", mode="lenient")) == [1, 2]


@pytest.mark.parametrize("prefix", ["b", "B", "f", "F", "r", "R", "u", "U", "ur", "bR"])
def test_a_payload_with_prefixes_is_reported_whether_it_can_be_read_or_not(prefix: str) -> None:
    text = ONE.replace('"data"', f"{prefix}'data'").replace('"reference', f'{prefix}"reference')
    results = list(iter_parse(f"INFO {text} end\nINFO {TWO}\n".encode(), format="log", mode="lenient"))
    assert results[0].source.text == text
    assert references(results)[-1] == 2


SPACES = [" ", "\t", "\xa0", "\u180e", "\u200b", "\u200f", "\u2060", "\u2064", "\ufeff", "\u3000"]


@pytest.mark.parametrize("space", SPACES, ids=ascii)
def test_any_white_space_may_stand_between_the_tokens_of_a_payload(space: str) -> None:
    text = ONE.replace("{", f"{{{space}").replace(":", f"{space}:{space}")
    assert references(iter_parse(f"INFO {text} end\n{text}\n".encode(), format="log", mode="lenient")) == [1, 1]


NAMES = ["messageType", "referenceId"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("colon", [":", "=", " = "])
def test_a_damaged_payload_without_quotes_is_reported(name: str, colon: str) -> None:
    for text in (f"{{{name}{colon}7, y}}", f"{{ {name}{colon}'foo', x", f"{{x=1,{name}{colon}-1"):
        results = list(iter_parse(f"INFO {text}\nINFO {TWO}\n".encode(), format="log", mode="lenient"))
        assert len(results) == 2
        assert results[0].diagnostics
        assert name in results[0].source.text


# ---- Bodies of a recording -------------------------------------------------------------------------------------------

FRAMINGS = {
    "data: ": "\n\n",
    "data:": "",
    "event: message\ndata: ": "\n",
    "id: 7\nretry: 10\r\n: a comment\ndata:": "\n\n",
    "id:7\n\nevent:\ndata: ": "\n: {}",
    "callback(": ")",
    "/**/a.$b_1(": ");",
    "while(1);": "",
    "for(;;);": " \n",
    ")]}',\n": "",
    ")]}'": "",
    ")]}": "",
    "42": "",
    "4": "\n",
}


def recorded(text: str) -> list[Parsed]:
    entry = {"request": {}, "response": {"content": {"text": text}}}
    data = json.dumps({"log": {"version": "1.2", "entries": [entry]}}).encode()
    return list(iter_parse(data, format="har", mode="lenient"))


@pytest.mark.parametrize("before", FRAMINGS, ids=repr)
@pytest.mark.parametrize("batch", [False, True])
def test_what_a_transport_puts_around_a_payload_is_no_part_of_it(before: str, batch: bool) -> None:  # noqa: FBT001  # a parameter of the test
    text = f"[{ONE}]" if batch else ONE
    results = recorded(f"{before}{text}{FRAMINGS[before]}")
    assert [(parsed.source.text, [*parsed.diagnostics]) for parsed in results] == [(json.dumps(text)[1:-1], [])]


@pytest.mark.parametrize("after", [" x", "));", ");)x", "while(2);", "\ndate: 5", "x data: 5", "; 42", " 42", "-"])
def test_anything_else_after_a_payload_is_reported(after: str) -> None:
    (parsed,) = recorded(f"{ONE}{after}")
    assert parsed.diagnostics
    assert parsed.source.text == json.dumps(f"{ONE}{after}")[1:-1]


GUARDS = ("while(1);", "for(;;);", ")]}")  # stand at the beginning of a body only


@pytest.mark.parametrize("before", [before for before in FRAMINGS if before not in GUARDS], ids=repr)
def test_what_a_transport_puts_between_two_payloads_is_no_part_of_either(before: str) -> None:
    results = recorded(f"{ONE}{FRAMINGS['data: ']}{before}{TWO}")
    assert [(parsed.source.text, [*parsed.diagnostics]) for parsed in results] == [
        (json.dumps(text)[1:-1], []) for text in (ONE, TWO)
    ]
