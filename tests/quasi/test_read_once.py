"""What occurs many times in a text is looked at once: work that can be seen without a clock."""

from collections.abc import Iterator

import pytest

from ucsmsg import quasi
from ucsmsg.places import Path
from ucsmsg.quasi.edits._index import Ascent, Container, Index
from ucsmsg.quasi.lexing._lexer import Lexer
from ucsmsg.quasi.lexing._scalars import Scalars
from ucsmsg.quasi.recovery._quotes import Quotes


@pytest.mark.parametrize(
    "written", ["08", "+1", "'a'", '"\\x41"', "None", "TRUE", "1_0", "u'a'", '"a\\n"', "12", "1.5"]
)
def test_equal_tokens_are_read_once(written: str) -> None:
    text = f"[{written}, {written}]"
    lexer, scalars = Lexer(text), Scalars(text, quasi.Limits())
    tokens = [token for token in lexer.tokens(0) if text[token.start : token.end] == written]
    first, second = map(scalars.read, tokens)
    assert first is second


class Searched(Quotes):
    """Quotes that note where a search for an ending began."""

    def __init__(self, text: str) -> None:
        super().__init__(text, len(text))
        self.searches: list[tuple[int, str]] = []

    def _unescaped(self, family: str, start: int, end: int, follower: str = "") -> Iterator[int]:
        if follower:
            self.searches.append((start, follower))
        return super()._unescaped(family, start, end, follower)


@pytest.mark.parametrize(("context", "end"), [("element", '", 1]'), ("value", '"}'), ("name", '":'), ("root", '"')])
@pytest.mark.parametrize("closes", [True, False])
def test_a_stretch_is_searched_for_an_ending_once(context: str, end: str, *, closes: bool) -> None:
    text = '"a" b" c" d" e" f' + (end if closes else " x")
    quotes = Searched(text)
    for start in range(3, text.rindex("f")):
        ending = quotes.ending(1, start, context)
        assert bool(ending.end or ending.refused_as == "unescaped-quote") is closes
    assert len(quotes.searches) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ('{"a":[%s],"b":foo}', 1),
        ('{"a":[%s],"b":1L}', 0),
        ('{"a":[%s],"b" :1L}', 1),
        ('{"b":{"c":foo},"a":[%s]}', 2),
        ('{"a":[%s] "b":1}', 1),
    ],
)
def test_only_what_leads_to_a_deviation_is_listed(text: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large text has thousands of objects that nobody has asked about."""
    whole = text % ",".join(['{"x":[]}'] * 50)
    paths = [one.path for one in quasi.parse(text % "").diagnostics]
    listed: list[Container] = []

    def counted(index: Index, start: int, end: int, path: Path = ()) -> Container:
        container = list_all(index, start, end, path)
        listed.append(container)
        return container

    list_all = Index.list_all
    monkeypatch.setattr(Index, "list_all", counted)
    assert [one.path for one in quasi.parse(whole).diagnostics] == paths
    assert len(listed) == number


@pytest.mark.parametrize(
    "text",
    [
        '{"a":[2],"b":1}',
        '{"b":{"a":1,"c":[{"a":1}]},"a" : [2]}',
        '{"x\\"a":1,"a":[2]}',
        '{"b":"a","c":["a"],"a":[2]}',
        '{"\\u0061":[2]}',
    ],
)
def test_the_place_of_a_member_is_found_among_names_like_its_own(text: str) -> None:
    index = Index(text)
    for path in [("a",), ("a", 0), ("a",)]:
        start, end = index.place_of(path) or (0, 0)
        assert text[start:end] == ("[2]" if path == ("a",) else "2")
    assert Index(text).place_of(("d",)) is None
    assert Index('{"\\\\":1}').place_of(("\\",)) == (6, 7)


@pytest.mark.parametrize("text", ["{%s}", '{"a":%s1}', '{"a":1,%s"b":2}', "[1%s,2]", "[[%s]]"])
def test_comments_behind_each_other_are_reached_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[int] = []

    def counted(ascent: Ascent, offset: int) -> None:
        reached.append(offset)
        reach(ascent, offset)

    reach = Ascent.reach
    monkeypatch.setattr(Ascent, "reach", counted)
    assert len({one.path for one in quasi.parse(text % ("/**/" * 50)).diagnostics}) == 1
    assert len(reached) == 1
