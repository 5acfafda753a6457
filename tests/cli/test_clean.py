"""`ucsmsg clean` writes what is whole and keeps the rest."""

import json
import os
import threading
from pathlib import Path

import pytest

from tests.cli.commands import BROKEN, FINE, NOTED, Command, start
from ucsmsg import dumps, loads
from ucsmsg.catalogue import Mode

TWO = "Expected two places to write to, got "
CAPTURE = f"{FINE}\n{NOTED}\n{BROKEN}\n[{FINE},{NOTED}]\n"


def canonical(*texts: str) -> str:
    """The canonical lines of notifications."""
    return "".join(f"{dumps(loads(text))}\n" for text in texts)


@pytest.mark.parametrize("options", [("-o", "./in.ndjson"), ("-o", "out", "--rejects", "link")])
def test_a_file_that_is_read_is_not_replaced(options: tuple[str, ...], run: Command) -> None:
    Path("in.ndjson").write_text(CAPTURE, "utf-8")
    Path("link").symlink_to("in.ndjson")
    result = run("clean", "in.ndjson", *options)

    assert result.status == 2
    assert f"Expected another file for {options[-2]} than those that are read, got {options[-1]}" in result.err
    assert Path("in.ndjson").read_text("utf-8") == CAPTURE
    assert not Path("out").exists()


def test_notifications_go_out_and_errors_to_the_rejects(run: Command) -> None:
    result = run("clean", "-", "-o", "out.ndjson", "--rejects", "rejects.ndjson", stdin=CAPTURE)

    assert result.status == 1
    assert result.err == "4 payloads in = 3 clean (4 notifications in out.ndjson) + 1 rejected in rejects.ndjson\n"
    assert Path("out.ndjson").read_text("utf-8") == canonical(FINE, NOTED, FINE, NOTED)
    (reject,) = map(json.loads, Path("rejects.ndjson").read_text("utf-8").splitlines())
    assert (reject["file"], reject["line"], reject["column"], reject["text"]) == ("<stdin>", 3, 1, BROKEN)
    assert reject["reason"] is None
    assert [diagnostic["name"] for diagnostic in reject["diagnostics"]] == ["missing-closer"]


def test_what_was_written_is_clean(run: Command) -> None:
    run("clean", "--mode=lenient", "-", "-o", "out.ndjson", stdin=CAPTURE)
    result = run("check", "--deny=long-suffix", "out.ndjson")

    assert result.status == 0
    assert "5 notifications" in result.out


def test_the_standard_output_is_an_output_too(run: Command) -> None:
    result = run("clean", "-", "-o", "-", stdin=FINE)

    assert (result.status, result.out) == (0, canonical(FINE))
    assert result.err == "1 payload in = 1 clean (1 notification in -) + 0 rejected\n"


def test_a_number_that_json_has_not_is_rejected_with_the_reason(run: Command) -> None:
    text = FINE.replace("}}", ',"x":NaN}}')
    options = ("--mode=lenient", "-o", "out", "--rejects", "rejects")
    result = run("clean", "-", *options, stdin=text)

    assert result.status == 1
    assert "Out of range float" in json.loads(Path("rejects").read_text("utf-8"))["reason"]
    assert Path("out").read_text("utf-8") == ""


def test_remarks_on_the_file_are_no_payloads(run: Command) -> None:
    result = run("clean", "-", "-o", "out", stdin="\ufeff" + FINE)

    assert result.err.startswith("1 payload in = 1 clean ")


def test_a_capture_without_a_payload_is_a_reject(run: Command) -> None:
    result = run("clean", "-", "-o", "out", "--rejects", "rejects", stdin="nothing")

    assert result.err == (
        "0 payloads in = 0 clean (0 notifications in out) + 0 rejected in rejects; "
        "1 fault of the captures themselves in rejects\n"
    )
    assert result.status == 1
    assert [each["name"] for each in json.loads(Path("rejects").read_text("utf-8"))["diagnostics"]] == ["no-value"]
    assert "0 payloads, 0 notifications in 1 file: 1 error" in run("check", "-", stdin="nothing").out


