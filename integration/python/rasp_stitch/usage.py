"""The error of a command that makes no sense."""


class UsageError(RuntimeError):
    """What the user asked for cannot be; the message tells what was found and what can."""
