"""Programs and abstractions in Stitch's form, and in DreamCoder's.

Stitch writes ``(lam (fn_0 $0))`` with names for abstractions; DreamCoder writes them out, as
``(lambda (#(lambda (f $0)) $0))``. A name mapping joins them: ``[("fn_0", "#(lambda (f $0))")]``.

>>> parse(stitch_to_dreamcoder("(fn_0 a)", [("fn_0", "#(lambda (f $0))")]))
[['#', 'lambda', ['f', '$0']], 'a']

These are functions of rasp_stitch.stitch_core, which has them all.
"""

from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Union

Json = Dict[str, Any]
NameMapping = Sequence[Tuple[str, str]]
SExpr = Union[str, List[Any]]


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
