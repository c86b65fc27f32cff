"""Whether a clause tells what is, what is planned, what is only possible, or what is denied."""

from __future__ import annotations

from stakegraph.extract.reading.lexicon import word_set
from stakegraph.model import Factuality
from stakegraph.syntax import Parse, Token

NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "hardly", "no"))
_NEGATIVE_WORDS = frozenset(("no", "nobody", "none", "neither", "nothing"))
_HYPOTHETICAL = frozenset(("would", "could", "might", "may", "can", "should", "must", "ca", "ought", "wo"))
_CONDITIONS = frozenset(("if", "unless", "whether", "lest"))
_LACKING = frozenset(("without", "instead", "than"))
"""What leads in that something is not done: "left without signing", "rather than pay"."""

_BESIDE = frozenset(("conj", "parataxis"))
_NEGATING = frozenset(("advmod", "det", "cc", "neg", "cc:preconj"))
_BEARING = frozenset(("nsubj", "obj", "nsubj:pass", "obl"))
_BESIDES = frozenset(("only", "just", "merely", "simply"))


def is_negated(parse: Parse, i: int) -> bool:
    """Say whether predicate ``i`` carries a negation, in its own clause or on its subject or object."""
    if _is_utmost(parse, i):
        return False
    for child in parse.children(i):
        if child.lower in NEGATIONS and child.dep in _NEGATING:
            return not _says_more(parse, child.i)
        if child.lower == "more" and any(c.lower == "no" for c in parse.children(child.i)):
            return True  # "no more biased than others"
        if child.dep in _BEARING and (
            child.lower in _NEGATIVE_WORDS
            or any(d.lower in _NEGATIVE_WORDS for d in parse.children(child.i, "det"))
            or _is_nobodys(parse, child.i)
            or any(d.lower == "neither" for d in parse.children(child.i, "cc:preconj", "cc"))
        ):
            return True
    return False


def _is_nobodys(parse: Parse, i: int) -> bool:
    """Say whether something is nobody's: "no one’s right is at risk"."""
    owner = parse.child(i, "nmod:poss")
    return owner is not None and owner.i > 0 and (owner.lower == "nobody" or parse.tokens[owner.i - 1].lower == "no")


def _is_none(parse: Parse, i: int) -> bool:
    """Say whether there is none of what noun ``i`` names: "no sign", "without any intention"."""
    before = parse.tokens[i - 1].lower if i else ""
    return before in _NEGATIVE_WORDS or any(c.lower in _NEGATIVE_WORDS for c in parse.children(i, "det"))


def _is_utmost(parse: Parse, i: int) -> bool:
    """Say whether a negation only says how much: "I could not disagree more"."""
    said = {child.lower for child in parse.children(i, "advmod", "obj", "aux")}
    return (
        "more" in said
        and bool(said & {"could", "can"})
        and i + 1 < len(parse.tokens)
        and "more" in (parse.tokens[i + 1].lower, parse.tokens[i - 1].lower)
    )


def _says_more(parse: Parse, i: int) -> bool:
    """Say whether a negation only leads to more: "not only a racist, but a danger"."""
    return i + 1 < len(parse.tokens) and parse.tokens[i + 1].lower in _BESIDES


def is_doubted(parse: Parse, i: int) -> bool:
    """Say whether the verb above predicate ``i`` takes it back: "I don't think it should", "denied that it should"."""
    thinking = next((t for t in parse.ancestors(i) if t.pos == "VERB"), None)
    if thinking is None or (parse.tokens[i].relation in _BESIDE and parse.tokens[i].head == thinking.i):
        return False  # "I'm not saying that we should, but it is good"
    if thinking.lemma in word_set("denying"):
        return not is_negated(parse, thinking.i)
    return thinking.lemma in word_set("thinking") | word_set("admitting") and is_negated(parse, thinking.i)


def is_left_out(parse: Parse, i: int) -> bool:
    """Say whether a clause only tells what was not done: "left without signing the pact"."""
    return any(child.lower in _LACKING for child in parse.children(i, "mark", "case"))


def is_conditional(parse: Parse, i: int) -> bool:
    """Say whether predicate ``i`` stands in a clause of condition, however deep: "if he thinks it makes him smart".

    What is called a fiction or a notion is as open, and what one will not say: "the myth that she is weak".
    """
    above = [parse.tokens[i], *parse.ancestors(i)]
    if any(_is_refused(parse, token) for token in above):
        return True
    marks = (mark for token in above for mark in parse.children(token.i, "mark"))
    return any(mark.lower in _CONDITIONS or (mark.lower == "that" and _is_of_idea(parse, mark.i)) for mark in marks)


