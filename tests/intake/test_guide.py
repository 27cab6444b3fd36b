"""What the guide shows works as it is written there."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from vigie.intake.readers import READERS
from vigie.intake.readers.mapping_file import plan_from

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "rooms" / "intake.md").read_text(encoding="utf-8")


def test_the_mapping_of_the_guide_is_a_mapping():
    example = re.search(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[1]
    plan = plan_from(yaml.safe_load(example))
    assert plan.name
    assert plan.codes["event_type"]


def test_the_guide_names_every_source():
    assert set(re.findall(r"^\| `([\w-]+)` \|", GUIDE, re.MULTILINE)) == {*READERS, "form"}
