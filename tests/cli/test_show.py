"""`ucsmsg show`: histories as tables, conversations as transcripts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import BROKEN, Command
from tests.conversations.talk import AGENT, CUSTOMER, OTHER_AGENT, content, event, history, interaction, said
from ucsmsg.cli import _show
from ucsmsg.conversations import conversations_of

OWNER = {"id": "cc90", "userName": "bob", "firstName": "Bob", "lastName": "Burn"}
COACH = {"nickname": "Di", "type": "Agent", "participantId": "D"}
CHAT = interaction(
    contactId="C1", subject="Wrong cable", endDate="2020-01-01 10:01:30.000+0000", ownerInformation=OWNER
)
TALK = content(
    2,
    CHAT,
    event(1, CUSTOMER, "ParticipantJoined"),
    event(2, AGENT, "ParticipantJoined"),
    said(3, CUSTOMER, "Hello, the cable is\nwrong"),
    event(4, AGENT, "TypingStarted"),
    said(5, AGENT, "I am sorry"),
    said(7, AGENT, "Take over, please", visibility="Agents"),
    event(8, OTHER_AGENT, "ParticipantJoined"),
    event(9, AGENT, "ParticipantLeft"),
    event(10, OTHER_AGENT, "PushUrl", url="https://shop.example/1"),
    event(11, OTHER_AGENT, "CustomNotice", noticeText="refunded"),
    said(12, OTHER_AGENT, "Done"),
)
EMAIL = interaction(
    2,
    mediaType="email",
    state="InProcess",
    contactId="C1",
    subject="日本 order",
    startDate="2020-01-02 23:30:00.000+0200",
)
HISTORY = history(1, EMAIL, CHAT | {"state": "InProcess"})
OPERATION = {"data": {"messageType": "UcsOperationResponse", "referenceId": 3, "success": False, "errorMessage": "no"}}
OTHER_TOPIC = {"channel": "/v2/me/chats", "data": {"messageType": "MessageLogUpdated"}}


def lines(*notifications: Any) -> str:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in notifications)


CAPTURE = lines(HISTORY, TALK, TALK, OPERATION, OTHER_TOPIC, OTHER_TOPIC)


def shown(run: Command, *options: str, capture: str = CAPTURE) -> str:
    """What is shown of a capture, without a word on the standard error."""
    result = run("show", *options, "-", stdin=capture)
    assert (result.status, result.err) == (0, "")
    return result.out


def test_histories_are_tables_and_conversations_transcripts(run: Command) -> None:
    assert (
        shown(run)
        == """\
History of contact C1
  Time                       Medium  State      Owner           Interaction  Subject
  2020-01-01 10:00:00 +0000  chat    Stopped    Bob Burn (bob)  I1           Wrong cable
  2020-01-02 23:30:00 +0200  email   InProcess                  I2           日本 order

Conversation I1
  Medium        chat, Inbound
  State         InProcess, then Stopped
  Time          2020-01-01 10:00:00 to 10:01:30 +0000 (1 min 30 s)
  Owner         Bob Burn (bob)
  Contact       C1
  Subject       Wrong cable
  Participants  Ada (Customer), Bob (Agent), Cy (Agent)
  Answers       1: the first after 2.0 s
  First in      <stdin>:2

  2020-01-01 +0000
  10:00:01  Ada (Customer)     * joined
  10:00:02  Bob (Agent)        * joined
  10:00:03  Ada (Customer)     > Hello, the cable is
                                 wrong
  10:00:04  Bob (Agent)        * typing
  10:00:05  Bob (Agent)        > I am sorry  (after 2.0 s)
  …         index 6 is missing
  10:00:07  Bob (Agents only)  > Take over, please
  10:00:08  Cy (Agent)         * joined
  10:00:09  Bob (Agent)        * left
  …         Cy takes over from Bob
  10:00:10  Cy (Agent)         * shows the page: https://shop.example/1
  10:00:11  Cy (Agent)         * notice: refunded
  10:00:12  Cy (Agent)         > Done

