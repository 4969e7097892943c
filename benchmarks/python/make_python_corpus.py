"""Makes a corpus of programs in Python as imperative-stitch does, with its automaton.

    python3 make_python_corpus.py PROGRAMS.json OUT.json    # for against_stitch_core.py OUT.json

PROGRAMS.json is a list of texts, such as data/vlmaterial-set/human_100.json of imperative-stitch
(github.com/kavigupta/imperative-stitch), or an object of texts by file. Out comes {"programs":
[...], "automaton": {...}, "cost_prim": {...}}: s-expressions, the automaton that says which part of
one is a statement, an expression and so on, and the primitives that cost nothing. It needs neurosym
(pip install neurosym), which converts Python; a text that it cannot convert is left out and named.
"""

import json
import re
import sys
from pathlib import Path

from neurosym.programs.s_expression_render import render_s_expression
from neurosym.python_dsl.convert_python.convert import python_to_type_annotated_ns_s_exp
from neurosym.python_dsl.dfa import python_dfa

# As imperative_stitch/compress/rust_stitch/compress.py has it.
FREE = """Module Name Load Store None list nil semi Constant Attribute _slice_content _slice_slice
          _slice_tuple _starred_content _starred_starred /choiceseq Subscript Expr Call Assign
          AugAssign BinOp UnaryOp /seq FunctionDef arguments arg Compare Import Alias
          Return""".split()
SPLIT = "~"  # what follows it in a primitive is its type


def main() -> None:
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    named = texts.items() if isinstance(texts, dict) else enumerate(texts)
    sys.setrecursionlimit(100_000)
    automaton = python_dfa()
    programs = []
    for name, text in named:
        try:
            programs.append(render_s_expression(python_to_type_annotated_ns_s_exp(
                text, automaton, "M", no_leaves=False, only_for_nodes={"None", "Tuple"})))
        except (SyntaxError, ValueError, KeyError, AssertionError) as error:
            print(f"{name} is left out: {error!r:.100}", file=sys.stderr)
    symbols = {symbol for program in programs for symbol in re.findall(r"[^\s()]+", program)}
    costs = {symbol: 0 for symbol in sorted(symbols.union(FREE))
             if symbol.split(SPLIT)[0] in FREE}
    Path(sys.argv[2]).write_text(
        json.dumps({"programs": programs, "automaton": automaton, "cost_prim": costs}),
        encoding="utf-8")
    print(f"{len(programs)} programs of {sum(map(len, programs)):,} characters")


if __name__ == "__main__":
    main()
