"""For CI servers: JUnit's XML, a suite for each file and a failed case for each error."""

import tempfile

from ucsmsg._postponed import postponed_pattern
from ucsmsg._screen import printable
from ucsmsg.catalogue import Severity
from ucsmsg.cli._results import Hit, Total
from ucsmsg.cli._statuses import counted
from ucsmsg.cli.reporters._base import Options, Reporter, Write

_NOT_XML = postponed_pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_MEMORY = 1 << 20


class JunitReporter(Reporter):
    """Warnings and notes are only counted. The cases wait in a temporary file: their count comes first."""

    def __init__(self, options: Options, write: Write) -> None:
        super().__init__(options, write)
        self._start_suite()

    def _start_suite(self) -> None:
        self._cases = tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="ascii")  # noqa: SIM115 - closed at its end
        self._failures = 0

    def begin(self) -> None:
        self.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="ucsmsg">\n')

    def hit(self, hit: Hit) -> None:
        diagnostic = hit.diagnostic
        if not diagnostic.is_error:
            return
        self._failures += 1
        place = f"{diagnostic.span.line}:{diagnostic.span.column} {diagnostic.name}"
        failure = f"<failure type={_quoted(diagnostic.name)} message={_quoted(diagnostic.message)}>"
        self._cases.write(
            f"<testcase classname={_quoted(hit.source.name or '')} name={_quoted(place)}>"
            f"{failure}{_escaped(self.rendered(hit))}</failure></testcase>\n"
        )

    def file(self, total: Total) -> None:
        if not self._failures:
            self._cases.write(f"<testcase classname={_quoted(total.name)} name={_quoted(total.name)}/>\n")
        self.write(
            f'<testsuite name={_quoted(total.name)} tests="{max(1, self._failures)}" failures="{self._failures}" '
            f'errors="0" skipped="0">\n'
        )
        self._cases.seek(0)
        for line in self._cases:
            self.write(line)
        self._cases.close()
        held = f"{counted(total.payloads, 'payload')}, {counted(total.notifications, 'notification')}"
        counts = f"{counted(total.of(Severity.WARNING), 'warning')}, {counted(total.of(Severity.NOTE), 'note')}"
        self.write(f"<system-out>{held}: {counts}</system-out>\n")
        self.write("</testsuite>\n")
        self._start_suite()

    def end(self, total: Total) -> None:
        del total
        self._cases.close()
        self.write("</testsuites>\n")


def _escaped(text: str) -> str:
    from xml.sax.saxutils import escape  # noqa: PLC0415 - with `urllib.request`, which other reports need not load

    return _ascii(escape(_NOT_XML.sub("\ufffd", text)))


def _quoted(text: str) -> str:
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415 - as above

    return _ascii(quoteattr(printable(text)))


def _ascii(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode()
