"""Files are replaced as a whole and together, whatever happens meanwhile."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.commands import ROOT
from ucsmsg.cli import _replacement as replacement
from ucsmsg.cli._replacement import Replacements

CHANGED = "Expected the file as it was read, got one that has changed since: nothing was replaced"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def contents() -> dict[str, str]:
    """What is in the folder, hidden files as well."""
    return {path.name: path.read_text("utf-8") for path in Path().iterdir() if path.is_file()}


def replace(*names: str) -> None:
    """Give all these files a new content."""
    with Replacements() as files:
        for name in names:
            files.open(name).write(f"new {name}")
        files.commit()


def leftover(name: str = "out", digits: str = "0") -> Path:
    """The name of a file that a killed process has left beside another."""
    return Path(f".{name}.{digits * 16}.partial")


def test_all_get_their_new_content() -> None:
    Path("b").write_text("old", "utf-8")
    replace("a", "b", "c")

    assert contents() == {"a": "new a", "b": "new b", "c": "new c"}


def test_what_is_not_committed_is_not_there() -> None:
    Path("a").write_text("old", "utf-8")
    with Replacements() as files:
        files.open("a").write("new")
        files.open("b").write("new")

    assert contents() == {"a": "old"}


def test_while_they_are_written_the_old_ones_are_there_and_nobody_else_reads_the_new_ones() -> None:
    Path("a").write_text("old", "utf-8")
    with Replacements() as files:
        files.open("a").write("new")
        (beside,) = (path for path in Path().iterdir() if path.name != "a")

        assert Path("a").read_text("utf-8") == "old"
        assert stat.S_IMODE(beside.stat().st_mode) == 0o600


@pytest.mark.parametrize("fault", [OSError(5, "Input/output error"), KeyboardInterrupt()])
@pytest.mark.parametrize("can_link", [True, False])
@pytest.mark.parametrize("is_renamed", [True, False])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_when_one_cannot_be_renamed_none_is(
    monkeypatch: pytest.MonkeyPatch, *, fault: BaseException, can_link: bool, is_renamed: bool, number: int
) -> None:
    """An interrupt may come before the rename, and right after it."""
    for name in ("a", "c"):
        Path(name).write_text(f"old {name}", "utf-8")
    Path("a").chmod(0o640)
    renamed = Path.replace
    calls = iter(range(100))

    def rename(path: Path, target: Path) -> Path:
        is_at_fault = next(calls) == number
        if is_renamed or not is_at_fault:
            renamed(path, target)
        if is_at_fault:
            raise fault
        return target

    def link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "replace", rename)
    if not can_link:
        monkeypatch.setattr(Path, "hardlink_to", link)
    with pytest.raises(type(fault)):
        replace("a", "b", "c")

    assert contents() == {"a": "old a", "c": "old c"}
    assert stat.S_IMODE(Path("a").stat().st_mode) == 0o640


def test_the_only_file_is_renamed_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Path, "hardlink_to")
    Path("a").write_text("old", "utf-8")
    replace("a")

    assert contents() == {"a": "new a"}


def test_all_is_on_the_disk_before_the_first_rename(monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[str] = []
    synced, renamed = os.fsync, Path.replace

    def sync(descriptor: int) -> None:
        events.append("sync" if stat.S_ISREG(os.fstat(descriptor).st_mode) else "sync folder")
        synced(descriptor)

    def rename(path: Path, target: Path) -> Path:
        events.append(f"rename {target.name}")
        return renamed(path, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", rename)
    replace("a", "b")

    assert events == ["sync", "sync", "rename a", "sync folder", "rename b", "sync folder"]


def test_a_folder_that_cannot_be_put_on_the_disk_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def no_folders(path: Path, flags: int, mode: int = 0o777) -> int:
        if Path(path).is_dir():
            raise PermissionError(13, "Permission denied")
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", no_folders)
    replace("a", "b")

    assert contents() == {"a": "new a", "b": "new b"}


class TestOriginal:
    """A file that is read and replaced is replaced only when it is still what was read."""

    @pytest.mark.parametrize(
        "change",
        [
            lambda: Path("a").write_text("older", "utf-8"),
            lambda: os.utime("a", (1, 1)),
            lambda: (Path("b").write_text("old", "utf-8"), Path("b").replace("a")),
        ],
    )
    def test_one_that_has_changed_stays(self, change: Callable[[], object]) -> None:
        Path("a").write_text("old", "utf-8")
        original = Path("a").stat()
        with Replacements() as files:
            files.open("c").write("new")
            files.open("a", original).write("new")
            change()
            changed = Path("a").read_text("utf-8")
            with pytest.raises(OSError, match=CHANGED) as caught:
                files.commit()

        assert caught.value.filename == "a"
        assert contents() == {"a": changed}

    def test_one_that_has_gone_is_not_made_again(self) -> None:
        Path("a").write_text("old", "utf-8")
        with Replacements() as files:
            files.open("a", Path("a").stat()).write("new")
            Path("a").unlink()
            with pytest.raises(FileNotFoundError):
                files.commit()

        assert contents() == {}

    def test_one_that_has_not_changed_is_replaced(self) -> None:
        Path("a").write_text("old", "utf-8")
        with Replacements() as files:
            files.open("a", Path("a").stat()).write("new")
            files.commit()

        assert contents() == {"a": "new"}


class TestRights:
    @pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o777])
    def test_a_file_keeps_its_rights(self, mode: int) -> None:
        Path("a").write_text("old", "utf-8")
        Path("a").chmod(mode)
        replace("a")

        assert stat.S_IMODE(Path("a").stat().st_mode) == mode

    def test_rights_of_a_program_are_not_kept(self) -> None:
        Path("a").write_text("old", "utf-8")
        Path("a").chmod(0o4755)
        replace("a")

        assert stat.S_IMODE(Path("a").stat().st_mode) == 0o755

    @pytest.mark.parametrize("mode", [0o400, 0o444, 0o555])
    def test_a_read_only_file_is_not_replaced(self, mode: int) -> None:
        """Whoever runs the command: a rename asks for rights in the folder only."""
        Path("a").write_text("old", "utf-8")
        Path("a").chmod(mode)
        with pytest.raises(PermissionError, match="Expected a file that may be written to, got a read-only one"):
            replace("b", "a")

        assert contents() == {"a": "old"}

    def test_a_file_that_may_not_be_written_to_is_not_replaced(self, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("a").write_text("old", "utf-8")
        monkeypatch.setattr(os, "access", lambda *_: False)
        with pytest.raises(PermissionError, match="got a read-only one"):
            replace("a")

        assert contents() == {"a": "old"}

    @pytest.mark.parametrize(
        ("refused", "mode", "calls"),
        [((), 0o664, [(7, 8)]), ((7,), 0o664, [(7, 8), (-1, 8)]), ((7, -1), 0o644, [(7, 8), (-1, 8)])],
    )
    def test_owner_and_group_are_kept_and_another_group_gets_no_rights(
        self, monkeypatch: pytest.MonkeyPatch, refused: tuple[int, ...], mode: int, calls: list[tuple[int, int]]
    ) -> None:
        """Only an administrator may give a file away."""
        given: list[tuple[int, int]] = []
        stats = Path.stat

        def of_another(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
            fields = list(stats(path, follow_symlinks=follow_symlinks))
            return os.stat_result([*fields[:4], 7, 8, *fields[6:]])

        def give(_: int, owner: int, group: int) -> None:
            given.append((owner, group))
            if owner in refused:
                raise PermissionError(1, "Operation not permitted")

        Path("a").write_text("old", "utf-8")
        Path("a").chmod(0o664)
        with monkeypatch.context() as patch:
            patch.setattr(Path, "stat", of_another)
            patch.setattr(os, "fchown", give)
            replace("a")

        assert given == calls
        assert stat.S_IMODE(Path("a").stat().st_mode) == mode


class TestLeftovers:
    """What a killed process has left is removed by the next one that replaces the same file."""

    def test_what_a_killed_process_has_left_is_removed(self, tmp_path: Path) -> None:
        program = (
            "import os, signal, sys\nfrom ucsmsg.cli._replacement import Replacements\nfiles = Replacements()\n"
            "for name in sys.argv[1:]: files.open(name).write('new')\nfiles.prepare()\n"
            "os.kill(os.getpid(), signal.SIGKILL)\n"
        )
        names = [str(tmp_path / name) for name in ("out", "rejects", "x" * 255)]
        process = subprocess.run([sys.executable, "-c", program, *names], cwd=ROOT, check=False)  # noqa: S603 - our own
        assert process.returncode == -signal.SIGKILL
        assert len(contents()) == 3
        replace("out")
        assert len(contents()) == 3

        replace("rejects", "x" * 255)
        assert set(contents()) == {"out", "rejects", "x" * 255}

    def test_what_a_process_is_writing_stays(self) -> None:
        with Replacements() as files:
            files.open("out").write("first")
            replace("out")
            assert contents()["out"] == "new out"
            files.commit()

        assert contents() == {"out": "first"}

    @pytest.mark.parametrize("name", [".out.partial", ".out.0.partial", ".out.00000000000000zz.partial", "x.partial"])
    def test_other_files_stay(self, name: str) -> None:
        for each in (name, leftover("output"), leftover("ou")):
            Path(each).write_text("other", "utf-8")
        replace("out")

        assert set(contents()) == {"out", name, leftover("output").name, leftover("ou").name}

    def test_a_name_is_no_pattern(self) -> None:
        leftover("aab").write_text("other", "utf-8")
        replace("a*b")

        assert set(contents()) == {"a*b", leftover("aab").name}

    @pytest.mark.parametrize(
        "plant",
        [
            lambda path: path.symlink_to("victim"),
            lambda path: path.symlink_to("nothing"),
            lambda path: path.mkdir(),
            os.mkfifo,
        ],
    )
    def test_what_is_no_file_is_left_alone_and_not_followed(self, plant: Callable[[Path], object]) -> None:
        Path("victim").write_text("victim", "utf-8")
        plant(leftover())
        replace("out")

        assert Path("victim").read_text("utf-8") == "victim"
        assert os.path.lexists(leftover())

    def test_a_file_of_another_user_is_left_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        leftover().write_text("other", "utf-8")
        stats, inode = os.fstat, leftover().stat().st_ino

        def of_another(descriptor: int) -> os.stat_result:
            fields = list(stats(descriptor))
            return os.stat_result([*fields[:4], fields[4] + (fields[1] == inode), *fields[5:]])

        monkeypatch.setattr(os, "fstat", of_another)
        replace("out")

        assert set(contents()) == {"out", leftover().name}

    def test_one_that_is_taken_for_a_leftover_before_it_is_locked_is_made_again(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        locked, names = replacement._locked, []  # noqa: SLF001 - where another process may come between

        def remove_first(descriptor: int) -> int:
            (beside,) = (path for path in Path().iterdir() if path.suffix == ".partial")
            names.append(beside.name)
            if len(names) == 1:
                beside.unlink()
            return locked(descriptor)

        monkeypatch.setattr(replacement, "_locked", remove_first)
        replace("out")

        assert contents() == {"out": "new out"}
        assert len(set(names)) == 2

    def test_without_locks_it_works_as_well(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Windows, which removes no file that is open."""
        monkeypatch.setattr(replacement, "_LOCKS", None)
        leftover().write_text("old", "utf-8")
        replace("out")

        assert contents() == {"out": "new out"}

    def test_a_file_system_without_locks_is_no_fault_and_nothing_is_taken_for_a_leftover(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_locks(*_: object) -> None:
            raise OSError(37, "No locks available")

        monkeypatch.setattr("fcntl.flock", no_locks)
        leftover().write_text("old", "utf-8")
        replace("out")

        assert set(contents()) == {"out", leftover().name}
