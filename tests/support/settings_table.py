"""A second value for every setting of ``mkdocs.yml``, to test what a change of it does.

A setting is named by its path: ``site_name``, ``theme.logo``, ``extra.archive.newest``,
``plugins.search.lang``, ``markdown_extensions.toc.permalink``.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.support.cms import install_in
from tests.support.pseudo import LANGUAGE, pseudo_file
from tests.support.sites import EXAMPLE, brief, make_project

Options = dict[str, Any]

BODY = """The CSTO met India[^1] in ~~May~~ June. See [the other](b.md) and [its file](table.csv).

[^1]: In Dushanbe.

## What was said

- [x] done
- [ ] not done

```python
print("said")
```

??? note "More"

    Kyrgyzstan said more. H~2~O.

| a | b |
|---|--:|
| 1 | 2 |

*[CSTO]: A treaty organization
"""

FILES = {
    "briefs/2022/a.md": brief(body=BODY),
    "briefs/2022/b.md": brief("Another brief", "2022-03-01", "India, CSTO, Kyrgyzstan").replace(
        "---\n", "---\ntype: report\n", 1
    ),
    "briefs/2022/c.md": brief("A third brief", "2022-04-01", "India, CSTO, Narendra Modi"),
    "briefs/2022/table.csv": "a,b\n",
    "registry/organizations/own.yml": "own: {name: An own organization, kind: forum}\n",
    "docs/more.md": "# More\n\nSee [about](about.md).\n\n- [x] done\n",
    "docs/page.txt": "Of {{ config.site_name }}.\n",
    "docs/assets/other.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "more.py": "def on_post_page(output, **_): return output.replace('</body>', '<hr></body>')\n",
}
"""A small archive on whose pages most settings show."""


@dataclass(frozen=True)
class Second:
    """A second value of a setting.

    Attributes:
        setting: The setting.
        value: The value; None removes the setting.
        first: Other settings that must be set, before and after, so that this setting shows.
        prepare: Creates or moves the files that the new value names.
        is_shown: Whether a page's bytes may show it.
    """

    setting: str
    value: object = None
    first: Options = field(default_factory=dict)
    prepare: Callable[[Path], object] = lambda _: None
    is_shown: bool = True


def make_base(folder: Path, second: Second) -> Path:
    """Creates the project before a change."""
    make_project(folder, FILES)
    if second.setting == "theme.language":
        translation = folder / f"hooks/archive/locale/{LANGUAGE}/LC_MESSAGES/archive.po"
        translation.parent.mkdir(parents=True, exist_ok=True)
        translation.write_text(pseudo_file(), "utf-8")
    set_first(folder, second)
    return folder


def set_first(project: Path, second: Second) -> None:
    """Writes the settings of the project before a change."""
    options: Options = yaml.safe_load((EXAMPLE / "mkdocs.yml").read_text("utf-8"))
    # As mappings, plugins and extensions have paths too.
    for key in ("plugins", "markdown_extensions"):
        options[key] = {
            name: (one[name] if isinstance(one, dict) else {})
            for one in options[key]
            for name in (one if isinstance(one, dict) else (one,))
        }
    for path, value in {"extra.archive.workers": 1, "theme.icon": {"tag": {}}}.items():
        put(options, path, value)
    for path, value in second.first.items():
        put(options, path, value)
    write_options(project, options)


def change(project: Path, second: Second) -> None:
    """Changes a setting of a project."""
    options = read_options(project)
    put(options, second.setting, second.value)
    write_options(project, options)
    second.prepare(project)


def read_options(project: Path) -> Options:
    """Reads a project's settings."""
    options: Options = yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))
    return options


def write_options(project: Path, options: Options) -> None:
    """Writes a project's settings."""
    text = yaml.safe_dump(options, allow_unicode=True, sort_keys=False)
    (project / "mkdocs.yml").write_text(text, "utf-8")


def put(options: Options, path: str, value: object) -> None:
    """Sets a setting by its path; None removes it. Extensions have dots in their names."""
    section, dot, rest = path.partition(".")
    if section == "markdown_extensions" and dot:
        name, _, option = (
            rest.rpartition(".")
            if not rest.startswith("pymdownx")
            else (
                ".".join(rest.split(".")[:2]),
                "",
                ".".join(rest.split(".")[2:]),
            )
        )
        keys = [section, *([name, option] if name and option else [rest])]
    else:
        keys = path.split(".")
    for key in keys[:-1]:
        if not isinstance(options.get(key), dict):
            options[key] = {}
        options = options[key]
    if value is None:
        options.pop(keys[-1], None)
    else:
        options[keys[-1]] = value


def _own_counting(project: Path) -> None:
    folder = project / "hooks/theme/partials/integrations/analytics"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "custom.html").write_text("<!-- counted -->")


