"""Every kind of page in a real browser: accessible, quiet, narrow enough, and whole without script."""

import json
import pathlib

import axe_playwright_python
import pytest

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
RUN_AXE = """
async rules => {
  const results = await axe.run(document, {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"]});
  return {
    passes: results.passes.length,
    violations: results.violations.map(rule => `${rule.id}: ${rule.help}\\n` + rule.nodes.slice(0, 3).map(
      node => `  ${node.target.join(" ")}\\n  ${node.html.slice(0, 160)}\\n  ${node.any.concat(node.all, node.none).map(
        check => check.message).join("; ").slice(0, 300)}`).join("\\n")),
  };
}
"""


def test_page_is_accessible_and_quiet(kind, scheme, width, visit):
    it = visit(kind.address, width=width, scheme=scheme)
    page = it.page

    # Sideways scroll: only regions that say so may scroll, never the page.
    wide = page.evaluate("""() => {
      const room = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= room) return [];
      return [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > room + 1)
        .slice(-3).map(e => e.outerHTML.slice(0, 160));
    }""")
    assert not wide, f"{kind.address} scrolls sideways at {width} px because of:\n" + "\n".join(wide)

    page.evaluate(AXE)
    result = page.evaluate(RUN_AXE, RULES)
    assert result["passes"] > 5, "axe looked at almost nothing"
    assert not result["violations"], f"{kind.address}:\n" + "\n".join(result["violations"])

    assert not page.evaluate("() => window.refused"), f"{kind.address}: the policy refused something"
    assert not it.errors, f"{kind.address}:\n" + "\n".join(it.errors)


# Without script, every fold can be opened, and then every word stands on the page. Words that only a script can use
# (a form or a status line) carry `hidden`; words hidden at one width must be readable in another place.
HIDDEN_WORDS = """() => {
  for (const fold of document.querySelectorAll("details")) {
    if (!fold.querySelector(":scope > summary")) return ["a fold without a summary: " + fold.outerHTML.slice(0, 100)];
    fold.open = true;
  }
  const words = text => text.replace(/\\s+/g, " ").trim();
  const visible = [], hidden = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = words(walker.currentNode.data), parent = walker.currentNode.parentElement;
    // What assistive technology must not see is a second drawing of something.
    if (!text || parent.closest("[aria-hidden=true]")) continue;
    if (parent.closest("script, style, template, noscript, datalist, option")) continue;
    if (parent.closest("[hidden]")?.matches("form, button, input, select, textarea, label, menu, [role=status], :has(form, button, input, select)")) continue;
    // Of a navigation, every link must be there; its title and the label of its fold stand in for each other.
    const link = parent.closest("nav a");
    if (parent.closest("nav") && (!link || link.checkVisibility({visibilityProperty: true}))) continue;
    (parent.checkVisibility({visibilityProperty: true}) ? visible : hidden).push(text);
  }
  const all = visible.join(" ");
  return hidden.filter(text => !all.includes(text));
}"""


def test_page_is_whole_without_script(kind, width, visit):
    it = visit(kind.address, width=width, script=False)
    assert it.page.locator("h1").is_visible()
    hidden = it.page.evaluate(HIDDEN_WORDS)
    assert not hidden, f"{kind.address}: without script these words cannot be read: {hidden[:5]}"
    assert not it.errors, f"{kind.address}:\n" + "\n".join(it.errors)


def test_every_fold_opens_by_keyboard(kind, visit):
    it = visit(kind.address, width=320, script=False)
    for fold in it.page.query_selector_all("details:not([open])")[:6]:
        summary = fold.query_selector(":scope > summary")
        if not summary.is_visible():
            continue
        summary.focus()
        it.page.keyboard.press("Enter")
        assert fold.evaluate("fold => fold.open"), f"{kind.address}: a fold does not open: {summary.inner_text()}"


def test_skip_link_comes_first_and_works(visit):
    it = visit("/")
    it.page.keyboard.press("Tab")
    assert it.page.evaluate("() => document.activeElement.className") == "skip-link"
    assert it.page.locator(".skip-link").bounding_box()["y"] >= 0, "the skip link stays out of sight when focused"
    it.page.keyboard.press("Enter")
    assert it.page.evaluate("() => location.hash") == "#main"


def test_redirect_leads_on(site_pages, visit):
    """`<meta http-equiv=refresh>` names the absolute address, so only its link can be followed here."""
    redirects = [page for page in site_pages if page.kind == "redirect"]
    if not redirects:
        pytest.skip("this site has no redirects")
    text = redirects[0].file.read_text()
    target = text.split('<a href="')[1].split('"')[0]
    it = visit(target)
    assert it.response.status == 200 and not it.errors


def test_json_ld_is_read_as_data(kind, visit):
    """Records say what they are in the words of schema.org, and the policy lets that be: it is data, not a script."""
    types = {"practice": "Report", "plan": "Report", "section": "Report", "guidance": "Report", "element": "DefinedTerm",
             "term": "DefinedTerm", "data": "Dataset"}
    it = visit(kind.address)
    found = [json.loads(text) for text in it.page.locator('script[type="application/ld+json"]').all_text_contents()]
    assert [entry["@type"] for entry in found] == ([types[kind.kind]] if kind.kind in types else [])
    for entry in found:
        assert entry["name"] == it.page.locator("h1").inner_text().replace("\n", " ").strip()
        assert entry["url"] == it.page.locator('link[rel="canonical"]').get_attribute("href")
    assert not it.page.evaluate("() => window.refused")
