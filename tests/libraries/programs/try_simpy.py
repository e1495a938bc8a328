"""Processes in simulated time."""
import simpy

env = simpy.Environment()


def car(env):
    while True:
        print("park", env.now)
        yield env.timeout(5)
        print("drive", env.now)
        yield env.timeout(2)


env.process(car(env))
env.run(until=15)