def _move(old: str, new: str) -> Callable[[Path], object]:
    return lambda project: (project / old).rename(project / new)


def _other_theme(project: Path) -> None:
    shutil.copytree(project / "hooks/theme", project / "theme")
    footer = project / "theme/partials/archive-footer.html"
    footer.write_text(footer.read_text("utf-8") + "<p>Other</p>", "utf-8")


def _with_form(project: Path) -> None:
    install_in(project)


_MATERIAL = {"extra.archive.search": "material"}
_CONSENT = {"extra.consent": {"title": "Title", "description": "Text", "actions": ["accept"]}}
_ANALYTICS = {"extra.analytics": {"provider": "google", "property": "G-1"}}

SECONDS: tuple[Second, ...] = (
    Second("site_name", "Other name"),
    Second("site_url", "https://other.example.org/archive/"),
    Second("site_url"),
    Second("site_description", "Other description"),
    Second("site_author", "An author"),
    Second("copyright", "Other copyright"),
    Second("repo_url", "https://github.com/other/archive"),
    Second("repo_name", "Other repository"),
    Second("edit_uri", "blob/other/docs/"),
    Second("edit_uri_template", "https://edit.example.org/?file=docs/{path}"),
    Second("nav", [{"Write": "write.md"}, {"About": "about.md"}]),
    Second("exclude_docs", "more.md\n"),
    Second("draft_docs", "more.md\n"),
    Second("not_in_nav", "more.md\n"),
    Second("docs_dir", "pages", prepare=_move("docs", "pages")),
    Second("site_dir", "public", is_shown=False),
    Second("extra_css", ["assets/stylesheets/tokens.css"]),
    Second("extra_javascript", []),
    Second("extra_templates", ["page.txt"]),
    Second("hooks", ["hooks/main.py", "more.py"]),
    Second("plugins", {}),
    Second("markdown_extensions", ["tables", "toc"]),
    Second("strict", True, is_shown=False),
    Second("dev_addr", "127.0.0.1:8080", is_shown=False),
    Second("remote_branch", "pages", is_shown=False),
    Second("remote_name", "other", is_shown=False),
    Second("watch", ["registry"], is_shown=False),
    Second("validation", {"omitted_files": "info"}, is_shown=False),
    # The theme.
    Second("theme.custom_dir", "theme", prepare=_other_theme),
    Second("theme.language", LANGUAGE),
    Second("theme.locale", "de"),
    Second("theme.direction", "rtl"),
    Second("theme.logo", "assets/other.svg"),
    Second("theme.favicon", "assets/other.svg"),
    Second("theme.font", {"text": "Arial", "code": "Courier"}),
    Second("theme.font.text", "Arial", {"theme.font": {"text": "Roboto", "code": "Courier"}}),
    Second("theme.font.code", "Fira", {"theme.font": {"text": "Roboto", "code": "Courier"}}),
    Second("theme.features", ["navigation.top", "content.action.edit", "navigation.tabs"]),
    Second("theme.palette", {"scheme": "slate"}),
    Second("theme.static_templates", ["other.xml"], prepare=lambda project: (
        project / "hooks/theme/other.xml").write_text("<a>{{ config.site_name }}</a>")),
    *(
        Second(f"theme.icon.{name}", "material/star")
        for name in (
            "alternate", "annotation", "close", "edit", "logo", "menu", "next", "previous", "repo",
            "search", "share", "top", "view",
        )
    ),
    Second("theme.icon.tag", {"html": "material/star"}),
    Second("theme.icon.admonition", {"note": "material/star"}),
    # What Material reads of ``extra``.
    Second("extra.alternate", [{"name": "Other", "link": "/other/", "lang": "de"}]),
    Second("extra.analytics", {"provider": "google", "property": "G-2"}),
    Second("extra.analytics.provider", "custom", _ANALYTICS, _own_counting),
    Second("extra.analytics.property", "G-3", _ANALYTICS),
    Second("extra.analytics.feedback", {"title": "Good?", "ratings": []}, _ANALYTICS),
    Second("extra.annotate", {"json": [".s2"]}),
    Second("extra.consent", {"title": "Title", "description": "Text", "actions": ["accept"]}),
    Second("extra.consent.title", "Other title", _CONSENT),
    Second("extra.consent.description", "Other text", _CONSENT),
    Second("extra.consent.actions", ["accept", "reject"], _CONSENT),
    Second("extra.consent.cookies", {"one": "One"}, _CONSENT),
    Second("extra.generator", False),
    Second("extra.homepage", "https://home.example.org/"),
    Second("extra.polyfills", ["https://polyfill.example.org/x.js"]),
    Second("extra.scope", "/"),
    Second("extra.social", [{"icon": "material/star", "link": "https://social.example.org/"}]),
    Second("extra.status", {"new": "Added"}),
    Second("extra.tags", {"HTML": "html"}),
    Second("extra.version", {"provider": "mike"}),
    # The archive's own settings.
    Second("extra.archive.briefs", "texts", prepare=_move("briefs", "texts")),
    Second("extra.archive.registry", "names", prepare=_move("registry", "names")),
    Second("extra.archive.tagline", "Other words."),
    Second("extra.archive.newest", 1),
    Second("extra.archive.related", 1),
    Second("extra.archive.pair_minimum", 2),
    Second("extra.archive.pair_most", 0),
    Second("extra.archive.regions_first", "policy"),
    Second("extra.archive.link_mentions", False),
    Second("extra.archive.embeds", ["https://maps.example.org/"]),
    Second("extra.archive.search", "none"),
    Second("extra.archive.search", "material"),
    Second(
        "extra.archive.search",
        {"engine": "opensearch", "url": "https://search.example.org/briefs"},
    ),
    Second("extra.archive.types", ["weekly"]),
    Second("extra.archive.metadata", {"desk": {"label": "Desk", "facet": True}}),
    Second("extra.archive.colours", {"accent": "#0b5d3b"}),
    Second("extra.archive.page_links", ["report"]),
    Second("extra.archive.feeds", ["json", "rss"]),
    Second("extra.archive.feed_text", True),
    Second("extra.archive.cms", True, prepare=_with_form),
    Second("extra.archive.contributors", ["about.md"]),
    Second("extra.archive.organization_types", {"cooperative": "Cooperative"}),
    Second(
        "extra.archive.kinds",
        {"pact": {"folder": "pacts", "singular": "Pact", "plural": "Pacts"}},
    ),
    Second("extra.archive.licence", "CC-BY-4.0"),
    Second("extra.archive.history", "never"),
    Second("extra.archive.commit_url", "https://git.example.org/commit/{commit}"),
    Second("extra.archive.search_export", True),
    Second("extra.archive.host", "netlify"),
    Second("extra.archive.workers", 2, is_shown=False),
    Second("extra.archive.releases", 2, is_shown=False),
    Second("extra.archive.removals", 50, is_shown=False),
    Second("extra.archive.largest_file", 200, is_shown=False),
    # Material's search.
    Second("plugins.search.enabled", False, _MATERIAL),
    Second("plugins.search.lang", ["de"], _MATERIAL),
    Second("plugins.search.separator", r"[\s]+", _MATERIAL),
    Second("plugins.search.pipeline", ["trimmer"], _MATERIAL),
    Second("plugins.search.fields", {"title": {"boost": 2.0}}, _MATERIAL),
    # Markdown: whole extensions, and the options of those that have any.
    *(
        Second(f"markdown_extensions.{name}")
        for name in (
            "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists",
            "tables", "pymdownx.details", "pymdownx.highlight", "pymdownx.superfences",
            "pymdownx.tasklist", "pymdownx.tilde", "toc",
        )
    ),
    Second("markdown_extensions.pymdownx.mark", {}),
    Second("markdown_extensions.tables.use_align_attribute", False),
    Second("markdown_extensions.toc.permalink", True),
    Second("markdown_extensions.toc.baselevel", 2),
    Second("markdown_extensions.toc.separator", "_"),
    Second("markdown_extensions.toc.title", "Contents"),
    Second("markdown_extensions.footnotes.BACKLINK_TEXT", "back"),
    Second("markdown_extensions.footnotes.SUPERSCRIPT_TEXT", "({})"),
    Second("markdown_extensions.pymdownx.highlight.use_pygments", False),
    Second("markdown_extensions.pymdownx.highlight.linenums", True),
    Second("markdown_extensions.pymdownx.tasklist.clickable_checkbox", True),
    Second("markdown_extensions.pymdownx.tilde.subscript", False),
)  # fmt: skip

NO_SECOND = {
    "pages": "MkDocs refuses it",
    "google_analytics": "MkDocs refuses it",
    "config_file_path": "MkDocs sets it; its folder is the project",
    "mdx_configs": "MkDocs fills it from markdown_extensions",
    "use_directory_urls": "the archive refuses false",
    "extra": "a mapping; see the settings in it",
    "theme": "a mapping; see the settings in it",
    "theme.name": "the archive's templates extend those of Material",
    "theme.icon": "a mapping; see the settings in it",
    "extra.archive": "a mapping; see the settings in it",
    "plugins.search": "a mapping; see the settings in it",
    "plugins.search.indexing": "Material's search refuses it",
    "plugins.search.prebuild_index": "Material's search refuses it",
    "plugins.search.min_search_length": "Material's search refuses it",
    "plugins.search.jieba_dict": "read by a package that is not installed",
    "plugins.search.jieba_dict_user": "read by a package that is not installed",
}
"""Setting that cannot have a second value → the reason."""
