"""The compare page by keyboard: two to four answers to one element as columns."""

import io
import json
import re
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
from tools import HOSTILE, check_word, errors, handed_out, press

ELEMENT = "ii-c-1"
ABSENT = {
    "not found": "The full plan was read",
    "not applicable": "does not apply",
    "by reference": "points to another document",
    "not yet coded": "no text of the plan",
}


@pytest.fixture(scope="module")
def answers(site_folder):
    """Jurisdictions by the word for their answer to the element."""
    rows = json.loads((site_folder / f"elements/{ELEMENT}/answers.json").read_text())["jurisdictions"]
    return {word: [row for row in rows if row["coverage"] == word] for word in {row["coverage"] for row in rows}}


@pytest.fixture
def four(answers):
    """Four with an answer, so that a fifth could be asked for."""
    return answers["answered"][:4]


def address(rows):
    return f"/compare/?e={ELEMENT}&s={','.join(row['jurisdiction'] for row in rows)}"


def columns(page):
    return page.locator("[data-columns] h2").all_inner_texts()


def states(page):
    return parse_qs(urlsplit(page.url).query).get("s", [""])[0].split(",")


def act(page, name, label):
    return page.get_by_role("button", name=f"{label}: {name}", exact=True)


def test_shared_address_shows_the_answers(four, tool, site_folder):
    it = tool(address(four[:3]))
    page = it.page
    page.locator(".compare-text").nth(2).wait_for()
    assert columns(page) == [row["name"] for row in four[:3]]
    for position, row in enumerate(four[:3]):
        column = page.locator("[data-columns] > section").nth(position)
        part = (site_folder / row["part"]).read_text()
        words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", part)).split()[-6:]
        assert "".join(words)[:4] in re.sub(r"\s+", "", column.inner_text())
        assert column.locator(f'a[href$="{row["url"]}"]').count() >= 1 and "Source:" in column.inner_text()
    assert page.title().startswith("II.c.1: ")
    assert not errors(it)


def test_columns_are_swapped_and_removed_by_keyboard(four, tool):
    it = tool(address(four[:3]))
    page = it.page
    page.locator(".compare-text").nth(2).wait_for()
    first, second, third = (row["name"] for row in four[:3])

    right = act(page, first, "Move right")
    press(page, right, "Enter")
    assert columns(page) == [second, first, third]
    assert right.evaluate("it => it === document.activeElement"), "the pressed button keeps the focus"
    page.keyboard.press("Enter")
    assert columns(page) == [second, third, first] and right.is_disabled()
    assert act(page, first, "Move left").evaluate("it => it === document.activeElement")
    assert "column 3 of 3" in page.locator(".toast").inner_text()
    assert states(page) == [four[1]["jurisdiction"], four[2]["jurisdiction"], four[0]["jurisdiction"]]

    press(page, act(page, third, "Remove"), "Enter")
    assert columns(page) == [second, first]
    assert page.evaluate("() => document.activeElement.textContent") == first
    page.go_back()
    page.locator(".compare-text").nth(2).wait_for()
    assert columns(page) == [second, third, first], "the back button undoes the removal"
    assert not errors(it)


def test_element_and_states_are_chosen_in_the_form(four, answers, tool):
    it = tool("/compare/")
    page = it.page
    assert not page.locator("[data-compare-list]").is_visible() and not page.locator("[data-compare-result]").is_visible()
    page.locator("#compare-element").focus()
    page.locator("#compare-element").select_option(ELEMENT)
    page.locator("#compare-title").wait_for()
    assert "Add two to four states" in page.locator("[data-compare-status]").inner_text()
    for row in four:
        page.locator("#compare-state").select_option(row["jurisdiction"])
        press(page, page.locator("[data-add]"), "Enter")
    assert columns(page) == [row["name"] for row in four]
    assert states(page) == [row["jurisdiction"] for row in four]
    assert page.locator("[data-add]").is_disabled(), "at most four"
    assert "remove one of the four" in page.locator("[data-compare-status]").inner_text()
    # A state without text says why, in the words of the coverage page.
    for word, rows in answers.items():
        if word not in ABSENT:
            continue
        page.goto(f"{it.server}{address([four[0], rows[0]])}")
        page.locator("[data-columns] section").nth(1).wait_for()
        text = page.locator("[data-columns] section").nth(1).inner_text().lower()
        assert word in text and ABSENT[word].lower() in text
    assert not errors(it)


def test_address_is_copied_for_sharing(four, tool):
    it = tool(address(four[:2]))
    page = it.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".compare-text").nth(1).wait_for()
    press(page, page.locator("[data-share]"), "Enter")
    page.get_by_text("The address is copied.").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == page.url


