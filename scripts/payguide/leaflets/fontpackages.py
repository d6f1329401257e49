"""Where the full fonts come from: pinned npm packages, from the registry or from a folder."""

from __future__ import annotations

import base64
import hashlib
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Package:
    """An npm package of source fonts: its name, version and the `sha512` of its archive."""

    name: str
    version: str
    sha512: str
    licence: str = "package/LICENSE_FONT"


SC = Package(
    "@expo-google-fonts/noto-sans-sc",
    "0.4.3",
    "9rAwdFTFHbO/u6Cs0gj2jZbW74TGIiaFNQnXYH2s5wA1bzVkwbaviL4t8YUV642eGYjg86eH6DkAEQmfNHDncQ==",
)
LATIN = Package(
    "@expo-google-fonts/noto-sans",
    "0.4.2",
    "zYD8G2ijWLxqmquoQgghNh/x9p0yxWwArD0oxO1oXY1qx5vOd4t0Kbhnu/Cx8RTy08OgA8RtxuULZFaXwVPnPw==",
)

Fetch = Callable[[Package], bytes]


def npm_pack(package: Package) -> bytes:
    """The archive of `package` from the npm registry, through npm itself.

    Raises `RuntimeError` when npm fails or the archive is not the pinned one.
    """
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"{package.name}@{package.version}"
        command = ["npm", "pack", "--silent", "--pack-destination", folder, wanted]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        archives = list(Path(folder).glob("*.tgz"))
        if done.returncode or not archives:
            raise RuntimeError(f"npm could not fetch {package.name}@{package.version}: {done.stderr.strip()}")
        return _pinned(package, archives[0].read_bytes())


def _pinned(package: Package, content: bytes) -> bytes:
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != package.sha512:
        raise RuntimeError(f"{package.name}@{package.version} is not the archive that was pinned")
    return content


def member(archive: bytes, name: str) -> bytes:
    """The file `name` of a package's archive. Raises `RuntimeError` when it is not there."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        handle = tar.extractfile(name)
        if handle is None:
            raise RuntimeError(f"no file '{name}' in the font package")
        return handle.read()


def from_folder(source: Path) -> Fetch:
    """A way to fetch packages that lie in `source`, as `npm pack` writes them."""

    def fetch(package: Package) -> bytes:
        name = f"{package.name.removeprefix('@').replace('/', '-')}-{package.version}.tgz"
        if not (source / name).is_file():
            raise RuntimeError(f"there is no {name} in {source.name}")
        return _pinned(package, (source / name).read_bytes())

    return fetch
