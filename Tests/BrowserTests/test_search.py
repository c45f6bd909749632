"""Search: what people type finds its page, down to the passage, by keyboard, and with little over the wire."""

import gzip
import json
import re
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from test_pages import AXE, RULES, RUN_AXE
from tools import HOSTILE, count_of, errors, press

# What is typed, and the pages of which one must be among the first five.
QUERIES = [
    # Codes of elements, in the ways in which people write them.
    ("II.c.1", ["/elements/ii-c-1/"]),
    ("ii c 1", ["/elements/ii-c-1/"]),
    ("II(c)(1)", ["/elements/ii-c-1/"]),
    ("ii-c-1", ["/elements/ii-c-1/"]),
    ("II.c", ["/elements/ii-c/"]),
    ("element II.b.2", ["/elements/ii-b-2/"]),
    ("III.b.3.B.i", ["/elements/iii-b-3-b-i/"]),
    ("VI.title1b.b.2", ["/elements/vi-title1b-b-2/"]),
    ("II.a.1.A.i", ["/elements/ii-a-1-a-i/"]),
    # States and territories.
    ("Colorado", ["/jurisdictions/co/"]),
    ("ky", ["/jurisdictions/ky/"]),
    ("state of Oregon", ["/jurisdictions/or/"]),
    ("Guam", ["/jurisdictions/gu/"]),
    ("district of columbia", ["/jurisdictions/dc/"]),
    ("Palau", ["/jurisdictions/pw/"]),
    # Ids of records.
    ("co-careerwise-youth-apprenticeship", ["/practices/co-careerwise-youth-apprenticeship/"]),
    ("practice:wa-career-connect", ["/practices/wa-career-connect/"]),
    ("co/2024", ["/plans/co/2024/"]),
    # Acronyms.
    ("WIOA", ["/programs/wioa/"]),
    ("TANF", ["/programs/tanf/", "/topics/tanf/"]),
    ("SNAP E&T", ["/topics/snap-et/", "/programs/snap/"]),
    ("RESEA", ["/programs/resea/", "/topics/resea/"]),
    ("SCSEP", ["/programs/scsep/"]),
    ("JVSG", ["/programs/jvsg/"]),
    ("NFJP", ["/programs/nfjp/"]),
    ("AEFLA", ["/programs/aefla/"]),
    ("TAA", ["/programs/taa/"]),
    ("BEAD", ["/programs/bead/"]),
    # Guidance by number, statutes and rules.
    ("TEGL 4-21", ["/guidance/tegl-4-21-modification-py2022/"]),
    ("TEGL 13-16", ["/guidance/tegl-13-16-registered-apprenticeship/"]),
    ("TEN 28-22", ["/guidance/ten-28-22-snap-partnering/"]),
    ("1205-0522", ["/guidance/icr-1205-0522-required-elements/"]),
    ("HUD Section 3", ["/programs/section-3/", "/guidance/hud-section-3-final-rule/"]),
    ("section 102(b)(1)(D)", ["/elements/ii-b-2/", "/elements/ii-b/"]),
    ("AEFLA final rule", ["/guidance/aefla-final-rule-2016/"]),
    ("34 CFR 361.18", ["/elements/vi-vr-i/"]),
    ("§ 361.18", ["/elements/vi-vr-i/"]),
    ("34 CFR § 361.24", ["/elements/vi-vr-l/"]),
    ("20 CFR 677.155", ["/elements/app1/"]),
    ("20 CFR 641.302", ["/guidance/scsep-four-year-strategy-rule/", "/elements/vii-scsep/"]),
    ("7 CFR 273.7(c)(6)", ["/elements/vii-snap/", "/elements/vii-snap-a/"]),
    ("38 U.S.C. 4215", ["/elements/iii-b-7/"]),
    ("42 USC 601", ["/elements/vii-tanf/"]),
    ("section 166", ["/programs/native-american-programs/"]),
    ("WIOA section 167", ["/programs/nfjp/"]),
    ("WIOA section 102", ["/elements/i/", "/elements/iii/", "/elements/iii-b/", "/elements/iii-b-5/", "/elements/i-a/"]),
    ("section 101(d)", ["/elements/iii-a-1/"]),
    ("Public Law 102-477", ["/programs/477-plan/"]),
    # Programs and laws by name.
    ("Wagner-Peyser", ["/programs/wagner-peyser/"]),
    ("Workforce Innovation and Opportunity Act", ["/programs/wioa/"]),
    ("out-of-school youth", ["/elements/vi-title1b-c-2/"]),
    ("Title I Youth", ["/programs/youth/"]),
    ("vocational rehabilitation", ["/programs/vr/", "/topics/vocational-rehabilitation/"]),
    ("unemployment insurance", ["/programs/ui/", "/topics/unemployment-insurance/"]),
    ("Perkins V", ["/programs/perkins/", "/guidance/perkins-v-state-plans/"]),
    ("CHIPS Act", ["/programs/chips-act/"]),
    ("Good Jobs Challenge", ["/programs/good-jobs-challenge/"]),
    # Practices by name.
    ("CareerWise", ["/practices/co-careerwise-youth-apprenticeship/"]),
    ("I-BEST", ["/practices/wa-i-best-team-teaching/"]),
    ("EARN Maryland", ["/practices/md-earn-industry-partnerships/"]),
    ("Tri-Share", ["/practices/mi-tri-share-child-care/"]),
    ("FAME Kentucky", ["/practices/ky-fame-manufacturing-apprenticeship/"]),
    ("TechCred", ["/practices/oh-techcred/"]),
    ("Georgia Quick Start", ["/practices/ga-quick-start/"]),
    ("Jobs and Hope West Virginia", ["/practices/wv-jobs-and-hope-recovery/"]),
    ("Delaware Pathways", ["/practices/de-delaware-pathways/"]),
    # Misspellings.
    ("apprenticship", ["/programs/apprenticeship/", "/topics/registered-apprenticeship/",
                       "/programs/registered-apprenticeship/", "/topics/apprenticeship-and-work/"]),
    ("registerd apprenticeship", ["/topics/registered-apprenticeship/", "/programs/registered-apprenticeship/"]),
    ("Colorodo", ["/jurisdictions/co/"]),
    ("vetrans", ["/topics/veterans/", "/populations/veterans/"]),
    ("brodband", ["/topics/broadband/"]),
    ("semiconducter", ["/topics/semiconductors/"]),
    ("sector partnershps", ["/topics/sector-partnerships/"]),
    ("homless", ["/populations/homeless/"]),
    # Everyday words.
    ("child care", ["/topics/child-care/"]),
    ("farm workers", ["/topics/agricultural-workers/", "/populations/farmworkers/", "/practices/ca-farmworker-advancement-program/",
                      "/practices/ca-farmworker-provider-network/", "/programs/nfjp/"]),
    ("prison", ["/practices/sc-second-chance-prerelease/", "/practices/az-second-chance-centers/", "/topics/reentry/",
                "/populations/justice-involved/", "/practices/in-hire-reentry-coordinators/"]),
    ("rides to work", ["/practices/wi-wetap-transport-to-jobs/", "/practices/mn-getting-to-work-cars/", "/topics/transport/"]),
    ("nursing", ["/topics/nursing/"]),
    ("teacher apprenticeship", ["/topics/teacher-apprenticeship/"]),
    ("artificial intelligence", ["/topics/ai-skills/", "/practices/nj-ai-training-for-public-staff/",
                                 "/practices/ok-free-ai-basics-for-residents/"]),
    ("benefits cliff", ["/topics/benefits-cliffs/", "/practices/al-david-benefits-cliff-dashboard/"]),
    ("people in recovery", ["/populations/people-in-recovery/"]),
    ("one-stop centers for people with disabilities", ["/elements/iii-b-8/"]),
    ("priority of service for veterans", ["/elements/iii-b-7/", "/elements/iii-b-7-a/"]),
    ("state board membership", ["/elements/iii-b-3-b-i/", "/elements/iii-b-3-b/"]),
    ("skills-based hiring", ["/topics/skills-based-hiring/"]),
    ("evaluated", ["/basis/evaluated/"]),
    ("how this site was made", ["/method/", "/about/"]),
    ("accessibility", ["/accessibility/"]),
    # More words than most.
    ("career pathways for out-of-school youth in manufacturing", ["/elements/vi-title1b-c-2/", "/practices/co-careerwise-youth-apprenticeship/"]),
    ("help for older workers who lost their jobs", ["/practices/az-older-worker-scsep-alignment/"]),
    ("broadband training for rural counties", ["/practices/vt-broadband-apprenticeship/"]),
]
FOUND = "[data-results] > li"
# Ends when the first ten results stand, or when it is sure that there is none.
SETTLED = """() => document.querySelector("[data-results]")?.ariaBusy === "false" &&
  /^Nothing|\\d/.test(document.querySelector("[data-status]").textContent)"""