Other messages
  Message               Reference  What it says
  UcsOperationResponse  3          not done, no

Messages of other topics
  Count  Message            Channel
  2      MessageLogUpdated  /v2/me/chats

2 interactions in 1 history, 1 conversation, 1 other message (6 notifications, 2 of them with
nothing new)
"""
    )


def test_on_80_columns_what_matters_less_gives_its_place(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    long = content(1, interaction(), said(1, AGENT, "word " * 20))
    (_, _, first, second, *_), talk = shown(run).splitlines(), shown(run, capture=lines(long)).splitlines()

    assert (first, second) == (
        "  2020-01-01 10:00:00 +0000  chat    Stopped    Bob Burn (bob)  Wrong cable",
        "  2020-01-02 23:30:00 +0200  email   InProcess                  日本 order",
    )
    assert talk[9:12] == [
        "  10:00:01  Bob (Agent)  > word word word word word word word word word word",
        "                           word word word word word word word word word word",
        "",
    ]


def test_on_160_columns_more_stands_in_a_line(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    long = content(1, interaction(), said(1, AGENT, "word " * 20))

    assert f"  10:00:01  Bob (Agent)  > {'word ' * 20}".rstrip() in shown(run, capture=lines(long)).splitlines()


def test_a_wide_column_becomes_narrower_and_then_there_are_none(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = lines(
        history(1, interaction(1, state="A long state", ownerInformation=OWNER | {"lastName": "Burnaby"}, subject="s"))
    )
    monkeypatch.setenv("COLUMNS", "78")
    narrow = shown(run, capture=rows).splitlines()[:3]
    monkeypatch.setenv("COLUMNS", "44")

    assert narrow == [
        "History without a contact",
        "  Time                       Medium  State        Owner       Subject",
        "  2020-01-01 10:00:00 +0000  chat    A long sta…  Bob Burna…  s",
    ]
    assert shown(run, capture=rows).splitlines()[:3] == [
        "History without a contact",
        "  2020-01-01 10:00:00 +0000  chat  A long",
        "    state  Bob Burnaby (bob)  I1  s",
    ]


def test_on_the_narrowest_screen_what_was_said_stands_below_the_name(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    spoken = shown(run, capture=lines(content(1, interaction(), said(1, AGENT, "one two three four five six seven"))))

    assert spoken.splitlines()[-5:-2] == [
        "  10:00:01  Bob (Agent)",
        "    > one two three four five six seven",
        "",
    ]


def test_of_a_long_name_there_is_as_much_as_there_is_place_for(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = ({"nickname": name * 30, "type": "Agent", "participantId": name} for name in "xy")
    handed = [event(1, first, "ParticipantJoined"), event(2, first, "ParticipantLeft"), said(3, second)]
    monkeypatch.setenv("COLUMNS", "70")

    assert shown(run, capture=lines(content(1, interaction(), *handed))).splitlines()[-7:-2] == [
        "  10:00:01  xxxxxxxxxxxxxx… (Agent)  * joined",
        "  10:00:02  xxxxxxxxxxxxxx… (Agent)  * left",
        "  10:00:03  yyyyyyyyyyyyyy… (Agent)  > x",
        f"  …         {'y' * 30} takes over from",
        f"            {'x' * 30}",
    ]


class TestColors:
    TALK = lines(
        content(
            1,
            interaction(),
            event(1, CUSTOMER, "ParticipantJoined"),
            said(2, CUSTOMER, "Hello there"),
            said(4, AGENT, "psst", visibility="Agents"),
            said(5, {"type": "External", "nickname": "X"}, "y", x=1),
        )
    )

    def test_who_speaks_and_what_matters_less_is_told_by_colours(self, run: Command) -> None:
        out = shown(run, "--color=always", "--text=hello", capture=self.TALK).replace("\x1b", "")

        assert out.splitlines() == [
            "[1mConversation I1[0m",
            "  [2mMedium      [0m  chat, Inbound",
            "  [2mState       [0m  Stopped",
            "  [2mTime        [0m  2020-01-01 10:00:00 +0000",
            "  [2mContact     [0m  ?",
            "  [2mParticipants[0m  Ada (Customer), Bob (Agent), X (External)",
            "  [2mFirst in    [0m  <stdin>:1",
            "",
            "[1m  2020-01-01 +0000[0m",
            "  [2m10:00:01[0m  [36mAda (Customer)   [0m  * [2mjoined[0m",
            "  [2m10:00:02[0m  [36mAda (Customer)   [0m  > [4mHello there[0m",
            "  …         [2mindex 3 is missing[0m",
            "  [2m10:00:04[0m  [33mBob (Agents only)[0m  > [33mpsst[0m",
            "  [2m10:00:05[0m  [35mX (External)     [0m  > y",
            "                               * [2mx: 1[0m",
            "",
            "0 interactions in 0 histories, 1 conversation (1 notification)",
        ]

    def test_without_them_all_is_the_same(self, run: Command) -> None:
        colored = shown(run, "--color=always")

        assert re.sub(r"\x1b\[[0-9]+m", "", colored) == shown(run)
        assert "\x1b[32mBob (Agent)      \x1b[0m" in colored


class TestMarkdown:
    def test_it_has_the_same(self, run: Command) -> None:
        assert (
            shown(run, "--markdown")
            == r"""## History of contact C1

