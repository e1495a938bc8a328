import signal
got = []
def handler(number, frame): got.append((number, frame is not None))
print(signal.signal(signal.SIGUSR1, handler), signal.getsignal(signal.SIGUSR1) is handler)
signal.raise_signal(signal.SIGUSR1)
print(got)
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGTERM))
try: signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt: print("interrupted")
def fails(number, frame): raise RuntimeError(f"in handler {number}")
signal.signal(signal.SIGINT, fails)
try:
    signal.raise_signal(signal.SIGINT)
    for _ in range(10000): pass
except RuntimeError as e: print(e)
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.raise_signal(signal.SIGINT)
print("ignored", signal.getsignal(signal.SIGINT))
print(signal.Signals.SIGTERM, repr(signal.SIGTERM), signal.strsignal(15), int(signal.SIGKILL))
for args in ((0, handler), (signal.SIGUSR1, 7), (100, handler)):
    try: signal.signal(*args)
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
try: signal.signal(signal.SIGKILL, handler)
except OSError as e: print(e)
print(signal.SIGINT in signal.valid_signals())
