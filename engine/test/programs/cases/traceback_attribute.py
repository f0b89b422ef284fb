class Thing:
    def __init__(self):
        self.value = [1, 2]


def look(thing):
    return thing.value[0] + thing.valeu[1] * 2


look(Thing())
