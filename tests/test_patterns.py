from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.patterns import Kept, _stamp, compiled, late

SOURCES = (
    (r"(?P<word>[a-z]+)-\d(?:, (?P<next>\w+))?", re.IGNORECASE),
    (r"(?:Jan|Feb)\.? (\d{1,2})(?!\d)|(?P<year>(?:19|20)\d\d)\b", 0),
    (r"(?i:chancellor|prime minister) [A-ZÀ-Þ][\w’'-]*+", 0),
    (r"^\s*(?<!x)[^\W\d_]+$", re.MULTILINE),
)
KEY = SOURCES[0][0], int(SOURCES[0][1])
"""What the first one is kept by."""
TEXT = "Ab-1, cd-2 and Jan. 4, 1999\nPrime Minister Størk’s PM\n  Ångström\nß-9, é"


def matches(pattern: re.Pattern[str]) -> list[object]:
    """All that a pattern finds and says of itself."""
    found = [(m.span(), m.groups(), m.groupdict(), m.lastgroup) for m in pattern.finditer(TEXT)]
    return [found, pattern.groups, dict(pattern.groupindex), pattern.flags, pattern.pattern]


def test_a_kept_pattern_does_what_a_compiled_one_does(tmp_path: Path) -> None:
    file = tmp_path / "new" / "patterns"
    first = Kept(file)
    wanted = [matches(re.compile(*source)) for source in SOURCES]
    assert [matches(first.compiled(*source)) for source in SOURCES] == wanted
    first.save()
    assert [matches(Kept(file).compiled(*source)) for source in SOURCES] == wanted
    assert [path.name for path in file.parent.iterdir()] == ["patterns"]


def test_what_is_kept_is_not_compiled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Kept(tmp_path / "patterns")
    first.compiled(*SOURCES[0])
    first.save()
    monkeypatch.setattr("re._parser.parse", None)
    assert matches(Kept(tmp_path / "patterns").compiled(*SOURCES[0]))
    with pytest.raises(TypeError):
        Kept(tmp_path / "patterns").compiled(*SOURCES[1])


def test_what_is_told_of_a_pattern_is_told_once_by_each_version(tmp_path: Path) -> None:
    file, pattern = tmp_path / "patterns", SOURCES[0][0]
    first = Kept(file)
    first.compiled(*SOURCES[0])
    assert first.remembered(pattern, "one", lambda p: ((p[:3], "b"), ())) == (("(?P", "b"), ())
    assert first.remembered("nothing told", "one", lambda p: ()) == ()
    first.save()
    again = Kept(file)
    assert again.remembered(pattern, "one", lambda p: ()) == (("(?P", "b"), ())
    assert again.remembered("nothing told", "one", lambda p: ((p,),)) == ()
    assert again.remembered(pattern, "other", lambda p: ((p,),)) == ((pattern,),)
    assert matches(again.compiled(*SOURCES[0])) == matches(re.compile(*SOURCES[0]))


def test_two_that_write_keep_what_both_asked(tmp_path: Path) -> None:
    one, other = Kept(tmp_path / "patterns"), Kept(tmp_path / "patterns")
    one.compiled(*SOURCES[0])
    other.compiled(*SOURCES[1])
    one.save()
    other.save()
    written = (tmp_path / "patterns").read_bytes()
    again = Kept(tmp_path / "patterns")
    for source in SOURCES[:2]:
        again.compiled(*source)
    again.save()
    assert (tmp_path / "patterns").read_bytes() == written


@pytest.mark.parametrize(
    "spoil", [lambda d: d[:-1], lambda d: b"x" + d, lambda d: b"", bytes.upper]
)
def test_a_file_that_is_not_whole_or_not_of_this_python_is_passed_over(
    tmp_path: Path, spoil: object
) -> None:
    file = tmp_path / "patterns"
    first = Kept(file)
    first.compiled(*SOURCES[0])
    first.save()
    assert callable(spoil)
    file.write_bytes(spoil(file.read_bytes()))
    again = Kept(file)
    assert matches(again.compiled(*SOURCES[1])) == matches(re.compile(*SOURCES[1]))
    again.save()
    assert matches(Kept(file).compiled(*SOURCES[1])) == matches(re.compile(*SOURCES[1]))