# The bytes that crossed the wire by the time of the first hit of the index: the bodies of the page and of everything that
# it asked for, compressed as nginx serves them; headers are not counted. A name that stands there earlier, before the
# index has answered, does not stop the count.
WEIGHT = """
document.addEventListener("DOMContentLoaded", () => {
  const list = document.querySelector("[data-results]");
  if (list) new MutationObserver(() => {
    if (!list.querySelector(".passages")) return;
    window.weight ??= [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .reduce((sum, entry) => sum + entry.encodedBodySize, 0);
  }).observe(list, { childList: true, subtree: true });
});
"""


def faults(it) -> list[str]:
    """What went wrong; pieces of the index that a new page overtook are no fault."""
    return [error for error in errors(it) if "ERR_ABORTED" not in error]


def search(opener, query: str, **limits):
    it = opener("/search/?" + urlencode({"q": query, **limits}))
    it.page.wait_for_function(SETTLED)
    return it


def results(page) -> list[str]:
    return [urlsplit(address).path for address in
            page.locator(f"{FOUND} h2 a").evaluate_all("links => links.map(link => link.href)")]


@pytest.fixture(scope="module", autouse=True)
def index(site_folder):
    assert (site_folder / "pagefind/pagefind.js").exists(), "the site has no search index: is Pagefind on the PATH?"
    return site_folder / "pagefind"


