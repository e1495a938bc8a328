"""The classic pair: two countdowns, in turn or each in a thread. Arguments: rounds, "turn" or "threads"."""
import sys
import threading


def countdown(n):
    while n > 0:
        n -= 1


def main():
    rounds, how = int(sys.argv[1]), sys.argv[2]
    if how == "turn":
        countdown(rounds)
        countdown(rounds)
        return
    threads = [threading.Thread(target=countdown, args=(rounds,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


main()
