"""A look at the text of a query before and after the engine: what is refused, column order, readable errors."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from itertools import accumulate

from stakegraph import sparql
from stakegraph.errors import QueryError
from stakegraph.vocabulary import PREFIXES

MAX_LENGTH = 64 * 1024
"""The longest query that is looked at, in characters."""

MAX_DEPTH = 100
"""How deep brackets may be nested; the engine falls over at some thousand."""

_WORDS = (
    "SELECT CONSTRUCT DESCRIBE ASK WHERE PREFIX BASE DISTINCT REDUCED FROM NAMED ORDER GROUP BY HAVING LIMIT OFFSET "
    "ASC DESC VALUES UNDEF OPTIONAL UNION MINUS GRAPH FILTER BIND EXISTS NOT IN AS COUNT SUM MIN MAX AVG SAMPLE "
    "GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND IRI URI IF COALESCE REGEX SUBSTR STRLEN REPLACE UCASE "
    "LCASE CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER CONCAT ABS ROUND CEIL FLOOR NOW YEAR MONTH DAY HOURS MINUTES "
    "SECONDS ISIRI ISURI ISLITERAL ISBLANK ISNUMERIC SAMETERM TRUE FALSE A BNODE RAND UUID STRUUID MD5 SHA1 SHA256 "
    "SHA384 SHA512 ENCODE_FOR_URI STRLANG STRDT TZ TIMEZONE"
)
_KEYWORDS = _WORDS.split()
_HEADS = ("PREFIX", "BASE")
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_PLACE = re.compile(r"error at (\d+):(\d+)")
_MARK = re.compile(r"""(?:one of |, |expected )("'"|'"'|"[^\w\s"\\]+")(?=,|$)""")
_REASON = re.compile(r"(?:expected|one of|,) ((?!Prefix not found)[A-Z][a-zA-Z]* [^,\[]*[^,\[ ])")


