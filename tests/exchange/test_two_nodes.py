"""Two installations exchange, correct and withdraw; packages are lost, repeated, reordered and changed on the way."""

from __future__ import annotations

import base64
from uuid import uuid4

import pytest

from vigie.core.packages import Manifest, Party, Sealing, Signing, pack, read_card

A_NAME, B_NAME = "Commission A", "Commission B"


def carry(sender, receiver) -> list:
    """Everything that is due and unacknowledged, on a stick."""
    return [receiver.take(each) for each in sender.write()]


def both_ways(a, b) -> None:
    carry(a, b)
    carry(b, a)
    carry(a, b)


def test_an_item_arrives_on_its_terms(pair):
    a, b = pair
    a.share("Zqmarche", file="Lettre de la commission")
    assert [each[0] for each in carry(a, b)] == ["taken"]
    read = [["Zqmarche", "Ce qui a été vu.", "TLP:AMBER", A_NAME, ["Lettre de la commission"]]]
    assert b.read("clerk") == b.read("member") == read
    assert b.read("researcher") == []  # another body of the same installation
    assert [each["state"] for each in b.carried("in")] == ["standing"]
    carry(b, a)
    assert a.carried("out")[0]["told"] == ["received"]
    assert a.standing()["kept"] == 0  # what they have is no longer kept for them
    assert "receive" in b.ledger("exchange.Peer") and "write_package" in a.ledger("exchange.Peer")


def test_the_originator_learns_that_it_was_read(pair):
    a, b = pair
    b.open_item("Zqmarche")
    both_ways(b, a)
    assert a.carried("out")[0]["told"] == ["received", "read"]


def test_a_repeated_package_does_nothing_twice(pair):
    a, b = pair
    a.share("Zqdeux fois")
    package = a.write()[-1]
    assert b.take(package)[0] == "taken"
    before = b.everything()
    assert b.take(package)[0] == "repeated"
    assert b.everything() == before
    assert [each[0] for each in b.read("clerk")].count("Zqdeux fois") == 1
    both_ways(b, a)


def test_reordered_packages_wait_and_a_lost_one_is_asked_for_again(pair):
    a, b = pair
    first = a.standing()["sent"] + 1
    packages = []
    for number in range(3):
        a.share(f"Zqsuite {number}")
        packages.append(a.write()[-1])
    assert b.take(packages[2])[0] == "waits"
    assert b.take(packages[1])[:3] == ["waits", "", [first]]
    assert not [each for each in b.read("clerk") if each[0].startswith("Zqsuite")]
    carry(b, a)  # B says what is missing
    assert [state for number, state, _brings in a.standing()["out"] if number == first] == ["waiting"]
    again = a.sealed(first)
    assert b.take(again)[0] == "taken"
    assert [each[0] for each in b.read("clerk") if each[0].startswith("Zqsuite")] == [
        f"Zqsuite {n}" for n in range(3)
    ]
    now = b.standing()
    assert now["waiting"] == []
    assert now["kept"] == sum(state != "acknowledged" for _number, state, _brings in now["out"])
    both_ways(b, a)


def test_a_tampered_package_changes_nothing(pair):
    a, b = pair
    a.share("Zqintact")
    package = base64.b64decode(a.write()[-1])
    changed = base64.b64encode(package[:-9] + bytes([package[-9] ^ 1]) + package[-8:]).decode()
    before = b.everything()
    state, code, _missing, sentences = b.take(changed)
    assert (state, code) == ("refused", "cannot_open") and "Ask the sender" in sentences[0]
    assert b.everything() == before
    assert b.faults() == ["cannot_open"]
    assert b.take(base64.b64encode(package).decode())[0] == "taken"
    both_ways(b, a)


def test_a_correction_replaces_and_the_older_is_marked(pair):
    a, b = pair
    uuid = a.share("Zqcorrige", text="Faux")
    carry(a, b)
    a.amend(uuid, "Juste")
    carry(a, b)
    assert [each[1] for each in b.read("member") if each[0] == "Zqcorrige"] == ["Juste"]
    versions = [each for each in b.carried("in") if each["title"] == "Zqcorrige"]
    assert [(each["version"], each["state"]) for each in versions] == [(1, "replaced"), (2, "standing")]
    both_ways(b, a)


