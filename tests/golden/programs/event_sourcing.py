# A journal of events: state rebuilt from them, versions, snapshots, undo, and rules that refuse.
from collections import namedtuple
from functools import reduce, singledispatch
Opened = namedtuple("Opened", "owner"); Put = namedtuple("Put", "amount"); Taken = namedtuple("Taken", "amount"); Closed = namedtuple("Closed", ""); Undone = namedtuple("Undone", "event")
State = namedtuple("State", "owner balance open", defaults=(None, 0, False))
class Refused(Exception): pass
@singledispatch
def apply(event, state): raise TypeError(f"no event: {event!r}")
@apply.register(Opened)
def _(e, s): return s._replace(owner=e.owner, open=True)
@apply.register(Put)
def _(e, s): return s._replace(balance=s.balance + e.amount)
@apply.register(Taken)
def _(e, s): return s._replace(balance=s.balance - e.amount)
@apply.register(Closed)
def _(e, s): return s._replace(open=False)
@apply.register(Undone)
def _(e, s): return s
class Account:
    def __init__(self): self.journal, self.snapshots = [], {0: State()}
    def effective(self): undone = [e.event for e in self.journal if type(e) is Undone]; return [e for i, e in enumerate(self.journal) if i not in undone]
    @property
    def state(self): return reduce(lambda s, e: apply(e, s), self.effective(), State())
    def record(self, event):
        s = self.state
        if type(event) is not Opened and not s.open: raise Refused("not open")
        if type(event) is Taken and event.amount > s.balance: raise Refused(f"only {s.balance}")
        if type(event) is Closed and s.balance: raise Refused("not empty")
        self.journal.append(event); self.snapshots[len(self.journal)] = self.state
a = Account()
for e in Put(1), Opened("ann"), Put(10), Taken(3), Taken(30), Closed(), "junk", Put(5), Undone(2), Taken(15), Taken(12), Closed(), Put(1):
    try: a.record(e); print(len(a.journal), e, a.state)
    except (Refused, TypeError, AttributeError) as error: print(type(error).__name__, error); a.journal[:] = [x for x in a.journal if not isinstance(x, str)]
print(a.snapshots[3], len(a.effective()), a.journal[-1], apply.dispatch(Put).__name__)
