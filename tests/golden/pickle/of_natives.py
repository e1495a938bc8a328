"""How natives are pickled."""
import _io
import copy
import io
import pickle


class Endless:
    def __getattr__(self, key):
        return self.foo


class Hexadecimal(int):
    def __getnewargs_ex__(self):
        return ("%X" % self,), {"base": 16}


class Wrong(int):
    def __getnewargs__(self):
        return 5


for native in (open, len, str.index, int.__add__, (3).__add__, dict.fromkeys, str.maketrans, object.__new__):
    for protocol in range(5):
        again = pickle.loads(pickle.dumps(native, protocol))
        print(native.__name__, protocol, again.__qualname__)
print(_io.open is open, io.open is open, input.__module__)
for protocol in (2, 4):
    print(len(pickle.dumps(Endless(), protocol)) > 0)
print(copy.copy(Hexadecimal(255)), Hexadecimal(255).__reduce_ex__(4)[1])
try:
    pickle.dumps(Wrong(1))
except TypeError as error:
    print(error)
