"""Stitch's Python interface, on our compressor.

    import rasp_stitch.stitch_core as stitch_core     # in place of: import stitch_core

Functions, classes, keywords and the fields of results are those of ``stitch_core`` 0.1.29
(github.com/mlb2251/stitch_bindings), and what older versions had and public scripts still use.

>>> result = compress(["(a a a)", "(b b b)"], iterations=1)
>>> result.abstractions
[fn_0(#0) := (#0 #0 #0)]
>>> result.rewritten
['(fn_0 a)', '(fn_0 b)']
>>> rewrite(["(c c c)"], result.abstractions).rewritten
['(fn_0 c)']

What differs:

- Keywords that tune Stitch's own search (``batch``, ``hole_choice``, ``utility_by_rewrite``,
  ``no_opt`` and their like) are accepted and change nothing: the search is exact without them.
- Ctrl-C ends ``compress`` with what was found, and ``json["stopped_by"]`` is then ``"signal"``.
- ``json`` has more fields, such as ``optimal`` and ``seconds``. The metavariables of a body are
  numbered by their first occurrence, unless another order lets the next steps save more.
"""

import json as _json
import sys
from typing import Any, Dict, Iterable, List, Mapping, Optional

from rasp_stitch import native as _native
from rasp_stitch.corpora import texts_of as _texts_of
from rasp_stitch.errors import InputError, with_keywords
from rasp_stitch.listed import Listed
from rasp_stitch.output import Target, write
from rasp_stitch.pages import Names, compression_page
from rasp_stitch.stitch_forms import (Abstraction, InvalidAbstractionException, Json, NameMapping,
                                      ParseError, StitchException, dreamcoder_to_stitch,
                                      from_dreamcoder, name_mapping_dreamcoder,
                                      name_mapping_stitch, parse, stitch_to_dreamcoder)

__all__ = [
    "Abstraction", "CompressionResult", "InvalidAbstractionException", "ParseError",
    "RewriteResult", "StitchException", "compress", "dreamcoder_to_stitch", "from_dreamcoder",
    "name_mapping_dreamcoder", "name_mapping_stitch", "parse", "rewrite", "stitch_to_dreamcoder"]

_core = _native.module()  # an import that fails is better than a call that does

# What tunes or prints Stitch's own search.
_WITHOUT_MEANING = frozenset({
    "batch", "dreamcoder_comparison", "dynamic_batch", "follow_prune", "hole_choice",
    "inv_arg_cap", "loud_panic", "no_mismatch_check", "no_opt", "no_opt_arity_zero",
    "no_opt_force_multiuse", "no_opt_single_use", "no_opt_upper_bound", "no_opt_useless_abstract",
    "no_stats", "panic_loud", "print_stats", "quiet", "rewrite_check", "show_rewritten", "silent",
    "utility_by_rewrite", "verbose_best", "verbose_rewrite", "verbose_worklist"})
_OTHER_NAMES = {"inv_candidates": "candidates"}

# What rasp-compress has besides, and a script of Stitch's cannot mean.
_NOT_STITCHS = ("out", "dot", "save_rewritten", "save_rasp", "report", "names", "library", "rename",
                "fmt")

# What Stitch's own compress has for rewrite; others are accepted, as scripts pass all they have.
_FOR_REWRITE = ("cost_app", "cost_ivar", "cost_lam", "cost_prim", "cost_prim_default", "cost_var",
                "eta_long", "rewritten_intermediates", "symvar_prefix")


class _OnPage:
    """What has a page, as long as it is in the process that made it."""

    _compressed: Any = None

    def __getstate__(self) -> Json:
        return {name: value for name, value in self.__dict__.items() if name != "_compressed"}

    def report(self, path: Target, *, names: Optional[Names] = None) -> Target:
        """Writes the page that ``rasp-compress --report`` writes, and returns the path.

        :param path: of the file, or a file object that is open for writing
        :param names: other names for abstractions, which the page shows beside theirs:
            ``{"fn_0": "mirror"}``, or the path of a file
        :raises OSError: if the file cannot be written
        :raises StitchException: if the names cannot be read, or the result is a copy
        """
        if self._compressed is None:
            raise StitchException("a result that was copied has no page; make it of the result of "
                                  "compress or rewrite itself")
        return write(_called("report", lambda: compression_page(self._compressed, names)), path)


