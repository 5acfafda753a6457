"""The schema rows: departures of JSON values from the documented notifications."""

import functools

from ucsmsg.catalogue._row import ERROR, NOTE, WARNING, Layer, Row

_row = functools.partial(Row, layer=Layer.SCHEMA)

NOTIFICATIONS = "CometD notifications page"
RESOURCE = "interaction resource page"
SISTER = "other pages of the documentation"
WIRE = "what servers send"

SCHEMA_ROWS: tuple[Row, ...] = (
    _row(
        "damaged-timestamp",
        "The documented time format with lost or added spaces",
        '{"timestamp":"2013-11-2521: 02: 22.000+0200"}',
        "2013-11-25T21:02:22+02:00",
        "The documentation's samples lost the space between date and time and gained spaces behind colons. With its "
        "white space removed every one of them equals its `timestampSeconds` to the millisecond, and that is checked "
        "wherever both are there.",
        NOTIFICATIONS,
        strict=NOTE,
        lenient=NOTE,
    ),
    _row(
        "value-case",
        "An enumerated value in other letter case",
        '{"mediaType":"Chat"}',
        "MediaType.CHAT",
        "The documentation itself writes `Chat` and `facebooksession`. The enumerated value is taken; so is a "
        "`messageType`.",
        NOTIFICATIONS,
        strict=NOTE,
        lenient=NOTE,
    ),
    _row(
        "renamed-member",
        "A member under its other documented name",
        '{"data":{"messageType":"GetInteractionsHistoryMessage","interaction":[]}}',
        "interactions=()",
        "The property table of GetInteractionsHistoryMessage says `data.interaction`, its sample `interactions`. Both "
        "are read; one interaction object under the table's name is a list of one.",
        NOTIFICATIONS,
        strict=NOTE,
        lenient=NOTE,
        is_about_name=True,
        shows_in_diff=False,
    ),
    _row(
        "misspelt-member",
        "A known misspelling of a member",
        '{"referendeId":1}',
        "reference_id=1",
        "One page of the documentation prints `referendeId`. It is read as `referenceId` when that is absent.",
        SISTER,
        is_about_name=True,
    ),
    _row(
        "foreign-timestamp",
        "A time in another format",
        '{"startDate":"2015-10-01T13:02:07Z"}',
        "2015-10-01T13:02:07+00:00",
        "ISO 8601, RFC 2822, milliseconds since 1970 and the dates of .NET, each with an offset of its own, also with "
        "spaces lost or added as in `damaged-timestamp`. The documented pattern is `yyyy-MM-dd HH:mm:ss.SSSZ`.",
        RESOURCE,
    ),
    _row(
        "unreadable-timestamp",
        "A time that cannot be read",
        '{"startDate":"yesterday"}',
        "",
        "No date, no time of day, no offset, a day that does not exist, or a number that as milliseconds since 1970 "
        "lies outside the years 1995 to 2099 or that may be the digits of a date. The message says which. The "
        "attribute is None and the raw value stands in `extra`.",
        RESOURCE,
    ),
    _row(
        "timestamp-mismatch",
        "`timestamp` and `timestampSeconds` name different moments",
        '{"timestamp":"2013-11-25 21:02:22.000+0200","timestampSeconds":1385406142001}',
        "both values, kept",
        "In every documented sample `timestampSeconds` holds the milliseconds since 1970 of `timestamp`, whatever its "
        "name says. Which of the two is right cannot be known, so both are kept.",
        NOTIFICATIONS,
    ),
    _row(
        "implausible-timestamp",
        "`timestampSeconds` that are no milliseconds of our time",
        '{"timestamp":"1970-01-01 00:00:00.000+0000","timestampSeconds":0}',
        "the number, kept",
        "A number outside the years 1995 to 2099 counts something else, or nothing, where there is no other "
        "`timestamp` to contradict it. The message says what it may be.",
        NOTIFICATIONS,
    ),
    _row(
        "damaged-uri",
        "A URI with spaces behind its colons",
        '{"uri":"http: //host: 8090/api/v2/interactions/1"}',
        "http://host:8090/api/v2/interactions/1",
        "The damage of the documentation's beautifier, which removed all spaces and put one behind each colon.",
        SISTER,
        refused_when="there is white space elsewhere: `http:// host/1`",
    ),
    _row(
        "value-space",
        "White space around an enumerated value",
        '{"state":" Stopped"}',
        "InteractionState.STOPPED",
        "The white space is removed, around a `messageType` too.",
        SISTER,
    ),
    _row(
        "unknown-value",
        "A value that the documentation does not list",
        '{"state":"InProgress"}',
        "the string 'InProgress'",
        "Kept as a string, so that it is written back unchanged.",
        RESOURCE,
    ),
    _row(
        "unknown-member",
        "A member that the documentation does not list",
        '{"interaction":{"subtypeId":"InboundNew"}}',
        "extra={'subtypeId': 'InboundNew'}",
        "Kept unchanged in the record's `extra`, and written back by `dumps`.",
        WIRE,
        lenient=NOTE,
    ),
    _row(
        "missing-member",
        "A required member is absent",
        '{"interaction":{"id":"1"}}',
        "type_id=None",
        "Required are: `referenceId` of a history message and of a content message, with the payload or "
        "`errorMessage`; `referenceId`, `success` of an operation response; `id`, `typeId`, `state`, `mediaType`, "
        "`startDate` of an interaction; `id` of an owner; `index`, `from`, `type`, `timestamp` of a chat message; "
        "`type`, `participantId` of a participant. Nothing is required of a message of another type.",
        NOTIFICATIONS,
        follows_from_loss=True,
    ),
    _row(
        "null-required-member",
        "A required member is null",
        '{"startDate":null}',
        "start_date=None",
        "It says no more than if it were absent (`missing-member`), so it is as severe. That it was null stands in "
        "`extra`, and `dumps` writes it.",
        NOTIFICATIONS,
    ),
    _row(
        "null-member",
        "A known member that is not required is null",
        '{"subject":null}',
        "subject=None",
        "The attribute is None as if the member were absent; that it was null stands in `extra`, and `dumps` writes "
        "it.",
        WIRE,
        strict=WARNING,
        lenient=NOTE,
    ),
    _row(
        "wrong-type",
        "A value of another JSON type than documented",
        '{"index":"3"}',
        "index=3",
        "Converted where nothing is lost: an integer or a boolean in a string, a number for a string as it is written, "
        "one object for an array and an array of one for an object. Anything else leaves the attribute None, with the "
        "raw value in `extra`.",
        RESOURCE,
        refused_when='the conversion would lose or invent something: `{"index":[]}`',
    ),
    _row(
        "unwrapped-data",
        "A notification without its `data`",
        '{"messageType":"GetInteractionContentMessage","referenceId":1}',
        "Notification(data=...)",
        "Operation pages print notifications without the `data` member around them.",
        SISTER,
    ),
    _row(
        "nested-data",
        "A message in a `data` of `data`",
        '{"data":{"data":{"messageType":"UcsOperationResponse"}}}',
        "data=UcsOperationResponse(...)",
        "A bridge has put a whole event into the `data` of another. It is read when nothing else stands in the outer "
        "`data` but what belongs to the event.",
        WIRE,
    ),
    _row(
        "misspelt-channel",
        "The topic in another spelling",
        '{"channel":"v2/ucs/interactions/","data":{"referenceId":1}}',
        "channel='/v2/ucs/interactions'",
        "Other letter case, white space around it, and slashes that are lost, doubled or escaped. Its messages are "
        "judged like those of the topic.",
        WIRE,
    ),
    _row(
        "unexpected-channel",
        "A documented message on another channel",
        '{"channel":"/v2/me/chats","data":{"messageType":"UcsOperationResponse"}}',
        "the channel, kept",
        "A message of a documented type is judged wherever it comes from.",
        NOTIFICATIONS,
        lenient=NOTE,
    ),
    _row(
        "json-in-string",
        "`data` is a JSON text in a string",
        '{"data":"{\\"referenceId\\":1}"}',
        "data=UnknownMessage(...)",
        "Bayeux lets `data` be any value, and some bridges send the message as text. It is read like any other; its "
        "own deviations are reported at their place in the outer text.",
        "Bayeux 1.0 data field",
        strict=WARNING,
        lenient=NOTE,
    ),
    _row(
        "missing-message-type",
        "A notification without `messageType`",
        '{"data":{"referenceId":123,"contactId":"1"}}',
        "UnknownMessage(message_type=None)",
        "The identify-contact notification has none. All its members are kept.",
        SISTER,
        follows_from_loss=True,
    ),
    _row(
        "unknown-message-type",
        "A `messageType` that the topic does not document",
        '{"data":{"messageType":"SomethingElse"}}',
        "UnknownMessage(message_type='SomethingElse')",
        "All its members are kept. Messages of other channels are judged only when their type is documented.",
        NOTIFICATIONS,
        lenient=NOTE,
    ),
    _row(
        "payload-with-error",
        "`errorMessage` beside a payload or a success",
        '{"interactions":[],"errorMessage":"Request failed"}',
        "both values, kept",
        "The documentation knows success or failure, not both.",
        NOTIFICATIONS,
    ),
    _row(
        "unexpected-messages",
        "`messages` for a medium without transcripts",
        '{"interaction":{"mediaType":"email"},"messages":[]}',
        "messages=()",
        "Only chat, facebooksession and smssession interactions have transcripts.",
        NOTIFICATIONS,
        lenient=NOTE,
    ),
    _row(
        "value-out-of-range",
        "A number below the least that it can be",
        '{"callDuration":-1}',
        "call_duration=-1",
        "`index` counts from 1, and `callDuration` counts seconds. The number is kept.",
        RESOURCE,
    ),
    _row(
        "index-order",
        "`index` repeats or falls",
        '{"messages":[{"index":2},{"index":1}]}',
        "both values, kept",
        "Indexes grow from message to message. Gaps are documented.",
        NOTIFICATIONS,
    ),
    _row(
        "end-before-start",
        "`endDate` lies before `startDate`",
        '{"startDate":"2015-10-02 16:02:07.000+0300","endDate":"2015-10-01 16:02:07.000+0300"}',
        "both values, kept",
        "Both times are kept as they are.",
        RESOURCE,
    ),
    _row(
        "id-mismatch",
        "`uri`, `path` or `participantId` names another than `id`",
        '{"id":"1","path":"/interactions/2"}',
        "both values, kept",
        "In every sample `uri` and `path` end in the interaction's `id`, and a participant's `id` is its "
        "`participantId`.",
        RESOURCE,
        strict=WARNING,
    ),
    _row(
        "not-a-notification",
        "A JSON value that is no notification",
        "[1,2]",
        "",
        "A notification is an object with `data`, a Bayeux batch an array of such objects.",
        NOTIFICATIONS,
    ),
    _row(
        "not-one-notification",
        "`loads` was given a batch of none or several",
        "[]",
        "",
        "`loads` returns one notification. Read batches with `parse` and streams with `iter_parse`.",
        "the interface of the `json` module",
    ),
    _row(
        "schema-violation",
        "A value that a JSON Schema does not allow",
        '{"id":1}',
        "the value, kept",
        "Only where somebody names a JSON Schema: `quasi.validate(text, schema)`, `captures.iter_validate` and "
        "`ucsmsg check --schema`. What the library `jsonschema` finds gets its place in the text.",
        "JSON Schema",
        lenient=ERROR,
    ),
)
