"""Whether a word of the lexicon is an act where it stands: cutting aid is a sanction, cutting bread is none."""

from __future__ import annotations

from functools import cache

from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.matches import Match, predicate_of
from stakegraph.model import EventType
from stakegraph.resources import words
from stakegraph.syntax import Token

_CONDITIONS = {
    "help": frozenset(("AID", "SANCTION", "COOPERATE")),
    "money": frozenset(("SUPPORT",)),
    "forces": frozenset(("MOBILIZE",)),
    "alliance": frozenset(("COOPERATE",)),
    "weapons": frozenset(("ASSAULT",)),
    "envoys": frozenset(("SANCTION",)),
    "curbs": frozenset(("RETREAT",)),
}
"""What the object of a verb must be for the verb to be an act of these classes: cutting bread is none."""


_KINDNESS = frozenset(("AID", "SUPPORT", "AGREE", "COOPERATE", "CONSULT"))
FRIENDLY = _KINDNESS | {"CONCEDE"}
"""Classes of acts that are refused to somebody: who refuses to meet the mayor turns the mayor down."""
_UNDOING = {
    "SANCTION": _KINDNESS,
    "REJECT": _KINDNESS,
    "RETREAT": frozenset(("SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "ACCUSE", "PROTEST", "THREATEN")),
}
"""The classes of nouns that name nothing that is done where they are the object of a verb of such a class."""
_OUGHT = frozenset(("should", "must", "ought"))
_INTERROGATIVE = frozenset(("WDT", "WP", "WP$", "WRB"))
_ASKED = frozenset(("xcomp", "ccomp", "advcl", "acl"))


@cache
def conditional_objects(condition: str) -> frozenset[str]:
    """Return the nouns that fulfil a condition: aid, supplies, relations; troops, warships."""
    return (
        word_set(condition)
        if condition in {"alliance", "envoys", "money", "curbs"}
        else frozenset(words(f"seeds/lexicon/{condition}.txt"))
    )


def is_undone(context: Context, match: Match) -> bool:
    """Say whether a noun names what is undone: aid that is cut, a deal that is refused, sanctions that are lifted."""
    token = context.parse.tokens[match.i]
    governor = predicate_of(context.grammar, context.parse.tokens[token.head])
    if governor is None or token.head == token.i or token.pos != "NOUN" or token.relation == "obl":
        return False
    return any(kind in _UNDOING and _UNDOING[kind] & set(match.predicate.event) for kind in governor.event)


def is_asked_for(context: Context, match: Match) -> bool:
    """Say whether an act is only what somebody should do, or is asked to: the asking is told, not the act."""
    token = context.parse.tokens[match.i]
    if any(aux.lower in _OUGHT for aux in context.parse.children(match.i, "aux")):
        return True
    while token.dep == "conj" and context.parse.tokens[token.head].pos == "VERB" and _is_bare(context, token):
        token = context.parse.tokens[token.head]  # "urged them to free her and punish the guards"
    told = token.dep == "ccomp" and token.tag in {"VB", "VBP"} and _leads_that(context, token.i)
    if token.head == token.i or token.dep not in _ASKED or not (told or context.parse.is_infinitive(token.i)):
        return False
    governor = predicate_of(context.grammar, context.parse.tokens[token.head])
    own = context.grammar.object(token.head) is None and token.dep == "xcomp"
    if governor is None or (governor.lemma == "want" and own):
        return False  # "wants to ban it": who wants it would do it
    return bool({"REQUEST", "THREATEN"} & set(governor.event))


def _is_bare(context: Context, token: Token) -> bool:
    """Say whether a verb has neither a tense nor a subject of its own."""
    return token.tag in {"VB", "VBP"} and context.parse.child(token.i, "nsubj", "aux") is None


def _leads_that(context: Context, i: int) -> bool:
    return any(mark.lower == "that" for mark in context.parse.children(i, "mark"))


def classes(context: Context, match: Match) -> tuple[EventType, ...]:
    """Return the classes of a predicate that hold for its object; none where it is no act here."""
    predicate = match.predicate
    conditions = [c for c in _CONDITIONS if c in predicate.recipient]
    if not conditions:
        if predicate.lemma in word_set("promising") and _is_help(context, match.i):
            return (*predicate.event, "AID")
        if predicate.lemma in word_set("figurative") and match.factuality == "planned":
            return ("REJECT",)  # "efforts to wound the candidate" are made with words
        if "ASSAULT" in predicate.event and (_is_verbal(context, match) or _is_about(context, match)):
            return ("ACCUSE",)
        return predicate.event if _is_act(context, match) else ()
    if "weapons" in conditions:
        return _armed(context, match)
    given = context.parse.child(match.i, "xcomp")
    ends_help = given is not None and given.tag == "VBG" and _gives(context, given)
    if ends_help:
        return tuple(kind for kind in predicate.event if kind == "SANCTION")
    done = context.grammar.object(match.i)
    if done is None:
        return ()
    told = predicate_of(context.grammar, context.parse.tokens[done])
    if "AID" in predicate.event and told is not None and _KINDNESS & set(told.event):
        return ()  # "gave her his backing": the backing is the act
    phrases = [context.grammar.noun_phrase(i) for i in (done, *(c.i for c in context.parse.children(done, "conj")))]
    moved = {t.lemma.lower() for first, last in phrases for t in context.parse.tokens[first : last + 1]}
    held = frozenset[str]().union(*(_CONDITIONS[c] for c in conditions if moved & conditional_objects(c)))
    return tuple(kind for kind in predicate.event if kind in held)


def _is_help(context: Context, i: int) -> bool:
    """Say whether what is promised helps: "promised them weapons", "pledged $2bn in loans to the fund"."""
    given = [c.i for c in context.parse.children(i, "obj")]
    sums = [f.i for at in (i, *given) for f in context.grammar.hung(at, "in")]
    return any(context.parse.tokens[at].lemma.lower() in conditional_objects("help") for at in (*given, *sums))


def _is_about(context: Context, match: Match) -> bool:
    """Say whether a clash is one of opinions: "clashed with him over taxes"."""
    if match.predicate.lemma != "clash":
        return False
    heads = (match.i, *(f.i for f in context.grammar.hung(match.i, "with")))
    return any(context.grammar.hung(i, name) for i in heads for name in ("over", "about"))


def _is_verbal(context: Context, match: Match) -> bool:
    """Say whether an assault is one by words: "a scathing attack", "his verbal assault on the mayor"."""
    described = context.parse.children(match.i, "amod", "compound", "advmod")
    return any(word.lemma.lower() in word_set("verbal") for word in described)


def _is_act(context: Context, match: Match) -> bool:
    """Say whether what may be mere talk is an act: "asked for help", "called for peace", "told him to go"."""
    lemma = match.predicate.lemma
    if lemma == "ask":
        aimed = context.parse.child(match.i, "obj", "iobj", "xcomp") is not None or _is_bidden(context, match.i)
        return aimed and not _is_question(context, match.i)
    if lemma == "appeal" and match.predicate.pos == "VERB":  # what appeals to voters only pleases them
        return bool(context.grammar.hung(match.i, "for")) or _is_bidden(context, match.i)
    if match.predicate.pos == "NOUN" and lemma == "appeal":
        free = context.parse.child(match.i, "nmod:poss") is None
        return free or bool(context.grammar.hung(match.i, "for")) or context.parse.child(match.i, "acl") is not None
    if "CONSULT" in match.predicate.event:
        heard = [f for name in ("to", "with") for f in context.grammar.hung(match.i, name)]
        return not heard or any(f.lemma.lower() not in word_set("listeners") for f in heard)
    if lemma == "charge":  # "charged the campaign five dollars"
        taken = context.parse.children(match.i, "obj", "iobj", "obl:unmarked")
        return not any(c.pos in {"SYM", "NUM"} or c.lemma in word_set("money") for c in taken)
    if lemma == "plead_guilty":
        return context.parse.tokens[match.i + 1].lower != "not"
    if lemma == "leave":
        return _is_left(context, match.i)
    if lemma in word_set("capturing"):
        return _is_seized(context, match.i)
    if lemma == "withdraw":  # "withdrew her support": that is told by what is withdrawn
        done = context.grammar.object(match.i)
        return done is None or context.parse.tokens[done].lemma not in word_set("favours")
    if lemma in word_set("showing"):
        return context.parse.child(match.i, "obj", "ccomp") is None and not context.grammar.hung(match.i, "toward")
    if lemma == "call" and match.predicate.pos == "VERB":
        return any(context.grammar.hung(match.i, preposition) for preposition in ("for", "on"))
    if "appointing" in match.predicate.recipient:  # "tapped him as chairman", "tapped her to lead it"
        named = any(context.grammar.hung(match.i, name) for name in ("as", "for"))
        if context.grammar.object(match.i) is None:
            return False
        return named or _is_bidden(context, match.i)
    if "blaming" in match.predicate.recipient:
        return any(context.grammar.hung(match.i, name) for name in ("for", "over", "about"))
    if "ordering" in match.predicate.recipient:
        together = context.parse.tokens[min(match.i + 1, len(context.parse.tokens) - 1)].lower == "to"
        wished = lemma == "want" and context.parse.child(match.i, "ccomp") is not None  # "wants them held to account"
        return not together and (wished or _is_bidden(context, match.i))
    return True


def _is_bidden(context: Context, i: int) -> bool:
    """Say whether an infinitive tells what somebody is asked to do: "was asked by the mayor to keep it"."""
    done = context.parse.child(i, "obj")
    asked = [*context.parse.children(i, "xcomp", "ccomp", "advcl")]
    asked += [] if done is None else [c for c in context.parse.children(done.i, "acl") if c.dep == "acl"]
    return any(c.i > i and context.parse.is_infinitive(c.i) for c in asked)


def _is_seized(context: Context, i: int) -> bool:
    """Say whether something is taken by force, and not by votes: no "captured Ohio by 74,000 votes"."""
    done = context.grammar.object(i)
    won = done is not None and context.parse.tokens[done].lemma.lower() in word_set("votes")
    counted = (c for c in context.grammar.hung(i, "by") if c.lemma in word_set("votes"))
    return not won and next(counted, None) is None


def _is_left(context: Context, i: int) -> bool:
    """Say whether somebody leaves a place or body: no "left him to his work", "left the city trying to pay"."""
    left = context.grammar.object(i)
    who = context.parse.tokens[left] if left is not None else None
    person = who is not None and (who.ent == "PERSON" or who.pos == "PRON" or who.tag in {"NNS", "NNPS"})
    made = any(c.i > i for c in context.parse.children(i, "iobj", "xcomp", "ccomp"))
    return not person and not made and not [*context.parse.children(i, "obj")][1:]


def _is_question(context: Context, i: int) -> bool:
    """Say whether what is asked is only an answer: "asked whether she would run", "asked him about it"."""
    if context.grammar.hung(i, "about") and not _is_bidden(context, i):
        return True
    below = (c for c in context.parse.children(i, "ccomp", "xcomp", "advcl") if c.i > i)
    firsts = (context.parse.tokens[next(t for t in context.parse.subtree(c.i) if t > i)] for c in below)
    return any(first.lower in {"if", "whether"} or first.tag in _INTERROGATIVE for first in firsts)


def _armed(context: Context, match: Match) -> tuple[EventType, ...]:
    """Firing shells is an assault, as is firing at somebody; firing a minister is none."""
    done = context.grammar.object(match.i)
    if done is None:
        fired = any(context.grammar.hung(match.i, preposition) for preposition in ("at", "on", "into"))
    else:
        counted = [done, *(c.i for c in context.grammar.hung(done, "of"))]
        fired = any(context.parse.tokens[i].lemma.lower() in conditional_objects("weapons") for i in counted)
    return tuple(kind for kind in match.predicate.event if (kind == "ASSAULT") == fired)


def _gives(context: Context, token: Token) -> bool:
    """Say whether a verb gives what states give each other: "stopped sharing intelligence with Kyiv"."""
    found = predicate_of(context.grammar, token)
    done = context.grammar.object(token.i)
    given = done is not None and context.parse.tokens[done].lemma.lower() in conditional_objects("help")
    return given or (found is not None and bool({"AID", "COOPERATE"} & set(found.event)))
