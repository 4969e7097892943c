"""The corpora of the tests of the pages, which are too large or too odd to be files.

    hostile_corpus() -> a corpus whose every text tries to be something else
    large_corpus(20000) -> programs that share parts
"""

HOSTILE_NAMES = [
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 2</script>",
    "<img src=x onerror=window.hacked=3>",
    "a & b &lt; &#x3c;script&#x3e;",
    "\u202eright to left\u202c \u200f\u05d0\u05d1\u05d2",
    "\"quotes\" 'and' `ticks` ${window.hacked=4}",
    "<!-- comment --> --> ]]>",
    "\u2028line\u2029separators",
    "long " + "name" * 500,
    "__proto__",
    "constructor",
]

HOSTILE_PRIMITIVES = ["<script>alert", "</script>", "&amp;", "<!--", "\u05d0\u05d1", "x" * 300,
                      "__proto__", "constructor", "hasOwnProperty"]


def hostile_corpus():
    entries = []
    for index, name in enumerate(HOSTILE_NAMES):
        primitive = HOSTILE_PRIMITIVES[index % len(HOSTILE_PRIMITIVES)]
        argument = HOSTILE_PRIMITIVES[(index + 1) % len(HOSTILE_PRIMITIVES)]
        shared = f"(<b>f</b> (</script> {argument}) (</script> {argument}) & {primitive})"
        entries.append({"name": name, "program": f"(lam (p{index} {shared} {shared} $0))"})
    return entries


def large_corpus(count):
    """Programs of about 25 leaves, each a little different, in a fixed order."""
    state = 12345

    def draw(below):
        nonlocal state
        state = (state * 1103515245 + 12345) % 2**31
        return (state >> 8) % below

    programs = []
    for index in range(count):
        a, b, c, d = (f"c{draw(40)}" for _ in range(4))
        programs.append(
            f"(lam (root (map (add (get {a} $0) (get {a} $0)) (filter (less {b} {c}) $0)) "
            f"(fold (add (get {d} $0) (get {d} $0)) (filter (less {c} {b}) $0) n{draw(200)}) "
            f"k{index % 997}))")
    return programs
