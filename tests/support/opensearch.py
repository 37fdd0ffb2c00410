"""A small double of a search server: ``_search`` over the exported documents.

It understands the part of the query language that the search page uses, in the shapes that
OpenSearch documents, and refuses everything else. Texts match by their words, without stemming.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Record = dict[str, Any]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def values(record: Record, field: str) -> list[Any]:
    found = record.get(field.partition("^")[0], [])
    return found if isinstance(found, list) else [found]


def matches(record: Record, query: Record) -> bool:
    """Whether a document matches a query."""
    ((kind, given),) = query.items()
    if kind == "bool":
        assert set(given) <= {"must", "must_not", "should", "filter", "minimum_should_match"}
        should = [matches(record, one) for one in given.get("should", [])]
        least = given.get("minimum_should_match", 0)
        needed = len(should) * int(least[:-1]) / 100 if isinstance(least, str) else least
        denied = given.get("must_not", [])
        return (
            all(matches(record, one) for key in ("must", "filter") for one in given.get(key, []))
            and not any(
                matches(record, one) for one in (denied if isinstance(denied, list) else [denied])
            )
            and sum(should) >= needed
        )
    if kind == "term":
        ((field, value),) = given.items()
        return value in values(record, field)
    if kind == "exists":
        return bool(values(record, given["field"]))
    if kind == "range":
        ((field, bounds),) = given.items()
        assert bounds["format"] == "epoch_second"
        return all(
            bounds.get("gte", 0) <= one <= bounds.get("lte", 1e12) for one in values(record, field)
        )
    assert kind == "multi_match", kind
    asked = words(given["query"])
    texts = [words(str(one)) for field in given["fields"] for one in values(record, field)]
    if given["type"] == "phrase":
        return any(asked == text[at : at + len(asked)] for text in texts for at in range(len(text)))
    assert given["type"] == "best_fields"
    return any(one in text for text in texts for one in asked)


def aggregate(records: list[Record], asked: Record) -> Record:
    """The buckets of one aggregation, with those inside it."""
    inner = {
        name: aggregate(_within(records, asked), one) for name, one in asked.get("aggs", {}).items()
    }
    if "filter" in asked:
        return {"doc_count": len(_within(records, asked)), **inner}
    if "missing" in asked:
        return {"doc_count": sum(not values(one, asked["missing"]["field"]) for one in records)}
    if "terms" in asked:
        keys: Iterable[Any] = (
            key for one in records for key in values(one, asked["terms"]["field"])
        )
    else:
        assert asked["date_histogram"]["calendar_interval"] == "year"
        keys = (_year(one["date"]) for one in records)
    counts: dict[Any, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return {"buckets": [{"key": key, "doc_count": number} for key, number in counts.items()]}


def _listed(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given]


def _within(records: list[Record], asked: Record) -> list[Record]:
    return [one for one in records if "filter" not in asked or matches(one, asked["filter"])]


def _year(seconds: int) -> int:
    year = datetime.fromtimestamp(seconds, UTC).year
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) * 1000


def answer(records: list[Record], body: Record) -> Record:
    """The response to a request to ``_search``."""
    assert body["track_total_hits"] is True
    assert body["_source"] == {"excludes": ["text"]}
    found = [one for one in records if matches(one, body["query"])]
    left = [one for one in found if matches(one, body["post_filter"])]
    left.sort(key=lambda one: -one["date"])
    hits = [
        {
            "_index": "briefs",
            "_id": one["id"],
            "_score": 1.0,
            "_source": {key: value for key, value in one.items() if key != "text"},
            "highlight": {"text": [f"\u0001{one['text'][:20]}\u0002{one['text'][20:80]}"]},
        }
        for one in left[: body["size"]]
    ]
    aggregations = {name: aggregate(found, one) for name, one in body.get("aggs", {}).items()}
    total = {"value": len(left), "relation": "eq"}
    return {
        "took": 1,
        "timed_out": False,
        "hits": {"total": total, "max_score": 1.0, "hits": hits},
        "aggregations": aggregations,
    }


@contextmanager
def search_server() -> Iterator[tuple[str, list[Record], list[Record]]]:
    """Starts the double; yields its address, its documents (to be filled), and the requests."""
    records: list[Record] = []
    asked: list[Record] = []

    class Handler(BaseHTTPRequestHandler):
        def _send(self, code: int, body: bytes) -> None:
            self.send_response(code)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "Content-Type")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_OPTIONS(self) -> None:
            self._send(200, b"")

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(body)
            is_known = self.path == "/briefs/_search"
            self._send(200 if is_known else 404, json.dumps(answer(records, body)).encode())

        def log_message(self, *_: object) -> None:
            """Logs nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", records, asked
        finally:
            server.shutdown()
