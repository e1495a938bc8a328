/**
 * The third part of `_ctypes`: structures and unions.
 *
 * @module
 */

/** Source text. */
export const STRUCTURES_SOURCE: string = String.raw`
class CField:
    "Structure/Union member"
    __slots__ = ("name", "type", "byte_offset", "byte_size", "bit_offset", "bit_size", "is_bitfield",
                 "is_anonymous", "_unit", "_is_text", "__weakref__")

    def __new__(cls, /, *, name, type, byte_size, byte_offset, index, _internal_use, bit_size=None,
                bit_offset=None, is_anonymous=False):
        if not _internal_use:
            raise TypeError("CField objects can't be created directly")
        if not isinstance(name, str):
            raise TypeError(f"field name must be a string, not {name!r}")
        self = super().__new__(cls)
        set = object.__setattr__
        set(self, "name", name)
        set(self, "type", type)
        set(self, "byte_size", byte_size)
        set(self, "byte_offset", byte_offset)
        set(self, "is_bitfield", bit_size is not None)
        set(self, "is_anonymous", is_anonymous)
        set(self, "bit_offset", 0 if bit_offset is None else bit_offset)
        set(self, "bit_size", byte_size * 8 if bit_size is None else bit_size)
        set(self, "_unit", 0 if bit_size is None else _bit_unit(type))
        set(self, "_is_text", isinstance(type, PyCArrayType) and _text_unit(type) != 0)
        return self

    def __setattr__(self, name, value):
        raise AttributeError(f"attribute {name!r} of '_ctypes.CField' objects is not writable")

    @property
    def size(self):
        return self.bit_size << 16 | self.bit_offset if self.is_bitfield else self.byte_size

    @property
    def offset(self):
        return self.byte_offset

    def __repr__(self):
        bits = f", bit_size={self.bit_size}, bit_offset={self.bit_offset}" if self.is_bitfield else ""
        size = "" if self.is_bitfield else f", size={self.byte_size}"
        return f"<ctypes.CField {self.name!r} type={self.type.__name__}, ofs={self.byte_offset}{size}{bits}>"

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if not isinstance(instance, _CData):
            raise TypeError("not a ctype instance")
        if self._unit == 0:
            data = _get_data(self.type, instance, self.byte_offset)
            return data.value if self._is_text else data
        bits = _read(instance, self._unit, self.byte_offset) >> self.bit_offset & (1 << self.bit_size) - 1
        if chr(self.type._ctype_code_ & 127) in "bhilq" and bits >> self.bit_size - 1:
            bits -= 1 << self.bit_size
        return bits != 0 if self.type._ctype_code_ == 0x3f else bits

    def __set__(self, instance, value):
        if not isinstance(instance, _CData):
            raise TypeError("not a ctype instance")
        if self._is_text and not isinstance(value, self.type):
            return _set_text(self.type, instance, self.byte_offset, value)
        if self._unit == 0:
            return _set_data(self.type, instance, self.byte_offset, value)
        if isinstance(value, self.type):
            value = value.value
        if self.type._ctype_code_ == 0x3f:
            value = bool(value)
        if not isinstance(value, int):
            raise TypeError(f"int expected instead of {type(value).__name__} instance")
        mask = (1 << self.bit_size) - 1 << self.bit_offset
        rest = _read(instance, self._unit, self.byte_offset) & ~mask
        _write(instance, self._unit, self.byte_offset, rest | value << self.bit_offset & mask)

    def __delete__(self, instance):
        raise TypeError("can't delete attribute")


def _set_text(cls, owner, offset, value):
    "Writes bytes or a str into a field that is an array of characters."
    if _text_unit(cls) == 1:
        if not isinstance(value, bytes):
            raise TypeError(f"expected bytes, {type(value).__name__} found")
        # As C copies a string: up to its end.
        value = value.partition(b"\0")[0]
        if len(value) > cls._length_:
            raise ValueError(f"bytes too long ({len(value)}, maximum length {cls._length_})")
    elif not isinstance(value, str):
        raise TypeError(f"unicode string expected instead of {type(value).__name__} instance")
    elif len(value) > cls._length_:
        raise ValueError(f"string too long ({len(value)}, maximum length {cls._length_})")
    _at(cls, owner, addressof(owner) + offset).value = value


def _bit_unit(cls):
    "The unsigned code in whose value the bits of a field of a type lie."
    code = getattr(cls, "_ctype_code_", 0)
    if chr(code & 127) not in "bBhHiIlLqQ?" or code == 0:
        raise TypeError(f"bit fields not allowed for type {cls.__name__}")
    return ord(" BH I   Q"[cls._ctype_info_[0]]) | code & _SWAPPED


def _mark_final(cls):
    if isinstance(cls, _StructUnionType) and "_ctype_final_" not in cls.__dict__:
        type.__setattr__(cls, "_ctype_final_", True)


class _StructUnionType(CType_Type):
    def __new__(meta, name, bases, namespace, /, **kwargs):
        cls = super().__new__(meta, name, bases, namespace, **kwargs)
        if bases == (_CData,):
            return cls
        if "_abstract_" in namespace:
            type.__setattr__(cls, "_ctype_info_", None)
            return cls
        for base in cls.__mro__[1:]:
            if _info_of(base) is not None:
                _mark_final(base)
                type.__setattr__(cls, "_ctype_info_", base._ctype_info_)
                break
        else:
            _set_info(cls, 0, 0, 1, "B", (), 0, 1, False)
        if "_fields_" in namespace:
            cls._fields_ = namespace["_fields_"]
        return cls

    def __setattr__(cls, name, value):
        if name != "_fields_":
            return type.__setattr__(cls, name, value)
        if "_ctype_final_" in cls.__dict__:
            raise AttributeError("_fields_ is final")
        _define_fields(cls, value)
        type.__setattr__(cls, name, value)

    def __delattr__(cls, name):
        if name == "_fields_":
            raise AttributeError("_fields_ cannot be deleted")
        type.__delattr__(cls, name)


class PyCStructType(_StructUnionType):
    "metatype for the CData Objects"


class UnionType(_StructUnionType):
    "metatype for the Union Objects"


def _define_fields(cls, fields):
    from ctypes._layout import get_layout
    if not isinstance(fields, (list, tuple)):
        raise TypeError("_fields_ must be a sequence of pairs")
    is_struct = isinstance(cls, PyCStructType)
    base = cls.__base__ if _info_of(cls.__base__) is not None else None
    layout = get_layout(cls, fields, is_struct, base)
    # A type of its own class may have become final meanwhile: it has itself as a field.
    for field in layout.fields:
        type.__setattr__(cls, field.name, field)
        _mark_final(field.type)
    if "_ctype_final_" in cls.__dict__:
        raise AttributeError("Structure or union cannot contain itself")
    pointers = any(_has_pointers(field.type) for field in layout.fields)
    _set_info(cls, layout.size, 0, 1, layout.format_spec, (), layout.size, layout.align,
              pointers or base is not None and _has_pointers(base))
    _mark_final(cls)
    _lift_anonymous(cls, {field.name: field for field in layout.fields})


def _lift_anonymous(cls, fields):
    anonymous = cls.__dict__.get("_anonymous_", ())
    if not isinstance(anonymous, (list, tuple)):
        raise TypeError("_anonymous_ must be a sequence")
    for name in anonymous:
        if name not in fields:
            raise AttributeError(f"{name!r} is specified in _anonymous_ but not in _fields_")
        outer = fields[name]
        if not isinstance(outer.type, _StructUnionType):
            raise AttributeError(f"{name!r} is specified in _anonymous_ but not a structure or union")
        type.__setattr__(cls, name, _moved_field(outer, 0, True))
        for inner in _field_names(outer.type, True):
            type.__setattr__(cls, inner, _moved_field(getattr(outer.type, inner), outer.byte_offset, False))


def _moved_field(field, offset, is_anonymous):
    bits = field.is_bitfield
    return CField(name=field.name, type=field.type, byte_size=field.byte_size,
                  byte_offset=field.byte_offset + offset, index=0, _internal_use=True,
                  bit_size=field.bit_size if bits else None, bit_offset=field.bit_offset if bits else None,
                  is_anonymous=is_anonymous)


def _field_names(cls, lifted=False):
    "Names of the fields, those of the base first; with those that were lifted out of anonymous ones."
    names = _field_names(cls.__base__, lifted) if _info_of(cls.__base__) is not None else []
    for field in cls.__dict__.get("_fields_", ()):
        names.append(field[0])
        if lifted and field[0] in cls.__dict__.get("_anonymous_", ()):
            names += _field_names(field[1], True)
    return names


def _init_fields(self, args, kwargs):
    _mark_final(type(self))
    if args:
        names = _field_names(type(self))
        if len(args) > len(names):
            raise TypeError("too many initializers")
        for name, value in zip(names, args):
            if name in kwargs:
                raise TypeError(f"duplicate values for field {name!r}")
            setattr(self, name, value)
    for name, value in kwargs.items():
        setattr(self, name, value)


class Structure(_CData, metaclass=PyCStructType):
    "Structure base class"
    __slots__ = ()

    def __init__(self, *args, **kwargs):
        _init_fields(self, args, kwargs)

    __reduce__ = _reduce
    __setstate__ = _set_state


class Union(_CData, metaclass=UnionType):
    "Union base class"
    __slots__ = ()

    def __init__(self, *args, **kwargs):
        _init_fields(self, args, kwargs)

    __reduce__ = _reduce
    __setstate__ = _set_state


def buffer_info(cls, /):
    "Return buffer interface information"
    info = _info_of(cls if isinstance(cls, type) else type(cls))
    if info is None:
        raise TypeError("not a ctypes type or object")
    return info[3], len(info[4]), info[4]
`;