| Time | Medium | State | Owner | Interaction | Subject |
| --- | --- | --- | --- | --- | --- |
| 2020-01-01 10:00:00 +0000 | chat | Stopped | Bob Burn (bob) | I1 | Wrong cable |
| 2020-01-02 23:30:00 +0200 | email | InProcess |  | I2 | 日本 order |

## Conversation I1

- **Medium:** chat, Inbound
- **State:** InProcess, then Stopped
- **Time:** 2020-01-01 10:00:00 to 10:01:30 +0000 (1 min 30 s)
- **Owner:** Bob Burn (bob)
- **Contact:** C1
- **Subject:** Wrong cable
- **Participants:** Ada (Customer), Bob (Agent), Cy (Agent)
- **Answers:** 1: the first after 2.0 s
- **First in:** \<stdin\>:2

**2020-01-01 +0000**

- 10:00:01 **Ada (Customer)** joined
- 10:00:02 **Bob (Agent)** joined
- 10:00:03 **Ada (Customer):** Hello, the cable is\
  wrong
- 10:00:04 **Bob (Agent)** typing
- 10:00:05 **Bob (Agent):** I am sorry (after 2.0 s)
- … index 6 is missing
- 10:00:07 **Bob (Agents only):** Take over, please
- 10:00:08 **Cy (Agent)** joined
- 10:00:09 **Bob (Agent)** left
- … Cy takes over from Bob
- 10:00:10 **Cy (Agent)** shows the page: `https://shop.example/1`
- 10:00:11 **Cy (Agent)** notice: refunded
- 10:00:12 **Cy (Agent):** Done

## Other messages

| Message | Reference | What it says |
| --- | --- | --- |
| UcsOperationResponse | 3 | not done, no |

## Messages of other topics

| Count | Message | Channel |
| --- | --- | --- |
| 2 | MessageLogUpdated | /v2/me/chats |

