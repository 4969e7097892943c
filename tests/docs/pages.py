"""Reads the pages of the repository: their code blocks, and what is wrong with their form.

A code block stands between fences and says what it is:

    ```console      commands after "$ ", each followed by what it prints; test_pages.py runs them.
                    A command goes on in lines that begin with "> "
    ```sh           commands that no test runs; <!-- not run: REASON --> stands before the block
    ```cpp          compiled and run by test_docs or, where it has a main, by the consumer test
    ```text, ```json, ```cmake, ```python

<!-- exit code: 2 --> before a console block says how its last command ends, if not with 0.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

LANGUAGES = ("console", "sh", "cpp", "text", "json", "cmake", "python")


@dataclass
class Block:
    language: str
    line: int  # of the first line of its text
    lines: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)  # from the comments before it

    @property
    def text(self) -> str:
        return "".join(line + "\n" for line in self.lines)


@dataclass
class Page:
    name: str  # its path from the root of the repository
    blocks: list[Block] = field(default_factory=list)
    prose: list[tuple[int, str]] = field(default_factory=list)  # lines outside of blocks, numbered
    problems: list[str] = field(default_factory=list)  # of its form

    @property
    def path(self) -> Path:
        return REPOSITORY / self.name


def page_paths() -> list[Path]:
    """Returns the pages for readers, README.md first."""
    pages = [REPOSITORY / name for name in (
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md",
        "corpora/README.md", "integration/README.md")]
    return pages + sorted((REPOSITORY / "docs").glob("*.md"))


def read_page(path: Path) -> Page:
    return parse_page(path.relative_to(REPOSITORY).as_posix(), path.read_text(encoding="utf-8"))


def parse_page(name: str, text: str) -> Page:
    page = Page(name)
    block = None
    notes: dict[str, str] = {}
    is_after_blank = True
    is_in_list = False
    for number, line in enumerate(text.splitlines(), 1):
        if block is not None and line.strip() == "```":
            page.blocks.append(block)
            block = None
        elif block is not None:
            block.lines.append(line)
        elif line.startswith("```"):
            block = Block(line[3:].strip(), number + 1, notes=notes)
            page.problems += [f"{name}:{number}: {problem}" for problem in fence_problems(block)]
            notes = {}
        else:
            page.prose.append((number, line))
            note = re.fullmatch(r"<!-- ([a-z ]+): (.+) -->", line)
            if note:
                notes[note[1]] = note[2]
            elif line.strip():
                notes = {}
            if re.match(r"\s*([-*]|\d+\.) ", line):
                is_in_list = True
            elif line and not line.startswith(" "):
                is_in_list = False
            if line.startswith("    ") and is_after_blank and not is_in_list:
                page.problems.append(f"{name}:{number}: an indented block; put it between fences")
            is_after_blank = not line.strip()
    if block is not None:
        page.problems.append(f"{name}:{block.line - 1}: a fence that nothing closes")
    return page


def fence_problems(block: Block) -> list[str]:
    if block.language not in LANGUAGES:
        return [f"a block of \"{block.language}\"; it must be one of {', '.join(LANGUAGES)}"]
    if block.language == "sh" and "not run" not in block.notes:
        return ["nothing runs a block of sh; say why, <!-- not run: REASON -->, or make it a block "
                "of console, with what it prints"]
    return []


@dataclass
class Command:
    line: int
    text: str
    output: list[str]


def commands_of(block: Block) -> list[Command]:
    """Returns the commands of a console block, each with the lines that follow it."""
    commands: list[Command] = []
    for number, line in enumerate(block.lines, block.line):
        if line.startswith("$ "):
            commands.append(Command(number, line[2:], []))
        elif not commands:
            raise ValueError(f"line {number}: a console block begins with a command, \"$ ...\"")
        elif line.startswith("> ") and not commands[-1].output:
            commands[-1].text += "\n" + line[2:]
        else:
            commands[-1].output.append(line)
    return commands


def is_program(block: Block) -> bool:
    """Returns whether a block of C++ is a whole program."""
    return block.language == "cpp" and any(line.startswith("int main(") for line in block.lines)
