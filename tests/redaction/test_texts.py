"""Texts with other words: what is replaced in them, and what stays."""

import json
from collections.abc import Iterator

import pytest

from tests.captures.samples import failure
from tests.redaction.laws import KEY, marks_of, redacted
from ucsmsg.redaction import UnredactableError
from ucsmsg.redaction._pseudonyms import Pseudonyms
from ucsmsg.redaction._texts import Redactor, UncertainError, applied, transferred
from ucsmsg.redaction._tokens import Tokens

OF = Pseudonyms(KEY).of


def message(members: str) -> str:
    """A chat message with these members, as JSON text."""
    return f'{{"data":{{"messageType":"GetInteractionContentMessage","referenceId":7,"messages":[{{{members}}}]}}}}'


def members_of(text: str) -> str:
    """The members of such a message."""
    return text.partition("[{")[2].removesuffix("}]}}")


@pytest.mark.parametrize(
    "members",
    [
        '"index":13,"type":"Text","visibility":"All"',
        '"type":"text","visibility":" Agents "',
        '"timestamp":"2013-11-2521: 02: 22.000+0200","timestampSeconds":1385406142000L',
        '"timestamp":1385406142000,"timestampSeconds":"1385406142000"',
        '"timestamp":null,"index":true',
        '"text":"...","from":{"type":"Customer"}',
    ],
)
def test_what_says_nothing_about_anybody_stays(members: str) -> None:
    assert members_of(redacted(message(members)).text) == members


@pytest.mark.parametrize(
    ("members", "others"),
    [
        ('"text":"Ada"', f'"text":"{OF("Ada")}"'),
        ('"text":"New Text data"', f'"text":"{OF("New")} {OF("Text")} {OF("data")}"'),
        ('"type":"Adatext"', f'"type":"{OF("Adatext")}"'),
        ('"timestamp":"Ada"', f'"timestamp":"{OF("Ada")}"'),
        ('"index":"Ada"', f'"index":"{OF("Ada")}"'),
        (
            '"Ada":{"text":"All","index":12}',
            f'"{OF("Ada")}":{{"{OF("text")}":"{OF("All")}","{OF("index")}":{OF("12")}}}',
        ),
        ('"userData":{"type":"Text","n":-1.50e3}', None),
        ('"userData":[1,"a",[true,null]]', None),
        (
            '"url":"https://ada.example/api/v2/me?x=users"',
            f'"url":"https://{OF("ada")}.{OF("example")}/api/v2/me?{OF("x")}={OF("users")}"',
        ),
        ('"from":{"nickname":"Bo","participantId":1}', f'"from":{{"nickname":"{OF("Bo")}","participantId":{OF("1")}}}'),
        (r'"text":"M\u00fcller\n"', None),
        ('"text":"&mu;&ouml;"', None),
    ],
)
def test_everything_else_is_replaced(members: str, others: str | None) -> None:
    text = message(members)

    capture = redacted(text)

    assert capture.kept == 1
    assert marks_of(capture.text) == marks_of(text)
    assert members_of(capture.text) != members
    assert others in (None, members_of(capture.text))


@pytest.mark.parametrize(
    "text",
    [
        "{u'data': {u'messageType': u'UcsOperationResponse', u'referenceId': 7L, u'success': True}}",
        '{"data":{"referenceId":the number,"messageType":"UcsOperationResponse","success":true}}',
        '{"data":{"referenceId":1,"referenceId":2,"messageType":"UcsOperationResponse","success":true}}',
        '{"data":{"referenceId":1,"messageType":"UcsOperationResponse","success":tr',
        '{"data":{"referenceId":0x1F,"messageType":"UcsOperationResponse","success":"true"}}',
        '[{"id":1}, etc]',
        json.dumps({"channel": "/v2/ucs/interactions", "data": failure(1, "Ada")}),
        json.dumps({"data": json.dumps({"data": "no JSON {"})}),
        json.dumps({"data": "{no JSON"}),
        json.dumps(json.dumps({"data": {"referenceId": 1, "messageType": "UcsOperationResponse", "success": True}})),
    ],
)
def test_a_deviation_is_the_same_with_other_words(text: str) -> None:
    capture = redacted(text)

    assert (capture.left_out, capture.is_whole) == ((), True)
    assert marks_of(capture.text) == marks_of(text)
    assert capture.text != text


@pytest.mark.parametrize(
    ("prose", "is_replaced"),
    [
        ("Lovelace", True),
        ("LOVELACE's", True),
        ("CountessLovelace1", True),
        ("яLovelaceя", True),
        ("Lovel-\nace", True),
        ("Love\u00adlace", True),
        ('"Love" + "lace"', True),
        (r"C:\Lovelace", True),
        (r"\nLovelace", True),
        (r"\Lovelace", True),
        ("%4Covelace", True),
        ("TG92ZWxhY2UgaGVyZQ==", True),
        ("xTG92ZWxhY2UgaGVyZQ", True),
        ("4c6f76656c616365", True),
        ("Love lace", False),
        ("Love, lace", False),
        ("Lovel", False),
        ("the data of somebody", False),
    ],
)
def test_a_word_that_was_replaced_is_known_in_prose(prose: str, is_replaced: bool) -> None:  # noqa: FBT001 - a table
    text = f"{prose} :\n{failure(1, 'Lovelace')}"

    before = redacted(text).text.partition(" :\n")[0]

    assert (before != prose) == is_replaced
    assert len(before) == len(prose)


