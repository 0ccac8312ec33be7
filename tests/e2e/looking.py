"""What is wrong with a page as it is drawn: axe's findings, overflow, targets too small for a thumb."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LEAST_TARGET = 44  # CSS pixels
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth > wide) found.push(`page is ${document.documentElement.scrollWidth} wide`);
  for (const each of document.body.querySelectorAll("*")) {
    if (each.closest(".scroll,.hidden,.skip,svg,.table--stacked thead") && !each.matches(".scroll")) continue;
    const box = each.getBoundingClientRect();
    const card = each.closest(".card"), edge = Math.min(wide, card ? card.getBoundingClientRect().right : wide);
    if (box.width && box.right > edge + 1) found.push(`${each.tagName}.${each.className} ends at ${box.right}`);
  }
  return found;
}"""

SMALL_TARGETS = """least => {
  const inSentence = each => getComputedStyle(each).display === "inline"
    && each.parentElement.textContent.trim().length > each.textContent.trim().length;
  const found = [];
  for (const each of document.querySelectorAll("a,button,input,select,textarea,summary,[tabindex='0']")) {
    const target = each.matches("input[type=radio],input[type=checkbox]") ? each.closest("label") : each;
    const box = target.getBoundingClientRect();
    const unseen = !each.checkVisibility() || each.type === "hidden" || each.closest(".hidden,.skip");
    if (unseen || inSentence(each)) continue;
    if (box.width < least || box.height < least)
      found.push(`${each.tagName} “${each.textContent.trim()}” is ${box.width} × ${box.height}`);
  }
  return found;
}"""


DOUBLED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("html { font-size: 225% }");  // twice our own style sheet's 112.5 %
  document.adoptedStyleSheets = [sheet];
}"""


def axe_findings(page: Page) -> list[str]:
    """Breaches of WCAG 2.0 to 2.2, A and AA, and of axe's best practices."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"axe: {each['id']} at {[node['target'] for node in each['nodes']]}" for each in found]


def overflow(page: Page) -> list[str]:
    """What reaches beyond the right edge of the page or of its card; what scrolls in a box of its own may."""
    return page.evaluate(OVERFLOW)


def small_targets(page: Page) -> list[str]:
    """What is to be tapped and is too small; links inside a sentence are left out."""
    return page.evaluate(SMALL_TARGETS, LEAST_TARGET)


def misfits_on_a_desk(page: Page) -> list[str]:
    """What is wrong with the page as it stands."""
    return [*overflow(page), *axe_findings(page)]


def misfits_on_phones(page: Page) -> list[str]:
    """What is wrong with the page at 320 and at 360 pixels, and at 360 with doubled text, which stays.

    axe looks once: what it finds does not hang on a few pixels, but for the size of targets, which is looked at each time.
    """
    page.set_viewport_size({"width": 320, "height": 640})
    found = [f"320 px: {problem}" for problem in _on_a_phone(page)]
    page.set_viewport_size({"width": 360, "height": 740})
    found += [f"360 px: {problem}" for problem in (*_on_a_phone(page), *axe_findings(page))]
    page.evaluate(DOUBLED)
    return found + [f"doubled text: {problem}" for problem in _on_a_phone(page)]


def _on_a_phone(page: Page) -> list[str]:
    return [*overflow(page), *small_targets(page)]
