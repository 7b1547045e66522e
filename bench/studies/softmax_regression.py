"""Softmax regression on all of MNIST by SciPy's L-BFGS-B (calls to each gap) and scikit-learn's lbfgs (seconds).

python bench/studies/softmax_regression.py FOLDER
"""

import gzip
import sys
import time
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

MINIMA = {0.01: 0.54385528, 0.001: 0.33461098}
GAPS = [1e-2, 1e-3, 1e-4, 1e-5]


def idx(path):
    data = gzip.decompress(path.read_bytes())
    rank = data[3]
    shape = [int.from_bytes(data[4 + 4 * i : 8 + 4 * i], "big") for i in range(rank)]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


folder = Path(sys.argv[1])
x = idx(folder / "train-images-idx3-ubyte.gz").reshape(-1, 784).astype(np.float32) / 255
labels = idx(folder / "train-labels-idx1-ubyte.gz")
hot = np.eye(10, dtype=np.float32)[labels]
m = len(x)


def make_loss(lam):
    def loss(flat):
        w, b = flat[:7840].reshape(784, 10), flat[7840:]
        z = x @ w.astype(np.float32) + b.astype(np.float32)
        z -= z.max(1, keepdims=True)
        e = np.exp(z)
        total = e.sum(1, keepdims=True)
        value = float(np.mean(np.log(total[:, 0]) - (z * hot).sum(1), dtype=np.float64)) + lam / 2 * float(w.ravel() @ w.ravel())
        d = (e / total - hot) / m
        return value, np.concatenate([(x.T @ d).astype(np.float64).ravel() + lam * w.ravel(), d.sum(0, dtype=np.float64)])

    return loss


for lam, minimum in MINIMA.items():
    calls, reached, began = 0, [], time.perf_counter()
    loss = make_loss(lam)

    def counted(flat):
        global calls
        calls += 1
        value, gradient = loss(flat)
        while len(reached) < len(GAPS) and value - minimum <= GAPS[len(reached)]:
            reached.append(f"{calls}, {time.perf_counter() - began:.2f}")
        return value, gradient

    result = minimize(counted, np.zeros(7850), jac=True, method="L-BFGS-B", options={"maxcor": 10, "ftol": 0, "gtol": 1e-6, "maxiter": 1000, "maxfun": 2000})
    print(lam, "SciPy L-BFGS-B, float32 products", *reached, f"end {result.fun:.8f} after {calls}, {time.perf_counter() - began:.2f}", sep=" | ")
    for tolerance in (1e-2, 1e-3, 1e-4):
        began = time.perf_counter()
        model = LogisticRegression(C=1 / (lam * m), solver="lbfgs", tol=tolerance, max_iter=1000).fit(x, labels)
        seconds = time.perf_counter() - began
        value, _ = loss(np.concatenate([model.coef_.T.astype(np.float64).ravel(), model.intercept_]))
        print(lam, f"scikit-learn lbfgs, tol {tolerance:g}", f"gap {value - minimum:.1e}, {model.n_iter_[0]} iterations, {seconds:.2f} s", sep=" | ")
