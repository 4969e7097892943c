"""Makes the same calls to stitch_core and to rasp_stitch.stitch_core, and compares the results.

    python3 against_stitch_core.py CORPORA... [--way paper] [--repeat 3] [--markdown]

A corpus is a JSON list of programs, a request of DreamCoder, or programs with an automaton that
make_python_corpus.py made; a folder stands for all its .json files. The ways of calling are those
of public scripts. Each call runs in a process of its own, in which only the call is timed, by the
processor; the memory is the most that this process ever had, Python included.

Compared are: the fields of results and their types, the utility of the first abstraction, which has
to be equal, and the final cost, which has to be within 0.5 %. Exit code 1: they differ. Where
stitch_core itself fails, or finds nothing although there is something, ours must not.
"""

import argparse
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional

Json = Dict[str, Any]

# Keywords by the script that calls so (see docs of the package).
WAYS: Dict[str, Json] = {
    "paper": {"iterations": 3, "max_arity": 2},
    "LILO": {"iterations": 3, "max_arity": 2, "eta_long": True, "utility_by_rewrite": True,
             "no_other_util": True},
    "neurosym": {"iterations": 1, "max_arity": 2, "no_curried_bodies": True,
                 "no_curried_metavars": True, "abstraction_prefix": "_abs_",
                 "fused_lambda_tags": "2"},
    "imperative-stitch": {"iterations": 2, "max_arity": 2, "cost_app": 1, "cost_lam": 1,
                          "cost_prim": '{"l":150,"cons":50}', "quiet": True},
    "AbstractBeam": {"iterations": 3, "max_arity": 2, "previous_abstractions": 2,
                     "no_curried_metavars": False},
}
# What imperative-stitch says besides if there is an automaton.
WITH_AUTOMATON: Json = {
    "tdfa_root": "M", "valid_metavars": '["S","E","seqS"]', "valid_roots": '["S","E","seqS"]',
    "tdfa_non_eta_long_states": '{"seqS":"S"}', "tdfa_split": "~", "symvar_prefix": "&"}
TOLERANCE = 0.005


class Call(NamedTuple):
    """A result of one implementation: its JSON, or the error; seconds and megabytes."""

    json: Optional[Json]
    error: Optional[str]
    seconds: float
    megabytes: float
    rewritten: Optional[Json] = None


def arguments(core: Any, path: Path, way: str, scratch: str) -> Json:
    """Returns all keywords of a call, as the script makes them; files go into the folder."""
    document = json.loads(path.read_text())
    keywords = dict(WAYS[way])
    if isinstance(document, dict) and "frontiers" in document:
        keywords.update(core.from_dreamcoder(document))
    elif isinstance(document, dict):
        keywords["programs"] = document["programs"]
        if way == "imperative-stitch":
            automaton = Path(scratch) / "automaton.json"
            automaton.write_text(json.dumps(document["automaton"]))
            keywords.update(WITH_AUTOMATON, tdfa_json_path=str(automaton),
                            cost_prim=json.dumps(document["cost_prim"]).replace(" ", ""))
    else:
        keywords["programs"] = document
    return keywords


def call_here(module: str, path: Path, way: str) -> None:
    """Makes one call in this process, and prints what became of it."""
    if module == "ours":
        import rasp_stitch.stitch_core as core
    else:
        import stitch_core as core
    with tempfile.TemporaryDirectory() as scratch:
        print(json.dumps(outcome(core, arguments(core, path, way, scratch))))


