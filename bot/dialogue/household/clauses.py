"""A message's words about persons, clause by clause, and where the reading of one clause stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.dialogue.persons.words import Token

# What is said of somebody: 低保, 交过了, 没交, 普通居民, 62岁.
PREDICATES = ("group", "covered", "unpaid", "ordinary", "age")


def clauses(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The words of each clause. 低保的有两个，我爸和我妈: the group and those who were announced by their number are one."""
    skip = False
    parts = list(_between_bounds(tokens))
    for clause, following in zip(parts, [*parts[1:], []], strict=True):
        kinds = [token.kind for token in clause]
        list_follows = following and all(token.kind in ("kin", "me", "join") for token in following)
        if skip:
            skip = False
        elif kinds == ["group", "count"] and list_follows:
            skip = True
            yield [clause[0], *following]
        else:
            yield clause


def _between_bounds(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    clause: list[Token] = []
    for token in tokens:
        if token.kind == "bound":
            heads = token.text in ":：" and clause and clause[-1].kind in ("group", "ordinary")
            if not heads:
                yield clause
                clause = []
        else:
            clause.append(token)
    yield clause


@dataclass
class Mention:
    """Persons named with one word, and whether 和 or the like ties them to those before."""

    persons: list[int]
    tied: bool = False


@dataclass
class Clause:
    """Where the reading of a clause stands: whom it has named, and what waits for whom it is said of."""

    tokens: list[Token]
    mentions: list[Mention] = field(default_factory=list)
    count: int | None = None
    waiting: list[Token] = field(default_factory=list)
    of_the_family: list[Token] = field(default_factory=list)
    listed: Token | None = None
    said: bool = False
    joined: bool = False
    top: bool = False
    every: bool = False
    total: Token | None = None
    family: Token | None = None
    among: bool = False
    minus: bool = False
    rest: bool = False

    def mark(self, token: Token) -> None:
        """A word that names nobody, but tells how those named go together: 和, 加上, 除了, 其中, 都, 家里."""
        self.joined = self.joined or token.kind in ("join", "top")
        self.top = self.top or token.kind == "top" or (self.total is not None and token.text in ("加", "+", "＋"))
        self.minus = self.minus or token.kind == "minus"
        self.among = self.among or token.kind == "among"
        self.every = self.every or token.kind == "all"
        self.family = token if token.kind == "family" else self.family

    def name(self, persons: list[int], tied: bool = False) -> None:
        """These persons are named; after something was said, they are the first of whom more will be."""
        if self.said:
            self.mentions, self.said = [], False
        self.mentions.append(Mention(persons, self.joined or tied))

    def kind_at(self, position: int) -> str:
        """The kind of the word there; empty beyond the clause."""
        return self.tokens[position].kind if 0 <= position < len(self.tokens) else ""

    def token_after(self, position: int) -> Token | None:
        """The word that follows; None at the clause's end."""
        return self.tokens[position + 1] if position + 1 < len(self.tokens) else None

    def comes_on_top(self) -> bool:
        """Whether who is named now is not among those counted before."""
        return self.top and bool(self.total or not any(token.kind == "total" for token in self.tokens))

    def predicates_after(self, position: int) -> bool:
        """Whether something is still said of the person at ``position``, before anybody else is named."""
        for token in self.tokens[position + 1 :]:
            if token.kind in PREDICATES:
                return True
            if token.kind in ("also", "so", "not_so"):
                return True
            if token.kind in ("kin", "me", "count", "total", "rest"):
                return False
        return False
