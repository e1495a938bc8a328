/**
 * `_lsprof.Profiler` over the natives of this folder. Each thread has its own recorder; what it has counted is added to the
 * profiler's own table when it is switched off or asked.
 *
 * @module
 */

/** Source of the module's body. */
export const LSPROF_SOURCE = `
from operator import itemgetter as _item

_DISABLE = "<method 'disable' of '_lsprof.Profiler' objects>"


class profiler_entry(tuple):
    __slots__ = ()
    code = property(_item(0))
    callcount = property(_item(1))
    reccallcount = property(_item(2))
    totaltime = property(_item(3))
    inlinetime = property(_item(4))
    calls = property(_item(5))


class profiler_subentry(tuple):
    __slots__ = ()
    code = property(_item(0))
    callcount = property(_item(1))
    reccallcount = property(_item(2))
    totaltime = property(_item(3))
    inlinetime = property(_item(4))


def _add(table, code, counts):
    known = table.get(code)
    table[code] = counts if known is None else tuple(map(sum, zip(known, counts)))


class Profiler:
    """Profiler(timer=None, timeunit=None, subcalls=True, builtins=True)

    Counts and times the calls of the thread that enables it.
    """

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self._timer = timer
        self._unit = timeunit or 1.0
        self._options = subcalls, builtins
        self._on = False
        self.clear()

    def clear(self):
        """Forget what was counted."""
        self._calls = {}
        self._callees = {}
        # One object for each: who reads the entries knows them by identity.
        self._subjects = {}

    def enable(self, subcalls=True, builtins=True):
        """Start counting."""
        self._options = subcalls, builtins
        if not self._on:
            if not _start(self._timer, bool(subcalls), bool(builtins)):
                raise ValueError("Another profiling tool is already active")
            self._on = True

    def disable(self):
        """Stop counting."""
        if self._on:
            counted = _stop()
            self._on = False
            self._keep(counted)

    def _keep(self, counted):
        unit = self._unit

        def shown(code):
            if code is _disable_code:
                code = _DISABLE
            return None if code in _own_codes else self._subjects.setdefault(code, code)

        for code, calls, recursive, total, inline, callees in counted:
            code = shown(code)
            if code is None:
                continue
            _add(self._calls, code, (calls, recursive, total * unit, inline * unit))
            mine = self._callees.setdefault(code, {})
            for callee, calls, recursive, total, inline in callees:
                callee = shown(callee)
                if callee is not None and code is not _DISABLE:
                    _add(mine, callee, (calls, recursive, total * unit, inline * unit))

    def getstats(self):
        """A list of profiler_entry objects: code, callcount, reccallcount, totaltime, inlinetime, calls."""
        if self._on:
            self._keep(_peek())
        return [
            profiler_entry((code, *counts, [
                profiler_subentry((callee, *numbers))
                for callee, numbers in self._callees[code].items()
            ] or None))
            for code, counts in self._calls.items()
        ]


_disable_code = Profiler.disable.__code__
_own_codes = {
    "<built-in method _lsprof._stop>",
    "<built-in method _lsprof._peek>",
    "<built-in method _lsprof._start>",
    *(value.__code__ for value in vars(Profiler).values() if hasattr(value, "__code__")),
} - {_disable_code}
`;
