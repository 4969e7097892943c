"""The tables of rooms in README.md and docs/inside.md, beside the one that the rooms' test checks
and the doors that the build files name."""

import re
from pages import REPOSITORY

README = REPOSITORY / "README.md"
INSIDE = REPOSITORY / "docs" / "inside.md"

README_ROW = re.compile(r"^(\| `([a-z_]+)/` \|)([^|\n]*)\|", re.MULTILINE)
INSIDE_ROW = re.compile(r"^(\| `([a-z_]+/[a-z_]+)` \|[^|\n]*\|)([^|\n]*)\|$", re.MULTILINE)


def sub_rooms() -> list[str]:
    """Returns the sub-rooms, "lambda/terms", in the order of tests/rooms_test/room_rules.hpp."""
    rules = (REPOSITORY / "tests/rooms_test/room_rules.hpp").read_text(encoding="utf-8")
    table = re.search(r"room_table = \{\n(.*?)\n\};", rules, re.DOTALL)
    assert table is not None
    return [f"{room}/{sub_room}"
            for room, names in re.findall(
                r'Room\{"(\w+)",\s*names\(\{([^}]*)\}\)', table[1])
            for sub_room in re.findall(r'"(\w+)"', names)]


def doors_of(sub_room: str) -> list[str]:
    """Returns the doors that the build file of a sub-room names, the first one first."""
    build_file = REPOSITORY / sub_room / "CMakeLists.txt"
    doors = re.search(r"\bDOOR\s+([a-z_\s]+)", build_file.read_text(encoding="utf-8"))
    return [f"{door}.hpp" for door in doors[1].split()] if doors else []


def doors_cell(sub_room: str) -> str:
    return ", ".join(f"[`{door}`](../{sub_room}/{door})" for door in doors_of(sub_room))


def sub_rooms_cell(room: str) -> str:
    names = [name.split("/") for name in sub_rooms()]
    return " ".join(f"`{sub_room}`" for parent, sub_room in names if parent == room)


def with_doors(text: str) -> str:
    """Returns the text of docs/inside.md, its doors those of the build files."""
    known = sub_rooms()
    return INSIDE_ROW.sub(
        lambda row: row_of(row[1], doors_cell(row[2])) if row[2] in known else row[0], text)


def with_sub_rooms(text: str) -> str:
    """Returns the text of README.md, its sub-rooms those of the rooms' test."""
    return README_ROW.sub(lambda row: row_of(row[1], sub_rooms_cell(row[2])), text)


def row_of(begin: str, cell: str) -> str:
    return f"{begin} {cell}".rstrip() + " |"
