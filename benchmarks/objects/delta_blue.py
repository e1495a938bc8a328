"""
An incremental solver of one-way constraints with strengths (DeltaBlue, of Freeman-Benson, Maloney and Borning):
chains of equalities, and projections by scale and offset.
"""
import time

REQUIRED, PREFERRED, DEFAULT, WEAKEST = 0, 2, 4, 6
NONE, FORWARD, BACKWARD = 0, 1, -1


class Variable:
    def __init__(self, value):
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0
        self.strength = WEAKEST
        self.stays = True


class Constraint:
    def __init__(self, strength):
        self.strength = strength

    def add_to(self, planner):
        self.attach()
        planner.incremental_add(self)

    def destroy(self, planner):
        if self.is_satisfied():
            planner.incremental_remove(self)
        self.detach()

    def is_input(self):
        return False


class Unary(Constraint):
    """Determines one variable: Stay keeps it as it is, Edit says that somebody else sets it."""

    def __init__(self, variable, strength):
        super().__init__(strength)
        self.variable = variable
        self.satisfied = False

    def attach(self):
        self.variable.constraints.append(self)
        self.satisfied = False

    def detach(self):
        self.variable.constraints.remove(self)
        self.satisfied = False

    def choose(self, mark):
        self.satisfied = self.variable.mark != mark and self.strength < self.variable.strength

    def is_satisfied(self):
        return self.satisfied

    def unsatisfy(self):
        self.satisfied = False

    def inputs(self):
        return ()

    def output(self):
        return self.variable

    def recalculate(self):
        self.variable.strength = self.strength
        self.variable.stays = not self.is_input()

    def execute(self):
        pass


class Stay(Unary):
    pass


class Edit(Unary):
    def is_input(self):
        return True


class Equality(Constraint):
    """Either of two variables follows the other."""

    def __init__(self, first, second, strength):
        super().__init__(strength)
        self.first = first
        self.second = second
        self.direction = NONE

    def variables(self):
        return self.first, self.second

    def attach(self):
        for variable in self.variables():
            variable.constraints.append(self)
        self.direction = NONE

    def detach(self):
        for variable in self.variables():
            variable.constraints.remove(self)
        self.direction = NONE

    def choose(self, mark):
        first, second = self.first, self.second
        if first.mark == mark:
            free = second.mark != mark and self.strength < second.strength
            self.direction = FORWARD if free else NONE
        elif second.mark == mark:
            self.direction = BACKWARD if self.strength < first.strength else NONE
        elif first.strength > second.strength:
            self.direction = BACKWARD if self.strength < first.strength else NONE
        else:
            self.direction = FORWARD if self.strength < second.strength else NONE

    def is_satisfied(self):
        return self.direction != NONE

    def unsatisfy(self):
        self.direction = NONE

    def input(self):
        return self.first if self.direction == FORWARD else self.second

    def inputs(self):
        return (self.input(),)

    def output(self):
        return self.second if self.direction == FORWARD else self.first

    def recalculate(self):
        source, target = self.input(), self.output()
        target.strength = max(self.strength, source.strength)
        target.stays = source.stays

    def execute(self):
        self.output().value = self.input().value


class Scale(Equality):
    """second = first * scale + offset."""

    def __init__(self, first, scale, offset, second, strength):
        super().__init__(first, second, strength)
        self.scale = scale
        self.offset = offset

    def variables(self):
        return self.first, self.second, self.scale, self.offset

    def inputs(self):
        return self.input(), self.scale, self.offset

    def recalculate(self):
        source, target = self.input(), self.output()
        target.strength = max(self.strength, source.strength)
        target.stays = source.stays and self.scale.stays and self.offset.stays

    def execute(self):
        if self.direction == FORWARD:
            self.second.value = self.first.value * self.scale.value + self.offset.value
        else:
            self.first.value = (self.second.value - self.offset.value) // self.scale.value


