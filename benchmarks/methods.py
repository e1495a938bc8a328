"""Method calls and attribute updates on instances."""
import time


class Account:
    def __init__(self):
        self.entries = 0
        self.balance = 0

    def post(self, amount):
        self.entries += 1
        self.balance = (self.balance + amount) % 1000
        return self.balance


def run(accounts, rounds):
    checksum = 0
    for i in range(rounds):
        checksum += accounts[i % 4].post(i)
    return checksum


accounts = [Account() for _ in range(4)]
start = time.perf_counter()
result = run(accounts, 2_000_000)
seconds = time.perf_counter() - start
print(result, [account.entries for account in accounts])
print("seconds", seconds)