def test_a_word_behind_a_backslash_is_known_with_its_first_letter() -> None:
    text = "\\nadia :\n" + failure(1, "nadia")

    assert redacted(text).text.startswith("\\n" + OF("adia") + " :\n")


@pytest.mark.parametrize(
    "time",
    [
        "2024-05-06 07:08:09,123",
        "2024-05-06T07:08:09.123Z",
        "06/May/2024:07:08:09 +0000",
        "07:08:09,1234",
    ],
)
def test_times_of_logs_stay(time: str) -> None:
    text = f"{time} x :\n{failure(1, '2024 1234 May')}"

    assert redacted(text, drops_prose=True).text.startswith(time + " ")


def test_a_number_or_a_day_that_was_replaced_is_no_time_in_prose() -> None:
    text = f"1705556677 born 1970-01-02 :\n{failure(1, '1705556677, 1970-01-02')}"

    before = redacted(text).text.partition(" :")[0]

    assert before == f"{OF('1705556677')} born {OF('1970')}-01-02"


@pytest.mark.parametrize(
    ("members", "others"),
    [
        (
            '"timestamp":"2013-11-2521: 02: 22.000+0200","timestampSeconds":1385406142000L',
            '"timestamp":"2014-01-0121: 02: 22.000+0200","timestampSeconds":1388602942000L',
        ),
        ('"timestamp":null,"timestampSeconds":5', '"timestamp":null,"timestampSeconds":5'),
        ('"timestamp":"2013-11-25T21:02:22+02:00"', '"timestamp":"2014-01-01T21:02:22+02:00"'),
    ],
)
def test_times_are_shifted_by_days(members: str, others: str) -> None:
    text = message(members)

    capture = redacted(text, days=37)

    assert members_of(capture.text) == others
    assert marks_of(capture.text) == marks_of(text)


@pytest.mark.parametrize("time", ["Mon, 25 Nov 2013 21:02:22 +0200", "9999-12-31 23:59:59.000+0000"])
def test_a_time_that_cannot_be_shifted_is_left_out(time: str) -> None:
    assert redacted(message(f'"timestamp":"{time}"'), days=37).kept == 0


def test_times_of_logs_are_shifted_as_well() -> None:
    text = f"2013-11-25 21:02:22,123 25/Nov/2013:21:02:22 1385406142 2013-11-25 x\n{failure(1)}"

    capture = redacted(text, days=37)

    assert capture.text.startswith("2014-01-01 21:02:22,123 01/Jan/2014:21:02:22 1388602942 2014-01-01 x\n")


def test_what_has_a_time_of_others_that_cannot_be_shifted_is_replaced() -> None:
    entry = '{"time":"Mon, 25 Nov 2013 21:02:22 +0200","log":"x","stream":"stdout"}'

    assert "2013" not in redacted(f"{entry}\n{failure(1)}", days=37).text


def test_words_that_are_packed_in_a_value_are_known_in_prose() -> None:
    text = "Lovelace :\n" + failure(1, "TG92ZWxhY2UgaGVyZQ== /w== AAECAwQFBgcICQoL")

    assert redacted(text).text.startswith(OF("Lovelace") + " :\n")


def test_more_words_than_are_kept_are_refused() -> None:
    tokens = Tokens(limit=2)
    tokens.add("one2")
    tokens.add("two3")

    with pytest.raises(UnredactableError) as caught:
        tokens.add("three4")

    assert str(caught.value) == "Expected at most 2 words to replace, got more"
    assert ("ONE2" in tokens, len(tokens)) == (True, 3)


def test_what_no_character_can_be_put_into_is_uncertain() -> None:
    with pytest.raises(UncertainError):
        [*transferred("<b>", "A", "B", lambda start, end: (start, end + 2))]


def test_the_place_of_a_change_is_that_of_its_characters() -> None:
    def place(start: int, end: int) -> tuple[int, int]:
        return start * 6, end * 6

    edits: Iterator[object] = transferred(r"\u0041\u0042\u0043", "ABC", "AXY", place)

    assert [*edits] == [(6, 12, r"\u0058"), (12, 18, r"\u0059")]


def test_a_text_without_a_value_is_replaced_but_for_names() -> None:
    text = 'data: "referenceId": 12, Ada'

    assert applied(text, Redactor(Pseudonyms(KEY)).unread(text)) == f'data: "referenceId": {OF("12")}, {OF("Ada")}'
