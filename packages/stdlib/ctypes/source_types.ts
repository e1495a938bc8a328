/**
 * The first part of `_ctypes`: what all C types have, and the simple ones.
 *
 * @module
 */

/** Source text. */
export const TYPES_SOURCE: string = String.raw`
import sys as _sys
from _weakref import ref as _ref

__version__ = "1.1.0"
RTLD_LOCAL = 0
RTLD_GLOBAL = 256
SIZEOF_TIME_T = 8
CTYPES_MAX_ARGCOUNT = 1024
FUNCFLAG_CDECL = 1
FUNCFLAG_HRESULT = 2
FUNCFLAG_PYTHONAPI = 4
FUNCFLAG_USE_ERRNO = 8
FUNCFLAG_USE_LASTERROR = 16
_SWAPPED = 256
_MOST_BYTES = 0x3fffffff


class ArgumentError(Exception):
    pass


ArgumentError.__module__ = "ctypes"

# What a class knows of its objects is a tuple, _ctype_info_: bytes, code of the value or of the items (0 where that
# is a C object in turn), number of items, format and shape and bytes of an item as the buffer protocol has them,
# alignment, whether there are pointers inside.


def _set_info(cls, size, code, count, format, shape, item_size, align, pointers):
    type.__setattr__(cls, "_ctype_info_", (size, code, count, format, shape, item_size, align, pointers))


def _info_of(cls):
    return getattr(cls, "_ctype_info_", None) if isinstance(cls, CType_Type) else None


def _has_pointers(cls):
    return cls._ctype_info_[7]


def _plain_code(cls):
    "The code of a type whose objects are read as values of Python, and 0 of all others."
    if isinstance(cls, PyCSimpleType) and cls.__base__ is _SimpleCData:
        return cls._ctype_code_
    return 0


def _keep_at(obj, address, kept):
    "Keeps alive what memory of obj points at: in the object that owns the memory, by the place."
    root = obj
    while (base := root._b_base_) is not None:
        root = base
    objects = root._objects
    if objects is None or type(objects) is not dict:
        if kept is None:
            return
        _keep(root, objects := {} if objects is None else {"": objects})
    key = "%x" % ((address - addressof(root)) & 0xffffffff)
    if kept is None:
        objects.pop(key, None)
    else:
        objects[key] = kept


def _get_data(cls, owner, offset):
    "The value of a type in memory of an object."
    if code := _plain_code(cls):
        return _read(owner, code, offset)
    return _at(cls, owner, addressof(owner) + offset)


def _set_data(cls, owner, offset, value):
    "Writes a value of a type into memory of an object."
    if not isinstance(value, _CData):
        if isinstance(cls, PyCSimpleType):
            kept = None
            if cls._ctype_code_ in _POINTING:
                value, kept = _reference(cls._ctype_code_, value)
                _keep_at(owner, addressof(owner) + offset, kept)
            return _write(owner, cls._ctype_code_, offset, value)
        if isinstance(value, tuple):
            try:
                value = cls(*value)
            except Exception as error:
                text = f": {error}" if str(error) else ""
                raise RuntimeError(f"({cls.__name__}) {type(error).__name__}{text}") from None
        elif value is None and isinstance(cls, PyCPointerType):
            return _write(owner, _ADDRESS, offset, 0)
        else:
            raise TypeError(f"expected {cls.__name__} instance, got {type(value).__name__}")
    address = addressof(owner) + offset
    if isinstance(value, cls):
        _put_bytes(owner, offset, _get_bytes(value, 0, cls._ctype_info_[0]))
        if _has_pointers(cls):
            _keep_at(owner, address, value._objects)
    elif isinstance(cls, PyCPointerType) and isinstance(value, Array) and issubclass(value._type_, cls._type_):
        _write(owner, _ADDRESS, offset, addressof(value))
        _keep_at(owner, address, (value._objects, value))
    else:
        raise TypeError(
            f"incompatible types, {type(value).__name__} instance instead of {cls.__name__} instance")


class CType_Type(type):
    "metatype for C types"

    def __new__(meta, name, bases, namespace, /, **kwargs):
        if "__module__" not in namespace:
            # Called, not by a class statement: by whom says the frame under that of the metaclass.
            namespace = {**namespace, "__module__": _sys._getframemodulename(2) or "_ctypes"}
        return super().__new__(meta, name, bases, namespace, **kwargs)

    @property
    def __pointer_type__(cls):
        try:
            return cls.__dict__["_ctype_pointer_"]
        except KeyError:
            raise AttributeError(f"type {cls.__name__!r} has no attribute '__pointer_type__'") from None

    @__pointer_type__.setter
    def __pointer_type__(cls, value):
        type.__setattr__(cls, "_ctype_pointer_", value)

    def __mul__(cls, length):
        return _array_type(cls, length)

    __rmul__ = __mul__

    def from_address(cls, address):
        "C.from_address(integer) -> C instance, access a C instance at the specified address"
        if not isinstance(address, int):
            raise TypeError("integer expected")
        _check_memory(address, sizeof(cls))
        return _at(cls, None, address)

    def from_buffer(cls, obj, offset=0, /):
        "C.from_buffer(object, offset=0, /) -> C instance, create a C instance from a writeable buffer"
        if _info_of(cls) is None:
            raise TypeError("abstract class")
        view = memoryview(obj)
        if view.readonly:
            raise TypeError("underlying buffer is not writable")
        if not view.c_contiguous:
            raise TypeError("underlying buffer is not C contiguous")
        _check_room(cls, view.nbytes, offset)
        made = _at(cls, view, _buffer_address(view) + offset)
        _keep(made, {"ffffffff": view})
        return made

    def from_buffer_copy(cls, obj, offset=0, /):
        "C.from_buffer_copy(object, offset=0, /) -> C instance, create a C instance from a readable buffer"
        if _info_of(cls) is None:
            raise TypeError("abstract class")
        with memoryview(obj) as view:
            data = view.tobytes()
        _check_room(cls, len(data), offset)
        made = _CData.__new__(cls)
        _put_bytes(made, 0, data[offset:offset + sizeof(cls)])
        return made

    def in_dll(cls, dll, name):
        "C.in_dll(dll, name) -> C instance, access a C instance in a dll"
        _dlsym(dll._handle, name)

    def from_param(cls, value):
        "Convert a Python object into a function call parameter."
        if isinstance(value, cls):
            return value
        if isinstance(value, CArgObject):
            target = getattr(cls, "_type_", None)
            if isinstance(target, type) and isinstance(value._obj, target):
                return value
        try:
            other = value._as_parameter_
        except AttributeError:
            raise TypeError(
                f"expected {cls.__name__} instance instead of {type(value).__name__}") from None
        return cls.from_param(other)


def _check_room(cls, available, offset):
    if offset < 0:
        raise ValueError("offset cannot be negative")
    if sizeof(cls) > available - offset:
        raise ValueError(
            f"Buffer size too small ({available} instead of at least {sizeof(cls) + offset} bytes)")


class CArgObject:
    "What stands for an argument of a foreign function."
    __slots__ = ("_obj", "_tag", "_value")

    def __init__(self, tag, value, obj):
        self._tag, self._value, self._obj = tag, value, obj

    def __repr__(self):
        if self._tag in "zZP":
            return f"<cparam '{self._tag}' ({self._value:#x})>"
        if self._tag in "bBhHiIlLqQdfc":
            return f"<cparam '{self._tag}' ({self._value!r})>"
        return f"<cparam '{self._tag}' at {id(self):#x}>"


def byref(obj, offset=0, /):
    """byref(C instance[, offset=0]) -> byref-object
Return a pointer lookalike to a C instance, only usable
as function argument"""
    if not isinstance(obj, _CData):
        raise TypeError(f"byref() argument must be a ctypes instance, not '{type(obj).__name__}'")
    return CArgObject("P", addressof(obj) + offset, obj)


def _reduce(self):
    if _has_pointers(type(self)):
        raise ValueError("ctypes objects containing pointers cannot be pickled")
    return _unpickle, (type(self), (dict(self.__dict__), _get_bytes(self, 0, sizeof(self))))


def _set_state(self, attributes, data, /):
    if not isinstance(attributes, dict):
        raise TypeError(f"argument 1 must be dict, not {type(attributes).__name__}")
    _put_bytes(self, 0, data[:sizeof(self)])
    self.__dict__.update(attributes)


def _unpickle(cls, state):
    made = cls.__new__(cls)
    made.__setstate__(*state)
    return made


_ADDRESS = ord("Q")
_POINTING = frozenset(map(ord, "zZPXO"))
_CODES = "cbBhHiIlLdDFGfuzZqQPXOv?g"
_BUFFER_CODES = {"l": "q", "L": "Q", "D": "Zd", "F": "Zf", "G": "Zg"}
_HAS_OTHER_ORDER = "hHiIlLqQfd"


def _reference(code, value):
    "The address that a pointing value is written as, and what is to be kept for it."
    if code == 0x4f:
        return _object_word(value), value
    if value is None:
        return 0, None
    if isinstance(value, int):
        return value & 0xffffffffffffffff, None
    if code == 0x7a:
        if isinstance(value, bytes):
            value += b"\0"
            return _bytes_address(value), value
        raise TypeError(f"bytes or integer address expected instead of {type(value).__name__} instance")
    if code == 0x5a:
        if isinstance(value, str):
            data = (value + "\0").encode("utf-32-le", "surrogatepass")
            return _bytes_address(data), data
        raise TypeError(f"unicode string or integer address expected instead of {type(value).__name__} instance")
    raise TypeError("cannot be converted to pointer")


class PyCSimpleType(CType_Type):
    "metatype for the PyCSimpleType Objects"

    def __new__(meta, name, bases, namespace, /, **kwargs):
        cls = super().__new__(meta, name, bases, namespace, **kwargs)
        if not hasattr(cls, "_type_"):
            if bases == (_CData,):
                return cls
            raise AttributeError("class must define a '_type_' attribute")
        text = cls._type_
        if not isinstance(text, str):
            raise TypeError("class must define a '_type_' string attribute")
        if len(text) != 1:
            raise ValueError("class must define a '_type_' attribute which must be a string of length 1")
        if text not in _CODES:
            raise AttributeError("class must define a '_type_' attribute which must be\n"
                                 f"a single character string containing one of '{_CODES}'.")
        _define_simple(cls, ord(text), "<")
        if cls.__base__ is _SimpleCData and meta is PyCSimpleType and text in _HAS_OTHER_ORDER:
            other = type.__new__(meta, name, bases, dict(namespace))
            _define_simple(other, ord(text) | _SWAPPED, ">")
            for made in (cls, other):
                type.__setattr__(made, "__ctype_le__", cls)
                type.__setattr__(made, "__ctype_be__", other)
        return cls

    def from_param(cls, value):
        "Convert a Python object into a function call parameter."
        if isinstance(value, cls):
            return value
        code = cls._ctype_code_
        if code in _POINTING and code != 0x4f:
            made = _pointer_parameter(cls, chr(code), value)
        else:
            try:
                made = CArgObject(cls._type_, _through(code, value), value)
            except TypeError:
                made = None
        if made is not None:
            return made
        try:
            other = value._as_parameter_
        except AttributeError:
            if code in _POINTING and code != 0x4f:
                raise TypeError(
                    f"'{type(value).__name__}' object cannot be interpreted as ctypes.{cls.__name__}") from None
            raise TypeError("wrong type") from None
        return cls.from_param(other)


def _define_simple(cls, code, order):
    text = chr(code & 127)
    size = _size_of_code(code)
    pointing = code in _POINTING
    type.__setattr__(cls, "_ctype_code_", code)
    align = {"g": 16, "D": 8, "F": 4, "G": 16}.get(text, size)
    _set_info(cls, size, code, 1, order + _BUFFER_CODES.get(text, text), (), size, align, pointing)


def _through(code, value):
    "What a value is after it went through a C type."
    place = _Scratch()
    _write(place, code, 0, _object_word(value) if code == 0x4f else value)
    return _read(place, code, 0)


def _pointer_parameter(cls, text, value):
    "A pointer that a value can be passed as, or None."
    if value is None:
        return CArgObject(text, 0, None)
    if isinstance(value, bytes) and text in "zP" or isinstance(value, str) and text in "ZP":
        address, kept = _reference(0x7a if isinstance(value, bytes) else 0x5a, value)
        return CArgObject("z" if isinstance(value, bytes) else "Z", address, kept)
    if isinstance(value, int) and text == "P":
        return CArgObject("P", value & 0xffffffffffffffff, None)
    target = value._obj if isinstance(value, CArgObject) and value._tag == "P" else value
    if isinstance(target, (Array, _Pointer)) and (text == "P" or target._type_._ctype_info_ and
                                                  getattr(target._type_, "_type_", "") == {"z": "c", "Z": "u"}[text]):
        return value
    if isinstance(value, CArgObject) and value._tag == "P" and text in "zZ":
        if getattr(type(target), "_type_", None) == {"z": "c", "Z": "u"}[text]:
            return value
        return None
    if text == "P" and (isinstance(value, (CArgObject, CFuncPtr))
                        or isinstance(value, _SimpleCData) and value._type_ in "zZP"):
        return value
    return None


def _cannot_delete(self):
    raise TypeError("can't delete attribute")


class _SimpleCData(_CData, metaclass=PyCSimpleType):
    "XXX to be provided"
    __slots__ = ()

    value = property(_CData._value, _CData._set_value, _cannot_delete, "current value")

    def _point(self, value):
        address, kept = _reference(self._ctype_code_, value)
        _write(self, self._ctype_code_, 0, address)
        _keep(self, kept)

    def __bool__(self):
        return any(_get_bytes(self, 0, sizeof(self)))

    def __repr__(self):
        if type(self).__base__ is _SimpleCData:
            return f"{type(self).__name__}({self.value!r})"
        return f"<{type(self).__name__} object at {id(self):#x}>"

    def __ctypes_from_outparam__(self):
        return self.value if type(self).__base__ is _SimpleCData else self

    __reduce__ = _reduce
    __setstate__ = _set_state
`;
