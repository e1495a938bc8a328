/**
 * The second part of `_ctypes`: arrays and pointers.
 *
 * @module
 */

/** Source text. */
export const ARRAYS_SOURCE: string = String.raw`
def _array_type(item, length):
    "The class of arrays of a number of items, the same one each time."
    if not isinstance(length, int):
        raise TypeError(f"can't multiply sequence by non-int of type '{type(length).__name__}'")
    if length < 0:
        raise ValueError(f"Array length must be >= 0, not {length}")
    if (known := item.__dict__.get("_ctype_arrays_")) is None:
        type.__setattr__(item, "_ctype_arrays_", known := {})
    if (made := known.get(length)) is None:
        name = f"{item.__name__}_Array_{length}"
        module = _sys._getframemodulename(2) or "_ctypes"
        made = known[length] = PyCArrayType(
            name, (Array,), {"_length_": length, "_type_": item, "__module__": module})
    return made


def _text_unit(cls):
    "Bytes of a character of an array of characters; 0 for other arrays."
    return {0x63: 1, 0x75: 4}.get(_plain_code(cls._type_), 0)


class PyCArrayType(CType_Type):
    "metatype for the Array Objects"

    def __new__(meta, name, bases, namespace, /, **kwargs):
        cls = super().__new__(meta, name, bases, namespace, **kwargs)
        if bases == (_CData,):
            return cls
        if not hasattr(cls, "_length_"):
            raise AttributeError("class must define a '_length_' attribute")
        length = cls._length_
        if not isinstance(length, int):
            raise TypeError("The '_length_' attribute must be an integer")
        if length < 0:
            raise ValueError("The '_length_' attribute must not be negative")
        if not hasattr(cls, "_type_"):
            raise AttributeError("class must define a '_type_' attribute")
        info = _info_of(cls._type_)
        if info is None:
            raise TypeError("_type_ must have storage info")
        size, _, _, format, shape, item_size, align, pointers = info
        if size * length > 0x7fffffffffffffff:
            raise OverflowError("array too large")
        _mark_final(cls._type_)
        _set_info(cls, size * length, _plain_code(cls._type_), length, format, (length, *shape), item_size,
                  align, pointers)
        if unit := _text_unit(cls):
            for name, attribute in (_BYTE_TEXT if unit == 1 else _WIDE_TEXT).items():
                type.__setattr__(cls, name, attribute)
        return cls

    @staticmethod
    def _from_value(cls, value):
        if isinstance(value, cls):
            return value
        if _text_unit(cls) and isinstance(value, bytes if _text_unit(cls) == 1 else str):
            if len(value) > cls._length_:
                raise ValueError("Invalid length")
            made = cls()
            made.value = value
            return made
        return cls(*value) if isinstance(value, tuple) else value

    def from_param(cls, value):
        "Convert a Python object into a function call parameter."
        if _info_of(cls) is None:
            raise TypeError("abstract class")
        return CType_Type.from_param(cls, PyCArrayType._from_value(cls, value))


class Array(_CData, metaclass=PyCArrayType):
    """Abstract base class for arrays.

The recommended way to create concrete array types is by multiplying any
ctypes data type with a non-negative integer. Alternatively, you can subclass
this type and define _length_ and _type_ class variables. Array elements can
be read and written using standard subscript and slice accesses for slice
reads, the resulting object is not itself an Array."""
    __slots__ = ()

    def __init__(self, *values):
        if len(values) > self._count():
            raise IndexError("invalid index")
        for index, value in enumerate(values):
            self._set_item(index, value)

    __len__ = _CData._count
    __getitem__ = _CData._item
    __setitem__ = _CData._set_item

    def __delitem__(self, key):
        raise TypeError("Array does not support item deletion")

    def _offset_of(self, key):
        if not hasattr(key, "__index__"):
            raise TypeError("indices must be integers")
        index = key.__index__()
        if index < 0:
            index += self._count()
        if not 0 <= index < self._count():
            raise IndexError("invalid index")
        return index * sizeof(self._type_)

    def _item_of(self, key):
        if not isinstance(key, slice):
            return _get_data(self._type_, self, self._offset_of(key))
        indices = range(*key.indices(self._count()))
        return _items_in(self._type_, indices, self._item)

    def _set_item_of(self, key, value):
        if not isinstance(key, slice):
            return _set_data(self._type_, self, self._offset_of(key), value)
        indices = range(*key.indices(self._count()))
        if len(value) != len(indices):
            raise ValueError("Can only assign sequence of same size")
        for index, item in zip(indices, value):
            self._set_item(index, item)

    __reduce__ = _reduce
    __setstate__ = _set_state
    __class_getitem__ = classmethod(type(list[int]))


def _items_in(cls, indices, item):
    "The items of a slice: bytes or str of characters, and a list of all else."
    items = [item(index) for index in indices]
    code = _plain_code(cls)
    if code == 0x63:
        return b"".join(items)
    return "".join(items) if code == 0x75 else items


def _get_char_value(self):
    return _get_bytes(self, 0, sizeof(self)).partition(b"\0")[0]


def _set_char_value(self, value):
    if not isinstance(value, bytes):
        raise TypeError(f"bytes expected instead of {type(value).__name__} instance")
    if len(value) > sizeof(self):
        raise ValueError("byte string too long")
    _put_bytes(self, 0, value if len(value) == sizeof(self) else value + b"\0")


def _cannot_delete_raw(self):
    raise AttributeError("cannot delete attribute")


def _get_raw(self):
    return _get_bytes(self, 0, sizeof(self))


def _set_raw(self, value):
    with memoryview(value) as view:
        if view.nbytes > sizeof(self):
            raise ValueError("byte string too long")
        _put_bytes(self, 0, view.tobytes())


def _get_wide_value(self):
    return "".join(self[:]).partition("\0")[0]


def _set_wide_value(self, value):
    if not isinstance(value, str):
        raise TypeError(f"unicode string expected instead of {type(value).__name__} instance")
    if len(value) > self._count():
        raise ValueError("string too long")
    text = value if len(value) == self._count() else value + "\0"
    _put_bytes(self, 0, text.encode("utf-32-le", "surrogatepass"))


_BYTE_TEXT = {
    "value": property(_get_char_value, _set_char_value, _cannot_delete, "string value"),
    "raw": property(_get_raw, _set_raw, _cannot_delete_raw, "value"),
}
_WIDE_TEXT = {"value": property(_get_wide_value, _set_wide_value, _cannot_delete, "string value")}


class PyCPointerType(CType_Type):
    "metatype for the Pointer Objects"

    def __new__(meta, name, bases, namespace, /, **kwargs):
        cls = super().__new__(meta, name, bases, namespace, **kwargs)
        if bases == (_CData,):
            return cls
        _set_info(cls, 8, 0, 1, "X{}", (), 8, 8, True)
        if "_type_" in namespace:
            _point_at(cls, namespace["_type_"])
        return cls

    def set_type(cls, target):
        _point_at(cls, target)

    def __setattr__(cls, name, value):
        if name == "_type_":
            _point_at(cls, value)
        else:
            type.__setattr__(cls, name, value)

    def from_param(cls, value):
        "Convert a Python object into a function call parameter."
        if value is None:
            return value
        target = getattr(cls, "_type_", None)
        if target is not None and isinstance(value, target):
            return byref(value)
        if isinstance(value, (_Pointer, Array)) and target is not None and issubclass(value._type_, target):
            return value
        return CType_Type.from_param(cls, value)


def _point_at(cls, target):
    if not isinstance(target, type):
        raise TypeError("_type_ must be a type")
    if _info_of(target) is None:
        raise TypeError("_type_ must have storage info")
    type.__setattr__(cls, "_type_", target)
    _, _, _, format, shape, _, _, _ = target._ctype_info_
    dimensions = "(" + ",".join(map(str, shape)) + ")" if shape else ""
    _set_info(cls, 8, 0, 1, "&" + dimensions + format, (), 8, 8, True)
    if "_ctype_pointer_" not in target.__dict__:
        type.__setattr__(target, "_ctype_pointer_", cls)


class _Pointer(_CData, metaclass=PyCPointerType):
    "XXX to be provided"
    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if "_type_" not in cls.__dict__:
            raise TypeError("Cannot create instance: has no _type_")
        return super().__new__(cls)

    def __init__(self, obj=None, /):
        if obj is not None:
            self.contents = obj

    def _target(self):
        if not (address := _read(self, _ADDRESS, 0)):
            raise ValueError("NULL pointer access")
        return address

    @property
    def contents(self):
        "the object this pointer points to (read-write)"
        address = self._target()
        _check_memory(address, sizeof(self._type_))
        return _at(self._type_, self, address)

    @contents.setter
    def contents(self, obj):
        if not isinstance(obj, _CData):
            raise TypeError(f"expected {self._type_.__name__} instead of {type(obj).__name__}")
        _write(self, _ADDRESS, 0, addressof(obj))
        _keep_at(self, addressof(self) + 1, obj)
        _keep_at(self, addressof(self), obj._objects)

    @contents.deleter
    def contents(self):
        raise TypeError("Pointer does not support item deletion")

    def _place(self, index):
        "The item of an index as an object of its own."
        if not hasattr(index, "__index__"):
            raise TypeError("Pointer indices must be integer")
        size = sizeof(self._type_)
        address = self._target() + index.__index__() * size
        _check_memory(address, size)
        return _at(self._type_, self, address)

    def __getitem__(self, key):
        if not isinstance(key, slice):
            return _get_data(self._type_, self._place(key), 0)
        step = 1 if key.step is None else key.step
        if step == 0:
            raise ValueError("slice step cannot be zero")
        start = key.start
        if start is None:
            if step < 0:
                raise ValueError("slice start is required for step < 0")
            start = 0
        if key.stop is None:
            raise ValueError("slice stop is required")
        return _items_in(self._type_, range(start, key.stop, step), self.__getitem__)

    def __setitem__(self, key, value):
        place = self._place(key)
        _set_data(self._type_, place, 0, value)
        if _has_pointers(self._type_) and not isinstance(self._type_, PyCStructType | UnionType):
            _keep_at(self, addressof(place), value)

    def __delitem__(self, key):
        raise TypeError("Pointer does not support item deletion")

    def __bool__(self):
        return _read(self, _ADDRESS, 0) != 0

    __reduce__ = _reduce
    __setstate__ = _set_state
`;