class CompressionResult(_OnPage):
    """What ``compress`` found.

    - ``abstractions``: a list of Abstraction
    - ``rewritten``: the programs, rewritten with them
    - ``json``: all of it, in Stitch's fields (``original_cost``, ``final_cost``,
      ``compression_ratio``, ``abstractions[i]["utility"]``, ...) and some more
    """

    def __init__(self, json: Json) -> None:
        self.abstractions: List[Abstraction] = [
            Abstraction(name=row["name"], body=row["body"], arity=row["arity"],
                        tdfa_annotation=row.get("tdfa_annotation"),
                        variable_types=row.get("variable_types"))
            for row in json["abstractions"]]
        self.rewritten: List[str] = json["rewritten"]
        self.json = json


class RewriteResult(Listed[str], _OnPage):
    """What ``rewrite`` made: ``rewritten`` and ``json`` as in CompressionResult, ``abstractions``.

    Iterating over it gives the programs, as scripts for older versions expect.
    """

    def __init__(self, json: Json, abstractions: Iterable[Abstraction] = ()) -> None:
        self.rewritten: List[str] = json["rewritten"]
        self.abstractions: List[Abstraction] = list(abstractions)
        self.json = json

    def _parts(self) -> List[str]:
        return self.rewritten


def _corpus(programs: Any, tasks: Any, weights: Any) -> str:
    corpus: Json = {"programs": _texts_of("programs", programs)}
    if tasks is not None:
        corpus["tasks"] = _texts_of("tasks", tasks)
    if weights is not None:
        corpus["weights"] = [float(weight) for weight in weights]
    return _json.dumps(corpus)


def _words(options: Mapping[str, Any]) -> List[str]:
    for name, value in options.items():
        if isinstance(value, float) and value.is_integer():
            continue
        if not isinstance(value, (str, int, float, bool, dict, list)) and value is not None:
            raise TypeError(f"{name} is a {type(value).__name__}; a number, a text or a truth "
                            "value is expected")
    ready: Dict[str, Any] = {}
    for name, value in options.items():
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, (dict, list)):
            value = _json.dumps(value)
        ready[_OTHER_NAMES.get(name, name)] = value
    return _native.words(ready)


def _with_meaning(options: Mapping[str, Any]) -> Dict[str, Any]:
    for name in _NOT_STITCHS:
        if name in options:
            raise StitchException(f"unknown keyword {name}; rasp_stitch.compress may have it")
    return {name: value for name, value in options.items() if name not in _WITHOUT_MEANING}


def _in_dreamcoder_form(json: Json, mapping: NameMapping) -> None:
    """Writes out the abstractions that the programs came with, in all fields of DreamCoder's form.

    Our JSON writes out those that were found; the names of the mapping are names of primitives
    there.
    """
    rows = [json] + json["abstractions"]
    for row in rows:
        if row.get("rewritten_dreamcoder") is not None:
            row["rewritten_dreamcoder"] = stitch_to_dreamcoder(row["rewritten_dreamcoder"], mapping)
        if row.get("dreamcoder") is not None:
            row["dreamcoder"] = stitch_to_dreamcoder(row["dreamcoder"], mapping)


def _called(function: str, call: Any) -> Any:
    try:
        return with_keywords(function, call)
    except InputError as error:
        raise StitchException(str(error)) from None
    except TypeError as error:
        if "unexpected keyword" in str(error):
            raise StitchException(str(error)) from None
        raise


