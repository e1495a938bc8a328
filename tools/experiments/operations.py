"""Straight loops whose reference operations are counted; prints how many instructions a round has."""

import dis
import gc
import sys


class Node:
    def __init__(self):
        self.next = self
        self.items = [self, self]


def same(node):
    return node


def locals_(rounds):
    node = Node()
    for _ in range(rounds):
        a = node
        b = a
        a = b


def reads(rounds):
    node = Node()
    for _ in range(rounds):
        a = node.next
        b = a.items
        c = b[1]


def calls(rounds):
    node = Node()
    for _ in range(rounds):
        a = same(node)


def makes(rounds):
    node = None
    for _ in range(rounds):
        pair = (node, node)
        node = [pair]
        node = None


def instructions(function, name=None):
    names = [each.opname for each in dis.get_instructions(function)]
    if "FOR_ITER" not in names:
        return len(names)
    return names.index("JUMP_BACKWARD") - names.index("FOR_ITER") + 1


program = {"locals": locals_, "reads": reads, "calls": calls, "makes": makes}[sys.argv[1]]
gc.disable()
program(int(sys.argv[2]))
print(instructions(program) + (instructions(same) if program is calls else 0))
