"""Run by the Python of the reference interpreter, in its folder: loads a file of RASP, and prints
what some of its names are on some inputs.

    echo '{"file": "library.rasp", "calls": [["reverse", ["a", "b"]]]}' |
        python3 reference_values.py
"""

import contextlib
import io
import json
import os
import sys

sys.path.insert(0, os.getcwd())

from RASP_support.REPL import REPL  # noqa: E402


def main() -> None:
    wish = json.load(sys.stdin)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        repl = REPL()
        repl.run_given_line(f'load "{wish["file"].removesuffix(".rasp")}";')
    values = []
    for name, tokens in wish["calls"]:
        with contextlib.redirect_stdout(io.StringIO()):
            value = repl.env.get_variable(name).call(tokens).get_vals()
        values.append(list(value.values()) if isinstance(value, dict) else value)
    json.dump({"said": said.getvalue(), "values": values}, sys.stdout)


if __name__ == "__main__":
    main()
