"""For people."""

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from ucsmsg._screen import printable
from ucsmsg.captures import PassedOver
from ucsmsg.catalogue import Layer, Severity, names_where
from ucsmsg.cli._results import Hit, Total
from ucsmsg.cli._statuses import counted
from ucsmsg.cli.reporters._base import Options, Reporter, Write
from ucsmsg.diagnostics import headline

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_FILES = 20
_FEW = 3
"""Deviations of a payload that are shown with an excerpt each, where the form is not chosen."""

_SYNTAX = names_where(lambda row: row.layer is Layer.SYNTAX)


class TextReporter(Reporter):
    """Place, name, message and excerpt of each deviation, then the counts; a line each where a payload has many."""

    def __init__(self, options: Options, write: Write) -> None:
        super().__init__(options, write)
        self._files: list[Total] = []
        self._unlisted = 0
        self._fixable: str | None = None

    def payload(self, hits: Sequence[Hit]) -> None:
        if len(hits) > _FEW:
            self.folded(hits)
        else:
            super().payload(hits)

    def folded(self, hits: Sequence[Hit]) -> None:
        """A line for the first deviation of each name, then how many more there are of it."""
        first: dict[str, Hit] = {}
        more: Counter[str] = Counter()
        for hit in hits:
            name = hit.diagnostic.name
            more[name] += name in first
            first.setdefault(name, hit)
        for hit in first.values():
            self._line(hit)
        rest = [f"{count:,} more {self._styled_name(first[name])}" for name, count in more.items() if count]
        if rest:
            self.write(f"       and {', '.join(rest)} in the same payload\n")

    def _line(self, hit: Hit) -> None:
        self._note_fixable(hit)
        self.write(self._colored(headline(hit.diagnostic, hit.source.name, self.options.screen), hit) + "\n")

    def hit(self, hit: Hit) -> None:
        self._note_fixable(hit)
        text = self._colored(self.rendered(hit), hit)
        if inner := hit.diagnostic.inner:
            text += f"\n       = inside the string: line {inner.line}, column {inner.column}"
        self.write(text + "\n")

    def _note_fixable(self, hit: Hit) -> None:
        if self._fixable is None and hit.is_replaceable and hit.diagnostic.name in _SYNTAX:
            self._fixable = hit.source.name

    def _colored(self, text: str, hit: Hit) -> str:
        tag = f"{hit.diagnostic.severity}[{hit.diagnostic.name}]"
        return text.replace(tag, self._styled(tag, hit.diagnostic.severity), 1)

    def _styled_name(self, hit: Hit) -> str:
        return self._styled(hit.diagnostic.name, hit.diagnostic.severity)

    def _styled(self, text: str, severity: Severity) -> str:
        return click.style(text, fg=_COLORS[severity], bold=True) if self.options.colors else text

    def file(self, total: Total) -> None:
        if total.names and (self.options.statistics or len(self._files) < _FILES):
            self._files.append(total)
        elif total.names:
            self._unlisted += 1

    def end(self, total: Total) -> None:
        if self.options.quiet and not self.options.statistics:
            return
        lines = [] if self.options.statistics or not total.names else [""]
        self.write("".join(f"{line}\n" for line in [*lines, *self._summary(total)]))

    def _summary(self, total: Total) -> Iterator[str]:
        for severity, name, count in total.by_name():
            yield f"{count:>8}  {self._styled(f'{severity:<7}', severity)}  {name}"
        if total.files > 1:
            for file in self._files:
                yield f"{sum(file.names.values()):>8}  in {printable(file.name)}: {self._counts(file)}"
        if self._unlisted:
            yield f"          in {counted(self._unlisted, 'more file')} (--statistics lists all)"
        for kind, count in total.gone:
            yield f"{count:>8}  gone     {printable(kind)}"
        yield from self._coverage(total)
        yield f"{_held(total)}: {self._counts(total)}"
        if total.names:
            yield f"Next: {', '.join(self._next_steps(total))}"

    def _coverage(self, total: Total) -> Iterator[str]:
        """How much of the captures is in no payload; white space only where more is wanted."""
        passed_over = {kind: count for kind, count in total.passed_over.items() if count}
        noted = sum(passed_over.values()) - passed_over.get(PassedOver.WHITE_SPACE, 0)
        if self.options.is_verbose:
            for kind, count in sorted(passed_over.items()):
                yield f"{count:>8,}  characters passed over: {kind}"
            yield f"{total.read:>8,}  characters read"
        elif noted:
            yield f"{noted:>8,}  of {noted + total.read:,} characters passed over (--verbose says as what)"

    def _counts(self, total: Total) -> str:
        shown = [each for each in reversed(Severity) if each >= self.options.least]
        return ", ".join(counted(total.of(severity), severity.value) for severity in shown)

    def _next_steps(self, total: Total) -> Iterator[str]:
        """What to do about the deviation that matters most, and about those that the command itself can repair."""
        _, name, _ = total.by_name()[0]
        yield f"ucsmsg explain {name}"
        if self._fixable and self.options.can_fix(self._fixable):
            yield f"ucsmsg fix {printable(self._fixable)}"


class FullReporter(TextReporter):
    """With an excerpt for every deviation, however many a payload has."""

    def payload(self, hits: Sequence[Hit]) -> None:
        for hit in hits:
            self.hit(hit)


class ConciseReporter(TextReporter):
    """A line for each deviation of another name in a payload."""

    def payload(self, hits: Sequence[Hit]) -> None:
        self.folded(hits)


def _held(total: Total) -> str:
    held = f"{counted(total.payloads, 'payload')}, {counted(total.notifications, 'notification')}"
    replies = f", {counted(total.replies, 'reply')}" if total.replies else ""
    known = f" ({total.known:,} known)" if total.known else ""
    return f"{held}{replies} in {counted(total.files, 'file')}{known}"
