"""Times reading: a 1,000,000-row CSV and a 200,000-row XLSX, beside Python on the same files.

python3 benches/import.py [FOLDER]: makes the files in FOLDER (else a temporary one), then
runs everything in turn. Needs openpyxl and pandas; the program must be built
(`cargo build --release --bins --example count_records`). Everybody in the files is invented.
"""
import csv, os, random, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BIN = os.environ.get("FAIRMATCH_BIN", os.path.join(ROOT, "target", "release"))
HEADER = ["需求编号", "需求名称", "需求描述", "所属领域", "企业名称", "拟投入资金（万元）", "合作方式", "需求时限", "联系人", "联系电话"]
TEXT = "现有工艺在厚度均匀性、表面质量和成材率方面存在不足，需要开发新的轧制与热处理工艺，将成材率提高到百分之九十以上。"


def rows(count):
    pick = random.Random(1).choice
    for i in range(count):
        yield [f"N{i:07d}", f"高强度耐腐蚀合金板材轧制工艺第{i}号", TEXT, pick(["新材料", "先进制造与自动化", "电子信息"]),
               f"示例机械{i % 5000}有限公司", pick(["300", "200-500", "面议", "50万元"]),
               pick(["委托开发", "技术转让,技术许可,委托开发", "完全转让许可转让"]),
               pick(["2027-10-31", "2027年10月底前"]), "某甲", f"000-{i % 10**7:07d}"]


def make(folder):
    big, sheet = os.path.join(folder, "needs.csv"), os.path.join(folder, "needs.xlsx")
    if not os.path.exists(big):
        with open(big, "w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            writer.writerow(HEADER)
            writer.writerows(rows(1_000_000))
    if not os.path.exists(sheet):
        from openpyxl import Workbook
        book = Workbook(write_only=True)
        page = book.create_sheet("需求")
        page.append(HEADER)
        for row in rows(200_000):
            page.append(row)
        book.save(sheet)
    return big, sheet


def run(name, *command):
    start = time.time()
    with open(os.devnull, "w") as nothing:
        process = subprocess.Popen(command, stdout=nothing, cwd=tempfile.gettempdir())
        _, status, usage = os.wait4(process.pid, 0)
    seconds, cpu = time.time() - start, usage.ru_utime + usage.ru_stime
    failed = f" status {status}" if status else ""
    print(f"| {name} | {seconds:.1f} | {cpu:.1f} | {usage.ru_maxrss // 1024} |{failed}", flush=True)


def main():
    folder = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else tempfile.mkdtemp()
    big, sheet = make(folder)
    fairmatch, count = os.path.join(BIN, "fairmatch"), os.path.join(BIN, "examples", "count_records")
    print("| what | seconds | CPU seconds | peak MB |\n|---|---|---|---|")
    run("CSV, 1,000,000 rows: the csv crate counts records", count, big)
    run("CSV: import --dry-run", fairmatch, "import", "--dry-run", big)
    run("CSV: Python csv counts rows", sys.executable, "-c",
        f"import csv; print(sum(1 for _ in csv.reader(open({big!r}, encoding='utf-8'))))")
    run("CSV: pandas.read_csv", sys.executable, "-c",
        f"import pandas; print(len(pandas.read_csv({big!r}, dtype=str)))")
    run("XLSX, 200,000 rows: import --dry-run", fairmatch, "import", "--dry-run", sheet)
    run("XLSX: openpyxl, read-only", sys.executable, "-c",
        f"import openpyxl; print(sum(1 for _ in openpyxl.load_workbook({sheet!r}, read_only=True).active.iter_rows(values_only=True)))")
    fair = os.path.join(folder, "fair")
    run("init", fairmatch, "init", fair)
    run("XLSX: import and store", fairmatch, "--fair", fair, "import", sheet)


main()
