"""`cpack -G DEB` makes packages that can be installed into an empty root and removed again; the
programs run from there."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from programs import BUILD, PROGRAMS, SUBCOMMANDS

NETWORK = ("rasp-dream", "rasp-near", "rasp-recognize")


def done_by(*words: str, **options: object) -> str:
    """Returns what a command prints that must succeed."""
    done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=600,
                          **options)  # type: ignore
    assert done.returncode == 0, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def field(package: Path, name: str) -> str:
    return done_by("dpkg-deb", "--field", str(package), name).strip()


def dependencies(package: Path) -> list[str]:
    """Returns the names of the packages that this one needs, without their versions."""
    return [re.split(r"[ :(]", part.strip())[0]
            for part in field(package, "Depends").replace("|", ",").split(",")]


def files_below(folder: Path) -> set[str]:
    """Returns the files and links, and the folders without any, apart from dpkg's own."""
    found = set()
    for path, folders, files in os.walk(folder):
        inner = Path(path).relative_to(folder)
        if inner.as_posix() == "var/lib":
            folders[:] = [name for name in folders if name != "dpkg"]
        elif not folders and not files and inner != Path("."):
            found.add(inner.as_posix() + "/")
        found.update((inner / name).as_posix() for name in files)
    return found


@unittest.skipUnless(shutil.which("dpkg-shlibdeps") and shutil.which("cpack"),
                     "dpkg-dev or cpack is not installed")
class PackageTest(unittest.TestCase):
    packages: dict[str, Path] = {}

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        done_by("cpack", "-G", "DEB", "--config", str(BUILD / "CPackConfig.cmake"), "-B",
                cls.folder.name, "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=gzip")
        cls.packages = {path.name.split("_")[0]: path
                        for path in Path(cls.folder.name).glob("*.deb")}

    def dpkg(self, root: Path, *words: str) -> str:
        """Runs dpkg on a root of its own. What the packages need is not in there."""
        return done_by("dpkg", f"--root={root}", "--force-depends", "--force-not-root",
                       "--force-script-chrootless", f"--log={root}/var/lib/dpkg/log", *words)

    def empty_root(self) -> Path:
        root = Path(tempfile.mkdtemp(dir=self.folder.name))
        for name in ("info", "updates", "triggers"):
            (root / "var/lib/dpkg" / name).mkdir(parents=True)
        for name in ("status", "available"):
            (root / "var/lib/dpkg" / name).touch()
        return root

    def test_there_are_three_packages_whose_dependencies_exist(self) -> None:
        self.assertEqual(set(self.packages),
                         {"rasp-stitch", "rasp-stitch-network", "rasp-stitch-dev"})
        for name, package in self.packages.items():
            with self.subTest(name):
                self.assertRegex(field(package, "Version"), r"^\d+\.\d+\.\d+$")
                for needed in dependencies(package):
                    if needed not in self.packages:
                        done_by("dpkg-query", "--show", needed)
        programs = dependencies(self.packages["rasp-stitch"])
        self.assertLessEqual({"libc6", "libtbb12", "python3"}, set(programs))
        self.assertNotIn("libtorch1.8", " ".join(programs))
        self.assertIn("rasp-stitch", dependencies(self.packages["rasp-stitch-network"]))

    def test_what_is_installed_runs_and_goes_again(self) -> None:
        root = self.empty_root()
        before = files_below(root)
        self.dpkg(root, "--install", *map(str, self.packages.values()))
        self.check_programs(root)
        self.check_pages(root)
        self.check_python(root)
        self.assertTrue((root / "usr/include/rasp_stitch/support/json/json_input.hpp").is_file())
        self.assertTrue(list(root.glob("usr/lib/**/librasp_stitch_*.a")))
        self.dpkg(root, "--purge", *self.packages)
        self.assertEqual(files_below(root), before)

    def test_the_programs_do_not_need_the_network(self) -> None:
        root = self.empty_root()
        self.dpkg(root, "--install", str(self.packages["rasp-stitch"]))
        installed = {path.name for path in (root / "usr/bin").iterdir()}
        self.assertEqual(installed,
                         {name for name in PROGRAMS if name not in NETWORK})

    def check_programs(self, root: Path) -> None:
        for program in PROGRAMS:
            with self.subTest(program):
                self.assertIn(program, done_by(str(root / "usr/bin" / program), "--version"))
        done_by(str(root / "usr/bin/rasp-compress"), "-i1",
                str(root / "usr/share/rasp_stitch/corpora/rasp.json"))

    def check_pages(self, root: Path) -> None:
        share = root / "usr/share"
        pages = {f"{program}.1.gz" for program in PROGRAMS} | {
            f"{program}-{name}.1.gz" for program in PROGRAMS
            for name in SUBCOMMANDS.get(program, ())}
        self.assertEqual({path.name for path in (share / "man/man1").iterdir()}, pages)
        if shutil.which("man"):
            for page in pages:
                self.assertIn("EXIT STATUS", done_by(
                    "man", "--warnings", "-M", str(share / "man"), page.split(".")[0],
                    env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}))
        for folder, form in (("bash-completion/completions", "{}"), ("zsh/site-functions", "_{}"),
                             ("fish/vendor_completions.d", "{}.fish")):
            self.assertEqual({path.name for path in (share / folder).iterdir()},
                             {form.format(program) for program in PROGRAMS})
        for name in self.packages:
            self.assertTrue((share / "doc" / name / "copyright").is_file())
            self.assertTrue((share / "doc" / name / "changelog.gz").is_file())

    def check_python(self, root: Path) -> None:
        with tempfile.TemporaryDirectory() as checkout:
            for name in ("dreamcoder/dreamcoder.py", "dreamcoder/compression.py"):
                (Path(checkout) / name).parent.mkdir(exist_ok=True)
                (Path(checkout) / name).touch()
            done_by(str(root / "usr/bin/rasp-stitch-install"), checkout,
                    env={"PATH": "/usr/bin:/bin"})
            self.assertEqual(os.readlink(Path(checkout) / "solver"),
                             str(root / "usr/bin/rasp-stitch-solver"))
