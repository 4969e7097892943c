"""Makes the calls of public scripts to stitch_core and to ours, and compares what they return.

The package stitch_core is that of this Python if it has one, and otherwise comes from the package
index; where neither is there, the test says so and is skipped.
"""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
SCRIPT = REPOSITORY / "benchmarks" / "python" / "against_stitch_core.py"
VERSION = "0.1.29"
TOO_LONG = ("bridge", "city")  # up to a minute each for stitch_core; the benchmark has them


def corpora():
    """Returns Stitch's corpora where they are, and a small one of ours."""
    folder = Path(os.environ.get("RASP_STITCH_STITCH_DATA") or REPOSITORY.parent / "shared/stitch")
    found = sorted((folder / "corpora").glob("*.json"))
    return [path for path in found if path.stem not in TOO_LONG]


@pytest.fixture(scope="session")
def python(tmp_path_factory):
    """Returns a Python that has both packages."""
    if importlib.util.find_spec("stitch_core"):
        return sys.executable
    folder = Path(os.environ.get("RASP_STITCH_BUILD_DIR") or tmp_path_factory.mktemp("stitch"))
    venv = folder / "with_stitch_core"
    made = venv / "bin" / "python"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        if not made.exists():
            subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", venv], **quiet)
        subprocess.run([made, "-m", "pip", "install", "--quiet", "--timeout=10", "--retries=1",
                        f"stitch_core=={VERSION}"], timeout=120, **quiet)
    except (OSError, subprocess.SubprocessError):
        pytest.skip("stitch_core cannot be imported, nor installed from the package index")
    return str(made)


def compare(python, paths):
    run = subprocess.run([python, str(SCRIPT), *map(str, paths)], capture_output=True, text=True,
                         check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def test_the_same_calls_give_the_same_on_stitchs_corpora(python):
    paths = corpora()
    if not paths:
        pytest.skip("Stitch's corpora are not here (RASP_STITCH_STITCH_DATA)")
    assert compare(python, paths).count("\n|") >= 5 * len(paths)


def test_the_same_calls_give_the_same_on_a_small_corpus(python, tmp_path):
    path = tmp_path / "small.json"
    path.write_text('["(lam (f (g $0 a) (g $0 a)))", "(lam (f (g $0 b) (g $0 b)))", '
                    '"(lam (h (g (k $0) a)))", "(lam (h (g (k (k $0)) b)))"]')
    compare(python, [path])
