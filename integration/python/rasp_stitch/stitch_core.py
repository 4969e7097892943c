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
  numbered by their first occurrence.
"""

import json as _json
import sys
from typing import (Any, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple,
                    Union)

from rasp_stitch import native as _native
from rasp_stitch.errors import InputError, with_keywords

__all__ = [
    "Abstraction", "CompressionResult", "InvalidAbstractionException", "ParseError",
    "RewriteResult", "StitchException", "compress", "dreamcoder_to_stitch", "from_dreamcoder",
    "name_mapping_dreamcoder", "name_mapping_stitch", "parse", "rewrite", "stitch_to_dreamcoder"]

_core = _native.module()  # an import that fails is better than a call that does

Json = Dict[str, Any]
NameMapping = Sequence[Tuple[str, str]]
SExpr = Union[str, List[Any]]

# What tunes or prints Stitch's own search.
_WITHOUT_MEANING = frozenset({
    "batch", "dreamcoder_comparison", "dynamic_batch", "follow_prune", "hole_choice",
    "inv_arg_cap", "loud_panic", "no_mismatch_check", "no_opt", "no_opt_arity_zero",
    "no_opt_force_multiuse", "no_opt_single_use", "no_opt_upper_bound", "no_opt_useless_abstract",
    "no_stats", "panic_loud", "print_stats", "quiet", "rewrite_check", "show_rewritten", "silent",
    "utility_by_rewrite", "verbose_best", "verbose_rewrite", "verbose_worklist"})
_OTHER_NAMES = {"inv_candidates": "candidates"}

# What rasp-compress has besides, and a script of Stitch's cannot mean.
_NOT_STITCHS = ("out", "dot", "save_rewritten", "save_rasp", "library", "rename", "fmt")

# What Stitch's own compress has for rewrite; others are accepted, as scripts pass all they have.
_FOR_REWRITE = ("cost_app", "cost_ivar", "cost_lam", "cost_prim", "cost_prim_default", "cost_var",
                "eta_long", "rewritten_intermediates")


class StitchException(Exception):
    """A call cannot be answered: a keyword, a program or an abstraction is wrong."""


class ParseError(Exception):
    """``parse`` was given a text that is no s-expression."""


class InvalidAbstractionException(Exception):
    """An abstraction in DreamCoder's form has free variables."""


class Abstraction:
    """An abstraction: a function that programs can use.

    ``name``, such as ``"fn_0"``; ``body``, such as ``"(+ 3 (* #1 #0))"``, with the arguments
    ``#0``, ``#1``, ...; and ``arity``, the number of arguments. All three can be set.
    ``tdfa_annotation`` and ``variable_types`` are what ``json`` says of them, or None.

    >>> Abstraction("twice", "(#0 (#0 #1))", 2)
    twice(#0,#1) := (#0 (#0 #1))
    """

    def __init__(self, name: str, body: str, arity: int,
                 tdfa_annotation: Optional[Json] = None,
                 variable_types: Optional[List[str]] = None) -> None:
        if body.startswith("#("):
            raise StitchException("this abstraction is in DreamCoder's form; make it with "
                                  "Abstraction.from_dreamcoder: " + body)
        self.name = name
        self.body = body
        self.arity = arity
        self.tdfa_annotation = tdfa_annotation
        self.variable_types = variable_types

    def __repr__(self) -> str:
        return f"{self.name}({','.join(f'#{i}' for i in range(self.arity))}) := {self.body}"

    @staticmethod
    def from_dreamcoder(name: str, dreamcoder_abstraction: str,
                        name_mapping: NameMapping = ()) -> "Abstraction":
        """Returns the abstraction that DreamCoder writes as ``#(lambda ...)``.

        Abstractions inside of it are replaced by their names in ``name_mapping``.

        >>> Abstraction.from_dreamcoder("fn_1", "#(lambda (lambda (+ $0 (#(lambda (g $0)) $1))))",
        ...                             [("fn_0", "#(lambda (g $0))")])
        fn_1(#0,#1) := (+ #1 (fn_0 #0))
        """
        if not dreamcoder_abstraction.startswith("#"):
            raise StitchException("an abstraction in DreamCoder's form begins with #(lambda, not "
                                  + repr(dreamcoder_abstraction[:40]))
        body = parse(dreamcoder_to_stitch(dreamcoder_abstraction[1:], name_mapping))
        arity = 0
        while isinstance(body, list) and len(body) == 2 and body[0] == "lam":
            body = body[1]
            arity += 1
        return Abstraction(name, _show(_with_metavariables(body, arity)), arity)


def _show(expression: SExpr) -> str:
    """Returns the text, without a recursion that a deep program would exhaust."""
    out: List[str] = []
    todo: List[Any] = [expression]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            if out and item != ")" and not out[-1].endswith("("):
                out.append(" ")
            out.append(item)
            continue
        is_abstraction = bool(item) and item[0] == "#"
        if out and not out[-1].endswith("("):
            out.append(" ")
        out.append("#(" if is_abstraction else "(")
        todo.append(")")
        todo.extend(reversed(item[1:] if is_abstraction else item))
    return "".join(out)


