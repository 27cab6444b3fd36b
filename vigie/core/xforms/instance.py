"""A filled form as a phone sends it: who it says it is, and its answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

# A long incident form with a repeat of two hundred people takes some 150 kB; photographs travel beside it.
MAX_BYTES = 5_000_000
MAX_DEPTH = 64
MAX_ELEMENTS = 100_000
TEXT_AT_ONCE = 65_536  # characters of one text handed over together

# An answer, a group of answers by name, or the turns of a repeat.
Answers = dict[str, "str | Answers | list[str | Answers]"]


class BadInstance(ValueError):
    """These bytes are no filled form. `code` says why; `line` and `column` (from 1) where, if that is known.

    Codes: "empty", "too-large", "null-byte", "doctype", "too-deep", "too-many", "not-xml" (cut off or malformed),
    "no-form-id".
    """

    def __init__(self, code: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(code)
        self.code, self.line, self.column = code, line, column


@dataclass(frozen=True)
class EntityNode:
    """What one `meta/entity` asks for. `attributes` are dataset, id, create, update, baseVersion, trunkVersion,
    branchId as written; `scope` are the answers beside its `meta`, among them those to be saved.
    """

    attributes: dict[str, str]
    label: str
    scope: Answers


@dataclass(frozen=True)
class Instance:
    """A filled form. Names are local names: prefixes and namespaces differ between clients.

    `answers` are nested by name; a name that comes several times is a list, so that a repeat filled once is no
    list until a definition says that it is one (`Definition.arranged`).
    """

    root: str
    form_id: str
    version: str
    encrypted: bool
    answers: Answers
    entities: tuple[EntityNode, ...] = ()
    meta: dict[str, str] = field(default_factory=dict)

    @property
    def instance_id(self) -> str:
        return self.meta.get("instanceID", "")

    @property
    def deprecated_id(self) -> str:
        return self.meta.get("deprecatedID", "")

    @property
    def instance_name(self) -> str:
        return self.meta.get("instanceName", "")

    @property
    def sealed_files(self) -> tuple[str, ...]:
        """The files of an encrypted form in the order of its manifest, media first and the answers last: the
        order tells their initialisation vectors.
        """
        media = _listed(self.answers.get("media"))
        files = [
            name for each in media for name in _listed(each.get("file") if isinstance(each, dict) else each)
        ]
        last = self.answers.get("encryptedXmlFile")
        return tuple(name for name in (*files, last) if isinstance(name, str) and name)


def read_instance(xml: bytes) -> Instance:
    """Read a filled form. Raises `BadInstance`; nothing is expanded, fetched or guessed."""
    if not xml.strip():
        raise BadInstance("empty")
    if len(xml) > MAX_BYTES:
        raise BadInstance("too-large")
    if b"\0" in xml:  # no client sends UTF-16, and PostgreSQL holds no null character
        raise BadInstance("null-byte")
    reading = _Reading()
    try:
        reading.parser.Parse(xml, True)
    except BadInstance:
        raise
    except expat.ExpatError as error:
        raise BadInstance("not-xml", error.lineno, error.offset + 1) from error
    except (LookupError, ValueError) as error:  # an encoding that Python lacks or that is not of bytes
        raise BadInstance("not-xml", 1, 1) from error
    return reading.instance()


class _Reading:
    """One pass of expat. A frame is [local name, what is in it or None, text, attributes]."""

    def __init__(self) -> None:
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text, parser.buffer_size = True, TEXT_AT_ONCE
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self.frames: list[list] = []
        self.root: list | None = None
        self.seen = 0
        self.entities: list[EntityNode] = []
        self.namespace = "xmlns"  # the attribute of the root that declares its own namespace

    def instance(self) -> Instance:
        name, inside, _text, attributes = self.root
        form_id = attributes.get("id") or attributes.get(self.namespace, "")
        if not form_id:
            raise BadInstance("no-form-id")
        answers = inside or {}
        meta = answers.get("meta")
        return Instance(
            name, form_id, attributes.get("version", ""), attributes.get("encrypted") == "yes", answers,
            tuple(self.entities), _texts(meta) if isinstance(meta, dict) else {},
        )  # fmt: skip

    def _doctype(self, *_said) -> None:
        self._refuse("doctype")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.seen += 1
        frames = self.frames
        if len(frames) >= MAX_DEPTH or self.seen > MAX_ELEMENTS:
            self._refuse("too-deep" if len(frames) >= MAX_DEPTH else "too-many")
        if not frames and ":" in name:
            self.namespace = f"xmlns:{name.partition(':')[0]}"
        frames.append([name.rpartition(":")[2] if ":" in name else name, None, "", attributes])

    def _text(self, text: str) -> None:
        frame = self.frames[-1]
        frame[2] = frame[2] + text if frame[2] else text

    def _end(self, _name: str) -> None:
        frame = self.frames.pop()
        if not self.frames:
            self.root = frame
            return
        name, inside, text, attributes = frame
        if attributes and "jr:template" in attributes:  # the empty mould of a repeat, which some clients send
            return
        parent = self.frames[-1]
        within = parent[1]
        if within is None:
            within = parent[1] = {}
        value = text.strip() if inside is None else inside
        if name not in within:
            within[name] = value
        elif isinstance(within[name], list):
            within[name].append(value)
        else:
            within[name] = [within[name], value]
        if name == "entity" and parent[0] == "meta":
            self._entity(attributes, inside)

    def _entity(self, attributes: dict[str, str], inside: Answers | None) -> None:
        holder = self.frames[-2]  # what holds the meta, whose other answers are still being read
        if holder[1] is None:
            holder[1] = {}
        label = (inside or {}).get("label", "")
        local = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        self.entities.append(EntityNode(local, label if isinstance(label, str) else "", holder[1]))

    def _refuse(self, code: str) -> None:
        raise BadInstance(code, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)


def _texts(group: Answers) -> dict[str, str]:
    return {name: value for name, value in group.items() if isinstance(value, str)}


def _listed(value) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]
