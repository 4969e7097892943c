"""Runs the notebook of docs/ and compares its outputs with those it keeps.

    python3 notebook.py            # writes what it gives now into the notebook, to be read over
"""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).resolve().parents[3] / "docs" / "notebook.ipynb"


def executed(path=NOTEBOOK):
    """Returns the notebook as it is after its cells have run, one after the other."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=300, kernel_name="python3",
                            resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    for cell in notebook.cells:
        cell.metadata.clear()  # times
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def outputs(notebook):
    """Returns for each cell of code its outputs, without what differs from run to run."""
    return [[dict(output.get("data", {})) or output.get("text") for output in cell.outputs]
            for cell in notebook.cells if cell.cell_type == "code"]


if __name__ == "__main__":
    nbformat.write(executed(), NOTEBOOK)
