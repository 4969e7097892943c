"""Grammars."""


class Grammar:
    def __init__(self, logVariable, productions, continuationType=None):
        self.logVariable = logVariable
        self.productions = productions
        self.continuationType = continuationType

    def json(self):
        return {"logVariable": self.logVariable,
                "productions": [{"expression": str(p), "logProbability": weight}
                                for weight, _, p in self.productions]}

    def logLikelihood(self, request, program):
        assert "ill" not in str(program)
        return -1.0
