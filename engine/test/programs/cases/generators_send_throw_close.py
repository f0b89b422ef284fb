def averager():
    total, count, average = 0, 0, None
    while True:
        value = yield average
        total += value
        count += 1
        average = total / count


a = averager()
next(a)
print(a.send(10), a.send(20), a.send(0))
a.close()
try:
    a.send(1)
except StopIteration:
    print("closed")


def robust():
    while True:
        try:
            x = yield "ready"
            print("got", x)
        except ValueError as error:
            print("handled", error)
            yield "recovered"
        finally:
            print("finally")


r = robust()
print(next(r), r.send(1))
print(r.throw(ValueError("bad")))
print(next(r))
try:
    r.throw(KeyError("unhandled"))
except KeyError as error:
    print("out", error)


def closing():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit requested")
        raise
    finally:
        print("cleanup")


c = closing()
print(next(c))
c.close()
c.close()


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)
try:
    averager().send(5)
except TypeError as error:
    print(error)


def stops():
    yield 1
    raise StopIteration("inside")


try:
    list(stops())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def itself():
    next(me)
    yield


me = itself()
try:
    next(me)
except ValueError as error:
    print(error)
fresh = closing()
try:
    fresh.throw(ValueError("before start"))
except ValueError as error:
    print(error, list(fresh))
