"""The DreamCoder driver (ellisk42/ec) with rasp-stitch in its loop.

As a command, `python3 -m rasp_stitch.dreamcoder --help`. From code:

    from rasp_stitch.dreamcoder import use
    use("EC_ROOT")                       # makes ec importable and adds rasp-stitch
    from dreamcoder.dreamcoder import ecIterator
    for result in ecIterator(grammar, tasks, compressor="rasp-stitch", ...):
        ...
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Union

from rasp_stitch.dreamcoder import compat

if TYPE_CHECKING:
    from rasp_stitch.dreamcoder.hooks import Settings


def use(root: Union[str, Path]) -> "Settings":
    """Makes the checkout importable, restores what newer systems lack, and puts the hooks in."""
    path = str(Path(root).absolute())
    if path not in sys.path:
        sys.path.append(path)
    compat.restore()
    from rasp_stitch.dreamcoder import hooks
    return hooks.install()
