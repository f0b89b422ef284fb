"""Animals of several classes share a zoo for a hundred days: inheritance, super() and overridden methods."""

from abc import ABC, abstractmethod


class Animal(ABC):
    population = 0
    food_per_day = 1

    def __init__(self, name, weight):
        self.name = name
        self.weight = weight
        self.energy = 50
        self.history = []
        Animal.population += 1

    @abstractmethod
    def speak(self):
        """What the animal says."""

    def eat(self, amount):
        self.energy += amount * 3
        self.weight += amount / 100

    def live(self, day):
        self.energy -= self.food_per_day
        if day % 10 == 0:
            self.history.append(round(self.weight, 2))

    def __str__(self):
        return f"{type(self).__name__} {self.name} ({self.weight:.1f} kg)"


class Bird(Animal):
    def __init__(self, name, weight, wingspan):
        super().__init__(name, weight)
        self.wingspan = wingspan
        self.flights = 0

    def speak(self):
        return "tweet"

    def live(self, day):
        super().live(day)
        if self.energy > 40:
            self.fly()

    def fly(self):
        self.flights += 1
        self.energy -= 2 + self.wingspan


class Parrot(Bird):
    def __init__(self, name, words):
        super().__init__(name, 0.4, wingspan=1)
        self.words = words

    def speak(self):
        return self.words[self.flights % len(self.words)]


class Penguin(Bird):
    food_per_day = 3

    def __init__(self, name):
        super().__init__(name, 14, 0)
        self.distance = 0

    def fly(self):
        self.swim(5)

    def swim(self, distance):
        self.distance += distance
        self.energy -= 3


class Mammal(Animal):
    food_per_day = 4
    sound = "..."

    def speak(self):
        return self.sound

    def live(self, day):
        super().live(day)
        if self.energy < 20:
            self.energy += 10


class Lion(Mammal):
    sound = "roar"
    food_per_day = 9


class Elephant(Mammal):
    sound = "toot"
    food_per_day = 20

    def eat(self, amount):
        super().eat(amount * 2)


class Swimmer:
    def live(self, day):
        super().live(day)
        self.laps = getattr(self, "laps", 0) + 1


class Seal(Swimmer, Mammal):
    sound = "arf"


class Keeper:
    def __init__(self, name, animals):
        self.name = name
        self.animals = animals
        self.given = 0

    def feed(self, day):
        for animal in self.animals:
            amount = animal.food_per_day if (day + len(animal.name)) % 3 else animal.food_per_day + 2
            animal.eat(amount / 2)
            self.given += amount


zoo = [
    Parrot("Polly", ["hello", "biscuit", "go away"]),
    Penguin("Pingu"),
    Lion("Leo", 190.0),
    Lion("Nala", 126.5),
    Elephant("Ella", 4000),
    Seal("Sammy", 85),
    Bird("Robin", 0.02, 0.5),
]
zoo += [Parrot(f"Parrot {i}", ["one", "two"]) for i in range(12)]
zoo += [Seal(f"Seal {i}", 70 + i) for i in range(12)]
keepers = [Keeper("Jan", zoo[::2]), Keeper("Eva", zoo[1::2])]

for day in range(1, 201):
    for keeper in keepers:
        keeper.feed(day)
    for animal in zoo:
        animal.live(day)

for animal in zoo[:9]:
    print(f"{animal!s:28} says {animal.speak()!r:10} energy {animal.energy:8.1f} {animal.history[:3]}")
print("flights:", sum(animal.flights for animal in zoo if isinstance(animal, Bird)))
print("laps:", sum(animal.laps for animal in zoo if isinstance(animal, Swimmer)), "swum:", zoo[1].distance)
print("food:", {keeper.name: keeper.given for keeper in keepers}, "population", Animal.population)
print([cls.__name__ for cls in Seal.__mro__])
try:
    Animal("nobody", 1)
except TypeError as error:
    print("TypeError:", str(error)[:38])
