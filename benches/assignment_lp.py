"""The market of assignment.rs as a linear programme (SciPy's HiGHS): its value is the most
points that any choice can have, whole meetings or not, once as many minimums as possible are
fulfilled. Usage: cargo bench --bench assignment -- market.txt; python3 assignment_lp.py market.txt
"""
import sys
import time

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix, hstack, vstack

need, institution, points = np.loadtxt(sys.argv[1], dtype=int).T
pairs = len(need)
loads = [(need, 600, 2, 12), (need // 2, 300, 4, 20), (institution, 500, 2, 12)]
short = sum(count for _, count, _, _ in loads)
rows, most, offset = [], [], 0
for index, count, low, high in loads:
    load = coo_matrix((np.ones(pairs), (index, np.arange(pairs))), shape=(count, pairs))
    own = np.arange(count)
    gap = coo_matrix((np.ones(count), (own, offset + own)), shape=(count, short))
    rows += [hstack([load, 0 * gap]), hstack([-load, -gap])]
    most += [high] * count + [-low] * count
    offset += count
rows.append(hstack([coo_matrix(np.ones((1, pairs))), coo_matrix((1, short))]))
most.append(4800)
cost = np.concatenate([-points.astype(float), np.full(short, 1e4)])
limits = [(0, 1)] * pairs + [(0, None)] * short
started = time.time()
found = linprog(cost, A_ub=vstack(rows).tocsr(), b_ub=most, bounds=limits, method="highs")
value, missing = points @ found.x[:pairs], found.x[pairs:].sum()
print(f"linear programme: {value:.3f} points, shortfall {missing:.3f}, {time.time() - started:.1f} s")
