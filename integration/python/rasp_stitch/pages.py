"""The pages of ``--report`` of results that the extension module has.

    compression_page(compressed, {"fn_0": "mirror"})    # the text of an HTML file
"""

import json
import os
import warnings
from typing import Any, Mapping, Union

from rasp_stitch.errors import with_keywords

Names = Union[str, "os.PathLike[str]", Mapping[str, str]]


def compression_page(compressed: Any, names: Any) -> str:
    """Returns the page of a result of the extension module; warns of names that nothing has."""
    if names is None:
        text, path = None, None
    elif isinstance(names, Mapping):
        text, path = json.dumps(dict(names)), "names"
    elif isinstance(names, (str, os.PathLike)):
        text, path = None, os.fspath(names)
    else:
        raise TypeError(f"names is a {type(names).__name__}; a dict of names by name, or the path "
                        "of a file, is expected")
    page: str
    page, problems = with_keywords("report", lambda: compressed.report(text, path))
    for problem in problems:
        warnings.warn(problem, stacklevel=3)  # where the method was called
    return page
