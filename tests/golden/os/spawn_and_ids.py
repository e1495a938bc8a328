# alone
"""Starting programs by os.spawn*, and what is refused of ids, signals, processors and schedules."""
import os
import platform
import re
import sys

print(os.spawnv(os.P_WAIT, "/bin/sh", ["sh", "-c", "exit 7"]))
print(os.spawnl(os.P_WAIT, "/bin/sh", "sh", "-c", "kill -9 $$"))
print(os.spawnve(os.P_WAIT, "/bin/sh", ("sh", "-c", 'exit "$N"'), {"N": "5"}))
print(os.spawnlp(os.P_WAIT, "sh", "sh", "-c", "exit 3"))
print(os.spawnvpe(os.P_WAIT, "sh", ["sh", "-c", 'exit "$N"'], {**os.environ, "N": "6"}))
print(os.spawnv(os.P_WAIT, "/no/such/program", ["x"]))
pid = os.spawnlp(os.P_NOWAIT, "sh", "sh", "-c", "exit 4")
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def refused(function, *args, **named):
    try:
        print(function.__name__, "gives", function(*args, **named))
    except (TypeError, ValueError, OverflowError) as error:
        print(function.__name__, type(error).__name__, re.sub(r"\[1; \d+\]", "[1; ...]", str(error)))


for args in ("x", []), ("x", [""]), ("x", "text"):
    refused(os.spawnv, os.P_WAIT, *args)
for ident in -2, 1.5:
    refused(os.setuid, ident)
    refused(os.setgid, ident)
    refused(os.setreuid, -1, ident)
for mask in [[-10]]:
    refused(os.sched_setaffinity, 0, mask)
print(os.sched_param(3), os.sched_param(None).sched_priority)
for priority in 1 << 40, -(1 << 40), None:
    try:
        os.sched_setparam(0, os.sched_param(priority))
    except (OverflowError, TypeError) as error:
        print(type(error).__name__)
refused(os.putenv, "A\0B", "c")
refused(os.putenv, b"A", b"c\0d")
refused(os.putenv, "A=B", "c")
program = ["/bin/sh", ["sh", "-c", "exit 0"], os.environ]
refused(os.posix_spawn, *program, file_actions=[(os.POSIX_SPAWN_CLOSE, None)])
refused(os.posix_spawn, *program, file_actions=[(os.POSIX_SPAWN_OPEN, 3, "a\0b", os.O_RDONLY, 0)])
refused(os.posix_spawn, *program, setsigdef=[1000])
refused(os.posix_spawn, *program, setsigmask=[0])
pid = os.posix_spawn(*program, scheduler=(os.sched_getscheduler(0), os.sched_param(0)))
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
print(isinstance(os.times(), os.times_result))
print(platform.python_version_tuple()[0], bool(platform.python_compiler()), sys.version_info[0])
