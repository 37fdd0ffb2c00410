"""Serves a site by nginx on the loopback address, with the configuration of ``deploy/nginx/``."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest

from archive.commands.deploy_files import filled_in
from tests.support.ensure_nginx import NEEDED, find_nginx
from tests.support.sites import ROOT
from tests.support.waiting import wait_until

RECIPE = ROOT / "deploy/nginx/archive.nginx.conf"
MAIN = """\
{user}
daemon off;
error_log {folder}/error.log warn;
pid {folder}/pid;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/archive.conf;
}}
"""


class Answer(NamedTuple):
    """A response."""

    status: int
    headers: Message
    body: bytes


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follows no redirect."""


def get(address: str, **headers: str) -> Answer:
    """Requests an address, and follows no redirect."""
    request = urllib.request.Request(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.build_opener(_Stay).open(request) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


@contextlib.contextmanager
def serving(site: Path, address: str, folder: Path) -> Iterator[str]:
    """Serves a site for as long as the context lasts; yields the server's origin.

    Args:
        site: The site.
        address: Its ``site_url``, for ``deploy-files``.
        folder: An empty folder for nginx's own files.
    """
    nginx = find_nginx()
    if not nginx:
        pytest.fail(NEEDED)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    text = filled_in(RECIPE.read_text("utf-8"), address)
    for found, put in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("    listen [::]:80;\n", ""),
        ("/srv/archive/site/", f"{site}/"),
    ):
        assert found in text
        text = text.replace(found, put)
    (folder / "archive.conf").write_text(text, "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder=folder, user=user), "utf-8")
    command = [nginx, "-p", str(folder), "-c", str(main), "-e", str(folder / "error.log")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr, tested.stderr
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: _answers(port), bool)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