class TestDiff:
    def test_it_shows_what_the_repairs_change(self, run: Command) -> None:
        text = FINE.replace(",", ",\n").replace(":1,", ":0x1L,") + "\n"
        Path("capture").write_text(f"Example:\n{text}", "utf-8")
        result = run("clean", "--mode=lenient", "--diff", "capture")

        assert result.out == (
            "--- capture:2\n"
            "+++ capture:2 (repaired)\n"
            "@@ -1,2 +1,2 @@\n"
            '-{"data":{"referenceId":0x1L,\n'
            '+{"data":{"referenceId":1,\n'
            ' "messageType":"GetInteractionContentMessage",\n'
        )
        assert result.err == "1 payload in = 1 clean (1 notification) + 0 rejected\n"

    def test_what_needs_no_repair_has_none(self, run: Command) -> None:
        assert run("clean", "--diff", "-", stdin=FINE).out == ""

    def test_every_repair_is_in_it(self, run: Command) -> None:
        text = "{'data':{'messageType':'UcsOperationResponse','referenceId':1L,'success':True,}} // end"
        result = run("clean", "--mode=lenient", "--diff", "--input-format=ndjson", "-", stdin=text)

        (line,) = [line for line in result.out.splitlines() if line.startswith("+{")]
        assert json.loads(line[1:]) == json.loads(dumps(loads(line[1:])))


