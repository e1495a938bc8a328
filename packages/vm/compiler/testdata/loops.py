def loops(items, limit):
    total = 0
    for x in items:
        if x > limit and total:
            break
        total += x
    else:
        unbound = 3
    while 0 <= total < limit():
        total = total * 2
        if total == 7:
            continue
        total -= 1
    return unbound


def comprehensions(rows):
    flat = [x * 2 for row in rows for x in row if x]
    late = [lambda: x for x in flat]
    return {k: v for k, v in flat}, (y for y in late), {last := z for z in rows}


def unpacking(a, b):
    a, b = b, a
    (c, *d), [e] = a
    x = y.z = d[c] = b()
    e.count += 1
    d[c] **= x
    del c, d[0], e.z
    return a + (a := 3)


print(*loops, sep="", **unpacking, end="")
print(f"{loops!r:>{unpacking}} {{}}", 1 in [1, 2], not x is None, -1 + 2 * 3, "ab" * 2, x[1:], x[::2])