def test_what_people_type_finds_its_page_and_the_first_hit_is_light(browser, server, capsys):
    """Every query in a browser that has seen nothing yet."""
    assert len(QUERIES) >= 80
    rows, trouble = [], []
    for query, expected in QUERIES:
        context = browser.new_context()
        context.add_init_script(WEIGHT)
        page = context.new_page()
        page.on("pageerror", lambda error: trouble.append(f"{query}: {error}"))
        page.goto(server + "/search/?" + urlencode({"q": query}))
        page.wait_for_function(SETTLED)
        page.wait_for_function("() => window.weight")
        found = results(page)[:5]
        rank = next((found.index(address) + 1 for address in found if address in expected), None)
        rows.append((query, rank, page.evaluate("() => window.weight"), found[0] if found else "nothing", expected[0]))
        context.close()
    with capsys.disabled():
        print(f"\n{'query':<46} {'rank':>4} {'weight':>8}  first result")
        for query, rank, weight, first, wanted in rows:
            print(f"{query:<46} {rank or '–':>4} {weight / 1000:>6.1f}kB  {first}{'' if rank else '   wanted ' + wanted}")
        hits = sum(1 for row in rows if row[1])
        print(f"{hits} of {len(rows)} in the first five ({hits / len(rows):.1%}), {sum(1 for row in rows if row[1] == 1)} first; "
              f"heaviest {max(row[2] for row in rows)} bytes")
    assert hits / len(rows) >= 0.95
    heavy = [f"“{query}”: {weight} bytes before the first hit" for query, _, weight, *_ in rows if weight > 200_000]
    assert not heavy, "\n".join(heavy)
    assert not trouble


def test_a_search_by_keyboard_from_any_page(tool):
    it = tool("/practices/")
    page = it.page
    box = page.locator(".site-search input")
    assert box.evaluate("box => box.labels[0].textContent") == "Search this site"
    box.focus()
    page.keyboard.type("child care")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=child+care")
    page.wait_for_function(SETTLED)
    assert page.locator("#q").input_value() == "child care"
    assert page.locator("[data-status]").get_attribute("role") == "status"
    assert count_of(page.locator("[data-status]").inner_text()) > 10
    assert page.title().startswith("“child care” – ")

    # More results come by a button, and the focus goes to the first of them.
    page.wait_for_selector("[data-more]:visible")
    before = page.locator(FOUND).count()
    press(page, page.locator("[data-more]"), "Enter")
    page.wait_for_function(f"() => document.querySelectorAll('{FOUND}').length > {before}")
    page.wait_for_function("() => document.activeElement.closest('[data-results]')")
    addresses = results(page)
    assert len(addresses) == len(set(addresses)), "a page stands there twice"
    assert page.locator(f"{FOUND} mark").first.inner_text().lower().startswith(("child", "care"))
    assert not faults(it)


