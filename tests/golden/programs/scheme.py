"""A small Scheme: reader, environments, tail calls in a loop, closures, and let, cond, define."""
import operator
from functools import reduce


class Symbol(str):
    __slots__ = ()


def read(tokens):
    token = tokens.pop(0)
    if token == "(":
        items = []
        while tokens[0] != ")":
            items.append(read(tokens))
        tokens.pop(0)
        return items
    if token == "'":
        return [Symbol("quote"), read(tokens)]
    for kind in (int, float):
        try:
            return kind(token)
        except ValueError:
            pass
    return {"#t": True, "#f": False}.get(token, Symbol(token))


def parse(source):
    for mark in "()'":
        source = source.replace(mark, f" {mark} ")
    tokens = source.split()
    while tokens:
        yield read(tokens)


class Env(dict):
    def __init__(self, outer=None, *pairs):
        super().__init__(*pairs)
        self.outer = outer

    def find(self, name):
        env = self
        while env is not None:
            if name in env:
                return env
            env = env.outer
        raise NameError(name)


class Closure:
    def __init__(self, names, body, env):
        self.names, self.body, self.env = names, body, env

    def bind(self, values):
        return Env(self.env, zip(self.names, values, strict=True))


def evaluate(form, env):
    while True:
        match form:
            case Symbol():
                return env.find(form)[form]
            case ["quote", value]:
                return value
            case ["if", test, then, *otherwise]:
                form = then if evaluate(test, env) is not False else otherwise[0]
            case ["define", [name, *names], *body]:
                env[name] = Closure(names, body, env)
                return None
            case ["define", name, value]:
                env[name] = evaluate(value, env)
                return None
            case ["set!", name, value]:
                env.find(name)[name] = evaluate(value, env)
                return None
            case ["lambda", names, *body]:
                return Closure(names, body, env)
            case ["let", pairs, *body]:
                env = Env(env, [(name, evaluate(value, env)) for name, value in pairs])
                form = [Symbol("begin"), *body]
            case ["cond", *clauses]:
                for test, *body in clauses:
                    if test == "else" or evaluate(test, env) is not False:
                        form = [Symbol("begin"), *body]
                        break
                else:
                    return None
            case ["begin", *body, last]:
                for part in body:
                    evaluate(part, env)
                form = last
            case [function, *arguments]:
                function, *values = [evaluate(part, env) for part in (function, *arguments)]
                if not isinstance(function, Closure):
                    return function(*values)
                env, form = function.bind(values), [Symbol("begin"), *function.body]
            case _:
                return form


def show(value):
    if value is True or value is False:
        return "#t" if value else "#f"
    return f"({' '.join(map(show, value))})" if isinstance(value, list) else str(value)


base = Env(None, {
    "+": lambda *v: sum(v), "*": lambda *v: reduce(operator.mul, v, 1), "-": operator.sub, "<": operator.lt, "=": operator.eq,
    "car": lambda v: v[0], "cdr": lambda v: v[1:], "cons": lambda a, b: [a, *b], "null?": lambda v: v == [], "list": lambda *v: [*v],
})
program = """
(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))
(fact 20)
(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n))))
(loop 3000 0)
(define (map f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l)))))
(map (lambda (x) (* x x)) '(1 2 3 4.5))
(define (counter) (let ((n 0)) (lambda () (begin (set! n (+ n 1)) n))))
(define c (counter)) (c) (c)
(define (sign n) (cond ((< n 0) 'minus) ((= n 0) 'zero) (else (list 'plus n))))
(list (sign 5) (sign 0) (sign -3) #t (= 1 2))
(let ((x 2) (y 3)) (let ((x 7)) (+ x y)))
(undefined 1)
(fact 1 2)
(car 5)
"""
for form in parse(program):
    try:
        value = evaluate(form, base)
        if value is not None:
            print(show(value))
    except Exception as error:
        print(type(error).__name__, error)
