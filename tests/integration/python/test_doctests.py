"""Runs the examples in the docstrings of the package."""

import doctest
import importlib

import pytest

MODULES = ["compression", "corpora", "errors", "html_pieces", "native", "progress", "rasp",
           "search", "stitch_core"]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of(name):
    failed, tried = doctest.testmod(importlib.import_module("rasp_stitch." + name))
    assert failed == 0
    assert tried > 0 or name == "corpora"
