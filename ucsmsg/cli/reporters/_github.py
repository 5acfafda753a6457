"""For GitHub Actions: workflow commands, which become annotations."""

from ucsmsg._screen import printable
from ucsmsg.catalogue import Severity
from ucsmsg.cli._results import Hit
from ucsmsg.cli.reporters._base import Reporter

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


class GithubReporter(Reporter):
    """`::error file=…,line=…,col=…,title=…::message`."""

    def hit(self, hit: Hit) -> None:
        diagnostic, span = hit.diagnostic, hit.diagnostic.span
        columns = f",col={span.column},endColumn={span.end_column}" if span.line == span.end_line else ""
        self.write(
            f"::{_COMMANDS[diagnostic.severity]} file={_property(hit.source.name or '')},line={span.line},"
            f"endLine={span.end_line}{columns},title={_property(diagnostic.name)}"
            f"::{_data(f'{diagnostic.message} (at {diagnostic.path})')}\n"
        )


def _data(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
