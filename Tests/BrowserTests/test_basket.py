"""The basket by keyboard: pick, order, hand out, and lose nothing that the browser can keep."""

import csv
import io
import json

import pytest
from tools import HOSTILE, check_word, errors, handed_out, press

FIELDS = ["kind", "title", "path", "text", "citation", "address"]


@pytest.fixture(scope="module")
def practices(site_folder):
    return json.loads((site_folder / "data/practices.json").read_text())[:3]


@pytest.fixture(scope="module")
def section(site_folder):
    """The address of a section with at least two passages."""
    for part in sorted(site_folder.glob("plans/*/*/*/index.html")):
        if part.parent.name != "print" and part.read_text().count('class="passage-link"') >= 2:
            return "/" + str(part.parent.relative_to(site_folder)) + "/"
    raise AssertionError("no section has two passages")


def titles(page):
    return page.locator("[data-basket-list] h2").all_inner_texts()


def act(page, position, label):
    return page.locator("[data-basket-list] > li").nth(position).locator(f'[data-act="{label}"]')


def put(page, items):
    """Puts items into the basket as an earlier visit would have."""
    page.evaluate("items => localStorage.setItem(`clearinghouse ${clearinghouse.home.pathname} basket`, items)",
                  items if isinstance(items, str) else json.dumps(items))


def item(number, **other):
    return {"kind": "Practice", "title": f"Practice {number}", "path": f"practices/p{number}/", "text": f"Text {number}.",
            "citation": f"“Practice {number}.” https://example.org/practices/p{number}/",
            "address": f"https://example.org/practices/p{number}/", **other}


def test_records_and_passages_are_picked_and_shown(practices, section, tool):
    it = tool(f"/practices/{practices[0]['id']}/")
    page = it.page
    assert not page.locator("[data-basket-link]").is_visible(), "an empty basket has no place in the header"
    button = page.get_by_role("button", name="Add to basket", exact=True)
    press(page, button, "Enter")
    assert page.locator("[data-basket-count]").inner_text() == "(1)"
    assert page.locator(".toast").inner_text() == "Added to the basket."
    page.goto(it.server + section)
    passages = page.get_by_role("button", name="Add this passage to the basket")
    press(page, passages.nth(0), "Space")
    assert page.get_by_role("button", name="Remove this passage from the basket").count() == 1
    press(page, page.get_by_role("button", name="Add to basket", exact=True), "Enter")
    press(page, page.locator("[data-basket-link] a"), "Enter")
    page.wait_for_url("**/basket/")
    assert len(titles(page)) == 3 and titles(page)[0] == practices[0]["title"]
    assert practices[0]["summary"] in page.locator("[data-basket-list] > li").first.inner_text()
    passage = page.locator("[data-basket-list] > li").nth(1)
    assert "#p-" in passage.locator("h2 a").get_attribute("href") and "#p-" in passage.locator(".card-meta").inner_text()
    # Its link leads to the passage; its button there takes it out again.
    press(page, passage.locator("h2 a"), "Enter")
    page.locator(".passage:target").wait_for()
    press(page, page.locator(".passage:target .passage-pick"), "Enter")
    assert page.locator("[data-basket-count]").inner_text() == "(2)"
    assert not errors(it)


@pytest.mark.parametrize("address, sort", [("/practices/", "Practice"), ("/elements/ii-c-1/", "Practice"),
                                           ("/elements/ii-c-1/", "Plan section")])
def test_cards_in_lists_put_their_record_into_the_basket(address, sort, tool):
    """A card gives the same entry as the page of its record, and its button says which."""
    it = tool(address)
    page = it.page
    card = page.locator("li[data-card]" if sort == "Practice" else "article[data-card]").first
    link = card.locator("h3 a")
    title, target = link.inner_text(), link.get_attribute("href")
    button = card.get_by_role("button")
    assert button.inner_text() == "Add to basket"
    press(page, page.get_by_role("button", name=f"Add to basket: {title}", exact=True).first, "Enter")
    page.get_by_text("Added to the basket.").wait_for()
    assert button.inner_text() == "Remove from basket" and button.get_attribute("aria-label") == f"Remove from basket: {title}"
    assert button.evaluate("it => it === document.activeElement"), "the pressed button keeps the focus"
    kept = "() => JSON.parse(localStorage.getItem(`clearinghouse ${clearinghouse.home.pathname} basket`))"
    [entry] = page.evaluate(kept)
    assert entry["kind"] == sort and sorted(entry) == sorted(FIELDS)

    page.goto(it.server + target)
    press(page, page.get_by_role("button", name="Remove from basket", exact=True), "Enter")
    press(page, page.get_by_role("button", name="Add to basket", exact=True), "Enter")
    assert page.evaluate(kept) == [entry]

    page.go_back()
    press(page, page.get_by_role("button", name=f"Remove from basket: {title}", exact=True).first, "Space")
    page.get_by_text("Removed from the basket.").wait_for()
    assert not page.locator("[data-basket-link]").is_visible()
    assert not errors(it)


