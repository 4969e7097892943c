"""Corpora as Python has them, made ready for the compressor.

    corpus_text(["(f a)", "(f b)"])                     # a list of programs
    corpus_text({"reverse": "(lam ...)", "sort": [...]}) # programs by task, one or several
    corpus_text([{"name": "reverse", "program": ...}])  # rows, as in a corpus of the form rasp
    corpus_text(frame["program"])                       # a column of pandas
    corpus_text(pathlib.Path("corpus.json"))            # a file: None, as C++ reads it
"""

import json
import os
from typing import Any, Iterable, List, Mapping, NamedTuple, Optional, Union

Corpus = Union[str, "os.PathLike[str]", Iterable[Any], Mapping[str, Any]]


class GivenCorpus(NamedTuple):
    """A corpus for the extension module: a text, or else the path of a file."""

    text: Optional[str]
    path: str


def plain(value: Any) -> Any:
    """Returns what JSON can write in place of a value of numpy or pandas."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"a {type(value).__name__} cannot be part of this: {value!r:.60}")


def texts_of(name: str, values: Any) -> List[str]:
    """Returns a list, array or column of texts as a list; raises TypeError for anything else."""
    if isinstance(values, (str, bytes, Mapping)) or not isinstance(values, Iterable):
        raise TypeError(f"{name} is a {type(values).__name__}; a list of texts is expected")
    texts = list(values)
    for i, text in enumerate(texts):
        if not isinstance(text, str):
            raise TypeError(f"{name}[{i}] is a {type(text).__name__}; a text is expected")
    return texts


def _by_task(programs: Mapping[str, Any]) -> Any:
    listed: List[str] = []
    tasks: List[str] = []
    for task, some in programs.items():
        for program in [some] if isinstance(some, str) else texts_of(f"corpus[{task!r}]", some):
            listed.append(program)
            tasks.append(str(task))
    return {"programs": listed, "tasks": tasks}


def _document(corpus: Any) -> Any:
    if isinstance(corpus, Mapping):
        is_whole = any(key in corpus for key in ("programs", "frontiers", "DSL"))
        return dict(corpus) if is_whole else _by_task(corpus)
    if isinstance(corpus, (bytes, bytearray)) or not isinstance(corpus, Iterable):
        raise TypeError(f"the corpus is a {type(corpus).__name__}; a list of programs, a dict of "
                        "programs by task, or the path of a file is expected")
    rows = list(corpus)
    if rows and all(isinstance(row, Mapping) for row in rows):
        return [dict(row) for row in rows]
    return texts_of("corpus", rows)


def given_corpus(corpus: Any, tasks: Any = None, weights: Any = None) -> GivenCorpus:
    """Returns the corpus with its tasks and weights, which go with programs in Python only."""
    if isinstance(corpus, (str, os.PathLike)):
        if tasks is not None or weights is not None:
            raise TypeError("tasks and weights go with a list of programs; a file has its own "
                            "(rasp-compress: --weights)")
        return GivenCorpus(None, os.fspath(corpus))
    document = _document(corpus)
    if tasks is not None or weights is not None:
        if not isinstance(document, list) or (document and not isinstance(document[0], str)):
            raise TypeError("tasks and weights go with a list of programs, not with a dict")
        document = {"programs": document}
        if tasks is not None:
            document["tasks"] = [str(task) for task in tasks]
        if weights is not None:
            document["weights"] = [float(weight) for weight in weights]
    return GivenCorpus(json.dumps(document, default=plain), "corpus")
