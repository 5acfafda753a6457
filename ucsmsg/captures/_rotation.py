"""Rotated logs: which files are parts of one log, and which of them was written first."""

import os

from ucsmsg._postponed import postponed_pattern

_PACKED = postponed_pattern(r"\.(?:gz|bz2|xz|zst)\Z")
_DATE = r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}(?:[-_T.][0-9:-]{1,15})?"
_DATED = postponed_pattern(rf"(?P<log>.+?)[.-](?P<date>{_DATE})(?P<ending>\.[A-Za-z]\w*)?\Z")
_NUMBERED = postponed_pattern(r"(?P<log>.+)\.(?P<number>[0-9]{1,4})\Z")
_DIGITS = postponed_pattern("[0-9]+")
_BY_DATE, _BY_NUMBER, _CURRENT = range(3)

Age = tuple[int, tuple[int, ...]]


def log_of(name: str) -> tuple[str, Age]:
    """The name of the log that a file of this name is a part of, and what sorts its parts by age, the oldest first.

    The highest number is the oldest part, as logrotate and most loggers count (`app.log.2.gz`, `app.log.1`,
    `app.log`); those of one day count upwards (`app-2024-05-06.1.log`). The part without either is the newest.
    """
    name = _PACKED.sub("", name)
    if dated := _DATED.match(name):
        return dated["log"] + (dated["ending"] or ""), (_BY_DATE, tuple(map(int, _DIGITS.findall(dated["date"]))))
    if numbered := _NUMBERED.match(name):
        return numbered["log"], (_BY_NUMBER, (-int(numbered["number"]),))
    return name, (_CURRENT, ())


def series_of(path: str | os.PathLike[str]) -> str:
    """What the paths of the parts of one log have in common."""
    folder, name = os.path.split(os.fspath(path))
    return os.path.join(folder, log_of(name)[0])  # noqa: PTH118 - a key, and no path