def outcome(core: Any, keywords: Json) -> Json:
    """Returns what becomes of a call, and of rewrite with what it finds."""
    found: Json = {"json": None, "error": None, "rewritten": None}
    start = time.process_time()
    try:
        result = core.compress(**keywords)
        found["seconds"] = time.process_time() - start
        found["json"] = result.json
        costs = {name: value for name, value in keywords.items()
                 if name.startswith("cost_") or name == "eta_long"}
        found["rewritten"] = core.rewrite(keywords["programs"], result.abstractions, **costs).json
    except BaseException as error:  # a panic of Rust is not an Exception
        found["seconds"] = time.process_time() - start
        if found["json"] is None:
            found["error"] = f"{type(error).__name__}: {str(error)[:200]}"
    found["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return found


def call(module: str, path: Path, way: str, repeat: int = 1) -> Call:
    """Makes a call in processes of their own; times are medians."""
    calls = []
    for _ in range(repeat):
        run = subprocess.run([sys.executable, __file__, "--call", module, way, str(path)],
                             capture_output=True, text=True, check=False, env=os.environ)
        if run.returncode != 0:
            return Call(None, f"exit code {run.returncode} {run.stderr[-200:]}", math.nan,
                        math.nan)
        calls.append(Call(**json.loads(run.stdout.splitlines()[-1])))
    return calls[0]._replace(seconds=statistics.median(one.seconds for one in calls),
                             megabytes=statistics.median(one.megabytes for one in calls))


def kind(value: Any) -> str:
    """Returns the name of a value's type."""
    return type(value).__name__


def missing_fields(theirs: Json, ours: Json, where: str = "json") -> List[str]:
    """Returns the fields of theirs that ours lacks or has in another type."""
    problems = []
    for name, value in theirs.items():
        if name not in ours:
            problems.append(f"{where}.{name} is missing")
        elif kind(value) != kind(ours[name]):
            problems.append(f"{where}.{name} is {ours[name]!r:.60}, not {value!r:.60}")
    if where == "json":
        for theirs_one, ours_one in zip(theirs["abstractions"], ours["abstractions"]):
            problems += missing_fields(theirs_one, ours_one, "abstraction")
    return problems


def differences(theirs: Call, ours: Call) -> List[str]:
    """Returns what is worse about ours than about theirs."""
    if ours.json is None:
        return [f"ours fails: {ours.error}"]
    if theirs.json is None:
        return []
    problems = missing_fields(theirs.json, ours.json)
    if theirs.json["original_cost"] != ours.json["original_cost"]:
        problems.append(f"original cost {ours.json['original_cost']}, not "
                        f"{theirs.json['original_cost']}")
    first = [one.json["abstractions"][0]["utility"] if one.json["abstractions"] else 0
             for one in (theirs, ours)]
    if first[1] < first[0] or (first[1] > first[0] and first[0] != 0):
        problems.append(f"the first utility is {first[1]}, not {first[0]}")
    if ours.json["final_cost"] > theirs.json["final_cost"] * (1 + TOLERANCE):
        problems.append(f"final cost {ours.json['final_cost']}, not {theirs.json['final_cost']}")
    if theirs.rewritten is not None and ours.rewritten is not None:
        problems += missing_fields(theirs.rewritten, ours.rewritten)
    return problems


def corpora_of(paths: List[Path]) -> List[Path]:
    """Returns the files, those of folders by name."""
    files: List[Path] = []
    for path in paths:
        files += sorted(path.glob("*.json")) if path.is_dir() else [path]
    return files


def first_utility(one: Call) -> str:
    if one.json is None:
        return "fails"
    return f"{one.json['abstractions'][0]['utility']:,}" if one.json["abstractions"] else "none"


def final_cost(one: Call) -> str:
    return f"{one.json['final_cost']:,}" if one.json else "fails"


def row(path: Path, way: str, theirs: Call, ours: Call) -> str:
    return (f"| {path.stem} | {way} | {first_utility(theirs)} | {first_utility(ours)} | "
            f"{final_cost(theirs)} | {final_cost(ours)} | {theirs.seconds * 1000:,.1f} | "
            f"{ours.seconds * 1000:,.1f} | {theirs.seconds / ours.seconds:.0f} | "
            f"{theirs.megabytes:.0f} | {ours.megabytes:.0f} |")


HEAD = ("| corpus | way | first utility: stitch_core | ours | final cost: stitch_core | ours | "
        "ms: stitch_core | ours | times as fast | MB: stitch_core | ours |\n"
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares our stitch_core with the original")
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--way", action="append", choices=list(WAYS))
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    print(HEAD)
    failed: List[str] = []
    crashes: List[str] = []
    for path in corpora_of(options.corpora):
        for way in options.way or WAYS:
            theirs, ours = (call(module, path, way, options.repeat)
                            for module in ("stitch_core", "ours"))
            print(row(path, way, theirs, ours), flush=True)
            failed += [f"{path.name}, {way}: {what}" for what in differences(theirs, ours)]
            if theirs.error:
                crashes.append(f"{path.name}, {way}: {theirs.error}")
    print()
    for what in crashes:
        print("stitch_core fails:", what)
    for what in failed:
        print("DIFFERENT:", what)
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--call"]:
        call_here(sys.argv[2], Path(sys.argv[4]), sys.argv[3])
    else:
        sys.exit(main())
