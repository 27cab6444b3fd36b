"""The XPath of XForms: read once into a small tree, and reckoned from it here and in a browser alike."""

from __future__ import annotations

from vigie.core.xforms.expressions.evaluating import Setting, evaluate
from vigie.core.xforms.expressions.nodes import Node, listed
from vigie.core.xforms.expressions.parsing import BadExpression, compile_expression
from vigie.core.xforms.expressions.values import as_boolean, as_number, as_string

__all__ = [
    "BadExpression",
    "Node",
    "Setting",
    "as_boolean",
    "as_number",
    "as_string",
    "compile_expression",
    "evaluate",
    "listed",
]