@pytest.mark.parametrize(
    "held",
    [
        {KEY: (0, 1, {}, b"\x00" * 8)},
        {KEY: (0, 1, {"a": 9}, b"")},
        {KEY: (0, -5, {}, b"abc")},
        {KEY: 7},
        [KEY],
        None,
    ],
)
def test_a_form_that_is_none_is_made_anew(tmp_path: Path, held: object) -> None:
    file = tmp_path / "patterns"
    data = marshal.dumps(held)
    file.write_bytes(_stamp(data) + data)
    file.chmod(0o600)
    kept = Kept(file)
    wanted = matches(re.compile(*SOURCES[0]))
    assert matches(kept.compiled(*SOURCES[0])) == wanted
    kept.save()
    assert matches(Kept(file).compiled(*SOURCES[0])) == wanted


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights there")
def test_a_file_that_others_may_write_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "patterns"
    first = Kept(file)
    first.compiled(*SOURCES[0])
    first.save()
    monkeypatch.setattr("re._parser.parse", None)
    file.chmod(0o666)
    with pytest.raises(TypeError):
        Kept(file).compiled(*SOURCES[0])
    file.chmod(0o600)
    assert matches(Kept(file).compiled(*SOURCES[0]))
    monkeypatch.setattr("os.geteuid", lambda: file.stat().st_uid + 1)
    with pytest.raises(TypeError):
        Kept(file).compiled(*SOURCES[0])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name there")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "patterns")
    assert matches(Kept(tmp_path / "patterns").compiled(*SOURCES[0]))


def test_where_nothing_can_be_written_patterns_are_compiled_as_ever(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    kept = Kept(tmp_path / "file" / "patterns")
    assert matches(kept.compiled(*SOURCES[0])) == matches(re.compile(*SOURCES[0]))
    kept.save()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "no folder"


def test_a_wrong_pattern_is_told_of_at_once(tmp_path: Path) -> None:
    with pytest.raises(re.error):
        Kept(tmp_path / "patterns").compiled("(", 0)
    with pytest.raises(re.error):
        compiled("[")


@pytest.mark.parametrize("asks", [False, True])
def test_only_a_command_writes(tmp_path: Path, asks: bool) -> None:
    code = "from toolkit.patterns import compiled, keep; compiled('a+b'); " + "keep()" * asks
    env = {**os.environ, "READOUT_CACHE": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", code], env=env, check=True)
    assert (tmp_path / "cache").is_dir() == asks


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use is not removed there")
def test_without_a_folder_patterns_are_compiled_as_ever(tmp_path: Path) -> None:
    code = (
        "import os; os.rmdir(os.getcwd())\n"
        "from toolkit.patterns import compiled, keep; keep(); assert compiled('a+b').search('aab')"
    )
    root = str(Path(__file__).resolve().parents[1])
    for number, given in enumerate(("cache", "")):
        gone, home = tmp_path / f"gone{number}", tmp_path / f"home{number}"
        gone.mkdir()
        home.mkdir()
        env = {**os.environ, "PYTHONPATH": root, "HOME": str(home), "READOUT_CACHE": given}
        env.pop("XDG_CACHE_HOME", None)
        done = subprocess.run(
            [sys.executable, "-c", code], env=env, cwd=gone, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert not list(home.iterdir())


def test_a_late_pattern_does_what_a_compiled_one_does() -> None:
    pattern = late(r"(?P<word>[a-z]+)-\d", re.IGNORECASE)
    now = re.compile(r"(?P<word>[a-z]+)-\d", re.IGNORECASE)
    text = "Ab-1, cd-2 and ef"
    for _ in range(2):  # before and after it is compiled
        assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in now.finditer(text)]
        assert (found := pattern.search(text, 3)) is not None
        assert found["word"] == "cd"
        assert pattern.match(text) is not None
        assert pattern.fullmatch("x-1") is not None
        assert pattern.fullmatch(text) is None
        assert pattern.split(text) == now.split(text)
        assert (pattern.groups, pattern.pattern, pattern.flags) == (1, now.pattern, now.flags)


def test_a_wrong_pattern_is_told_of_when_it_is_asked() -> None:
    wrong = late("(")
    with pytest.raises(re.error):
        wrong.search("x")


def test_it_has_nothing_that_a_pattern_has_not() -> None:
    with pytest.raises(AttributeError):
        late("x").find("x")  # type: ignore[attr-defined]