class Planner:
    def __init__(self):
        self.mark = 0

    def new_mark(self):
        self.mark += 1
        return self.mark

    def incremental_add(self, constraint):
        mark = self.new_mark()
        overridden = self.satisfy(constraint, mark)
        while overridden is not None:
            overridden = self.satisfy(overridden, mark)

    def satisfy(self, constraint, mark):
        """Enforces a constraint if it can be; the one that it displaces, or None."""
        constraint.choose(mark)
        if not constraint.is_satisfied():
            if constraint.strength == REQUIRED:
                raise RuntimeError("could not satisfy a required constraint")
            return None
        for variable in constraint.inputs():
            variable.mark = mark
        output = constraint.output()
        overridden = output.determined_by
        if overridden is not None:
            overridden.unsatisfy()
        output.determined_by = constraint
        if not self.propagate(constraint, mark):
            raise RuntimeError("cycle")
        output.mark = mark
        return overridden

    def incremental_remove(self, constraint):
        output = constraint.output()
        constraint.unsatisfy()
        constraint.detach()
        unsatisfied = self.remove_downstream(output)
        for strength in range(REQUIRED, WEAKEST + 1):
            for other in unsatisfied:
                if other.strength == strength:
                    self.incremental_add(other)
        constraint.attach()

    def propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            current = todo.pop()
            if current.output().mark == mark:
                self.incremental_remove(constraint)
                return False
            current.recalculate()
            self.add_consumers(current.output(), todo)
        return True

    def add_consumers(self, variable, into):
        determining = variable.determined_by
        for constraint in variable.constraints:
            if constraint is not determining and constraint.is_satisfied():
                into.append(constraint)

    def remove_downstream(self, output):
        output.determined_by = None
        output.strength = WEAKEST
        output.stays = True
        unsatisfied = []
        todo = [output]
        while todo:
            variable = todo.pop()
            for constraint in variable.constraints:
                if not constraint.is_satisfied():
                    unsatisfied.append(constraint)
            determining = variable.determined_by
            for constraint in variable.constraints:
                if constraint is not determining and constraint.is_satisfied():
                    constraint.recalculate()
                    todo.append(constraint.output())
        return unsatisfied

    def plan(self, sources):
        """Constraints to execute, in order, when the sources change."""
        mark = self.new_mark()
        plan = []
        todo = [source for source in sources if source.is_input() and source.is_satisfied()]
        while todo:
            constraint = todo.pop()
            output = constraint.output()
            if output.mark != mark and self.known(constraint, mark):
                plan.append(constraint)
                output.mark = mark
                self.add_consumers(output, todo)
        return plan

    def known(self, constraint, mark):
        for variable in constraint.inputs():
            if not (variable.mark == mark or variable.stays or variable.determined_by is None):
                return False
        return True


def set_value(planner, variable, value, rounds):
    edit = Edit(variable, PREFERRED)
    edit.add_to(planner)
    plan = planner.plan([edit])
    for _ in range(rounds):
        variable.value = value
        for constraint in plan:
            constraint.execute()
    edit.destroy(planner)


def chain(length):
    planner = Planner()
    variables = [Variable(0) for _ in range(length + 1)]
    for k in range(length):
        Equality(variables[k], variables[k + 1], REQUIRED).add_to(planner)
    Stay(variables[-1], DEFAULT).add_to(planner)
    edit = Edit(variables[0], PREFERRED)
    edit.add_to(planner)
    plan = planner.plan([edit])
    for value in range(100):
        variables[0].value = value
        for constraint in plan:
            constraint.execute()
        assert variables[-1].value == value
    edit.destroy(planner)
    return variables[-1].value


def projection(count):
    planner = Planner()
    scale, offset = Variable(10), Variable(1000)
    pairs = []
    for k in range(count):
        source, target = Variable(k), Variable(k)
        pairs.append((source, target))
        Stay(source, DEFAULT).add_to(planner)
        Scale(source, scale, offset, target, REQUIRED).add_to(planner)
    set_value(planner, source, 17, 10)
    assert target.value == 1170
    set_value(planner, target, 1050, 10)
    assert source.value == 5
    set_value(planner, scale, 5, 10)
    for k, (source, target) in enumerate(pairs[:-1]):
        assert target.value == k * 5 + 1000
    set_value(planner, offset, 2000, 10)
    for k, (source, target) in enumerate(pairs[:-1]):
        assert target.value == k * 5 + 2000
    return sum(target.value for _, target in pairs)


start = time.perf_counter()
result = [(chain(size), projection(size)) for size in (1000, 2000, 3000)]
seconds = time.perf_counter() - start
print(result)
print("seconds", seconds)
