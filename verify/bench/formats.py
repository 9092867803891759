#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""formats.py SCHEMA FILE... - reads what bench wrote as strictly as its readers do: the JSON Schema, google-benchmark's
JSON as github-action-benchmark's googlecpp reader takes it, its customSmallerIsBetter, Bencher's metric format, JUnit's
XML. The name's end tells the format; results.json beside a file has the numbers that it must show."""

import json
import math
import pathlib
import sys
import xml.etree.ElementTree

import jsonschema


def refuse(word):
    raise ValueError(f"{word} is no JSON")


def read(path):
    return json.loads(path.read_text(encoding="utf-8"), parse_constant=refuse)


def report_of(path):
    return read(path.with_suffix(".json"))


def table(report, key):
    rows = report.get(key, [])
    return rows if isinstance(rows, list) else [rows]


def times(path):
    report = report_of(path)
    keys = ("time", "operations", "against", "scale")
    return sorted(row["median_ns"] for key in keys for row in table(report, key) if "median_ns" in row)


def check_json(path, schema):
    jsonschema.Draft7Validator(schema).validate(read(path))


def check_ndjson(path, schema):
    lines = [json.loads(line, parse_constant=refuse) for line in path.read_text(encoding="utf-8").splitlines()]
    assert lines[0]["schema"] == "gradus/1" and lines[0]["table"] == "context"
    assert all("table" in line for line in lines)


def check_github(path, schema):
    entries = read(path)
    for entry in entries:
        assert set(entry) <= {"name", "unit", "value", "range", "extra"}, entry
        assert all(isinstance(entry[key], str) for key in entry if key != "value"), entry
        assert math.isfinite(entry["value"]) and entry["value"] >= 0, entry
    names = [entry["name"] for entry in entries]
    assert len(names) == len(set(names)), "a name is there twice"
    assert sorted(e["value"] for e in entries if e["unit"] == "ns") == times(path), "other times than the report's"


def check_bmf(path, schema):
    text = path.read_text(encoding="utf-8")
    pairs = json.loads(text, parse_constant=refuse, object_pairs_hook=list)
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)), "a name is there twice"
    latency = []
    for name, measures in read(path).items():
        for measure, value in measures.items():
            assert measure in ("latency", "throughput", "instructions"), measure
            assert set(value) <= {"value", "lower_value", "upper_value"} and "value" in value, value
            assert value.get("lower_value", value["value"]) <= value["value"] <= value.get("upper_value", value["value"])
        if "latency" in measures:
            latency.append(measures["latency"]["value"])
    assert sorted(latency) == times(path), "other times than the report's"


def check_gbench(path, schema):
    whole = read(path)
    context = whole["context"]
    assert context["json_schema_version"] == 1 and isinstance(context["executable"], str)
    single = {}
    for entry in whole["benchmarks"]:
        assert entry["run_type"] in ("iteration", "aggregate") and entry["time_unit"] == "ns", entry
        assert isinstance(entry["name"], str) and isinstance(entry["threads"], int), entry
        for key in ("real_time", "cpu_time", "iterations"):
            assert math.isfinite(entry[key]), entry
        if entry["run_type"] == "aggregate":
            assert entry["name"] == entry["run_name"] + "_" + entry["aggregate_name"], entry
            assert entry["aggregate_unit"] == ("percentage" if entry["aggregate_name"] == "cv" else "time"), entry
        else:
            single.setdefault(entry["name"], []).append(entry)
    for name, entries in single.items():
        assert [e["repetition_index"] for e in entries] == list(range(len(entries))), name
        assert all(e["repetitions"] == len(entries) for e in entries), name
    if not table(report_of(path), "launches"):
        assert sorted(e["real_time"] for all in single.values() for e in all) == times(path), "other times"


def check_junit(path, schema):
    root = xml.etree.ElementTree.parse(path).getroot()
    assert root.tag == "testsuites"
    seen = set()
    for suite in root:
        cases = suite.findall("testcase")
        assert suite.tag == "testsuite" and int(suite.get("tests")) == len(cases)
        assert int(suite.get("failures")) == sum(case.find("failure") is not None for case in cases)
        assert int(suite.get("skipped")) == sum(case.find("skipped") is not None for case in cases)
        for case in cases:
            assert float(case.get("time")) >= 0
            name = (case.get("classname"), case.get("name"))
            assert name not in seen, f"{name} is there twice"
            seen.add(name)
    report = report_of(path)
    failed = sum(line.get("label") == "FAIL" for line in report["lines"])
    assert len(root.findall("testsuite[@name='failures']/testcase")) == failed


def main():
    schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    failed = False
    for name in sys.argv[2:]:
        path = pathlib.Path(name)
        try:
            globals()[f"check_{path.suffix[1:]}"](path, schema)
        except (AssertionError, KeyError, TypeError, ValueError, jsonschema.ValidationError) as error:
            print(f"FAIL {path.name}: {type(error).__name__} {str(error)[:400]}")
            failed = True
    return failed


sys.exit(main())
