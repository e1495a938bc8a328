# threads
# python3.14
import os
import signal
import threading
import time

got = []


def wait_for(count):
    end = time.monotonic() + 10
    while len(got) < count and time.monotonic() < end:
        time.sleep(0.001)


def send(name):
    pid = os.posix_spawn("/bin/kill", ["kill", "-" + name, str(os.getpid())], os.environ)
    os.waitpid(pid, 0)


# From the program itself: the handler has run when the call returns. From another process: soon.
signal.signal(signal.SIGUSR2, lambda number, frame: got.append((number, threading.current_thread().name)))
os.kill(os.getpid(), signal.SIGUSR2)
print(got)
send("USR2")
wait_for(2)
print(got[1] == got[0])
signal.signal(signal.SIGTERM, signal.SIG_IGN)
send("TERM")
print("still here", signal.getsignal(signal.SIGTERM))


# Timers end what waits, and what computes.
class Late(Exception):
    pass


def late(number, frame):
    raise Late(number)


signal.signal(signal.SIGALRM, late)
r, w = os.pipe()
for action in (lambda: os.read(r, 1), lambda: time.sleep(10), lambda: [sum(range(100)) for _ in iter(int, 1)],
               signal.pause, threading.Lock().__enter__, lambda: threading.Event().wait(10)):
    lock = threading.Lock()
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    try:
        if action.__name__ == "__enter__":
            lock.acquire()
            lock.acquire()
        action()
    except Late as error:
        print("late", error)
os.close(r)
os.close(w)
print(signal.alarm(100), signal.alarm(0), signal.getitimer(signal.ITIMER_REAL)[0])

# What is held back waits, and can be waited for.
got.clear()
print(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR2}))
os.kill(os.getpid(), signal.SIGUSR2)
print(got, signal.sigpending())
print(signal.sigwait([signal.SIGUSR2]), signal.sigpending())
send("USR2")
print(signal.sigwaitinfo({signal.SIGUSR2}).si_signo, signal.sigtimedwait({signal.SIGUSR2}, 0.001))
os.kill(os.getpid(), signal.SIGUSR2)
print(got, signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGUSR2}), len(got))

# A descriptor tells who selects.
r, w = os.pipe()
os.set_blocking(w, False)
print(signal.set_wakeup_fd(w))
signal.raise_signal(signal.SIGUSR2)
print(os.read(r, 10), signal.set_wakeup_fd(-1) == w, len(got))
os.set_blocking(w, True)
for wrong in (lambda: signal.set_wakeup_fd(w), lambda: signal.set_wakeup_fd(900), lambda: signal.setitimer(9, 1),
              lambda: signal.setitimer(signal.ITIMER_REAL, -1), lambda: signal.sigtimedwait([1], -1),
              lambda: signal.pthread_sigmask(7, []), lambda: signal.sigwait([70]), lambda: os.kill(os.getpid(), 99)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, str(error).replace(str(w), "N"))
