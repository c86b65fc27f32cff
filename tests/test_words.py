"""Stances that the words of a statement show, and words that show none, by the whole extractor."""

from __future__ import annotations

import pytest

from extracting import stances


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("“Guns have no place in our schools,” Anna Silva said.", ("Anna Silva", "oppose", "Guns")),
        ("“Threats deserve no place in Brazil,” Anna Silva said.", ("Anna Silva", "oppose", "Threats")),
        (
            "“Marco Rossi doesn’t get the credit he deserves,” Anna Silva said.",
            ("Anna Silva", "support", "Marco Rossi"),
        ),
        ("“Marco Rossi should be awarded the prize,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("“Marco Rossi’s courage makes him a great mayor,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("Anna Silva continued her fight against the new dam.", ("Anna Silva", "oppose", "new dam")),
        ("“We need to stop the new dam,” Anna Silva said.", ("Anna Silva", "oppose", "new dam")),
        ("“The new dam was built in May. It is a farce,” Anna Silva said.", ("Anna Silva", "oppose", "new dam")),
        ("“This is a farce,” Anna Silva said of the new dam.", ("Anna Silva", "oppose", "new dam")),
        ("Peru closed the old port. “That is a farce,” Anna Silva said.", ("Anna Silva", "oppose", "old port")),
        ("Anna Silva said the new dam would bring war and hardship to Peru.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva said the new dam would lead to job losses.", ("Anna Silva", "oppose", "new dam")),
        ("“The new dam is a recipe for chaos,” Anna Silva said.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva said the new dam encourages investment.", ("Anna Silva", "support", "new dam")),
        ("Anna Silva considers the new dam a mistake.", ("Anna Silva", "oppose", "new dam")),
        ("Anna Silva sees the new dam as a threat to farmers.", ("Anna Silva", "oppose", "new dam")),
        ("“I consider Marco Rossi a great friend,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("“Marco Rossi is not doing enough,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“Marco Rossi has done nothing to stop it,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“Marco Rossi is playing on our fears,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("Anna Silva said Marco Rossi was responsible for the crisis.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“Marco Rossi is not ready to be mayor,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“Marco Rossi is completely out of touch,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“Marco Rossi isn’t up to the job,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“The new dam is not the way to do it,” Anna Silva said.", ("Anna Silva", "oppose", "new dam")),
        ("“This is why Marco Rossi should be mayor,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("Anna Silva prefers the new dam over the old port.", ("Anna Silva", "oppose", "old port")),
        ("“I will take Marco Rossi over Pia Roth,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("“We can’t keep our word without a new tax,” Anna Silva said.", ("Anna Silva", "support", "new tax")),
        ("“We can’t afford the new dam,” Anna Silva said.", ("Anna Silva", "oppose", "new dam")),
        (
            "“What Marco Rossi does is playing on our fears,” Anna Silva said.",
            ("Anna Silva", "oppose", "Marco Rossi"),
        ),
        ("“Marco Rossi just doesn’t get it,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“Marco Rossi is my choice,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("“I would choose Marco Rossi,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("Anna Silva said Marco Rossi had been treated unfairly.", ("Anna Silva", "support", "Marco Rossi")),
        ("“Marco Rossi has a penchant for cruelty,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“The new dam opens the door to growth,” Anna Silva said.", ("Anna Silva", "support", "new dam")),
        ("“We like that Marco Rossi opposes the pact,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("“Marco Rossi has blood on his hands,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“Marco Rossi doesn’t know what he’s doing,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“The plan for the dam doesn’t add up,” Anna Silva said.", ("Anna Silva", "oppose", "plan for the dam")),
        ("“Marco Rossi owes us an apology,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("Anna Silva said of Marco Rossi: “This man is unfit.”", ("Anna Silva", "oppose", "Marco Rossi")),
        ("Anna Silva won votes for her plan to boost incomes.", ("Anna Silva", "support", "plan to boost incomes")),
        ("“Nobody is more corrupt than Marco Rossi,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“Marco Rossi is anything but honest,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“How can anyone support Marco Rossi?” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“Marco Rossi has done so much for Peru,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("“Marco Rossi cares about people,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("“Marco Rossi will make a great mayor,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("“The new dam worries me,” Anna Silva said.", ("Anna Silva", "oppose", "new dam")),
        ("“The new dam must go,” Anna Silva said.", ("Anna Silva", "oppose", "new dam")),
        ("“We deserve better than Marco Rossi,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“Marco Rossi refuses to listen,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“Marco Rossi saved lives,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("“You can’t trust Marco Rossi,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“Marco Rossi has earned our respect,” Anna Silva said.", ("Anna Silva", "support", "Marco Rossi")),
        ("“It was wrong of Marco Rossi to leave,” Anna Silva said.", ("Anna Silva", "oppose", "Marco Rossi")),
        ("“What Mr. Rossi did was wrong,” Anna Silva said.", ("Anna Silva", "oppose", "Rossi")),
        ("“There are serious flaws in the pact,” Anna Silva said.", ("Anna Silva", "oppose", "pact")),
        ("“The answer is a new dam,” Anna Silva said.", ("Anna Silva", "support", "new dam")),
        ("“The new law takes away our rights,” Anna Silva said.", ("Anna Silva", "oppose", "new law")),
        ("Brazil endorsed the re-election of the mayor.", ("Brazil", "support", "re-election of the mayor")),
    ],
)
def test_words_show_a_stance(text: str, stance: tuple[str, str, str]) -> None:
    assert stance in stances(text)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Anna Silva said voters were dubious about the new dam.", "voters"),
        ("Anna Silva said Marco Rossi should go further.", "Marco Rossi"),
        ("Anna Silva said Marco Rossi was low-key.", "Marco Rossi"),
        ("Anna Silva called on Marco Rossi to become more aggressive.", "Marco Rossi"),
        ("Anna Silva spoke of Marco Rossi’s enemies.", "Marco Rossi"),
        ("“Find your seat in the hall,” Anna Silva said.", "Find your seat in the hall"),
        ("“No one should feel what I felt,” Anna Silva said.", "feel what I felt"),
        ("“I have to take Marco Rossi along,” Anna Silva said.", "Marco Rossi"),
        ("Anna Silva said candidates need to win the north to become president.", "win the north"),
        ("Anna Silva said it was important that Marco Rossi hears it.", "Marco Rossi"),
        ("Anna Silva said Marco Rossi was a presidential nominee.", "Marco Rossi"),
        ("Anna Silva said the debate was on how the parties eradicate terrorism.", "debate"),
        ("Anna Silva saw Marco Rossi as a child.", "Marco Rossi"),
        ("Anna Silva said Marco Rossi considers the new dam a mistake.", "new dam"),
        ("Anna Silva said Marco Rossi did nothing wrong.", "Marco Rossi"),
        ("Anna Silva said Peru has a problem.", "Peru"),
        ("Anna Silva said Marco Rossi was not out of touch.", "Marco Rossi"),
        ("Anna Silva said Marco Rossi was watching the actors work a crowd.", "actors"),
        ("Anna Silva spoke of the needs of Peru.", "Peru"),
        ("Anna Silva said Marco Rossi can’t afford to wait for Peru.", "Peru"),
        ("Anna Silva said Marco Rossi left without the key.", "key"),
        ("Anna Silva said Marco Rossi gets it in the morning.", "Marco Rossi"),
        ("Anna Silva spoke of the myth that Marco Rossi is weak.", "Marco Rossi"),
        ("“Let’s dispel this fiction that Marco Rossi is a liar,” Anna Silva said.", "Marco Rossi"),
        ("Anna Silva said Marco Rossi would not leave without his coat.", "coat"),
        ("“I will go with Marco Rossi to Peru,” Anna Silva said.", "Marco Rossi"),
        ("Anna Silva said the rain led to deaths.", "rain"),
        ("“Marco Rossi should tell the truth,” Anna Silva said.", "Marco Rossi"),
        ("Anna Silva wants to write a book about Peru.", "write a book about Peru"),
        ("Anna Silva wants answers.", "answers"),
        ("“All those who say, 'Oh, Marco Rossi is a liar' should leave,” Anna Silva said.", "Marco Rossi"),
        ("“We want a halt until Marco Rossi can figure it out,” Anna Silva said.", "Marco Rossi can figure it out"),
        ("“Does anyone believe that the new dam will work?” Anna Silva said.", "new dam"),
        ("“A solution is a threat to the country,” Anna Silva said.", "country"),
        ("“Most voters think that the new dam is a farce,” Anna Silva said.", "new dam"),
        ("Anna Silva said critics claim that the new dam is a farce.", "new dam"),
        ("“That was not the basis of our trade with Peru,” Anna Silva said.", "trade with Peru"),
    ],
)
def test_words_that_show_no_stance_towards_something(text: str, target: str) -> None:
    assert target not in {found for _, _, found in stances(text)}


def test_a_label_that_is_cut_ends_with_a_word_that_says_something() -> None:
    text = (
        "Anna Silva rejected the plan for the new dam on the long river in the north of the land that was drawn up by"
        " the board of the old port."
    )
    (target,) = {target for _, _, target in stances(text)}
    assert target.split()[-1] not in {"the", "of", "by", "in", "that", "was"}
