"""A SystemExit whose value has no text: an empty line, and the exit code 1."""


class Silent:
    def __str__(self):
        raise ValueError("no text")


try:
    raise SystemExit(Silent())
except SystemExit as error:
    print(type(error.code).__name__)
raise SystemExit(Silent())