2 interactions in 1 history, 1 conversation, 1 other message (6 notifications, 2 of them with nothing new)
"""
        )

    def test_remarks_are_items_below_their_message(self, run: Command) -> None:
        talk = lines(
            content(1, interaction(), event(1, CUSTOMER, "ParticipantJoined", x=[1]), said(2, CUSTOMER, "a", second=3))
        )

        assert "- 10:00:01 **Ada (Customer)** joined\n  - x: \\[1\\]\n- 10:00:03" in shown(
            run, "--markdown", capture=talk
        )

    def test_a_new_day_begins_a_new_list(self, run: Command) -> None:
        later = said(2, CUSTOMER, timestamp="2020-01-02 10:00:00.000+0000")
        talk = lines(content(1, interaction(), said(1, CUSTOMER), later))

        assert ":** x\n\n**2020-01-02 +0000**\n\n- 10:00:00 **" in shown(run, "--markdown", capture=talk)


class TestChoosing:
    @pytest.mark.parametrize(
        ("options", "heads"),
        [
            ("--interaction=I1", "History of contact C1|Conversation I1"),
            ("--interaction=I2", "History of contact C1"),
            ("--contact=C1", "History of contact C1|Conversation I1"),
            ("--contact=C2", ""),
            ("--type=GetInteractionsHistoryMessage", "History of contact C1"),
            ("--type=GetInteractionContentMessage", "Conversation I1"),
            ("--type=UcsOperationResponse", "Other messages"),
            ("--type=MessageLogUpdated", "Messages of other topics"),
            ("--since=2020-01-02T00:00:00Z", "History of contact C1"),
            ("--since=2020-01-01T10:00:12Z --until=2020-01-01T10:00:13Z", "Conversation I1"),
            ("--text=CABLE", "History of contact C1|Conversation I1"),
            ("--text=REFUNDED", "Conversation I1"),
            ("--text=shop.example", "Conversation I1"),
            ("--text=order --text=nothing", "History of contact C1"),
            ("--text=operationresponse", "Other messages"),
            ("--text=done --since=2021-01-01T00:00:00Z", ""),
        ],
    )
    def test_interactions_and_conversations_are_chosen_as_a_whole(self, run: Command, options: str, heads: str) -> None:
        out = shown(run, *options.split())

        assert [line for line in out.splitlines() if line[:1].isupper()] == [*filter(None, heads.split("|"))]

    def test_of_a_history_only_the_rows_are_there(self, run: Command) -> None:
        assert "I1  " not in shown(run, "--interaction=I2")
        assert shown(run, "--interaction=I2").endswith(
            "\n1 interaction in 1 history, 0 conversations (1 notification)\n"
        )

    def test_a_contact_may_be_told_by_another_notification(self, run: Command) -> None:
        bare = lines(content(1, interaction(), said(1, AGENT)), history(2, interaction(contactId="C9")))

        assert "\nConversation I1\n" in shown(run, "--contact=C9", capture=bare)

    def test_accents_are_found_in_either_form(self, run: Command) -> None:
        talk = lines(content(1, interaction(), said(1, AGENT, "Café")))

        assert "Conversation I1" in shown(run, "--text=cafe\u0301", capture=talk)

    def test_what_could_not_be_read_is_looked_through_as_well(self, run: Command) -> None:
        rows = lines(history(1, "Needle", interaction()), content(2, 7, messages=...))
        result = run("show", "--text=needle", "-", stdin=rows)

        assert "Needle" in result.out
        assert "Conversation" not in result.out
        assert "Needle" not in run("show", "--interaction=I1", "-", stdin=rows).out


class TestTimes:
    @pytest.mark.parametrize(
        ("zone", "time", "day"),
        [
            ("sent", "2020-01-02 23:30:00 +0200", "2020-01-01 +0000"),
            ("UTC", "2020-01-02 21:30:00 +0000", "2020-01-01 +0000"),
            ("+14:00", "2020-01-03 11:30:00 +1400", "2020-01-02 +1400"),
            ("-0330", "2020-01-02 18:00:00 -0330", "2020-01-01 -0330"),
            ("Asia/Kolkata", "2020-01-03 03:00:00 +0530", "2020-01-01 +0530"),
        ],
    )
    def test_they_are_shown_in_the_zone_that_is_asked_for(self, run: Command, zone: str, time: str, day: str) -> None:
        out = shown(run, f"--timezone={zone}")

        assert f"  {time}  email" in out
        assert f"\n  {day}\n" in out

    def test_a_zone_may_be_a_setting_of_the_project(self, run: Command) -> None:
        Path("ucsmsg.toml").write_text('timezone = "+01:00"\n', "utf-8")

        assert "  2020-01-02 22:30:00 +0100  email" in shown(run)

    @pytest.mark.parametrize("zone", ["Nowhere", "+25:00", "../x", "Europe", "", "\x00"])
    def test_another_zone_is_one_line(self, run: Command, zone: str) -> None:
        result = run("show", "--timezone", zone, "-")

        assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
        assert (
            "Expected sent, local, UTC, an offset such as +02:00, or a name such as Europe/Berlin, got " in result.err
        )


class TestUnread:
    def test_errors_are_counted_with_a_hint(self, run: Command) -> None:
        Path("a log").write_text(f"{lines(TALK)}{BROKEN[:-20]}]\n", "utf-8")
        result = run("show", "a log")

        assert result.status == 0
        assert "Conversation I1" in result.out
        assert result.err == (
            "ucsmsg: 1 payload has errors, and what could not be read is missing or shown as it was sent: "
            "ucsmsg check 'a log' says what is wrong\n"
        )

    def test_several_are_as_well(self, run: Command) -> None:
        Path("a").write_text("", "utf-8")

        assert run("show", "a", "a").err.startswith("ucsmsg: 2 payloads have errors, and what")

    def test_a_file_of_a_folder_that_is_no_capture_is_left_out(self, run: Command) -> None:
        Path("captures").mkdir()
        Path("captures/read.me").write_text("These are captures.\n", "utf-8")
        Path("captures/log").write_text(CAPTURE, "utf-8")

        assert run("show", "captures").err == ""
        assert run("show", "captures/read.me").err.startswith("ucsmsg: 1 payload has errors")

    def test_what_memory_had_no_place_for_is_said(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(
            _show, "conversations_of", lambda results, wants: conversations_of(results, wants=wants, limit=1)
        )
        result = run("show", "-", stdin=CAPTURE)

        assert result.status == 1
        assert result.err == (
            "ucsmsg: 5 notifications came when the memory for conversations was full, and nothing of that is shown: "
            "choose with --contact, --interaction or --type\n"
        )

    def test_a_file_that_cannot_be_read_is_one_line(self, run: Command) -> None:
        result = run("show", "no")

        assert (result.status, result.out, result.err) == (2, "", "ucsmsg: no: No such file or directory\n")

    def test_values_that_could_not_be_read_are_shown_as_they_are(self, run: Command) -> None:
        broken = interaction(
            state=[7], startDate="yesterday", endDate="soon", ownerInformation=3, callDuration="x", foo={"a": 1}
        )
        talk = content(
            1,
            broken,
            said(None, 7, None, type="Odd", timestamp="noon", x=None, userData={"k": [1]}) | {"text": 5.5},
            said(2, {"type": "Bot", "x": 1}, None) | {"text": [1]},
            said(3, ..., None, type=...),
            said(4, CUSTOMER, "bye", type="ParticipantLeft", url="https://a.example", noticeText="n"),
            said(5, CUSTOMER | {"nickname": ["n"]}, visibility=7),
            "no message",
            interaction=broken,
            other=[1],
        )
        result = run("show", "-", stdin=lines(history(1, 7, broken), talk, {"data": 7}, {"data": {"y": 1}}))

        assert (
            result.out
            == """\
