"""One run of `ucsmsg check`: from files to reports and counts."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import groupby

import attrs

from ucsmsg.cli._baseline import Baseline, Kind
from ucsmsg.cli._checking import STDIN, Advance, File, files_in
from ucsmsg.cli._fingerprints import Fingerprints
from ucsmsg.cli._parallel import checking, jobs_for
from ucsmsg.cli._progress import progress
from ucsmsg.cli._results import Checked, Hit, Total
from ucsmsg.cli._selection import NO_PAYLOAD, Selection
from ucsmsg.cli._settings import Settings
from ucsmsg.cli._statuses import FAILED, FINE, FOUND_ERRORS, complain, counted, drop_output, explained
from ucsmsg.cli._values import Values
from ucsmsg.cli.reporters import Reporter
from ucsmsg.diagnostics import UcsmsgError


@attrs.define
class StandardOutput:
    """What reports write to. `is_all`: when nobody reads it any more, nothing is left to do."""

    is_all: bool = True

    def write(self, text: str) -> None:
        """Write it, now or later."""
        with self._until_nobody_reads():
            sys.stdout.write(text)

    def flush(self) -> None:
        """Have everything where it goes."""
        with self._until_nobody_reads():
            sys.stdout.flush()

    @contextmanager
    def _until_nobody_reads(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            drop_output()
            if self.is_all:
                raise


@attrs.define(kw_only=True)
class Run:
    """What is checked how, what was counted so far, and whether something could not be read."""

    settings: Settings
    selection: Selection
    reporters: Sequence[Reporter]
    output: StandardOutput = attrs.field(factory=StandardOutput)
    values: Values = Values.SHORT
    most_of_name: int | None = None
    baseline: Baseline | None = None
    max_errors: int | None = None
    jobs: int | None = None
    has_bar: bool = False
    is_counting: bool = False
    is_learning: bool = False
    total: Total = attrs.field(factory=Total)
    kinds: Counter[Kind] = attrs.field(factory=Counter)
    has_failed: bool = False
    _fingerprints: Fingerprints = attrs.field(factory=Fingerprints)
    _shown: Counter[str] = attrs.field(factory=Counter)

    @property
    def status(self) -> int:
        """The exit status of what was checked."""
        return FAILED if self.has_failed else FOUND_ERRORS if self.total.errors else FINE

    def files(self, paths: Iterable[str]) -> list[File]:
        """The files that are meant; those that cannot be read are said at once."""
        found: list[File] = []
        for path in paths:
            files, errors = files_in(path, self.selection)
            found += files
            for error in errors:
                self._fail(error)
        return found

    def check(self, files: list[File]) -> None:
        """Check everything, or as long as somebody reads the report."""
        try:
            self._report_files(files)
        except BrokenPipeError:
            drop_output()

    def _report_files(self, files: list[File]) -> None:
        """The whole report, which has its end also when the run is ended before: by an interrupt, or by a fault."""
        try:
            for reporter in self.reporters:
                reporter.begin()
            self.output.flush()
            self._check_files(files)
            if self.baseline and not self._is_done:
                self.total.gone = [(kind.shown, count) for kind, count in self.baseline.gone]
        finally:
            for reporter in self.reporters:
                reporter.end(self.total)
            self.output.flush()
        if self._is_done:
            complain(f"stopped after {counted(self.total.errors, 'error')}")

    def _check_files(self, files: list[File]) -> None:
        jobs = self.jobs or jobs_for(files)
        with self._progress(files) as advance, checking(files, self.settings, jobs, advance) as results_of:
            for file in files:
                if not self._is_done:
                    self._check_file(file, results_of(file))
        if files and self.selection.left_out[NO_PAYLOAD] == len(files):
            self._fail(UcsmsgError(f"Expected payloads, got none in {counted(len(files), 'file')}"))

    def _progress(self, files: list[File]) -> AbstractContextManager[Advance]:
        has_end = all(file.path != STDIN for file in files)
        return progress(sum(file.size for file in files), is_wanted=self.has_bar and has_end)

    @property
    def _is_done(self) -> bool:
        return self.max_errors is not None and self.total.errors >= self.max_errors

    def _fail(self, error: Exception) -> None:
        self.has_failed = True
        self.output.flush()
        complain(explained(error))

    def _check_file(self, file: File, results: Iterator[Checked]) -> None:
        total = Total(name=file.name)
        results = self._without_noise(results) if file.is_found else results
        try:
            while not self._is_done and (checked := self._next(results)):
                self._report(checked, total)
        finally:
            self.total.files += 1
            for reporter in self.reporters:
                reporter.file(total)

    def _without_noise(self, results: Iterator[Checked]) -> Iterator[Checked]:
        """The results for a file that a folder has: where it is no capture at all, that is only counted."""
        first, second = next(results, None), next(results, None)
        is_only = second is None or not (second.payloads or second.names)  # the last one counts characters alone
        if first and is_only and first.is_without_payload:
            self.selection.left_out[NO_PAYLOAD] += 1
            first = attrs.evolve(first, payloads=0, hits=(), names=Counter())
        yield from filter(None, (first, second))
        yield from results

    def _next(self, results: Iterator[Checked]) -> Checked | None:
        """The next result; None at the end, and where the file cannot be read any further."""
        try:
            return next(results, None)
        except (OSError, UcsmsgError) as error:
            self._fail(error)
            return None

    def _report(self, checked: Checked, total: Total) -> None:
        new = self._new(self._with_fingerprints(checked))
        total.add(new)
        self.total.add(new)
        if new.hits and not self.is_counting:
            shown = [self.values.of(hit) for hit in new.hits if self._has_place(hit)]
            for _, hits in groupby(shown, key=lambda hit: hit.payload):
                payload = [*hits]
                for reporter in self.reporters:
                    reporter.payload(payload)
            self.output.flush()

    def _with_fingerprints(self, checked: Checked) -> Checked:
        """The result, with fingerprints where a report shows them: they are remembered, all of them."""
        if not checked.hits or not any(reporter.has_fingerprints for reporter in self.reporters):
            return checked
        return attrs.evolve(checked, hits=tuple(map(self._fingerprints.with_fingerprint, checked.hits)))

    def _new(self, checked: Checked) -> Checked:
        """The result without what the baseline knows."""
        if self.is_learning:
            self.kinds.update(map(Kind.of, checked.hits))
        if self.baseline is None:
            return checked
        new = [hit for hit in checked.hits if not self.baseline.accepts(hit)]
        names = Counter((hit.diagnostic.severity, hit.diagnostic.name) for hit in new)
        return attrs.evolve(checked, hits=tuple(new), names=names, known=len(checked.hits) - len(new))

    def _has_place(self, hit: Hit) -> bool:
        """True while fewer deviations of its name are shown than there may be."""
        self._shown[hit.diagnostic.name] += 1
        return self.most_of_name is None or self._shown[hit.diagnostic.name] <= self.most_of_name
