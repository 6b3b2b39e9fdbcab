#!/usr/bin/env python3
"""Spreads matching over workers: `fairmatch match -` answers a line of needs at a time, so any
engine that pipes lines through a program can do it, and the parts together are the whole.

    fairmatch index build --offerings OFFERINGS.csv
    python3 examples/spread.py NEEDS.jsonl OFFERINGS.csv -o MATCHES.jsonl
    python3 examples/spread.py NEEDS.jsonl OFFERINGS.csv -o MATCHES.jsonl --engine spark

NEEDS.jsonl holds a need a line, with canonical column names or as `list needs --format jsonl`
writes it. `processes` pipes parts of it through processes on this machine; `spark` (PyPI
`pyspark`, Java 17) through the workers of a Spark cluster, by default one of two workers started
here; for a real one give `--master spark://HOST:7077` and paths that every worker sees. The lines
come out sorted; further options of `match` follow after `--`.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

# Exit code 1 says that some line was no need; the others are answered all the same.
FORGIVING = '"$@" || [ $? -eq 1 ]'


def command(args):
    """What each worker runs."""
    program, offerings = map(os.path.abspath, (shutil.which(args.program), args.offerings))
    match = [program, "-q", "match", "-", "--offerings", offerings, "--format", "jsonl"]
    return ["sh", "-c", FORGIVING, "sh", *match, *args.options]


def processes(args):
    """Parts of the lines through as many processes."""
    with open(args.needs, "rb") as file:
        lines = file.read().splitlines(keepends=True)
    parts = [b"".join(lines[n::args.workers]) for n in range(args.workers)]

    def answer(part):
        return subprocess.run(command(args), input=part, stdout=subprocess.PIPE, check=True).stdout

    with ThreadPoolExecutor(args.workers) as pool:
        return [line for part in pool.map(answer, parts) for line in part.decode().split("\n") if line]


def spark(args):
    """The lines through the workers of a Spark cluster."""
    import pyspark
    os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    master = args.master or f"local-cluster[{args.workers},1,1024]"
    conf = pyspark.SparkConf().setMaster(master).setAppName("fairmatch").set("spark.ui.enabled", "false")
    with pyspark.SparkContext(conf=conf) as context:
        context.setLogLevel("ERROR")
        lines = context.textFile("file://" + os.path.abspath(args.needs), 2 * args.workers)
        # Every part of the lines is one stream to one process.
        return lines.repartition(2 * args.workers).pipe(shlex.join(command(args)), checkCode=True).collect()


def main():
    """Reads the arguments, spreads the work, writes the lines in order."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("needs", metavar="NEEDS.jsonl")
    parser.add_argument("offerings", metavar="OFFERINGS")
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--engine", choices=["processes", "spark"], default="processes")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--master", help="a Spark cluster")
    parser.add_argument("--program", default="fairmatch")
    own, _, options = "\0".join(sys.argv[1:]).partition("\0--\0")
    args = parser.parse_args(own.split("\0"), argparse.Namespace(options=options.split("\0") if options else []))
    if not shutil.which(args.program):
        sys.exit(f"{args.program} is not there: cargo install --path . or --program FILE")
    lines = {"processes": processes, "spark": spark}[args.engine](args)
    with open(args.output, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in sorted(lines))


main()
