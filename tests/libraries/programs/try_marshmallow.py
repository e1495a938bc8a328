"""Schemas and what they refuse."""
from marshmallow import Schema, ValidationError, fields


class S(Schema):
    n = fields.Int(required=True)
    d = fields.Date()


print(S().load({"n": "3", "d": "2020-01-02"}))
try:
    S().load({"n": "x"})
except ValidationError as error:
    print(error.messages)
