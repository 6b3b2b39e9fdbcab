#!/usr/bin/env python3
"""Matching at any size: seeded registries from real texts, figures, peers.

    cargo build --release --bins --example terms --example retrieve --example bandwidth
    python3 benches/matching.py make DIR --needs NEEDS.csv --offerings OFFERINGS.csv 10000 100000
    python3 benches/matching.py run DIR 10000 100000 [--jobs N] [--index]
    python3 benches/matching.py peers DIR 10000 100000 [--tantivy-needs 200]
    python3 benches/matching.py engine DIR 1000 1000000

`make` writes DIR/needs-N.csv and DIR/offerings-M.csv. A made-up record takes the clauses of two
to five real records of the files given and puts two or three of them and one new word in a row
until it is as long as a real one, so that lengths, the frequencies of terms and the growth of the
vocabulary are those of real texts; every seed gives the same files. `run` times the whole process,
from the files to JSON Lines with reasons, top 20. `peers` gives the same terms (`terms` writes
them) to our engine alone (`retrieve`: index and best twenty, no criteria, no reasons), to bm25s
(PyPI `bm25s numba`) and to tantivy (PyPI `tantivy`) in the same run; reading and cutting the texts
is not counted for them. `engine` is our engine alone, beside the speed at which memory is read.
"""

import argparse
import csv
import os
import pathlib
import random
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = pathlib.Path(os.environ.get("FAIRMATCH_BIN", ROOT / "target/release")) / "fairmatch"
TERMS = BINARY.parent / "examples/terms"
RETRIEVE = BINARY.parent / "examples/retrieve"
BANDWIDTH = BINARY.parent / "examples/bandwidth"
TOP = 20


def pool(path):
    """The clauses of each record of a registry, its title's first."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    clauses = [[c for c in re.split(r"(?<=[，。；,;])", row["title"] + "。" + row.get("description", ""))
                if len(c) > 2] for row in rows]
    return rows, [c for c in clauses if c], [len(row.get("description", "")) for row in rows]


def record(rng, clauses, lengths, letters):
    """A title and a description."""
    sources = [rng.choice(clauses) for _ in range(rng.randint(2, 5))]
    word = "".join(rng.choices(letters, k=rng.randint(2, 3)))
    title = word + rng.choice(sources)[0].strip("，。；,;")
    wanted, text, done = rng.choice(lengths), [], 0
    while done < wanted:
        source = rng.choice(sources)
        start = rng.randrange(len(source))
        text += source[start:start + rng.randint(2, 3)] + [word]
        done = sum(map(len, text))
    return title[:120], "".join(text)[:max(wanted, 20)]


def make(args):
    """Writes the registries."""
    folder = pathlib.Path(args.folder)
    folder.mkdir(parents=True, exist_ok=True)
    for kind, source, count in (("needs", args.needs, args.count[0]), ("offerings", args.offerings, args.count[1])):
        rows, clauses, lengths = pool(source)
        letters = sorted({c for row in rows for c in row["title"] if "\u4e00" <= c <= "\u9fff"})
        rng = random.Random(f"{kind} {count}")
        extra = [name for name in rows[0] if name not in ("id", "title", "description")]
        with open(folder / f"{kind}-{count}.csv", "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["id", "title", "description", "organization"] + extra)
            for number in range(count):
                like = rng.choice(rows)
                of = f"示例{'企业' if kind == 'needs' else '大学'}{rng.randrange(1 + count // 20)}"
                title, text = record(rng, clauses, lengths, letters)
                out.writerow([f"{kind[0].upper()}{number:07}", title, text, of] + [like[name] for name in extra])


def measured(command, **how):
    """Seconds elapsed, processor seconds and peak memory in MB of a process."""
    started = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), **how)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - started
    if status:
        sys.exit(f"{command}: status {status}")
    return elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def registries(args):
    """The two files."""
    folder = pathlib.Path(args.folder)
    return folder / f"needs-{args.count[0]}.csv", folder / f"offerings-{args.count[1]}.csv"


def matching(args, jobs=None):
    """The command that matches the registries, and where its lines go."""
    needs, offerings = registries(args)
    command = [BINARY, "-q", "match", "--no-semantic", "--needs", needs, "--offerings", offerings]
    command += ["--top", TOP, "--min-score", 0, "--format", "jsonl"]
    command += ["--jobs", jobs] if jobs else []
    return command, open(pathlib.Path(args.folder) / "matches.jsonl", "wb")


def run(args):
    """Whole processes."""
    needs, offerings = registries(args)
    index = pathlib.Path(f"{offerings}.index")
    if args.index:
        figures = measured([BINARY, "-q", "index", "build", "--offerings", offerings])
        print("index build: %.2f s elapsed, %.2f s of processor, %d MB" % figures)
        print(f"index: {index.stat().st_size / 1e6:.0f} MB")
    elif index.exists():
        index.unlink()
    for jobs in args.jobs or [None]:
        command, out = matching(args, jobs)
        figures = measured(command, stdout=out)
        print(f"match, jobs {jobs or 'default'}: %.2f s elapsed, %.2f s of processor, %d MB" % figures)


def cut(kind, path):
    """Writes the terms of a registry's records beside it."""
    with open(f"{path}.terms", "wb") as file:
        subprocess.run([TERMS, kind, path], stdout=file, check=True)


