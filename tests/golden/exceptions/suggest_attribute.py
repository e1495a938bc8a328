# python3.14
# An uncaught AttributeError names the closest attribute.


class Robot:
    def __init__(self):
        self.position = 0

    def forward(self):
        self.positon += 1


print("moving")
Robot().forward()
