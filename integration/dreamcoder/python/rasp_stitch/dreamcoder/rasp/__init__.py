"""RASP as a domain of DreamCoder: `python3 -m rasp_stitch.dreamcoder rasp`.

Nothing of the language is written down here: primitives, types and literals come from rasp-eval,
which also runs the programs (rasp_stitch.dreamcoder.rasp.evaluator).
"""
