/**
 * `dbm` and `dbm.dumb`, which the library that Orochi brings along leaves out: databases of bytes by bytes in plain
 * files, in the format of CPython's `dbm.dumb`.
 *
 * @module
 */

/** The source of `dbm`. */
export const DBM_SOURCE = `
__path__ = []
__all__ = ["open", "whichdb", "error"]

import builtins
import os

_open = builtins.open


class error(Exception):
    pass


error = (error, OSError)


def whichdb(filename):
    """The name of the module that can open a database: "" if it is unknown, None if there is none."""
    filename = os.fsencode(filename)
    try:
        with _open(filename + b".dir", "rb") as file:
            start = file.read(1)
        os.stat(filename + b".dat")
        return "dbm.dumb" if start in (b"", b"'", b'"') else ""
    except OSError:
        pass
    try:
        with _open(filename, "rb") as file:
            start = file.read(16)
    except OSError:
        return None
    return "dbm.sqlite3" if start == b"SQLite format 3\\0" else ""


def open(file, flag="r", mode=0o666):
    """Open or create a database: 'r' to read, 'w' to write, 'c' to write and make it if need be, 'n' to make it anew."""
    kind = None if "n" in flag else whichdb(file)
    if kind is None and not ("c" in flag or "n" in flag):
        raise error[0](f"db file doesn't exist; use 'c' or 'n' flag to create a new db: {file!r}")
    if kind == "":
        raise error[0]("db type could not be determined")
    if kind not in (None, "dbm.dumb"):
        raise error[0](f"db type is {kind}, but the module is not available")
    from dbm import dumb

    return dumb.open(file, flag, mode)
`;

/** The source of `dbm.dumb`. */
export const DUMB_SOURCE = `
__all__ = ["error", "open"]

import ast
import builtins
import os
from collections.abc import MutableMapping

_open = builtins.open
_BLOCK = 512

error = OSError


class _Database(MutableMapping):
    """Values in a file .dat, from multiples of 512 bytes on; where they are, in a file .dir, a line for each key."""

    def __init__(self, name, mode, flag):
        name = os.fsencode(name)
        self._dir, self._dat, self._bak = name + b".dir", name + b".dat", name + b".bak"
        self._mode = mode
        self._readonly = flag == "r"
        self._index = None
        self._changed = False
        if flag == "n":
            for path in self._dat, self._bak, self._dir:
                try:
                    os.remove(path)
                except OSError:
                    pass
        try:
            _open(self._dat, "r").close()
        except OSError:
            if flag not in ("c", "n"):
                raise
            with _open(self._dat, "w"):
                self._chmod(self._dat)
        self._index = {}
        try:
            file = _open(self._dir, "r", encoding="Latin-1")
        except OSError:
            if flag not in ("c", "n"):
                raise
            with _open(self._dir, "w"):
                self._chmod(self._dir)
            return
        with file:
            for line in file:
                key, place = ast.literal_eval(line.rstrip())
                self._index[key.encode("Latin-1")] = place

    def _chmod(self, path):
        os.chmod(path, self._mode)

    def _check(self, writing=False):
        if self._index is None:
            raise error("DBM object has already been closed")
        if writing and self._readonly:
            raise error("The database is opened for reading only")

    @staticmethod
    def _bytes(value, what):
        if isinstance(value, str):
            return value.encode("utf-8")
        if not isinstance(value, (bytes, bytearray)):
            raise TypeError(f"{what} must be bytes or strings")
        return bytes(value)

    def sync(self):
        """Write down where the values are."""
        if self._index is None or not self._changed:
            return
        try:
            os.unlink(self._bak)
        except OSError:
            pass
        try:
            os.rename(self._dir, self._bak)
        except OSError:
            pass
        with _open(self._dir, "w", encoding="Latin-1") as file:
            self._chmod(self._dir)
            for key, place in self._index.items():
                file.write(f"{key.decode('Latin-1')!r}, {place!r}\\n")
        self._changed = False

    def __getitem__(self, key):
        self._check()
        key = key.encode("utf-8") if isinstance(key, str) else key
        start, size = self._index[key]
        with _open(self._dat, "rb") as file:
            file.seek(start)
            return file.read(size)

    def __setitem__(self, key, value):
        self._check(True)
        key = self._bytes(key, "keys")
        value = self._bytes(value, "values")
        self._changed = True
        known = self._index.get(key)
        if known is not None and -(-known[1] // _BLOCK) >= -(-len(value) // _BLOCK):
            start = known[0]
        else:
            start = -(-os.path.getsize(self._dat) // _BLOCK) * _BLOCK
        with _open(self._dat, "rb+") as file:
            file.seek(0, 2)
            file.write(b"\\0" * (start - file.tell()))
            file.seek(start)
            file.write(value)
        self._index[key] = start, len(value)
        if known is None:
            with _open(self._dir, "a", encoding="Latin-1") as file:
                self._chmod(self._dir)
                file.write(f"{key.decode('Latin-1')!r}, {self._index[key]!r}\\n")

    def __delitem__(self, key):
        self._check(True)
        key = key.encode("utf-8") if isinstance(key, str) else key
        del self._index[key]
        self._changed = True
        self.sync()

    def keys(self):
        self._check()
        return list(self._index)

    def items(self):
        self._check()
        return [(key, self[key]) for key in self._index]

    def __contains__(self, key):
        self._check()
        return (key.encode("utf-8") if isinstance(key, str) else key) in self._index

    def __iter__(self):
        self._check()
        return iter(self._index)

    def __len__(self):
        self._check()
        return len(self._index)

    def close(self):
        try:
            self.sync()
        finally:
            self._index = None

    __del__ = close

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def open(file, flag="c", mode=0o666):
    """Open a database: 'r' to read, 'w' to write, 'c' (the default) to make it if need be, 'n' to make it anew."""
    if flag not in ("r", "w", "c", "n"):
        raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n'")
    mask = os.umask(0)
    os.umask(mask)
    return _Database(file, mode & ~mask, flag)
`;
