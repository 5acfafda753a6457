"""What a notification tells of."""

from tests.schema.reading import CHAT_MESSAGE, INTERACTION
from ucsmsg.parsing import read
from ucsmsg.schema import interactions_of, times_of


def test_a_notification_tells_of_its_interactions_and_their_times_in_its_order() -> None:
    other = {**INTERACTION, "id": "0000Sa99620J0EM6"}
    history = {"messageType": "GetInteractionsHistoryMessage", "referenceId": 1, "interactions": [INTERACTION, other]}
    content = {
        "messageType": "GetInteractionContentMessage",
        "referenceId": 2,
        "interaction": INTERACTION,
        "messages": [CHAT_MESSAGE],
    }
    failed = {"messageType": "GetInteractionsHistoryMessage", "referenceId": 3, "errorMessage": "no contact"}
    notifications = read([{"data": data} for data in (history, content, failed)]).notifications

    assert [[each.id for each in interactions_of(one)] for one in notifications] == [
        ["0000Sa99620J0EM5", "0000Sa99620J0EM6"],
        ["0000Sa99620J0EM5"],
        [],
    ]
    assert [[time.second for time in times_of(one)] for one in notifications] == [[22, 25, 22, 25], [22, 25, 22], []]
