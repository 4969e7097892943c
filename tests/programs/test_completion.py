"""bash, zsh and fish read the scripts of all programs, and offer what they should."""

import re
import shutil
import subprocess
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path

from programs import PROGRAMS, SHARE, SUBCOMMANDS, said_by

FILES = {"bash": "bash-completion/completions/{}", "zsh": "zsh/site-functions/_{}",
         "fish": "fish/vendor_completions.d/{}.fish"}

# Asks an interactive zsh, on a terminal of its own. Its compadd, which is given the offers, prints
# them: between two lines that are marked, one to a line.
ASK_ZSH = r"""
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "source ${(q)4} ${(q)1} ${(q)3}"
while zpty -r z line; do
    [[ $line == ready* ]] && break
done
zpty -w z "$2"$'\t'
integer marks=0
while zpty -r z line; do
    line=${line%$'\r\n'}
    if [[ $line == *@mark@ ]]; then
        (( ++marks == 2 )) && break
    elif (( marks == 1 )); then
        print -r -- "$line"
    fi
done
"""
ASKED_ZSH = r"""
PROMPT=
autoload -Uz compinit
compinit -u -D
source $1
bindkey '^M' undefined-key
bindkey '^J' undefined-key
bindkey '^I' complete-word
print_mark() { print -r -- @mark@ }
compprefuncs=(print_mark)
comppostfuncs=(print_mark exit)
zstyle ':completion:*' insert-tab false
compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
        builtin compadd "$@"
        return
    fi
    local -a offers
    builtin compadd -A offers "$@"
    (( $#offers )) && print -rl -- $offers
}
print ready
"""


def options_of(words: list[str]) -> set[str]:
    return set(re.findall(r"^  (?:-\w, |    )(--[a-z-]+)", said_by([*words, "--help"]),
                          re.MULTILINE))


def missing(shell: str) -> bool:
    return shutil.which(shell) is None


class CompletionTest(unittest.TestCase):
    def script(self, shell: str, program: str) -> Path:
        return SHARE / FILES[shell].format(program)

    def test_the_build_has_kept_the_scripts_that_the_programs_print(self) -> None:
        for shell in FILES:
            for program in PROGRAMS:
                with self.subTest(shell=shell, program=program):
                    self.assertEqual(self.script(shell, program).read_text(encoding="utf-8"),
                                     said_by([program, "--completion", shell]))

    def test_every_shell_that_is_there_reads_every_script(self) -> None:
        for shell in FILES:
            if missing(shell):
                continue
            for program in PROGRAMS:
                with self.subTest(shell=shell, program=program):
                    done = subprocess.run([shell, "-n", str(self.script(shell, program))],
                                          capture_output=True, encoding="utf-8")
                    self.assertEqual((done.returncode, done.stderr), (0, ""))

    def offers_of_fish(self, program: str, line: str, folder: str) -> list[str]:
        done = subprocess.run(
            ["fish", "--no-config", "-c", 'source "$argv[1]"; complete -C "$argv[2]"',
             str(self.script("fish", program)), line],
            cwd=folder, capture_output=True, encoding="utf-8", env={
                "PATH": "/usr/bin:/bin", "HOME": folder, "TERM": "dumb", "LC_ALL": "C.UTF-8"})
        self.assertEqual(done.stderr, "")
        return [offer.split("\t")[0] for offer in done.stdout.splitlines()]

    def check_offers(self, offers_of: Callable[[str, str, str], list[str]], slash: str) -> None:
        """Checks what a shell offers; `slash` is what it writes after the name of a folder."""
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "corpus.json").touch()
            (Path(folder) / "corpora").mkdir()

            def offers(line: str) -> list[str]:
                return sorted(offers_of(line.split()[0], line, folder))

            for program in PROGRAMS:
                with self.subTest(program):
                    self.assertEqual(set(offers(f"{program} --")), options_of([program]))
                for name in SUBCOMMANDS.get(program, ()):
                    with self.subTest(program, name=name):
                        self.assertIn(name, offers(f"{program} {name[:-1]}"))
                        self.assertEqual(set(offers(f"{program} {name} --")),
                                         options_of([program, name]))
            files = ["corpora" + slash, "corpus.json"]
            self.assertEqual(offers("rasp-enumerate --search "), ["bottom-up", "top-down"])
            self.assertEqual(offers("rasp-compress --out corp"), files)
            self.assertEqual(offers("rasp-compress corp"), files)
            self.assertEqual(offers("rasp-compress --max-arity "), [])

    @unittest.skipIf(missing("fish"), "fish is not installed")
    def test_fish_offers_options_values_files_and_subcommands(self) -> None:
        self.check_offers(self.offers_of_fish, slash="/")

    @unittest.skipIf(missing("zsh"), "zsh is not installed")
    def test_zsh_offers_options_values_files_and_subcommands(self) -> None:
        self.check_offers(self.offers_of_zsh, slash="")

    def offers_of_zsh(self, program: str, line: str, folder: str) -> list[str]:
        """Completes the line in an interactive zsh, whose compadd tells what it is given."""
        with tempfile.TemporaryDirectory() as scripts:
            ask, asked = Path(scripts) / "ask", Path(scripts) / "asked"
            ask.write_text(ASK_ZSH, encoding="utf-8")
            asked.write_text(ASKED_ZSH, encoding="utf-8")
            done = subprocess.run(
                ["zsh", "-f", str(ask), str(self.script("zsh", program)), line, program,
                 str(asked)],
                cwd=folder, capture_output=True, encoding="utf-8", timeout=60,
                env={"PATH": "/usr/bin:/bin", "HOME": folder, "TERM": "dumb",
                     "LC_ALL": "C.UTF-8"})
        self.assertEqual(done.stderr, "")
        return done.stdout.split()
