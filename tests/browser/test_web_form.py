"""Forms in a real browser: without a connection and sent later, with scripts off, by keys, on small screens."""

from __future__ import annotations

import json
import re
import subprocess

import pytest
from playwright.sync_api import Page, expect

from tests.browser.node import CHECKOUT, COMMAND, environment, served
from tests.browser.visitor import PHONE, SMALL_PHONE, sign_in, visit

# Done in a process of its own, on the node's own database, by the acts that coordinators do.
PUBLISH = """
import django; django.setup()
from django.conf import settings
from vigie.command.setup import prepare
from vigie.directory.loading import DEMO_PASSWORD
from vigie.directory.models import Account, Organisation
from vigie.intake import acts
from vigie.intake.xlsforms import preparing
from vigie.core.xforms import compiling, sources
from vigie.core.xforms.reading import read_form
prepare(name="Essai", fictional=True)
own = Organisation.objects.create(slug="a", name="Observatoire A", country="BF",
    classification="observatory", is_member=True)
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
# What waits is filed here, if the node that serves has not done so already.
STORED = """
import django, json; django.setup()
from vigie.access import NodeActor
from vigie.core.xforms.instance import read_instance
from vigie.intake import acts
from vigie.intake.models import Submission
acts.file_submissions(NodeActor(), list(Submission.objects.filter(state="waiting")))
print(json.dumps([{"state": each.state, "faults": each.faults, "report": bool(each.report_id),
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
                texts.push(value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value)
                  : JSON.stringify(value));
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


def finish(page: Page) -> None:
    """From the people killed to the seal: the least number is mended first."""
    expect(page.locator("#wrong")).to_contain_text("Le plus petit nombre ne peut pas dépasser")
    field(page, "Au moins combien ?").fill("2")
    press(page)
    press(page, "Ajouter")
    choose(page, "Ces personnes sont…", "Blessées")
    choose(page, "Savez-vous combien ?", "J’ai un nombre")
    field(page, "Combien ?").fill("5")
    press(page)
    expect(page.locator("[data-turns] li")).to_have_count(1)
    press(page)
    choose(page, "Comment l’avez-vous appris ?", "Un témoin me l’a dit")
    press(page)
    press(page, "Sceller et envoyer")
    expect(page.locator("#sent")).to_be_visible()


def test_the_incident_form_is_filled_without_a_connection_and_sent_later(browser, node):
    address, form, _var = node
    with visit(browser, address, screen=PHONE) as page:
        page.set_default_timeout(10_000)
        sign_in(page, "monitor")
        ready(page, form)
        page.context.set_offline(True)
        page.reload()
        fill_the_incident(page)
        page.reload()  # the tab lives: what was begun is back
        expect(page.locator("#told")).to_have_text("Ce que vous aviez commencé est revenu.")
        press(page)
        finish(page)
        expect(page.locator("#queue-told")).to_have_text("Rapports en attente : 1.")
        assert_sealed(page)
        page.context.set_offline(False)
        page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(page.locator("#queue-told")).to_contain_text("Arrivé. Reçu")
        page.goto("/registre")
        (one,) = stored(node)
        assert (one["state"], one["faults"], one["report"]) == ("filed", [], True)
        answers = one["answers"]
        assert answers["where"]["place_name"] == "Village inventé 011"
        assert answers["who"]["initiators"] == "armed-group-unspecified bandits"
        assert answers["dead"] == {**answers["dead"], "killed": "3", "killed_least": "2"}
        assert (answers["people"]["harm"], answers["people"]["number"]) == ("injured", "5")
        page.reload()
        expect(page.locator("tbody tr")).to_have_count(1)


def test_what_waits_can_be_wiped_at_once(browser, node):
    address, form, _var = node
    with visit(browser, address, screen=PHONE) as page:
        page.set_default_timeout(10_000)
        sign_in(page, "monitor")
        ready(page, form)
        page.context.set_offline(True)
        page.reload()
        fill_the_incident(page)
        finish(page)
        page.context.set_offline(False)
        page.get_by_role("button", name="Tout effacer de l’appareil").click()
        page.get_by_role("button", name="Appuyez encore").click()
        page.wait_for_url(f"{address}/")
        left = page.evaluate(
            "async () => [(await indexedDB.databases()).length, Object.keys(sessionStorage).length,"
            " (await caches.keys()).length]"
        )
        assert left == [0, 0, 0]


def test_with_scripts_off_the_form_goes_step_by_step(browser, node):
    address, form, _var = node
    with visit(browser, address, screen=SMALL_PHONE, java_script_enabled=False) as page:
        page.set_default_timeout(10_000)
        sign_in(page, "monitor")
        page.goto(f"/remplir/{form}")
        assert not page.get_by_text("Remplir sans réseau").is_visible()
        press(page, "En commencer un nouveau")
        press(page, "Enregistrer et continuer")
        choose(page, "Que savez-vous de la date ?", "Le jour")
        press(page, "Enregistrer et continuer")
        field(page, "Quel jour ?").fill("2026-11-02")
        press(page, "Enregistrer et continuer")
        expect(page.locator("h1")).to_have_text("Où cela s’est-il passé ?")
        press(page, "Enregistrer et s’arrêter là")
        page.get_by_role("link", name="Reprendre le brouillon").click()
        expect(page.locator("h1")).to_have_text("Où cela s’est-il passé ?")


def test_it_fits_small_screens_and_goes_by_keys(browser, node):
    address, form, _var = node
    with visit(browser, address, screen=SMALL_PHONE) as page:
        page.set_default_timeout(10_000)
        sign_in(page, "monitor")
        for each in ("/remplir", f"/remplir/{form}", "/remplir/hors-ligne", f"/remplir/hors-ligne/{form}"):
            page.goto(each)
            for screen in (SMALL_PHONE, PHONE):
                page.set_viewport_size(screen)
                over = page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                assert over <= 0, f"{each} at {screen['width']}"
        page.locator("#next").focus()
        page.keyboard.press("Enter")
        group = page.get_by_role("group", name="Que savez-vous de la date ?")
        group.get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        link = page.locator("#wrong a").first
        expect(link).to_be_focused()
        assert link.inner_text().startswith("Quel jour")
