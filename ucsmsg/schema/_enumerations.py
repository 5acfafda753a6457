"""The closed sets of values. A value outside them is kept as a plain string."""

import enum


class InteractionType(enum.StrEnum):
    """`typeId` of an interaction (interaction resource page)."""

    INBOUND = "Inbound"
    OUTBOUND = "Outbound"
    INTERNAL = "Internal"
    CONSULT = "Consult"
    UNKNOWN = "Unknown"


class InteractionState(enum.StrEnum):
    """`state` of an interaction (interaction resource page)."""

    NEW = "New"
    IN_PROCESS = "InProcess"
    STOPPED = "Stopped"
    PENDING = "Pending"


class MediaType(enum.StrEnum):
    """`mediaType` of an interaction (interaction resource page)."""

    CALL = "call"
    CHAT = "chat"
    EMAIL = "email"
    FACEBOOK = "facebook"
    FACEBOOKSESSION = "facebooksession"
    SMSSESSION = "smssession"
    OPENMEDIA = "openmedia"
    TWITTER = "twitter"
    WORKITEM = "workitem"


class ChatMessageType(enum.StrEnum):
    """`type` of a chat message (chat message resource page)."""

    TEXT = "Text"
    TYPING_STARTED = "TypingStarted"
    TYPING_STOPPED = "TypingStopped"
    PARTICIPANT_JOINED = "ParticipantJoined"
    PARTICIPANT_REJOINED = "ParticipantRejoined"
    PARTICIPANT_LEFT = "ParticipantLeft"
    PUSH_URL = "PushUrl"
    NOTICE = "Notice"
    CUSTOM_NOTICE = "CustomNotice"
    TRANSCRIPT_SAVE_DONE = "TranscriptSaveDone"


class Visibility(enum.StrEnum):
    """`visibility` of a chat message or a participant (chat message resource page)."""

    ALL = "All"
    AGENTS = "Agents"
    SUPERVISORS = "Supervisors"


class ParticipantType(enum.StrEnum):
    """`type` of a chat participant, as the documentation's samples show it."""

    CUSTOMER = "Customer"
    AGENT = "Agent"
    EXTERNAL = "External"
