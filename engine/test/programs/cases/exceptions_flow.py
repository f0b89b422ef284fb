def run(n):
    log = []
    try:
        log.append("try")
        if n == 1:
            raise ValueError("one")
        if n == 2:
            raise KeyError("two")
        if n == 3:
            return log
    except ValueError as error:
        log.append(f"except {error}")
    except (KeyError, IndexError) as error:
        log.append(f"either {error!r}")
    else:
        log.append("else")
    finally:
        log.append("finally")
    log.append("after")
    return log


for n in range(4):
    print(run(n))


def finally_overrides():
    try:
        return "try"
    finally:
        print("cleanup")


def nested():
    try:
        try:
            1 / 0
        except ValueError:
            print("wrong")
        finally:
            print("inner finally")
    except ZeroDivisionError as error:
        print("outer", error)


print(finally_overrides())
nested()
for i in range(3):
    try:
        if i == 0:
            continue
        if i == 2:
            break
        print("body", i)
    finally:
        print("finally", i)
try:
    raise ValueError
except ValueError as error:
    print(repr(error), error.args, str(error) == "")
try:
    raise TypeError("a", 2)
except TypeError as error:
    print(error, error.args, repr(error))
try:
    try:
        raise KeyError("k")
    except KeyError:
        raise
except KeyError as error:
    print("re-raised", error)
try:
    error
except NameError as e:
    print(e)


def reraise_after():
    try:
        raise ValueError("saved")
    except ValueError as error:
        saved = error
    raise saved


try:
    reraise_after()
except ValueError as error:
    print(error)
try:
    int("x")
except:
    print("bare")
