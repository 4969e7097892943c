"""Tests of rasp_stitch.stitch_core: the calls of public scripts, as they write them."""

import importlib
import json
import math
import subprocess
import sys

import pytest

import rasp_stitch
import rasp_stitch.stitch_core as stitch_core
from rasp_stitch.stitch_core import (Abstraction, StitchException, compress, dreamcoder_to_stitch,
                                     from_dreamcoder, name_mapping_dreamcoder,
                                     name_mapping_stitch, parse, rewrite, stitch_to_dreamcoder)

PAPER = ["(lam (+ 3 (* (+ 2 4) 2)))",
         "(lam (map (lam (+ 3 (* 4 (+ 3 $0)))) $0))",
         "(lam (* 2 (+ 3 (* $0 (+ 2 1)))))"]

REQUEST = {"DSL": {"productions": [{"expression": "map"}, {"expression": "#(lambda (g (g $0)))"},
                                   {"expression": "#(lambda (f (#(lambda (g (g $0))) $0)))"}]},
           "frontiers": [
               {"task": "a", "programs": [
                   {"program": "(lambda (#(lambda (f (#(lambda (g (g $0))) $0))) (h $0 $0)))"},
                   {"program": "(lambda (f (g (g (h $0 $0)))))"}]},
               {"task": "b", "programs": [
                   {"program": "(lambda (#(lambda (g (g $0))) (h (k $0) (k $0))))"}]},
               {"programs": [{"program": "(lambda (h one one))"}]}]}


def test_the_example_of_the_readme():
    result = compress(["(a a a)", "(b b b)"], iterations=1)
    assert result.rewritten == ["(fn_0 a)", "(fn_0 b)"]
    assert result.abstractions[0].body == "(#0 #0 #0)"
    again = rewrite(["(c c c)", "(d d d)"], result.abstractions)
    assert again.rewritten == ["(fn_0 c)", "(fn_0 d)"]
    assert stitch_to_dreamcoder(again.rewritten, name_mapping_stitch(result.json)) == [
        "(#(lambda ($0 $0 $0)) c)", "(#(lambda ($0 $0 $0)) d)"]


def test_the_example_of_the_paper():
    result = compress(PAPER, iterations=1, max_arity=2)
    assert result.abstractions[0].body == "(+ 3 (* #0 #1))"
    assert result.rewritten == ["(lam (fn_0 (+ 2 4) 2))",
                                "(lam (map (lam (fn_0 4 (+ 3 $0))) $0))",
                                "(lam (* 2 (fn_0 $0 (+ 2 1))))"]


def test_weights_multiply_costs_and_choose_abstractions():
    programs = ["(f a a)", "(f b b)", "(f c c)", "(g d d)", "(g e e)"]
    plain = compress(programs, iterations=1)
    double = compress(programs, iterations=1, weights=[2.0] * 5)
    uneven = compress(programs, iterations=1, weights=[1.0, 1.0, 1.0, 2.0, 2.0])
    assert plain.json["original_cost"] * 2 == double.json["original_cost"]
    assert plain.json["final_cost"] * 2 == double.json["final_cost"]
    assert plain.abstractions[0].body == double.abstractions[0].body == "(f #0 #0)"
    assert uneven.abstractions[0].body == "(g #0 #0)"
    assert math.isclose(uneven.json["original_cost"] / uneven.json["final_cost"],
                        uneven.json["compression_ratio"])


def test_the_call_of_lilo():
    keywords = from_dreamcoder(REQUEST)
    assert keywords["tasks"] == ["a", "a", "b", "2"]
    result = compress(**keywords, iterations=2, max_arity=2, eta_long=True,
                      utility_by_rewrite=True, no_other_util=True, silent=True)
    assert len(result.json["rewritten_dreamcoder"]) == 4
    for row in result.json["abstractions"]:
        assert row["dreamcoder"].startswith("#(lambda")
        assert "dreamcoder_abstraction" not in row["dreamcoder"]
        assert "fn_" not in row["dreamcoder"]
    for program in result.json["rewritten_dreamcoder"]:
        assert "dreamcoder_abstraction" not in program and "fn_" not in program
        assert "(lam " not in program
    json.dumps(result.json)


