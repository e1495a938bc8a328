"""Statements and mapped classes; no database is asked."""
from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    posts: Mapped[list["Post"]] = relationship(back_populates="user")


class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    user: Mapped[User] = relationship(back_populates="posts")


print(select(User.name, Post.id).join(User.posts).where(User.name.like("a%")).order_by(Post.id.desc()))
user = User(name="ann", posts=[Post(id=1), Post(id=2)])
print(len(user.posts), user.posts[0].user is user)
