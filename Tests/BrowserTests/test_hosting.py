"""What the documented nginx configuration answers: pages, errors, headers, compression."""

import gzip
import urllib.error
import urllib.request

import pytest


def ask(url: str, **headers):
    """Status, headers and body, whatever the status; redirects are not followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *arguments):
            return None

    request = urllib.request.Request(url, headers=headers)
    try:
        response = urllib.request.build_opener(Stay).open(request, timeout=10)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return response.status, response.headers, response.read()


def test_address_without_slash_leads_to_the_page(server):
    status, headers, _ = ask(server + "/elements")
    assert (status, headers["Location"]) == (301, "/elements/")


def test_wrong_address_gets_our_page_with_status_404(server):
    status, headers, body = ask(server + "/no/such/page/")
    assert status == 404
    assert b'data-layout="not-found"' in body
    assert "default-src 'self'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/", "/elements/", "/robots.txt", "/data/practices.csv", "/feeds/all.xml"])
def test_headers(server, address):
    status, headers, _ = ask(server + address)
    assert status == 200
    assert headers.get_all("Content-Security-Policy") == [
        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cache-Control"] == "no-cache"
    assert headers["ETag"]
    assert "nginx/" not in headers["Server"]


def test_unchanged_page_is_not_sent_again(server):
    tag = ask(server + "/elements/")[1]["ETag"]
    assert ask(server + "/elements/", **{"If-None-Match": tag})[0] == 304


@pytest.mark.parametrize("address, media", [
    ("/", "text/html; charset=utf-8"), ("/data/practices.csv", "text/csv; charset=utf-8"),
    ("/data/practices.json", "application/json; charset=utf-8"), ("/feeds/all.xml", "text/xml; charset=utf-8")])
def test_text_is_compressed_and_named(server, address, media):
    _, headers, body = ask(server + address, **{"Accept-Encoding": "gzip"})
    assert headers["Content-Type"] == media
    assert headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in headers["Vary"]
    assert gzip.decompress(body) == ask(server + address)[2]


@pytest.mark.parametrize("address", ["/.clearinghouse-manifest", "/_redirects", "/_headers", "/.gitignore"])
def test_what_the_build_keeps_for_itself_is_not_served(server, address):
    assert ask(server + address)[0] == 404


def test_fingerprinted_files_are_kept_and_others_are_not(server):
    page = ask(server + "/")[2].decode()
    address = page.split('<link rel="stylesheet" href="')[1].split('"')[0]
    assert ask(server + address)[1]["Cache-Control"] == "public, max-age=31536000, immutable"
    assert ask(server + "/assets/no-such-file.css")[1]["Cache-Control"] == "no-cache"


def rules(site_folder):
    """The rules of `_headers`: pairs of an address and its headers."""
    found = []
    for line in (site_folder / "_headers").read_text().splitlines():
        if line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            assert name not in found[-1][1]
            found[-1][1][name] = value
        else:
            found.append((line, {}))
    return found


def test_headers_file_gives_every_file_one_policy(site_folder):
    """Hosts join the same header of several rules, and the strictest policy wins: two would forbid the search."""
    all_rules = rules(site_folder)
    for file in site_folder.rglob("*"):
        path = file.relative_to(site_folder).as_posix()
        if not file.is_file() or path.startswith((".", "_")):
            continue
        address = "/" + path.removesuffix("index.html")
        headers = {}
        for rule, added in all_rules:
            if rule == address or rule.endswith("*") and address.startswith(rule[:-1]):
                assert not headers.keys() & added.keys(), f"{address} gets {added} twice"
                headers |= added
        # Pagefind's own scripts are part of the search page.
        wasm = address.startswith(("/search/", "/pagefind/"))
        assert headers["Content-Security-Policy"].startswith(
            "default-src 'self' 'wasm-unsafe-eval';" if wasm else "default-src 'self';"), address
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"]
        assert ("immutable" in headers.get("Cache-Control", "")) == bool(
            address.startswith(("/pagefind/fragment/", "/pagefind/index/", "/pagefind/filter/"))
            or file.parent.parent.name == "assets" and len(file.parent.name) == 8), address
