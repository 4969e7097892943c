"""Tests that the notebook of docs/ still gives the outputs that it keeps."""

import re

import nbformat
import notebook


def test_the_notebook_runs_and_gives_what_it_keeps():
    kept = nbformat.read(notebook.NOTEBOOK, as_version=4)
    assert len(kept.cells) == 10
    assert all(cell.outputs for cell in kept.cells if cell.cell_type == "code")
    assert notebook.outputs(notebook.executed()) == notebook.outputs(kept)


def test_what_it_shows_is_static_and_names_no_machine():
    text = notebook.NOTEBOOK.read_text()
    assert "<script" not in text
    assert not re.search(r"/(home|root|work|tmp)\b", text)
    assert "<svg" in text
