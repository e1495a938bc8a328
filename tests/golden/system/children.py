# alone
import os
import signal


def spawn(*args, **kwargs):
    return os.posix_spawn(args[0], list(args), os.environ, **kwargs)


def output(*args, **kwargs):
    r, w = os.pipe()
    pid = spawn(*args, file_actions=[(os.POSIX_SPAWN_DUP2, w, 1)], **kwargs)
    os.close(w)
    with open(r, "rb") as file:
        data = file.read()
    return data, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


print(output("/bin/sh", "-c", "echo out; exit 3"))
print(output("/bin/sh", "-c", "kill -15 $$"))
name = f"/tmp/golden_{os.urandom(8).hex()}"
flags = os.O_WRONLY | os.O_CREAT
pid = spawn("/bin/echo", "to a file", file_actions=[(os.POSIX_SPAWN_OPEN, 1, name, flags, 0o600)])
print(os.waitpid(pid, 0) == (pid, 0), open(name).read())
os.unlink(name)

# What is inheritable has the same number in the child; nothing else is there.
r, w = os.pipe()
os.set_inheritable(w, True)
pid = spawn("/bin/sh", "-c", f"echo through >&{w}; echo not 2>/dev/null >&{r} || echo closed >&{w}")
os.waitpid(pid, 0)
os.close(w)
print(os.read(r, 100))
os.close(r)

pid = spawn("/bin/sleep", "10")
print(os.waitpid(pid, os.WNOHANG))
os.kill(pid, signal.SIGKILL)
done, status = os.wait()
print(done == pid, os.WIFSIGNALED(status), os.WTERMSIG(status), os.WIFEXITED(status))
pid = spawn("/bin/sh", "-c", "exit 7")
result = os.waitid(os.P_PID, pid, os.WEXITED)
print(result.si_pid == pid, result.si_status, result.si_code == os.CLD_EXITED, result.si_signo == signal.SIGCHLD)
pid = spawn("/bin/true", setpgroup=0)
done, status, usage = os.wait4(pid, 0)
print(done == pid, status, usage.ru_maxrss > 0)
print(os.system("exit 5") >> 8, os.waitstatus_to_exitcode(os.system("kill -9 $$")))
# The session's leader may be outside of this process's namespace: then getsid gives 0.
print(os.getpgid(0) == os.getpgrp(), os.getsid(0) == os.getsid(os.getpid()), os.getpid() != os.getppid())
for wrong in (lambda: spawn("/no/such/program"), lambda: spawn("/etc/passwd"), lambda: os.waitpid(-1, 0),
              lambda: os.posix_spawn("/bin/true", [], {}), lambda: os.execv("/no/such/program", ["x"]),
              lambda: os.posix_spawn("/bin/true", ["x"], {"a=b": "c"}), lambda: os.kill(pid, 0)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
