"""Frontiers."""


class FrontierEntry:
    def __init__(self, program, logPrior=None, logLikelihood=None):
        self.program = program
        self.logPrior = logPrior
        self.logLikelihood = logLikelihood


class Frontier:
    def __init__(self, entries, task):
        self.entries = entries
        self.task = task

    def __iter__(self):
        return iter(self.entries)

    @property
    def empty(self):
        return not self.entries

    def json(self):
        return {"request": self.task.request.json(), "task": str(self.task),
                "programs": [{"program": str(e.program), "logLikelihood": e.logLikelihood}
                             for e in self.entries]}
