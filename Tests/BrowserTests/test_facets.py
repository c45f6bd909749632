"""The filter of the practice list, by keyboard: what it shows is what the data files say."""

import json
import re

import pytest
from tools import count_of, errors, press

# A facet in which a practice can have several values narrows with each choice; the others offer alternatives.
ALTERNATIVES = {"basis", "jurisdiction"}
FIELDS = {"topic": "topics", "program": "programs", "population": "populations", "partner": "partners",
          "sector": "sectors", "basis": "basis", "jurisdiction": "jurisdiction"}


@pytest.fixture(scope="module")
def expected(site_folder):
    """Addresses of the practices that a filter should show, from the data files alone."""
    practices = json.loads((site_folder / "data/practices.json").read_text())
    terms = json.loads((site_folder / "data/terms.json").read_text())
    broader = {(term["vocabulary"], term["id"]): term["broader"] for term in terms}

    def values(practice, facet):
        own = practice[FIELDS[facet]]
        found, open_ends = set(), list(own) if isinstance(own, list) else [own]
        while open_ends:
            value = open_ends.pop()
            if value and value not in found:
                found.add(value)
                open_ends.append(broader.get((FIELDS[facet], value)))
        return found

    def addresses(**chosen):
        def fits(practice, facet, wanted):
            has = [value in values(practice, facet) for value in wanted]
            return any(has) if facet in ALTERNATIVES else all(has)

        return sorted("/practices/" + practice["id"] + "/" for practice in practices
                      if all(fits(practice, facet, wanted) for facet, wanted in chosen.items()))

    return addresses


@pytest.fixture
def opened(tool):
    """The list, once its file of summaries and options has arrived."""

    def open_list(query=""):
        it = tool("/practices/" + query)
        it.page.locator("[data-filter-bar]").wait_for()
        return it

    return open_list


def shown(page):
    return sorted(page.locator("[data-card]:visible .card-title a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"))


def status(page):
    return page.locator("[data-filter-bar] [role=status]").inner_text()


def box(page, facet, option):
    return page.locator(f'[data-facet="{facet}"] [data-option="{option}"] input')


@pytest.mark.parametrize("chosen", [
    {"topic": ["registered-apprenticeship"]},
    {"topic": ["registered-apprenticeship", "child-care"]},
    {"topic": ["registered-apprenticeship", "rural"]},
    {"topic": ["registered-apprenticeship"], "jurisdiction": ["co", "ky"]},
    {"basis": ["evaluated", "rated"], "program": ["wioa-title-i"]},
    {"program": ["wioa"]},
    {"population": ["rural-residents"], "topic": ["registered-apprenticeship"]},
])
def test_address_shows_what_the_data_say(chosen, expected, opened):
    page = opened("?" + "&".join(f"{facet}={','.join(options)}" for facet, options in chosen.items())).page
    known = {facet: [option for option in options if box(page, facet, option).count()] for facet, options in chosen.items()}
    known = {facet: options for facet, options in known.items() if options}
    assert known, f"no option of {chosen} is on the page"
    assert shown(page) == expected(**known)
    assert count_of(status(page)) == len(expected(**known))


