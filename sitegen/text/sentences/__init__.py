"""What happened as one sentence of a newspaper, from the fields of a claim: who, what, how much, how far, says who.

Each language has modules of its own, for its grammar is no matter of texts with places to fill in: Korean needs the
particle that fits, and a verb that agrees with what stands before it; English needs articles. What is said is the same
in both, and never more than the record. A language without modules gets None, and whoever asks falls back on its
texts in `templates/i18n/`: names, kind, amount and stage are translated there already.

Nouns and frames are kept apart: `*_nouns` look at the words of `what` and give a phrase that can stand in any frame;
`*_clauses` choose the frame by kind and stage; `korean` and `english` add who says it and when.
"""

from sitegen.text.sentences.english import english_sentence
from sitegen.text.sentences.facts import Facts, Name
from sitegen.text.sentences.korean import korean_sentence

__all__ = ["Facts", "Name", "claim_sentence"]

_LANGUAGES = {"ko": korean_sentence, "en": english_sentence}


def claim_sentence(facts: Facts, lang: str) -> str | None:
    """The sentence, with one full stop at its end; None for a language that has no frames."""
    write = _LANGUAGES.get(lang)
    return write(facts) if write else None