def test_lilo_rewrites_with_abstractions_from_saved_json():
    saved = json.loads(json.dumps(compress(PAPER, iterations=1).json))["abstractions"]
    abstractions = [Abstraction(name=row["name"], body=row["body"], arity=row["arity"])
                    for row in saved]
    result = rewrite(programs=PAPER, abstractions=abstractions)
    assert result.json["rewritten_dreamcoder"][0] == (
        "(lambda (#(lambda (lambda (+ 3 (* $1 $0)))) (+ 2 4) 2))")
    assert [*result] == result.rewritten and len(result) == 3
    assert result[0] == result.rewritten[0]
    assert result.abstractions == abstractions


def test_ecs_stitch_branch():
    keywords = from_dreamcoder(REQUEST)
    result = compress(**keywords, eta_long=True, utility_by_rewrite=True, iterations=1, max_arity=2)
    again = rewrite(abstractions=result.abstractions, **keywords)
    mapping = name_mapping_dreamcoder(REQUEST) + name_mapping_stitch(result.json)
    written_out = stitch_to_dreamcoder(again.rewritten, mapping)
    assert not any("fn_" in program or "dreamcoder_" in program for program in written_out)
    assert written_out == again.json["rewritten_dreamcoder"]


def test_an_abstraction_from_dreamcoders_form():
    mapping = name_mapping_dreamcoder(REQUEST)
    assert [name for name, _ in mapping] == ["dreamcoder_abstraction_0",
                                             "dreamcoder_abstraction_1"]
    made = Abstraction.from_dreamcoder(
        name="fn_7", dreamcoder_abstraction="#(lambda (lambda (h $0 (lambda ($0 $2)))))",
        name_mapping=mapping)
    assert str(made) == "fn_7(#0,#1) := (h #1 (lam ($0 #0)))"
    with pytest.raises(stitch_core.InvalidAbstractionException):
        Abstraction.from_dreamcoder("fn_7", "#(lambda (h $0 $1))", [])
    with pytest.raises(StitchException):
        Abstraction("fn_0", "#(lambda $0)", 1)


def test_abstractions_are_positional_and_mutable():
    made = Abstraction("twice", "(#0 (#0 #1))", 2)
    made.name, made.arity, made.body = "again", 1, "(f #0 #0)"
    assert str(made) == "again(#0) := (f #0 #0)"
    assert rewrite(["(f a a)"], [made]).rewritten == ["(again a)"]
    assert (made.tdfa_annotation, made.variable_types) == (None, None)


def test_the_calls_of_neurosym():
    programs = ["(/seq (f a) (g a))", "(/seq (f b) (g b))"]
    result = compress(programs, 1, no_curried_bodies=True, no_curried_metavars=True,
                      abstraction_prefix="abs_", fused_lambda_tags="2,3", max_arity=1)
    assert result.abstractions[-1].name == "abs_0"
    assert result.abstractions[-1].body == "(/seq (f #0) (g #0))"
    assert rewrite(programs, [result.abstractions[-1]]).rewritten == result.rewritten


def test_the_calls_of_imperative_stitch(tmp_path):
    automaton = tmp_path / "tdfa.json"
    automaton.write_text(json.dumps({"seq": {"/seq": ["S", "S"]}, "S": {"/call": ["E", "E"]},
                                     "E": {"&a:0": [], "&b:0": [], "one": [], "two": []}}))
    programs = ["(/seq (/call &a:0 one) (/call &a:0 two))",
                "(/seq (/call &b:0 one) (/call &b:0 two))"]
    result = compress(programs, iterations=1, max_arity=2, cost_prim=json.dumps({"one": 50}),
                      tdfa_json_path=str(automaton), tdfa_root="seq", valid_metavars='["S","E"]',
                      valid_roots='["S","seq"]', tdfa_split=":", tdfa_non_eta_long_states="{}",
                      symvar_prefix="&")
    assert result.abstractions[0].tdfa_annotation["root_state"] == "seq"
    assert result.abstractions[0].variable_types == ["S"]


def test_abstract_beam_goes_on_counting():
    result = compress(PAPER, tasks=["x", "y", "z"], iterations=1, max_arity=2,
                      previous_abstractions=4, no_curried_metavars=False)
    assert result.abstractions[0].name == "fn_4"


