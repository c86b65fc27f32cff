"""What speakers judge: "the plan is reckless", "she called it a farce", "our disastrous laws"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from stakegraph.extract.events.event import EventDraft
from stakegraph.extract.reading.actorwords import words as role_nouns
from stakegraph.extract.reading.context import Context
from stakegraph.extract.reading.factuality import is_conditional, is_doubted, is_negated
from stakegraph.extract.reading.lexicon import evaluations, word_set
from stakegraph.extract.reading.topics import Speech
from stakegraph.extract.reading.voices import Voices
from stakegraph.extract.stances.targets import StanceDraft, Targets
from stakegraph.model import EventType, Evidence
from stakegraph.syntax import Token

_ANYTHING = frozenset(("nothing", "something", "anything", "everything", "little", "much"))
_ASSENT = frozenset(("right", "true", "fair", "good", "great", "correct", "fine"))
_FUNCTIONAL = frozenset(("PUNCT", "DET", "ADP", "PRON", "AUX", "CCONJ", "SCONJ", "PART", "NUM", "SYM"))
_LESS = frozenset(("less", "least"))
_WISHED = frozenset(("should", "must", "ought"))


@dataclass(slots=True)
class Judgements:
    """Finds judgements in statements; ``accusations`` are the events that bad ones are."""

    context: Context
    voices: Voices
    targets: Targets
    accusations: list[EventDraft] = field(default_factory=list)

    def of_judgements(self) -> Iterator[StanceDraft]:
        """What a speaker calls good or bad: "the plan is reckless", "it is a mistake to wait", "our broken laws"."""
        for speech in self.targets.speeches:
            if speech.judged is not None:
                yield from self._called(speech, speech.judged)
        for speech, token in self.targets.spoken():
            if token.pos in _FUNCTIONAL:
                continue
            if token.pos in {"ADJ", "ADV"} and token.lower.endswith(("er", "more")):
                yield from self._unmatched(speech, token)
            if token.pos == "NOUN" and token.lemma in word_set("defects"):
                yield from self._faulty(speech, token)
            if token.pos == "NOUN" and (token.lemma in word_set("worth") or token.lemma in word_set("lacking")):
                yield from self._worth(speech, token)
            elif token.pos == "VERB" and token.lemma in word_set("deserving"):
                yield from self._deserts(speech, token)
            sign = self.sign(token) if speech.judged is None else None
            if sign is not None:
                yield from self._judged(speech, token, sign)
            elif token.lower in word_set("wanted so") and is_negated(self.context.parse, token.i):
                yield from self._judged(speech, token, 1)

    def _unmatched(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """Whom nobody outdoes is praised: "no one is tougher than she", "nobody has done more than Brazil"."""
        parse = self.context.parse
        near = (parse.tokens[token.head], *(s for i in (token.i, token.head) for s in parse.children(i, "nsubj")))
        if not any(t.lower == "nobody" or (t.lower == "one" and parse.tokens[t.i - 1].lower == "no") for t in near):
            return
        word = parse.tokens[token.head] if token.lower == "more" and parse.tokens[token.head].pos == "ADJ" else token
        sign = evaluations().get(word.lower, 1 if word is token else 0)
        for other in self.context.grammar.hung(token.i, "than") or self.context.grammar.hung(word.i, "than"):
            if sign:
                yield from self._judgement(speech, token.i, word.i, other.i, sign)

    def _deserts(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """Who deserves something good is supported: "she deserves credit", "the credit she deserves"."""
        due = self.context.parse.child(token.i, "obj", "xcomp")
        if token.dep == "acl:relcl":
            due = self.context.parse.tokens[token.head]
        subject = self.context.grammar.subject(token.i)
        if due is None or subject is None or is_conditional(self.context.parse, token.i):
            return
        for other in self.context.grammar.hung(due.i, "than") if due.lower == "better" else ():
            yield from self._judgement(speech, token.i, due.i, other.i, -1)  # "we deserve better than her"
        found = self.context.predicate_at(due.i)
        sign = self.sign(due) or (found.stance[0][0] if found is not None and found.stance else 0)
        sign = 1 if due.lemma in word_set("dues") else sign
        if sign:
            sign = -sign if is_negated(self.context.parse, token.i) else sign
            yield from self._judgement(speech, token.i, due.i, subject, sign)

    def _worth(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """What is needed or not, or has merits: "there is no need for the dam", "the importance of the pact"."""
        if self.context.parse.child(token.i, "case") is not None:
            return  # "by virtue of the pact", "in need of a dam"
        denied = self._is_none(token)
        worth = token.lemma in word_set("worth") and token.lower != "needs"  # "the needs of the police"
        if is_conditional(self.context.parse, token.i) or not (denied or worth):
            return
        haver = self._haver(token) if denied else None
        if haver is not None:
            yield from self._judgement(speech, token.i, token.i, haver, -1)
            return
        for name in ("of", "for") if token.lemma == "place" else ("of", "for", "in"):
            for filler in self.context.grammar.hung(token.i, name):
                yield from self._judgement(speech, token.i, token.i, filler.i, -1 if denied else 1)

    def _faulty(self, speech: Speech, token: Token) -> Iterator[StanceDraft]:
        """What there are problems with is judged: "there are serious flaws in the plan"."""
        there = self.context.parse.child(token.head, "expl")
        if there is None or self._is_none(token) or is_conditional(self.context.parse, token.i):
            return
        for name in ("with", "in"):
            for filler in self.context.grammar.hung(token.i, name) or self.context.grammar.hung(token.head, name):
                yield from self._judgement(speech, token.i, token.i, filler.i, -1)

    def _is_none(self, token: Token) -> bool:
        """Say whether there is none of what a noun names: "no need", "there isn’t any need", not "not the basis"."""
        parse = self.context.parse
        if any(c.lower in {"no", "zero", "little"} for c in parse.children(token.i, "det", "amod")):
            return True
        named = any(c.lower == "the" for c in parse.children(token.i, "det"))
        return not named and (is_negated(parse, token.i) or is_negated(parse, token.head))

    def _haver(self, token: Token) -> int | None:
        """Who has nothing of something: "guns have no place in our schools", "the claim lacks any basis"."""
        verb = self.context.parse.tokens[token.head]
        had = token.dep == "obj" and verb.lemma in {"have", "deserve", "hold", "offer"}
        subject = self.context.grammar.subject(verb.i) if had else None
        spoken = subject is not None and self.context.parse.tokens[subject].lower in {"i", "we", "you", "they"}
        return None if spoken else subject

    def _judged(self, speech: Speech, token: Token, sign: int) -> Iterator[StanceDraft]:
        head = self._judged_by(token.i)
        if self.describes_judging(token) or (token.dep == "amod" and token.lower in word_set("only classifying")):
            return
        if self.context.parse.tokens[token.head].lower in _ANYTHING and token.head == token.i - 1:
            yield from self._about(speech, token, sign)
            return
        shown = self._shown(token)
        if shown is not None:
            yield from self._judgement(speech, token.i, shown, shown, -sign if self._is_negated(shown) else sign)
            return
        subject = self._subject_of_judgement(head)
        if subject is None:
            yield from self._loaded(speech, token, sign)
            return
        assent = self.context.parse.tokens[subject].lower == "that" and token.lower in _ASSENT
        if assent or is_conditional(self.context.parse, head):
            return  # "that's right"
        if self._is_wished(head) or self._is_felt(token, head):
            return
        negated = self._is_negated(head) != is_doubted(self.context.parse, head)
        if negated and token.lower in word_set("utmost"):
            return  # what is not perfect may be good
        if not (negated and sign < 0):  # "no threat", "not bad": no praise either
            yield from self._judgement(speech, token.i, head, subject, -1 if negated else sign)
            doer = (
                self.context.parse.child(subject, "nsubj") if self.context.parse.tokens[subject].pos == "VERB" else None
            )
            if doer is not None and sign < 0 and not negated and self.voices.known(doer.i):
                yield from self._judgement(speech, token.i, head, doer.i, sign)  # "it is shameful that she left"
            for other in (
                self.context.grammar.hung(head, "of") if token.pos == "ADJ" and sign < 0 and not negated else ()
            ):
                if self.voices.known(other.i) and self.context.parse.child(head, "cop") is not None:
                    yield from self._judgement(speech, token.i, head, other.i, sign)  # "it was wrong of her to leave"
            for made in self._made(head):
                yield from self._judgement(speech, token.i, head, made, -1 if negated else sign)
            for other in self.context.grammar.hung(head, "than"):
                yield from self._judgement(speech, token.i, head, other.i, 1 if negated else -sign)

    def _shown(self, token: Token) -> int | None:
        """Return what is said to be the good or bad thing: the dam of "the answer is a new dam", "the best way is"."""
        parse = self.context.parse
        noun = parse.tokens[token.head] if token.dep == "amod" else token
        if noun.dep != "nsubj" or noun.lemma not in word_set("answers" if noun is token else "ways"):
            return None
        head = parse.tokens[noun.head]
        if not any(c.lower in {"the", "our"} for c in parse.children(noun.i, "det", "nmod:poss")) or self.sign(head):
            return None  # "a solution is a threat"
        named = head.pos in {"NOUN", "PROPN"} or (head.pos == "VERB" and head.i > noun.i)
        return head.i if named and head.i > noun.i and parse.child(head.i, "cop") is not None else None

    def _is_wished(self, head: int) -> bool:
        """Say whether something ought to be so, which tells nothing of how it is: "it should be fair", "asked to"."""
        parse = self.context.parse
        token = parse.tokens[head]
        if any(modal.lower in _WISHED for modal in parse.children(head, "aux")):
            return token.pos != "NOUN"
        while token.dep == "xcomp" and not parse.is_infinitive(token.i):
            token = parse.tokens[token.head]  # "asked to become more aggressive"
        asking = self.context.predicate_at(token.head) if parse.is_infinitive(token.i) else None
        return asking is not None and ("order" in asking.say or (1, "to") in asking.aims)

    def _is_felt(self, token: Token, head: int) -> bool:
        """Say whether a word tells what somebody feels about something: "voters are dubious about the dam"."""
        grammar = self.context.grammar
        about = grammar.hung(head, "about") or grammar.hung(head, "of") or self.context.parse.child(head, "ccomp")
        return token.lower in word_set("feelings") and bool(about)

    def _made(self, head: int) -> Iterator[int]:
        """Yield who is made good or bad by something: "her courage makes her an excellent mayor"."""
        verb = self.context.parse.tokens[self.context.parse.tokens[head].head]
        if verb.lemma not in word_set("making"):
            return
        given = self.context.parse.child(verb.i, "iobj")
        made = self.context.grammar.object(verb.i) if given is None else given.i
        if made is None or made == head:
            return
        is_person = self.context.parse.tokens[made].lower in {"him", "her"}
        is_person = is_person or self.context.parse.tokens[made].ent == "PERSON"
        if (is_person or self.context.parse.tokens[head].pos == "NOUN") and self.voices.known(made):
            yield made

    def _about(self, speech: Speech, token: Token, sign: int) -> Iterator[StanceDraft]:
        """What something or nothing is good or bad about: "nothing wrong with the dam"."""
        denied = self.context.parse.tokens[token.head].lower in {"nothing", "little"}
        for name in ("with", "about", "in"):
            for filler in self.context.grammar.hung(token.i, name) or self.context.grammar.hung(token.head, name):
                yield from self._judgement(speech, token.i, token.i, filler.i, -sign if denied else sign)

    def _is_negated(self, i: int) -> bool:
        """Say whether a judgement is negated, by itself or with the one that it joins: "not fair or reasonable"."""
        parse = self.context.parse
        joins = parse.tokens[i].dep == "conj" and any(c.lower != "but" for c in parse.children(i, "cc"))
        bare = joins and parse.child(i, "nsubj", "cop") is None
        return is_negated(parse, i) or (bare and is_negated(parse, parse.tokens[i].head))

    def _loaded(self, speech: Speech, token: Token, sign: int) -> Iterator[StanceDraft]:
        """A word that judges what it describes, or whose it is: "our disastrous laws", "the cruelty of the regime"."""
        head = self.context.parse.tokens[token.head]
        if token.dep == "amod" and head.pos in {"NOUN", "PROPN"} and head.i > token.i:
            done = head.lemma in {"job", "work"} and self._bearer(head) is not None  # "has done a great job"
            made = self.context.parse.tokens[head.head].lemma == "make" and head.lemma in role_nouns().roles
            kind = (
                not done
                and not made  # "she will make a great mayor"
                and token.lower in word_set("classifying")
                and not (sign < 0 and self._is_others(speech, head.i))
            )
            if self.sign(head) is None and not kind:
                yield from self._described(speech, token.i, head.i, sign)
        elif is_conditional(self.context.parse, token.i):
            return
        elif token.pos == "NOUN" and token.dep == "obj" and self._bearer(token) is not None:
            yield from self._described(speech, token.i, token.i, sign)
        elif token.pos == "NOUN" and sign < 0 and not is_negated(self.context.parse, token.i):
            for owner in self._blamed(token):
                if owner.i != token.i and self.voices.known(owner.i):
                    yield from self._judgement(speech, token.i, token.i, owner.i, sign)

    def _blamed(self, token: Token) -> Iterator[Token]:
        """Yield whose fault is named: "the cruelty of the regime"; not who suffers from one: "their enemies"."""
        if token.lemma in word_set("misfortunes"):
            return
        yield from self.context.grammar.owners(token.i)
        if token.lemma not in word_set("suffered"):
            yield from self.context.grammar.hung(token.i, "of")

    def _is_others(self, speech: Speech, i: int) -> bool:
        """Say whether something is somebody else's: in "the mayor’s failed strategy" even "failed" judges."""
        owner = self.context.parse.child(i, "nmod:poss")
        return owner is not None and any(name != speech.speaker for name in self.voices.known(owner.i))

    def _described(self, speech: Speech, word: int, noun: int, sign: int) -> Iterator[StanceDraft]:
        """What has something bad is judged as well: "the plan has a damaging effect"."""
        bearer = self._bearer(self.context.parse.tokens[noun])
        more = self.context.parse.tokens[word].tag == "JJR"  # who takes stronger action is not strong himself
        judged = list(self._judgement(speech, word, noun, bearer, sign)) if bearer is not None and not more else []
        if not judged and sign < 0 and word != noun:
            judged = list(self._judgement(speech, word, noun, noun, sign))
        yield from judged

    def _bearer(self, token: Token) -> int | None:
        """Return who has or makes what an object names, the plan in "the plan has flaws", or is of that kind."""
        if token.dep == "conj" and self.context.parse.child(token.head, "cop") is not None:
            return self._subject_of_judgement(token.head)
        verb = self.context.parse.tokens[token.head]
        if verb.lemma in {"have", "see"} and token.lemma in word_set("misfortunes"):
            return None  # who has a problem is not one
        bears = token.dep == "obj" and verb.lemma in word_set("bearing") and not is_negated(self.context.parse, verb.i)
        return self.context.grammar.subject(verb.i) if bears else None

    def sign(self, token: Token) -> int | None:
        """The sign of a word that judges: an adjective, a noun, a participle, parts joined by hyphens included."""
        joined = self.context.grammar.hyphenated(token.i)
        before = joined.rpartition("-")[0]
        if before and joined != token.lower and joined not in evaluations() and not before.endswith("ly"):
            return None  # "low-key" is not "key"
        plain = token.pos in {"ADJ", "NOUN"} or (token.pos == "ADV" and token.dep == "amod")  # "a silly thing"
        if not plain and token.tag not in {"VBN", "VBG"} and joined == token.lower:
            return None
        if token.pos == "NOUN" and token.lower in word_set("things"):
            return None  # "kind of old", "takes away our rights"
        too = self.context.parse.tokens[token.i - 1].lower == "too" if token.i else False
        if too and token.pos == "ADJ" and self.context.parse.child(token.i, "cop") is not None:
            return -1
        if self._is_raised(token):
            return -1
        if token.lemma in {"step", "move", "direction"} and token.pos == "NOUN":
            return self._course(token)
        if token.pos == "NOUN" and token.lemma in word_set("tendencies"):
            names = ("for", "of", "to", "toward", "towards")
            return next((s for n in names for f in self.context.grammar.hung(token.i, n) if (s := self.sign(f))), None)
        if token.lower == "responsible" and self.context.grammar.hung(token.i, "for"):
            return self._answerable(token)
        if token.lower == "worth" and is_negated(self.context.parse, token.i):
            return 1  # "not worth it"; what is worth something has its price
        if token.pos == "ADJ" and token.i and self.context.parse.tokens[token.i - 1].lower in _LESS:
            return -1 if evaluations().get(token.lower, 0) > 0 else None
        known = evaluations()
        participle = token.tag in {"VBN", "VBG"}  # "honored" is not "honor"
        lemma = token.lower if participle else token.lemma.lower()
        words = (joined, lemma, token.lower)
        return next((known[word] for word in words if word in known), None)

    def _answerable(self, token: Token) -> int | None:
        """The sign of who is "responsible for" something: that of what for, if any."""
        names = {filler.lemma.lower() for filler in self.context.grammar.hung(token.i, "for")}
        bad = names & word_set("bad outcomes") or any(evaluations().get(name, 0) < 0 for name in names)
        return -1 if bad else 1 if names & word_set("good outcomes") else None

    def _course(self, token: Token) -> int | None:
        """The sign of a step: "a step backwards", "a move in the right direction"."""
        led = [f for t in (token, *self.context.grammar.hung(token.i, "in")) for f in self.context.parse.children(t.i)]
        words = {f.lower for f in led}
        return (
            1
            if words & {"forward", "forwards", "right"}
            else -1
            if words & {"back", "backward", "backwards", "wrong"}
            else None
        )

    def _is_raised(self, token: Token) -> bool:
        """Say whether a thing raises questions; people who raise them are not judged."""
        verb = self.context.parse.tokens[token.head]
        issues = token.lower == "issues"  # not "raised the issue"
        if token.dep != "obj" or verb.lemma != "raise" or not (issues or token.lemma in word_set("raised")):
            return False
        subject = self.context.grammar.subject(verb.i)
        named = self.context.parse.tokens[subject].pos == "NOUN" if subject is not None else False
        return named and subject is not None and not self.voices.known(subject)

    def _called(self, speech: Speech, judged: int) -> Iterator[StanceDraft]:
        """The words after the object judge it: "she called the plan a farce"."""
        end = self.context.grammar.noun_phrase(judged)[1]
        if self.context.inside[judged] < 0 and any(self.context.inside[i] >= 0 for i in range(judged, end + 1)):
            end = judged  # "called the ruling “dangerous”": what is in quotation marks is no part of its name
        led = (t.i for t in self.context.parse.tokens[judged + 1 : end + 1] if t.lower == "as")
        end = min(end, next(led, end))
        for token in self.context.parse.tokens[speech.first : speech.last + 1]:
            sign = self.sign(token)
            outside = token.i > end or judged > speech.last or judged < speech.first
            if sign is not None and outside and not self.describes_judging(token):
                yield from self._judgement(speech, token.i, token.i, self._meant(judged), sign)
                return

    def describes_judging(self, token: Token) -> bool:
        """Say whether a word only describes one that judges: "a transparent ploy"."""
        described = token.dep in {"amod", "compound"} and token.head > token.i
        return described and self.sign(self.context.parse.tokens[token.head]) is not None

    def _meant(self, judged: int) -> int:
        """What "it" leads to: "called it a farce to wait"."""
        if self.context.parse.tokens[judged].lower != "it":
            return judged
        verb = self.context.parse.tokens[judged].head
        below = (verb, *(c.i for c in self.context.parse.children(verb, "xcomp")))
        led = (c.i for i in below for c in self.context.parse.children(i, "advcl", "xcomp", "acl", "ccomp", "csubj"))
        return next((i for i in led if i > judged and self.context.parse.is_infinitive(i)), judged)

    def _judgement(self, speech: Speech, word: int, head: int, subject: int, sign: int) -> Iterator[StanceDraft]:
        evidence = self.targets.evidence(word, head, subject)
        if sign < 0 and evidence is not None:
            self.accuse(speech, subject, evidence)
        rule = f"judged {self.context.parse.tokens[word].lower}"
        yield from self.targets.held(speech.speaker, subject, sign, evidence, rule, 0.6, speech)

    def accuse(self, speech: Speech, subject: int, evidence: Evidence) -> None:
        """To judge somebody, or what is somebody's, badly is an accusation, where the article names whom."""
        owners = [*(c.i for c in self.context.grammar.owners(subject)), subject]
        accused = tuple(a for i in owners for a in self.voices.known(i) if a != speech.speaker)
        if accused and self.voices.is_named(accused[0]):
            types: tuple[EventType, ...] = ("ACCUSE", "REJECT")
            by = (speech.speaker,)
            self.accusations.append(
                EventDraft(subject, types, by, accused[:1], evidence, "actual", 0.5, "judged badly")
            )

    def _judged_by(self, i: int) -> int:
        """The predicate that a judging word stands in: the noun that an adjective describes, where that is one."""
        token = self.context.parse.tokens[i]
        head = self.context.parse.tokens[token.head]
        if token.dep not in {"amod", "compound"} or head.i < token.i:
            return i
        if head.dep == "nmod" and self.context.parse.tokens[head.head].lower == "one":
            return head.head  # "one of the worst deals"
        made = head.dep == "xcomp" and self.context.parse.tokens[head.head].lemma in word_set("making")
        described = made or self.context.parse.child(head.i, "cop") is not None
        return head.i if described and self.context.parse.child(head.i, "case") is None else i

    def _subject_of_judgement(self, i: int) -> int | None:
        parse = self.context.parse
        head = parse.tokens[parse.tokens[i].head]
        if parse.tokens[i].dep in {"obl", "obj", "xcomp"} and head.lemma in word_set("amounting"):
            return self.context.grammar.subject(head.i)
        if parse.tokens[i].dep == "conj" and parse.child(i, "nsubj") is None and parse.child(head.i, "cop") is not None:
            return self._subject_of_judgement(head.i)
        led = any(case.lower != "as" for case in parse.children(i, "case"))
        if led or (parse.child(i, "cop", "aux:pass") is None and parse.tokens[i].dep not in {"xcomp", "obl"}):
            return None  # "in danger" is no danger
        subject = parse.child(i, "nsubj", "nsubj:outer", "csubj")
        if subject is not None and subject.lower != "it":
            return self._whose(self.context.grammar.antecedent(subject.i))
        clauses = parse.children(i, "ccomp", "xcomp", "csubj", "acl", "advcl") if subject is not None else iter(())
        clause = next((c for c in clauses if c.i > i and c.pos in {"VERB", "ADJ", "NOUN"}), None)
        if clause is not None:
            return self._innermost(clause.i)
        if subject is not None:
            return subject.i
        beside = self._object_beside(i)
        return beside if beside is not None or parse.child(i, "cop") is None else self._borne(i)

    def _borne(self, i: int) -> int | None:
        """What a predicate without a subject of its own is said of: "proved to be false"."""
        subject = self.context.grammar.subject(i)
        return self._whose(subject) if subject is not None else None

    def _whose(self, i: int) -> int:
        """In "she is a person who is dishonest" she is judged."""
        if self.context.parse.child(i, "cop") is None:
            return i
        own = self.context.parse.child(i, "nsubj")
        subject = own.i if own is not None else self.context.grammar.subject(i)
        return i if subject is None else subject

    def _innermost(self, i: int) -> int:
        """In "a mistake to think that we can wait", what is judged is the waiting."""
        token = self.context.parse.tokens[i]
        if token.lemma in word_set("thinking"):
            inner = self.context.parse.child(i, "ccomp")
            return inner.i if inner is not None else i
        return i

    def _object_beside(self, i: int) -> int | None:
        """In "called the plan a farce" the judged thing is the object of the same verb."""
        head = self.context.parse.tokens[i].head
        if self.context.parse.tokens[head].lemma in word_set("making"):
            return self.context.grammar.subject(head)  # "the law makes us safe"
        judged = self.context.grammar.object(head) if self.context.parse.tokens[head].pos == "VERB" else None
        return judged if judged is not None and judged != i else None
