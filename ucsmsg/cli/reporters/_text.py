"""For people."""

import click

from ucsmsg._screen import printable
from ucsmsg.catalogue import Severity
from ucsmsg.cli._results import Hit, Total
from ucsmsg.cli._statuses import counted
from ucsmsg.cli.reporters._base import Options, Reporter
from ucsmsg.diagnostics import render

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_FILES = 20


class TextReporter(Reporter):
    """Place, name, message and excerpt of each deviation, then the counts."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._files: list[Total] = []
        self._unlisted = 0

    def hit(self, hit: Hit) -> None:
        diagnostic = hit.diagnostic
        text = render(diagnostic, hit.source, self.options.screen)
        tag = f"{diagnostic.severity}[{diagnostic.name}]"
        text = text.replace(tag, self._styled(tag, diagnostic.severity), 1)
        if diagnostic.inner:
            text += f"\n       = inside the string: line {diagnostic.inner.line}, column {diagnostic.inner.column}"
        self.write(text + "\n")

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
        lines += [
            f"{count:>8}  {self._styled(f'{severity:<7}', severity)}  {name}"
            for severity, name, count in total.by_name()
        ]
        if total.files > 1:
            lines += [
                f"{sum(file.names.values()):>8}  in {printable(file.name)}: {_counts(file)}" for file in self._files
            ]
        if self._unlisted:
            lines.append(f"          in {counted(self._unlisted, 'more file')} (--statistics lists all)")
        self.write("".join(f"{line}\n" for line in [*lines, _summary(total)]))


def _summary(total: Total) -> str:
    held = f"{counted(total.payloads, 'payload')}, {counted(total.notifications, 'notification')}"
    replies = f", {counted(total.replies, 'reply')}" if total.replies else ""
    return f"{held}{replies} in {counted(total.files, 'file')}: {_counts(total)}"


def _counts(total: Total) -> str:
    return ", ".join(counted(total.of(severity), severity.value) for severity in reversed(Severity))