class TestOutput:
    def test_an_interrupted_run_leaves_the_old_files(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("out", "rejects"):
            Path(name).write_text("old", "utf-8")

        def interrupt(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("ucsmsg.cli._checking.iter_parse", interrupt)
        result = run("clean", "-", "-o", "out", "--rejects", "rejects", stdin=FINE)

        assert (result.status, result.err) == (130, "ucsmsg: interrupted\n")
        assert {path.name: path.read_text("utf-8") for path in Path().iterdir()} == {"out": "old", "rejects": "old"}

    def test_an_input_may_be_the_output(self, run: Command) -> None:
        Path("capture").write_text(NOTED, "utf-8")
        Path("capture").chmod(0o640)

        assert run("clean", "capture", "-o", "capture", "--rejects", "rejects").status == 0
        assert Path("capture").read_text("utf-8") == canonical(NOTED)
        assert Path("capture").stat().st_mode & 0o777 == 0o640

    def test_a_new_file_has_the_usual_rights(self, run: Command) -> None:
        old = os.umask(0o027)
        run("clean", "-", "-o", "out", stdin=FINE)
        os.umask(old)

        assert Path("out").stat().st_mode & 0o777 == 0o640

    def test_a_link_stays_one(self, run: Command) -> None:
        Path("real").write_text("old", "utf-8")
        Path("link").symlink_to("real")
        run("clean", "-", "-o", "link", stdin=FINE)

        assert Path("link").is_symlink()
        assert Path("real").read_text("utf-8") == canonical(FINE)

    def test_a_file_that_cannot_be_read_is_an_end(self, run: Command) -> None:
        Path("folder").mkdir()
        Path("folder/a").write_text(NOTED, "utf-8")
        Path("folder/b").symlink_to("nowhere")
        result = run("clean", "folder", "-o", "out")

        assert (result.status, result.err) == (2, "ucsmsg: folder/b: No such file or directory\n")
        assert not Path("out").exists()

    def test_one_file_under_two_names_is_refused(self, run: Command) -> None:
        Path("out").write_text("old", "utf-8")
        Path("link").symlink_to("out")
        result = run("clean", "-", "-o", "out", "--rejects", "link", stdin=FINE)

        assert (result.status, result.err) == (2, f"ucsmsg: {TWO}out for -o and link for --rejects\n")
        assert Path("out").read_text("utf-8") == "old"

    def test_the_null_device_takes_everything(self, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        """No file is made beside it, to take its place: that would be the end of the device."""
        monkeypatch.delattr("ucsmsg.cli._replacement._Replacement.begin")
        result = run("clean", "-", "-o", os.devnull, "--rejects", os.devnull, stdin=CAPTURE)

        assert result.err == "4 payloads in = 3 clean (4 notifications in /dev/null) + 1 rejected in /dev/null\n"
        assert Path(os.devnull).is_char_device()

    def test_a_pipe_is_written_to_and_stays_one(self, run: Command) -> None:
        os.mkfifo("pipe")
        got: list[str] = []
        reader = threading.Thread(target=lambda: got.append(Path("pipe").read_text("utf-8")))
        reader.start()
        result = run("clean", "-", "-o", "pipe", stdin=CAPTURE)
        reader.join()

        assert (result.status, got) == (1, [canonical(FINE, NOTED, FINE, NOTED)])
        assert Path("pipe").is_fifo()

    def test_the_standard_output_under_another_name_is_the_same(self, tmp_path: Path) -> None:
        """Opened once more, a file would lose what stands in it."""
        log = tmp_path / "log"
        log.write_text("old\n", "utf-8")
        with log.open("a") as out:
            process = start("clean", "-", "-o", "/dev/stdout", stdout=out.fileno())
            process.communicate(FINE.encode())

        assert log.read_text("utf-8") == f"old\n{canonical(FINE)}"
        assert start("clean", "-", "-o", "/dev/stdout").communicate(FINE.encode())[0].decode() == canonical(FINE)

    def test_rejects_may_be_all_that_is_wanted(self, run: Command) -> None:
        result = run("clean", "-", "-o", os.devnull, "--rejects", "rejects", stdin=CAPTURE)

        assert result.err == "4 payloads in = 3 clean (4 notifications in /dev/null) + 1 rejected in rejects\n"
        assert json.loads(Path("rejects").read_text("utf-8"))["text"] == BROKEN

    def test_a_long_name_is_no_hindrance(self, run: Command) -> None:
        assert run("clean", "-", "-o", "x" * 255, stdin=FINE).status == 0
        assert [path.name for path in Path().iterdir()] == ["x" * 255]

    def test_a_link_that_leads_to_itself_is_replaced(self, run: Command) -> None:
        Path("loop").symlink_to("loop")

        assert run("clean", "-", "-o", "loop", stdin=FINE).status == 0
        assert Path("loop").read_text("utf-8") == canonical(FINE)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("-", "-o", "x", "--rejects", "x"), f"{TWO}x for -o and x for --rejects"),
            (("-", "-o", "x", "--rejects", "./x"), f"{TWO}x for -o and ./x for --rejects"),
            (("-", "-o", "-", "--rejects", "-"), f"{TWO}- for -o and - for --rejects"),
            (("-", "-o", "-", "--diff"), f"{TWO}- for -o and - for --diff"),
            (("-", "--rejects", "-", "--diff"), f"{TWO}- for --rejects and - for --diff"),
            (("nothing", "-o", "x"), "nothing: No such file or directory"),
            (("-", "-o", "folder/x"), "folder/x: No such file or directory"),
            (("-", "-o", "x", "--rejects", "folder/x"), "folder/x: No such file or directory"),
            (("-", "-o", ".."), "Expected the name of a file for -o, got '..'"),
            (("-", "-o", "/dev"), "/dev: Is a directory"),
            (("-", "-o", ""), "Expected the name of a file for -o, got ''"),
            (("-", "--rejects", ""), "Expected the name of a file for --rejects, got ''"),
            (("-", "-o", "nothing/"), "Expected the name of a file for -o, got 'nothing/'"),
            (("-", "--rejects", "nothing//"), "Expected the name of a file for --rejects, got 'nothing//'"),
            (("-", "--rejects", "nothing/."), "Expected the name of a file for --rejects, got 'nothing/.'"),
            (("", "-o", "x"), "Expected the name of a file or a folder, got ''"),
        ],
    )
    def test_what_cannot_be_done_is_one_line(self, run: Command, arguments: tuple[str, ...], message: str) -> None:
        result = run("clean", *arguments)

        assert (result.status, result.err.count("\n")) == (2, 1)
        assert result.err == f"ucsmsg: {message}\n"
        assert list(Path().iterdir()) == []


def test_lenient_mode_allows_more(run: Command) -> None:
    assert run("clean", "--mode=lenient", "--deny=missing-closer", "-", "-o-", stdin=BROKEN).status == 1
    assert run("clean", "--mode=lenient", "-", "-o-", stdin=BROKEN).status == 0
    assert Mode.LENIENT.severity("missing-closer") == "warning"
