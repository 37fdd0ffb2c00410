"""Attempts to run scripts, built as one site and opened in a real browser: none runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Dialog, Page

from tests.support.server import serve
from tests.support.sites import Run, make_project, run_mkdocs

VECTORS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("vectors.yml").read_text("utf-8")
)
SHOWN = [vector for vector in VECTORS if not vector.get("refused")]
TRAP = """
window.f = () => window.__fired(location.href);
for (const name of ["alert", "prompt", "confirm", "print"]) window[name] = window.f;
"""
TRY_ALL = """() => {
  const kinds = ["mouseover", "mouseenter", "pointerenter", "focus", "toggle", "animationstart"];
  for (const one of document.querySelectorAll("article *, .prose *")) {
    for (const kind of kinds) one.dispatchEvent(new Event(kind));
  }
  for (const one of document.querySelectorAll(".prose *, .sources a, .lede *")) {
    const link = one.closest("a");
    if (link && !link.protocol.startsWith("javascript")) {
      link.addEventListener("click", (event) => event.preventDefault());
    }
    one.click?.();
  }
}"""
DANGEROUS = """() => [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes]
  .filter((it) => /^on/i.test(it.name) ||
    (it.name !== "content" && /^\\s*((java|vb)script:|data:text)/i.test(it.value)))
  .map((it) => one.tagName + " " + it.name + "=" + it.value))"""


def text_of(vector: dict[str, Any]) -> str:
    front: dict[str, Any] = {
        "title": f"Vector {vector['name']}",
        "date": "2022-02-01",
        "actors": ["CSTO", "India"],
        **vector.get("front", {}),
    }
    lines = [f"{key}: {json.dumps(value)}" for key, value in front.items()]
    return "\n".join(["---", *lines, "---", vector.get("body", "The text."), ""])


@dataclass
class Built:
    """The site of the vectors, and those that the build refuses."""

    run: Run
    refused: dict[str, str] = field(default_factory=dict)


def about(output: str, name: str) -> str:
    lines = [line for line in output.splitlines() if f"briefs/{name}.md:" in line]
    return "\n".join(line for line in lines if "ERROR" in line)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Builds all vectors at once, removes those that are refused, and builds the rest."""
    texts = {f"briefs/{one['name']}.md": text_of(one) for one in VECTORS}
    project = make_project(tmp_path_factory.mktemp("vectors") / "site", texts)
    first = run_mkdocs(project)
    refused = {
        one["name"]: errors for one in VECTORS if (errors := about(first.output, str(one["name"])))
    }
    for name in refused:
        (project / f"briefs/{name}.md").unlink()
    return Built(run_mkdocs(project), refused)


@pytest.mark.long
def test_only_vectors_that_must_be_refused_are(built: Built) -> None:
    assert len(VECTORS) >= 30
    assert built.run.code == 0, built.run.output
    assert "Traceback" not in built.run.output
    for vector in VECTORS:
        if not vector.get("either"):
            assert (vector["name"] in built.refused) == bool(vector.get("refused")), vector["name"]


def open_all(browser: Browser, site: Path, *, bypass_csp: bool) -> Iterator[tuple[str, Page]]:
    """Opens every page of a site, triggers every event on it, and yields it."""
    fired: list[str] = []

    def record(where: str) -> None:
        fired.append(where)

    def caught(dialog: Dialog) -> None:
        fired.append(dialog.message)
        dialog.dismiss()

    context = browser.new_context(bypass_csp=bypass_csp)
    context.expose_function("__fired", record)
    context.add_init_script(TRAP)
    context.on("dialog", caught)
    with serve(site) as address:
        page = context.new_page()
        for file in sorted(site.rglob("index.html")):
            url = file.parent.relative_to(site).as_posix()
            page.goto(f"{address}{url}/", wait_until="load")
            page.evaluate(TRY_ALL)
            page.wait_for_timeout(30)
            assert not fired, (url, fired)
            yield url, page
    context.close()


@pytest.mark.long
@pytest.mark.parametrize("bypass_csp", [False, True], ids=["policy", "no-policy"])
def test_no_vector_runs(browser: Browser, built: Built, bypass_csp: bool) -> None:
    seen: list[str] = []
    for url, page in open_all(browser, built.run.site, bypass_csp=bypass_csp):
        if url.startswith("briefs/"):
            assert page.evaluate(DANGEROUS) == [], url
            seen.append(url.split("/")[1])
    assert len(seen) >= 30
    assert set(seen) == {one["name"] for one in SHOWN} - set(built.refused)


def test_the_trap_works(browser: Browser, tmp_path: Path) -> None:
    """Without sanitising, the script runs and is counted."""
    (tmp_path / "index.html").write_text("<article><img src=x onerror='f()'></article>")
    with pytest.raises(AssertionError):
        list(open_all(browser, tmp_path, bypass_csp=True))
