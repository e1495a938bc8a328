# try, except, else, finally in all combinations with return, break and continue.
log = []


def order(raise_it, return_it):
    try:
        log.append("try")
        if raise_it:
            raise ValueError
        if return_it:
            return "from try"
    except ValueError:
        log.append("except")
        return "from except"
    else:
        log.append("else")
        return "from else"
    finally:
        log.append("finally")


for arguments in ((False, False), (True, False), (False, True)):
    log.clear()
    print(order(*arguments), log)


def nested():
    steps = []
    try:
        try:
            steps.append(1)
            raise KeyError
        finally:
            steps.append(2)
    except KeyError:
        steps.append(3)
        try:
            return steps
        finally:
            steps.append(4)
    finally:
        steps.append(5)


print(nested())


def loops():
    seen = []
    for i in range(6):
        try:
            if i == 1:
                continue
            if i == 4:
                break
            seen.append(i)
        finally:
            seen.append(-i)
    else:
        seen.append("else")
    return seen


print(loops())


def while_try():
    n = 0
    while True:
        try:
            n += 1
            if n < 3:
                raise ValueError
        except ValueError:
            continue
        else:
            if n > 4:
                break
        finally:
            n += 10
    return n


print(while_try())


def generator():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        log.append("closed")
        raise
    finally:
        log.append("cleanup")


log.clear()
g = generator()
next(g)
g.close()
print(log)


def retry(attempts):
    for attempt in range(1, attempts + 1):
        try:
            if attempt < 3:
                raise ConnectionError(f"attempt {attempt}")
            return f"ok after {attempt}"
        except ConnectionError as error:
            last = error
    return f"gave up: {last}"


print(retry(5), "|", retry(2))


def name_is_gone():
    try:
        raise ValueError("v")
    except ValueError as error:
        kept = error
    try:
        error
    except NameError as problem:
        return type(problem).__name__, kept


print(name_is_gone())


def value_order():
    def produce(x):
        log.append(x)
        return x

    try:
        return produce("value")
    finally:
        produce("after")


log.clear()
print(value_order(), log)


def many():
    for kind in (ValueError, TypeError, OSError, KeyboardInterrupt, StopIteration):
        try:
            raise kind
        except (ValueError, TypeError):
            yield "vt"
        except OSError:
            yield "os"
        except Exception:
            yield "ex"
        except:
            yield "bare"


print(list(many()))
assert True, "never"
try:
    assert 1 == 2, f"math {1 + 1}"
except AssertionError as error:
    print(repr(error))
try:
    assert []
except AssertionError as error:
    print(repr(error))
