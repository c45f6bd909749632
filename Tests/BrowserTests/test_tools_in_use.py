"""The tools while they are in use: what scripts put on the page is as accessible and narrow as the page itself."""

import pytest
from test_pages import AXE, RULES, RUN_AXE
from tools import errors


def compare(page, server):
    page.goto(server + "/compare/?e=ii-c-1&s=co,ky,zz,al,wa")
    page.locator(".compare-text").first.wait_for()


def planner(page, server):
    page.goto(server + "/planner/")
    page.locator("#planner-state").select_option("co")
    page.locator("#planner-type").select_option("combined")
    page.locator("form details > summary").click()
    for element in ["ii-c-1", "ii-b-1"]:
        page.locator(f'[data-element="{element}"] > summary').click()
    page.locator("#notes-ii-c-1").fill("A note with a-word-that-is-so-long-that-no-narrow-screen-would-ever-hold-it-on-a-line")
    page.locator('[data-element="ii-c-1"] .leads a').first.wait_for()


def basket(page, server):
    page.goto(server + "/practices/co-careerwise-youth-apprenticeship/")
    page.locator(".pick-record button").click()
    page.locator(".passage-pick").first.focus()
    page.keyboard.press("Enter")
    page.goto(server + "/basket/")
    page.locator("[data-basket-list] > li").nth(1).wait_for()


def picking(page, server):
    page.goto(server + "/practices/co-careerwise-youth-apprenticeship/")
    page.locator(".passage-pick").first.focus()
    page.keyboard.press("Enter")


def facets(page, server):
    page.goto(server + "/practices/?topic=registered-apprenticeship&basis=evaluated,operating")
    page.locator("[data-facet=population] > summary").click()


@pytest.mark.parametrize("use", [compare, planner, basket, picking, facets])
def test_tool_in_use_is_accessible_and_narrow(use, scheme, width, tool):
    it = tool("/", width=width)
    page = it.page
    page.emulate_media(color_scheme=scheme)
    use(page, it.server)
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"it scrolls sideways by {wide} px"
    page.evaluate(AXE)
    result = page.evaluate(RUN_AXE, RULES)
    assert result["passes"] > 5 and not result["violations"], "\n".join(result["violations"])
    assert not errors(it)
