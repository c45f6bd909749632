"""The planner by keyboard: notes, progress, programs, exports, files, and what must never happen to notes."""

import json
import re

import pytest
from tools import HOSTILE, check_word, count_of, errors, handed_out, press

ELEMENT = "ii-c-1"


@pytest.fixture(scope="module")
def elements(site_folder):
    """Elements that ask for text."""
    return [row for row in json.loads((site_folder / "data/elements.json").read_text()) if row["narrative"]]


def item(page, element=ELEMENT):
    return page.locator(f'.item[data-element="{element}"]')


def note(page, element=ELEMENT):
    """Opens an element by keyboard and returns its notes field."""
    summary = item(page, element).locator("> summary")
    if not item(page, element).evaluate("it => it.open"):
        press(page, summary, "Enter")
    field = page.locator(f"#notes-{element}")
    field.wait_for()
    return field


def write(page, text, element=ELEMENT):
    field = note(page, element)
    field.focus()
    page.keyboard.type(text)
    return field


def progress(page):
    return page.locator("#planner-started").inner_text()


def kept(page):
    return json.loads(page.evaluate("() => clearinghouse.read('planner')"))


def load(page, name, content):
    page.locator("#planner-file").set_input_files({"name": name, "mimeType": "application/json", "buffer": content})


def shown(page):
    return page.locator(".item:visible").evaluate_all("items => items.map(item => item.dataset.element)")


def test_notes_are_kept_and_counted(tool):
    it = tool("/planner/")
    page = it.page
    total = int(re.search(r"of (\d+)", progress(page)).group(1))
    assert progress(page) == f"0 of {total} elements started"
    write(page, "Sector partnerships first.\nThen pathways.")
    assert progress(page) == f"1 of {total} elements started"
    assert item(page).locator("summary .tag").is_visible()
    write(page, "x", "ii-b-1")
    assert progress(page).startswith("2 of")
    page.keyboard.press("Backspace")
    assert progress(page).startswith("1 of"), "an empty note is none"
    page.reload()
    assert progress(page).startswith("1 of")
    assert note(page).input_value() == "Sector partnerships first.\nThen pathways."
    assert not errors(it)


def test_program_and_part_choose_the_elements(elements, tool):
    page = tool("/planner/").page
    everything = [row["code"] for row in elements]
    unified = shown(page)
    assert 0 < len(unified) < len(everything) and not any(code.startswith("vii-perkins") for code in unified)
    page.locator("#planner-type").select_option("combined")
    press(page, page.locator("form details > summary"), "Enter")
    press(page, page.locator('input[name=partner][value="perkins"]'), "Space")
    combined = shown(page)
    added = set(combined) - set(unified)
    assert added and all(code.startswith(("vii-", "app")) for code in added) and any("perkins" in code for code in added)
    press(page, page.locator('input[name=core][value="vr"]'), "Space")
    assert not any(code.startswith("vi-vr") for code in shown(page))
    page.locator("#planner-part").select_option("ii")
    assert all(code.startswith("ii-") for code in shown(page))
    assert page.locator("section.worksheet:visible").count() == 1
    write(page, "a note")
    page.locator("#planner-show").focus()
    page.locator("#planner-show").select_option("started")
    assert shown(page) == [ELEMENT]
    page.locator("#planner-show").select_option("open")
    assert ELEMENT not in shown(page) and len(shown(page)) > 5


def test_state_brings_its_last_answers(site_folder, tool):
    code, answers = next((path.stem, data["elements"]) for path in sorted(site_folder.glob("planner/??.json"))
                         if ELEMENT in (data := json.loads(path.read_text()))["elements"])
    it = tool("/planner/")
    page = it.page
    page.locator("#planner-state").select_option(code)
    note(page)
    link = item(page).locator(f'.answer-before a[href$="{answers[ELEMENT]["url"]}"]')
    link.wait_for()
    assert answers[ELEMENT]["extract"][:40] in item(page).locator(".answer-before").inner_text()
    leads = item(page).locator(".leads li")
    assert 0 < leads.count() <= 6
    hrefs = item(page).locator(".leads a").evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    assert all((site_folder / href.lstrip("/") / "index.html").exists() for href in hrefs)
    other = next(element for element in shown(page) if element not in answers)
    note(page, other)
    assert "Not yet coded" in item(page, other).locator(".answer-before").inner_text()
    page.reload()
    assert page.locator("#planner-state").input_value() == code and not errors(it)


