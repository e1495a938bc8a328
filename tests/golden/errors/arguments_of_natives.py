# What builtin functions and methods say of arguments that they have no place for: which complaint comes first.
CALLS = (
    "abs", "all", "callable", "chr", "divmod", "filter", "format", "getattr", "hasattr", "hash", "id", "isinstance",
    "iter", "next", "ord", "repr", "bool", "float", "frozenset", "classmethod", "[].append", "[].extend",
    "[].index", "[].insert", "[].pop", "[].sort", "{}.get", "{}.pop", "{}.popitem", "set().add", "set().pop",
    "''.join", "''.split", "''.encode", "''.expandtabs", "''.partition", "''.zfill", "''.translate",
    "''.splitlines", "b''.join", "b''.split", "b''.decode", "b''.replace", "b''.translate", "(5).bit_length",
    "(5).to_bytes", "int.from_bytes", "(1.5).hex", "float.fromhex", "(1).__add__", "''.__mod__", "().index",
    "(x for x in ()).send", "(x for x in ()).close", "bytes", "bytearray", "complex", "compile", "__import__",
    "{}.__contains__", "[].__getitem__", "{}.__getitem__", "set().__contains__", "str.format_map",
    "''.__format__", "dict", "{}.update", "math.isclose", "math.prod", "memoryview(b'').cast",
)
ARGUMENTS = ("", "1,2,3,4,5,6,7,8,9,10,11", "zzz=1", "1,zzz=1", "1,2,zzz=1", "*[1]*12,zzz=1", "**{'':2}")

import math

for call in CALLS:
    for arguments in ARGUMENTS:
        try:
            eval(f"{call}({arguments})")
        except (TypeError, LookupError, ValueError) as error:
            # Later versions word this otherwise.
            unknown = "an unexpected keyword" in str(error) or "an invalid keyword" in str(error)
            print(call, arguments, "unknown" if unknown else error)
