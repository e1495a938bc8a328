# python3.14
# A structure that was given more memory is seen whole.
import ctypes
class E(ctypes.Structure): pass
o = E(); ctypes.resize(o, 5)
m = memoryview(o); print(m.nbytes, m.format, m.itemsize, m.shape, m.ndim, ctypes.sizeof(o))
c = m.cast('B'); print(c.nbytes, c.shape); c[:] = b'hello'; print(bytes(o), bytes(c))
class F(ctypes.Structure): _fields_ = [('a', ctypes.c_int)]
o = F(7); ctypes.resize(o, 9)
m = memoryview(o); print(m.nbytes, m.format, m.itemsize, m.shape, m.ndim, len(bytes(o)))
print("京".isnumeric(), "京".isalnum(), "京".isdigit())
