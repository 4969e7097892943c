#!/usr/bin/env python3
"""Writes the C++ examples of door headers and pages where a compiler can read them.

    extract_examples.py bundles DIRECTORY
        one file of test cases for each room, and one for the pages
    extract_examples.py project PAGE.md DIRECTORY
        a project outside of the repository, as the page shows it

A door header begins with "// Door of ROOM/SUBROOM." and has an example between fences in its
comment.
A compiler's errors name the place in the header or page, by #line.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from pages import REPOSITORY, is_program, page_paths, read_page

ROOMS = ("support", "lambda", "rasp", "compressor", "enumerator", "recognition", "integration")
NEEDS_TORCH = ("recognition/network", "recognition/relaxed", "recognition/sketches",
               "recognition/near", "recognition/holes")


@dataclass
class Example:
    path: str  # of the header or page, from the root of the repository
    line: int
    lines: list[str]
    header: str  # what it is an example of; "" for a page's
    namespace: str


def door_of(lines: list[str]) -> str:
    """Returns the sub-room whose door the header is, "" if it is none."""
    for line in lines:
        if line.startswith("//"):
            door = re.fullmatch(r"// Door of ([a-z_]+/[a-z_]+)\.", line)
            return door[1] if door else ""
    return ""


def namespace_of(text: str) -> str:
    """Returns the first namespace that a header opens, "" if it opens none."""
    found = re.search(r"^namespace ([\w:]+) \{", text, re.MULTILINE)
    return found[1] if found else ""


def read_header(path: Path) -> list[Example]:
    text = path.read_text(encoding="utf-8")
    headers = [text] + [header.read_text(encoding="utf-8")
                        for header in sorted(path.parent.glob("*.hpp"))]
    # A door that only includes others is of their namespace.
    namespace = next(filter(None, map(namespace_of, headers)), "rasp_stitch")
    return parse_header(path.relative_to(REPOSITORY).as_posix(), text.splitlines(), namespace)


def parse_header(name: str, lines: list[str], namespace: str) -> list[Example]:
    """Returns the examples of a door, none of another header."""
    if not door_of(lines):
        return []
    examples = []
    example = None
    for number, line in enumerate(lines, 1):
        if line == "// ```cpp":
            example = Example(name, number + 1, [], name, namespace)
        elif line == "// ```" and example:
            examples.append(example)
            example = None
        elif example:
            if line != "//" and not line.startswith("// "):
                sys.exit(f"{name}:{number}: the example of line {example.line} is not closed; "
                         "its last line is \"// ```\"")
            example.lines.append(line[3:])
    if not examples:
        sys.exit(f"{name}:1: this door has no example; it stands between the lines "
                 "\"// ```cpp\" and \"// ```\"")
    return examples


def read_examples() -> dict[str, list[Example]]:
    """Returns the examples of each bundle."""
    bundles: dict[str, list[Example]] = {}
    for room in ROOMS:
        bundles[room] = []
        for path in sorted((REPOSITORY / room).rglob("*.hpp")):
            bundle = path.parent.relative_to(REPOSITORY).as_posix()
            bundle = "network" if bundle in NEEDS_TORCH else room
            bundles.setdefault(bundle, []).extend(read_header(path))
    bundles["pages"] = [
        Example(page.name, block.line, block.lines, "", "")
        for page in map(read_page, page_paths())
        for block in page.blocks if block.language == "cpp" and not is_program(block)]
    return bundles


def place(example: Example, line: int) -> str:
    return f'#line {example.line + line} "{REPOSITORY / example.path}"\n'


def bundle_text(examples: list[Example]) -> str:
    """Returns a source with a test case for each example."""
    includes = "".join(
        f'#include "{header}"\n'
        for header in dict.fromkeys(example.header for example in examples) if header)
    cases = ""
    seen: dict[str, int] = {}
    for example in examples:
        body_begin = 0
        for number, line in enumerate(example.lines):
            if line.startswith("#include "):
                includes += place(example, number) + line + "\n"
            elif line:
                break
            body_begin = number + 1
        seen[example.path] = seen.get(example.path, 0) + 1
        which = f", {seen[example.path]}" if seen[example.path] > 1 else ""
        cases += f'\nTEST_CASE("the example of {example.path}{which} holds") {{\n'
        if example.header:
            cases += "using namespace rasp_stitch;\n"
            cases += f"using namespace {example.namespace};\n"
        cases += place(example, body_begin)
        cases += "".join(line + "\n" for line in example.lines[body_begin:])
        cases += "}\n"
    return ("// Written by tests/docs/extract_examples.py.\n"
            + includes + "#include <catch2/catch.hpp>\n" + cases)


def write_if_changed(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def write_bundles(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for bundle, examples in read_examples().items():
        write_if_changed(folder / f"{bundle}_examples.cpp", bundle_text(examples))


def write_project(page_path: Path, folder: Path) -> None:
    """Writes CMakeLists.txt, main.cpp and output.txt: the block of cmake, the program, and the
    block of text that follows it."""
    page = read_page(page_path)
    folder.mkdir(parents=True, exist_ok=True)
    programs = [number for number, block in enumerate(page.blocks) if is_program(block)]
    builds = [block for block in page.blocks if block.language == "cmake"]
    if len(programs) != 1 or len(builds) != 1:
        sys.exit(f"{page.name}: expected one block of cmake and one whole program, found "
                 f"{len(builds)} and {len(programs)}")
    output = page.blocks[programs[0] + 1]
    if output.language != "text":
        sys.exit(f"{page.name}:{output.line}: expected what the program prints, a block of text")
    program = page.blocks[programs[0]]
    (folder / "CMakeLists.txt").write_text(builds[0].text, encoding="utf-8")
    (folder / "main.cpp").write_text(
        f'#line {program.line} "{page.path}"\n{program.text}', encoding="utf-8")
    (folder / "output.txt").write_text(output.text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "bundles":
        write_bundles(Path(sys.argv[2]))
    elif len(sys.argv) == 4 and sys.argv[1] == "project":
        write_project(Path(sys.argv[2]).resolve(), Path(sys.argv[3]))
    else:
        sys.exit(__doc__)
