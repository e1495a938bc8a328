# python3.14
def inner(x):
    return x / 0

def outer():
    try:
        inner(1)
    except ZeroDivisionError as e:
        raise ValueError("bad") from e

print("before")
outer()
