"""The error raised for a wrong command line."""


class UsageError(RuntimeError):
    """The user asked for something impossible; the message says what was found and expected."""
