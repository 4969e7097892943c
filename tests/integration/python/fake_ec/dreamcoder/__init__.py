"""A driver with the names and structure of ec's as far as the hooks use them, and no behaviour.

Types and programs are texts: `infer` gives one type to all, and a program that has the word `ill`
in it is not derivable, at which this driver asserts as ec's does.
"""

from dreamcoder import dreamcoder  # noqa: F401  as ec has it
