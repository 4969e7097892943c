"""Asks our programs about the language and about tasks.

    printed_json("rasp-eval", "--primitives", "--json")
"""

import json
import subprocess
from typing import Any

from rasp_stitch.plugin import PluginFailure
from rasp_stitch.programs import find_program
from rasp_stitch.usage import UsageError

BAD_INPUT = 2  # exit code of all our programs


def printed_json(name: str, *arguments: str) -> Any:
    """Returns the JSON that the program prints. Raises UsageError if the program rejects its input,
    and PluginFailure if it fails for another reason."""
    program = find_program(name)
    run = subprocess.run([str(program), *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                         check=False)
    words = run.stderr.decode("utf-8", "replace").strip()
    if run.returncode == BAD_INPUT:
        raise UsageError(words)
    if run.returncode != 0:
        raise PluginFailure(f"{name} ended with exit code {run.returncode}\n{words}")
    return json.loads(run.stdout)