def test_an_older_correction_after_a_newer_one_changes_nothing(pair):
    a, b = pair
    uuid = a.share("Zqvieux", text="Premier")
    carry(a, b)
    a.amend(uuid, "Second")
    carry(a, b)
    a.forget_version(uuid)  # as after an older copy of the data was put back
    a.amend(uuid, "Premier encore")
    state, _code, _missing, sentences = carry(a, b)[-1]
    assert state == "taken" and "version 2 is here already" in sentences[0]
    assert [each[1] for each in b.read("member") if each[0] == "Zqvieux"] == ["Second"]
    both_ways(b, a)


def test_a_package_by_nobody_known_is_refused_with_what_to_do(pair):
    """Sealed by whoever has the card of B, which is no secret."""
    _a, b = pair
    stranger, to = Signing.new(), read_card((b.folder.parent / f"{b.name}.json").read_bytes())
    before = b.everything()
    for body, address, code, word in (
        ("commission-z", to.body, "unknown_key", "ask for their card and compare it by telephone"),
        ("commission-a", to.body, "other_key", "another key signed it than the one that you compared"),
        ("commission-a", "commission-w", "not_for_us", "no body of this installation"),
    ):
        sender = Party(body, stranger.public, Sealing.new().public)
        manifest = Manifest(str(uuid4()), sender, Party(address, to.node, to.recipient), 1, "", "2026-05-04")
        state, said, _missing, sentences = b.take(
            base64.b64encode(pack(manifest, {}, stranger).sealed).decode()
        )
        assert (state, said) == ("refused", code) and word in sentences[0]
    assert b.everything() == before
    assert b.faults()[-3:] == ["unknown_key", "other_key", "not_for_us"]


def test_a_withdrawal_is_obeyed_and_leaves_by_whom_and_when(pair):
    a, b = pair
    uuid = a.share("Zqretire", text="Zqsecret", file="Zqpiece")
    carry(a, b)
    assert "Zqpiece" in b.files_kept()
    a.withdraw(uuid)
    carry(a, b)
    assert not [each for each in b.read("clerk") if each[0] == "Zqretire"]
    assert "Zqpiece" not in b.files_kept()
    assert "Zqsecret" not in b.everything() and "Zqretire" not in b.everything()
    line = b.carried("in")[-1]
    assert (line["state"], line["by"], line["text"]) == ("withdrawn", A_NAME, "")
    assert line["withdrawn_on"]
    both_ways(b, a)
    assert a.carried("out")[-1]["told"] == ["received", "erased"]


def test_an_embargo_travels_and_binds(pair):
    a, b = pair
    a.share("Zqembargo", embargo=5)
    carry(a, b)
    assert not [each for each in b.read("clerk") if each[0] == "Zqembargo"]
    b.later(6)
    assert [each[0] for each in b.read("clerk")].count("Zqembargo") == 1
    b.later(40)
    assert not b.read("clerk")  # and everything has expired
    b.later(-46)
    both_ways(b, a)


def test_red_does_not_leave_the_installation(pair):
    a, b = pair
    before = a.standing()["sent"]
    a.share("Zqrouge", tlp="TLP:RED", named=True)
    carry(a, b)
    assert a.standing()["sent"] == before
    assert not [each for each in b.read("clerk") if each[0] == "Zqrouge"]


def test_a_hold_takes_back_what_went_and_lifting_gives_it_again(pair):
    a, b = pair
    assert b.read("clerk")
    a.hold("BF")
    carry(a, b)
    assert b.read("clerk") == []
    carry(b, a)
    a.lift()
    carry(a, b)
    assert "Zqmarche" in [each[0] for each in b.read("clerk")]
    both_ways(b, a)


@pytest.mark.parametrize(("said", "because", "reads"), [("refused", "Trop tôt", False), ("agreed", "", True)])
def test_going_further_asks_the_originator(pair, said, because, reads):
    a, b = pair
    title = f"Zqplus loin {said}"
    a.share(title)
    carry(a, b)
    b.ask_onward(title, "commission-b-institut")
    assert b.read("researcher") == []
    carry(b, a)
    assert a.questions()[-1] == ["in", [B_NAME, "Institut of Commission B"], "Étude", ""]
    a.answer(said, because)
    carry(a, b)
    assert b.consents()[-1][:2] == [said, because]
    assert [each[0] for each in b.read("researcher")] == ([title] if reads else [])
    both_ways(b, a)


