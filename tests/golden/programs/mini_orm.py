"""A mapper of classes to rows: typed fields as descriptors, a metaclass that collects them, lazy queries."""


class Field:
    types = object

    def __init__(self, default=None, *, null=True):
        self.default, self.null = default, null

    def __set_name__(self, owner, name):
        self.name, self.slot = name, f"_{name}"

    def __get__(self, row, owner=None):
        if row is None:
            return self
        return row.__dict__.get(self.slot, self.default)

    def __set__(self, row, value):
        if value is None and not self.null:
            raise ValueError(f"{self.name} may not be null")
        if value is not None and not isinstance(value, self.types):
            raise TypeError(f"{self.name} wants {self.types.__name__}, not {type(value).__name__}")
        row.__dict__[self.slot] = value
        row.changed.add(self.name)

    def _compare(sign):
        def build(self, other):
            import operator
            return lambda row: getattr(operator, sign)(getattr(row, self.name), other)
        return build
    __lt__, __le__, __gt__, __eq__ = map(_compare, ("lt", "le", "gt", "eq"))
    del _compare
    __hash__ = object.__hash__


class Text(Field):
    types = str


class Number(Field):
    types = int


class Meta(type):
    tables = {}

    def __new__(meta, name, bases, body, table=None, **rest):
        fields = {}
        for base in reversed(bases):
            fields.update(getattr(base, "fields", {}))
        fields.update((k, v) for k, v in body.items() if isinstance(v, Field))
        cls = super().__new__(meta, name, bases, body, **rest)
        cls.fields, cls.rows = fields, []
        if table:
            meta.tables[table] = cls
        return cls

    def __iter__(cls):
        return iter(cls.rows)

    def __len__(cls):
        return len(cls.rows)

    def __bool__(cls):
        return True

    def where(cls, *tests):
        return Query(cls, tests)


class Query:
    def __init__(self, source, tests=()):
        self.source, self.tests = source, tests

    def where(self, *more):
        return Query(self.source, self.tests + more)

    def __iter__(self):
        return (row for row in self.source if all(test(row) for test in self.tests))

    def order(self, field, reverse=False):
        return sorted(self, key=lambda row: getattr(row, field.name), reverse=reverse)


class Model(metaclass=Meta):
    def __init__(self, **values):
        self.changed = set()
        unknown = values.keys() - self.fields.keys()
        if unknown:
            raise AttributeError(f"{type(self).__name__} has no {sorted(unknown)}")
        for name, value in values.items():
            setattr(self, name, value)
        type(self).rows.append(self)

    def __repr__(self):
        return f"<{type(self).__name__} {', '.join(f'{n}={getattr(self, n)!r}' for n in self.fields)}>"


class Person(Model, table="people"):
    name = Text(null=False)
    age = Number(0)


class Worker(Person, table="workers"):
    title = Text("none")


for name, age in [("Ann", 31), ("Bob", 25), ("Cy", 42)]:
    Person(name=name, age=age)
Worker(name="Di", title="chief")
print(list(Person), len(Worker), sorted(Meta.tables), list(Worker.fields), bool(Model), len(Model))
print(list(Person.where(Person.age > 26).where(Person.age < 40)))
print(Person.where().order(Person.name, reverse=True), list(Worker.where(Worker.title == "chief")))
print(Person.age, type(Person.age).__mro__[1].__name__) if False else print(type(Person.age).__name__, Person.age.name, Worker.title.slot)
for wrong in [dict(name=None), dict(name=3), dict(name="E", agee=1), dict(age="x")]:
    try:
        Person(**wrong)
    except (ValueError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
row = next(iter(Person))
row.changed.clear()
row.age += 1
print(row, row.changed, vars(row).keys() - {"changed"} == {"_name", "_age"})
