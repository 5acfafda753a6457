"""Notifications that came twice."""

import pytest

from tests.captures.samples import failure, marks, references
from ucsmsg import iter_parse
from ucsmsg.captures import _repeats as repeats

META = '{"channel":"/meta/connect","successful":true}'


def test_a_notification_that_came_before_is_a_note_and_is_kept() -> None:
    results = list(iter_parse(f"{failure(1)}\n{failure(2)}\n{failure(1)}\n".encode()))

    assert references(results) == [1, 2, 1]
    assert marks(results) == [("repeated-notification", 3, 1)]
    assert results[2].ok
    assert results[2].diagnostics[0].message == "Expected a new notification, got the one of line 1 again"


def test_a_batch_is_compared_message_by_message() -> None:
    text = f"[{failure(1)},{META}]\n[{META},{failure(2)},\n {failure(1)}]\n{failure(2)}\n"

    assert marks(iter_parse(text.encode(), format="payload")) == [
        ("repeated-notification", 3, 2),
        ("repeated-notification", 4, 1),
    ]


def test_replies_come_again_all_the_time() -> None:
    assert not marks(iter_parse(f"[{META}]\n[{META}]\n[{failure(1)},{META}]\n".encode()))


def test_only_the_last_ones_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "REMEMBERED", 2)
    lines = [failure(number) for number in (1, 2, 1, 3, 1, 2)]

    assert marks(iter_parse(lines)) == [("repeated-notification", 3, 1), ("repeated-notification", 5, 1)]
