import _half_a


def show(action):
    try:
        action()
    except (AttributeError, ImportError) as error:
        import os

        print(type(error).__name__, str(error).replace(os.path.dirname(__file__), "..."))


def take():
    from _half_a import value


show(lambda: _half_a.value)
show(take)
