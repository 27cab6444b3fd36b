"""Forms in a real browser: without a connection and sent later, with scripts off, by keys, on small screens."""

from __future__ import annotations

import json
import re
import subprocess

import pytest
from playwright.sync_api import Page, expect

from tests.browser.node import CHECKOUT, COMMAND, environment, served
from tests.browser.visitor import PHONE, sign_in, visit

# Done in a process of its own, on the node's own database, by the acts that coordinators do.
PUBLISH = """
import django; django.setup()
from django.conf import settings
from vigie.command.setup import prepare
from vigie.directory.loading import DEMO_PASSWORD
from vigie.directory.models import Account, Organisation
from vigie.intake import acts, preparing
from vigie.core.xforms import compiling, sources
from vigie.core.xforms.reading import read_form
prepare(name="Essai", fictional=True)
own = Organisation.objects.create(slug="a", name="Observatoire A", country="BF", classification="observatory", is_member=True)
for role in ("monitor", "coordinator"):
    Account.objects.create_user(role, DEMO_PASSWORD, role=role, organisation=own)
who = Account.objects.get(username="coordinator")
made = compiling.compile_sheets(sources.sheets_of("incident"))
brought = preparing.Prepared(made.xml, read_form(made.xml))
version = acts.draft_form(who, own, brought=brought, mapping=sources.mapping_text("incident"))
places = "name,label,country,adm1,adm2,adm3\\n" + "".join(
    f"p{n},Village inventé {n:03},{'BF' if n % 2 else 'ML'},R,P,C\\n" for n in range(400))
for file in version.files.all():
    acts.add_media(who, version.form, version=version, name=file.name, content=places.encode())
acts.publish_form(who, version.form, version=version)
acts.name_fillers(who, version.form, organisations=[own])
print(version.form.uuid)
"""
STORED = """
import django, json; django.setup()
from vigie.core.xforms.instance import read_instance
from vigie.intake.models import Submission
print(json.dumps([{"state": each.state, "channel": each.channel, "faults": each.faults, "report": bool(each.report_id),
    "answers": read_instance(bytes(each.versions.get().xml)).answers} for each in Submission.objects.order_by("id")]))
"""


def within(var, program: str) -> str:
    """Run a program in the node in `var`; gives what it prints last."""
    env = {**environment(var), "DJANGO_SETTINGS_MODULE": "vigie.settings"}
    done = subprocess.run(
        [COMMAND[0], "-c", program], cwd=CHECKOUT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def node(browser, tmp_path_factory):
    """(address, form, folder) of a node with the incident form."""
    var = tmp_path_factory.mktemp("forms")
    form = within(var, PUBLISH)
    with served(var, "serve") as address:
        yield address, form, var


def stored(node) -> list[dict]:
    return json.loads(within(node[2], STORED))


def ready(page: Page, form: str) -> None:
    """Open the form for use without a connection, and wait until the device keeps it."""
    page.goto(f"/remplir/hors-ligne/{form}")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.wait_for_function("async () => (await caches.match(location.href)) !== undefined")
    page.wait_for_load_state("networkidle")


def choose(page: Page, question: str, *answers: str) -> None:
    box = page.get_by_role("group", name=question)
    for each in answers:
        box.get_by_label(each, exact=True).check()


def field(page: Page, label: str):
    """By the beginning of its label, whatever the spaces of French typography."""
    return page.get_by_label(re.compile("^" + r"\s".join(map(re.escape, label.split()))))


def press(page: Page, name: str = "Continuer") -> None:
    page.get_by_role("button", name=name, exact=True).click()


def fill_the_incident(page: Page) -> None:
    """An invented incident, from the first page to the last but one."""
    press(page)
    choose(page, "Que savez-vous de la date ?", "Le jour")
    field(page, "Quel jour ?").fill("2026-11-02")
    press(page)
    choose(page, "Dans quel pays ?", "Burkina Faso")
    field(page, "Dans quel lieu de la liste ?").fill("village invente 011")
    field(page, "Dans quel lieu de la liste ?").press("Tab")
    choose(page, "Était-ce à cet endroit même ?", "À cet endroit même")
    press(page)
    field(page, "Qu’est-ce qui décrit le mieux").select_option("attack-civilians")
    field(page, "Racontez ce que vous savez.").fill("Un récit inventé, écrit sans réseau.")
    press(page)
    choose(page, "Qui l’a fait, d’après ce qu’on vous a dit ?", "Groupe armé non identifié", "Bandits")
    press(page)
    choose(page, "Savez-vous combien de personnes ont été tuées ?", "J’ai un nombre")
    field(page, "Combien ?").fill("3")
    field(page, "Au moins combien ?").fill("4")
    press(page)


def assert_sealed(page: Page) -> None:
    """Nothing of what was typed can be found on the device, in whatever way it was written."""
    held = page.evaluate(
        """async () => {
          const texts = [JSON.stringify(localStorage)];
          for (const {name} of await indexedDB.databases()) {
            const database = await new Promise(done => {
              const opening = indexedDB.open(name); opening.onsuccess = () => done(opening.result); });
            for (const store of database.objectStoreNames) {
              const all = await new Promise(done => {
                const asked = database.transaction(store).objectStore(store).getAll();
                asked.onsuccess = () => done(asked.result); });
              for (const each of all) for (const value of Object.values(each))
                texts.push(value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value) : JSON.stringify(value));
            }
            database.close();
          }
          for (const name of await caches.keys()) { const cache = await caches.open(name);
            for (const request of await cache.keys()) texts.push(await (await cache.match(request)).text()); }
          return texts.join('\\n');
        }"""
    )
    assert "VG1" in held
    assert "récit inventé" not in held
    assert "r\u00c3\u00a9cit" not in held
    assert "village invente" not in held
    assert "Observatoire A" not in held


def test_the_incident_form_is_filled_without_a_connection_and_sent_later(browser, node):
    address, form, _var = node
    with visit(browser, address, screen=PHONE) as page:
        page.set_default_timeout(5000)
        sign_in(page, "monitor")
        ready(page, form)
        page.context.set_offline(True)
        page.reload()
        fill_the_incident(page)
        expect(page.locator("#wrong")).to_contain_text("Le plus petit nombre ne peut pas dépasser")
        page.screenshot(path="/tmp/webform/a.png", full_page=True)
        field(page, "Au moins combien ?").fill("2")
        press(page)
        expect(page.locator("h1")).to_have_text("Autres personnes atteintes")
        press(page, "Ajouter")
        choose(page, "Ces personnes sont…", "Blessées")
        choose(page, "Savez-vous combien ?", "J’ai un nombre")
        field(page, "Combien ?").fill("5")
        press(page)
        expect(page.locator("[data-turns] li")).to_have_count(1)
        print(page.locator("main").inner_text()[:700])
        press(page)
        print(page.locator("main").inner_text()[:1500])
        choose(page, "Comment l’avez-vous appris ?", "Un témoin me l’a dit")
        press(page)
        press(page, "Sceller et envoyer")
        expect(page.locator("#queue-told")).to_have_text("Rapports en attente : 1.")
        assert not stored(node)
        assert_sealed(page)
        page.context.set_offline(False)
        page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(page.locator("#queue-told")).to_contain_text("Arrivé. Reçu")
    one = stored(node)
    print(one)
