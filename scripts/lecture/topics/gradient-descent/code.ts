/** Code of the items on points, slopes and directions, by their names in the files of items, with what it prints. */
export const code = {
  fromThree: {
    code: `import * as tf from '@tensorflow/tfjs';
import {sgd} from 'tfjs-optim';

const x = tf.variable(tf.scalar(3));
const optimizer = sgd(0.1);
for (let k = 0; k < 3; k++) {
  optimizer.minimize(() => x.square());
  console.log(x.dataSync()[0].toFixed(4));
}`,
    prints: `2.4000
1.9200
1.5360`,
  },
  fromMinusFour: {
    code: `let x = -4;
for (let k = 1; k <= 30; k++) {
  x -= 0.8 * 2 * x;
  if (k <= 5 || k === 30) console.log(k, x.toPrecision(6));
}`,
    prints: `1 2.40000
2 -1.44000
3 0.864000
4 -0.518400
5 0.311040
30 -8.84296e-7`,
  },
  stopping: {
    code: `// Descends until the slope is at most 1e-6, and tells where that is.
const slopes = {'x^2': (x) => 2 * x, 'x^4': (x) => 4 * x ** 3, 'x^3': (x) => 3 * x ** 2};
for (const [name, slope] of Object.entries(slopes)) {
  let [x, steps] = [1, 0];
  for (; Math.abs(slope(x)) > 1e-6; steps++) x -= 0.1 * slope(x);
  console.log(name, steps, x.toExponential(1));
}`,
    prints: `x^2 66 4.0e-7
x^4 31489 6.3e-3
x^3 5763 5.8e-4`,
  },
  smallPush: {
    code: `const f = (x) => x * x / 2;
for (const p of [1e-6, 0.1, 1, 1.9, 2.1]) {
  // At x = 1 the slope is 1.
  console.log(p, f(1 - p) < f(1), f(1) < f(1 + p));
}`,
    prints: `0.000001 true true
0.1 true true
1 true true
1.9 true true
2.1 false true`,
  },
  derivativeLimit: {
    code: `// Error of (f(x + h) - f(x)) / h for exp at 1, whose derivative is e.
for (const h of [1e-1, 1e-2, 1e-3, 1e-4, 1e-15]) {
  const quotient = (Math.exp(1 + h) - Math.exp(1)) / h;
  const error = Math.abs(quotient - Math.E);
  console.log(h, error > 1e-3 ? error.toFixed(3) : 'below 0.001');
}`,
    prints: `0.1 0.141
0.01 0.014
0.001 0.001
0.0001 below 0.001
1e-15 0.390`,
  },
  secondDerivative: {
    code: `import * as tf from '@tensorflow/tfjs';
import {hvp} from 'tfjs-optim';

const x = tf.variable(tf.scalar(0));
for (const power of [2, 3, 4]) {
  const [second] = hvp(() => tf.prod(tf.stack(Array(power).fill(x))), [x], [tf.scalar(1)]);
  console.log('x^' + power, second.dataSync()[0]);
}`,
    prints: `x^2 2
x^3 0
x^4 0`,
  },
  steepest: {
    code: `// Slopes of .1 x^2 + 2 y^2 at (3, 1) along unit vectors at angles to the gradient (.6, 4).
const f = (x, y) => 0.1 * x * x + 2 * y * y;
for (const degrees of [0, 60, 90, 120, 180]) {
  const angle = Math.atan2(4, 0.6) + degrees * Math.PI / 180;
  const [dx, dy] = [1e-5 * Math.cos(angle), 1e-5 * Math.sin(angle)];
  const slope = (f(3 + dx, 1 + dy) - f(3 - dx, 1 - dy)) / 2e-5;
  console.log(degrees, slope.toFixed(3).replace('-0.000', '0.000'));
}`,
    prints: `0 4.045
60 2.022
90 0.000
120 -2.022
180 -4.045`,
  },
  toTheBottom: {
    code: `const angle = (curvatures, x) => {
  const g = x.map((value, i) => curvatures[i] * value);
  const dot = g[0] * x[0] + g[1] * x[1];
  return Math.acos(Math.min(1, dot / Math.hypot(...g) / Math.hypot(...x))) * 180 / Math.PI;
};
console.log(angle([2, 2], [3, 1]).toFixed(1));
console.log(angle([0.2, 4], [3, 1]).toFixed(1));
console.log(angle([0.2, 4], [3, 0]).toFixed(1));`,
    prints: `0.0
63.0
0.0`,
  },
};
