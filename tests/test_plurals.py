"""Whom "they" means where it is no group, and when "it" is a matter and no actor; sentences of our own words."""

from __future__ import annotations

import pytest

from extracting import Case, found, names


def judged(text: str) -> set[tuple[str, str]]:
    annotation = found(text)
    known = names(annotation)
    return {(known[s.holder], known[s.target]) for s in annotation.stances}


def test_their_colleagues_are_those_of_who_acts() -> None:
    case = Case("Economists left. Norway's dockers' union backed their Danish colleagues.")
    assert case.refer("their") == "norways-dockers-union"


def test_their_demands_are_those_of_a_group() -> None:
    assert Case("Economists left. The Harbour Union rejected their demands.").refer("their", 0) != "harbour-union"


def test_they_in_a_quotation_are_whom_its_speaker_just_spoke_of() -> None:
    text = 'Shopkeepers met. Ann Moss said Kestrel Council had ignored her. "They poison our rivers," she said.'
    assert ("Ann Moss", "Kestrel Council") in judged(text)


def test_they_beside_our_are_not_the_side_that_the_quotation_is_to_show() -> None:
    text = 'Farmers are unconvinced. "They will poison our rivers," said Ann Moss.'
    assert ("Ann Moss", "Farmers") not in judged(text)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Kestrel Council voted for the scheme. Shopkeepers say it will fail.", None),
        ("The report cites a study by Kestrel Council. It names the towns.", None),
        ("Kestrel Council voted again. Shopkeepers say it will fail.", "kestrel-council"),
    ],
)
def test_it_is_an_actor_where_no_matter_was_spoken_of_after_it(text: str, actor: str | None) -> None:
    case = Case(text)
    assert case.refer("it" if "say it" in text else "It") == actor
