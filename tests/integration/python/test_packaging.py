"""Tests that a wheel of what CMake has built makes a working package in a fresh environment.

`pip install .` builds the same from the sources, which takes long; this packs what stands in the
build folder.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
BUILD = Path(os.environ["RASP_STITCH_BUILD_DIR"])
TAG = f"cp{sys.version_info.major}{sys.version_info.minor}"
SCRIPTS = ["rasp-compress", "rasp-dream", "rasp-enumerate", "rasp-eval", "rasp-rewrite",
           "rasp-stitch-compression", "rasp-stitch-helmholtz", "rasp-stitch-install",
           "rasp-stitch-solver"]


def run(*words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True,
                          check=False, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def project():
    """Returns the table [project] of pyproject.toml, and the version."""
    tomllib = pytest.importorskip("tomllib")
    version = run(sys.executable, "-c", "print(__import__('rasp_stitch').__version__)").strip()
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"], version


def digest(path):
    made = hashlib.sha256(path.read_bytes()).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def packed_wheel(folder):
    """Returns a wheel of the component that pyproject.toml installs, and of the Python."""
    tree = folder / "tree"
    run("cmake", "--install", BUILD, "--prefix", tree, "--component", "python_distribution")
    shutil.copytree(REPOSITORY / "integration" / "python" / "rasp_stitch", tree / "rasp_stitch",
                    dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    described, version = project()
    info = tree / f"rasp_stitch-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: rasp-stitch\nVersion: {version}\n"
                                   + "".join(f"Requires-Dist: {one}\n"
                                             for one in described["dependencies"]))
    (info / "WHEEL").write_text("Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\n"
                                f"Tag: {TAG}-{TAG}-linux_x86_64\n")
    (info / "entry_points.txt").write_text("[console_scripts]\n" + "".join(
        f"{name} = {entry}\n" for name, entry in described["scripts"].items()))
    files = sorted(path for path in tree.rglob("*") if path.is_file())
    names = [str(path.relative_to(tree)) for path in files]
    record = f"{info.name}/RECORD"
    (tree / record).write_text("".join(f"{name},sha256={digest(path)},{path.stat().st_size}\n"
                                       for name, path in zip(names, files)) + f"{record},,\n")
    wheel = folder / f"rasp_stitch-{version}-{TAG}-{TAG}-linux_x86_64.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in names + [record]:
            archive.write(tree / name, name)
    return wheel


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Returns a virtual environment with the package and, from the system, numpy."""
    folder = tmp_path_factory.mktemp("wheel")
    venv = folder / "venv"
    run(sys.executable, "-m", "venv", "--system-site-packages", venv)
    run(venv / "bin" / "python", "-m", "pip", "install", "--no-index", packed_wheel(folder),
        env=clean())
    return venv


def clean():
    """Returns the variables of a user who has only installed the package."""
    hidden = ("PYTHONPATH", "RASP_STITCH_BIN", "RASP_STITCH_SOURCE_DIR", "RASP_STITCH_BUILD_DIR")
    return {name: value for name, value in os.environ.items() if name not in hidden}


def test_all_of_the_package_is_there(environment, tmp_path):
    [installed] = environment.glob("lib/python3*/site-packages/rasp_stitch")
    source = REPOSITORY / "integration" / "python" / "rasp_stitch"
    wanted = {str(path.relative_to(source)) for kind in ("*.py", "*.pyi", "py.typed")
              for path in source.rglob(kind)}
    assert wanted <= {str(path.relative_to(installed)) for path in installed.rglob("*")}
    answer = run(environment / "bin" / "python", "-c",
                 "import rasp_stitch, rasp_stitch.stitch_core as core\n"
                 "print(core.compress(['(a a a)', '(b b b)'], iterations=1).abstractions)\n"
                 "print(rasp_stitch.rasp.evaluate('(lam (indices $0))', 'abc').tolist())",
                 env=clean(), cwd=tmp_path)
    assert answer == "[fn_0(#0) := (#0 #0 #0)]\n[0, 1, 2]\n"


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_program(environment, name, tmp_path):
    assert name in run(environment / "bin" / name, "--help", env=clean(), cwd=tmp_path)


def test_the_programs_work_from_anywhere(environment, tmp_path):
    (tmp_path / "corpus.json").write_text('["(f (g a) (g a))", "(f (g b) (g b))"]')
    assert "(f #0 #0)" in run(environment / "bin" / "rasp-compress", "corpus.json", env=clean(),
                              cwd=tmp_path)
    loop = run(environment / "bin" / "python", "-c",
               "import rasp_stitch\n"
               "from rasp_stitch.programs import find_corpus\n"
               "print([phase.name for phase in rasp_stitch.dream(find_corpus('tasks.json'), "
               "run='run', no_recognition=True, programs_per_task=200, iterations=1)])",
               env=clean(), cwd=tmp_path)
    assert loop == "['wake', 'abstraction']\n"


def test_the_dreamcoder_plug_in_finds_its_programs(environment, tmp_path):
    assert "usage: python3 -m rasp_stitch.dreamcoder" in run(
        environment / "bin" / "python", "-m", "rasp_stitch.dreamcoder", "--help", env=clean(),
        cwd=tmp_path)
    found = run(environment / "bin" / "python", "-c",
                "from rasp_stitch.programs import find_program\n"
                "print(find_program('rasp-stitch-compression'))", env=clean(), cwd=tmp_path)
    assert Path(found.strip()).parts[-3:] == ("rasp_stitch", "bin", "rasp-stitch-compression")
