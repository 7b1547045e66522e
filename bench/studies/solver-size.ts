import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import * as tf from '@tensorflow/tfjs';
import {loadBackend} from '../../lib/native/index.ts';
import {lbfgs} from '../../optimizers/index.ts';

/*
 * Milliseconds of an iteration of L-BFGS, and the most memory that the process has held, on the extended function of Rosenbrock with
 * 1e5 and 1e6 variables; SciPy's L-BFGS-B beside it. Each in a process of its own.
 *
 * node --import tsx/esm bench/studies/solver-size.ts [PYTHON]
 */
const iterations = 40;
const own = fileURLToPath(import.meta.url);

const peak = (): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1024;

async function measure(size: number): Promise<void> {
  await loadBackend();
  const start = Float32Array.from({length: size}, (_, i) => (i % 2 === 0 ? -1.2 : 1) + 1e-3 * Math.sin(i));
  const w = tf.variable(tf.tensor2d(start, [size / 2, 2]));
  const loss = (): tf.Scalar => {
    const [a, b] = tf.split(w, 2, 1) as [tf.Tensor, tf.Tensor];
    return tf.add(tf.mul(100, tf.sum(tf.square(tf.sub(b, tf.square(a))))), tf.sum(tf.square(tf.sub(1, a))));
  };
  let last = 0;
  const times: number[] = [];
  const result = await lbfgs().solve(loss, [w], {
    maxIterations: iterations,
    onIteration: () => {
      times.push(performance.now() - last);
      last = performance.now();
    },
  });
  const total = times.slice(5).reduce((sum, time) => sum + time, 0) / (times.length - 5);
  const {loss: end, evaluations} = result;
  console.log(
    `${size} here: ${total.toFixed(1)} ms an iteration, ${Math.round(peak())} MB, loss ${end.toPrecision(4)}, ${evaluations.gradient} evaluations`,
  );
}

const python = `
import sys, time, resource
import numpy as np
from scipy.optimize import minimize
n = int(sys.argv[1])
i = np.arange(n)
x0 = np.where(i % 2 == 0, -1.2, 1.0) + 1e-3 * np.sin(i)
def f(x):
    a, b = x[::2], x[1::2]
    r, s = b - a * a, 1 - a
    g = np.empty_like(x)
    g[::2], g[1::2] = -400 * a * r - 2 * s, 200 * r
    return 100 * (r @ r) + s @ s, g
times = []
result = minimize(f, x0, jac=True, method="L-BFGS-B", callback=lambda x: times.append(time.perf_counter()), options={"maxiter": ${iterations}, "maxcor": 10, "ftol": 0, "gtol": 0})
each = (times[-1] - times[4]) / (len(times) - 5) * 1e3
print(f"{n} SciPy: {each:.1f} ms an iteration, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, loss {result.fun:.4g}, {result.nfev} evaluations")
`;

const [word] = process.argv.slice(2);
if (word !== undefined && /^\d+$/.test(word)) await measure(Number(word));
else {
  for (const size of ['100000', '1000000']) {
    spawnSync(process.execPath, ['--import', 'tsx/esm', own, size], {stdio: 'inherit'});
    if (word !== undefined) spawnSync(word, ['-c', python, size], {stdio: 'inherit'});
  }
}