def test_packages_go_over_the_line_and_are_fetched(pair):
    """A answers on the loopback; B has no address, so that B brings and fetches."""
    a, b = pair
    b.share("Zqde B")
    assert "packages handed over: " in b.vigie("exchange", "send")
    assert [each[0] for each in a.read("clerk")] == ["Zqde B"]
    a.share("Zqpar la ligne")
    assert "by stick" in a.vigie("exchange", "send")
    assert "taken" in b.vigie("exchange", "fetch")
    assert "Zqpar la ligne" in [each[0] for each in b.read("clerk")]
    assert "nothing new" in b.vigie("exchange", "fetch")


def test_a_stick_is_written_and_read(pair, tmp_path):
    a, b = pair
    a.share("Zqcle")
    a.vigie("exchange", "write", tmp_path)
    names = sorted(each.name for each in tmp_path.iterdir())
    assert names and all(
        each.startswith("commission-a-commission-b-") and each.endswith(".age") for each in names
    )
    assert "taken" in b.vigie("exchange", "read", tmp_path)
    assert "Zqcle" in [each[0] for each in b.read("clerk")]
    assert "nothing is done twice" in b.vigie("exchange", "read", tmp_path)
    assert "no package" in b.fails("exchange", "read", tmp_path / "nowhere")


def test_keys_are_changed_and_the_exchange_goes_on(pair):
    a, b = pair
    both_ways(a, b)
    old = a.groups()
    assert "announce it: 1" in b.vigie("exchange", "rekey")
    carry(b, a)
    assert a.groups() != old
    a.share("Zqnouvelle clef")
    carry(a, b)
    assert "Zqnouvelle clef" in [each[0] for each in b.read("clerk")]
    b.share("Zqsignee autrement")
    assert {each[0] for each in carry(b, a)} <= {"taken", "repeated"}
    assert "Zqsignee autrement" in [each[0] for each in a.read("clerk")]


def test_after_an_older_copy_was_put_back_the_exchange_begins_anew(pair, tmp_path):
    """B has lost what it knew. Its old keys are worth nothing any more, and A sends again what holds."""
    a, b = pair
    gone = a.share("Zqperime")
    both_ways(a, b)
    a.withdraw(gone)
    carry(a, b)
    before, late = a.standing()["sent"], a.share("Zqen route") and a.write()[-1]
    told = b.vigie("exchange", "anew")
    assert A_NAME in told
    assert b.take(late)[:2] == ["refused", "cannot_open"]
    b.share("Zqapres la panne")
    assert carry(b, a)[-1][1] == "other_key"
    b.vigie("exchange", "card", b.name, "--out", tmp_path / "card.json")
    a.vigie("exchange", "add", a.name, tmp_path / "card.json", "--by", "clerk")
    assert a.standing()["sent"] > before  # an entered card changes nothing yet
    groups = b.vigie("exchange", "keys", b.name).splitlines()[1].strip()
    a.vigie("exchange", "confirm", a.name, b.name, "--by", "clerk", "--groups", groups)
    assert {each[0] for each in carry(b, a)} == {"taken"}
    assert [each[0] for each in carry(a, b)] == ["taken"]
    assert "Zqapres la panne" in [each[0] for each in a.read("clerk")]
    read = [each[0] for each in b.read("clerk")]
    assert read.count("Zqen route") == read.count("Zqmarche") == 1 and "Zqperime" not in read
    both_ways(b, a)
    assert a.standing()["kept"] == 0


def test_a_new_address_needs_no_new_comparison(pair, tmp_path):
    a, b = pair
    b.vigie("exchange", "card", b.name, "--address", "https://b.example", "--out", tmp_path / "card.json")
    a.vigie("exchange", "add", a.name, tmp_path / "card.json", "--by", "clerk")
    assert a.correspondent() == ["confirmed", "https://b.example"]


def test_a_stopped_correspondent_is_stopped_at_once(pair):
    """Last of all, since nothing goes after it."""
    a, b = pair
    a.share("Zqtrop tard")
    package = a.write()[-1]
    b.vigie("exchange", "stop", "commission-b", "commission-a", "--because", "Clef perdue")
    before = b.everything()
    assert b.take(package)[:2] == ["refused", "stopped"]
    assert b.everything() == before
    assert "No correspondent is confirmed" in b.fails("exchange", "send")
