"""Search: what people type finds its page, down to the passage, by keyboard, and with little over the wire."""

import gzip
import json
import re
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
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
]
FOUND = "[data-results] > li"
# Ends when the first page of results stands, or when it is sure that there is none.
SETTLED = """() => {
  const status = document.querySelector("[data-status]").textContent;
  return status.startsWith("Nothing") || (document.querySelector("[data-results] > li") && /\\d/.test(status));
}"""
# The bytes that crossed the wire by the time of the first result, headers not counted.
WEIGHT = """
document.addEventListener("DOMContentLoaded", () => {
  const list = document.querySelector("[data-results]");
  if (list) new MutationObserver(() => {
    window.weight ??= [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .reduce((sum, entry) => sum + entry.encodedBodySize, 0);
  }).observe(list, { childList: true });
});
"""


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


def test_what_people_type_finds_its_page(visit, capsys):
    assert len(QUERIES) >= 60
    it = visit("/search/")
    rows = []
    for query, expected in QUERIES:
        it.page.goto(it.server + "/search/?" + urlencode({"q": query}))
        it.page.wait_for_function(SETTLED)
        it.page.wait_for_timeout(150)
        found = results(it.page)[:5]
        rank = next((found.index(address) + 1 for address in found if address in expected), None)
        rows.append((query, rank, found[0] if found else "nothing", expected[0]))
    with capsys.disabled():
        print(f"\n{'query':<46} {'rank':>4}  first result")
        for query, rank, first, wanted in rows:
            print(f"{query:<46} {rank or '–':>4}  {first}{'' if rank else '   wanted ' + wanted}")
        hits = sum(1 for row in rows if row[1])
        print(f"{hits} of {len(rows)} in the first five ({hits / len(rows):.1%}), "
              f"{sum(1 for row in rows if row[1] == 1)} first")
    assert hits / len(rows) >= 0.95
    assert not errors(it)


@pytest.mark.parametrize("query", ["apprenticeship", "child care", "II.c.1", "Colorado", "registered apprenticeship",
                                   "workforce board", "SNAP E&T"])
def test_first_result_is_light(query, browser, server):
    context = browser.new_context()
    context.add_init_script(WEIGHT)
    page = context.new_page()
    page.goto(server + "/search/?" + urlencode({"q": query}))
    page.wait_for_function("() => window.weight")
    weight = page.evaluate("() => window.weight")
    context.close()
    assert weight <= 200_000, f"“{query}”: {weight} bytes before the first result"
