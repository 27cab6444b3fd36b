"""The law on questions, reports and papers of the framework."""

from __future__ import annotations

from vigie.access.rules.audiences import anyone, either, node
from vigie.access.rules.papers import (
    addressed,
    adopted_on_terms,
    among_members,
    asked_on_terms,
    belongs,
    carried_in_sight,
    drafted_at_home,
    drafted_or,
    of_a_carried_roadmap,
    of_a_seen,
    of_own_committee,
    own_question,
)
from vigie.access.rules.sittings import named_seats

LAW = {
    "parliament.Question": {
        "see": either(node, asked_on_terms, addressed),
        "amend": own_question,  # write a draft, ask it, take it back
        "answer": addressed,
        "record": of_own_committee("clerk"),  # an answer that came on paper
        "publish": of_own_committee("clerk", "chair"),
    },
    "parliament.Answer": {"see": either(node, of_a_seen("question", "parliament.Question"))},
    "parliament.Report": {
        "see": either(node, adopted_on_terms),
        "amend": of_own_committee("clerk", "chair"),
        "adopt": of_own_committee("chair"),
        "table": of_own_committee("clerk", "chair"),
        "differ": of_own_committee("clerk", "member", "chair"),
        "publish": of_own_committee("chair"),
    },
    "parliament.Section": {"see": either(node, of_a_seen("report", "parliament.Report"))},
    # Who belongs, who presides and what comes next is public; the names of those who hold a post are not.
    "parliament.Framework": {"see": anyone, "run": either(node, belongs("clerk", "chair"))},
    "parliament.FrameworkMember": {"see": anyone},
    "parliament.BureauPost": {"see": anyone},
    "parliament.Mandate": {"see": anyone, "name": either(node, named_seats)},
    "parliament.Declaration": {
        "see": either(node, drafted_or("opened_on")),
        "amend": drafted_at_home("clerk", "chair"),
        "publish": drafted_at_home("chair"),
        "translate": among_members("parliament.Declaration", "clerk", "chair"),
        "sign": among_members("parliament.Declaration", "chair"),
    },
    "parliament.DeclarationText": {"see": either(node, of_a_seen("declaration", "parliament.Declaration"))},
    "parliament.SignOff": {
        "see": either(
            node,
            of_a_seen("declaration", "parliament.Declaration"),
            of_a_seen("roadmap", "parliament.Roadmap"),
        )
    },
    "parliament.Roadmap": {
        "see": either(node, drafted_or("opened_on")),
        "amend": drafted_at_home("clerk", "chair"),
        "adopt": drafted_at_home("chair"),
        "publish": drafted_at_home("chair"),
        "sign": among_members("parliament.Roadmap", "chair"),
        "carry": among_members("parliament.Roadmap", "clerk", "chair"),
    },
    "parliament.RoadmapItem": {
        "see": either(node, of_a_seen("roadmap", "parliament.Roadmap")),
        "carry": of_a_carried_roadmap,
    },
    "parliament.Carrier": {"see": either(node, carried_in_sight)},
    "parliament.MinorityNote": {"see": either(node, of_a_seen("report", "parliament.Report"))},
}
