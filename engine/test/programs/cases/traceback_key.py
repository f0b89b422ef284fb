config = {"name": "x"}


def read(key, *path):
    return config[key]


class Reader:
    def run(self):
        value = self.get("missing")
        return value

    def get(self, key): return read(key, 1)


Reader().run()
