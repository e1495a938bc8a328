# What module variables hold is finalised at the end, also where loops and calls made their functions hot.
class Door:
    def __init__(self, name): self.name = name
    def __del__(self): say(f"closed {self.name}")
def say(text): print(text)
def steps():
    try:
        yield "ready"
    finally:
        say("steps end")
for i in range(3):
    print(i, len([Door("passing")]))
    waiting = steps()
    next(waiting)
    say(i)
door = Door("kept")
print("the end")
