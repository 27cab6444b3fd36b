"""Checklists of site visits: what is looked at by type of site, as data with a version that a visit keeps."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache

from vigie.core.standards import read

# In the order in which a form offers them; each is a file of standards/checklists/.
SITE_TYPES = (
    "barracks", "post", "border_post", "armoury", "detention", "training_school", "hospital", "procurement_store",
)  # fmt: skip


@dataclass(frozen=True)
class Answers:
    """One kind of answer: code → words by language, and the codes that call for attention."""

    words: dict[str, dict[str, str]]
    worry: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One thing to look at. `code` is "block.question"; `form` the visit form's question that asks the same."""

    code: str
    fr: str
    en: str
    answers: str = "seen"
    form: str = ""


@dataclass(frozen=True)
class Block:
    """What belongs together on a page: arms, pay, women in the service. `source`: what its questions lean on."""

    code: str
    fr: str
    en: str
    source: dict[str, str]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Checklist:
    """All that is looked at at one type of site, in one version."""

    site_type: str
    version: str
    fr: str
    en: str
    delay_days: int
    blocks: tuple[Block, ...]
    answers: dict[str, Answers]

    @property
    def questions(self) -> dict[str, Question]:
        return {each.code: each for block in self.blocks for each in block.questions}

    def as_data(self) -> dict:
        """Plain data that `from_data` takes back, for the row that keeps this version."""
        return asdict(self)

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical text: two versions that say the same are one."""
        text = json.dumps(self.as_data(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def from_data(data: dict) -> Checklist:
    """The checklist that `as_data` wrote down."""
    blocks = tuple(
        Block(**{**each, "questions": tuple(Question(**question) for question in each["questions"])})
        for each in data["blocks"]
    )
    answers = {kind: Answers(each["words"], tuple(each["worry"])) for kind, each in data["answers"].items()}
    return Checklist(**{**data, "blocks": blocks, "answers": answers})


@cache
def checklist(site_type: str) -> Checklist:
    """The newest checklist of a type of site. Raises `KeyError` for a type that there is not."""
    if site_type not in SITE_TYPES:
        raise KeyError(site_type)
    shared, said = read("checklists/blocks"), read(f"checklists/{site_type}")
    blocks = [_block(code, shared["blocks"][code]) for code in said["blocks"]]
    blocks += [_block(code, raw) for code, raw in said.get("own", {}).items()]
    answers = {kind: Answers(raw["words"], tuple(raw["worry"])) for kind, raw in shared["answers"].items()}
    return Checklist(
        site_type, str(said["version"]), said["fr"], said["en"], said["delay_days"], tuple(blocks), answers
    )


def _block(code: str, raw: dict) -> Block:
    questions = tuple(
        Question(f"{code}.{name}", each["fr"], each["en"], each.get("answers", "seen"), f"{code}_{name}")
        for name, each in raw["questions"].items()
    )
    return Block(code, raw["fr"], raw["en"], raw["source"], questions)


def as_form_lists() -> dict[str, dict[str, dict[str, str]]]:
    """The lists of answers that the visit form needs: types of site, and each kind of answer."""
    types = {code: {"fr": checklist(code).fr, "en": checklist(code).en} for code in SITE_TYPES}
    kinds = checklist(SITE_TYPES[0]).answers
    return {"site_types": types, **{f"checked_{kind}": each.words for kind, each in kinds.items()}}


def as_form_groups(asked: str) -> list[dict]:
    """Every block as a group of the visit form, as its file would write it.

    `asked` is the form's question for the type of site: a block is asked only where that type's checklist has it.
    """
    blocks = {block.code: block for code in SITE_TYPES for block in checklist(code).blocks}
    return [_as_form_group(asked, block) for block in blocks.values()]


def _as_form_group(asked: str, block: Block) -> dict:
    types = [code for code in SITE_TYPES if block in checklist(code).blocks]
    questions = [
        {f"select_one checked_{each.answers}": each.form, "fr": each.fr, "en": each.en}
        for each in block.questions
    ]
    relevant = " or ".join(f"${{{asked}}} = '{each}'" for each in types)
    return {
        "group": f"block_{block.code}",
        "fr": block.fr,
        "en": block.en,
        "relevant": relevant,
        "questions": questions,
    }


def share_band(seen: int, written: int) -> str:
    """Which band `seen` out of `written` falls into. The two numbers are for this and are kept nowhere.

    How many serve at a site must not be read off a record, so a share is all that stays. Raises `ValueError`
    where nothing is written: a share of nothing says nothing.
    """
    if seen < 0 or written <= 0:
        raise ValueError("a share needs a number seen and a number written above zero")
    if seen == written:
        return "all"
    if seen > written:
        return "more"
    if seen * 10 >= written * 9:
        return "most"
    return "half" if seen * 2 >= written else "less"
