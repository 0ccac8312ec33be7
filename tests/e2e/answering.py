"""Answers told inside the page: what goes by a service worker misses a route of Playwright's now and then (its docs, Network)."""

from typing import Any

from playwright.sync_api import Page

# Answers stand in the tab's own store, so that they outlive the page; null: no network, "held": none while the page lives.
TELLING = """(() => { const real = window.fetch;
  window.fetch = async (url, options = {}) => {
    const path = new URL(url, location.href).pathname, standing = JSON.parse(sessionStorage.getItem('told') || '{}');
    const end = Object.keys(standing).find((each) => path.endsWith(each)), told = standing[end];
    if (end === undefined) return real(url, options);
    if (told === 'stored') await real(url, options);
    if (told === 'held' || told === 'stored') { window.reached = true; return new Promise(() => {}); }
    if (told === null || (told.status === 302 && options.redirect === 'error')) throw new TypeError('Failed to fetch');
    return new Response(told.body || '', { status: told.status, headers: told.headers || {} });
  }; })()"""
_TELL = """([end, told]) => { const standing = JSON.parse(sessionStorage.getItem('told') || '{}');
  sessionStorage.setItem('told', JSON.stringify(Object.assign(standing, { [end]: told }))); }"""


def tell(page: Page, end: str, answer: dict[str, Any] | str | None) -> None:
    """What fetch is answered in this tab for paths that end so: status, body, headers; None: no network.

    "held": nothing, ever; "stored": nothing either, but the server has done its work. Both set window.reached.
    """
    page.evaluate(_TELL, [end, answer])


def told_no_more(page: Page) -> None:
    """The server answers again."""
    page.evaluate("sessionStorage.removeItem('told')")
