"""What all browser tests share: the built site behind a real nginx, and one Chromium.

Run by `make test`; by hand:
    .build/tools/bin/pytest Tests/BrowserTests [--site .build/site] [-k "element and dark"]
"""

import os
import pathlib
import shutil

import pytest
from built_site import Nginx, all_pages, packed, richest
from playwright.sync_api import sync_playwright

# Every page is looked at in each of these ways.
SCHEMES = ["light", "dark"]
WIDTHS = [320, 1280]


def pytest_addoption(parser):
    parser.addoption("--site", default=".build/site", help="the folder of the finished site")


def pytest_configure(config):
    folder = pathlib.Path(config.getoption("--site"))
    if not (folder / "index.html").exists():
        raise pytest.UsageError(f"there is no site in {folder}: run `clearinghouse build --output {folder}` first")
    config.site_folder = folder
    config.site_pages = all_pages(folder)
    config.site_kinds = richest(config.site_pages)


def pytest_generate_tests(metafunc):
    if "kind" in metafunc.fixturenames:
        # A redirect leads on before anything can be looked at; it has a test of its own.
        kinds = [page for page in metafunc.config.site_kinds if page.kind != "redirect"]
        metafunc.parametrize("kind", kinds, ids=[page.kind for page in kinds])
    if "scheme" in metafunc.fixturenames:
        metafunc.parametrize("scheme", SCHEMES)
    if "width" in metafunc.fixturenames:
        metafunc.parametrize("width", WIDTHS)


def pytest_terminal_summary(terminalreporter, config):
    pages = config.site_pages
    terminalreporter.write_line("")
    terminalreporter.write_line(f"{'kind of page':<20} {'pages':>6} {'gzip':>8}  tested at")
    for page in config.site_kinds:
        count = sum(1 for other in pages if other.kind == page.kind)
        size = packed(page.file.read_bytes())
        terminalreporter.write_line(f"{page.kind:<20} {count:>6} {size / 1000:>6.1f}kB  {page.address}")


@pytest.fixture(scope="session")
def site_folder(pytestconfig) -> pathlib.Path:
    return pytestconfig.site_folder


@pytest.fixture(scope="session")
def site_pages(pytestconfig):
    return pytestconfig.site_pages


@pytest.fixture(scope="session")
def server(site_folder):
    nginx = Nginx(site_folder)
    yield nginx.url
    nginx.stop()


@pytest.fixture(scope="session")
def browser():
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which(
        "google-chrome")
    if program is None:
        raise RuntimeError("chromium is missing: apt-get install chromium (or set CHROMIUM to its path)")
    with sync_playwright() as playwright:
        # Chromium refuses its sandbox to root, as in a container; its shared memory may be small there.
        arguments = ["--disable-dev-shm-usage"] + (["--no-sandbox"] if os.geteuid() == 0 else [])
        chromium = playwright.chromium.launch(executable_path=program, args=arguments)
        yield chromium
        chromium.close()


# Tells the page's own story of what the content security policy refused.
REPORTER = """
window.refused = [];
document.addEventListener("securitypolicyviolation", event =>
  window.refused.push(`${event.violatedDirective} refused ${event.blockedURI || event.sourceFile}`));
"""


@pytest.fixture(scope="session")
def contexts(browser):
    """Browser contexts by what they are for, made once."""
    made = {}

    def context(script: bool = True, **options):
        key = (script, *sorted(options.items()))
        if key not in made:
            made[key] = browser.new_context(java_script_enabled=script, reduced_motion="reduce", **options)
            made[key].set_default_timeout(10_000)
            if script:
                made[key].add_init_script(REPORTER)
        return made[key]

    yield context
    for entry in made.values():
        entry.close()


class Visit:
    """A page in the browser, with everything that went wrong while it was there."""

    def __init__(self, context, server: str, width: int, scheme: str):
        self.server = server
        self.page = context.new_page()
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.emulate_media(color_scheme=scheme)
        self.errors: list[str] = []
        self.page.on("console", lambda message: message.type in ("error", "warning") and self.errors.append(
            f"console {message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.errors.append(f"script error: {error}"))
        self.page.on("requestfailed", lambda request: self.errors.append(f"failed: {request.url} {request.failure}"))
        self.page.on("request", lambda request: request.url.startswith((server + "/", "data:", "blob:")) or
                     self.errors.append(f"asks another host: {request.url}"))
        self.page.on("response", lambda response: response.status >= 400 and self.errors.append(
            f"status {response.status}: {response.url}"))

    def open(self, address: str):
        return self.page.goto(self.server + address, wait_until="load")

    def close(self) -> None:
        self.page.close()


@pytest.fixture
def visit(contexts, server):
    """Opens a page: `visit(address, width=, scheme=, script=)`."""
    opened = []

    def open_page(address: str, width: int = 1280, scheme: str = "light", script: bool = True) -> Visit:
        it = Visit(contexts(script), server, width, scheme)
        opened.append(it)
        it.response = it.open(address)
        return it

    yield open_page
    for it in opened:
        it.close()

@pytest.fixture
def tool(browser, server):
    """Opens a page as a reader who has never been here: `tool(address, width=, before=)` with a script to run first."""
    opened = []

    def open_page(address: str, width: int = 1280, before: str = "") -> Visit:
        context = browser.new_context(reduced_motion="reduce")
        context.set_default_timeout(10_000)
        context.add_init_script(REPORTER + before)
        opened.append(context)
        it = Visit(context, server, width, "light")
        it.response = it.open(address)
        return it

    yield open_page
    for context in opened:
        context.close()
