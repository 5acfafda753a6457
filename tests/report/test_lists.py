"""The lists of the page: what is in them, and what is not when there is too much."""

import pytest

from tests.report.captures import content, history, interaction, lines, message, participant
from tests.report.reading import Page, page_of
from ucsmsg import iter_parse
from ucsmsg.catalogue import Mode
from ucsmsg.report import _report
from ucsmsg.report._bounds import Bounds
from ucsmsg.report._page import page_of as written
from ucsmsg.report._report import Capture

ADA, BOB, MIA = participant("Ada", "Agent"), participant("Bob", "Agent"), participant("Mia", "Customer")
CHAT = content(
    message(1, MIA, 0, type="ParticipantJoined"),
    message(2, ADA, 2, type="ParticipantJoined"),
    message(3, MIA, 10, text="Hello\nthere"),
    message(6, ADA, 75, text="One moment", visibility="Agents"),
    message(7, ADA, 135, text="How can I help?"),
    message(8, ADA, 140, type="ParticipantLeft"),
    message(9, BOB, 150, text="Bob here"),
    subject="A parcel",
    ownerInformation={"id": "1", "firstName": "Ada", "lastName": "L"},
    endDate="2024-05-06 10:30:05.000+0200",
)
OPERATION = '{"data":{"messageType":"UcsOperationResponse","referenceId":7L,"success":%s}}'


def rows(page: Page) -> list[dict[str, object]]:
    """The rows of the list of notifications, with the words that their numbers stand for."""
    data = page.data
    names, columns = [*data["columns"]], zip(*data["columns"].values(), strict=True)
    words = [*data["words"], ""]
    numbered = {"type", "medium", "state", "owner", "file", "health"}
    return [
        {name: words[value] if name in numbered else value for name, value in zip(names, row, strict=True)}
        for row in columns
    ]


def bounded(capture: bytes, **bounds: int) -> Page:
    """The page of a report with other bounds."""
    report = _report.Report.of([Capture("capture.log", iter_parse(capture))], Bounds(**bounds))
    return Page(written(report, mode=Mode.STRICT))


def test_a_row_tells_what_a_notification_is_about() -> None:
    failed = '{"data":{"messageType":"GetInteractionsHistoryMessage","referenceId":3,"errorMessage":"no contact"}}'
    many = history(interaction("a"), interaction("b", subject="Bill"), interaction("c"), interaction("d"))
    capture = lines(CHAT, many, failed, OPERATION % "true", OPERATION % "false", "{}")
    told = rows(page_of(capture))

    assert [(row["type"], row["text"]) for row in told] == [
        ("GetInteractionContentMessage", "7 messages: A parcel"),
        ("GetInteractionsHistoryMessage", "4 interactions: Bill"),
        ("GetInteractionsHistoryMessage", "Failed: no contact"),
        ("UcsOperationResponse", "Done"),
        ("UcsOperationResponse", "Not done"),
        ("(no notification)", ""),
    ]
    first, second, *_, operation, _, last = told
    assert (first["medium"], first["state"], first["owner"], first["id"]) == (
        "chat",
        "Stopped",
        "Ada L",
        "0000Sa99620J0EM5",
    )
    assert (first["time"], first["line"], first["file"], first["health"]) == (
        "2024-05-06 10:30:05+02:00",
        1,
        "capture.log",
        "fine",
    )
    assert second["id"] == "a, b, c"
    assert operation["deviations"] == [
        [page_of(capture).data["words"].index("long-suffix"), 4, 61, "$.data.referenceId"]
    ]
    assert (last["reference"], last["health"]) == ("", "error")


def test_a_batch_has_a_row_for_each_of_its_notifications() -> None:
    capture = f"[{OPERATION % 'true'},{OPERATION % 'false'}]".encode()

    assert [row["text"] for row in rows(page_of(capture))] == ["Done", "Not done"]


def test_what_the_list_has_no_place_for_is_counted_and_said() -> None:
    page = page_of(lines(*[OPERATION % "true"] * 5), max_notifications=3)

    assert len(rows(page)) == 3
    assert page.tiles["Notifications"] == "5"
    assert (
        "The list holds the first 3 notifications; 2 that came later are in all counts and charts, and not in the list."
        in page.section("glance")
    )


def test_the_places_of_a_payload_are_bounded_and_its_names_are_all_there() -> None:
    page = bounded(lines('{"data":{"referenceId":1L,"a":[1L,2L,],"messageType":null}}'), deviations_of_row=1)
    (row,) = rows(page)
    names = [page.data["words"][number] for number in row["names"]]  # type: ignore[attr-defined]

    assert len(row["deviations"]) == 1  # type: ignore[arg-type]
    assert row["more"] == len(iter_parse_one(page)) - 1
    assert {"long-suffix", "trailing-comma"} <= {*names}


def iter_parse_one(page: Page) -> range:
    """As many as the page counts."""
    return range(sum(int(page.tiles[name]) for name in ("Errors", "Warnings", "Notes")))


