"""Tasks."""

from dreamcoder.type import Type


class Task:
    def __init__(self, name, examples=()):
        self.name = name
        self.request = Type()
        self.examples = list(examples)

    def __str__(self):
        return self.name
