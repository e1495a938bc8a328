"""Binary formats."""
from construct import Array, Int8ub, Int16ul, Struct, this

form = Struct("n" / Int8ub, "xs" / Array(this.n, Int16ul))
print(list(form.parse(b"\x02\x01\x00\x02\x00").xs), form.build(dict(n=1, xs=[5])))
