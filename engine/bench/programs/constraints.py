"""A one-way constraint solver after the manner of DeltaBlue: small objects of several classes, planned and executed."""

import sys

REQUIRED, STRONG, NORMAL, WEAK, WEAKEST = range(5)


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.strength = WEAKEST
        self.mark = 0


class Constraint:
    """Knows its variables, and in which direction it computes at present, if at all."""

    def __init__(self, strength):
        self.strength = strength

    def attach(self, solver):
        for variable in self.variables():
            variable.constraints.append(self)
        solver.add(self)

    def detach(self, solver):
        solver.remove(self)
        for variable in self.variables():
            variable.constraints.remove(self)

    def recompute_strength(self):
        output = self.output()
        weakest = self.strength
        for variable in self.inputs():
            if variable.strength > weakest:
                weakest = variable.strength
        output.strength = weakest


class Unary(Constraint):
    def __init__(self, variable, strength):
        super().__init__(strength)
        self.target = variable
        self.satisfied = False

    def variables(self):
        return (self.target,)

    def inputs(self):
        return ()

    def output(self):
        return self.target

    def choose(self, mark):
        self.satisfied = self.target.mark != mark and self.target.strength > self.strength
        return self.satisfied

    def is_satisfied(self):
        return self.satisfied

    def drop(self):
        self.satisfied = False


class Stay(Unary):
    def execute(self):
        pass


class Edit(Unary):
    def __init__(self, variable, strength, value):
        super().__init__(variable, strength)
        self.value = value

    def execute(self):
        self.target.value = self.value


class Binary(Constraint):
    def __init__(self, first, second, strength):
        super().__init__(strength)
        self.first = first
        self.second = second
        self.forward = None

    def variables(self):
        return (self.first, self.second)

    def inputs(self):
        return (self.first,) if self.forward else (self.second,)

    def output(self):
        return self.second if self.forward else self.first

    def choose(self, mark):
        first, second = self.first, self.second
        self.forward = None
        if first.mark == mark:
            if second.mark != mark and second.strength > self.strength:
                self.forward = True
        elif second.mark == mark:
            if first.strength > self.strength:
                self.forward = False
        elif second.strength >= first.strength:
            if second.strength > self.strength:
                self.forward = True
        elif first.strength > self.strength:
            self.forward = False
        return self.forward is not None

    def is_satisfied(self):
        return self.forward is not None

    def drop(self):
        self.forward = None


class Equal(Binary):
    def execute(self):
        if self.forward:
            self.second.value = self.first.value
        else:
            self.first.value = self.second.value


class Scaled(Binary):
    """second = first * factor + offset"""

    def __init__(self, first, second, factor, offset, strength):
        super().__init__(first, second, strength)
        self.factor = factor
        self.offset = offset

    def execute(self):
        if self.forward:
            self.second.value = self.first.value * self.factor + self.offset
        else:
            self.first.value = (self.second.value - self.offset) // self.factor


class Solver:
    def __init__(self):
        self.mark = 0
        self.executed = 0

    def add(self, constraint):
        self.mark += 1
        while constraint is not None:
            constraint = self.satisfy(constraint)

    def satisfy(self, constraint):
        """Satisfies it if it is strong enough; returns the constraint that had to give way."""
        if not constraint.choose(self.mark):
            if constraint.strength == REQUIRED:
                raise ValueError("a required constraint cannot be satisfied")
            return None
        for variable in constraint.inputs():
            variable.mark = self.mark
        output = constraint.output()
        loser = output.determined_by
        if loser is not None:
            loser.drop()
        output.determined_by = constraint
        self.propagate(output)
        output.mark = self.mark
        return loser

    def propagate(self, start):
        todo = [start]
        while todo:
            variable = todo.pop()
            constraint = variable.determined_by
            constraint.recompute_strength()
            constraint.execute()
            self.executed += 1
            for follower in variable.constraints:
                if follower is not constraint and follower.is_satisfied() and follower.output() is not variable:
                    todo.append(follower.output())

    def remove(self, constraint):
        if not constraint.is_satisfied():
            return
        output = constraint.output()
        constraint.drop()
        output.determined_by = None
        output.strength = WEAKEST
        unsatisfied = []
        todo = [output]
        while todo:
            variable = todo.pop()
            for other in variable.constraints:
                if other is constraint:
                    continue
                if not other.is_satisfied():
                    unsatisfied.append(other)
                elif other.output() is not variable:
                    other.recompute_strength()
                    other.execute()
                    todo.append(other.output())
        unsatisfied.sort(key=lambda each: each.strength)
        for other in unsatisfied:
            self.add(other)


def chain(solver, length):
    """Equalities from the first variable to the last: an edit of the first changes all."""
    variables = [Variable(f"v{i}") for i in range(length + 1)]
    for left, right in zip(variables, variables[1:]):
        Equal(left, right, REQUIRED).attach(solver)
    Stay(variables[-1], STRONG).attach(solver)
    for value in range(10):
        edit = Edit(variables[0], REQUIRED, value)
        edit.attach(solver)
        assert variables[-1].value == value, variables[-1].value
        edit.detach(solver)
    return variables[-1].value


def projection(solver, count):
    """Many pairs, of which either side may be edited."""
    pairs = []
    for i in range(count):
        source, image = Variable(f"s{i}", i), Variable(f"t{i}", i)
        Stay(source, NORMAL).attach(solver)
        Scaled(source, image, 10, 1000, REQUIRED).attach(solver)
        pairs.append((source, image))
    for i, (source, image) in enumerate(pairs):
        edit = Edit(source, STRONG, i * 3)
        edit.attach(solver)
        assert image.value == i * 30 + 1000, image.value
        edit.detach(solver)
        edit = Edit(image, STRONG, 5000)
        edit.attach(solver)
        assert source.value == 400, source.value
        edit.detach(solver)
    return sum(source.value for source, _ in pairs)


def main(size=40):
    solver = Solver()
    last = chain(solver, size)
    total = projection(solver, size)
    assert total == 400 * size, total
    print(f"chain of {size} ends at {last}, projections add up to {total}, {solver.executed} executed")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
