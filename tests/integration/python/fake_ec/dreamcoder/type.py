"""Types."""


class Type:
    def json(self):
        return {"constructor": "int", "arguments": []}
