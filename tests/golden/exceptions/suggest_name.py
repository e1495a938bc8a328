# python3.14
# An uncaught NameError names the closest name that could have been meant.
velocity = 10


def travel(distance, seconds):
    print("travelling")
    return distance / second


travel(velocity, 5)
