"""Serving a built site as a host for readers would: nginx, HTTP/2, TLS, copies that are compressed already.

Debian's nginx, with the module that sends brotli copies where it is there. The certificate is made for the run, and
signed by nobody: browsers are told to take it. The site is served at the address that it was built for, which browsers
are told to look for on this machine, and to find no other: what a page wants from another host fails at once.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

INSTALL = "sudo apt-get install nginx libnginx-mod-http-brotli-static"
_PACKAGES = ("nginx", "libnginx-mod-http-brotli-static")
_BROTLI = "ngx_http_brotli_static_module.so"
#: Where servers are, which is on no ordinary user's path.
_SYSTEM = "/usr/sbin"
#: Where Debian's packages lie when they are unpacked among the tools, which needs no rights.
_UNPACKED = "nginx-debian"
_CANONICAL = re.compile(r'<link\s+rel="?canonical"?\s+href="?([^">\s]+)|<link\s+href="?([^">\s]+)"?\s+rel="?canonical')
_STARTS = 10.0
LOG = "answers"

CONFIG = """\
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
{modules}events {{}}
http {{
  log_format view '$status $bytes_sent $http_sec_fetch_dest $uri';
  access_log {folder}/{log} view;
  {places}
  types {{
    text/html html; text/css css; text/javascript js; application/json json; image/svg+xml svg; image/png png;
    image/jpeg jpg; image/webp webp; text/plain txt; text/xml xml; application/pdf pdf; font/woff2 woff2;
    application/manifest+json webmanifest;
  }}
  charset utf-8;
  charset_types text/css text/javascript text/plain text/xml application/json;
  gzip_static on;
{brotli}  server {{
    listen 127.0.0.1:{port} ssl http2;
    ssl_certificate {folder}/certificate.pem;
    ssl_certificate_key {folder}/key.pem;
    error_page 404 {path}404.html;
    location {path} {{ alias "{site}/"; index index.html; }}
    location ~ "\\.[0-9a-f]{{10,}}\\." {{
      root "{site}";
      rewrite ^{path}(.*)$ /$1 break;
      add_header Cache-Control "max-age=31536000, immutable";
    }}
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Nginx:
    """The server's program, and its module for brotli (None: gzip alone)."""

    program: str
    brotli: Path | None

    @property
    def words(self) -> str:
        """The version, and what it compresses with."""
        said = subprocess.run([self.program, "-v"], capture_output=True, text=True).stderr
        version = said.strip().rpartition("/")[2] or "?"
        return f"nginx {version}, HTTP/2, TLS, {'brotli and gzip' if self.brotli else 'gzip (no brotli module)'}"


@dataclass(frozen=True, slots=True)
class Serving:
    """A site that is being served: the address that it was built for, the port where it is on this machine, and the
    file to which the server writes a line for every answer: status, bytes sent, what it is for, path.
    """

    address: str
    port: int
    log: Path

    @property
    def arguments(self) -> list[str]:
        """What Chromium is started with, so that it finds the site, and no other host."""
        host = urlsplit(self.address).hostname
        rules = f"MAP {host}:443 127.0.0.1:{self.port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
        return [
            "--no-sandbox",
            "--disable-background-networking",
            "--ignore-certificate-errors",
            f"--host-resolver-rules={rules}",
        ]


def find(tools: Path) -> Nginx | None:
    """The server on this system, or unpacked below `tools`; None when it is not installed."""
    own = tools.resolve() / _UNPACKED
    path = os.pathsep.join([os.environ.get("PATH", ""), _SYSTEM, str(own / "usr" / "sbin")])
    program = shutil.which("nginx", path=path)
    if program is None:
        return None
    root = own if Path(program).is_relative_to(own) else Path("/")
    module = root / "usr" / "lib" / "nginx" / "modules" / _BROTLI
    return Nginx(program, module if module.is_file() else None)


def install(tools: Path) -> list[str]:
    """Unpacks Debian's packages below `tools`, so that nothing of the system changes; says what could not be done."""
    if find(tools) is None and shutil.which("apt-get") and shutil.which("dpkg"):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["apt-get", "download", *_PACKAGES], cwd=folder, check=False, capture_output=True)
            for package in sorted(Path(folder).glob("*.deb")):
                subprocess.run(["dpkg", "-x", str(package), str(tools / _UNPACKED)], check=False, capture_output=True)
    return [] if find(tools) else [f"nginx: {INSTALL}"]


def address_of(site: Path) -> str:
    """The address that the built `site` says it is at. Raises ValueError when its home page names none."""
    found = _CANONICAL.search((site / "index.html").read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"the home page of {site} does not say where the site is (link rel=canonical)")
    return found[1] or found[2]


def configuration(nginx: Nginx, site: Path, folder: Path, port: int, path: str) -> str:
    """The server's configuration: `site` at `path` of a server at `port`; it writes into `folder` alone."""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return CONFIG.format(
        folder=folder,
        log=LOG,
        modules=f'load_module "{nginx.brotli}";\n' if nginx.brotli else "",
        places=" ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds),
        brotli="  brotli_static on;\n" if nginx.brotli else "",
        port=port,
        path=path,
        site=site,
    )


@contextmanager
def serving(nginx: Nginx, site: Path) -> Iterator[Serving]:
    """Serves `site` while the block runs. Raises RuntimeError, with what nginx says, when it does not start."""
    address = address_of(site)
    with tempfile.TemporaryDirectory(prefix="nginx-") as name, socket.socket() as probe:
        folder = Path(name)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        _certificate(folder, urlsplit(address).hostname or "localhost")
        config = folder / "nginx.conf"
        config.write_text(configuration(nginx, site.resolve(), folder, port, urlsplit(address).path), encoding="utf-8")
        command = [nginx.program, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(config)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            if not _answers(process, port):
                process.terminate()
                raise RuntimeError(f"nginx does not start:\n{process.communicate()[1]}")
            yield Serving(address, port, folder / LOG)
        finally:
            process.terminate()
            process.wait()


def _certificate(folder: Path, host: str) -> None:
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={host}"]
    files: Sequence[str] = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    subprocess.run([*request, "-addext", f"subjectAltName=DNS:{host}", *files], check=True, capture_output=True)


def _answers(process: subprocess.Popen[str], port: int) -> bool:
    """Waits until the server answers; False when it ends instead, or does not answer in time."""
    deadline = time.monotonic() + _STARTS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return True
        except OSError:
            time.sleep(0.05)
    return False