def test_hits_lead_to_the_passage_and_are_marked_there(visit):
    it = search(visit, "sector partnerships employers", kind="practice")
    page = it.page
    link = page.locator(".passages a[href*='#p-']").first
    address = urlsplit(link.get_attribute("href"))
    assert parse_qs(address.query)["highlight"]
    press(page, link, "Enter")
    page.wait_for_url(f"**{address.path}**")
    page.wait_for_load_state()
    passage = page.locator("#" + address.fragment)
    assert passage.locator("mark.found").count() > 0, "the passage does not show what was found"
    assert passage.evaluate("it => it.matches(':target')")
    marked = {word.lower() for word in page.locator("mark.found").all_inner_texts()}
    assert marked <= set(parse_qs(address.query)["highlight"][0].lower().split())
    # Marks take no room: the page is as high as without them.
    height = page.evaluate("() => document.documentElement.scrollHeight")
    assert not faults(it)
    plain = visit(address.path).page
    assert plain.locator("mark.found").count() == 0
    assert plain.evaluate("() => document.documentElement.scrollHeight") == height


def test_limits_hold_and_their_counts_are_true(visit):
    it = search(visit, "apprenticeship")
    page = it.page
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(300)
    assert not [url for url in asked if "/filter/" in url], "filters are fetched before anybody asks for them"
    page.locator("[data-limits] > summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => /\\(\\d+\\)$/.test(document.querySelector('#limit-jurisdiction option[value=co]').textContent)")
    assert len({url for url in asked if "/filter/" in url}) == 6
    chosen = page.locator("#limit-jurisdiction option[value=co]")
    promised = int(re.search(r"\((\d+)\)$", chosen.text_content()).group(1))
    assert chosen.text_content().startswith("Colorado")
    page.select_option("#limit-jurisdiction", "co")
    page.wait_for_function(f"() => document.querySelector('[data-status]').textContent.startsWith('{promised} ')")
    assert urlsplit(page.url).query == "q=apprenticeship&jurisdiction=co"
    assert promised > 1 and "within the limits" in page.locator("[data-status]").inner_text()
    page.wait_for_function("() => !document.querySelector('[data-more]').hidden || "
                           f"document.querySelectorAll('{FOUND}').length >= {promised}")
    for about in page.locator(f"{FOUND} .card-meta").all_inner_texts():
        assert "Colorado" in about
    # The address keeps the limit; the back button takes it away.
    page.reload()
    page.wait_for_function(SETTLED)
    assert page.locator("#limit-jurisdiction").input_value() == "co" and page.locator("#limit-jurisdiction").is_visible()
    page.go_back()
    page.wait_for_function("() => !document.querySelector('[data-status]').textContent.includes('limits')")
    assert page.locator("#limit-jurisdiction").input_value() == ""
    assert not faults(it)


@pytest.mark.parametrize("limits, folder", [
    ({"kind": "section"}, "/plans/"), ({"element": "ii-c"}, ""), ({"topic": "child-care"}, ""), ({"program": "wioa"}, ""),
    ({"basis": "evaluated"}, "/practices/"),
])
def test_every_limit_works_without_words(visit, limits, folder):
    it = search(visit, "", **limits)
    assert count_of(it.page.locator("[data-status]").inner_text()) > 1
    assert [address for address in results(it.page) if address.startswith(folder)]
    assert not faults(it)


def test_a_misspelled_word_is_asked_about(visit):
    it = search(visit, "apprenticship")
    suggestion = it.page.locator("[data-suggestion]")
    assert suggestion.inner_text().startswith("No page has “apprenticship”. Did you mean apprenticeship?")
    assert urlsplit(suggestion.locator("a").get_attribute("href")).query == "q=apprenticeship"
    assert it.page.locator(FOUND).count() > 5
    assert not faults(it)


@pytest.mark.parametrize("query", ["xqzwv", "§ 999.99123"])
def test_nothing_found_comes_with_advice(visit, query):
    it = search(visit, query)
    assert it.page.locator("[data-status]").inner_text().startswith("Nothing was found")
    assert it.page.locator("[data-suggestion]").is_visible() and it.page.locator("[data-browse] a").count() >= 8
    assert it.page.locator(FOUND).count() == 0
    assert not faults(it)


