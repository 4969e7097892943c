#!/usr/bin/env python3
"""Compares programs that answer DreamCoder's compression requests.

    benchmarks/dreamcoder_requests.py --types FILE... EC_ROOT COMMAND... -- REQUEST...

    benchmarks/dreamcoder_requests.py EC_ROOT EC_ROOT/compression rasp-stitch-compression \\
        -- EC_ROOT/compressionMessages/*

Gives each request to each command, and prints how many abstractions it has learnt, the seconds
that it took (elapsed, as ec's compressor forks workers that it does not wait for), and
DreamCoder's score of the reply: that of `benchmarks/dreamcoder_compressors.py`, of the topK best
programs of each frontier under the request's grammar, computed by ec's own Python in a process of
its own. A higher score is better. The settings of a request can be replaced by others (--arity 2
--pseudoCounts 1).

A request needs the types of its productions, in its member `types`, as our Python package sends
them, or in a file of --types ([{"name": "+", "type": TYPE}, ...]). Requires all that ec requires.
"""

import argparse
import json
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from dreamcoder_compressors import in_own_process, score_of_estimated  # noqa: E402
from rasp_stitch import dreamcoder  # noqa: E402

SETTINGS = {"arity": int, "topK": int, "pseudoCounts": float, "aic": float,
            "structurePenalty": float, "CPUs": int}


class Answer(NamedTuple):
    """What a command made of a request."""

    reply: Optional[Dict[str, Any]]  # None if it had none in time
    seconds: float


def ask(command: str, request: Dict[str, Any], most_seconds: float) -> Answer:
    """Gives the request to a command."""
    start = time.monotonic()
    try:
        run = subprocess.run([command], input=json.dumps(request).encode(), capture_output=True,
                             timeout=most_seconds, check=False)
        reply = json.loads(run.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        reply = None
    return Answer(reply if reply and "DSL" in reply else None, time.monotonic() - start)


def declare(types: Dict[str, Any]) -> None:
    """Tells ec's parser the primitives."""
    from dreamcoder.program import Primitive
    from dreamcoder.type import Type
    for name, tp in types.items():
        if not name.startswith("#") and name not in Primitive.GLOBALS:
            Primitive(name, Type.fromjson(tp), None)


def read(message: Dict[str, Any], request: Dict[str, Any]) -> Tuple[Any, List[Any]]:
    """Returns the grammar and the frontiers of a reply to the request, or of the request itself.
    The continuation type is the request's, as in the driver: ec's own compressor leaves it out."""
    from dreamcoder.frontier import Frontier, FrontierEntry
    from dreamcoder.grammar import Grammar
    from dreamcoder.program import Program
    from dreamcoder.task import Task
    from dreamcoder.type import Type
    productions = []
    for production in message["DSL"]["productions"]:
        program = Program.parse(production["expression"])
        productions.append((production["logProbability"], program.infer(), program))
    continuation = request["DSL"].get("continuationType")
    grammar = Grammar(message["DSL"]["logVariable"], productions,
                      continuationType=Type.fromjson(continuation) if continuation else None)
    frontiers = []
    for i, frontier in enumerate(message["frontiers"]):
        request = Type.fromjson(frontier["request"])
        entries = [FrontierEntry(program=program, logLikelihood=entry["logLikelihood"],
                                 logPrior=grammar.logLikelihood(request, program))
                   for entry in frontier["programs"]
                   for program in [Program.parse(entry["program"])]]
        frontiers.append(Frontier(entries, task=Task(f"task {i}", request, [])))
    return grammar, frontiers


def chosen(request: Dict[str, Any]) -> Dict[str, Any]:
    """Returns the request with only the programs that count."""
    declare(request["types"])
    _, frontiers = read(request, request)
    kept = []
    for message, frontier in zip(request["frontiers"], frontiers):
        best = sorted(zip(frontier.entries, message["programs"]),
                      key=lambda pair: (-pair[0].logPosterior, pair[1]["program"]))
        kept.append({**message, "programs": [entry for _, entry in best[:request["topK"]]]})
    return {**request, "frontiers": kept}


def score_of(message: Dict[str, Any], request: Dict[str, Any]) -> float:
    """Returns DreamCoder's score of a reply, or of the request itself."""
    declare(request["types"])
    return score_of_estimated(*read(message, request), request)


def with_types(request: Dict[str, Any], tables: List[str]) -> Dict[str, Any]:
    """Returns the request with the types of its primitives."""
    types = dict(request.get("types", {}))
    for table in tables:
        for row in json.loads(Path(table).read_text(encoding="utf-8")):
            types.setdefault(row["name"], row["type"])
    return {**request, "types": types}


def main() -> None:
    """Prints a row for each request and command."""
    words = sys.argv[1:]
    if "--" not in words:
        words.append("--")
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", metavar="EC_ROOT")
    parser.add_argument("commands", metavar="COMMAND", nargs="+")
    parser.add_argument("--types", metavar="FILE", action="append", default=[])
    parser.add_argument("--most-seconds", type=float, default=600, metavar="S")
    for name, tp in SETTINGS.items():
        parser.add_argument(f"--{name}", type=tp, metavar="N", help="replaces that of the request")
    arguments = parser.parse_args(words[:words.index("--")])
    dreamcoder.use(arguments.root)
    print("| request | tasks | command | new | before | after | seconds |\n"
          "| --- | ---: | --- | ---: | ---: | ---: | ---: |")
    for path in words[words.index("--") + 1:]:
        request = with_types(json.loads(Path(path).read_text(encoding="utf-8")), arguments.types)
        request.update({name: value for name, value in vars(arguments).items()
                        if name in SETTINGS and value is not None})
        request = in_own_process(partial(chosen, request))
        before = in_own_process(partial(score_of, request, request))
        for command in arguments.commands:
            answer = ask(command, request, arguments.most_seconds)
            columns = ["-", f"{before:.4f}", "-"]
            if answer.reply is not None:
                after = in_own_process(partial(score_of, answer.reply, request))
                new = len(answer.reply["DSL"]["productions"]) - len(request["DSL"]["productions"])
                columns = [str(new), f"{before:.4f}", f"{after:.4f}"]
            print("|", " | ".join([Path(path).name, str(len(request["frontiers"])),
                                   Path(command).name, *columns, f"{answer.seconds:.1f}"]), "|",
                  flush=True)


if __name__ == "__main__":
    main()
