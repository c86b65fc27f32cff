"""Events: who did what to whom, by PLOVER class, from verbs and event nouns."""

from __future__ import annotations

from dataclasses import dataclass

from stakegraph.extract.events.acts import classes, conditional_objects, is_asked_for, is_undone
from stakegraph.extract.events.recipients import Recipients
from stakegraph.extract.events.told import WILL, is_ruled_out, is_taken_back, is_told
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.lexicon import word_set
from stakegraph.extract.reading.matches import Match, predicate_of
from stakegraph.extract.reading.times import place_of, time_of
from stakegraph.model import EventType, Evidence, Factuality

_HARM = frozenset(("ASSAULT", "COERCE", "SANCTION"))
_SYMMETRIC = frozenset(("CONSULT", "AGREE", "COOPERATE"))
_REASONS = frozenset(("for", "of", "to"))
"""What leads to a gerund that tells what somebody is blamed for or admits: "pleaded guilty to selling it"."""
_CLAUSE = 30
"""Tokens of a clause that is shown to its end."""
_LONGEST = 45
"""Tokens of an event's evidence: a longer stretch shows nothing."""


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event before it becomes a record; ``i`` is its predicate.

    ``alone`` says that it needs no recipient, ``agentless`` that it is told in the passive without anybody who does it.
    """

    i: int
    types: tuple[EventType, ...]
    source: tuple[str, ...]
    recipient: tuple[str, ...]
    evidence: Evidence
    factuality: Factuality
    confidence: float
    rule: str
    time: str | None = None
    date: str | None = None
    place: str | None = None
    alone: bool = False
    agentless: bool = False


def event_of(recipients: Recipients, match: Match) -> EventDraft | None:
    """Return the event that a word of the lexicon tells; one of its ends may still be open."""
    context, voices = recipients.context, recipients.voices
    predicate = match.predicate
    if not predicate.event:
        return None
    token = context.parse.tokens[match.i]
    types = classes(context, match)
    if token.dep == "amod" and match.i == match.verb and context.grammar.is_passive(match.i) and not match.agents:
        return None  # "a charged debate": what only describes is told of nobody
    if not types or is_undone(context, match) or is_asked_for(context, match):
        return None
    agents = _sources(recipients, match)
    threat = _is_threat(recipients, match, agents)
    if not threat and not is_told(context, match):
        return None
    if threat:
        types = (*types, "THREATEN")
    if is_ruled_out(context, match) or is_taken_back(context, match):
        types = ("REJECT",)
    agentless = not match.agents and context.grammar.is_passive(match.verb)
    if not agents and "SANCTION" not in predicate.event and (predicate.pos == "NOUN" or not agentless):
        return None
    slot, recipient = recipients.of(match, agents)
    giver, givers = _givers(recipients, match)
    if givers and agents:
        slot, agents, recipient = giver, givers, agents
    if len(agents) > 1 and slot in match.agents:
        recipient = ()  # in "talks between Brazilian and Peruvian officials" these talk to each other
    if not recipient and len(agents) == 1 and set(predicate.event) & _SYMMETRIC:
        partner = context.grammar.partner(match.agents[0])
        agents = (*agents, *(voices.known(partner) if partner is not None else ()))
    mutual = set(types) & _SYMMETRIC and predicate.lemma not in word_set("one-sided")
    if not recipient and len(agents) > 1 and (mutual or "with" in predicate.recipient[:1]):
        agents, recipient = agents[:1], agents[1:]
    recipient = tuple(r for r in recipient if r not in agents)
    if not agents and agentless and recipient:
        agents = _left_behind(recipients, match)
    if not recipient and (not agents or "needed" in predicate.recipient):
        return None
    if token.pos == "NOUN" and not (agents and recipient) and "SANCTION" not in predicate.event:
        return None
    first, last = _stretch(context, match, slot)
    if "REQUEST" in types or _is_led_on(context, match, slot):
        last = max(last, _asked(context, match))
    if last - first > _LONGEST:
        return None
    time, date = time_of(context, match.verb)
    rule = f"{predicate.pos.lower()} {predicate.lemma}"
    confidence = 0.8 if predicate.pos == "VERB" and recipient else 0.6
    return EventDraft(
        match.i, types, agents, recipient, context.evidence(first, last), match.factuality, confidence, rule,
        time, date, place_of(context, match.verb), _is_act_alone(context, match),
        agentless,
    )  # fmt: skip


def _is_act_alone(context: Context, match: Match) -> bool:
    """Say whether an act needs nobody at its other end; to decline to comment, or agree that, is no more than talk."""
    below = [*context.parse.children(match.i, "xcomp", "ccomp", "advcl")]
    talk = any(_is_talk(context, c.i) for c in below if context.parse.is_infinitive(c.i))
    opinion = "AGREE" in match.predicate.event and any(c.relation == "ccomp" for c in below)
    state = "REJECT" in match.predicate.event and any(
        context.parse.child(c.i, "cop") is not None for c in below
    )  # "refused to be silent"
    matter = "AGREE" in match.predicate.event and bool(context.grammar.hung(match.i, "with"))  # "agreed with the aim"
    bare = "REJECT" in match.predicate.event and not below and context.grammar.object(match.i) is None
    return "none" in match.predicate.recipient and not (talk or opinion or bare or state or matter)


def _left_behind(recipients: Recipients, match: Match) -> tuple[str, ...]:
    """The body that somebody is made to leave: it did so, "was fired from the bank"."""
    if match.predicate.lemma not in word_set("ousted"):
        return ()
    found = (a for f in recipients.context.grammar.hung(match.i, "from") for a in recipients.voices.known(f.i))
    return tuple(dict.fromkeys(found))


def _is_threat(recipients: Recipients, match: Match, agents: tuple[str, ...]) -> bool:
    """Say whether somebody says that he will do harm: "vowed to sack him", "the union said it would sue the bank"."""
    parse, grammar = recipients.context.parse, recipients.context.grammar
    token = parse.tokens[match.i]
    harm = token.pos == "VERB" and (_HARM & set(match.predicate.event) or token.lemma in word_set("suing"))
    if not harm or match.factuality == "denied" or token.head == token.i:
        return False
    above = parse.tokens[token.head]
    if token.dep == "xcomp":
        return above.lemma in word_set("vowing") and parse.is_infinitive(token.i)
    told = recipients.context.predicate_at(above.i) if token.dep == "ccomp" else None
    will = any(aux.lower in WILL for aux in parse.children(token.i, "aux"))
    will = will and not any(mark.lower in {"if", "whether"} for mark in parse.children(token.i, "mark"))
    speakers = {a for i in grammar.subjects(above.i) for a in recipients.voices.known(i)}
    return will and told is not None and bool(told.say) and bool(speakers & set(agents))


def _givers(recipients: Recipients, match: Match) -> tuple[int | None, tuple[str, ...]]:
    """The first of those who give what the subject gets, and all: "raised 100 dollars from Mr Roy and 50 from us"."""
    grammar, tokens = recipients.context.grammar, recipients.context.parse.tokens
    done = grammar.object(match.i) if "giver" in match.predicate.recipient else None
    if done is None or not (word_set("money") | conditional_objects("help")) & {
        t.lemma for t in tokens[done : done + 3]
    }:
        return None, ()
    given = (done, *(c.i for c in recipients.context.parse.children(done, "conj")))
    heads = [f.i for i in (match.i, *given) for f in grammar.hung(i, "from")]
    found = dict.fromkeys(a for i in heads for a in (*recipients.voices.actors(i), *recipients.voices.included(i)))
    return next(iter(heads), None), tuple(found)


def _is_talk(context: Context, i: int) -> bool:
    """Say whether verb ``i`` is no more than talk: "refused to comment", "declined to give details"."""
    told = context.grammar.object(i)
    words = told is not None and context.parse.tokens[told].lemma in word_set("information")
    return words or context.parse.tokens[i].lemma in word_set("nobody's cause")


def _doers(context: Context, match: Match) -> list[int]:
    """The agents of a match; those of an act that is its agent: "Brazilian strikes on the town killed thirty"."""
    doers: list[int] = []
    for i in match.agents:
        token = context.parse.tokens[i]
        act = predicate_of(context.grammar, token) if token.pos == "NOUN" else None
        deadly = act is not None and bool({"ASSAULT", "COERCE"} & set(act.event))
        doers += context.grammar.agents_of_noun(i) if deadly else [i]
    return doers


def _sides(recipients: Recipients, doers: list[int]) -> list[str]:
    """The states or bodies that members of both stand for: "Brazilian and Peruvian officials met"."""
    for i in doers:
        grammar = recipients.context.grammar
        from_ = [f for f in grammar.hung(i, "from") if recipients.context.parse.tokens[i].tag == "NNS"]
        joined = [c for f in from_ for c in recipients.context.parse.children(f.i, "conj")]
        members = [c.i for c in grammar.owners(i) if c.relation != "nmod"] + [f.i for f in (*from_, *joined)]
        found = dict.fromkeys(a for at in members for a in recipients.voices.known(at))
        if len(found) > 1:
            return [*found]
    return []


def _behind(recipients: Recipients, i: int) -> list[str]:
    """Those whose thing acts: "her letter urged Brazil", "whose advice helped us", "signed a letter urging us"."""
    context, voices = recipients.context, recipients.voices
    token = context.parse.tokens[i]
    if token.pos != "NOUN":
        return []
    owners = [context.grammar.antecedent(c.i) for c in context.parse.children(i, "nmod:poss")]
    verb = context.parse.tokens[token.head]
    written = token.dep == "obj" and token.lemma in word_set("writings") and verb.lemma in word_set("issuing")
    if written and not owners:
        owners = [*context.grammar.subjects(verb.i)]
    return [a for owner in owners for a in voices.known(owner)]


def _doing(recipients: Recipients, i: int) -> list[str]:
    """Those whom a phrase names as acting, with members that stand for a group: "critics like Ana Silva"."""
    voices = recipients.voices
    group = voices.known(i) or voices.actors(i) or _said_of_themselves(recipients, i)
    named = recipients.context.parse.tokens[i + 1 : i + 2]
    exemplified = voices.included(i) if any(t.lower in {"like", "such"} for t in named) else []
    return [*group, *exemplified] or _behind(recipients, i)


def _said_of_themselves(recipients: Recipients, i: int) -> list[str]:
    """The speakers for whom a pronoun stands in what they say: "Ana Silva and Roy said they would not sign"."""
    grammar, parse, voices = recipients.context.grammar, recipients.context.parse, recipients.voices
    if parse.tokens[i].lower != "they":
        return []
    clause = parse.tokens[parse.tokens[i].head]
    said = recipients.context.predicate_at(clause.head) if clause.dep == "ccomp" else None
    if said is None or not said.say:
        return []
    spoken = [
        at for s in grammar.subjects(clause.head) for at in (s, *(c.i for c in parse.children(s, "appos", "conj")))
    ]
    return [a for at in spoken for a in voices.known(at)]


def _sources(recipients: Recipients, match: Match) -> tuple[str, ...]:
    """Those who act, less whom the parser joined to them: in "Silva, who is ill, praised Roy" Roy does nothing."""
    grammar, voices = recipients.context.grammar, recipients.voices
    doers = _doers(recipients.context, match)
    between = _sides(recipients, doers) if set(match.predicate.event) & _SYMMETRIC else []
    agents = dict.fromkeys(between or [a for i in doers for a in _doing(recipients, i)])
    done = grammar.object(match.i) if match.i == match.verb else None
    joined = done is not None and recipients.context.parse.tokens[done].head in match.agents
    suffering = voices.known(done) if joined and done is not None else ()
    return tuple(a for a in agents if a not in suffering)


def _stretch(context: Context, match: Match, slot: int | None) -> tuple[int, int]:
    """The clause with agent, predicate, object, recipient and what is given; of a long one what stands between them."""
    sentence = context.sentence(match.i)
    ends = [match.i, match.verb]
    given = next((f.i for name in ("with", "as") for f in context.grammar.hung(match.i, name) if f.i > match.i), None)
    done = context.grammar.object(match.verb)
    for i in (*match.agents[:1], done, slot, given):
        if i is not None and sentence[0] <= i <= sentence[1]:
            ends.extend((*context.grammar.noun_phrase(i), context.grammar.run_end(i)))
    first, last = min(ends), max(ends)
    last = _reason(context, last)
    clause_end = context.grammar.clause(match.verb)[1]
    return first, clause_end if last < clause_end <= first + _CLAUSE else last


def _reason(context: Context, last: int) -> int:
    """Where what somebody is praised or blamed for ends, or what he admits: "criticised the mayor for selling it"."""
    following = context.parse.tokens[last + 1 : last + 3]
    given = any(t.lower in _REASONS for t in following[:1]) and following[-1].tag == "VBG"
    return context.grammar.clause(following[-1].i)[1] if given else last


def _is_led_on(context: Context, match: Match, slot: int | None) -> bool:
    """Say whether an infinitive follows whom an act is aimed at: "challenged the council to prove it"."""
    done = context.grammar.object(match.i) if match.predicate.pos == "VERB" else None
    if done is None or done != slot:
        return False
    after = context.grammar.noun_phrase(done)[1] + 1
    return [t.tag for t in context.parse.tokens[after : after + 1]] == ["TO"]


def _asked(context: Context, match: Match) -> int:
    """The end of what somebody is asked to do."""
    asked = (c for c in context.parse.children(match.i, "xcomp", "advcl") if c.i > match.i)
    first = next((c for c in asked if context.parse.is_infinitive(c.i)), None)
    return match.i if first is None else context.grammar.clause(first.i)[1]
