"""Undocumented details of MkDocs that the program relies on; see ``private_details``."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build, get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.structure.nav import Link, Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler, get_relative_url, is_error_template

HOOKS = """
calls = []
for name in ("startup", "shutdown", "config", "files", "nav", "env", "post_build", "build_error"):
    exec(f"def on_{name}(*_, **__): calls.append({name!r})")

def on_page_markdown(markdown, *, page, **_):
    render = page.render
    def wrapped(config, files):
        calls.append("render")
        render(config, files)
    page.render = wrapped

def on_page_content(html, *, page, **_):
    calls.append(f"content {page.title}")

def on_post_template(output, *, template_name, **_):
    calls.append(template_name)

def on_post_page(output, *, page, **_):
    calls.append("page")
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one page, whose hooks record their calls."""
    files = {
        "mkdocs.yml": (
            "site_name: A\nsite_url: https://a.example/\ntheme: {name: material}\nplugins: []\n"
            "hooks: [hooks.py]\n"
        ),
        "hooks.py": HOOKS,
        "docs/index.md": "# A & B\n\nText.\n",
        "docs/.hidden/x.txt": "hidden",
    }
    for path, text in files.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def config(project: Path) -> MkDocsConfig:
    return read(project)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Checks that MkDocs' logger is restored."""
    log = logging.getLogger("mkdocs")
    before = [*log.handlers]
    yield
    assert log.handlers == before, "MkDocs removes its handler"


def read(project: Path) -> MkDocsConfig:
    config = load_config(config_file=str(project / "mkdocs.yml"))
    # Files cannot be generated before the first event has run.
    config.plugins.on_startup(command="build", dirty=False)
    return config


def module(config: MkDocsConfig) -> Any:
    """Returns the module of the project's hooks: MkDocs stores a mapping, but declares a list."""
    return dict(config)["hooks"]["hooks.py"]


def test_hooks_are_loaded_once(project: Path) -> None:
    first, second = read(project), read(project)
    assert first is not second
    assert module(first) is module(second)


def test_hooks_are_among_the_plugins_by_their_configured_names(config: MkDocsConfig) -> None:
    assert [str(name) for name in config.hooks] == ["hooks.py"]
    assert set(config.plugins) == {"hooks.py"}
    assert not isinstance(config.plugins["hooks.py"], CombinedEvent)


def test_events_have_the_expected_order(config: MkDocsConfig) -> None:
    build(config)
    calls: list[str] = module(config).calls
    assert calls.pop(0) == "startup"
    templates = [call for call in calls if call.endswith((".html", ".xml"))]
    assert [call for call in calls if call not in templates] == [
        "config", "files", "nav", "render", "content A &amp; B", "env", "page", "post_build",
    ]  # fmt: skip
    assert set(templates) == {"404.html", "sitemap.xml"}
    assert calls.index("env") < min(map(calls.index, templates))
    assert max(map(calls.index, templates)) < calls.index("page")


def test_a_title_from_a_heading_is_html(config: MkDocsConfig) -> None:
    file = File.generated(config, "x.md", content="# A & B\n")
    page = Page(None, file, config)
    page.read_source(config)
    page.render(config, Files([file]))
    assert page.title == "A &amp; B"
    assert getattr(page, "_title_from_render") == page.title  # noqa: B009


def test_a_configuration_keeps_unknown_keys(config: MkDocsConfig) -> None:
    config["archive_x"] = 1
    assert config.get("archive_x") == config["archive_x"] == 1
    assert config.get("archive_y") is None


def test_site_dir_can_be_changed_after_loading(project: Path, config: MkDocsConfig) -> None:
    config.site_dir = str(project / "elsewhere")
    build(config)
    assert (project / "elsewhere/index.html").is_file()
    assert not (project / "site").exists()


def test_the_site_map_of_mkdocs_can_be_turned_off(project: Path, config: MkDocsConfig) -> None:
    assert "sitemap.xml" in config.theme.static_templates
    config.theme.static_templates.discard("sitemap.xml")
    build(config)
    assert (project / "site/404.html").is_file()
    assert not (project / "site/sitemap.xml.gz").exists()
    copied = (project / "site/sitemap.xml").read_text("utf-8")
    assert "{%" in copied, "a template that is not rendered is copied"


def test_each_file_is_copied_by_its_method(config: MkDocsConfig) -> None:
    copied: list[str] = []
    every = {name: File.generated(config, name, content="") for name in ("a.pdf", "b.pdf", "c.md")}
    every["b.pdf"].inclusion = InclusionLevel.EXCLUDED
    for name, file in every.items():
        file.copy_file = lambda _=False, name=name: copied.append(name)  # type: ignore[method-assign,misc]
    Files(list(every.values())).copy_static_files()
    assert copied == ["a.pdf"]


