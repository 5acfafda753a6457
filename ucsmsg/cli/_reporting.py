"""The options that say how a run is reported, and where."""

import functools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import click

from ucsmsg.catalogue import Severity
from ucsmsg.cli._choices import OneOf
from ucsmsg.cli._output import Outputs, for_data
from ucsmsg.cli._progress import ERASE_LINE
from ucsmsg.cli._project import from_project
from ucsmsg.cli._terminal import has_colors, screen
from ucsmsg.cli._values import Values
from ucsmsg.cli.reporters import COUNTING, FOR_PEOPLE, REPORTERS, Options, Reporter

_ENDINGS = {".sarif": "sarif", ".json": "json", ".ndjson": "ndjson", ".xml": "junit", ".txt": "text"}


class ReportFile(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click only
    """A file and the format of the report in it: `FORMAT=FILE`, or a name whose ending says the format."""

    name = "report"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The format and the name of the file."""
        form, _, path = str(value).partition("=")
        if form in REPORTERS:
            return form, path
        if known := _ENDINGS.get(Path(value).suffix):
            return known, str(value)
        names = ", ".join(REPORTERS)
        return self.fail(
            f"Expected FORMAT=FILE or a name that ends in {', '.join(_ENDINGS)}, got {value!r}; "
            f"the formats are {names}",
            param,
            ctx,
        )


@attrs.frozen(kw_only=True)
class Reporting:
    """How a run is reported: on the standard output as `form`, and in files."""

    form: str
    outputs: tuple[tuple[str, str], ...] = ()
    long_values: bool = False
    no_values: bool = False
    most_of_name: int | None = None
    quiet: bool = False
    statistics: bool = False
    verbose: bool = False
    color: str = "auto"

    @property
    def values(self) -> Values:
        """What is shown of values."""
        return Values.LONG if self.long_values else Values.NONE if self.no_values else Values.SHORT

    @property
    def is_for_people(self) -> bool:
        """True when the standard output has the text that people read."""
        return self.form in FOR_PEOPLE

    @property
    def has_bar(self) -> bool:
        """True when a progress bar does not come between."""
        return not self.quiet and (self.is_for_people or not sys.stdout.isatty())

    @property
    def destinations(self) -> dict[str, str]:
        """The files by what they are called in messages."""
        return {f"--output {form}": path for form, path in self.outputs}

    def check(self) -> None:
        """Raise a usage error for options that do not go together."""
        for form in (self.form, *(form for form, _ in self.outputs)):
            if self.statistics and form not in COUNTING:
                hint = from_project("statistics", "form")
                names = ", ".join(COUNTING)
                raise click.UsageError(f"Expected {names} as --format with --statistics, got {form}{hint}")
        if self.long_values and self.no_values:
            hint = from_project("long_values", "no_values")
            raise click.UsageError(f"Expected --long-values or --no-values, got both of them{hint}")
        if any(path == "-" for _, path in self.outputs):
            raise click.UsageError("Expected a file for --output, got -: what stands there is chosen with --format")

    def reporters(self, write: Callable[[str], object], outputs: Outputs, least: Severity) -> Iterator[Reporter]:
        """A reporter for each place; `least` is the lowest severity that is reported."""
        plain = Options(
            quiet=self.quiet,
            statistics=self.statistics,
            least=least,
            has_values=self.values is not Values.NONE,
            is_verbose=self.verbose,
            can_fix=_can_fix,
        )
        if not self.is_for_people:
            for_data()
        has_line = self.has_bar and sys.stdout.isatty()
        here = attrs.evolve(
            plain, colors=has_colors(self.color), screen=screen(), before=ERASE_LINE if has_line else ""
        )
        yield REPORTERS[self.form](here, write)
        opened = ((form, outputs.open(path)) for form, path in self.outputs)
        yield from (REPORTERS[form](plain, output.write) for form, output in opened)


def _can_fix(path: str) -> bool:
    from ucsmsg.cli._fixing import can_fix  # noqa: PLC0415 - for who is told of `ucsmsg fix`

    return can_fix(path)


_OPTIONS = (
    click.option(
        "--format",
        "form",
        type=OneOf(list(REPORTERS)),
        default="text",
        show_default=True,
        help="How to report; text: an excerpt each, and a line each where a payload has many.",
    ),
    click.option(
        "--output",
        "outputs",
        multiple=True,
        type=ReportFile(),
        metavar="FORMAT=FILE",
        help="Report to a file as well; .sarif, .json, .ndjson and .xml say the format. May be repeated.",
    ),
    click.option(
        "--max-per-name",
        "most_of_name",
        type=click.IntRange(min=1),
        metavar="N",
        help="Show so many of each deviation, and only count the others.",
    ),
    click.option("--long-values", is_flag=True, help="Show all of what was found, not only its beginning."),
    click.option("--no-values", is_flag=True, help="Show places and names only, nothing that stood there."),
    click.option("-q", "--quiet", is_flag=True, help="Leave the progress bar and the text's summary out."),
    click.option("-v", "--verbose", is_flag=True, help="Say as what text was passed over that is in no payload."),
    click.option(
        "--statistics",
        is_flag=True,
        help=f"Report only the counts, and those of every file; for {', '.join(COUNTING)}.",
    ),
    click.option(
        "--color",
        type=OneOf(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Colours in the text; auto: on a terminal, or as NO_COLOR and FORCE_COLOR say.",
    ),
)


def reporting(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of reports, which the command gets as its `reporting`."""

    @functools.wraps(command)
    def with_reporting(*arguments: Any, **options: Any) -> Any:
        chosen = Reporting(**{name: options.pop(name) for name in attrs.fields_dict(Reporting)})
        chosen.check()
        return command(*arguments, reporting=chosen, **options)

    for option in reversed(_OPTIONS):
        with_reporting = option(with_reporting)
    return with_reporting
