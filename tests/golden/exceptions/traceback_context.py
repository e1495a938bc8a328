# python3.14
# An uncaught exception raised while another was handled, inside methods and comprehensions.


class Store:
    def __init__(self):
        self.items = {"a": 1}

    def get(self, key):
        try:
            return self.items[key]
        except KeyError:
            return self.fallback(key)

    def fallback(self, key):
        return sum(map(lambda n: n / 0, (1, 2)), len(key))


print("start")
Store().get("missing")
