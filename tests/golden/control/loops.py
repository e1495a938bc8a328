# while and for with else, break, continue, nesting, and changing what is iterated.


def search(items, wanted):
    for i, item in enumerate(items):
        if item == wanted:
            result = f"found at {i}"
            break
    else:
        result = "absent"
    return result


print(search("abc", "b"), search("abc", "z"), search([], 1))
n, trail = 27, []
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    if n > 9000:
        trail.append(n)
        continue
else:
    trail.append("reached one")
print(trail)
while True:
    n += 1
    if n % 7 == 0:
        break
else:
    print("never")
print(n)
table = []
for i in range(1, 5):
    row = []
    for j in range(1, 10):
        if j > i:
            break
        if (i + j) % 4 == 0:
            continue
        row.append(i * j)
    else:
        row.append("full")
    table.append(row)
print(table)


def first_pair(matrix, total):
    for r, row in enumerate(matrix):
        for c, value in enumerate(row):
            if value == total:
                return r, c
    return None


print(first_pair([[1, 2], [3, 4]], 3), first_pair([[1]], 9))
items = [1, 2, 3, 4]
for item in items[:]:
    if item % 2 == 0:
        items.remove(item)
print(items)
i = 10
for i in range(3):
    pass
print(i)
for i in []:
    pass
print(i)
for i in range(3):
    i = i * 10
    print(i, end=" ")
print()
count = 0
while count < 3:
    count += 1
    try:
        if count == 2:
            continue
        print("body", count)
    finally:
        print("finally", count)
for a, b in zip(range(3), "xyz"):
    for c in b * 2:
        if c == "y":
            break
        print(a, c, end="; ")
    else:
        continue
    print("broke at", a)
print()
outer = []
for x in range(3):
    for y in range(3):
        if y == 2:
            break
    else:
        outer.append("no break")
        continue
    if x == 1:
        break
    outer.append((x, y))
else:
    outer.append("never")
print(outer, x, y)
total = 0
for number in iter(lambda it=iter([5, 3, 0, 9]): next(it), 0):
    total += number
print(total)
digits, number = [], 9075
while number:
    number, digit = divmod(number, 10)
    digits.insert(0, digit)
print(digits)
flags = [False, False] + [True] * 28
for p in range(2, 30):
    if flags[p]:
        for multiple in range(p * p, 30, p):
            flags[multiple] = False
print([p for p, prime in enumerate(flags) if prime])
lines = []
for depth in range(1, 4):
    line = ""
    for _ in range(depth):
        line += "*"
    lines.append(line.rjust(3))
print("\n".join(lines))
if 0:
    pass
elif []:
    print("no")
elif (value := 5) > 3:
    print("elif", value)
else:
    print("no")
