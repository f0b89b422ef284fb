"""Data that classes keep, changed while loops are hot; and what is no data any more."""


class Meter:
    made = 0
    last = None
    scale = 1.5

    def __init__(self, at):
        Meter.made += 1
        Meter.last = self
        self.at = at

    def value(self):
        return self.at * self.scale


class Finer(Meter):
    pass


def count(n):
    total = 0
    for i in range(n):
        meter = Meter(i)
        total += Meter.made - meter.made + (Meter.last is meter)
        if i % 60 == 59:
            Meter.scale += 0.5
    return total, Meter.made, Meter.scale


print(count(300))


def shadows(n):
    seen = []
    for i in range(n):
        if i == 100:
            Finer.scale = 10
        if i == 200:
            Finer.scale = "ab"
        if i == 250:
            del Finer.scale
        seen.append(Finer(i).value())
    return len(seen), seen[99], seen[100], seen[199], seen[200][:6], seen[249][-2:], seen[250]


print(shadows(300))


class Ask:
    def __get__(self, instance, owner):
        return 7 if instance is not None else 70

    def __set__(self, instance, value):
        instance.kept = value


class Setter:
    def __set__(self, instance, value):
        instance.kept = -value


class Holder:
    what = 1

    def read(self):
        return self.what


def descriptors(n):
    out = []
    holder = Holder()
    for i in range(n):
        if i == 80:
            Holder.what = 2
        if i == 120:
            Holder.what = Ask()
        if i == 160:
            Holder.what = 3
        if i == 200:
            Holder.what = property(lambda self: 4)
        if i == 240:
            Holder.what = Setter()
        if i == 280:
            Holder.what = lambda self: 5
        if i == 320:
            Holder.what = len
        if i == 360:
            Holder.what = 6
        kind = holder.read()
        out.append(kind if isinstance(kind, int) else type(kind).__name__)
        if i == 100 or i == 130 or i == 250:
            holder.what = i
    return [out[i] for i in range(79, n, 40)], vars(holder)


print(descriptors(400))


class Sized:
    limit = 3

    def __len__(self):
        return self.limit


def specials(n):
    total = 0
    sized = Sized()
    for i in range(n):
        if i == 100:
            Sized.limit = 4
        if i == 150:
            Sized.__len__ = lambda self: 50
        if i == 200:
            Sized.__bool__ = lambda self: False
        if i == 250:
            Sized.__hash__ = None
        total += len(sized) if sized else 1000
    try:
        hash(sized)
    except TypeError as error:
        print(error)
    return total


print(specials(300))


class Tagged(type):
    tag = "meta"
    level = property(lambda cls: 9)


class Thing(metaclass=Tagged):
    tag = "own"


def metas(n):
    tags = set()
    for i in range(n):
        if i == 150:
            Thing.tag = "new"
        if i == 200:
            Tagged.tag = "meta 2"
        if i == 250:
            del Thing.tag
        tags.add((Thing.tag, Thing.level))
    return sorted(tags)


print(metas(300))
