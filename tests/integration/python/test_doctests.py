"""Runs the examples in the docstrings of the package."""

import doctest
import importlib
import re
from pathlib import Path

import pytest

MODULES = ["compression", "corpora", "errors", "html_pieces", "native", "output", "progress",
           "rasp", "search", "stitch_core", "stitch_forms"]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of(name):
    failed, tried = doctest.testmod(importlib.import_module("rasp_stitch." + name))
    assert failed == 0
    assert tried > 0 or name == "corpora"


PAGE = Path(__file__).resolve().parents[3] / "docs" / "python.md"


def test_the_examples_of_the_page():
    blocks = re.findall(r"^```python\n(>>> .*?)^```$", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    assert len(blocks) >= 4
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "python.md", str(PAGE), 0)
    failed, tried = doctest.DocTestRunner().run(test)
    assert failed == 0 and tried > 20
