"""The table of rooms in docs/inside.md, beside the one that the rooms' test checks and the doors
that the build files name."""

import re
from pages import REPOSITORY

PAGE = REPOSITORY / "docs" / "inside.md"


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


def rows_of() -> list[tuple[str, str]]:
    """Returns each sub-room of the page's table, with the cell of its doors."""
    return [(row[1], row[2].strip())
            for line in PAGE.read_text(encoding="utf-8").splitlines()
            if (row := re.fullmatch(r"\| `([a-z_]+/[a-z_]+)` \|[^|]*\|([^|]*)\|", line))]


def with_doors(text: str) -> str:
    """Returns the text of the page, its doors those of the build files."""
    known = sub_rooms()

    def renew(row: re.Match[str]) -> str:
        return f"{row[1]} {doors_cell(row[2])}".rstrip() + " |" if row[2] in known else row[0]

    return re.sub(r"(?m)^(\| `([a-z_]+/[a-z_]+)` \|[^|\n]*\|)[^|\n]*\|$", renew, text)
