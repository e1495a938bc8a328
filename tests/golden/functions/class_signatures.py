"""Signatures of classes that are not written in Python."""
import inspect
import io


class Plain:
    pass


for cls in object, Plain, io.TextIOWrapper, io.FileIO, io.StringIO:
    print(cls.__name__, inspect.signature(cls))
print(Plain.__text_signature__, object.__text_signature__)
