"""Tasks of a small operating system that pass packets, after Martin Richards's benchmark: objects with states."""
import time

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
WORK, DEVICE = 1, 2
PACKET_SIZE = 4


class Packet:
    def __init__(self, link, owner, kind):
        self.link = link
        self.owner = owner
        self.kind = kind
        self.datum = 0
        self.data = [0] * PACKET_SIZE

    def append_to(self, queue):
        """The head of a queue with this packet at its end."""
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    """What can be scheduled: subclasses say what one step does."""

    def __init__(self, system, number, priority, queue):
        self.system = system
        self.number = number
        self.priority = priority
        self.queue = queue
        self.waiting = False
        self.held = False
        system.tasks.append(self)
        system.by_number[number] = self

    def is_blocked(self):
        return self.held or (self.waiting and self.queue is None)

    def receive(self, packet):
        self.queue = packet.append_to(self.queue)

    def take(self):
        packet = self.queue
        if packet is not None:
            self.queue = packet.link
            packet.link = None
        return packet

    def wait(self):
        self.waiting = True

    def step(self, packet):
        raise NotImplementedError


class Idle(Task):
    def __init__(self, system, number, priority, rounds):
        super().__init__(system, number, priority, None)
        self.left = rounds
        self.control = 1

    def is_blocked(self):
        return self.held

    def step(self, packet):
        self.left -= 1
        if self.left == 0:
            self.held = True
        elif self.control & 1 == 0:
            self.control //= 2
            self.system.release(DEVICE_A)
        else:
            self.control = (self.control // 2) ^ 0xD008
            self.system.release(DEVICE_B)


class Worker(Task):
    def __init__(self, system, number, priority, queue):
        super().__init__(system, number, priority, queue)
        self.destination = HANDLER_A
        self.letter = 0

    def step(self, packet):
        if packet is None:
            return self.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.owner = self.number
        packet.datum = 0
        for k in range(PACKET_SIZE):
            self.letter += 1
            if self.letter > 26:
                self.letter = 1
            packet.data[k] = 64 + self.letter
        self.system.send(self.destination, self.number, packet)


class Handler(Task):
    def __init__(self, system, number, priority, queue):
        super().__init__(system, number, priority, queue)
        self.work = None
        self.devices = None

    def step(self, packet):
        if packet is not None:
            if packet.kind == WORK:
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        work = self.work
        if work is None:
            return self.wait()
        at = work.datum
        if at >= PACKET_SIZE:
            self.work = work.link
            return self.system.send(work.owner, self.number, work)
        device = self.devices
        if device is None:
            return self.wait()
        self.devices = device.link
        device.datum = work.data[at]
        work.datum = at + 1
        self.system.send(device.owner, self.number, device)


class Device(Task):
    def __init__(self, system, number, priority, queue):
        super().__init__(system, number, priority, queue)
        self.pending = None

    def step(self, packet):
        if packet is None:
            pending = self.pending
            if pending is None:
                return self.wait()
            self.pending = None
            return self.system.send(pending.owner, self.number, pending)
        self.pending = packet
        self.held = True


class System:
    def __init__(self):
        self.tasks = []
        self.by_number = {}
        self.sent = 0
        self.releases = 0
        self.steps = 0

    def send(self, number, sender, packet):
        self.sent += 1
        packet.owner = sender
        target = self.by_number[number]
        target.receive(packet)
        target.waiting = False

    def release(self, number):
        self.releases += 1
        self.by_number[number].held = False

    def run(self):
        tasks = self.tasks
        while True:
            chosen = None
            for task in tasks:
                if not task.is_blocked() and (chosen is None or task.priority > chosen.priority):
                    chosen = task
            if chosen is None:
                return
            self.steps += 1
            chosen.step(chosen.take())


def build(rounds):
    system = System()
    Idle(system, IDLE, 0, rounds)
    Worker(system, WORKER, 1000, Packet(Packet(None, HANDLER_B, WORK), HANDLER_A, WORK))
    for number, priority, device in ((HANDLER_A, 2000, DEVICE_A), (HANDLER_B, 3000, DEVICE_B)):
        queue = None
        for _ in range(3):
            queue = Packet(queue, device, DEVICE)
        Handler(system, number, priority, queue)
    Device(system, DEVICE_A, 4000, None)
    Device(system, DEVICE_B, 5000, None)
    return system


start = time.perf_counter()
system = build(40_000)
system.run()
seconds = time.perf_counter() - start
print(system.sent, system.releases, system.steps)
print("seconds", seconds)
