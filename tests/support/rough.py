"""Generates briefs as irregular as real ones, as a substitute for a corpus."""

from __future__ import annotations

import random
from pathlib import Path

import yaml


def rough_corpus(count: int = 60, seed: int = 7) -> dict[str, str]:
    """Returns path → text of irregular briefs, always the same for a seed."""
    words = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
    pick = random.Random(seed)
    files: dict[str, str] = {}
    for number in range(count):
        year = pick.randint(2021, 2026)
        names = [
            *pick.sample(words["countries"], pick.randint(1, 6)),
            *pick.sample(words["organizations"], pick.randint(0, 4)),
        ]
        actors = "\n".join(f"- {name}" for name in names)
        title = f"'FACT SHEET: Number {number} – “Strengthening” Ties & <Partners>'"
        lines = [
            "---",
            f"title: {title}",
            f"date: {year}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}",
            "actors:",
            actors,
            f"region: {pick.choice(words['regions'])}",
            "source: https://source.example/a/",
            "---",
            " ",
            pick.choice(words["bodies"]),
            "",
        ]
        padding = "x" * pick.randint(0, 60)
        slug = f"statement-by-the-spokesperson-on-a-very-long-title-{padding}-{number}"
        files[f"briefs/{year}/{slug}.md"] = "\n".join(lines)
    return files
