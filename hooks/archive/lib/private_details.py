"""Private and undocumented details of third parties that the program relies on.

Each row names the test that fails if the detail changes. Each package in the list has the same
upper bound in ``requirements.in`` as in ``BOUNDS``. To raise a bound: install the new version, run
the tests that its rows name, do the checks in the rows, then change both files.
"""

from __future__ import annotations

from dataclasses import dataclass

BOUNDS = {
    "mkdocs": "2",
    "mkdocs-material": "9.9",
    "markdown": "3.12",
    "pymdown-extensions": "14",
    "jinja2": "3.2",
    "nh3": "0.4",
    "pyyaml": "7",
    "pagefind": "1.6",
    "watchdog": "8",
}
"""Package → the first version that is not supported. ProperDocs, which only tests install, has a
bound in ``requirements-dev.in``."""


@dataclass(frozen=True, slots=True)
class PrivateDetail:
    """A detail that a new version may change without notice.

    Attributes:
        package: The package, a key of ``BOUNDS``.
        detail: What the program relies on.
        used: Files that rely on it, below ``hooks/archive/`` unless they begin with ``/``.
        guard: The test that fails if it changes, below ``tests/``.
        check: What to check when the bound is raised.
    """

    package: str
    detail: str
    used: tuple[str, ...]
    guard: str
    check: str


def _rows(package: str, *rows: tuple[str, str, str, str]) -> tuple[PrivateDetail, ...]:
    return tuple(
        PrivateDetail(package, detail, tuple(used.split()), guard, check)
        for detail, used, guard, check in rows
    )


_MKDOCS = "private/test_mkdocs.py::"
_MATERIAL = "private/test_material.py::"
_MARKDOWN = "private/test_markdown.py::"
_OTHERS = "private/test_others.py::"