def _is_refused(parse: Parse, token: Token) -> bool:
    """Say whether somebody will not say what hangs on a verb: "refused to admit that"."""
    above = parse.tokens[token.head]
    says = token.dep == "xcomp" and token.lemma in word_set("thinking") | word_set("admitting")
    return says and above.lemma in word_set("declining") and not is_negated(parse, above.i)


def _is_of_idea(parse: Parse, i: int) -> bool:
    """Say whether "that" leads in what an idea is that need not be the speaker's, wherever the clause hangs."""
    before = parse.tokens[i - 1] if i else parse.tokens[i]
    return before.pos == "NOUN" and before.lemma in word_set("mere ideas")


def factuality(parse: Parse, i: int) -> Factuality:
    """Return whether what verb ``i`` tells is actual, planned, hypothetical or denied."""
    if is_negated(parse, i):
        return "denied"
    own = _own_factuality(parse, i)
    return own if own != "actual" else _inherited(parse, i)


def _own_factuality(parse: Parse, i: int) -> Factuality:
    if _is_question(parse, i):
        return "hypothetical"
    if _is_unreal(parse, i):
        return "hypothetical"
    if is_left_out(parse, i) or any(child.lower == "against" for child in parse.children(i, "mark")):
        return "denied"
    for child in parse.children(i, "aux", "mark", "advmod"):
        if child.lower in ("will", "'ll", "’ll", "shall", "going"):
            return "planned"
        if child.dep == "aux" and child.lower in _HYPOTHETICAL and not _is_utmost(parse, i):
            return "hypothetical"
        if child.dep == "mark" and child.lower in _CONDITIONS:
            return "hypothetical"
    return "actual"


def _is_unreal(parse: Parse, i: int) -> bool:
    """Say whether a verb stands in what would have been: "Had the party nominated her, ..."."""
    first, last = parse.sentences[parse.tokens[i].sent]
    if parse.tokens[first].text not in ("Had", "Were") or parse.tokens[last - 1].text == "?":
        return False
    return all(t.text != "," for t in parse.tokens[first:i])


def _is_question(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    first, last = parse.sentences[token.sent]
    return token.dep == "root" and any(t.text == "?" for t in parse.tokens[max(first, last - 3) : last])


def _inherited(parse: Parse, i: int) -> Factuality:
    token = parse.tokens[i]
    head = parse.tokens[token.head]
    infinitive = parse.is_infinitive(i)
    if token.dep in ("acl", "ccomp", "acl:relcl") and head.pos == "NOUN" and head.lemma in word_set("alleged"):
        return "hypothetical"
    content = token.dep == "acl" and token.tag != "VBN" and head.pos == "NOUN"
    content = content and not any(c.lower == "for" for c in parse.children(i, "mark", "case"))
    if content and _is_none(parse, head.i):
        return "denied"  # "showed no sign of backing down"
    if content and head.lemma in word_set("open"):
        return "hypothetical"
    from_it = token.dep == "advcl" and any(c.lower == "from" for c in parse.children(i, "mark", "case"))
    if any(t.lower == "short" for t in parse.tokens[max(i - 2, 0) : i]) and parse.tokens[i - 1].lower == "of":
        return "denied"  # "stopped short of signing it"
    if (
        token.dep == "acl"
        and head.lemma in word_set("chances")
        and parse.tokens[head.head].lemma in word_set("missing")
    ):
        return "denied"
    failing = head.lemma in word_set("declining") | {"fail"}  # "failed on Monday to sign"
    near = failing or head.i == i - 2  # "refused to back down"
    from_it = from_it or (token.dep == "advcl" and infinitive and near)
    if (token.dep in ("xcomp", "ccomp") or from_it) and head.lemma in word_set("refusing"):
        return "denied"
    if token.dep in ("xcomp", "acl", "advcl", "ccomp") and infinitive:
        return "planned"
    if token.dep == "xcomp" and head.lemma in word_set("planning"):
        return "planned"
    if token.dep == "conj" and head.pos in ("VERB", "AUX"):
        above = factuality(parse, head.i)
        return above if above != "denied" else "actual"
    return "actual"