def test_tuning_knobs_are_accepted_in_silence(capfd):
    plain = compress(PAPER, iterations=2)
    tuned = compress(PAPER, iterations=2, batch=10, dynamic_batch=True, hole_choice="depth-first",
                     utility_by_rewrite=True, panic_loud=True, no_opt=False, no_opt_arity_zero=True,
                     no_opt_single_use=True, no_opt_upper_bound=False, no_opt_force_multiuse=False,
                     no_opt_useless_abstract=False, no_stats=True, no_mismatch_check=True,
                     rewrite_check=True, verbose_best=True, print_stats=1000, inv_candidates=1,
                     rewritten_intermediates=True, structure_penalty="1.0", cost_app=1,
                     cost_lam="1", cost_var=100, cost_ivar=100, cost_prim_default=100.0)
    assert tuned.rewritten == plain.rewritten
    assert tuned.json["abstractions"][0]["rewritten"][0] == "(lam (fn_0 (+ 2 4) 2))"
    assert capfd.readouterr() == ("", "")
    compress(PAPER, iterations=1, silent=False)
    assert "fn_0" in capfd.readouterr().out


def test_an_unknown_keyword_is_refused_with_a_suggestion():
    with pytest.raises(StitchException, match=r"max_arty'; did you mean max_arity\?"):
        compress(PAPER, iterations=1, max_arty=3)
    with pytest.raises(StitchException, match="nonexistant_arg"):
        compress(PAPER, iterations=3, nonexistant_arg=213879)
    with pytest.raises(StitchException, match="cost_pri"):
        rewrite(PAPER, [], cost_pri=3)
    with pytest.raises(StitchException, match="unknown keyword out"):
        compress(PAPER, iterations=1, out="somewhere.json")


def test_wrong_programs_and_wrong_types():
    with pytest.raises(StitchException, match="/programs/0"):
        compress(["(a a a"], iterations=3)
    with pytest.raises(TypeError):
        compress(4, iterations=3, loud_panic=True)
    with pytest.raises(TypeError):
        compress("(f a)", iterations=1)
    with pytest.raises(TypeError, match=r"programs\[1\]"):
        compress(["(f a)", 3], iterations=1)
    with pytest.raises(StitchException):
        compress(["(f a)", "(f b)"], iterations=1, tasks=["one"])
    with pytest.raises(StitchException):
        compress(["(f a)", "(f b)"], iterations=1, weights=[1.0])
    with pytest.raises(StitchException):
        compress([], iterations=1)
    with pytest.raises(StitchException, match="max_arity"):
        compress(PAPER, iterations=1, max_arity=-1)
    with pytest.raises(StitchException):
        rewrite(PAPER, [Abstraction("fn_0", "(f #0", 1)])


def test_forms_of_programs():
    text = "(lambda (#(lambda (f $0)) $0))"
    mapping = [("fn_0", "#(lambda (f $0))")]
    assert dreamcoder_to_stitch([text], mapping) == ["(lam (fn_0 $0))"]
    assert stitch_to_dreamcoder("(lam (fn_0 $0))", mapping) == text
    assert stitch_to_dreamcoder("fn_0", mapping) == "#(lambda (f $0))"
    assert stitch_to_dreamcoder("(fn_0 fn_0 fn_0 fn_01)", mapping).count("#") == 3
    with pytest.raises(StitchException):
        dreamcoder_to_stitch("(#(lambda (g $0)) a)", mapping)
    assert parse("(+ 3 (* 2 4))") == ["+", "3", ["*", "2", "4"]]
    assert parse("foo") == "foo"
    for wrong in ("", "(f", "f)", ")", "(f) g", "(f #0)"):
        with pytest.raises(stitch_core.ParseError):
            parse(wrong)
    deep = "(f " * 20000 + "a" + ")" * 20000
    assert parse(deep)[0] == "f"


def test_scripts_that_cannot_be_edited(tmp_path):
    script = tmp_path / "script.py"
    script.write_text("from stitch_core import compress\n"
                      "import sys\n"
                      "print(compress(['(a a a)', '(b b b)'], iterations=1).abstractions, "
                      "sys.argv[1:])\n")
    run = subprocess.run([sys.executable, "-m", "rasp_stitch.stitch_core", str(script), "x"],
                         capture_output=True, text=True, check=True)
    assert run.stdout == "[fn_0(#0) := (#0 #0 #0)] ['x']\n"


def test_use_as_stitch_core(monkeypatch):
    monkeypatch.setitem(sys.modules, "stitch_core", None)
    rasp_stitch.use_as_stitch_core()
    assert importlib.import_module("stitch_core") is stitch_core


def test_threads_change_nothing():
    results = [compress(PAPER, iterations=3, max_arity=3, threads=threads).json
               for threads in (1, 4)]
    for result in results:
        for name in ("seconds", "args"):
            del result[name]
    assert results[0] == results[1]
