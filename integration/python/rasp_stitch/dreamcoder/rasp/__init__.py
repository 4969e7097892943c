"""RASP as a domain of DreamCoder: `python3 -m rasp_stitch.dreamcoder rasp`.

Nothing of the language is written down here: primitives and their types come from rasp-eval, which
also runs the programs, tasks and their literals from rasp-enumerate.
"""
