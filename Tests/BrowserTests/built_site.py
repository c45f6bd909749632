"""The finished site as the tests see it: its kinds of pages, and the nginx that serves it."""

import gzip
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
CONFIGURATION = REPOSITORY / "Documentation/nginx.conf"


def packed(data: bytes) -> int:
    """How many bytes go over the wire."""
    return len(gzip.compress(data, 6, mtime=0))


@dataclass(frozen=True)
class Page:
    """A page of the site: the layout that made it, its address and its file."""

    kind: str
    address: str
    file: pathlib.Path
    size: int


def all_pages(folder: pathlib.Path) -> list[Page]:
    """Every page; those without our shell are redirects."""
    pages = []
    for file in sorted(folder.rglob("*.html")):
        data = file.read_bytes()
        layout = re.search(rb'<body[^>]* data-layout="([a-z-]+)"', data)
        if layout is None and b'http-equiv="refresh"' not in data:
            continue  # a file that Content/assets or a tool brought along
        address = "/" + file.relative_to(folder).as_posix().removesuffix("index.html")
        pages.append(Page(layout.group(1).decode() if layout else "redirect", address, file, len(data)))
    return pages


def richest(pages: list[Page]) -> list[Page]:
    """One page of each kind: the longest."""
    best: dict[str, Page] = {}
    for page in pages:
        if page.kind not in best or page.size > best[page.kind].size:
            best[page.kind] = page
    return [best[kind] for kind in sorted(best)]


class Nginx:
    """Serves a folder with the documented configuration, on a free port of this machine."""

    def __init__(self, folder: pathlib.Path):
        program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/bin:/usr/local/bin:/usr/bin")
        if program is None:
            raise RuntimeError("nginx is missing: apt-get install nginx")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.prefix = pathlib.Path(tempfile.mkdtemp(prefix="clearinghouse-nginx-"))
        text = CONFIGURATION.read_text()
        # Exactly the lines that the file asks to change.
        for old, new in [(r"listen 80;", f"listen 127.0.0.1:{port};"), (r"server_name plans.example.org;", "server_name localhost;"),
                         (r"root /srv/clearinghouse;", f'root "{folder.resolve()}";')]:
            assert text.count(old) == 1, f"{CONFIGURATION} has not exactly one line “{old}”"
            text = text.replace(old, new)
        (self.prefix / "site.conf").write_text(text)
        types = next(path for path in map(pathlib.Path, ["/etc/nginx/mime.types", "/opt/homebrew/etc/nginx/mime.types",
                                                          "/usr/local/etc/nginx/mime.types"]) if path.exists())
        temporary = "\n".join(f"{name}_temp_path {self.prefix}/{name};" for name in
                              ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        # A worker may not read what only root can: as root, nginx keeps its own rights.
        user = "user root;" if os.geteuid() == 0 else ""
        (self.prefix / "nginx.conf").write_text(
            f"{user} worker_processes 1; daemon off; pid {self.prefix}/nginx.pid; error_log {self.prefix}/error.log;\n"
            f"events {{ worker_connections 256; }}\nhttp {{ include {types}; access_log off; {temporary}\n"
            f"include {self.prefix}/site.conf; }}\n")
        self.process = subprocess.Popen([program, "-p", str(self.prefix), "-c", str(self.prefix / "nginx.conf"),
                                         "-e", str(self.prefix / "error.log")])
        self.url = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                urllib.request.urlopen(self.url + "/robots.txt", timeout=5).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.05)
        log = self.prefix / "error.log"
        raise RuntimeError("nginx did not start: " + (log.read_text() if log.exists() else ""))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=10)
        shutil.rmtree(self.prefix, ignore_errors=True)
