"""The form for editors in a real browser, on a private folder of the browser's.

The form works on a folder that a person picks. Here, the picker answers with a folder of the
origin-private file system, which has the files of a project, and ``.git``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from playwright.sync_api import Locator, Page

from archive.outputs.cms_package import CACHE, SCHEMA, read_pin
from tests.support.install_html_check import node_bin
from tests.support.sites import ROOT

_PICKER = """
window.showDirectoryPicker = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle("repository", { create: true });
"""
_WRITE = """async (files) => {
  const root = await navigator.storage.getDirectory();
  const top = await root.getDirectoryHandle("repository", { create: true });
  await top.getDirectoryHandle(".git", { create: true });
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split("/"), name = parts.pop();
    let folder = top;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
    const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await stream.write(text);
    await stream.close();
  }
}"""
_READ = """async () => {
  const found = {};
  const read = async (folder, path) => {
    for await (const [name, one] of folder.entries()) {
      if (one.kind === "directory") await read(one, `${path}${name}/`);
      else found[path + name] = await (await one.getFile()).text();
    }
  };
  const root = await navigator.storage.getDirectory();
  await read(await root.getDirectoryHandle("repository"), "");
  return found;
}"""


@cache
def installed() -> Path:
    """Installs the form as ``make cms`` does, once; returns the folder of all versions."""
    command = [sys.executable, "-m", "archive", "cms"]
    run = subprocess.run(
        command, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=False
    )
    assert not run.returncode, run.stderr
    return ROOT / CACHE


def _environment() -> dict[str, str]:
    path = f"{node_bin()}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PATH": path}


def install_in(project: Path) -> None:
    """Copies the installed form into a project."""
    shutil.copytree(installed(), project / CACHE)


def schema_errors(config: object) -> str:
    """Returns what the package's own schema finds in a configuration, or ""."""
    schema = installed() / read_pin().version / SCHEMA
    script = """
const Ajv = require("ajv"), fs = require("fs");
const check = new Ajv({ strict: false, validateFormats: false }).compile(
  JSON.parse(fs.readFileSync(process.argv[1])));
const config = JSON.parse(fs.readFileSync(0));
if (!check(config)) console.log(JSON.stringify(check.errors));
"""
    run = subprocess.run(
        [str(node_bin() / "node"), "--eval", script, str(schema)],
        input=json.dumps(config),
        cwd=ROOT / "tests/support/html",
        capture_output=True,
        text=True,
        check=False,
    )
    assert not run.returncode, run.stderr
    return run.stdout.strip()


def open_form(page: Page, address: str, files: Mapping[str, str]) -> None:
    """Opens the form on a folder with some files.

    Args:
        page: An empty page.
        address: Address of the site, ending in a slash.
        files: Path relative to the project → content.
    """
    page.add_init_script(_PICKER)
    page.goto(f"{address}admin/")
    page.evaluate(_WRITE, dict(files))
    page.get_by_role("button", name="Work with Local Repository").click()
    page.get_by_role("heading", name="Briefs").or_(page.get_by_text("Briefs")).first.wait_for()


def open_entry(page: Page, address: str, entry: str) -> None:
    """Opens the form of a brief: ``new``, or ``entries/`` and its path below the briefs."""
    page.goto(f"{address}admin/#/collections/briefs/{entry}")
    field(page, "title").wait_for()


def field(page: Page, path: str) -> Locator:
    """Returns the field of a key, by its path: ``relations.0.subject``."""
    return page.locator(f'section.field[data-key-path="{path}"]')


def write_text(page: Page, text: str) -> None:
    """Writes the text of a brief, as Markdown."""
    field(page, "body").locator("textarea:visible").fill(text)


def choose(page: Page, path: str, typed: str, name: str) -> None:
    """Chooses a name in a field: opens it, types, and takes the first name shown."""
    field(page, path).get_by_role("combobox").click()
    page.get_by_role("searchbox", name="Filter Options").fill(typed)
    page.get_by_role("option", name=name, exact=True).click()
    field(page, path).get_by_text(name).first.wait_for()


def name_address(page: Page, slug: str) -> None:
    """Gives a brief the last part of its address."""
    page.get_by_role("radio", name="Slug").click()
    page.get_by_role("button", name="Edit").last.click()
    page.get_by_role("textbox").last.fill(slug)
    page.keyboard.press("Enter")


def add_picture(page: Page, file: Path, text: str) -> None:
    """Adds a picture to a brief. The form renders its fields as they are scrolled into view."""
    page.mouse.move(300, 600)
    while not field(page, "image").count():
        page.mouse.wheel(0, 500)
        page.evaluate("new Promise((done) => requestAnimationFrame(done))")
    field(page, "image").get_by_text("Add").first.click()
    field(page, "image.file").locator("input[type=file]").first.set_input_files(file)
    field(page, "image.alt").get_by_role("textbox").fill(text)


def save(page: Page) -> Mapping[str, str]:
    """Saves, and returns the files of the folder."""
    page.get_by_role("button", name="Save").first.click()
    page.get_by_text("Entry saved.").wait_for()
    found: Mapping[str, str] = page.evaluate(_READ)
    return found