def refuse(text: str, *, network: bool = False) -> None:
    """Raise QueryError where a text is an update, too long or too deep, or asks another server without ``network``.

    >>> refuse("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    stakegraph.errors.QueryError: the query asks another server (SERVICE), which is not allowed; ...
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the query has {len(text)} characters; {MAX_LENGTH} are allowed, so shorten it")
    first = next((token for kind, token in sparql.tokens(text) if kind == "word" and token.upper() not in _HEADS), "")
    if first.upper() in _UPDATES:
        raise QueryError(
            f"this is an update ({first.upper()}), and a query only reads; change a graph by its annotations"
        )
    if (depth := _depth(text)) > MAX_DEPTH:
        raise QueryError(f"the query has brackets {depth} deep; {MAX_DEPTH} are allowed, so make it simpler")
    if not network and calls_service(text):
        raise QueryError(
            "the query asks another server (SERVICE), which is not allowed; ask this store only, or allow it "
            "by --allow-network"
        )


def calls_service(text: str) -> bool:
    """Say whether a query or an update asks another server.

    >>> calls_service("ASK { SERVICE <http://example.org/> {} }"), calls_service("ASK { ?s ?p 'SERVICE' }")
    (True, False)
    """
    for kind, token in sparql.tokens(text):
        # The engine needs no space before a keyword, and ends a name at a dot where the standard would go on.
        inside = token if kind == "word" else token.partition(":")[0] if kind == "name" else ""
        if "service" in inside.lower() or (kind == "name" and ".service" in token.lower()):
            return True
    return False


def _depth(text: str) -> int:
    steps = ((token in "{([") - (token in "})]") for kind, token in sparql.tokens(text) if kind == "mark")
    return max(accumulate(steps), default=0)


@lru_cache(maxsize=128)
def sources(text: str) -> tuple[str, ...]:
    """Return the IRIs of the FROM clauses of a query, as full IRIs where our prefixes tell.

    >>> sources("SELECT * FROM <http://a.example/> FROM NAMED graph:brief { ?s ?p ?o }")
    ('http://a.example/', 'https://w3id.org/stakegraph/graph/brief')
    """
    tokens = sparql.tokens(text)
    found = []
    for place, (kind, token) in enumerate(tokens):
        if kind == "word" and token.upper() == "FROM":
            rest = [one for one in tokens[place + 1 : place + 3] if one[1].upper() != "NAMED"]
            found += [_full(*one) for one in rest[:1]]
    return tuple(found)


def _full(kind: str, token: str) -> str:
    if kind == "name":
        prefix, _, local = token.partition(":")
        return PREFIXES.get(prefix, prefix + ":") + local
    return token.strip("<>")


def column_order(text: str, columns: list[str]) -> list[str]:
    """Return ``columns`` in the order in which the query first names them, where it selects ``*``.

    >>> column_order("SELECT * { ?s ?p ?o }", ["o", "p", "s"])
    ['s', 'p', 'o']
    """
    tokens = sparql.tokens(text)
    head = next((i for i, (kind, token) in enumerate(tokens) if kind == "word" and token.upper() == "SELECT"), None)
    if head is None:
        return columns
    after = [token for _, token in tokens[head + 1 : head + 3] if token.upper() not in ("DISTINCT", "REDUCED")]
    if after[:1] != ["*"]:
        return columns
    named = dict.fromkeys(token[1:] for kind, token in tokens if kind == "variable")
    return [name for name in named if name in columns]


def explain(text: str, message: str) -> str:
    """Return the engine's syntax error as a sentence, with the line, a caret under the place, and a hint.

    >>> print(explain("SELEC ?s { ?s ?p ?o }", "error at 1:7: expected one of DESCRIBE"))
    the query can't be understood at line 1, column 7
      SELEC ?s { ?s ?p ?o }
            ^
    did you mean SELECT instead of SELEC?
    """
    found = _PLACE.search(message)
    if not found:
        return f"the query can't be understood: {message}"
    line, column = int(found[1]), int(found[2])
    lines = text.splitlines() or [""]
    shown = lines[line - 1].replace("\t", " ") if line <= len(lines) else ""
    start = max(0, column - 61)
    caret = " " * (column - 1 - start) + "^"
    parts = [f"the query can't be understood at line {line}, column {column}", f"  {shown[start : start + 100]}"]
    return "\n".join([*parts, f"  {caret}", _hint(text, message)]).rstrip()


def _hint(text: str, message: str) -> str:
    tokens = sparql.tokens(text)
    if slip := _slip(tokens):
        return slip
    for number, (kind, token) in enumerate(tokens):
        prefix = token.partition(":")[0]
        declares = number > 0 and tokens[number - 1][1].upper() == "PREFIX"
        if kind == "name" and prefix not in PREFIXES and not declares and "Prefix not found" in message:
            return f"the prefix {prefix}: is not declared; known without declaration are {', '.join(PREFIXES)}"
        if kind == "word" and token.upper() not in _KEYWORDS:
            near = get_close_matches(token.upper(), _KEYWORDS, n=1, cutoff=0.75)
            if near:
                return f"did you mean {near[0]} instead of {token}?"
    if reason := _REASON.search(message):
        return reason[1][0].lower() + reason[1][1:]
    marks = "".join(token for kind, token in tokens if kind == "mark")
    if marks.count("{") != marks.count("}"):
        return f"{marks.count('{')} {{ are opened and {marks.count('}')} closed"
    # Of what the engine would have taken, only marks help: its keywords come from every branch of the grammar.
    expected = [mark[1:-1] for mark in _MARK.findall(message)]
    return f"expected there: {' '.join(expected)}" if expected else ""


def _slip(tokens: tuple[tuple[str, str], ...]) -> str:
    """Name what the engine's message does not tell: typographic quotes, no query at all, or more than one."""
    if typographic := next((token for kind, token in tokens if kind == "mark" and token in "“”„‘’«»"), ""):
        return f"replace the typographic quotes ({typographic}) by plain ones"
    heads = [place for place, (kind, token) in enumerate(tokens) if kind == "word" and token.upper() in _FORMS]
    if not any(kind == "word" and token.upper() not in _HEADS for kind, token in tokens):
        return f"the text asks nothing; begin with one of {', '.join(_FORMS)}"
    open_ = 0
    for place, (kind, token) in enumerate(tokens):
        open_ += (kind == "mark") * ((token == "{") - (token == "}"))
        if place in heads[1:] and open_ == 0:
            return f"a second query begins with {token}; ask one at a time"
    return ""
