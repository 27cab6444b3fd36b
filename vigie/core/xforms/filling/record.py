"""A filled form as the record that every channel sends: XML, valid against its definition."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from vigie.core.xforms.filling.state import Answer, Filling

ORX = "http://openrosa.org/xforms"


def record(filling: Filling, instance_id: str, finished: str) -> bytes:
    """The record. `finished` is when it was finished, as ISO 8601: the same filling makes the same bytes again."""
    definition = filling.plan.definition
    said = {"instanceID": instance_id}
    for part in filling.plan.by_path.values():
        if part.question is not None and part.question.preload == ("timestamp", "end"):
            said[part.path] = finished
    inside = "".join(_written(each, said) for each in filling.root.children)
    if f"/{definition.root}/meta/instanceID" not in definition.questions:
        inside += f"<orx:meta><orx:instanceID>{escape(instance_id)}</orx:instanceID></orx:meta>"
    version = f" version={quoteattr(definition.version)}" if definition.version else ""
    head = f'<{definition.root} xmlns:orx="{ORX}" id={quoteattr(definition.form_id)}{version}>'
    return f"<?xml version='1.0' encoding='UTF-8'?>{head}{inside}</{definition.root}>".encode()


def _written(node: Answer, said: dict[str, str]) -> str:
    if node.off:
        return ""
    path = node.part.path
    name = f"orx:{node.name}" if path.count("/") == 2 and node.name == "meta" else node.name
    if path.count("/") == 3 and path.split("/")[2] == "meta":
        name = f"orx:{node.name}"
        text = said.get(node.name, node.text)
        return f"<{name}>{escape(text)}</{name}>" if text else ""
    if node.part.question is not None:
        text = said.get(path, node.text)
        return f"<{name}>{escape(text)}</{name}>" if text else f"<{name}/>"
    return f"<{name}>{''.join(_written(each, said) for each in node.children)}</{name}>"
