class Move:
    __match_args__ = ("dx", "dy")

    def __init__(self, dx, dy):
        self.dx, self.dy = dx, dy


commands = [("go", 3), ("turn",), Move(1, 2), {"jump": 5}, "stop", 7, [1, 2, 3], None]
x = y = stops = 0
for i in range(4000):
    match commands[i % 8]:
        case ("go", n):
            x += n
        case ("turn",):
            x, y = y, x
        case Move(dx, dy):
            x += dx
            y += dy
        case {"jump": h}:
            y += h
        case "stop" | None:
            stops += 1
        case int(n) if n > 5:
            x -= n
        case [a, *rest]:
            y -= a + len(rest)
print(x, y, stops)
state, n = "start", 0
for i in range(3000):
    match state, i % 3:
        case "start", 0:
            state = "run"
        case "run", 1:
            state = "stop"
        case "stop", _:
            state = "start"
            n += 1
print(state, n)
