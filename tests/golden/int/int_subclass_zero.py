"""Zero of a class derived from int is zero."""

class I(int): pass
a=I(0)
print(a.__eq__(0), int.__eq__(a,0), a==0, 0==a, a!=0, a<=0, a>=0, a<0, a>0,int.__eq__(0,a))
print(hash(a), repr(a), str(a), bool(a), -a, a*5, a+a, a-1, 1-a, a//3, a%3, 3**a, a**3, a<<4, a>>1, ~a, a|3, a&3, a^3, int(a), float(a), abs(a), a.bit_length(), f'{a:05}', {a:1}[0], [10][a], a.to_bytes(2,'big'), type(+a), a is I(0), divmod(a,7), round(a), 'x'*a)
print(2**40+a, 2**40*a, 2**40>a, -2**40<a, 2**40-a, a-2**40)
import copy, pickle
print(pickle.loads(pickle.dumps(a))==0, copy.copy(a)==0, range(a), list(range(a, 3)))
t=0
for i in range(3000): t+= (a==0)+(a<1)+(a+1)+(i*a)
print(t)
