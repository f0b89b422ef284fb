try:
    try:
        1 / 0
    except ZeroDivisionError as cause:
        raise ValueError("explicit") from cause
except ValueError as error:
    print(error, repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    try:
        {}["k"]
    except KeyError:
        raise ValueError("implicit")
except ValueError as error:
    print(error, error.__cause__, repr(error.__context__), error.__suppress_context__)
try:
    try:
        {}["k"]
    except KeyError:
        raise ValueError("hidden") from None
except ValueError as error:
    print(error, error.__cause__, repr(error.__context__), error.__suppress_context__)
try:
    raise ValueError("x") from 5
except TypeError as error:
    print(error)
try:
    raise 5
except TypeError as error:
    print(error)
try:
    raise ValueError from KeyError("inst")
except ValueError as error:
    print(repr(error.__cause__))
try:
    try:
        raise ValueError("a")
    finally:
        raise KeyError("b")
except KeyError as error:
    print(repr(error.__context__))
try:
    try:
        raise ValueError("first")
    except ValueError:
        try:
            raise KeyError("second")
        except KeyError:
            raise IndexError("third")
except IndexError as error:
    chain = []
    while error:
        chain.append(repr(error))
        error = error.__context__
    print(chain)


def frames():
    try:
        1 / 0
    except ZeroDivisionError as e:
        return e


e = frames()
print(e.__traceback__.tb_lineno, e.__traceback__.tb_frame.f_code.co_name, e.__traceback__.tb_next)