def test_combination_is_built_by_keyboard_and_undone(expected, opened):
    it = opened()
    page = it.page
    everything = expected()
    assert shown(page) == everything and status(page) == f"All {len(everything)} practices"

    summary = page.locator('[data-facet="topic"] > summary')
    summary.focus()
    page.keyboard.press("Enter")
    topics = page.locator('[data-facet="topic"] input')
    page.keyboard.press("Tab")
    assert topics.first.evaluate("box => box === document.activeElement"), "the first option follows its fold"
    box(page, "topic", "registered-apprenticeship").focus()
    page.keyboard.press("Space")
    first = expected(topic=["registered-apprenticeship"])
    assert shown(page) == first and page.url.endswith("?topic=registered-apprenticeship")

    # The count beside an option tells what choosing it would leave.
    row = page.locator('[data-facet="topic"] [data-option]:visible').filter(has=page.locator("input:not(:checked)")).nth(1)
    other = row.get_attribute("data-option")
    promised = int(row.locator(".count").inner_text())
    row.locator("input").focus()
    page.keyboard.press("Space")
    both = expected(topic=["registered-apprenticeship", other])
    assert shown(page) == both and len(both) == promised
    chips = page.locator("[data-chips] button")
    assert chips.count() == 2

    # The back button undoes one choice at a time, the forward button brings it back.
    page.go_back()
    assert shown(page) == first and chips.count() == 1
    page.go_forward()
    assert shown(page) == both

    # A chip takes its choice away; the focus stays among the chips, then on the result.
    press(page, chips.first, "Enter")
    assert chips.count() == 1
    assert chips.first.evaluate("chip => chip === document.activeElement")
    page.reload()
    page.locator("[data-filter-bar]").wait_for()
    assert chips.count() == 1, "the address keeps the filter"
    press(page, page.locator("[data-clear]"), "Enter")
    assert shown(page) == everything and page.url.endswith("/practices/")
    assert page.evaluate("() => document.activeElement.getAttribute('role')") == "status"
    assert not errors(it)


def test_alternatives_count_as_if_nothing_else_of_their_facet_were_chosen(expected, opened):
    page = opened("?basis=rated").page
    for option in ["evaluated", "measured"]:
        count = page.locator(f'[data-facet="basis"] [data-option="{option}"] .count')
        assert int(count.text_content()) == len(expected(basis=[option]))


def test_foreign_words_in_the_address_change_nothing(expected, opened):
    it = opened('?topic="><script>alert(1)</script>,no-such&element=__proto__&x=%3Cimg%20src%3Dx%3E')
    assert shown(it.page) == expected() and it.page.locator("[data-chips] li").count() == 0
    assert it.page.locator("main script, main img").count() == 0 and not errors(it)


def test_without_script_facets_are_links_to_pages(visit, site_folder):
    page = visit("/practices/", script=False).page
    links = page.locator("[data-facet] a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert len(links) > 100 and all((site_folder / link.lstrip("/") / "index.html").exists() for link in links)
    assert page.locator("[data-facet] input, [data-filter-bar]:visible").count() == 0
    page.locator('[data-facet="topic"] > summary').click()
    assert page.locator('[data-facet="topic"] a').first.is_visible()


def test_print_shows_the_choice_and_not_the_filter(opened):
    page = opened("?topic=registered-apprenticeship").page
    page.emulate_media(media="print")
    assert page.locator("[data-chips] button").is_visible() and not page.locator(".facets").is_visible()


def test_summaries_come_with_the_filter(opened, site_folder):
    practices = json.loads((site_folder / "data/practices.json").read_text())
    page = opened().page
    cards = page.locator("[data-card]").evaluate_all("""cards => Object.fromEntries(cards.map(
      card => [card.querySelector("h3 a").getAttribute("href"), card.lastElementChild.textContent]))""")
    assert cards == {f"/practices/{practice['id']}/": practice["summary"] for practice in practices}


def test_list_stays_links_where_the_file_cannot_be_read(tool):
    it = tool("/")
    it.page.route("**/practices/list.json", lambda route: route.abort())
    it.page.goto(it.server + "/practices/?basis=rated")
    it.page.wait_for_load_state("networkidle")
    assert it.page.locator("[data-facet] a").count() > 100 and not it.page.locator("[data-filter-bar]").is_visible()
    assert it.page.locator("[data-card]:visible").count() > 100


def test_list_holds_five_hundred_practices(site_folder):
    """The page must stay within its 40 kB of gzip; what it has beside the practices does not grow with them."""
    from built_site import packed

    page = (site_folder / "practices/index.html").read_text()
    cards = page.count("data-card")
    bare = packed(re.sub(r'<li class="card" data-card.*?</li>', "", page, flags=re.S).encode())
    each = (packed(page.encode()) - bare) / cards
    assert bare + 500 * each < 40_000, f"{bare} bytes and {each:.1f} for each of {cards} practices"
