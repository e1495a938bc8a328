/**
 * The last part of `_ctypes`: functions. Those of this module are called by their addresses, as in CPython; a function
 * of Python can be wrapped and called back. Foreign ones there are none of: libraries are refused.
 *
 * @module
 */

/** Source text. */
export const FUNCTIONS_SOURCE: string = String.raw`
class PyCFuncPtrType(CType_Type):
    "metatype for C function pointers"

    def __new__(meta, name, bases, namespace, /, **kwargs):
        cls = super().__new__(meta, name, bases, namespace, **kwargs)
        if bases == (_CData,):
            return cls
        if not isinstance(getattr(cls, "_flags_", None), int):
            raise TypeError("class must define _flags_ which must be an integer")
        if "_argtypes_" in namespace:
            _check_parameters(namespace["_argtypes_"])
        _set_info(cls, 8, 0, 1, "X{}", (), 8, 8, True)
        return cls


def _check_parameters(types):
    if not isinstance(types, tuple):
        raise TypeError("_argtypes_ must be a sequence of types")
    for number, parameter in enumerate(types, 1):
        if not hasattr(parameter, "from_param"):
            raise TypeError(f"item {number} in _argtypes_ has no from_param method")


class CFuncPtr(_CData, metaclass=PyCFuncPtrType):
    "Function Pointer"

    _callable = _checker = None
    _given_types = _given_result = ()

    def __init__(self, source=None, /, paramflags=None, *others):
        if source is None:
            return
        if isinstance(source, tuple):
            name, dll = source
            if not isinstance(name, (str, bytes, int)):
                raise TypeError("the _handle attribute of the second argument must be an integer")
            _write(self, _ADDRESS, 0, _dlsym(dll._handle, name))
        elif isinstance(source, int):
            _write(self, _ADDRESS, 0, source)
        elif callable(source):
            if not hasattr(type(self), "_argtypes_"):
                raise TypeError("cannot construct instance of this class: no argtypes")
            if self.restype is not None and not isinstance(self.restype, PyCSimpleType):
                raise TypeError("invalid result type for callback function")
            # The address of its own memory: no other function has it while it lives.
            _callbacks[addressof(self)] = _ref(self)
            self._callable = source
            _write(self, _ADDRESS, 0, addressof(self))
        else:
            raise TypeError("argument must be callable or integer function address")

    def __del__(self):
        if self._callable is not None:
            _callbacks.pop(addressof(self), None)

    @property
    def argtypes(self):
        "specify the argument types"
        return self._given_types or getattr(type(self), "_argtypes_", None)

    @argtypes.setter
    def argtypes(self, types):
        if types is not None:
            _check_parameters(types := tuple(types))
        self._given_types = types

    @argtypes.deleter
    def argtypes(self):
        self._given_types = ()

    @property
    def restype(self):
        "specify the result type"
        return getattr(type(self), "_restype_", None) if self._given_result == () else self._given_result

    @restype.setter
    def restype(self, cls):
        if cls is not None and not callable(cls):
            raise TypeError("restype must be a type, a callable, or None")
        self._given_result = cls

    @restype.deleter
    def restype(self):
        self._given_result = ()

    @property
    def errcheck(self):
        "a function to check for errors"
        return self._checker

    @errcheck.setter
    def errcheck(self, function):
        if not callable(function):
            raise TypeError("the errcheck attribute must be callable")
        self._checker = function

    @errcheck.deleter
    def errcheck(self):
        self._checker = None

    def __bool__(self):
        return _read(self, _ADDRESS, 0) != 0

    def __call__(self, *args, **kwargs):
        types = self.argtypes
        if types is not None:
            if len(args) < len(types) or len(args) > len(types) and types is getattr(type(self), "_argtypes_", None):
                plural = "s" if len(types) != 1 else ""
                raise TypeError(f"this function takes {'at least ' if len(args) < len(types) else ''}{len(types)} "
                                f"argument{plural} ({len(args)} given)")
            args = (*map(_converted, types, args, range(1, len(types) + 1)), *args[len(types):])
        address = _read(self, _ADDRESS, 0)
        if known := _functions.get(address):
            result = known(*args)
        elif (holder := _callbacks.get(address)) and (other := holder()) is not None:
            result = _call_back(other, args)
        else:
            _check_memory(address, 8)
            raise OSError(f"cannot call the foreign function at {address:#x}: no code lies in memory of Python")
        if self._checker is not None:
            result = self._checker(result, self, args)
        return result

    def __repr__(self):
        return f"<{type(self).__name__} object at {id(self):#x}>"

    def __reduce__(self):
        raise ValueError("ctypes objects containing pointers cannot be pickled")


def _converted(cls, value, number):
    try:
        return cls.from_param(value)
    except Exception as error:
        raise ArgumentError(f"argument {number}: {type(error).__name__}: {error}") from None


def _plain(value, cls=None):
    "What a function of Python gets for an argument of C."
    if isinstance(value, CArgObject):
        if isinstance(cls, PyCPointerType) or isinstance(cls, PyCSimpleType) and cls.__base__ is not _SimpleCData:
            return cls(value._obj)
        return value._value
    if isinstance(value, _SimpleCData) and type(value).__base__ is _SimpleCData:
        return value.value
    return value


def _call_back(function, args):
    types = function.argtypes or (None,) * len(args)
    result = function._callable(*map(_plain, args, types))
    cls = function.restype
    if cls is None:
        return None
    if isinstance(cls, PyCSimpleType):
        if cls.__base__ is not _SimpleCData:
            return result if isinstance(result, cls) else cls(result)
        return _through(cls._ctype_code_, result) if cls._ctype_code_ not in _POINTING else result
    return result


def _pointed(value):
    "The address that an argument stands for."
    if isinstance(value, CArgObject):
        return value._value or 0
    if isinstance(value, (_SimpleCData, _Pointer, CFuncPtr)):
        return _read(value, _ADDRESS, 0)
    return addressof(value) if isinstance(value, _CData) else value or 0


def _object_of(value):
    return value._value if isinstance(value, CArgObject) else value.value


def _memory_move(target, source, count):
    count = _object_of(count)
    _memory_write(_pointed(target), _memory_read(_pointed(source), count))
    return _pointed(target)


def _memory_set(target, byte, count):
    _memory_write(_pointed(target), bytes((_object_of(byte) & 255,)) * _object_of(count))
    return _pointed(target)


def _read_string(pointer, size):
    address, size = _pointed(pointer), _object_of(size)
    if size == -1:
        size = _text_end(address, 1) - address
    return _memory_read(address, size)


def _read_wide(pointer, size):
    address, size = _pointed(pointer), _object_of(size)
    bytes = _text_end(address, 4) - address if size == -1 else size * 4
    return _memory_read(address, bytes).decode("utf-32-le", "surrogatepass")


def _view_memory(pointer, size, readonly):
    address, size = _pointed(pointer), _object_of(size)
    if size < 0:
        raise ValueError("memoryview_at: size is negative (or overflowed)")
    _check_memory(address, size)
    view = memoryview(_at(_byte_memory(size), pointer if isinstance(pointer, _CData) else None, address))
    return view.toreadonly() if _object_of(readonly) else view


def _byte_memory(size):
    class Memory(Array):
        _type_ = _Byte
        _length_ = size
    _set_info(Memory, size, 0x42, size, "B", (size,), 1, 1, False)
    return Memory


def _cast(pointer, source, cls):
    source, cls = _object_of(source), _object_of(cls)
    is_pointer = isinstance(cls, (PyCPointerType, PyCFuncPtrType)) or (
        isinstance(cls, PyCSimpleType) and cls._type_ in "zZPsXO")
    if not is_pointer:
        name = cls.__name__ if isinstance(cls, type) else repr(cls)
        raise TypeError(f"cast() argument 2 must be a pointer type, not {name}")
    made = cls()
    kept = {}
    if isinstance(source, _CData):
        if source._objects is None and isinstance(source, _SimpleCData | _Pointer):
            _keep(source, {})
        kept = dict(source._objects) if type(source._objects) is dict else {"": source._objects}
        kept[id(source)] = source
    elif isinstance(pointer, CArgObject):
        kept[""] = pointer._obj
    _write(made, _ADDRESS, 0, _pointed(pointer))
    _keep(made, kept)
    return made


class _Byte(_SimpleCData):
    _type_ = "B"


class _Scratch(Structure):
    "Room for any simple value."


_set_info(_Scratch, 32, 0, 1, "B", (), 1, 16, False)
_memmove_addr, _memset_addr, _string_at_addr, _cast_addr, _wstring_at_addr, _memoryview_at_addr = range(16, 64, 8)
_functions = {
    _memmove_addr: _memory_move,
    _memset_addr: _memory_set,
    _string_at_addr: _read_string,
    _cast_addr: _cast,
    _wstring_at_addr: _read_wide,
    _memoryview_at_addr: _view_memory,
}
_callbacks = {}


def dlopen(name, flag=0, /):
    "dlopen(name, flag={RTLD_GLOBAL|RTLD_LOCAL}) open a shared library"
    _sys.audit("ctypes.dlopen", name)
    if name is None:
        return 1
    raise OSError(f"{name}: cannot open shared object file: foreign functions are not available")


def _dlsym(handle, name):
    if isinstance(name, bytes):
        name = name.decode()
    _sys.audit("ctypes.dlsym", handle, name)
    raise AttributeError(f"undefined symbol: {name}: foreign functions are not available")


def dlsym(handle, name, /):
    "find symbol in shared library"
    raise OSError(f"undefined symbol: {name}: foreign functions are not available")


def dlclose(handle, /):
    "dlclose a library"


_errno = 0


def get_errno():
    return _errno


def set_errno(value, /):
    global _errno
    old, _errno = _errno, _through(0x69, value)
    return old
`;
