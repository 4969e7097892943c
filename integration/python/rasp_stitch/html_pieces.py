"""HTML for notebooks: static, without scripts, readable on a light and on a dark ground.

Each function returns a piece; ``page`` puts pieces into a frame with the style that they share. The
colours are those of the page around, and transparent shades of it.
"""

from html import escape
from typing import Any, Iterable, List, Optional

CELL = 18  # pixels of a selector's cell
MOST_CELLS = 40  # of a selector's side
MOST_ROWS = 200  # of a table

STYLE = """<style>
.rasp-stitch { font-size: 13px; line-height: 1.45; }
.rasp-stitch table { border-collapse: collapse; margin: 4px 0; color: inherit; }
.rasp-stitch th, .rasp-stitch td { text-align: left; padding: 2px 10px 2px 0; border: none;
  border-bottom: 1px solid rgba(128,128,128,.35); vertical-align: top; background: none; }
.rasp-stitch .number { text-align: right; }
.rasp-stitch code { font-family: monospace; background: rgba(128,128,128,.14); color: inherit;
  padding: 0 3px; border-radius: 3px; white-space: pre-wrap; overflow-wrap: anywhere; }
.rasp-stitch .box { border: 1px solid rgba(128,128,128,.55); border-radius: 5px;
  padding: 4px 8px; margin: 4px 0; }
.rasp-stitch .head { border-left: 4px solid rgba(64,128,224,.8); padding-left: 8px; margin: 4px 0; }
.rasp-stitch .muted { opacity: .7; }
.rasp-stitch svg text { fill: currentColor; font-family: monospace; font-size: 11px; }
.rasp-stitch td.token { font-family: monospace; padding: 1px 7px; text-align: center;
  border: 1px solid rgba(128,128,128,.35); }
</style>"""


def page(*pieces: str) -> str:
    """Returns the pieces in a frame with their style."""
    return f'{STYLE}<div class="rasp-stitch">{"".join(pieces)}</div>'