def test_exports_to_word_and_markdown(tool, tmp_path):
    page = tool("/planner/").page
    page.locator("#planner-state").select_option("co")
    page.locator("#planner-part").select_option("ii")
    write(page, f"First line & more\n\n{HOSTILE}\n\u2028end")
    page.locator("#planner-state").focus()
    codes = page.locator(".item:visible h3 .code").all_inner_texts()
    name, content = handed_out(page, page.locator("[data-word]"))
    assert name == "state-plan-worksheet-co.docx"
    headings = check_word(content, tmp_path)
    assert [text for level, text in headings if level == 1] == [page.locator("#part-ii").inner_text()]
    assert [text.split(" ")[0] for level, text in headings if level == 2] == codes
    name, content = handed_out(page, page.locator("[data-markdown]"))
    text = content.decode()
    assert name == "state-plan-worksheet-co.md" and text.startswith("# State plan worksheet: Colorado\n")
    assert "First line & more" in text and HOSTILE in text
    assert re.findall(r"^### (\S+)", text, re.M) == codes


def test_saved_file_goes_on_elsewhere(tool):
    page = tool("/planner/").page
    page.locator("#planner-type").select_option("combined")
    write(page, "Here.")
    name, content = handed_out(page, page.locator("[data-save]"))
    assert name == "state-plan-worksheet.json"
    there = tool("/planner/").page
    assert progress(there).startswith("0 of")
    load(there, name, content)
    there.get_by_text("Loaded: 1 element with notes.").wait_for()
    assert note(there).input_value() == "Here." and there.locator("#planner-type").input_value() == "combined"
    assert kept(there) == kept(page)
    # Notes that are there already are replaced only when the reader says so.
    load_more = json.loads(content) | {"notes": {ELEMENT: "Other."}}
    there.once("dialog", lambda dialog: dialog.dismiss())
    load(there, name, json.dumps(load_more).encode())
    assert note(there).input_value() == "Here."
    there.once("dialog", lambda dialog: dialog.accept())
    load(there, name, json.dumps(load_more).encode())
    there.get_by_text("Loaded: 1 element").wait_for()
    assert note(there).input_value() == "Other."


@pytest.mark.parametrize("content, words", [
    (b"", "no data that this page can read"),
    (b"\x00\xff not json", "no data that this page can read"),
    (b"null", "not saved by this planner"),
    (b"[1, 2]", "not saved by this planner"),
    (b'{"kind": "other"}', "not saved by this planner"),
    (b'{"kind": "clearinghouse planner", "version": 2, "notes": {}}', "newer version"),
    (b'{"kind": "clearinghouse planner", "version": 1, "notes": []}', "no notes"),
    (b'{"kind": "clearinghouse planner", "version": 1}', "no notes"),
])
def test_other_files_are_refused_in_words(content, words, tool):
    it = tool("/planner/")
    page = it.page
    write(page, "Mine.")
    load(page, "plan.json", content)
    page.locator(".toast").get_by_text(words).wait_for()
    assert "Your notes are as they were" in page.locator(".toast").inner_text()
    assert note(page).input_value() == "Mine." and not errors(it)


def test_foreign_data_stay_text(tool):
    it = tool("/planner/")
    page = it.page
    data = {"kind": "clearinghouse planner", "version": 1, "edition": HOSTILE, "state": HOSTILE, "type": "constructor",
            "programs": [HOSTILE, 3, None], "notes": {ELEMENT: HOSTILE, "no-such-element": "kept", "__proto__": "x",
                                                      HOSTILE: "x", "ii-b-1": 7, "ii-b-2": ["x"]}}
    load(page, f"{HOSTILE}.json".replace("/", ""), json.dumps(data).encode())
    page.get_by_text("Loaded: 2 elements").wait_for()
    assert note(page).input_value() == HOSTILE and kept(page)["state"] == "" and kept(page)["type"] == "unified"
    assert page.locator("main script, main img, .toast img").count() == 0
    # A note on an element that this outline lacks is lost nowhere.
    _, content = handed_out(page, page.locator("[data-markdown]"))
    assert "no-such-element" in content.decode() and "kept" in content.decode()
    assert page.evaluate("() => window.broken") is None and not errors(it)


