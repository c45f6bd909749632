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
