"""An XForm, as pyxform or any other builder writes it, read into a `Definition`."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError  # types only: defusedxml parses

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from vigie.core.xforms.body import Body
from vigie.core.xforms.definition import ChoiceList, Definition, EntityDeclaration, Option, Question, SetValue
from vigie.core.xforms.names import JR, ODK_AUDIT, attribute, child, children, local, xpath
from vigie.core.xforms.wording import Wording

# Choices may be many: a list of thirty thousand settlements takes some 4 MB.
MAX_BYTES = 20_000_000
ACTIONS = ("recordaudio", "setgeopoint")
# Addresses of files that travel with a form; "jr://instance/…" is the phone's own.
FILES = ("jr://file/", "jr://file-csv/", "jr://images/", "jr://audio/", "jr://video/")


class BadForm(ValueError):
    """These bytes are no XForm. `code` says why, `said` what the sentence names, `line` where.

    Codes: "too-large", "doctype", "not-xml", "no-model", "no-instance", "no-form-id", "no-body".
    """

    def __init__(self, code: str, said: str = "", line: int | None = None) -> None:
        super().__init__(code)
        self.code, self.said, self.line = code, said, line


def read_form(xml: bytes) -> Definition:
    """Read an XForm. Raises `BadForm`; what a form holds that nobody here knows is left alone."""
    html = _parsed(xml)
    head, body = child(html, "head"), child(html, "body")
    model = child(head, "model") if head is not None else None
    if model is None:
        raise BadForm("no-model")
    if body is None:
        raise BadForm("no-body")
    return _Form(head, model, body).definition()


def _parsed(xml: bytes) -> Element:
    if len(xml) > MAX_BYTES:
        raise BadForm("too-large", str(MAX_BYTES // 1_000_000))
    try:
        return fromstring(xml, forbid_dtd=True)
    except DefusedXmlException as error:
        raise BadForm("doctype") from error
    except ParseError as error:
        raise BadForm("not-xml", line=error.position[0]) from error
    except (LookupError, ValueError, RecursionError) as error:
        raise BadForm("not-xml", line=1) from error


class _Form:
    """The parts of one XForm while they are put together."""

    def __init__(self, head: Element, model: Element, body: Element) -> None:
        self.head, self.model = head, model
        instances = list(children(model, "instance"))
        if not instances or not len(instances[0]):
            raise BadForm("no-instance")
        self.primary, self.secondary = instances[0][0], instances[1:]
        self.wording = Wording(child(model, "itext"))
        self.binds = {xpath(bind.get("nodeset", "")): bind for bind in children(model, "bind")}
        self.body = Body(body, self.wording, self.binds)
        self.questions: dict[str, Question] = {}

    def definition(self) -> Definition:
        form_id = self.primary.get("id") or _namespace(self.primary)
        if not form_id:
            raise BadForm("no-form-id")
        root = local(self.primary)
        self._leaves(self.primary, f"/{root}", ())
        submission = child(self.model, "submission")
        sent = dict(submission.attrib) if submission is not None else {}
        lists = {each.get("id", ""): self._list(each) for each in self.secondary}
        return Definition(
            form_id, self.primary.get("version", ""), _title(self.head), root, self.wording.languages,
            self.wording.default, self.questions, self.body.settled(self.questions), lists,
            entities=self._entities(), entities_version=attribute(self.model, "entities-version"),
            public_key=sent.pop("base64RsaPublicKey", "").strip(), submission=sent,
            set_values=(*self._set_values(), *self.body.set_values), actions=self._actions(),
            attachments=self._attachments(lists), audit=self._audit(), repeats=frozenset(self.body.repeats),
        )  # fmt: skip

    def _leaves(self, element: Element, path: str, repeats: tuple[str, ...]) -> None:
        """Every place for an answer, in the order of the record; the moulds of repeats are passed over."""
        seen = set()
        for each in element:
            name = local(each)
            here = f"{path}/{name}"
            if here in seen:  # the first turn of a repeat beside its mould
                continue
            seen.add(here)
            within = (*repeats, here) if here in self.body.repeats else repeats
            if len(each) and name != "entity":
                self._leaves(each, here, within)
            elif name != "entity":
                self.questions[here] = self._question(here, (each.text or "").strip(), repeats)

    def _question(self, path: str, default: str, repeats: tuple[str, ...]) -> Question:
        bind = self.binds.get(path)
        asked = self.body.controls.get(path, {})
        if bind is None:
            return Question(path, default=default, repeats=repeats, **asked)
        words = self.wording.referred
        return Question(
            path, type=_bare(bind.get("type", "string")), default=default, repeats=repeats,
            required=bind.get("required", ""), relevant=bind.get("relevant", ""),
            constraint=bind.get("constraint", ""), calculate=bind.get("calculate", ""),
            readonly=bind.get("readonly", ""), required_message=words(bind.get(f"{JR}requiredMsg", "")),
            constraint_message=words(bind.get(f"{JR}constraintMsg", "")),
            preload=(bind.get(f"{JR}preload", ""), bind.get(f"{JR}preloadParams", "")),
            save_to=attribute(bind, "saveto"), **asked,
        )  # fmt: skip

    def _list(self, instance: Element) -> ChoiceList:
        name, source = instance.get("id", ""), instance.get("src", "")
        root = next(iter(instance), None)
        options = [self._option(item) for item in root] if root is not None else []
        return ChoiceList(name, tuple(options), source)

    def _option(self, item: Element) -> Option:
        columns = {local(each): (each.text or "").strip() for each in item}
        if "itextId" in columns:
            label = self.wording.text(columns["itextId"])
        else:
            label = self.wording.bare(columns.get("label", ""))
        return Option(columns.get("name", ""), label, columns)

    def _entities(self) -> tuple[EntityDeclaration, ...]:
        root = local(self.primary)
        return tuple(self._entity(*found) for found in _entity_nodes(self.primary, f"/{root}"))

    def _entity(self, element: Element, path: str, scope: str) -> EntityDeclaration:
        def when(attribute_name: str) -> str:
            bind = self.binds.get(f"{path}/@{attribute_name}")
            calculated = bind.get("calculate", "") if bind is not None else ""
            return calculated or element.get(attribute_name, "")

        label = self.binds.get(f"{path}/label")
        saves = {
            each.path: each.save_to
            for each in self.questions.values()
            if each.save_to and each.path.startswith(f"{scope}/")
        }
        said = label.get("calculate", "") if label is not None else ""
        return EntityDeclaration(
            element.get("dataset", ""), path, when("create"), when("update"), said, saves
        )

    def _set_values(self) -> list[SetValue]:
        return [
            SetValue(xpath(each.get("ref", "")), each.get("event", ""), each.get("value") or each.text or "")
            for each in children(self.model, "setvalue")
        ]

    def _actions(self) -> tuple[tuple[str, str], ...]:
        found = [
            (local(each), xpath(each.get("ref", ""))) for each in self.head.iter() if local(each) in ACTIONS
        ]
        return (*found, *self.body.actions)

    def _audit(self) -> dict[str, str] | None:
        bind = self.binds.get(f"/{local(self.primary)}/meta/audit")
        if bind is None:
            return None
        return {
            name.removeprefix(ODK_AUDIT): value for name, value in bind.items() if name.startswith(ODK_AUDIT)
        }

    def _attachments(self, lists: dict[str, ChoiceList]) -> tuple[str, ...]:
        """Files that must travel with the form: lists beside it, pictures and sounds in its words."""
        sources = (each.source for each in lists.values())
        named = (each for each in (*sources, *self.wording.addresses) if each.startswith(FILES))
        return tuple(dict.fromkeys(address.rpartition("/")[2] for address in named))


def _entity_nodes(element: Element, path: str) -> list[tuple[Element, str, str]]:
    """Entity elements with their path and the path of what they are declared for."""
    found = []
    for each in element:
        here = f"{path}/{local(each)}"
        if local(each) == "entity" and local(element) == "meta":
            found.append((each, here, path.rpartition("/")[0]))
        elif len(each):
            found += _entity_nodes(each, here)
    return list({here: (node, here, scope) for node, here, scope in found}.values())


def _title(head: Element) -> str:
    title = child(head, "title")
    return " ".join((title.text or "").split()) if title is not None else ""


def _namespace(element: Element) -> str:
    return element.tag[1:].partition("}")[0] if element.tag.startswith("{") else ""


def _bare(type_name: str) -> str:
    return type_name.rpartition(":")[2]
