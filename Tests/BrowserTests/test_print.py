"""Pages on paper: the words of the page and its source are there, what only a screen can use is not."""

import re
import shutil
import subprocess

import pytest

# Kinds that are printed whole; `print` is the page of a whole plan.
WHOLE = ["element", "print", "section", "plan", "guidance"]
LETTER = {"prefer_css_page_size": True, "format": "Letter"}


def printed(page, folder) -> list[str]:
    """The words on each sheet, as a reader of the PDF gets them."""
    program = shutil.which("pdftotext")
    assert program, "pdftotext is missing: apt-get install poppler-utils"
    file = folder / "page.pdf"
    file.write_bytes(page.pdf(**LETTER))
    text = subprocess.run([program, "-layout", str(file), "-"], check=True, capture_output=True, timeout=60).stdout.decode()
    return text.split("\f")[:-1]


def letters(text: str) -> str:
    """Without spaces, hyphens of line ends and marks of lists, which a PDF sets as it likes."""
    return re.sub(r"[^\w]+", "", text)


def of_kind(site_pages, kind):
    pages = [page for page in site_pages if page.kind == kind]
    if not pages:
        pytest.skip(f"this site has no page of kind {kind}")
    return max(pages, key=lambda page: page.size)


@pytest.mark.parametrize("sort", WHOLE)
def test_whole_page_is_on_paper(sort, site_pages, visit, tmp_path):
    it = visit(of_kind(site_pages, sort).address, scheme="dark")
    page = it.page
    # Sentences of the page, in folds too; links and citations that only the screen needs are taken off by the style sheet.
    wanted = page.evaluate("""() => [...document.querySelectorAll(
      "main h1, main h2, main h3, main .lead, .extract p, .extract li, .passage > p, .prompt, .card > p:not([class]), main details:not(.fold) > p")]
      .filter(place => !place.closest(".no-print, nav")).map(place => {
        const copy = place.cloneNode(true);
        for (const mark of copy.querySelectorAll(".footnote-ref, .passage-link, button")) mark.remove();
        return copy.textContent.trim();
      }).filter(Boolean)""")
    assert len(wanted) > 3
    sheets = printed(page, tmp_path)
    everything = letters("".join(sheets))
    # A sentence may run over the end of a sheet, where the number of the page stands: compare its beginning.
    lost = [text for text in wanted if letters(text)[:60] not in everything and letters(text)[-40:] not in everything]
    assert not lost, lost[:3]

    for words in ["Skip to main content", "On this page", "Add to basket", "Search this site", "BibTeX"]:
        assert letters(words) not in everything, words
    navigation = page.locator(".site-header nav a").all_text_contents()
    assert letters("".join(navigation)) not in everything
    # What it is, where it is from, and which of how many sheets.
    assert letters(page.locator("h1").text_content()) in letters(sheets[0])
    assert letters(page.locator("[data-citation]").text_content()) in everything
    for number, sheet in enumerate(sheets, 1):
        assert re.search(rf"\b{number} ?/ ?{len(sheets)}\b", sheet)
    words = sum(len(sheet.split()) for sheet in sheets)
    assert len(sheets) <= words / 300 + 2, f"{len(sheets)} sheets for {words} words"

    # No heading is the last line of a sheet.
    headings = {letters(text) for text in page.locator("main :is(h2, h3)").all_text_contents()}
    for sheet in sheets[:-1]:
        lines = [line.strip() for line in sheet.splitlines() if line.strip() and not re.fullmatch(r"\s*\d+ ?/ ?\d+", line)]
        assert letters(lines[-1]) not in headings, f"a heading is left alone: {lines[-1]}"


@pytest.mark.parametrize("sort", [*WHOLE, "practice", "performance", "response-table", "plan-changes"])
def test_paper_is_black_on_white_and_wide_enough(sort, site_pages, visit):
    it = visit(of_kind(site_pages, sort).address, width=700, scheme="dark")
    it.page.emulate_media(media="print", color_scheme="dark")
    colors = it.page.evaluate("""() => [...document.querySelectorAll("main, main *")]
      .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
      .map(e => getComputedStyle(e.closest("svg") && e.matches("text") ? e : e).getPropertyValue(e.matches("text") ? "fill" : "color"))""")
    bright = {color for color in colors if max(map(int, re.findall(r"\d+", color)[:3])) > 90}
    assert colors and not bright, bright
    assert it.page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    cut = it.page.evaluate("""() => [...document.querySelectorAll("main table")]
      .filter(table => table.checkVisibility() && table.getBoundingClientRect().right > innerWidth + 1)
      .map(table => table.textContent.slice(0, 60))""")
    assert not cut, f"a table is wider than the sheet: {cut}"
    assert not it.page.locator("main form, main button, main nav, main input").locator("visible=true").count()


def test_practice_prints_as_a_brief(site_pages, visit):
    """A practice of ordinary length is one sheet, and none is more than two."""
    practices = [page for page in site_pages if page.kind == "practice"]
    sheets = []
    for page in practices[::12]:
        pdf = visit(page.address).page.pdf(**LETTER)
        sheets.append(len(re.findall(rb"/Type\s*/Page\b", pdf)))
    assert sheets and max(sheets) <= 2, sheets
    assert sheets.count(1) >= len(sheets) * 2 / 3, sheets