def _with_metavariables(body: SExpr, arity: int) -> SExpr:
    result: List[Any] = [body]
    todo: List[Tuple[List[Any], int, int]] = [(result, 0, 0)]
    while todo:
        place, i, depth = todo.pop()
        item = place[i]
        if isinstance(item, str):
            if item.startswith("$") and int(item[1:]) >= depth:
                number = arity - (int(item[1:]) - depth) - 1
                if number < 0:
                    raise InvalidAbstractionException(
                        f"the abstraction has a free variable: {item}")
                place[i] = f"#{number}"
            continue
        place[i] = list(item)
        inside = depth + (bool(item) and item[0] in ("lam", "lambda"))
        todo.extend((place[i], j, inside) for j in range(len(item)))
    return result[0]  # type: ignore[no-any-return]


class CompressionResult:
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


class RewriteResult:
    """What ``rewrite`` made: ``rewritten`` and ``json`` as in CompressionResult, ``abstractions``.

    Iterating over it gives the programs, as scripts for older versions expect.
    """

    def __init__(self, json: Json, abstractions: Iterable[Abstraction] = ()) -> None:
        self.rewritten: List[str] = json["rewritten"]
        self.abstractions: List[Abstraction] = list(abstractions)
        self.json = json

    def __iter__(self) -> Iterator[str]:
        return iter(self.rewritten)

    def __len__(self) -> int:
        return len(self.rewritten)

    def __getitem__(self, index: Any) -> Any:
        return self.rewritten[index]


def _texts(name: str, value: Any) -> List[str]:
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
        raise TypeError(f"{name} is a {type(value).__name__}; a list of texts is expected")
    texts = list(value)
    for i, text in enumerate(texts):
        if not isinstance(text, str):
            raise TypeError(f"{name}[{i}] is a {type(text).__name__}; a text is expected")
    return texts


def _corpus(programs: Any, tasks: Any, weights: Any) -> str:
    corpus: Json = {"programs": _texts("programs", programs)}
    if tasks is not None:
        corpus["tasks"] = _texts("tasks", tasks)
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
    return CompressionResult(json)


def rewrite(programs: Iterable[str], abstractions: Iterable[Abstraction],
            **kwargs: Any) -> RewriteResult:
    """Rewrites programs with abstractions, one after the other, where that saves something.

    :param programs: programs in Stitch's form
    :param abstractions: anything with ``name``, ``body`` and ``arity``, in their order
    :param kwargs: the costs, ``eta_long`` and ``rewritten_intermediates`` of compress, and
        ``name_mapping`` for ``json["rewritten_dreamcoder"]``; others are accepted as in compress
    :raises StitchException: if a program or an abstraction is wrong; the message has the place
    """
    found = list(abstractions)
    corpus = _corpus(programs, None, None)
    library = _json.dumps([{"name": one.name, "body": one.body, "arity": one.arity}
                           for one in found])
    mapping = list(kwargs.pop("name_mapping", None) or ())
    options = {name: value for name, value in _with_meaning(kwargs).items()
               if name in _FOR_REWRITE or name not in _KEYWORDS}
    options["rewritten_dreamcoder"] = True
    words = _words(options)
    json: Json = _json.loads(_called("rewrite", lambda: _core.rewrite(
        words + ["--library=abstractions", "programs"], corpus, library)
    ).json(" ".join(sys.argv)))
    _in_dreamcoder_form(json, mapping)
    return RewriteResult(json, found)


# The keywords of compress that rewrite accepts and has no use for.
_KEYWORDS = frozenset({
    "abstraction_prefix", "allow_single_task", "follow", "follow_types", "fused_lambda_tags",
    "inv_candidates", "iterations", "max_arity", "no_curried_bodies", "no_curried_metavars",
    "no_other_util", "previous_abstractions", "rewritten_dreamcoder", "shuffle",
    "structure_penalty", "symvar_prefix", "tasks", "tdfa_json_path", "tdfa_non_eta_long_states",
    "tdfa_root", "tdfa_split", "threads", "truncate", "valid_metavars", "valid_roots", "weights"})


def from_dreamcoder(json: Json, **_ignored: Any) -> Dict[str, Any]:
    """Returns the keywords for compress and rewrite that a request of DreamCoder stands for.

    :param json: ``{"DSL": {"productions": [{"expression": ...}]}, "frontiers": [{"task": ...,
        "programs": [{"program": ...}]}]}``
    :return: ``programs``, ``tasks``, ``name_mapping`` and ``rewritten_dreamcoder=True``

    >>> request = {"DSL": {"productions": [{"expression": "f"}]},
    ...            "frontiers": [{"task": "t", "programs": [{"program": "(lambda (f $0))"}]}]}
    >>> from_dreamcoder(request)["programs"]
    ['(lam (f $0))']
    """
    mapping = name_mapping_dreamcoder(json)
    programs: List[str] = []
    tasks: List[str] = []
    for i, frontier in enumerate(json["frontiers"]):
        for program in frontier["programs"]:
            programs.append(dreamcoder_to_stitch(program["program"], mapping))
            tasks.append(frontier.get("task", str(i)))
    return {"programs": programs, "tasks": tasks, "name_mapping": mapping,
            "rewritten_dreamcoder": True}


