# Names with two leading underscores belong to the class they are written in.


class Base:
    __secret = "base"
    __both__ = "not mangled"

    def __init__(self):
        self.__value = 1
        self._single = 2

    def reveal(self):
        return self.__secret, self.__value, self.__helper()

    def __helper(self):
        return "base helper"

    class Inner:
        __deep = "inner"

        def get(self):
            return self.__deep


class Derived(Base):
    __secret = "derived"

    def __init__(self):
        super().__init__()
        self.__value = 10

    def __helper(self):
        return "derived helper"

    def mine(self):
        return self.__secret, self.__value, self.__helper(), self._Base__value


d = Derived()
print(d.reveal(), d.mine())
print(sorted(vars(d)), Base._Base__secret, Derived._Derived__secret, Base.__both__, Base.Inner().get())
try:
    d.__value
except AttributeError as error:
    print(error)


class Scopes:
    __x = 1
    y = [__x for _ in range(1)] if False else __x

    def method(self, __argument=5):
        __local = __argument + 1
        return sorted(locals())

    def closure(self):
        __captured = 3
        return (lambda: __captured)()

    def handler(self):
        try:
            raise ValueError("v")
        except ValueError as __error:
            return str(__error)

    def globally(self):
        global __made
        __made = "global"


s = Scopes()
print(s.method(), s.closure(), s.handler(), Scopes.y)
s.globally()
print(_Scopes__made, "__made" in globals())


class _Leading:
    __name = "stripped underscores"


print(_Leading._Leading__name)


class __:
    __name = "all underscores: not mangled"


print(__.__dict__["__name"])


def outside(obj):
    return obj.__secret


try:
    outside(d)
except AttributeError as error:
    print(error)
print(getattr(d, "_Base__secret"), hasattr(d, "__secret"), Scopes().method(_Scopes__argument=1))
