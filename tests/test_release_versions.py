"""Versions: their order, what raises them, and what a user may ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.version import Version as PythonVersion

from toolkit.errors import UsageError
from toolkit.release.versions import BUMPS, Version, choose

NUMBERS = st.integers(0, 12)
VERSIONS = st.builds(Version, NUMBERS, NUMBERS, NUMBERS)
SEVERAL = st.lists(VERSIONS, min_size=1, max_size=12)
THERE = [
    Version.parse(text)
    for text in "0.0.3 0.0.4 0.2.3 0.2.9 0.3.0 1.0.0 1.2.0 1.2.5 1.10.0 2.0.0".split()
]


@given(VERSIONS, VERSIONS)
def test_order_is_that_of_the_numbers(one: Version, other: Version) -> None:
    assert (one < other) == (PythonVersion(str(one)) < PythonVersion(str(other)))
    assert Version.parse(str(one)) == one


@given(VERSIONS)
def test_a_bump_raises_and_a_greater_one_raises_more(version: Version) -> None:
    raised = [version.raised(bump) for bump in BUMPS]
    assert raised[0] > version
    assert raised == sorted(set(raised))
    # nothing lies between a version and its patch
    assert raised[0] == Version(version.major, version.minor, version.patch + 1)


@given(SEVERAL)
def test_latest_is_the_greatest(versions: list[Version]) -> None:
    assert choose("", versions) == choose("latest", versions) == max(versions)


@given(SEVERAL, st.data())
def test_a_full_version_or_its_beginning_finds_it(
    versions: list[Version], data: st.DataObject
) -> None:
    wanted = data.draw(st.sampled_from(versions))
    assert choose(str(wanted), versions) == wanted
    minor = choose(f"{wanted.major}.{wanted.minor}", versions)
    assert (minor.major, minor.minor) == (wanted.major, wanted.minor)
    assert wanted <= minor <= choose(str(wanted.major), versions)


@given(SEVERAL, VERSIONS)
def test_ranges_keep_their_bounds(versions: list[Version], bound: Version) -> None:
    ranges = {
        f">={bound}": lambda version: version >= bound,
        f"<{bound}": lambda version: version < bound,
        f"!={bound}": lambda version: version != bound,
        f"^{bound.major + 1}.{bound.minor}": lambda version: (
            version.major == bound.major + 1 and version.minor >= bound.minor
        ),
        f"~{bound}": lambda version: (
            version >= bound and (version.major, version.minor) == (bound.major, bound.minor)
        ),
    }
    for spec, fits in ranges.items():
        fitting = [version for version in versions if fits(version)]
        if fitting:
            assert choose(spec, versions) == max(fitting), spec
        else:
            with pytest.raises(UsageError, match="no version fits"):
                choose(spec, versions)


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("v1.2.0", "1.2.0"),
        (" 1 ", "1.10.0"),
        ("^0.2.3", "0.2.9"),
        ("^0.0.3", "0.0.3"),
        ("^0.0", "0.0.4"),
        ("^0", "0.3.0"),
        ("^1.2.1", "1.10.0"),
        ("~1.2", "1.2.5"),
        ("~1", "1.10.0"),
        ("~=1.2", "1.10.0"),
        ("~=1.2.0", "1.2.5"),
        ("==1.2.*", "1.2.5"),
        (">=1.0,<2", "1.10.0"),
        (">= 1.0 , != 1.10.0, <2", "1.2.5"),
    ],
)
def test_forms_that_may_be_asked_for(spec: str, found: str) -> None:
    assert str(choose(spec, THERE)) == found


@pytest.mark.parametrize(
    "spec", ["abc", "01", "1.0.0.0", "1.x", ">=x", "===1.0.0", "v", "@1", "9" * 600, "^", "1..2"]
)
def test_other_forms_are_refused_with_those_that_are_known(spec: str) -> None:
    with pytest.raises(UsageError, match="asks for no version") as caught:
        choose(spec, THERE)
    assert "latest" in caught.value.hint
    assert len(str(caught.value)) < 300


def test_what_there_is_is_named_newest_first() -> None:
    with pytest.raises(UsageError) as caught:
        choose("3", THERE[-3:])
    assert str(caught.value) == "no version fits '3'. There are: 2.0.0, 1.10.0, 1.2.5."
    with pytest.raises(UsageError, match="and 1 older"):
        choose("3", [*THERE, Version(0, 0, 1), Version(0, 0, 2), Version(0, 1, 0)])
    with pytest.raises(UsageError) as caught:
        choose("", [])
    assert str(caught.value) == "no version fits 'latest'. There are none."


@pytest.mark.parametrize("text", ["1.0", "1.0.0+unreleased", "01.0.0", "v1.0.0", "", "1.0.0\n"])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no version"):
        Version.parse(text)


def test_an_unknown_bump_is_refused() -> None:
    with pytest.raises(UsageError, match="'none' is no bump"):
        Version(1, 0, 0).raised("none")
