"""Conversations for people: what is shown of them, and as what."""

from ucsmsg.cli.transcripts._document import Document
from ucsmsg.cli.transcripts._markdown import markdown_lines
from ucsmsg.cli.transcripts._text import Text

__all__ = ["Document", "Text", "markdown_lines"]
