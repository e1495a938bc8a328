def handlers():
    try:
        work()
    except (ValueError, TypeError) as error:
        return error
    except OSError:
        raise RuntimeError from None
    else:
        good()
    finally:
        done()


def leaving(items):
    for item in items:
        with item as (a, b), other():
            try:
                return a
            finally:
                if b:
                    break
    assert items, "message"


def groups():
    try:
        work()
    except* ValueError as group:
        show(group)
    except* OSError:
        pass


def generator():
    value = yield
    result = yield from value
    return result


async def asynchronous(source):
    async with source as rows:
        async for row in rows:
            await row
    return [x async for x in source if await x]


def matching(command):
    match command:
        case 0 | "zero" | None:
            return 0
        case {"a": first, **rest}:
            return rest
        case [1, [x, _], *others] if x:
            return others
        case Point(x=0, y=y) as point:
            return point
        case _:
            return y
