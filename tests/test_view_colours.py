"""The page's colours can be read, and told apart without seeing every colour.

Contrast is WCAG 2.2's; colour blindness is simulated as by Machado, Oliveira and Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), at full severity.
"""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path

import pytest

STYLE = Path(__file__).resolve().parents[1] / "toolkit" / "view" / "page.css"
LETTERS = "CPTQF"
SEEN = {
    "full": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
MINIMUM_DISTANCE = 12
"""CIE76; about 2 is just noticeable side by side."""

Colour = tuple[float, float, float]


def schemes() -> dict[str, dict[str, str]]:
    """The colour variables of both schemes."""
    style = STYLE.read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    variables = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6,8})", text)) for text in (light, dark)]
    assert variables[0].keys() == variables[1].keys()
    return dict(zip(("light", "dark"), variables, strict=True))


def channels(code: str) -> Colour:
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def over(tint: str, ground: Colour) -> Colour:
    alpha = int(tint[7:9], 16) / 255
    red, green, blue = (
        a * alpha + b * (1 - alpha) for a, b in zip(channels(tint), ground, strict=True)
    )
    return red, green, blue


def linear(colour: Colour) -> Colour:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return red, green, blue


def luminance(colour: Colour) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, two: Colour) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def lab(light: Colour) -> Colour:
    red, green, blue = light
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (math.cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(code: str, kind: str) -> Colour:
    light = linear(channels(code))
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True))))
        for row in SEEN[kind]
    )
    return lab((red, green, blue))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_the_contrast_of_aa(scheme: str) -> None:
    colours = schemes()[scheme]
    ink, soft, paper = (channels(colours[name]) for name in ("ink", "soft", "paper"))
    panel, bar, hot = (channels(colours[name]) for name in ("panel", "bar", "hot"))
    for ground in (paper, panel, bar):
        assert contrast(ink, ground) >= 7
        assert contrast(soft, ground) >= 4.5
        assert contrast(channels(colours["link"]), ground) >= 4.5
    assert contrast(ink, hot) >= 4.5
    for letter in LETTERS:
        own, tint = channels(colours[letter]), colours[f"{letter}-tint"]
        for ground in (paper, bar):
            assert contrast(own, over(tint, ground)) >= 4.5, f"the tag of {letter} in the text"
            assert contrast(ink, over(tint, ground)) >= 7
        assert contrast(ink, over(tint, hot)) >= 4.5
        assert contrast(own, panel) >= 4.5, f"the tag of {letter} on a row"


@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tables_differ_for_every_eye(scheme: str, kind: str) -> None:
    colours = schemes()[scheme]
    for one, two in itertools.combinations(LETTERS, 2):
        distance = math.dist(seen(colours[one], kind), seen(colours[two], kind))
        assert distance >= MINIMUM_DISTANCE, f"{one} and {two}"


def test_each_table_has_an_underline_of_its_own() -> None:
    style = STYLE.read_text(encoding="utf-8")
    strokes = [re.search(rf"\.k{letter} \{{.*?--stroke: (\w+)", style) for letter in LETTERS]
    assert len({stroke.group(1) for stroke in strokes if stroke}) == len(LETTERS)