def test_the_words_list_is_fetched_only_when_a_word_is_missing(visit):
    asked = []
    for query in ["apprenticeship", "II.c.1", "child care"]:
        it = visit("/search/")
        it.page.on("request", lambda request: asked.append(request.url))
        it.page.goto(it.server + "/search/?" + urlencode({"q": query}))
        it.page.wait_for_function(SETTLED)
    assert any("/pagefind/" in url for url in asked) and not any("words.txt" in url for url in asked)


def test_numbers_of_laws_are_found_exactly_or_not_at_all(visit):
    it = search(visit, "34 CFR 361.18")
    assert any(mark.startswith("361.18") for mark in it.page.locator(f"{FOUND} mark").all_inner_texts())
    assert search(visit, "§ 361.46").page.locator("[data-status]").inner_text() == "Nothing was found for “§ 361.46”."
    assert "No page has all" in search(visit, "34 CFR 361.46").page.locator("[data-suggestion]").inner_text()


def test_words_that_never_stand_together_are_offered_alone(visit):
    it = search(visit, "prison broadband Guam")
    suggestion = it.page.locator("[data-suggestion]")
    assert suggestion.inner_text().startswith("No page has all of these words.")
    assert suggestion.locator("a").all_inner_texts() == ["prison", "broadband", "Guam"]
    press(it.page, suggestion.locator("a").first, "Enter")
    it.page.wait_for_url("**/search/?q=prison")
    it.page.wait_for_function(SETTLED)
    assert suggestion.is_hidden() and it.page.locator(FOUND).count() > 0
    assert not faults(it)


@pytest.mark.parametrize("query", ["", "   "])
def test_an_empty_search_shows_the_lists(visit, query):
    it = visit("/search/?" + urlencode({"q": query}))
    it.page.wait_for_timeout(300)
    assert it.page.locator("[data-found]").is_hidden() and it.page.locator("[data-browse]").is_visible()
    assert not it.page.title().startswith("“")
    assert not faults(it)


@pytest.mark.parametrize("query", ["???", "🙂", "§", "“”"])
def test_signs_without_a_word_find_nothing(visit, query):
    it = search(visit, query)
    assert it.page.locator("[data-status]").inner_text() == f"Nothing was found for “{query}”."
    assert it.page.locator("[data-suggestion]").is_visible() and it.page.locator("[data-browse]").is_visible()
    assert not faults(it)


@pytest.mark.parametrize("typed, same", [
    ("APPRENTICESHIP", "apprenticeship"), ("  child \t care  ", "child care"), ("appréntïceship", "apprenticeship"),
    ("child 🙂 care", "child care"), ("child care?!", "child care"), ('child "care', "child care"), ("what is the WIOA", "wioa"),
])
def test_the_same_words_find_the_same_pages(visit, typed, same):
    assert results(search(visit, typed).page)[:5] == results(search(visit, same).page)[:5]


def test_quotes_ask_for_words_side_by_side(visit):
    exact = search(visit, '"child care"')
    loose = search(visit, "child care")
    count = [count_of(it.page.locator("[data-status]").inner_text()) for it in (exact, loose)]
    assert 1 < count[0] < count[1]
    for text in exact.page.locator(f"{FOUND} .passages > li:first-child span").all_inner_texts():
        assert re.search(r"child\W+care", text, re.IGNORECASE), text


@pytest.mark.parametrize("query", ["workforce training " * 105, "x" * 2000, "😀" * 500, '"' * 2000, " ".join(
    query for query, _ in QUERIES)[:2000]], ids=["words", "letters", "emoji", "quotes", "all"])
def test_two_thousand_characters_do_no_harm(browser, server, query):
    """Addresses of more than 8 kB no server takes; an emoji has twelve bytes there."""
    context = browser.new_context()
    page = context.new_page()
    trouble = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(server + "/search/?" + urlencode({"q": query}))
    page.wait_for_function(SETTLED)
    page.wait_for_timeout(300)
    assert len(page.locator("#q").input_value()) <= 200
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    context.close()
    assert not trouble


