"""The abstraction phase."""


def induceGrammar(*args, **kwargs):
    return "theirs: " + kwargs["backend"]
