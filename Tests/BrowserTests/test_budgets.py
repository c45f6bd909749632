"""The weight of the whole site, as it goes over the wire (gzip): every page, not only the ones opened in the browser."""

import re

from built_site import packed

ORDINARY, ELEMENT, FIRST_VIEW, STYLES, SCRIPTS = 40_000, 150_000, 120_000, 20_000, 25_000
# A whole plan on one page is as long as the plan.
WITHOUT_LIMIT = {"print"}


def heaviest(sizes: dict[str, int], limit: int) -> list[str]:
    return [f"{name}: {size} bytes" for name, size in sorted(sizes.items(), key=lambda entry: -entry[1])[:5] if size > limit]


def needs(page) -> list[str]:
    """Addresses of what the browser fetches by itself to show the page."""
    text = page.file.read_text()
    tags = re.findall(r"<(?:link|script|img|iframe|source|video|audio|object|embed|use|image)\b[^>]*>", text)
    found = []
    for tag in tags:
        kind = re.search(r'\brel="([^"]*)"', tag)
        if kind and kind.group(1) in ("canonical", "alternate", "prev", "next", "license"):
            continue
        found += re.findall(r'\b(?:src|href|data)="([^"#][^"]*)"', tag)
    return found


def test_pages_are_light(site_pages):
    sizes = {page: packed(page.file.read_bytes()) for page in site_pages if page.kind not in WITHOUT_LIMIT}
    too_heavy = heaviest({page.address: size for page, size in sizes.items() if page.kind != "element"}, ORDINARY)
    too_heavy += heaviest({page.address: size for page, size in sizes.items() if page.kind == "element"}, ELEMENT)
    assert not too_heavy, "these pages are too heavy:\n" + "\n".join(too_heavy)


def test_styles_and_scripts_are_light(site_folder):
    for ending, limit in [("css", STYLES), ("js", SCRIPTS)]:
        files = sorted((site_folder / "assets").rglob(f"*.{ending}"))
        assert files, f"the site has no .{ending}"
        total = sum(packed(file.read_bytes()) for file in files)
        assert total <= limit, f"all .{ending} together are {total} bytes, more than {limit}"


def test_first_view_is_light_and_asks_no_other_host(site_folder, site_pages):
    weights, foreign = {}, []
    known = {}
    for page in site_pages:
        if page.kind in WITHOUT_LIMIT:
            continue
        weight = packed(page.file.read_bytes())
        for address in needs(page):
            if not address.startswith("/") or address.startswith("//"):
                foreign.append(f"{page.address} needs {address}")
                continue
            if address not in known:
                file = site_folder / address.split("?")[0].lstrip("/")
                assert file.is_file(), f"{page.address} needs {address}, which is not there"
                known[address] = packed(file.read_bytes())
            weight += known[address]
        if page.kind != "element":
            weights[page.address] = weight
    assert not foreign, "\n".join(foreign[:5])
    assert not heaviest(weights, FIRST_VIEW), "too heavy in the first view:\n" + "\n".join(heaviest(weights, FIRST_VIEW))


def test_styles_ask_no_other_host(site_folder):
    for file in (site_folder / "assets").rglob("*.css"):
        foreign = re.findall(r"(?:url\(\s*['\"]?|@import\s+['\"])(?:https?:)?//[^)'\"]*", file.read_text())
        assert not foreign, f"{file.name} asks another host: {foreign}"
