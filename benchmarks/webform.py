"""The web form against @getodk/web-forms: bytes over the wire, and time to the first question on slow lines.

    python -m benchmarks.webform [--peer FOLDER] [--rounds 3]

FOLDER is where `npm install @getodk/web-forms vue` was done; without it only our own pages are measured. Both
show the project's incident form with 400 places to the same Chromium, whose line and processor DevTools slow down.
The peer is served compressed, as it comes, by an import map: no build step of ours makes it heavier or lighter than
its package.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.node import served
from tests.browser.test_web_form import PUBLISH, press, within
from tests.browser.visitor import PHONE, sign_in
from vigie.core.xforms.compiling import compile_sheets
from vigie.core.xforms.sources import sheets_of

ROUNDS = 3
SLOWER_PROCESSOR = 4
# name → bits per second, milliseconds of a round trip
LINES = {"400 kbit/s, 300 ms": (400_000, 300), "2G: 250 kbit/s, 300 ms": (250_000, 300)}
PEER_PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><div id="app"></div>
<script type="importmap">{"imports": {"vue": "/node_modules/vue/dist/vue.runtime.esm-browser.prod.js"}}</script>
<script type="module">
import { createApp, h } from "vue";
import { OdkWebForm, WebFormsPlugin } from "/node_modules/@getodk/web-forms/dist/index.js";
const formXml = await (await fetch("/form.xml")).text();
const fetchFormAttachment = async () => fetch("/places.csv");
createApp({ render: () => h(OdkWebForm, { formXml, fetchFormAttachment, missingResourceBehavior: "BLANK" }) })
  .use(WebFormsPlugin).mount("#app");
</script></html>"""


def measured(browser: Browser, address: str, line: tuple[int, int], prepare, first: str) -> tuple[float, int]:
    """(seconds to the first question, bytes over the wire) of a first visit with nothing kept."""
    context = browser.new_context(viewport=PHONE, locale="fr-FR", base_url=address, service_workers="block")
    page = context.new_page()
    page.set_default_timeout(180_000)
    target = prepare(page)
    wire, total = context.new_cdp_session(page), []
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    bits, latency = line
    wire.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": latency, "downloadThroughput": bits / 8, "uploadThroughput": bits / 8,
    })  # fmt: skip
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    wire.on("Network.loadingFinished", lambda each: total.append(each["encodedDataLength"]))
    started = time.perf_counter()
    page.goto(target, wait_until="commit")
    page.locator(first).first.wait_for(state="visible")
    # In the tree is not yet on the screen: the style sheet may still be on its way.
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length > 0")
    seconds, size = time.perf_counter() - started, round(sum(total))
    context.close()
    return seconds, size


def kept(browser: Browser, address: str, form: str) -> float:
    """Seconds to the first question of a form that the device keeps, without any line."""
    context = browser.new_context(viewport=PHONE, locale="fr-FR", base_url=address)
    page = context.new_page()
    sign_in(page, "monitor")
    page.goto(f"/remplir/hors-ligne/{form}")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.wait_for_function("async () => (await caches.match(location.href)) !== undefined")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    context.set_offline(True)
    started = time.perf_counter()
    page.goto(f"/remplir/hors-ligne/{form}", wait_until="commit")
    page.locator("#asked p").first.wait_for(state="visible")
    seconds = time.perf_counter() - started
    context.close()
    return seconds


def a_step(form: str, page) -> str:
    """The second step of a new draft, where the first question is answered."""
    sign_in(page, "monitor")
    page.goto(f"/remplir/{form}")
    press(page, "En commencer un nouveau")
    press(page, "Enregistrer et continuer")
    return page.url


def signed_in(target: str, page) -> str:
    sign_in(page, "monitor")
    return target


class Peer(BaseHTTPRequestHandler):
    """The peer's files as they are in its packages, compressed as a server in front of it would."""

    folder, form, places, packed = Path(), b"", b"", {}

    def do_GET(self) -> None:
        own = {"/": PEER_PAGE.encode(), "/form.xml": self.form, "/places.csv": self.places}
        file = self.folder / self.path.lstrip("/")
        if self.path not in own and not file.is_file():
            self.send_error(404)
            return
        if self.path not in self.packed:
            self.packed[self.path] = gzip.compress(own.get(self.path) or file.read_bytes(), 6)
        content = self.packed[self.path]
        self.send_response(200)
        self.send_header(
            "Content-Type", "text/html" if self.path == "/" else guess_type(self.path)[0] or "text/plain"
        )
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_said) -> None:
        pass


def peer_served(folder: Path) -> str:
    rows = "".join(f"p{n},Village inventé {n:03},{'BF' if n % 2 else 'ML'},R,P,C\n" for n in range(400))
    Peer.folder, Peer.form = folder, compile_sheets(sheets_of("incident")).xml
    Peer.places = ("name,label,country,adm1,adm2,adm3\n" + rows).encode()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Peer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def told(name: str, runs: list[tuple[float, int]]) -> None:
    seconds, size = statistics.median(run[0] for run in runs), statistics.median(run[1] for run in runs)
    print(f"  {name:<44}{size / 1000:>9.1f} kB{seconds:>9.2f} s", flush=True)


def main(arguments: list[str]) -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--peer", type=Path)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    given = asked.parse_args(arguments)
    peer, rounds = given.peer, range(given.rounds)
    with tempfile.TemporaryDirectory() as var, sync_playwright() as driver:
        form = within(Path(var), PUBLISH)
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with served(Path(var), "serve") as address:
            ways = {
                "a step, no scripts needed": (address, partial(a_step, form), "fieldset legend"),
                "whole form, for use without a connection": (
                    address, partial(signed_in, f"/remplir/hors-ligne/{form}"), "#asked p",
                ),
            }  # fmt: skip
            if peer:
                ways["@getodk/web-forms"] = (peer_served(peer), lambda _page: "/", "text=aucun nom de témoin")
            for name, line in LINES.items():
                print(f"{name}, processor {SLOWER_PROCESSOR} times slower, median of {len(rounds)}")
                for way, (at, prepare, first) in ways.items():
                    told(way, [measured(browser, at, line, prepare, first) for _round in rounds])
            told(
                "whole form, kept, no line at all",
                [(kept(browser, address, form), 0) for _round in rounds],
            )
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