History without a contact
  Time         Medium  State  Owner  Interaction  Subject
  ?            ?       ?             ?            7
  "yesterday"  chat    [7]    3      I1

Conversation I1
  Medium        chat, Inbound
  State         [7]
  Time          "yesterday" to "soon"
  Owner         3
  Contact       ?
  Call          "x"
  foo           {"a": 1}
  other         [1]
  Participants  ? (Bot, x: 1), ["n"] (Customer)
  First in      <stdin>:2

  ?         7               * Odd: 5.5
                            * timestamp: "noon"
                            * x: null
                            * userData: {"k": [1]}
  …         index 1 is missing
  2020-01-01 +0000
  10:00:02  ? (Bot)         * writes: [1]
  10:00:03  ?               * message without a type
  10:00:04  Ada (Customer)  * left: bye
                            * page: https://a.example
                            * notice: n
  10:00:05  ["n"] (7 only)  > x
  ?         ?               * no message: "no message"

Other messages
  Message  Reference  What it says
  ?                   7
  ?                   y: 1

2 interactions in 1 history, 1 conversation, 2 other messages (4 notifications)
"""
        )

    def test_participants_of_one_name_and_kind_are_told_apart_by_their_ids(self, run: Command) -> None:
        twin, stranger = AGENT | {"participantId": "A2"}, {"nickname": "Bob", "type": "Agent"}
        out = shown(
            run, capture=lines(content(1, interaction(), *map(said, range(1, 5), (AGENT, twin, stranger, CUSTOMER))))
        )

        assert "  Participants  Bob A (Agent), Bob A2 (Agent), Bob (Agent), Ada (Customer)\n" in out
        assert (
            "  10:00:01  Bob A (Agent)   > x\n  10:00:02  Bob A2 (Agent)  > x\n  10:00:03  Bob (Agent)     > x\n" in out
        )

    def test_attached_data_is_shown_as_json_and_of_a_long_one_the_beginning(self, run: Command) -> None:
        of = interaction(customAttributes={"a": "1"}, userData={"b": ["x" * 300]})
        talk = lines(content(1, of, said(1, AGENT, userData={"c": "y" * 300})))
        short, long = (shown(run, *options, capture=talk).split() for options in ((), ("--long-values",)))

        assert {"customAttributes", "userData", '{"a":', '{"b":', '{"c":'} <= {*short}
        assert "".join(short).count("x") == 192
        assert "".join(short).count("y") == 192
        assert "".join(long).count("xxxxxxxxxx") == "".join(long).count("yyyyyyyyyy") == 30

    def test_a_bar_shows_how_much_was_read(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("capture").write_text(CAPTURE, "utf-8")
        monkeypatch.setattr("sys.stderr.isatty", lambda: True)

        assert run("show", "capture").err != ""
        assert run("show", "-", stdin=CAPTURE).err == ""

    def test_what_is_missing_is_not_made_up(self, run: Command) -> None:
        mail = content(1, interaction(1, startDate=None), messages=...)
        call = content(
            2,
            interaction(
                2,
                mediaType=None,
                typeId=None,
                state=None,
                callDuration=1200,
                startDate=None,
                endDate="2020-01-02 10:00:00.000+0000",
            ),
        )
        talks = [content(3, ..., said(1, CUSTOMER), said(2, AGENT), said(3, CUSTOMER), said(6, AGENT))]
        back = content(4, interaction(3, endDate="2020-01-01 10:00:00.000+0000"))
        data = [
            {"data": {"messageType": "UcsOperationResponse", "success": True}},
            {"data": {"messageType": "UcsOperationResponse", "referenceId": "x"}},
        ]
        result = run("show", "-", stdin=lines(mail, call, *talks, back, *data))

        assert (
            result.out
            == """\
