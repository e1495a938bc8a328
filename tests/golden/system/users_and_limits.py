import grp
import os
import pwd
import resource

print(pwd.getpwuid(0), pwd.getpwnam("root").pw_dir, len(pwd.getpwall()) > 3, pwd.struct_passwd)
print(grp.getgrgid(0), grp.getgrnam("root").gr_gid, len(grp.getgrall()) > 3)
print(os.path.expanduser("~root"), len(os.getresuid()), len(os.getresgid()), os.getgid() in os.getgroups() or True)
usage = resource.getrusage(resource.RUSAGE_SELF)
print(usage.ru_maxrss > 0, usage.ru_utime > 0, len(usage), len(resource.getrusage(resource.RUSAGE_CHILDREN)))
soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (soft, hard))
print(resource.prlimit(0, resource.RLIMIT_CORE) == (soft, hard), resource.RLIM_INFINITY, resource.getpagesize())
cpus = os.sched_getaffinity(0)
os.sched_setaffinity(0, cpus)
print(os.sched_getaffinity(0) == cpus, os.getpriority(os.PRIO_PROCESS, 0) == os.nice(0))
print(os.sched_getscheduler(0) == os.SCHED_OTHER, os.sched_get_priority_max(os.SCHED_RR), os.sched_getparam(0))
for wrong in (
    lambda: pwd.getpwuid(987654),
    lambda: pwd.getpwnam("nobody here"),
    lambda: grp.getgrgid("x"),
    lambda: grp.getgrnam("x y"),
    lambda: resource.getrlimit(99),
    lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (5,)),
    lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (5, 3)),
    lambda: resource.getrusage(77),
    lambda: os.sched_setaffinity(0, [-1]),
    lambda: os.sched_setaffinity(0, []),
    lambda: os.getpriority(9, 0),
    lambda: os.sched_getaffinity(99999999),
):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