def test_more_than_four_and_unknown_states_are_said(four, answers, tool):
    rows = answers["answered"][:5]
    page = tool(address(rows)).page
    page.locator(".compare-text").nth(3).wait_for()
    assert columns(page) == [row["name"] for row in rows[:4]]
    assert "At most 4" in page.locator(".toast").inner_text()
    page = tool(f"/compare/?e={ELEMENT}&s=zz,{four[0]['jurisdiction']}").page
    page.get_by_text("There is no jurisdiction “zz”").wait_for()
    assert columns(page) == [four[0]["name"]]


@pytest.mark.parametrize("query", [{"e": HOSTILE}, {"e": ELEMENT, "s": HOSTILE}, {"e": "__proto__"}, {"e": "../../assets"},
                                   {"e": ELEMENT, "s": "constructor,toString"}])
def test_foreign_words_in_the_address_stay_text(query, tool):
    from urllib.parse import urlencode

    it = tool("/compare/?" + urlencode(query))
    page = it.page
    page.locator(".toast:not(:empty)").wait_for()
    assert page.locator("main script, main img, .toast img").count() == 0
    assert page.evaluate("() => window.broken") is None and columns(page) == []
    assert not errors(it)


def test_answer_that_cannot_be_read_leaves_its_link(four, tool):
    it = tool("/")
    it.page.route("**/part.html", lambda route: route.abort())
    it.page.goto(it.server + address(four[:2]))
    column = it.page.locator("[data-columns] section").first
    column.get_by_text("could not be read").wait_for()
    assert column.locator(f'a[href$="{four[0]["url"]}"]').count() == 1


def test_fragments_are_no_pages(site_folder):
    parts = sorted(site_folder.rglob("part.html"))
    assert len(parts) > 100 and all((part.parent / "index.html").exists() for part in parts)
    for part in parts:
        text = part.read_text()
        assert " id=" not in text and "<html" not in text and "<script" not in text, part
    assert "part.html" not in "".join(path.read_text() for path in site_folder.glob("sitemap*.xml"))


def test_other_pages_lead_here(four, tool, visit):
    it = tool(f"/elements/{ELEMENT}/")
    press(it.page, it.page.get_by_role("link", name="Compare states on this element"), "Enter")
    it.page.locator("#compare-title").wait_for()
    page = tool("/" + four[0]["url"]).page
    press(page, page.get_by_role("link", name="Compare with other states"), "Enter")
    page.locator(".compare-text").wait_for()
    assert columns(page) == [four[0]["name"]]


def test_without_script_it_lists_the_elements(visit):
    page = visit("/compare/", script=False).page
    assert page.locator("[data-compare-list] a").count() > 200
    assert not page.locator("[data-compare]").is_visible()


def test_columns_print_side_by_side(four, tool):
    page = tool(address(four[:3]), width=1280).page
    page.locator(".compare-text").nth(2).wait_for()
    page.emulate_media(media="print")
    tops = {round(box["y"]) for box in (column.bounding_box() for column in page.locator("[data-columns] > section").all())}
    assert len(tops) == 1 and not page.locator(".compare-form").is_visible()


def test_word_holds_what_the_columns_show(four, tool, tmp_path):
    page = tool(address(four[:3])).page
    page.locator(".compare-text").nth(2).wait_for()
    name, content = handed_out(page, page.locator("[data-word]"))
    assert name == "compare.docx"
    headings = check_word(content, tmp_path)
    assert [text for level, text in headings if level == 1] == [row["name"] for row in four[:3]]
    document = docx.Document(io.BytesIO(content))
    words = re.sub(r"\W+", "", "".join(paragraph.text for paragraph in document.paragraphs))
    # Every block of every answer, and every source, is in the document.
    for text in page.locator(".compare-answer :is(p, li, h3, h4, td, th)").all_text_contents():
        assert re.sub(r"\W+", "", text) in words, text
    assert document.paragraphs[0].text == page.locator("#compare-title").inner_text()
    # Links lead to the published site, not to where the page was opened.
    targets = [link.target_ref for link in document.part.rels.values() if link.reltype.endswith("/hyperlink")]
    canonical = page.locator('link[rel="canonical"]').get_attribute("href")
    assert targets[-1] == canonical + "?" + page.url.split("?")[1]
    home = canonical.removesuffix("/compare/")
    assert all(f"{home}/{row['url'].lstrip('/')}" in targets for row in four[:3])
    assert not [target for target in targets if "127.0.0.1" in target]