def code(text: str) -> str:
    """Returns a piece of a program.

    >>> code("(lt #0 <)")
    '<code>(lt #0 &lt;)</code>'
    """
    return f"<code>{escape(text)}</code>"


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Returns a table; the cells are HTML."""
    listed = list(rows)
    lines = ["<table><tr>", *(f"<th>{escape(name)}</th>" for name in headings), "</tr>"]
    for row in listed[:MOST_ROWS]:
        lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>")
    lines.append("</table>")
    if len(listed) > MOST_ROWS:
        lines.append(f'<div class="muted">and {len(listed) - MOST_ROWS} more</div>')
    return "".join(lines)


def amount(value: Any) -> str:
    """Returns a number with its thousands apart.

    >>> amount(1234567), amount(0.5)
    ('1,234,567', '0.5')
    """
    return f"{value:,}"


def token_text(value: Any) -> str:
    """Returns a token or a value as it is shown.

    >>> token_text("a"), token_text(0.5), token_text(True)
    ('a', '0.5', 'T')
    """
    kind = type(value).__name__
    if kind in ("bool", "bool_"):
        return "T" if value else "F"
    if kind.startswith("float"):
        return f"{float(value):.4g}"
    return str(value)


def abstraction(one: Any) -> str:
    """Returns an abstraction with its body, type, uses and utility."""
    head = f"<b>{escape(one.name)}</b>"
    if one.type:
        head += f" : {code(one.type)}"
    facts = (f"arity {one.arity}, {amount(one.num_uses)} uses, "
             f"utility {amount(one.utility)}")
    uses = table(["use", "in place of"],
                 ([code(use.after), code(use.before)] for use in one.uses[:3]))
    return (f'<div class="box">{head}<br/>{code(one.body)}<br/><span class="muted">{facts}</span>'
            f"{uses if one.uses else ''}</div>")


def compression(result: Any) -> str:
    """Returns the costs, the abstractions, and the programs before and after."""
    summary = (f"{amount(len(result.programs))} programs, cost {amount(result.original_cost)} "
               f"→ {amount(result.final_cost)}, ratio {result.compression_ratio:.2f}")
    stopped = getattr(result, "stopped_by", None)
    if stopped:
        summary += f" (stopped by {escape(stopped)})"
    learnt = table(
        ["abstraction", "body", "type", "uses", "utility"],
        ([f"<b>{escape(one.name)}</b>", code(one.body), code(one.type) if one.type else "",
          amount(one.num_uses), amount(one.utility)] for one in result.abstractions))
    changed = [(task, after) for task, before, after
               in zip(result.tasks, result.programs, result.rewritten) if before != after]
    programs = table(["task", "rewritten"],
                     ([escape(task), code(after)] for task, after in changed[:10]))
    more = (f"<details><summary>{len(changed)} programs use them</summary>{programs}</details>"
            if changed else "")
    return f"<div>{summary}</div>{learnt if result.abstractions else ''}{more}"


def program(one: Any) -> str:
    """Returns a program of RASP with its type."""
    return f'<div>{code(str(one))}<br/><span class="muted">{escape(one.type)}</span></div>'


def tokens_row(values: Iterable[Any]) -> str:
    """Returns the values of a sequence, one in each cell."""
    cells = "".join(f'<td class="token">{escape(token_text(value))}</td>' for value in values)
    return f"<table><tr>{cells}</tr></table>"


def selector(matrix: Any, tokens: Optional[Any] = None) -> str:
    """Returns a selector as a picture: a row for each query, a column for each key."""
    size = min(len(matrix), MOST_CELLS)
    names = ["" for _ in range(size)] if tokens is None else [
        token_text(token)[:4] for token in tokens[:size]]
    margin = 8 + 7 * max([len(name) for name in names], default=0)
    side = margin + CELL * size + 2
    parts: List[str] = [f'<svg width="{side}" height="{side}" viewBox="0 0 {side} {side}" '
                        'role="img"><title>selector: a row for each query, a column for each key'
                        "</title>"]
    for i, name in enumerate(names):
        middle = margin + CELL * i + CELL // 2
        parts.append(f'<text x="{middle}" y="{margin - 5}" text-anchor="middle">{escape(name)}'
                     f'</text><text x="{margin - 5}" y="{middle + 4}" text-anchor="end">'
                     f"{escape(name)}</text>")
    for query in range(size):
        for key in range(size):
            fill = "rgba(64,128,224,.85)" if matrix[query][key] else "none"
            parts.append(f'<rect x="{margin + CELL * key}" y="{margin + CELL * query}" '
                         f'width="{CELL - 2}" height="{CELL - 2}" fill="{fill}" '
                         'stroke="rgba(128,128,128,.45)"/>')
    parts.append("</svg>")
    if len(matrix) > size:
        parts.append(f'<div class="muted">the first {size} of {len(matrix)} positions</div>')
    return "".join(parts)


def step(one: Any, tokens: Optional[Any]) -> str:
    """Returns a value of a trace with its expression."""
    value = selector(one.value, tokens) if one.is_selector else tokens_row(one.value)
    return f"<div>{code(one.expression)}{value}</div>"


def trace(values: Any) -> str:
    """Returns the input and all values, the last one first to be seen as the result."""
    parts = [f"<div><b>input</b>{tokens_row(values.tokens)}</div>"]
    parts.extend(step(one, values.tokens) for one in values.steps)
    if values.failure:
        parts.append(f"<div><b>{escape(values.failure)}</b></div>")
    return "".join(parts)


def _named(values: Iterable[Any]) -> str:
    return "".join(f"<div>{escape(name)} = {code(text)}</div>" for name, text in values)


def architecture(one: Any) -> str:
    """Returns the layers, from the input to the output, with their heads."""
    parts = [f"<div>{len(one.layers)} layers, {one.heads} heads</div>"]
    if one.embedding:
        parts.append(f'<div class="box"><b>before the first layer</b>{_named(one.embedding)}</div>')
    for number, layer in enumerate(one.layers, 1):
        heads = "".join(
            f'<div class="head">selects {code(head.selector)}{_named(head.aggregates)}</div>'
            for head in layer.heads)
        after = f"<div>elementwise{_named(layer.elementwise)}</div>" if layer.elementwise else ""
        parts.append(f'<div class="box"><b>layer {number}</b>{heads}{after}</div>')
    parts.append(f"<div><b>result</b> {code(one.result)}</div>")
    return "".join(parts)


def grammar(one: Any) -> str:
    """Returns the productions with their types."""
    return table(["production", "type"],
                 ([code(name), code(type_)] for name, type_ in one.productions))


def search(found: Any) -> str:
    """Returns the best program of each task."""
    rows = []
    for name, frontier in found.items():
        best = frontier.solutions[0] if frontier else None
        shown = code(best.program) if best else '<span class="muted">none</span>'
        rows.append([escape(name), shown, f"{best.log_prior:.2f}" if best else ""])
    return (f"<div>{found.solved} of {len(found)} tasks solved</div>"
            + table(["task", "best program", "log prior"], rows))


def phases(run: Any) -> str:
    """Returns a row for each phase of a run of the loop."""
    return table(["iteration", "phase", "solved", "abstractions", "seconds"],
                 ([str(one.iteration), escape(one.name), str(one.solved), str(one.abstractions),
                   f"{one.seconds:.1f}"] for one in run.phases))