Conversation I1
  Medium      chat, Inbound
  State       Stopped
  Time        ?
  Contact     ?
  Transcript  none was sent
  First in    <stdin>:1

Conversation I2
  Medium      ?
  State       ?
  Time        ? to 2020-01-02 10:00:00 +0000
  Contact     ?
  Call        20 min 0 s
  Transcript  empty
  First in    <stdin>:2

Conversation without an id
  Participants  Ada (Customer), Bob (Agent)
  Answers       2: the first after 1.0 s, typically after 2.0 s, at most after 3.0 s
  First in      <stdin>:3

  2020-01-01 +0000
  10:00:01  Ada (Customer)  > x
  10:00:02  Bob (Agent)     > x  (after 1.0 s)
  10:00:03  Ada (Customer)  > x
  …         indexes 4 to 5 are missing
  10:00:06  Bob (Agent)     > x  (after 3.0 s)

Conversation I3
  Medium      chat, Inbound
  State       Stopped
  Time        2020-01-03 10:00:00 to 2020-01-01 10:00:00 +0000
  Contact     ?
  Transcript  empty
  First in    <stdin>:4

Other messages
  Message               Reference  What it says
  UcsOperationResponse             done
  UcsOperationResponse  "x"

0 interactions in 0 histories, 4 conversations, 2 other messages (6 notifications)
"""
        )
