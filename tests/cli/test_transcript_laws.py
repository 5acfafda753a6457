"""What is told of captures, and shown, holds for whatever stands in them."""

from collections.abc import Iterator

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.cli.commands import ROOT
from tests.sampling import sampled
from ucsmsg import Notification, Parsed, iter_parse, read, to_dict
from ucsmsg._screen import Screen, columns, printable
from ucsmsg.cli.transcripts import Document, Text, markdown_lines
from ucsmsg.conversations import Conversations, conversations_of
from ucsmsg.schema import GetInteractionContentMessage, interactions_of
from ucsmsg.testing import Case, read_corpus, strategies

_FOLDERS = ("documented", "captures", "combined", "wire")
CASES = [case for case in read_corpus(ROOT / "corpus") if case.name.split("/")[0] in _FOLDERS]


def results_of(case: Case, mode: str = "lenient") -> list[Parsed]:
    return [*iter_parse(case.data, mode=mode, name=case.name)]


def without_counts(told: Conversations) -> Conversations:
    """What is told, without how often; messages of other topics are counted only."""
    topics = dict.fromkeys(told.topics, 1)
    return attrs.evolve(told, payloads=0, notifications=0, repeated=0, replies=0, faulty=0, topics=topics)


@pytest.mark.parametrize("case", sampled(CASES), ids=lambda case: case.name)
def test_every_capture_is_told_alike_in_both_modes_and_twice_and_fits_the_screen(case: Case) -> None:
    results = results_of(case)
    told = conversations_of(results)
    twice = conversations_of([*results, *results])

    assert without_counts(conversations_of(results_of(case, "strict"))) == without_counts(told)
    assert without_counts(twice) == without_counts(told)
    assert twice.repeated >= told.notifications - len(told.topics)
    assert max(map(columns, Text(Screen(80)).lines(Document().blocks(told)))) <= 80


def texts_in(notification: Notification) -> Iterator[str | None]:
    """What people look for in a notification."""
    for each in interactions_of(notification):
        yield from (each.id, each.contact_id, each.parent_id, each.subject, each.comment, each.phone_number)
    if isinstance(notification.data, GetInteractionContentMessage):
        for message in notification.data.messages or ():
            yield from (
                message.text,
                message.url,
                message.notice_text,
                message.from_.nickname if message.from_ else None,
            )


@settings(max_examples=40)
@given(st.lists(strategies.notifications(), max_size=4))
def test_no_text_is_lost(notifications: list[Notification]) -> None:
    told = conversations_of(read(to_dict(each), mode="lenient") for each in notifications)
    rows = {row.interaction.id for history in told.histories for row in history.rows if row.interaction}
    markdown = "\n".join(markdown_lines(Document(is_long=True).blocks(told)))
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    shown = "".join("".join(child.content for token in tokens for child in token.children or ()).split())

    assert told.left_out == 0
    for notification in notifications:
        for interaction in interactions_of(notification):
            assert interaction.id is None or interaction.id in rows | {each.id for each in told.conversations}
        if isinstance(notification.data, GetInteractionContentMessage):
            for text in filter(None, texts_in(notification)):
                assert "".join(printable(text.replace("\r", "\n")).replace("\\x0a", "").split()) in shown
