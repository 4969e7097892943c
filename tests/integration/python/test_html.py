"""Tests of the rich forms in notebooks: well-formed, static, with what they are about."""

import re
from pathlib import Path
from xml.dom import minidom

import numpy
import pytest

import rasp_stitch
from rasp_stitch import html_pieces, rasp

CORPORA = Path(__file__).resolve().parents[3] / "corpora"
REVERSE = ("(lam (aggregate (select (indices $0) (- (- (length $0) (indices $0)) 1) ==) "
           "(tokens $0)))")


def shown():
    """Returns an object of each kind that has a rich form, and a text that it has to show."""
    result = rasp_stitch.compress(CORPORA / "rasp.json", iterations=2, threads=1)
    odd = rasp_stitch.compress(['(<b> "&" a a)', '(<b> "&" c c)'], iterations=1)
    search = rasp_stitch.enumerate({"a < b & c": [("ab", [0, 1])], "none": [("ab", [17, 4])]},
                                   max_programs=500, threads=1, literals="none")
    program = rasp.Program(REVERSE)
    return {
        "compression": (result, "select #0 #0"), "abstraction": (result.abstractions[0], "fn_0"),
        "escaped": (odd, "&lt;b&gt;"), "rewriting": (rasp_stitch.rewrite(["(f a)"], odd), "cost"),
        "search": (search, "a &lt; b &amp; c"), "grammar": (search.grammar, "indices"),
        "program": (program, "input(t0)"), "trace": (program.trace("<&>"), "&lt;"),
        "step": (program.trace("abc")[1], "code"),
        "failed trace": (rasp.trace("(lam (div one (tokens $0)))", [0]), "div-zero"),
        "architecture": (program.architecture(), "layer 2"),
        "run": (rasp_stitch.dream([], run="no-such-folder"), "phase")}


@pytest.fixture(scope="module")
def forms():
    return shown()


@pytest.mark.parametrize("name", [
    "compression", "abstraction", "escaped", "rewriting", "search", "grammar", "program", "trace",
    "step", "failed trace", "architecture", "run"])
def test_the_rich_form_of(name, forms):
    thing, text = forms[name]
    html = thing._repr_html_()
    minidom.parseString(f"<html>{html}</html>")  # raises if it is not well-formed
    assert text in html
    assert not re.search(r"<script|javascript:|\bon[a-z]+=|https?:", html)
    # Colours are those of the page around, or transparent: readable on any ground.
    assert set(re.findall(r"(?<![-\w])color: *(\w+)", html)) <= {"inherit"}
    assert "#fff" not in html and "white;" not in html and "black" not in html


def test_large_things_are_cut():
    html = html_pieces.selector(numpy.ones((500, 500), dtype=bool))
    assert html.count("<rect") == html_pieces.MOST_CELLS ** 2 and "first 40 of 500" in html
    assert "and 50 more" in html_pieces.table(["a"], ([str(i)] for i in range(250)))
