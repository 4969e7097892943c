"""Compresses corpora with stitch_core and rasp-compress, and compares what they cost in the end.

    python3 final_costs.py CORPORA... --program build/run/bin/rasp-compress [--arity 3]
        [--abstractions 10] [--seconds 60]

A corpus is a JSON list of programs or a request of DreamCoder; a folder stands for all .json files
in it. Others, those on which stitch_core fails, and those for which it takes longer than
`--seconds` are listed, not compared. Prints a table, the worst first. Exit code 1: a corpus costs
more than 0.5 % above what it costs with Stitch. This needs no more of us than the program.
"""

import argparse
import json
import multiprocessing
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

TOLERANCE = 0.005

Json = Dict[str, Any]


class Row(NamedTuple):
    """A corpus, its cost before and after, or why there is none; seconds of the processor."""

    name: str
    before: int = 0
    theirs: int = 0
    ours: int = 0
    their_seconds: float = 0
    problem: str = ""

    @property
    def excess(self) -> float:
        """By what part ours ends above theirs."""
        return self.ours / self.theirs - 1


def keywords_of(path: Path) -> Optional[Json]:
    """Returns the programs, and the tasks if there are any, as stitch_core takes them."""
    from stitch_core import from_dreamcoder

    try:
        document = json.loads(path.read_text())
    except ValueError:
        return None
    if isinstance(document, dict) and {"DSL", "frontiers"} <= document.keys():
        found = from_dreamcoder(document)
        return {name: found[name] for name in ("programs", "tasks")}
    if isinstance(document, list) and document and all(isinstance(one, str) for one in document):
        return {"programs": document}
    return None


def call_stitch(keywords: Json, out: Any) -> None:
    """Calls stitch_core, in a process of its own, as it may panic or take very long."""
    import stitch_core

    try:
        start = time.process_time()
        result = stitch_core.compress(**keywords, threads=1, silent=True).json
        out.send((result["original_cost"], result["final_cost"], time.process_time() - start))
    except BaseException as error:  # a panic of Rust is not an Exception
        out.send(f"stitch_core fails: {str(error)[:60]}")


def stitch(keywords: Json, seconds: float) -> Any:
    """Returns the costs and the time of stitch_core, or what went wrong."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=call_stitch, args=(keywords, there))
    process.start()
    there.close()
    try:
        return here.recv() if here.poll(seconds) else f"stitch_core takes over {seconds:.0f} s"
    except EOFError:
        return "stitch_core ends without a word"
    finally:
        process.kill()
        process.join()


def ours(program: str, keywords: Json, options: List[str]) -> Tuple[int, int]:
    """Returns the costs of rasp-compress."""
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Path(scratch) / "corpus.json"
        corpus.write_text(json.dumps({name: keywords[name] for name in ("programs", "tasks")
                                      if name in keywords}))
        done = subprocess.run([program, str(corpus), "--json", "-q", "-t1", *options],
                              capture_output=True, text=True, check=True)
    result = json.loads(done.stdout)
    return result["original_cost"], result["final_cost"]


def compare(path: Path, options: argparse.Namespace) -> Row:
    """Compresses one corpus with both."""
    programs = keywords_of(path)
    if programs is None:
        return Row(path.stem, problem="no list of programs")
    keywords = dict(programs, iterations=options.abstractions, max_arity=options.arity)
    theirs = stitch(keywords, options.seconds)
    if isinstance(theirs, str):
        return Row(path.stem, problem=theirs)
    before, after = ours(options.program, programs,
                         [f"-a{options.arity}", f"-i{options.abstractions}"])
    if before != theirs[0]:
        return Row(path.stem, problem=f"{theirs[0]} before with stitch_core, {before} here")
    return Row(path.stem, before, theirs[1], after, theirs[2])


def main() -> int:
    """Compares all corpora and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--program", required=True)
    parser.add_argument("--arity", type=int, default=3)
    parser.add_argument("--abstractions", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    paths = [path for given in options.corpora
             for path in (sorted(given.glob("*.json")) if given.is_dir() else [given])]
    rows = []
    for path in paths:
        rows.append(compare(path, options))
        print(path.stem, rows[-1].problem or f"{100 * rows[-1].excess:+.2f} %", file=sys.stderr)
    compared = sorted((row for row in rows if not row.problem), key=lambda row: -row.excess)
    print("| corpus | before | Stitch | here | difference | Stitch, s |\n"
          "| --- | ---: | ---: | ---: | ---: | ---: |")
    for row in compared:
        print(f"| {row.name} | {row.before:,} | {row.theirs:,} | {row.ours:,} | "
              f"{100 * row.excess:+.2f} % | {row.their_seconds:.2f} |")
    for row in rows:
        if row.problem:
            print(f"\n{row.name}: {row.problem}")
    return 1 if any(row.excess > TOLERANCE for row in compared) else 0


if __name__ == "__main__":
    sys.exit(main())
