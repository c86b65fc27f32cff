"""The rule lemmatizer: WordNet's tables as spaCy has them, and what they get wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.lookups import load_lookups

from training import corpora
from training.convert import document

_TABLES = ["lemma_rules", "lemma_exc", "lemma_index"]
_RARE, _SURE = 2, 0.6
_WITH_RULES = ("ADJ", "ADV", "NOUN", "VERB")
_AS_WRITTEN = ("PROPN", "X", "NUM", "SYM")


def lemmatizer(nlp: Language, source: Path) -> None:
    """Add a rule lemmatizer after the parser, and mend what its tables get wrong."""
    pipe: Any = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    pipe.initialize(lookups=load_lookups("en", _TABLES))
    _prefer_final_e(pipe)
    exceptions = pipe.lookups.get_table("lemma_exc")
    for pos, form, lemma in [*_verbs(nlp), *_seen(nlp, source)]:
        exceptions.setdefault(pos.lower(), {})[form] = [lemma]
    pipe.cache.clear()


def _prefer_final_e(pipe: Any) -> None:
    """Make "hoped" and "hopes" forms of "hope", not of "hop": of the rules that lead to a known verb the last wins."""
    rules = pipe.lookups.get_table("lemma_rules")
    rules["verb"] = sorted(rules["verb"], key=lambda rule: rule in (["ed", "e"], ["ing", "e"], ["es", "e"]))
    index = pipe.lookups.get_table("lemma_index")
    verbs = set(index["verb"])
    # but "singing" one of "sing", not of "singe"
    index["verb"] = [verb for verb in index["verb"] if not (verb.endswith("nge") and verb[:-1] in verbs)]


def _verbs(nlp: Language) -> Iterator[tuple[str, str, str]]:
    """Yield base forms, which the rules else cut ("discuss" to "discus") or leave capital, and "enrolled"."""
    pipe: Any = nlp.get_pipe("lemmatizer")
    irregular = pipe.lookups.get_table("lemma_exc")["verb"]
    verbs = set(pipe.lookups.get_table("lemma_index")["verb"])
    for verb in sorted(verbs):
        if verb not in irregular:
            yield "VERB", verb, verb
        if verb.endswith("ll") and verb[:-1] in verbs:
            yield from (("VERB", verb + ending, verb) for ending in ("ed", "ing"))


def _seen(nlp: Language, source: Path) -> Iterator[tuple[str, str, str]]:
    """Yield part of speech, form and lemma of what the tables lack or have wrong, by the gold of the treebanks."""
    gold: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    wrong: Counter[tuple[str, str]] = Counter()
    small: set[tuple[str, str]] = set()
    pipe: Any = nlp.get_pipe("lemmatizer")
    for folder in corpora.SYNTAX:
        for sentence in corpora.conllu(source / folder / "train.conllu"):
            doc = document(nlp.vocab, [sentence])
            for token, lemma in zip(doc, sentence.lemmas, strict=True):
                if token.morph.get("Typo", []):
                    continue
                key = (token.pos_, token.lower_)
                gold[key][lemma] += 1
                wrong[key] += pipe.lemmatize(token)[0] != lemma
                small.update([key] if token.is_lower else [])
    for (pos, form), lemmas in sorted(gold.items()):
        lemma, count = lemmas.most_common(1)[0]
        sure = count >= _RARE and count >= _SURE * lemmas.total()
        if pos in _WITH_RULES:
            # "American" is never written small; "National" is, so that its capital is that of a name.
            sure = sure and wrong[pos, form] > 0 and (lemma == lemma.lower() or (pos, form) not in small)
        if sure and pos not in _AS_WRITTEN and lemma != "_":
            yield pos, form, lemma
