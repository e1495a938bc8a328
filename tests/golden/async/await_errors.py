# Exceptions through await: thrown in, raised inside, swallowed, closed.


class Pause:
    def __await__(self):
        try:
            yield "paused"
        except KeyError as error:
            print("awaitable saw", repr(error))
            raise
        finally:
            print("awaitable left")
        return "resumed"


async def careful():
    try:
        return await Pause()
    except KeyError as error:
        return f"caught {error}"
    finally:
        print("careful finally")


async def careless():
    return await careful()


def run(coroutine):
    try:
        while True:
            print("got", coroutine.send(None))
    except StopIteration as stop:
        print("value", stop.value)
    except Exception as error:
        print(type(error).__name__, error)


run(careless())

c = careless()
print(c.send(None))
try:
    c.throw(KeyError("k"))
except StopIteration as stop:
    print("value", stop.value)

c = careless()
print(c.send(None))
try:
    c.throw(ValueError("v"))
except ValueError as error:
    print("out:", error)

c = careless()
c.send(None)
c.close()
print("closed")


async def stubborn():
    try:
        await Pause()
    except GeneratorExit:
        print("ignoring exit")
        await Pause()


c = stubborn()
c.send(None)
try:
    c.close()
except RuntimeError as error:
    print("RuntimeError:", error)
    try:
        c.close()
    except RuntimeError:
        print("again")


async def stops():
    raise StopIteration("inner")


run(stops())


async def chain():
    try:
        raise ValueError("first")
    except ValueError:
        await Pause()
        raise TypeError("second")


c = chain()
c.send(None)
try:
    c.send(None)
except TypeError as error:
    print(repr(error), "from", repr(error.__context__))


async def reuse():
    inner = careful()
    await inner
    try:
        await inner
    except RuntimeError as error:
        print("RuntimeError:", error)


run(reuse())
