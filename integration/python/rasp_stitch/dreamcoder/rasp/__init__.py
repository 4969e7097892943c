"""RASP as a domain of DreamCoder: `python3 -m rasp_stitch.dreamcoder rasp`.

The language is not described here: primitives and their types come from rasp-eval, which also runs
the programs; tasks and their literals come from rasp-enumerate.
"""