def compress(programs: Iterable[str], iterations: int, max_arity: int = 2, threads: int = 1,
             silent: bool = True, **kwargs: Any) -> CompressionResult:
    """Finds abstractions, one after the other, and rewrites the programs with them.

    :param programs: programs in Stitch's form, ``"(lam (f $0 (g a)))"``
    :param iterations: the most abstractions to find
    :param max_arity: the most arguments of one
    :param threads: how many threads to search with; the result does not depend on it
    :param silent: whether to print no summary
    :param kwargs: ``tasks`` (a name for each program; a task costs what its cheapest program
        costs), ``weights`` (a number for each program), ``name_mapping`` (as from_dreamcoder gives
        it), and Stitch's others: ``allow_single_task``, ``abstraction_prefix``,
        ``previous_abstractions``, ``cost_lam``, ``cost_app``, ``cost_var``, ``cost_ivar``,
        ``cost_prim_default``, ``cost_prim``, ``eta_long``, ``no_curried_bodies``,
        ``no_curried_metavars``, ``no_other_util``, ``structure_penalty``, ``fused_lambda_tags``,
        ``symvar_prefix``, ``tdfa_json_path`` and its like, ``follow``, ``inv_candidates``,
        ``rewritten_dreamcoder``, ``rewritten_intermediates``, ``shuffle``, ``truncate``
    :raises StitchException: if a program or a keyword is wrong; the message has the place
    :raises TypeError: if something has the wrong type
    """
    corpus = _corpus(programs, kwargs.pop("tasks", None), kwargs.pop("weights", None))
    mapping = list(kwargs.pop("name_mapping", None) or ())
    options = _with_meaning(kwargs)
    options.update(iterations=iterations, max_arity=max_arity, threads=threads)
    words = _words(options)
    compressed = _called("compress", lambda: _core.compress(
        words + ["programs"], corpus, None, None))
    json: Json = _json.loads(compressed.json(" ".join(sys.argv)))
    json["args"].update(silent=silent)
    _in_dreamcoder_form(json, mapping)
    if not silent:
        print(compressed.summary(), end="", flush=True)
    result = CompressionResult(json)
    result._compressed = compressed
    return result


def rewrite(programs: Iterable[str], abstractions: Iterable[Abstraction],
            **kwargs: Any) -> RewriteResult:
    """Rewrites programs with abstractions, one after the other, where that saves something.

    :param programs: programs in Stitch's form
    :param abstractions: anything with ``name``, ``body`` and ``arity``, in their order; with
        ``symvar_prefix``, ``variable_types`` says which arguments are symbols
    :param kwargs: the costs, ``eta_long``, ``symvar_prefix`` and ``rewritten_intermediates`` of
        compress, and ``name_mapping`` for ``json["rewritten_dreamcoder"]``; others are accepted
        as in compress
    :raises StitchException: if a program or an abstraction is wrong; the message has the place
    """
    found = list(abstractions)
    corpus = _corpus(programs, None, None)
    has_symbols = kwargs.get("symvar_prefix") is not None
    library = _json.dumps([
        {"name": one.name, "body": one.body, "arity": one.arity,
         "variable_types": getattr(one, "variable_types", None) if has_symbols else None}
        for one in found])
    mapping = list(kwargs.pop("name_mapping", None) or ())
    options = {name: value for name, value in _with_meaning(kwargs).items()
               if name in _FOR_REWRITE or name not in _KEYWORDS}
    options["rewritten_dreamcoder"] = True
    words = _words(options)
    compressed = _called("rewrite", lambda: _core.rewrite(
        words + ["--library=abstractions", "programs"], corpus, library))
    json: Json = _json.loads(compressed.json(" ".join(sys.argv)))
    _in_dreamcoder_form(json, mapping)
    result = RewriteResult(json, found)
    result._compressed = compressed
    return result


# The keywords of compress that rewrite accepts and has no use for.
_KEYWORDS = frozenset({
    "abstraction_prefix", "allow_single_task", "follow", "follow_types", "fused_lambda_tags",
    "inv_candidates", "iterations", "max_arity", "no_curried_bodies", "no_curried_metavars",
    "no_other_util", "previous_abstractions", "rewritten_dreamcoder", "shuffle",
    "structure_penalty", "tasks", "tdfa_json_path", "tdfa_non_eta_long_states",
    "tdfa_root", "tdfa_split", "threads", "truncate", "valid_metavars", "valid_roots", "weights"})


if __name__ == "__main__":
    import runpy

    from rasp_stitch import use_as_stitch_core

    if len(sys.argv) < 2:
        sys.exit("usage: python3 -m rasp_stitch.stitch_core SCRIPT [ARGUMENTS]")
    use_as_stitch_core()
    sys.argv = sys.argv[1:]
    runpy.run_path(sys.argv[0], run_name="__main__")
