"""Tests of rasp_stitch.compress and rewrite, and of their results."""

import json
from pathlib import Path

import pandas
import pytest

import rasp_stitch

CORPORA = Path(__file__).resolve().parents[3] / "corpora"
PROGRAMS = ["(f (g a) (g a))", "(f (g b) (g b))"]


def test_a_list_of_programs():
    result = rasp_stitch.compress(PROGRAMS, iterations=1)
    [abstraction] = result
    assert (abstraction.name, abstraction.body, abstraction.arity) == ("fn_0", "(f #0 #0)", 1)
    assert abstraction.utility == 302 and abstraction.num_uses == 2
    assert abstraction.uses[0] == ("(f (g a) (g a))", "(fn_0 (g a))")
    assert abstraction.uses[0].before == "(f (g a) (g a))"
    assert abstraction.dreamcoder == "#(lambda (f $0 $0))"
    assert (result.original_cost, result.final_cost) == (1008, 604)
    assert (result.optimal, result.gap, result.stopped_by) == (True, None, None)
    assert result.programs == PROGRAMS and result.rewritten == ["(fn_0 (g a))", "(fn_0 (g b))"]
    assert "fn_0  arity 1, 2 uses" in str(result) and "cost 1008 -> 604" in repr(result)


def test_other_forms_of_a_corpus(tmp_path):
    expected = rasp_stitch.compress(PROGRAMS, iterations=1).rewritten
    assert rasp_stitch.compress(tuple(PROGRAMS), iterations=1).rewritten == expected
    assert rasp_stitch.compress(iter(PROGRAMS), iterations=1).rewritten == expected
    frame = pandas.DataFrame({"program": PROGRAMS})
    assert rasp_stitch.compress(frame["program"], iterations=1).rewritten == expected
    by_task = rasp_stitch.compress({"one": PROGRAMS[0], "two": [PROGRAMS[1]]}, iterations=1)
    assert by_task.rewritten == expected and by_task.tasks == ["one", "two"]
    rows = [{"name": "one", "program": PROGRAMS[0]}, {"name": "two", "program": PROGRAMS[1]}]
    assert rasp_stitch.compress(rows, iterations=1).rewritten == expected
    path = tmp_path / "corpus.json"
    path.write_text(json.dumps(PROGRAMS))
    assert rasp_stitch.compress(path, iterations=1).rewritten == expected
    assert rasp_stitch.compress(str(path), iterations=1).rewritten == expected


def test_tasks_and_weights():
    programs = ["(f a a)", "(f b b)", "(f c c)", "(g d d)", "(g e e)"]
    heavy = rasp_stitch.compress(programs, iterations=1, weights=[1, 1, 1, 2, 2.5])
    assert heavy.abstractions[0].body == "(g #0 #0)"
    one_task = rasp_stitch.compress(programs, iterations=1, tasks=["t"] * 5)
    assert one_task.abstractions == []
    with pytest.raises(TypeError, match="tasks and weights"):
        rasp_stitch.compress({"one": "(f a)"}, tasks=["t"])


def test_the_options_of_rasp_compress():
    result = rasp_stitch.compress(CORPORA / "rasp.json", max_arity=2, iterations=2, candidates=3,
                                  abstraction_prefix="g", check_meaning=True, threads=1)
    assert [one.name for one in result] == ["g0", "g1"]
    assert result.abstractions[0].type == "seq(t0) -> pred(t0) -> sel"
    assert len(result.abstractions[0].json["candidates"]) == 3
    assert result.json["examples_checked"] > 800
    joint = rasp_stitch.compress(PROGRAMS, joint=True, joint_effort=5)
    assert joint.json["joint"]["libraries_tried"] >= 1
    costly = rasp_stitch.compress(PROGRAMS, iterations=1, cost_prim={"f": 1000})
    assert costly.original_cost > 2000


def test_results_can_be_kept_and_used_again(tmp_path):
    first = rasp_stitch.compress(PROGRAMS, iterations=1)
    first.to_json(tmp_path / "library.json")
    for library in (first, first.abstractions, tmp_path / "library.json",
                    [{"name": "fn_0", "body": "(f #0 #0)"}]):
        assert rasp_stitch.rewrite(["(f c c)"], library).rewritten == ["(fn_0 c)"]
    more = rasp_stitch.compress(["(f (h a) (h a))", "(f (h b) (h b))"], iterations=1,
                                library=first, structure_penalty=0)
    assert more.abstractions[0].name == "fn_0" and more.json["abstractions"][0]["from_library"]
    rewriting = rasp_stitch.rewrite(PROGRAMS, first)
    assert rewriting.complete and rewriting.final_cost == first.final_cost
    assert json.loads(first.to_corpus()) == first.rewritten
    assert first.to_dot(tmp_path / "library.dot").startswith("digraph")
    assert (tmp_path / "library.dot").read_text() == first.to_dot()


def test_frames():
    result = rasp_stitch.compress(CORPORA / "rasp.json", iterations=3)
    frame = result.to_frame()
    assert list(frame["name"]) == ["fn_0", "fn_1", "fn_2"] and frame["uses"].min() > 0
    programs = result.programs_frame()
    assert len(programs) == 111
    assert (programs["program"] != programs["rewritten"]).sum() > 50
    assert "(fn_0)" in result.to_rasp()


def test_progress_is_told():
    reports = []
    rasp_stitch.compress(CORPORA / "rasp.json", max_arity=3, iterations=8, threads=1,
                         progress=lambda now: reports.append((now.step, now.steps, now.utility)))
    assert reports == sorted(reports, key=lambda report: report[0])
    for step, steps, utility in reports:
        assert 1 <= step <= steps == 8 and utility >= 0


def test_a_line_of_progress(capsys):
    from rasp_stitch.progress import ProgressLine
    line = ProgressLine(lambda report: f"step {report}")
    line(1)
    line(2)  # too soon
    line.close()
    assert capsys.readouterr().err == "\rstep 1\r      \r"
    rasp_stitch.compress(PROGRAMS, progress=True)
    with pytest.raises(TypeError, match="progress"):
        rasp_stitch.compress(PROGRAMS, progress=3)


def test_a_limit_of_time_is_no_error():
    result = rasp_stitch.compress(CORPORA / "rasp.json", max_arity=6, iterations=100,
                                  time_limit=0.05, threads=1)
    assert result.stopped_by == "time_limit" and not result.optimal


def test_html_has_no_scripts_and_escapes_programs():
    result = rasp_stitch.compress(["(< a a)", "(< b b)"], iterations=1, structure_penalty=0)
    html = result._repr_html_() + result.abstractions[0]._repr_html_()
    assert "<script" not in html and "(&lt; #0 #0)" in html and "(< #0" not in html
