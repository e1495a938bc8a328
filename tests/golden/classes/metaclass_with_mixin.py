# A metaclass that derives from a plain class first: what its classes have is still in their __dict__
class Mixin:
    def __setattr__(cls, name, value):
        super().__setattr__(name, value)
        seen.append(name)


class Meta(Mixin, type):
    pass


seen = []
Made = Meta("Made", (), {"a": 1})
Made.b = 2
print([name for name in Made.__dict__ if not name.startswith("_")], vars(Made)["b"], seen)
print(type(Made.__dict__).__name__, Made.a + Made.b)
mixed = Mixin()
mixed.c = 3
print(mixed.__dict__, seen)
