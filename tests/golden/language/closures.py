def counter():
    n = 0
    def add(k=1):
        nonlocal n
        n += k
        return n
    return add

a, b = counter(), counter()
print(a(), a(), b(), a(10))
fs = [lambda i=i: i * i for i in range(4)]
print([f() for f in fs])
total = 0
def bump():
    global total
    total += 1
bump(); bump()
print(total)
