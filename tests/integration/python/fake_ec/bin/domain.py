"""A domain script that prints the results of the solver and the compressor."""

import neighbour  # of the same folder, as ec's scripts have

from dreamcoder.dreamcoder import commandlineArguments, ecIterator, example


def options(parser):
    parser.add_argument("--own", default="nothing")


if __name__ == "__main__":
    arguments = commandlineArguments(extras=options)
    print(neighbour.GREETING, "own:", arguments.pop("own"), "others:", sorted(arguments))
    for result in ecIterator(*example(), **arguments):
        if isinstance(result, tuple) and len(result) == 2:
            grammar, frontiers = result
            result = [str(p) for _, _, p in grammar.productions]
            result += [str(e.program) for f in frontiers for e in f]
        print(result)
