"""Tests of the pages of results: they are those of the programs, but for who made them and when."""

import copy
import io
import json
import os
import pickle
import re
import subprocess
from pathlib import Path

import pytest

import rasp_stitch
import rasp_stitch.stitch_core as stitch_core
from rasp_stitch import rasp
from rasp_stitch.programs import find_program

CORPUS = Path(__file__).resolve().parents[3] / "corpora" / "rasp.json"
PROGRAMS = ["(f (g a) (g a))", "(f (g b) (g b))"]
REVERSE = ("(lam (aggregate (select (indices $0) (- (- (length $0) (indices $0)) 1) ==) "
           "(tokens $0)))")
OF_THE_CALL = ("command", "options", "program", "seconds", "title")


def page_of_program(name, *words):
    more = () if "--report" in words else ("--report", "-", "--quiet")
    return subprocess.run([find_program(name), *map(str, words), *more],
                          check=True, capture_output=True, text=True).stdout


def split_page(page):
    """Returns the page without its data, and the data without what differs from call to call."""
    [text] = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    data = json.loads(text)
    title = data["title"]
    assert data.get("seconds", 0) >= 0
    for name in OF_THE_CALL:
        data.pop(name, None)
    return page.replace(text, "").replace(f"<title>{title}</title>", ""), data


def test_the_page_of_compress_is_that_of_the_program(tmp_path):
    result = rasp_stitch.compress(CORPUS, iterations=3, threads=1)
    path = result.report(tmp_path / "page.html", names={"fn_0": "<mirror>"})
    assert path == tmp_path / "page.html"
    (tmp_path / "names.json").write_text('{"fn_0": "<mirror>"}')
    expected = page_of_program("rasp-compress", "-a2", "-i3", "-t1", CORPUS,
                               "--names", tmp_path / "names.json")
    assert split_page(path.read_text()) == split_page(expected)
    assert result.report(io.StringIO(), names=tmp_path / "names.json").getvalue() == \
        path.read_text()
    data = split_page(path.read_text())[1]
    assert data["abstractions"][0]["without"] > 0 and data["abstractions"][2]["transformer"]
    assert "<mirror>" not in path.read_text()  # it is escaped


def test_the_page_of_rewrite_is_that_of_the_program(tmp_path):
    library = tmp_path / "library.json"
    rasp_stitch.compress(CORPUS, iterations=2, threads=1).to_json(library)
    result = rasp_stitch.rewrite(CORPUS, library)
    page = result.report(io.BytesIO()).getvalue().decode()
    assert split_page(page) == split_page(
        page_of_program("rasp-rewrite", "--library", library, CORPUS))


def test_a_keyword_writes_the_page_too(tmp_path):
    path = tmp_path / "page.html"
    result = rasp_stitch.compress(PROGRAMS, iterations=1, report=path)
    assert path.read_text() == result.report(io.StringIO()).getvalue()
    rewriting = rasp_stitch.rewrite(PROGRAMS, result, report=path)
    assert path.read_text() == rewriting.report(io.StringIO()).getvalue()
    with pytest.raises(rasp_stitch.InputError):
        rasp_stitch.compress(PROGRAMS, report=tmp_path / "none" / "page.html")


def test_a_page_changes_nothing_else():
    result = rasp_stitch.compress(CORPUS, iterations=2, threads=1)
    before = (json.dumps(result.json), str(result), result.to_corpus(), result.to_rasp())
    first, second = (result.report(io.StringIO()).getvalue() for _ in range(2))
    assert first == second
    assert before == (json.dumps(result.json), str(result), result.to_corpus(), result.to_rasp())
    assert result.report(io.StringIO()).getvalue() == first


def test_names_that_nothing_has_are_warned_of():
    result = rasp_stitch.compress(PROGRAMS, iterations=1)
    with pytest.warns(UserWarning, match='^names has a name for "fn_7"') as warned:
        result.report(io.StringIO(), names={"fn_7": "other"})
    assert warned[0].filename == __file__
    with pytest.raises(TypeError, match="names is a list"):
        result.report(io.StringIO(), names=["fn_0"])
    with pytest.raises(rasp_stitch.InputError, match="/fn_0"):
        result.report(io.StringIO(), names={"fn_0": 3})
    with pytest.raises(rasp_stitch.InputError):
        result.report(io.StringIO(), names="no-such-file.json")


