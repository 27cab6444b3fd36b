"""What a page must not do to who reads it by ear, by keyboard, or on a small screen."""

from __future__ import annotations

from playwright.sync_api import Page

NAMED = {
    "button", "link", "textbox", "combobox", "checkbox", "radio", "searchbox", "spinbutton", "img", "image", "table",
    "navigation", "listbox", "menuitem", "group", "search",
}  # fmt: skip
UNNAMED_ALLOWED = {"table", "group", "navigation", "search"}
# Text against what lies behind it (WCAG 2.2, 1.4.3), doubled identifiers, jumps between headings, cells without a head.
LOOK = """() => {
  const faults = [], lum = c => { const v = c.map(x => { x /= 255; return x <= .03928 ? x / 12.92
      : ((x + .055) / 1.055) ** 2.4 }); return .2126 * v[0] + .7152 * v[1] + .0722 * v[2] };
  const rgb = s => s.match(/[\\d.]+/g).map(Number);
  const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c } return [255, 255, 255] };
  const ids = [...document.querySelectorAll('[id]:not(pattern)')].map(e => e.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => faults.push('two elements have the id ' + id));
  const levels = [...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1]);
  if (levels.filter(l => l === 1).length !== 1) faults.push('h1: ' + levels.filter(l => l === 1).length);
  levels.forEach((l, i) => { if (i && l - levels[i - 1] > 1) faults.push('a heading jumps: ' + levels) });
  document.querySelectorAll('[aria-describedby],[aria-labelledby]').forEach(e => ['aria-describedby', 'aria-labelledby']
    .flatMap(n => (e.getAttribute(n) || '').split(' ').filter(Boolean))
    .forEach(id => document.getElementById(id) || faults.push('nothing has the id ' + id)));
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const told = new Set();
  while (words.nextNode()) {
    const e = words.currentNode.parentElement;
    if (!words.currentNode.data.trim() || !e.checkVisibility() || e.closest('svg,.vh,option,script,style')) continue;
    const s = getComputedStyle(e), a = lum(rgb(s.color)), b = lum(behind(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05), size = parseFloat(s.fontSize);
    const least = size >= 24 || (size >= 18.66 && s.fontWeight >= 700) ? 3 : 4.5;
    if (ratio < least && !told.has(e.className)) { told.add(e.className);
      faults.push(`contrast ${ratio.toFixed(1)}: ${words.currentNode.data.trim().slice(0, 40)}`) }
  }
  return faults;
}"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults(page: Page, screens: tuple[dict, ...]) -> list[str]:
    """What is wrong with the page that is open, in words."""
    found = [*page.evaluate(LOOK), *_unnamed(page)]
    for screen in screens:
        page.set_viewport_size(screen)
        over = page.evaluate(WIDER)
        if over > 0:
            found.append(f"{over} px too wide at {screen['width']}")
    return found


def _unnamed(page: Page) -> list[str]:
    """Controls and pictures without a name, in the tree that Chromium gives to a screen reader."""
    talk = page.context.new_cdp_session(page)
    nodes = talk.send("Accessibility.getFullAXTree")["nodes"]
    talk.detach()
    return [
        f"a {role} has no name"
        for node in nodes
        if not node.get("ignored")
        and (role := node.get("role", {}).get("value")) in NAMED - UNNAMED_ALLOWED
        and not node.get("name", {}).get("value", "").strip()
    ]