def test_a_page_can_be_created_and_rendered_by_code(config: MkDocsConfig) -> None:
    file = File.generated(config, "a/b/index.md", content="")
    page = Page(None, file, config)
    assert (page.url, page.canonical_url) == ("a/b/", "https://a.example/a/b/")
    page.title = page.content = "mark"
    page.meta = {"description": "mark"}
    page.canonical_url = page.edit_url = None
    page.toc = get_toc([{"id": "x", "name": "", "level": 1, "children": []}])
    page.slots = {}  # type: ignore[attr-defined]
    assert [one.url for one in page.toc] == ["#x"]
    context = get_context(Navigation([], []), Files([file]), config, page)
    assert set(context) == {
        "nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version",
        "build_date_utc", "config", "page",
    }  # fmt: skip
    assert (context["base_url"], context["page"]) == ("../..", page)
    plugins = config.plugins
    nav = Navigation([], [])
    assert plugins.on_page_context(context, page=page, config=config, nav=nav) is context
    assert plugins.on_post_page("output", page=page, config=config) == "output"


def test_links_can_be_inserted_before_the_navigation(config: MkDocsConfig) -> None:
    nav = get_navigation(get_files(config), config)
    link = Link("Countries", "countries/")
    nav.items[:0] = [link]
    assert next(iter(nav)) is link
    assert (link.title, link.url) == ("Countries", "countries/")
    assert nav.homepage is not None


def test_hidden_files_are_listed_as_excluded(config: MkDocsConfig) -> None:
    files = get_files(config)
    hidden = files.get_file_from_path(".hidden/x.txt")
    assert hidden is not None
    assert hidden.inclusion is InclusionLevel.EXCLUDED
    assert (hidden.src_dir, hidden.is_documentation_page()) == (config.docs_dir, False)
    files.remove(hidden)
    files.append(File.generated(config, "y.js", content=b"0"))
    assert {file.src_uri for file in files} == {"index.md", "y.js"}


def test_extensions_and_their_settings_are_separate(project: Path) -> None:
    file = project / "mkdocs.yml"
    more = "markdown_extensions: [tables, {toc: {permalink: true}}]\n"
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    config = read(project)
    assert {"tables", "toc"} <= set(config.markdown_extensions)
    assert config.mdx_configs == {"toc": {"permalink": True}}


def test_get_relative_url_gives_the_path_to_the_root() -> None:
    assert get_relative_url(".", "a/b/") == "../.."
    assert get_relative_url(".", "") == "."
    assert [is_error_template(name) for name in ("404.html", "x.html")] == [True, False]


def test_the_theme_has_its_folders_and_name(config: MkDocsConfig) -> None:
    assert all(Path(folder).is_dir() for folder in config.theme.dirs)
    assert dict(config.theme)["name"] == "material"


def test_a_strict_build_counts_warnings_by_a_handler(config: MkDocsConfig) -> None:
    config.strict = True
    seen: list[bool] = []

    def on_post_build(**_: object) -> None:
        logging.getLogger("mkdocs.hooks.x").warning("a warning")
        handlers = logging.getLogger("mkdocs").handlers
        seen.append(any(isinstance(one, CountHandler) and one.get_counts() for one in handlers))

    config.plugins.events["post_build"].append(on_post_build)
    with pytest.raises(Abort, match="1 warnings"):
        build(config)
    assert seen == [True]


def test_on_build_error_may_raise_another_error(config: MkDocsConfig) -> None:
    def on_post_build(**_: object) -> None:
        raise ValueError("one")

    def on_build_error(error: Exception, **_: object) -> None:
        raise Abort(f"other than {error}")

    config.plugins.events["post_build"].append(on_post_build)
    config.plugins.events["build_error"].append(on_build_error)
    with pytest.raises(Abort, match="other than one"):
        build(config)


def test_the_server_watches_through_its_observer(tmp_path: Path) -> None:
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    scheduled: list[tuple[str, bool]] = []

    class Observer:
        def schedule(self, handler: object, path: str, *, recursive: bool) -> object:
            assert callable(getattr(handler, "on_any_event"))  # noqa: B009
            scheduled.append((path, recursive))
            return path

        def unschedule(self, watch: object) -> None:
            scheduled.remove((str(watch), True))

    server.observer = Observer()  # type: ignore[assignment]
    server.watch(str(tmp_path))
    assert scheduled == [(str(tmp_path), True)]
    server.unwatch(str(tmp_path))
    assert scheduled == []
    with pytest.raises(KeyError):
        server.unwatch(str(tmp_path))
    server.server_close()


def test_the_server_builds_by_its_builder(tmp_path: Path) -> None:
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    built: list[bool] = []

    def build() -> None:
        built.append(True)
        server._shutdown = True

    server.builder = build
    server._want_rebuild = True
    server.build_delay = 0
    server._build_loop()  # type: ignore[no-untyped-call]
    assert built == [True]
    server.server_close()


def test_the_server_inserts_an_inline_script(tmp_path: Path) -> None:
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    page = server._inject_js_into_html(b"<body>x</body>", 1)  # type: ignore[no-untyped-call]
    assert b"<script>" in page, "an inline script, which a policy would stop"
    server.server_close()