def said(command):
    """What a program says, on one line."""
    out = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, check=True, text=True).stdout
    return "; ".join(out.splitlines())


def engine(args):
    """Our engine alone."""
    needs, offerings = registries(args)
    cut("offerings", offerings)
    cut("needs", needs)
    for jobs in args.jobs or [1, 2]:
        print(f"memory, {jobs} threads: {said([BANDWIDTH, jobs])}")
        print(f"ours alone, {jobs} threads: {said([RETRIEVE, f'{offerings}.terms', f'{needs}.terms', jobs])}",
              flush=True)


def terms(path):
    """The terms of a registry's records as an array of keys and the offsets of the records."""
    import numpy
    words = numpy.fromfile(f"{path}.terms", "<u8")
    starts, at = [], 0
    while at < len(words):
        starts.append(at)
        at += 1 + int(words[at])
    keep = numpy.ones(len(words), bool)
    keep[starts] = False
    offsets = numpy.array(starts + [len(words)]) - numpy.arange(len(starts) + 1)
    return words[keep], offsets


def peers(args):
    """The same terms to other engines."""
    import numpy
    needs, offerings = registries(args)
    run(args)  # first: a child's peak of memory is never less than this process's own
    engine(args)
    keys, offsets = terms(offerings)
    known, numbers = numpy.unique(keys, return_inverse=True)
    documents = [numbers[a:b].tolist() for a, b in zip(offsets, offsets[1:])]
    asked, need_offsets = terms(needs)
    places = numpy.minimum(numpy.searchsorted(known, asked), len(known) - 1)
    found = known[places] == asked
    queries = [numpy.unique(places[a:b][found[a:b]]).tolist() for a, b in zip(need_offsets, need_offsets[1:])]
    print(f"{len(documents)} offerings of {len(keys) / len(documents):.0f} terms, {len(known)} distinct; "
          f"{len(queries)} needs of {sum(map(len, queries)) / len(queries):.0f} distinct terms", flush=True)
    bm25s_numba(documents, len(known), queries)
    tantivy_full(documents, queries[:args.tantivy_needs], len(queries))


def clock(name, started):
    """Says the elapsed and the processor seconds since two clocks were read."""
    elapsed, busy = time.perf_counter() - started[0], time.process_time() - started[1]
    print(f"{name}: {elapsed:.2f} s elapsed, {busy:.2f} s of processor", flush=True)
    return elapsed, busy


def now():
    """Both clocks."""
    return time.perf_counter(), time.process_time()


def bm25s_numba(documents, terms_known, queries):
    """bm25s with its numba backend, two threads."""
    import bm25s
    vocabulary = {str(number): number for number in range(terms_known)}
    started = now()
    engine = bm25s.BM25(backend="numba")
    engine.index((documents, vocabulary), show_progress=False)
    clock("bm25s index", started)
    engine.retrieve([queries[0]] * 8, k=TOP, show_progress=False, n_threads=2)
    started = now()
    engine.retrieve(queries, k=TOP, show_progress=False, n_threads=2)
    clock(f"bm25s {len(queries)} needs", started)


def tantivy_full(documents, queries, all_needs):
    """tantivy with every term of a need in the query; the rest of the needs is extrapolated."""
    import tantivy
    started = now()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    index = tantivy.Index(builder.build())
    writer = index.writer(200_000_000, 2)
    for document in documents:
        writer.add_document(tantivy.Document(text=" ".join(map(str, document))))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    clock("tantivy index", started)
    searcher = index.searcher()
    started = now()
    for query in queries:
        terms = [(tantivy.Occur.Should, tantivy.Query.term_query(index.schema, "text", str(term))) for term in query]
        searcher.search(tantivy.Query.boolean_query(terms), TOP)
    times = all_needs / max(len(queries), 1)
    elapsed, busy = (seconds * times for seconds in clock(f"tantivy {len(queries)} needs", started))
    print(f"tantivy {all_needs} needs: {elapsed:.0f} s elapsed, {busy:.0f} s of processor")


def main():
    """Reads the arguments and does what they say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    for action in (make, run, peers, engine):
        own = actions.add_parser(action.__name__, help=action.__doc__)
        own.add_argument("folder")
        own.add_argument("count", type=int, nargs=2, metavar=("NEEDS", "OFFERINGS"))
        own.set_defaults(do=action)
        if action is make:
            own.add_argument("--needs", required=True)
            own.add_argument("--offerings", required=True)
        if action is not make:
            own.add_argument("--jobs", type=int, action="append")
            own.add_argument("--index", action="store_true")
            own.add_argument("--tantivy-needs", type=int, default=100)
    args = parser.parse_args()
    args.do(args)


main()
