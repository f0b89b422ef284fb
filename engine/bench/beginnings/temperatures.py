"""Temperatures, slots, properties and descriptors: attributes that check what is put into them."""


class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.name)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name[1:]} must be positive, not {value}")
        setattr(instance, self.name, value)


class Temperature:
    __slots__ = ("_celsius",)

    def __init__(self, celsius=0.0):
        self.celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9

    @property
    def kelvin(self):
        return self._celsius + 273.15

    def __lt__(self, other):
        return self._celsius < other._celsius

    def __repr__(self):
        return f"{self.celsius:.1f}°C"


class Room:
    area = Positive()
    height = Positive()

    def __init__(self, name, area, height=2.5):
        self.name = name
        self.area = area
        self.height = height
        self.temperature = Temperature(15)

    @property
    def volume(self):
        return self.area * self.height

    def heat(self, watts, seconds):
        # Air only, and no losses: it gets warm quickly.
        self.temperature.celsius += watts * seconds / (self.volume * 1.2 * 1005)

    def cool(self, outside, seconds):
        difference = self.temperature.celsius - outside.celsius
        self.temperature.celsius -= difference * seconds * 0.0004


class Thermostat:
    def __init__(self, room, target):
        self.room = room
        self.target = target
        self.on = False
        self.switched = 0

    @property
    def on(self):
        return self._on

    @on.setter
    def on(self, value):
        if getattr(self, "_on", value) != value:
            self.switched += 1
        self._on = value

    def tick(self, outside):
        if self.room.temperature.fahrenheit < self.target - 1:
            self.on = True
        elif self.room.temperature.fahrenheit > self.target + 1:
            self.on = False
        if self.on:
            self.room.heat(900, 10)
        self.room.cool(outside, 10)


outside = Temperature()
rooms = [Room("kitchen", 12), Room("hall", 30, 3.2), Room("attic", 18, 2.1)]
thermostats = [Thermostat(room, 68 + i) for i, room in enumerate(rooms)]
for tick in range(3600):
    outside.celsius = 2 + 5 * (tick % 720) / 720
    for thermostat in thermostats:
        thermostat.tick(outside)
for thermostat in thermostats:
    room = thermostat.room
    print(f"{room.name:8} {room.volume:6.1f} m3 {room.temperature} {room.temperature.fahrenheit:.2f}F, switched {thermostat.switched}")

print(min(room.temperature for room in rooms), outside.kelvin)
outside.fahrenheit = 212
print(outside, Room.area is Room.__dict__["area"])
for attempt in (lambda: Room("void", 0), lambda: setattr(outside, "celsius", -300), lambda: Temperature("cold")):
    try:
        attempt()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    outside.colour = "red"
except AttributeError as error:
    print("AttributeError:", str(error)[:50])