@pytest.mark.parametrize("text", ["no json", "{}", json.dumps({"kind": HOSTILE}), "null"])
def test_data_that_cannot_be_read_are_not_thrown_away(text, tool):
    it = tool("/planner/")
    page = it.page
    page.evaluate("text => clearinghouse.keep('planner', text)", text)
    page.reload()
    assert progress(page).startswith("0 of") and "could not be read" in page.locator(".toast").inner_text()
    write(page, "New.")
    page.locator("#planner-state").focus()
    assert kept(page)["notes"] == {ELEMENT: "New."}
    assert page.evaluate("() => clearinghouse.read('planner-unread')") == text and not errors(it)


def test_all_notes_go_only_when_confirmed(tool):
    page = tool("/planner/").page
    write(page, "Mine.")
    clear = page.locator("[data-clear]")
    page.once("dialog", lambda dialog: dialog.dismiss())
    press(page, clear, "Enter")
    assert progress(page).startswith("1 of")
    seen = []
    page.once("dialog", lambda dialog: (seen.append(dialog.message), dialog.accept()))
    press(page, clear, "Enter")
    assert "(1)" in seen[0] and progress(page).startswith("0 of") and note(page).input_value() == ""
    page.reload()
    assert progress(page).startswith("0 of") and kept(page)["notes"] == {}


def test_two_tabs_keep_each_others_notes(tool):
    it = tool("/planner/")
    other = it.page.context.new_page()
    other.goto(it.server + "/planner/")
    write(it.page, "From one.")
    it.page.locator("#planner-state").focus()
    other.locator("#planner-started").get_by_text("1 of").wait_for()
    write(other, "From the other.", "ii-b-1")
    other.locator("#planner-state").focus()
    it.page.locator("#planner-started").get_by_text("2 of").wait_for()
    assert kept(it.page)["notes"] == {ELEMENT: "From one.", "ii-b-1": "From the other."}


def test_refused_storage_is_said_and_the_notes_can_be_saved(tool):
    it = tool("/planner/", before="Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };")
    page = it.page
    write(page, "Not lost.")
    page.locator("#planner-state").focus()
    alert = page.locator("[data-planner-trouble]")
    alert.wait_for()
    assert "full" in alert.inner_text() and "Save them to a file" in alert.inner_text()
    _, content = handed_out(page, page.locator("[data-save]"))
    assert json.loads(content)["notes"] == {ELEMENT: "Not lost."} and not errors(it)


def test_lists_that_cannot_be_read_stop_nothing(tool):
    it = tool("/")
    it.page.route("**/planner/*.json", lambda route: route.abort())
    it.page.goto(it.server + "/planner/")
    it.page.locator("#planner-state").select_option("co")
    it.page.locator(".toast").get_by_text("could not be read").wait_for()
    write(it.page, "Still works.")
    assert progress(it.page).startswith("1 of")


def test_without_script_it_is_a_worksheet(elements, visit):
    page = visit("/planner/", script=False).page
    assert page.locator(".item[open]").count() == len(elements)
    assert item(page).locator(".prompt").is_visible() and not page.locator("[data-planner]").is_visible()
    assert item(page).locator("a").get_attribute("href") == f"/elements/{ELEMENT}/"


def test_everything_shown_prints_open(tool):
    page = tool("/planner/").page
    page.locator("#planner-part").select_option("ii")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    count = len(shown(page))
    assert count_of(str(page.locator(".item[open]:visible textarea").count())) == count > 10
    assert not page.locator("form.planner").is_visible()
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.locator(".item[open]:visible").count() == 0
