/** Code of the items on XOR, by their names, with what it prints. */
export const codeXor = {
  impossible: {
    code: `// Rows of w0, w1, w2; each combination with w must be >= 0, the first and the last one > 0.
const rows = [[-1, 0, 0], [1, 1, 0], [1, 0, 1], [-1, -1, -1]];
console.log('sum of all four:', [0, 1, 2].map((j) => rows.reduce((sum, row) => sum + row[j], 0)).join(' '));
const most = 4;
let best = 0;
for (let a = -most; a <= most; a++) for (let b = -most; b <= most; b++) for (let c = -most; c <= most; c++) {
  const right = [[0, 0], [0, 1], [1, 0], [1, 1]].filter(([x, y]) => (a + b * x + c * y >= 0) === (x !== y));
  best = Math.max(best, right.length);
}
console.log('right at best:', best, 'of 4');`,
    prints: `sum of all four: 0 0 0
right at best: 3 of 4`,
  },
  strict: {
    code: `const [w0, w1] = [-1, 1];
console.log('w0 + w1 >= 0 is', w0 + w1 >= 0);
console.log('w1 > -w0 is', w1 > -w0);
console.log('w1 >= -w0 is', w1 >= -w0);`,
    prints: `w0 + w1 >= 0 is true
w1 > -w0 is false
w1 >= -w0 is true`,
  },
  which: {
    code: `const [w0, w1, w2] = [1, -1, -1];
console.log('1:', w0 < 0);
console.log('2:', w0 + w1 >= 0);
console.log('3:', w0 + w2 >= 0);
console.log('4:', w0 + w1 + w2 < 0);`,
    prints: `1: false
2: true
3: true
4: true`,
  },
  table: {
    code: `for (const [a, b] of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
  const z = [Number(a - b >= 1), Number(b - a >= 1)];
  console.log(\`(\${a}, \${b})\`, \`z = (\${z.join(', ')})\`, 'y =', Number(z[0] + z[1] >= 1));
}`,
    prints: `(0, 0) z = (0, 0) y = 0
(0, 1) z = (0, 1) y = 1
(1, 0) z = (1, 0) y = 1
(1, 1) z = (0, 0) y = 0`,
  },
  trained: {
    code: `import * as tf from '@tensorflow/tfjs';
import {adam, mlp, sigmoidCrossEntropy} from 'tfjs-optim';

const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[0], [1], [1], [0]]);
for (const widths of [[], [8]]) {
  const model = mlp({inputs: 2, widths, classes: 1, activation: 'tanh', seed: 1});
  const optimizer = adam(0.1);
  for (let k = 0; k < 150; k++) optimizer.minimize(() => sigmoidCrossEntropy(y, model.apply(x)));
  const right = tf.equal(model.apply(x).greater(0), y).sum().dataSync()[0];
  console.log(widths.length, 'hidden layers:', right === 4 ? 'all right' : 'not all right');
}`,
    prints: `0 hidden layers: not all right
1 hidden layers: all right`,
  },
};
