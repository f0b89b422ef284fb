def load(name):
    try:
        return {"a": 1}[name]
    except KeyError as error:
        raise ValueError(f"no such entry: {name}") from error


def main():
    try:
        load("b")
    except ValueError:
        raise RuntimeError("could not start")


main()
