# python3.14
# Durations that natives take, and what they say of others.
import threading, time, select, signal, queue, socket, subprocess
def t(n, f):
    try: print(n, f())
    except BaseException as e: print(n, type(e).__name__, e)
nan=float('nan')
l=threading.Lock(); l.acquire()
T=[nan, 1e300, 1e10, 10**10, 10**30, "x", None, -1.5, -2, 9223372036.5, 9223372036]
class I:
    def __index__(self): return -5
T.append(I())
class FF:
    def __float__(self): return -5.0
T.append(FF())
r,w=__import__("os").pipe()
s=socket.socket()
for x in T:
    big = x in (9223372036.5, 9223372036, None)
    if not big: 
        t("lock", lambda: l.acquire(True, x)); t("sq", lambda: queue.SimpleQueue().get(True, x))
        t("sleep", lambda: time.sleep(x)); t("select", lambda: select.select([r],[],[],x))
    if x is None: 
        t("lock", lambda: l.acquire(True, x))
        t("sleep", lambda: time.sleep(x));
    t("rlock", lambda: threading.RLock().acquire(True, x))
    t("settimeout", lambda: s.settimeout(x))
    if not big and not (isinstance(x, (int,float)) and x < 0 or isinstance(x, (I,FF))): t("poll", lambda: [p:=select.poll(), p.register(r), p.poll(x)][2])
    if not big and not (isinstance(x, (int,float)) and x < 0 or isinstance(x, (I,FF))): t("epoll", lambda: [p:=select.epoll(), p.register(r), p.poll(x)][2])
    t("setitimer", lambda: signal.setitimer(signal.ITIMER_REAL, x))
    signal.setitimer(signal.ITIMER_REAL, 0)
    if not big: t("sigtimedwait", lambda: signal.sigtimedwait([signal.SIGUSR1], x))
    if x is not None: t("gmtime", lambda: time.gmtime(x))
    if x is not None: t("ctime", lambda: time.ctime(x))