def test_the_page_of_a_result_of_stitch_core(tmp_path):
    programs = [entry["program"] for entry in json.loads(CORPUS.read_text())]
    result = stitch_core.compress(programs, 2, max_arity=2)
    path = result.report(str(tmp_path / "page.html"), names={"fn_0": "first"})
    assert path == str(tmp_path / "page.html")
    expected = rasp_stitch.compress(programs, iterations=2).report(io.StringIO(),
                                                                   names={"fn_0": "first"})
    assert split_page(Path(path).read_text()) == split_page(expected.getvalue())
    again = stitch_core.rewrite(programs, result.abstractions)
    assert again.report(io.StringIO()).getvalue().startswith("<!DOCTYPE html>")
    with pytest.raises(stitch_core.StitchException, match="no-such-file"):
        result.report(io.StringIO(), names="no-such-file.json")


def test_results_of_stitch_core_can_be_copied_still():
    result = stitch_core.compress(PROGRAMS, 1)
    for other in (pickle.loads(pickle.dumps(result)), copy.deepcopy(result)):
        assert other.json == result.json and other.rewritten == result.rewritten
        with pytest.raises(stitch_core.StitchException, match="copied"):
            other.report(io.StringIO())
    again = stitch_core.rewrite(PROGRAMS, result.abstractions)
    assert list(pickle.loads(pickle.dumps(again))) == list(again) == again.rewritten
    assert again[0] == again.rewritten[0] and len(again) == 2 and again[-1:] == again.rewritten[1:]


@pytest.mark.parametrize("words, make", [
    (["--input", "hello"], lambda path: rasp.report(REVERSE, path, "hello")),
    (["--input", "hello"], lambda path: rasp.trace(REVERSE, "hello").report(path)),
    ([], lambda path: rasp.architecture(REVERSE).report(path)),
    ([], lambda path: rasp.Program(REVERSE).report(path))])
def test_the_page_of_a_program_of_rasp(words, make, tmp_path):
    expected = tmp_path / "expected.html"
    page_of_program("rasp-eval", REVERSE, *words, "--report", expected)
    path = make(tmp_path / "page.html")
    assert split_page(path.read_text()) == split_page(expected.read_text())


def test_traces_with_an_atom_or_a_failure_have_pages():
    page = rasp.trace("(lam (lam (+ (tokens $1) $0)))", ([1, 2], 7)).report(io.StringIO())
    assert split_page(page.getvalue())[1]["run"]["atom"] == 7
    failed = rasp.trace("(lam (div one (tokens $0)))", [0]).report(io.StringIO())
    assert "div-zero" in split_page(failed.getvalue())[1]["run"]["failure"]
    sent = pickle.loads(pickle.dumps(rasp.trace(REVERSE, "ab")))
    assert sent.report(io.StringIO()).getvalue() == \
        rasp.trace(REVERSE, iter("ab")).report(io.StringIO()).getvalue()
    with pytest.raises(rasp_stitch.InputError):
        rasp.report("(lam (+ (tokens $0) 1))", io.StringIO(), "ab")
    with pytest.raises(ValueError, match="no program"):
        rasp.Trace([], [], None).report(io.StringIO())


def test_the_page_of_a_run_is_that_of_its_folder(tmp_path):
    tasks = [{"name": "positions", "type": "input(str) -> seq(num)", "literals": [],
              "examples": [{"input": ["a", "b"], "output": [0, 1]}]}]
    run = rasp_stitch.dream(tasks, run=tmp_path / "run", iterations=1, no_recognition=True,
                            programs_per_task=2000, threads=1)
    with pytest.raises(LookupError, match="no phase"):
        run.report(tmp_path / "page.html")
    page = run.run().report(tmp_path / "page.html")
    assert page.read_bytes() == (tmp_path / "run" / "report.html").read_bytes()
    assert split_page(page.read_text())[1]["kind"] == "run"


def test_files_are_written_as_a_whole_or_not_at_all(tmp_path):
    result = rasp_stitch.compress(PROGRAMS, iterations=1)
    with pytest.raises(FileNotFoundError, match=re.escape(str(tmp_path / "none" / "page.html'"))):
        result.report(tmp_path / "none" / "page.html")
    with pytest.raises(IsADirectoryError):
        result.report(tmp_path)
    with pytest.raises(TypeError):
        result.report(17.5)
    page = tmp_path / "page.html"
    page.write_text("old")
    page.chmod(0o640)
    link = tmp_path / "link.html"
    link.symlink_to(page)
    result.report(link)
    assert page.read_text().startswith("<!DOCTYPE html>") and link.is_symlink()
    assert page.stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(tmp_path)) == ["link.html", "page.html"]
