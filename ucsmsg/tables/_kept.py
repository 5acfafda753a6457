"""Rows that were written before: those of files that are as they were are kept, the others are gone."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from ucsmsg.tables._tables import written_name

_IN_ARCHIVE = "!/"


@attrs.frozen
class Gone:
    """Which rows are not kept: of each file those from a place on, in characters; 0 for all of them."""

    starts: Mapping[str, int]

    @staticmethod
    def of(paths: Mapping[str, int]) -> "Gone":
        """For files by their paths."""
        return Gone({written_name(path): start for path, start in paths.items()})

    def start_in(self, file: str) -> int | None:
        """From where on the rows of a capture are gone; None where all are kept. It may be a file of an archive."""
        parts = file.split(_IN_ARCHIVE)
        names = (_IN_ARCHIVE.join(parts[:number]) for number in range(1, len(parts) + 1))
        found = [self.starts[name] for name in names if name in self.starts]
        return min(found, default=None)

    def kept(self, rows: pa.RecordBatch) -> pa.RecordBatch:
        """The rows that are kept."""
        files = rows.column("file").dictionary_encode()
        starts = pa.array([self.start_in(each) for each in files.dictionary.to_pylist()], pa.int64())
        start = starts.take(files.indices)
        return rows.filter(pc.or_(pc.is_null(start), pc.fill_null(pc.less(rows.column("start"), start), False)))  # noqa: FBT003


def rows_in(path: Path, name: str) -> Iterator[pa.RecordBatch]:
    """The rows of a table in a file of Parquet, or in a folder that has one with them for each table."""
    files = sorted((path / name).rglob("*.parquet")) if path.is_dir() else [path]
    for file in files:
        with pyarrow.parquet.ParquetFile(file) as opened:
            yield from opened.iter_batches()