def name_mapping_dreamcoder(json: Json) -> List[Tuple[str, str]]:
    """Returns a name, ``dreamcoder_abstraction_0`` and so on, for each abstraction of a request.

    Longer abstractions come later, so that those inside of them have names before them.
    """
    if "DSL" not in json:
        raise StitchException('this is no request of DreamCoder: it has no "DSL"')
    written_out = [production["expression"] for production in json["DSL"]["productions"]
                   if production["expression"].startswith("#")]
    written_out.sort(key=len)
    return [(f"dreamcoder_abstraction_{i}", text) for i, text in enumerate(written_out)]


def name_mapping_stitch(json: Json) -> List[Tuple[str, str]]:
    """Returns the names of the abstractions of ``CompressionResult.json`` with their meanings."""
    if "abstractions" not in json:
        raise StitchException('this is no result of compress: it has no "abstractions"')
    return [(row["name"], row["dreamcoder"]) for row in json["abstractions"]]


def dreamcoder_to_stitch(program: Any, name_mapping: NameMapping) -> Any:
    """Returns a program, or a list of them, in Stitch's form.

    >>> dreamcoder_to_stitch("(lambda (#(lambda (f $0)) $0))", [("fn_0", "#(lambda (f $0))")])
    '(lam (fn_0 $0))'
    """
    if isinstance(program, (list, tuple)):
        return [dreamcoder_to_stitch(one, name_mapping) for one in program]
    for name, written_out in reversed(name_mapping):
        program = program.replace(written_out, name)
    if "#" in program:
        raise StitchException("the program has an abstraction that is not in the name mapping: "
                              + program)
    return program.replace("(lambda ", "(lam ")


def stitch_to_dreamcoder(program: Any, name_mapping: NameMapping) -> Any:
    """Returns a program, or a list of them, in DreamCoder's form.

    >>> stitch_to_dreamcoder("(lam (fn_0 (fn_0 $0)))", [("fn_0", "#(lambda (f $0))")])
    '(lambda (#(lambda (f $0)) (#(lambda (f $0)) $0)))'
    """
    if isinstance(program, (list, tuple)):
        return [stitch_to_dreamcoder(one, name_mapping) for one in program]
    meanings = dict(name_mapping)
    out: List[str] = []
    word = ""
    for character in program.replace("(lam ", "(lambda ") + " ":
        if character in "() ":
            out.append(_meaning(word, meanings) + character)
            word = ""
        else:
            word += character
    return "".join(out)[:-1]


def _meaning(word: str, meanings: Mapping[str, str]) -> str:
    """Returns what a name stands for; what stands inside of that may have names again."""
    if word not in meanings:
        return word
    others = {name: text for name, text in meanings.items() if name != word}
    text: str = stitch_to_dreamcoder(meanings[word], list(others.items()))
    return text


def parse(original_s: str) -> SExpr:
    """Parses an s-expression into nested lists.

    >>> parse("(+ 3 (* 2 4))")
    ['+', '3', ['*', '2', '4']]
    >>> parse("(baz #(foo bar))")
    ['baz', ['#', 'foo', 'bar']]
    """
    if original_s.count("#(") != original_s.count("#"):
        raise ParseError(f"a # without a parenthesis after it in {original_s}")
    items = original_s.replace("#(", "(# ").replace("(", " ( ").replace(")", " ) ").split()
    if not items:
        raise ParseError("an empty text is no s-expression")
    stack: List[List[Any]] = [[]]
    for i, item in enumerate(items):
        if item == "(":
            stack.append([])
        elif item == ")":
            if len(stack) == 1:
                raise ParseError(f"a closing parenthesis without an opening one in {original_s}")
            last = stack.pop()
            stack[-1].append(last)
        else:
            stack[-1].append(item)
        if len(stack) == 1 and i + 1 < len(items):
            raise ParseError(f"something follows the end of the expression in {original_s}")
    if len(stack) != 1:
        raise ParseError(f"an opening parenthesis without a closing one in {original_s}")
    result: SExpr = stack[0][0]
    return result


if __name__ == "__main__":
    import runpy

    from rasp_stitch import use_as_stitch_core

    if len(sys.argv) < 2:
        sys.exit("usage: python3 -m rasp_stitch.stitch_core SCRIPT [ARGUMENTS]")
    use_as_stitch_core()
    sys.argv = sys.argv[1:]
    runpy.run_path(sys.argv[0], run_name="__main__")