def test_back_and_forward_keep_words_and_limits(visit):
    it = search(visit, "apprenticeship", kind="practice", jurisdiction="co")
    page = it.page

    def state():
        page.wait_for_function(SETTLED)
        page.wait_for_timeout(200)
        return (page.locator("#q").input_value(), page.locator("#limit-kind").input_value(),
                page.locator("#limit-jurisdiction").input_value(), page.locator("[data-status]").inner_text(), results(page)[:5])

    first = state()
    assert first[:3] == ("apprenticeship", "practice", "co") and "within the limits" in first[3]
    page.locator("#q").fill("child care")
    press(page, page.locator("#q"), "Enter")
    page.wait_for_url("**/search/?q=child+care&kind=practice&jurisdiction=co")
    second = state()
    page.select_option("#limit-jurisdiction", "")
    page.wait_for_url("**/search/?q=child+care&kind=practice")
    third = state()
    assert third[0] == "child care" and third[2] == "" and third[4] != first[4]
    for step, expected in [("back", second), ("back", first), ("forward", second), ("forward", third)]:
        page.evaluate(f"() => history.{step}()")
        page.wait_for_function(f"() => document.querySelector('[data-status]').textContent === {json.dumps(expected[3])}")
        assert state() == expected
    assert not faults(it)


def test_the_whole_page_works_by_keyboard_and_is_read_out(visit):
    it = visit("/search/")
    page = it.page
    # What a screen reader would say, in order.
    page.evaluate("""() => {
      window.said = [];
      const status = document.querySelector("[data-status]");
      new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true });
    }""")
    page.locator("#q").focus()
    page.keyboard.type("child care")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Search"
    page.keyboard.press("Enter")
    page.wait_for_function(SETTLED)
    assert re.fullmatch(r"\d+ pages for “child care”", page.locator("[data-status]").inner_text())
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.id") == "limit-jurisdiction"
    page.wait_for_function("() => /\\(\\d+\\)$/.test(document.querySelector('#limit-jurisdiction option[value=ky]').textContent)")
    page.keyboard.type("Kentucky")
    page.wait_for_url("**/search/?q=child+care&jurisdiction=ky")
    page.wait_for_function("() => document.querySelector('[data-status]').textContent.includes('within')")
    said = page.evaluate("() => window.said")
    assert said[0] == "Searching …" and re.fullmatch(r"\d+ pages? for “child care” within the limits", said[-1])
    assert page.locator("[data-suggestion]").get_attribute("aria-live") == "polite"
    page.wait_for_selector(f"{FOUND} h2 a")
    press(page, page.locator(f"{FOUND} h2 a").first, "Enter")
    page.wait_for_url(lambda url: "/search/" not in url)
    assert not faults(it)


def test_hostile_words_stay_text(visit):
    it = search(visit, HOSTILE)
    assert it.page.evaluate("() => window.broken") is None
    it.page.goto(it.server + "/practices/co-sector-partnerships/?highlight=" + quote(HOSTILE + " ( [ \\ * . - ^ ) workforce"))
    assert it.page.locator("mark.found").count() > 0
    assert it.page.evaluate("() => window.broken") is None
    assert not faults(it)


def test_without_script_the_page_leads_to_the_lists(visit, site_folder):
    page = visit("/search/?q=child+care", script=False).page
    assert page.locator("[data-without-script]").is_visible()
    links = page.locator("[data-browse] a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    for list_page in ["/elements/", "/jurisdictions/", "/practices/", "/topics/"]:
        assert list_page in links and (site_folder / list_page.strip("/") / "index.html").exists()


def test_lists_prints_and_drafts_are_not_in_the_index(index, site_folder):
    urls, text = set(), ""
    for file in sorted((index / "fragment").iterdir()):
        data = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        urls.add(data["url"])
        text += data["content"]
    for out in ["/", "/elements/", "/practices/", "/plans/", "/topics/", "/coverage/", "/search/", "/planner/", "/compare/"]:
        assert out not in urls
    assert not [url for url in urls if url.endswith(("/print/", "/part.html", "/changes/"))]
    assert all((site_folder / url.strip("/") / "index.html").exists() for url in urls)
    practices = json.loads((site_folder / "data/practices.json").read_text())
    assert {f"/practices/{practice['id']}/" for practice in practices} == {url for url in urls if url.startswith("/practices/")}
    assert "¶" not in text, "the links of passages are no text"


def test_results_are_accessible(visit, width, scheme):
    it = visit("/search/?q=child+care&kind=practice", width=width, scheme=scheme)
    it.page.wait_for_function(SETTLED)
    it.page.evaluate(AXE)
    assert it.page.evaluate(RUN_AXE, RULES)["violations"] == []
    assert it.page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert not faults(it)
