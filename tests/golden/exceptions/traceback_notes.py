# python3.14
# Notes are shown below the message; an empty message shows only the type.


class Silent(Exception):
    pass


def fail():
    error = Silent()
    error.add_note("a first note")
    error.add_note("a second\nwith two lines")
    raise error


fail()
