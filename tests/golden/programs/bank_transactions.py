"""Accounts with a journal: transfers that succeed or leave everything as it was, audits and interest."""
from contextlib import contextmanager
from decimal import Decimal, ROUND_HALF_EVEN


class Refused(Exception):
    pass


class Overdrawn(Refused):
    def __init__(self, account, missing):
        super().__init__(f"{account.owner} lacks {missing}")
        self.account, self.missing = account, missing


class Account:
    minimum = Decimal(0)

    def __init__(self, owner, balance="0"):
        self.owner, self._balance, self.journal = owner, Decimal(balance), []

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, amount):
        if amount < self.minimum:
            raise Overdrawn(self, self.minimum - amount)
        self.journal.append(amount - self._balance)
        self._balance = amount

    def __repr__(self):
        return f"{type(self).__name__}({self.owner!r}, {self._balance})"


class Credit(Account):
    minimum = Decimal("-100")


class Bank:
    def __init__(self, *accounts):
        self.accounts = {account.owner: account for account in accounts}

    @contextmanager
    def transaction(self):
        before = {name: (a._balance, len(a.journal)) for name, a in self.accounts.items()}
        try:
            yield self.accounts
        except Refused as error:
            for name, (balance, length) in before.items():
                account = self.accounts[name]
                account._balance = balance
                del account.journal[length:]
            print("rolled back:", error)
            raise
        else:
            print("committed:", {n: str(a.balance) for n, a in self.accounts.items() if a.balance != before[n][0]})

    def transfer(self, source, target, amount):
        with self.transaction() as accounts:
            accounts[target].balance += Decimal(amount)
            accounts[source].balance -= Decimal(amount)

    def interest(self, percent):
        for account in self.accounts.values():
            gain = (account.balance * Decimal(percent) / 100).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
            account.balance += gain

    def total(self):
        return sum((a.balance for a in self.accounts.values()), Decimal(0))


bank = Bank(Account("ann", "120.50"), Credit("bob", "10"), Account("cy"))
start = bank.total()
for move in [("ann", "bob", "20.25"), ("cy", "ann", "1"), ("bob", "cy", "130"), ("bob", "cy", "0.26"), ("cy", "ann", "129.99")]:
    try:
        bank.transfer(*move)
    except Overdrawn as error:
        print("refused", move, error.account, error.missing, error.__context__)
    assert bank.total() == start
print(*bank.accounts.values(), sep="\n")
Credit.minimum = Decimal("-200")
bank.interest("2.5")
for account in bank.accounts.values():
    print(account, [str(change) for change in account.journal])
print(start, bank.total(), bank.total() - start)
try:
    bank.transfer("ann", "nobody", "5")
except KeyError as error:
    print("no such account", error, [str(a.balance) for a in bank.accounts.values()])
