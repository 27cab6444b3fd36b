"""Weights kept in a file, or leant towards what a user's taxonomies are held to be worth."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

import numpy as np

from vigie.core.pairing import Weights
from vigie.core.pairing.weights import BadWeights, weights_from
from vigie.research.faults import BadFile


@dataclass(frozen=True, eq=False)
class Scaled(Weights):
    """Weights of which some fields count more or less than what was learnt: bits times `scale[field]`."""

    scale: Mapping[str, float] = field(default_factory=dict)

    def bits(self, name: str) -> np.ndarray:
        return super().bits(name) * self.scale.get(name, 1.0)

    def to_data(self) -> dict:
        return super().to_data() | {"scale": dict(self.scale)}


def scaled(weights: Weights, scale: Mapping[str, float]) -> Weights:
    """The weights with some fields' bits multiplied."""
    kept = {each.name: getattr(weights, each.name) for each in fields(Weights)}
    return Scaled(**kept, scale=dict(scale))


def read_weights(path: Path) -> Weights:
    """Weights from a JSON file: that which stands beside a result, or its part `weights`. Raises `BadFile`."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return weights_from(data.get("weights", data))
    except FileNotFoundError:
        raise BadFile("file_absent", path=str(path)) from None
    except OSError as error:
        raise BadFile("file_unreadable", path=str(path), why=error.strerror or str(error)) from None
    except (ValueError, KeyError, TypeError, AttributeError, BadWeights) as error:
        raise BadFile("weights_unreadable", path=str(path), why=str(error)) from None
