"""Exception handlers in loops that are hot: what locals hold then, whichever way control came."""
import sys
import traceback


class Odd(Exception):
    def __init__(self, number):
        super().__init__(number)
        self.number = number


class Log:
    def __init__(self, swallows=()):
        self.swallows = swallows
        self.seen = []

    def __enter__(self):
        self.seen.append("in")
        return len(self.seen)

    def __exit__(self, kind, value, trace):
        self.seen.append("out" if kind is None else kind.__name__)
        return kind is not None and issubclass(kind, self.swallows)


def check(n):
    if n % 3 == 1:
        raise Odd(n)
    return n


def numbers_and_floats(rounds):
    count, half, flag, text = 0, 0.5, False, "a"
    for n in range(rounds):
        try:
            count += check(n)
            half += 0.25
            flag = not flag
            text = "ok"
        except Odd as odd:
            count -= odd.number
            half -= 0.5
            text = "odd"
        else:
            count += 1
        finally:
            count += 2
    return count, half, flag, text


def big_numbers(rounds):
    total, bad = 1 << 40, 0
    for n in range(rounds):
        try:
            total += total // (n % 4)
        except ZeroDivisionError:
            bad += 1
            total //= 3
    return total % 1_000_003, bad


def operands_are_dropped(rounds):
    made = []
    for n in range(rounds):
        try:
            made = [n, (n, [n]), {n: check(n)}, str(n) + "x" * check(n)]
        except Odd:
            pass
    return len(made)


def nested(rounds):
    trail = []
    for n in range(rounds):
        try:
            try:
                check(n)
                [][n]
            except IndexError:
                trail.append("i")
                raise KeyError(n) from None
            finally:
                trail.append("f")
        except KeyError as error:
            trail.append(error.__suppress_context__)
        except Odd as error:
            trail.append(type(error.__context__).__name__)
    return len(trail), trail[:7], trail[-4:]


def in_a_handler(rounds):
    contexts = 0
    for n in range(rounds):
        try:
            try:
                raise ValueError(n)
            except ValueError:
                int("x")
        except ValueError as error:
            contexts += type(error.__context__) is ValueError and error.__context__.args == (n,)
    return contexts, sys.exc_info()


def leaves_early(rounds):
    out = []
    for n in range(rounds):
        def one(n=n):
            for k in range(3):
                try:
                    check(n + k)
                    if k == 1:
                        continue
                    if n % 5 == 4:
                        break
                except Odd:
                    return "odd", k
                finally:
                    out.append(k)
            return "end", k
        out.append(one())
    return len(out), out[-6:]


def unbound(rounds):
    missing = 0
    for n in range(rounds):
        try:
            if n % 4:
                value = n
            missing += value * 0
            del value
        except UnboundLocalError as error:
            missing += 1
            last = str(error)
    return missing, last


def with_blocks(rounds):
    log = Log((KeyError, Odd))
    for n in range(rounds):
        with log as number:
            check(n)
            {}[number]
    with_others = Log()
    caught = 0
    for n in range(rounds):
        try:
            with with_others, log:
                raise ValueError if n % 2 else Odd(n)
        except ValueError:
            caught += 1
    return len(log.seen), log.seen[:4], len(with_others.seen), with_others.seen[-4:], caught


def produce(rounds):
    for n in range(rounds):
        try:
            yield check(n)
        except Odd:
            yield -1
        except GeneratorExit:
            print("closed at", n)
            raise
        finally:
            rounds -= 1


def consume(rounds):
    total = 0
    for value in produce(rounds):
        total += value
    stopped = produce(rounds)
    thrown = 0
    for n in range(100):
        next(stopped)
        try:
            thrown += stopped.throw(Odd(n))
        except (StopIteration, Odd):
            stopped = produce(rounds)
    next(stopped)
    stopped.close()
    return total, thrown


def lines(rounds):
    seen = set()
    for n in range(rounds):
        try:
            if n % 2:
                check(
                    1
                )
            else:
                n.missing
        except (Odd, AttributeError) as error:
            entries = traceback.extract_tb(error.__traceback__)
            seen.add(tuple((entry.name, entry.lineno) for entry in entries))
    return sorted(seen)


def remembers(n):
    kept = n * 2
    try:
        check(n)
        return None
    except Odd as error:
        return error


def last_of(rounds):
    for n in range(rounds):
        error = remembers(n)
        if error is not None:
            frame = error.__traceback__.tb_frame
            assert frame.f_locals["kept"] == n * 2, frame.f_locals
    return frame.f_locals["kept"], error


def matches(rounds):
    classes, wrong = (KeyError, Odd), 0
    for n in range(rounds):
        if n > rounds - 5:
            classes = (KeyError, 5)
        try:
            try:
                check(n)
            except classes:
                wrong += 1
        except TypeError as error:
            wrong, text = wrong + 100, str(error)
    return wrong, text


def again(rounds):
    depths = set()
    for n in range(rounds):
        try:
            try:
                check(n)
            except Odd:
                raise
        except Odd as error:
            depth, trace = 0, error.__traceback__
            while trace:
                depth, trace = depth + 1, trace.tb_next
            depths.add(depth)
    return depths


class Counted:
    alive = 0

    def __init__(self):
        Counted.alive += 1

    def __del__(self):
        Counted.alive -= 1
        try:
            raise KeyError("in a finaliser")
        except KeyError:
            pass


def finalisers(rounds):
    for n in range(rounds):
        try:
            [Counted(), Counted(), check(n)]
        except Odd as error:
            assert error.number == n
    return Counted.alive


ROUNDS = 400
for function in (
    numbers_and_floats, big_numbers, operands_are_dropped, nested, in_a_handler, leaves_early, unbound, with_blocks,
    consume, lines, last_of, matches, again, finalisers,
):
    print(function.__name__, function(ROUNDS))
    assert sys.exc_info() == (None, None, None)