# fmt: off
PRIVATE_DETAILS: tuple[PrivateDetail, ...] = (
    *_rows("mkdocs",
        ("a hook module is loaded once a process, though serve reads the configuration again",
         "/hooks/main.py mkdocs_adapter/session.py", f"{_MKDOCS}test_hooks_are_loaded_once",
         "the function _load_hook of config_options.Hooks"),
        ("serve --clean announces itself as build; the context of click is named serve",
         "mkdocs_adapter/session.py",
         "site/test_commands.py::test_serve_clean_shows_what_would_be_published",
         "commands/serve.py, on_startup; __main__.py, serve_command"),
        ("serve makes an empty temporary folder, serves it by its path, and removes it in the end",
         "mkdocs_adapter/preview.py",
         "site/test_commands.py::test_serve_without_live_reload_shows_drafts",
         "commands/serve.py: that site_dir is served, and on_shutdown comes before its removal"),
        ("site_dir may be changed in on_config; each later step, and gh-deploy, reads it again",
         "mkdocs_adapter/staging.py", "site/test_commands.py::test_gh_deploy_pushes_the_whole_site",
         "commands/build.py and gh_deploy.py, config.site_dir"),
        ("a dirty build skips only pages whose files are in the folder that it writes to",
         "mkdocs_adapter/staging.py",
         "site/test_commands.py::test_a_dirty_build_publishes_the_same_as_a_clean_build",
         "commands/build.py and structure/files.py, is_modified"),
        ("a configuration accepts keys that its schema does not have",
         "mkdocs_adapter/state.py mkdocs_adapter/session.py mkdocs_adapter/up_to_date.py",
         f"{_MKDOCS}test_a_configuration_keeps_unknown_keys",
         "config/base.py, class Config"),
        ("user_configs has the settings as the file has them; serve replaces site_url and site_dir",
         "mkdocs_adapter/preview.py",
         "site/test_preview.py::test_it_starts_from_what_build_has_kept",
         "config/base.py, load_dict; commands/serve.py, get_config"),
        ("the preview's server is a WSGIServer, and adds its script to the text of a page",
         "mkdocs_adapter/preview_pages.py",
         "site/test_preview.py::test_drafts_are_shown_without_a_policy",
         "livereload/__init__.py, serve_request"),
        ("hooks are listed among the plugins, by the paths in the configuration",
         "mkdocs_adapter/sources.py",
         f"{_MKDOCS}test_hooks_are_among_the_plugins_by_their_configured_names",
         "config_options.Hooks, post_validation"),
        ("Markdown is rendered before on_env, then theme templates, then pages",
         "mkdocs_adapter/events.py", f"{_MKDOCS}test_events_have_the_expected_order",
         "commands/build.py, build: the order of its steps"),
        ("Page, File.generated, Navigation, get_toc, get_context and a page's events can be called",
         "mkdocs_adapter/shells.py mkdocs_adapter/csp_pages.py",
         f"{_MKDOCS}test_a_page_can_be_created_and_rendered_by_code",
         "the variables of get_context, and what a Page sets itself"),
        ("Link(title, url) can be inserted into the items of a navigation",
         "mkdocs_adapter/events.py", f"{_MKDOCS}test_links_can_be_inserted_before_the_navigation",
         "structure/nav.py"),
        ("the method render of a page can be replaced, and is called once",
         "mkdocs_adapter/docs_pages.py", f"{_MKDOCS}test_events_have_the_expected_order",
         "commands/build.py, _populate_page"),
        ("the method copy_file of a file can be replaced, and is called for each that is published",
         "mkdocs_adapter/large_files.py", f"{_MKDOCS}test_each_file_is_copied_by_its_method",
         "structure/files.py, copy_static_files"),
        ("_title_from_render: the title that was taken from a heading, with entities in it",
         "mkdocs_adapter/docs_pages.py", f"{_MKDOCS}test_a_title_from_a_heading_is_html",
         "structure/pages.py, title"),
        ("InclusionLevel: hidden files are listed, and excluded",
         "mkdocs_adapter/docs_pages.py mkdocs_adapter/material_search.py mkdocs_adapter/scripts.py",
         f"{_MKDOCS}test_hidden_files_are_listed_as_excluded", "structure/files.py"),
        ("how front matter is read, as YAML or as MultiMarkdown",
         "prose/docs_pages.py", "csp/test_docs_pages.py::test_metadata_is_read_as_mkdocs_reads_it",
         "utils/meta.py"),
        ("which address a file in docs/ gets",
         "prose/docs_pages.py", "csp/test_docs_pages.py::test_pages_have_the_addresses_of_mkdocs",
         "structure/files.py, the address of index and README"),
        ("get_relative_url and is_error_template",
         "mkdocs_adapter/csp_pages.py mkdocs_adapter/events.py",
         f"{_MKDOCS}test_get_relative_url_gives_the_path_to_the_root", "utils/__init__.py"),
        ("markdown_extensions is a list of names, and mdx_configs their settings by name",
         "mkdocs_adapter/events.py mkdocs_adapter/shells.py mkdocs_adapter/docs_pages.py",
         f"{_MKDOCS}test_extensions_and_their_settings_are_separate", "config/defaults.py"),
        ("theme.dirs; a theme is a mapping of its settings",
         "mkdocs_adapter/shells.py mkdocs_adapter/sources.py mkdocs_adapter/watching.py",
         f"{_MKDOCS}test_the_theme_has_its_folders_and_name", "theme.py"),
        ("theme.static_templates is a set; sitemap.xml, once removed from it, is copied as a file",
         "mkdocs_adapter/events.py", f"{_MKDOCS}test_the_site_map_of_mkdocs_can_be_turned_off",
         "theme.py; commands/build.py, _build_theme_template"),
        ("a strict build counts warnings by a CountHandler of the logger named after the package",
         "mkdocs_adapter/problems.py mkdocs_adapter/up_to_date.py",
         f"{_MKDOCS}test_a_strict_build_counts_warnings_by_a_handler",
         "commands/build.py, warning_counter; in ProperDocs the logger properdocs"),
        ("on_build_error comes after every failed build, and may raise Abort instead of the error",
         "mkdocs_adapter/problems.py mkdocs_adapter/again.py",
         f"{_MKDOCS}test_on_build_error_may_raise_another_error",
         "commands/build.py, the end of build"),
        ("the server watches paths by its attribute observer, which it starts later",
         "mkdocs_adapter/watching.py", f"{_MKDOCS}test_the_server_watches_through_its_observer",
         "livereload/__init__.py, watch, unwatch and serve"),
        ("the server's attribute builder builds once, and may be replaced before it runs",
         "mkdocs_adapter/events.py mkdocs_adapter/again.py",
         f"{_MKDOCS}test_the_server_builds_by_its_builder",
         "livereload/__init__.py, _build_loop"),
        ("live reload is an inline script, which a policy would block",
         "mkdocs_adapter/events.py", f"{_MKDOCS}test_the_server_inserts_an_inline_script",
         "livereload/__init__.py; a script of the server's own would allow a policy in previews"),
        ("in ProperDocs the package mkdocs is an alias of properdocs, and has that name",
         "mkdocs_adapter/problems.py mkdocs_adapter/shells.py mkdocs_adapter/again.py",
         "site/test_properdocs.py::test_a_strict_build_with_a_warning_publishes_nothing",
         "properdocs/replacement.py"),
    ),
    *_rows("mkdocs-material",
        ("the blocks of base.html",
         "/hooks/theme/main.html /hooks/theme/404.html",
         f"{_MATERIAL}test_every_overridden_block_exists",
         "the theme's release notes on overriding blocks"),
        ("the contents of the blocks that are replaced",
         "/hooks/theme/main.html", f"{_MATERIAL}test_an_overridden_block_has_not_changed",
         "each block against hooks/theme/main.html; then the hash in the test"),
        ("the keys of the element __config, which the theme's scripts read",
         "/hooks/theme/main.html", f"{_MATERIAL}test_scripts_get_the_same_configuration_keys",
         "the block config of base.html"),
        ("the head begins with the charset, after which the policy is put",
         "lib/csp.py /hooks/theme/main.html", f"{_MATERIAL}test_the_head_begins_with_the_charset",
         "the beginning of base.html"),
        ("inline scripts contain nothing of a page except the path to the root",
         "lib/csp.py mkdocs_adapter/csp_pages.py", f"{_MATERIAL}test_inline_scripts_are_constant",
         "templates/partials/javascripts; the policy in a browser: tests/csp/test_policy.py"),
        ("names of partials and icons",
         "/hooks/theme/partials/archive-header.html /hooks/theme/partials/archive-search.html",
         f"{_MATERIAL}test_every_included_template_exists", "templates/partials"),
        ("the macro lang.t and its keys",
         "/hooks/theme/main.html", f"{_MATERIAL}test_every_requested_word_exists",
         "templates/partials/languages/en.html"),
        ('the dialog of its search has role="dialog" and no name',
         "/hooks/theme/partials/archive-header.html",
         f"{_MATERIAL}test_the_search_dialog_has_no_label", "templates/partials/search.html"),
        ("the link that skips the header takes the first anchor of a page, unescaped",
         "mkdocs_adapter/docs_pages.py mkdocs_adapter/shells.py",
         f"{_MATERIAL}test_the_skip_link_uses_the_first_anchor_unchanged", "base.html, page.toc"),
        ("folders of files that only its search needs",
         "mkdocs_adapter/material_search.py", f"{_MATERIAL}test_files_of_the_search_exist",
         "templates/assets/javascripts"),
        ("its own ids begin with an underscore",
         "prose/sanitize.py", f"{_MATERIAL}test_briefs_cannot_use_ids_of_material",
         "every id of its templates that a heading could take"),
        ("classes, custom properties and data attributes of its style sheets and scripts",
         "/docs/assets/stylesheets /docs/assets/javascripts /hooks/theme render/templates",
         f"{_MATERIAL}test_every_used_name_of_the_style_sheets_exists",
         "pages, light and dark, narrow and wide"),
        ("the plugin material/search: its key, enabled, search_index.entries and on_post_build",
         "mkdocs_adapter/material_search.py mkdocs_adapter/theme.py outputs/material_search.py",
         f"{_MATERIAL}test_the_search_accepts_entries", "plugins/search/plugin.py"),
        ("its search takes the title of a page in front matter as HTML",
         "mkdocs_adapter/docs_pages.py",
         f"{_MATERIAL}test_the_search_reads_a_title_of_front_matter_as_html",
         "plugins/search/plugin.py, create_entry_for_section"),
    ),
    *_rows("markdown",
        ("__applyPattern and __handleInline of InlineProcessor, by their mangled names",
         "prose/shortcuts.py", f"{_MARKDOWN}test_the_private_method_is_called",
         "treeprocessors.py against shortcuts.py, line by line"),
        ("names and classes of inline patterns, and the mark without which each finds nothing",
         "prose/shortcuts.py",
         f"{_MARKDOWN}test_patterns_have_the_expected_names_classes_and_tokens",
         "inlinepatterns.py; tests/prose/test_shortcuts.py with many examples"),
        ("block processors that never take a plain paragraph; the highest priority is asked first",
         "prose/shortcuts.py", f"{_MARKDOWN}test_no_processor_is_unknown",
         "blockprocessors.py; tests/prose/test_shortcuts.py with many examples"),
        ("how headings and paragraphs are written",
         "prose/body.py outputs/material_search.py search/documents.py",
         f"{_MARKDOWN}test_headings_and_paragraphs_have_the_expected_markup",
         "the expressions that look for them"),
    ),
    *_rows("pymdown-extensions",
        ("classes that extensions write",
         "prose/sanitize.py", f"{_MARKDOWN}test_every_class_in_the_output_is_allowed",
         "new classes: whether every contributor may use them"),
        ("ids that extensions write: __tabbed_, __codelineno-, __span-, __code_",
         "prose/sanitize.py", f"{_MARKDOWN}test_every_id_of_an_extension_is_kept",
         "new forms of ids"),
    ),
    *_rows("jinja2",
        ("key, checksum and code of a Bucket; bytecode_cache can be set later",
         "mkdocs_adapter/serve_state.py mkdocs_adapter/events.py",
         f"{_OTHERS}test_compiled_templates_are_cached_by_key_and_checksum", "bccache.py"),
        ("jinja2.runtime.Macro, called by a function of the program",
         "render/renderer.py", f"{_OTHERS}test_a_macro_can_be_called_by_a_function", "runtime.py"),
    ),
    *_rows("nh3",
        ("how clean HTML is serialised: quotes, escapes, order of attributes, void elements",
         "prose/html.py prose/sanitize.py prose/link_pass.py prose/body.py",
         f"{_OTHERS}test_clean_html_has_a_known_form", "the expressions of prose/; tests/hostile"),
    ),
    *_rows("pyyaml",
        ("the wording of the parser's errors",
         "read/yamlerrors.py lint/fix.py",
         f"{_OTHERS}test_yaml_errors_have_the_expected_messages",
         "the messages of libyaml; tests/lint/bad"),
        ("marks and styles of the events of CSafeLoader",
         "read/yamltree.py", f"{_OTHERS}test_events_have_marks_and_styles",
         "tests/read/test_each_case_has_exactly_its_problems.py"),
    ),
    *_rows("pagefind",
        ("the variable PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE sets the size of an index file",
         "search/pagefind.py",
         "search/test_shards.py::test_a_query_downloads_a_small_file_of_each_shard",
         "benchmarks/search_bytes.py: without the variable, searches download more"),
    ),
    *_rows("watchdog",
        ("the methods schedule (with event_filter) and start of an observer can be replaced",
         "mkdocs_adapter/watching.py", f"{_OTHERS}test_an_observer_accepts_a_filter_of_events",
         "observers/api.py"),
    ),
)
# fmt: on