def test_a_conversation_is_told_with_waits_hand_overs_and_gaps() -> None:
    page = page_of(lines(CHAT))
    (view,) = page.data["conversations"]

    assert view["people"] == ["Mia (Customer)", "Ada (Agent)", "Bob (Agent)"]
    assert (view["subject"], view["owner"], view["lasted"]) == ("A parcel", "Ada L", "1 h 30 min")
    assert (view["answers"], view["waited"], view["missing"]) == (1, "2 min 5 s", 2)
    assert view["hand_overs"] == ["Ada → Bob at 2024-05-06 09:02:30+02:00"]
    assert [entry["gap"] for entry in view["entries"] if entry["gap"]] == ["indexes 4 to 5 are missing"]
    assert [(entry["role"], entry["text"], entry["notes"]) for entry in view["entries"][2:5]] == [
        ("customer", "Hello\nthere", []),
        ("agent", "One moment", ["private: Agents"]),
        ("agent", "How can I help?", ["answer after 2 min 5 s"]),
    ]
    assert [lane["role"] for lane in view["lanes"]] == ["customer", "agent", "waiting", "hand-over"]
    assert [lane["shape"] for lane in view["lanes"][2:]] == ["M66 0h830v10h-830z", "M996 0h4v10h-4z"]
    assert "Answers of agents1 Median wait2 min 5 s 9 of 10 within2 min 5 s Longest wait2 min 5 s Handed over1" in (
        page.section("conversations").replace(" Median", " Median")
    )
    assert "Handed over: Ada → Bob" in page.section("conversations")


def test_a_hand_over_whose_time_nothing_tells_has_no_tick() -> None:
    sent = (
        message(1, MIA, 1, text="a"),
        message(2, ADA, 2, text="b"),
        message(3, ADA, 3, type="ParticipantLeft", timestamp="then"),
        message(4, BOB, 4, text="c", timestamp="later"),
    )
    (view,) = page_of(lines(content(*sent))).data["conversations"]

    assert view["hand_overs"] == ["Ada → Bob"]
    assert [lane["role"] for lane in view["lanes"]] == ["customer", "agent", "waiting"]


def test_conversations_that_there_is_no_place_for_are_said() -> None:
    capture = lines(CHAT, content(message(1, MIA, 1, text="two"), id="2"), content(id="3"))
    page = bounded(capture, conversations=1)

    assert len(page.data["conversations"]) == 1
    assert page.tiles["Conversations"] == "3"
    assert (
        "The page holds the first 1 conversations; 2 others are in the counts and the times of answers, and not in the "
        "list." in page.section("glance")
    )


def test_of_a_conversation_there_is_a_bound_for_messages_participants_and_hand_overs() -> None:
    agents = [participant(f"Agent {number}", "Agent") for number in range(5)]
    sent = [
        message(2 * number + index, agent, 2 * number + index, type=f"Participant{did}")
        for number, agent in enumerate(agents)
        for index, did in ((1, "Joined"), (2, "Left"))
    ]
    page = bounded(lines(content(*sent)), messages=4, participants=2)
    (view,) = page.data["conversations"]

    assert (len(view["entries"]), view["more"], view["messages"]) == (4, 6, 10)
    assert view["people"] == ["Agent 0 (Agent)", "Agent 1 (Agent)", "and 3 more"]
    assert [each.split(" at ")[0] for each in view["hand_overs"]] == [
        "Agent 0 → Agent 1",
        "Agent 1 → Agent 2",
        "and 2 more",
    ]
    assert "6 messages more" in page.section("conversations")


def test_the_words_of_the_list_have_a_bound() -> None:
    capture = lines(*[content(id=str(n), state=f"{n:0>200}") for n in range(50)])
    page = bounded(capture, characters=3000)

    assert 5 < len(rows(page)) < 15
    assert page.tiles["Notifications"] == "50"


def test_what_there_was_no_memory_for_is_said() -> None:
    capture = lines(CHAT, content(message(1, MIA, 1, text="two"), id="2"), history(interaction()))
    page = bounded(capture, told=100)

    assert page.tiles["Conversations"] == "1+"
    assert "Conversations 1 and more" in page.section("conversations")
    assert "1 notifications with the content of an interaction came when there was no more memory" in (
        page.section("glance")
    )


def test_the_size_of_the_page_has_a_bound_whatever_is_read() -> None:
    long = "word " * 4000
    capture = lines(*[content(message(1, MIA, n, text=long), id=str(n), subject=long) for n in range(60)])
    page = bounded(capture, characters=20_000)

    assert len(page.data["conversations"]) < 60
    assert sum(len(entry["text"]) for view in page.data["conversations"] for entry in view["entries"]) < 25_000
    assert all(len(str(row["text"])) <= 240 for row in rows(page))
    assert len(page.data["conversations"][0]["entries"][0]["text"]) == 2001
    assert page.tiles["Notifications"] == "60"


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({}, "answer"),
        ({"text": None}, ""),
    ],
)
def test_a_text_that_could_not_be_read_is_shown_as_it_was_sent(members: dict[str, object], told: str) -> None:
    page = page_of(lines(content(message(1, MIA, 1, text="answer") | members, 7)))  # type: ignore[arg-type]
    first, second = page.data["conversations"][0]["entries"]

    assert first["text"] == told
    assert (second["type"], second["text"], second["index"]) == ("(no message)", "7", "")
