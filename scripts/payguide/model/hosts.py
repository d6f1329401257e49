"""Hosts of web addresses: which of them only their owner's computer or network can reach."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import urlsplit

#: Names that lead to the reader's own machine or to a network that others cannot reach (RFC 6761, 6762, 8375).
_LOCAL_NAMES = re.compile(r"(?:.*\.)?(?:localhost|localdomain|local|lan|internal|intranet|home\.arpa|corp)$")
#: Addresses that hosting services and tunnels give to one branch, one pull request or one afternoon.
_PREVIEW = re.compile(
    r"(?:deploy-preview-\d+|[\w-]+)--[\w-]+\.netlify\.app$"
    r"|[\w-]+-git-[\w-]+\.vercel\.app$"
    r"|[\w-]+-[0-9a-z]{9}-[\w-]+\.vercel\.app$"
    r"|(?:[0-9a-f]{8}|pr-?\d+|preview|dev)\.[\w-]+\.pages\.dev$"
    r"|(?:.*[-.])?(?:pr|mr|preview|staging)-?\d*\."
    r"(?:netlify\.app|vercel\.app|pages\.dev|onrender\.com|herokuapp\.com|fly\.dev|surge\.sh|azurestaticapps\.net)$"
    r"|[\w-]+--[\w-]+\.web\.app$"
    r"|pr-\d+\.\w+\.amplifyapp\.com$"
    r"|[\w-]+--\d+(?:\.\w+)?\.(?:org\.)?readthedocs\.build$"
    r"|.*\.(?:ngrok\.io|ngrok\.app|ngrok\.dev|ngrok-free\.app|trycloudflare\.com|loca\.lt|lhr\.life|serveo\.net)$"
    r"|.*\.(?:gitpod\.io|app\.github\.dev|githubpreview\.dev|csb\.app|webcontainer\.io|repl\.co|tunnelmole\.net)$"
)
#: First labels that a site's owners give to copies which are not for readers.
_STAGING = frozenset(("staging", "stage", "preview", "preprod", "uat", "sit", "beta", "dev", "test", "testing"))


def host_of(url: str) -> str:
    """The host of `url`, in lower case; empty when it has none or cannot be read."""
    try:
        return (urlsplit(url.strip()).hostname or "").rstrip(".")
    except ValueError:
        return ""


def bare(host: str) -> str:
    """`host` without `www.`, in the letters that the name service uses."""
    host = host.casefold().removeprefix("www.")
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


@lru_cache(maxsize=4096)
def is_local(host: str) -> bool:
    """Whether `host` is this machine, a private address, or a name of a private network."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or _LOCAL_NAMES.match(host) is not None
    # Addresses set aside for examples in documents are as unreachable as private ones.
    return not address.is_global


@lru_cache(maxsize=4096)
def is_address(host: str) -> bool:
    """Whether `host` is a number and no name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def is_preview(host: str, own: str) -> bool:
    """Whether `host` serves a passing copy of a site: a preview, a tunnel, or the staging copy of the host `own`."""
    if _PREVIEW.match(host):
        return True
    first, _, rest = host.partition(".")
    home = bare(own)
    return bool(home) and host != own and first in _STAGING and rest.removeprefix("www.") == home


@lru_cache(maxsize=4096)
def is_reserved(host: str) -> bool:
    """Whether `host` is a name set aside for examples (RFC 2606): it stands for any host."""
    return re.fullmatch(r"(?:.*\.)?(?:example(?:\.(?:com|org|net))?|invalid|test)", host) is not None