def test_card_whose_page_cannot_be_read_says_so(tool):
    it = tool("/elements/ii-c-1/")
    it.page.route("**/practices/**", lambda route: route.abort())
    press(it.page, it.page.locator("li[data-card] button").first, "Enter")
    it.page.get_by_text("could not be read").wait_for()
    assert not it.page.locator("[data-basket-link]").is_visible()


def test_without_script_cards_have_no_button(visit):
    assert visit("/elements/ii-c-1/", script=False).page.locator("main button").count() == 0


def test_order_and_removal_by_keyboard(tool):
    it = tool("/basket/")
    page = it.page
    put(page, [item(1), item(2), item(3)])
    page.reload()
    press(page, act(page, 0, "Move down"), "Enter")
    assert titles(page) == ["Practice 2", "Practice 1", "Practice 3"]
    page.keyboard.press("Enter")
    assert titles(page) == ["Practice 2", "Practice 3", "Practice 1"], "the focus goes along with the entry"
    assert act(page, 2, "Move up").evaluate("it => it === document.activeElement")
    page.reload()
    assert titles(page) == ["Practice 2", "Practice 3", "Practice 1"]
    press(page, act(page, 1, "Remove"), "Enter")
    assert titles(page) == ["Practice 2", "Practice 1"]
    assert act(page, 1, "Remove").evaluate("it => it === document.activeElement")
    page.once("dialog", lambda dialog: dialog.dismiss())
    press(page, page.locator("[data-clear]"), "Enter")
    assert len(titles(page)) == 2, "without confirmation nothing is removed"
    page.once("dialog", lambda dialog: dialog.accept())
    press(page, page.locator("[data-clear]"), "Enter")
    assert titles(page) == [] and page.locator("[data-basket-empty]").is_visible()
    assert not page.locator("[data-basket-link]").is_visible() and not errors(it)


def test_exports_hold_everything(tool, tmp_path):
    page = tool("/basket/").page
    formula = item(2, text='=HYPERLINK("https://example.org"), "quoted"', kind="Passage")
    put(page, [item(1), formula, item(3, title=HOSTILE, text="a\u0001b \ud800 & <w:p>")])
    page.reload()
    name, content = handed_out(page, page.locator("[data-csv]"))
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), strict=True))
    assert name == "basket.csv" and [row["title"] for row in rows] == ["Practice 1", "Practice 2", HOSTILE]
    assert rows[1]["text"] == "'" + formula["text"], "a spreadsheet must not run it"
    assert rows[0]["address"] == item(1)["address"] and rows[0]["citation"] == item(1)["citation"]
    name, content = handed_out(page, page.locator("[data-word]"))
    assert name == "basket.docx"
    headings = check_word(content, tmp_path)
    assert headings == [(1, "Practice 1"), (1, "Practice 2"), (1, HOSTILE)]


def test_foreign_data_stay_text(tool):
    it = tool("/basket/")
    page = it.page
    bad = [item(1, title=HOSTILE, text=HOSTILE, citation=HOSTILE, kind=HOSTILE, path="javascript:window.broken=1"),
           item(2, path="https://elsewhere.example/"), item(3, path="//elsewhere.example/"), {"title": "half"}, None, 7,
           item(4, address="javascript:window.broken=1")]
    put(page, bad)
    page.reload()
    assert len(titles(page)) == 4 and titles(page)[0] == HOSTILE
    assert page.locator("[data-basket-list] h2 a").count() == 1, "only addresses of this site are links"
    assert page.locator("main script, main img").count() == 0
    for text in ["no json", "{}", "null", '{"length": 3}']:
        put(page, text)
        page.reload()
        assert page.locator("[data-basket-empty]").is_visible()
    assert page.evaluate("() => window.broken") is None and not errors(it)


@pytest.mark.parametrize("refusal, words", [
    ("throw new DOMException('full', 'QuotaExceededError')", "storage for this site is full"),
    ("throw new DOMException('no', 'SecurityError')", "does not let this site keep data"),
])
def test_refused_storage_is_said_and_loses_nothing(refusal, words, practices, section, tool):
    it = tool(f"/practices/{practices[0]['id']}/", before=f"Storage.prototype.setItem = () => {{ {refusal} }};")
    page = it.page
    press(page, page.get_by_role("button", name="Add to basket", exact=True), "Enter")
    assert words in page.locator(".toast").inner_text()
    assert page.locator("[data-basket-count]").inner_text() == "(1)"
    assert not errors(it)


def test_other_tabs_see_the_basket(practices, tool):
    it = tool("/basket/")
    other = it.page.context.new_page()
    other.goto(f"{it.server}/practices/{practices[1]['id']}/")
    press(other, other.get_by_role("button", name="Add to basket", exact=True), "Enter")
    it.page.get_by_role("heading", name=practices[1]["title"]).wait_for()


def test_without_script_it_says_so(visit):
    page = visit("/basket/", script=False).page
    assert page.get_by_text("The basket needs a script").is_visible()
