a = [3, 1, 2]
a.append(4); a.insert(0, 9); a.extend([7, 7])
print(a, a.pop(), a.pop(0), a.index(2), a.count(7), len(a))
a.sort(); print(a); a.reverse(); print(a)
a.sort(key=lambda x: -x % 3); print(a)
print(sorted("banana"), sorted([3, 1, 2], reverse=True))
print(a[1:3], a[::-1], a[-2:], a[::2])
a[1:3] = [10, 20, 30]; print(a)
del a[0], a[-1]; print(a)
a *= 2; print(a, a == a[:], [1, 2] < [1, 3], [1] + [2])
for action in (lambda: [].pop(), lambda: [1][5], lambda: [1].remove(2), lambda: [1].index(3), lambda: [1] + (2,)):
    try:
        action()
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
b = []
b.append(b)
print(b)
# python3.14
