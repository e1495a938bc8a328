# python3.14
# A deep recursion is shortened in the traceback.


def down(n):
    if n == 0:
        raise ValueError("bottom")
    return down(n - 1)


print("going down")
down(12)
