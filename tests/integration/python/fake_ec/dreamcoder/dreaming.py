"""Dreams."""


def helmholtzEnumeration(g, request, inputs, timeout, _=None, special=None,
                         evaluationTimeout=None):
    return b'"theirs"'


def backgroundHelmholtzEnumeration(g, request, special=None):
    return helmholtzEnumeration(g, request, [], 1.0, special=special)
