# A small bank: classes, exceptions, context managers and formatting together.


class BankError(Exception):
    pass


class Insufficient(BankError):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} lacks {amount - account.balance:.2f}")
        self.account, self.amount = account, amount


class Account:
    _next = 100

    def __init__(self, owner, balance=0):
        self.owner, self.balance = owner, balance
        self.number = Account._next
        Account._next += 1
        self.history = []

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposits are positive")
        self.balance += amount
        self.history.append(("deposit", amount))
        return self

    def withdraw(self, amount):
        if amount > self.balance:
            raise Insufficient(self, amount)
        self.balance -= amount
        self.history.append(("withdraw", amount))
        return self

    def __repr__(self):
        return f"{type(self).__name__}({self.owner!r}, {self.balance})"

    def __lt__(self, other):
        return self.balance < other.balance


class Savings(Account):
    rate = 0.1

    def accrue(self):
        return self.deposit(self.balance * self.rate)


class Transaction:
    def __init__(self, *accounts):
        self.accounts = accounts

    def __enter__(self):
        self.saved = [(a, a.balance, list(a.history)) for a in self.accounts]
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            return False
        for account, balance, history in self.saved:
            account.balance, account.history = balance, history
        print("rolled back:", value)
        return issubclass(kind, BankError)


ada, bob = Savings("Ada", 100), Account("Bob").deposit(50)
ada.accrue().withdraw(10)
print(ada, bob, ada.number, bob.number, ada > bob)
with Transaction(ada, bob):
    bob.deposit(60)
    ada.withdraw(60)
print(ada, bob)
with Transaction(ada, bob):
    bob.deposit(500)
    ada.withdraw(500)
print(ada, bob, bob.history)
try:
    with Transaction(ada):
        ada.deposit(-1)
except ValueError as error:
    print("not swallowed:", error)
print(f"{'owner':<8}|{'balance':>10}")
for account in sorted([ada, bob], reverse=True):
    print(f"{account.owner:<8}|{account.balance:>10.2f}")
print(sum(a.balance for a in (ada, bob)), max(ada, bob).owner, [kind for kind, _ in ada.history])
