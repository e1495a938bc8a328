"""Spheres over a floor, with shadows and mirrors: vectors as small objects with operators."""
import math
import time


class Vector:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self * (1.0 / math.sqrt(self.dot(self)))


class Sphere:
    def __init__(self, centre, radius, colour, mirror):
        self.centre = centre
        self.radius = radius
        self.colour = colour
        self.mirror = mirror

    def hit(self, origin, direction):
        """Distance along a ray, or None."""
        towards = self.centre - origin
        along = towards.dot(direction)
        beside = towards.dot(towards) - along * along
        inside = self.radius * self.radius - beside
        if inside < 0.0:
            return None
        distance = along - math.sqrt(inside)
        return distance if distance > 0.001 else None

    def normal(self, point):
        return (point - self.centre).unit()

    def colour_at(self, point):
        return self.colour


class Floor:
    def __init__(self, height):
        self.height = height
        self.mirror = 0.1

    def hit(self, origin, direction):
        if direction.y >= 0.0:
            return None
        distance = (self.height - origin.y) / direction.y
        return distance if distance > 0.001 else None

    def normal(self, point):
        return Vector(0.0, 1.0, 0.0)

    def colour_at(self, point):
        dark = (math.floor(point.x) + math.floor(point.z)) % 2 == 0
        return 0.2 if dark else 0.9


class Scene:
    def __init__(self, things, light):
        self.things = things
        self.light = light

    def nearest(self, origin, direction):
        best = None
        best_distance = math.inf
        for thing in self.things:
            distance = thing.hit(origin, direction)
            if distance is not None and distance < best_distance:
                best, best_distance = thing, distance
        return best, best_distance

    def trace(self, origin, direction, depth=0):
        thing, distance = self.nearest(origin, direction)
        if thing is None:
            return 0.5 * (direction.y + 1.0)
        point = origin + direction * distance
        normal = thing.normal(point)
        to_light = (self.light - point).unit()
        shade = 0.1
        blocker, _ = self.nearest(point, to_light)
        if blocker is None:
            shade += max(0.0, normal.dot(to_light))
        bright = thing.colour_at(point) * shade
        if thing.mirror > 0.0 and depth < 2:
            mirrored = direction - normal * (2.0 * normal.dot(direction))
            bright = bright * (1.0 - thing.mirror) + self.trace(point, mirrored, depth + 1) * thing.mirror
        return bright


def render(width, height):
    things = [Floor(-1.0)]
    for k in range(5):
        things.append(Sphere(Vector(k * 1.3 - 2.6, math.sin(k) * 0.4, 4.0 + k % 3), 0.7, 0.3 + k * 0.1, 0.4))
    scene = Scene(things, Vector(5.0, 8.0, -3.0))
    eye = Vector(0.0, 0.5, -2.0)
    rows = []
    for y in range(height):
        row = 0.0
        for x in range(width):
            direction = Vector((x - width / 2) / width, (height / 2 - y) / width, 1.0).unit()
            row += scene.trace(eye, direction)
        rows.append(row)
    return rows


start = time.perf_counter()
rows = render(144, 108)
seconds = time.perf_counter() - start
print(f"{sum(rows):.6f} {rows[20]:.6f} {rows[80]:.6f}")
print("seconds", seconds)
