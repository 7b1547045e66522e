/** Code of the items on units and perceptrons, by their names, with what it prints. */
export const code = {
  gates: {
    code: `// A McCulloch-Pitts unit: 0 if an inhibitory input is on, else 1 where enough of the others are on.
const unit = (excitatory, inhibitory, threshold) => (...x) =>
  inhibitory.some((i) => x[i]) ? 0 : Number(excitatory.filter((i) => x[i]).length >= threshold);
const gates = {AND: unit([0, 1], [], 2), OR: unit([0, 1], [], 1), NOR: unit([], [0, 1], 0)};
for (const [name, gate] of Object.entries(gates))
  console.log(name, gate(0, 0), gate(0, 1), gate(1, 0), gate(1, 1));
const not = unit([], [0], 0);
console.log('NOT', not(0), not(1));`,
    prints: `AND 0 0 0 1
OR 0 1 1 1
NOR 1 0 0 0
NOT 1 0`,
  },
  inhibitory: {
    code: `const nor = (a, b, isVetoedAlways) => (isVetoedAlways || a || b ? 0 : 1);
for (const [a, b] of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
  console.log(a, b, 'to the letter', nor(a, b, true), 'only when on', nor(a, b, false));
}`,
    prints: `0 0 to the letter 0 only when on 1
0 1 to the letter 0 only when on 0
1 0 to the letter 0 only when on 0
1 1 to the letter 0 only when on 0`,
  },
  twoLayers: {
    code: `// All 256 functions of three bits: a unit for each input with output 1, and OR of these units.
const inputs = Array.from({length: 8}, (_, i) => [i >> 2, (i >> 1) & 1, i & 1]);
let computed = 0;
for (let f = 0; f < 256; f++) {
  const patterns = inputs.filter((_, i) => (f >> i) & 1);
  const isRight = inputs.every((x, i) => {
    // Ones of the pattern excite, zeros inhibit, and the threshold is the number of ones.
    const hidden = patterns.map((p) => x.every((bit, j) => bit <= p[j])
      && x.filter((bit, j) => bit && p[j]).length >= p.filter(Boolean).length);
    return Number(hidden.some(Boolean)) === ((f >> i) & 1);
  });
  if (isRight) computed++;
}
console.log(computed);`,
    prints: '256',
  },
  automaton: {
    code: `// The state "odd" goes back into the network: odd <- (odd AND NOT bit) OR (NOT odd AND bit).
const unit = (on, off, threshold) => (off.some(Boolean) ? 0 : Number(on.filter(Boolean).length >= threshold));
let odd = 0;
for (const bit of [1, 0, 1, 1, 0]) {
  const stays = unit([odd], [bit], 1);
  const turns = unit([bit], [odd], 1);
  odd = unit([stays, turns], [], 1);
  console.log(bit, odd);
}`,
    prints: `1 1
0 1
1 0
1 1
0 1`,
  },
  asWeight: {
    code: `const [w, theta] = [[1, 1], 2];
for (const x of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
  const sum = w[0] * x[0] + w[1] * x[1];
  console.log(x.join(' '), Number(sum >= theta), Number(-theta * 1 + sum >= 0));
}`,
    prints: `0 0 0 0
0 1 0 0
1 0 0 0
1 1 1 1`,
  },
  rule: {
    code: `// The perceptron learns OR from its mistakes: w <- w + (t - y) x, with x0 = 1.
const examples = [[[1, 0, 0], 0], [[1, 0, 1], 1], [[1, 1, 0], 1], [[1, 1, 1], 1]];
let w = [0, 0, 0];
for (let pass = 1, mistakes = 1; mistakes > 0; pass++) {
  mistakes = 0;
  for (const [x, t] of examples) {
    const y = Number(x.reduce((sum, value, i) => sum + w[i] * value, 0) >= 0);
    if (y !== t) mistakes++;
    w = w.map((value, i) => value + (t - y) * x[i]);
  }
  console.log('pass', pass, 'mistakes', mistakes, 'w', w.join(' '));
}`,
    prints: `pass 1 mistakes 2 w 0 0 1
pass 2 mistakes 2 w 0 1 1
pass 3 mistakes 1 w -1 1 1
pass 4 mistakes 0 w -1 1 1`,
  },
  digits: {
    code: `import {loadMnist} from 'tfjs-optim';

const {train} = await loadMnist({source: 'embedded'});
const chosen = [...train.labels.keys()].filter((i) => train.labels[i] < 2).slice(0, 200);
const w = new Float64Array(785);
for (let pass = 1, mistakes = 1; mistakes > 0; pass++) {
  mistakes = 0;
  for (const i of chosen) {
    const x = [255, ...train.images.subarray(i * 784, (i + 1) * 784)];
    const y = Number(x.reduce((sum, value, j) => sum + w[j] * value, 0) >= 0);
    if (y !== train.labels[i]) mistakes++;
    for (let j = 0; j < 785; j++) w[j] += (train.labels[i] - y) * x[j];
  }
  console.log('pass', pass, 'mistakes', mistakes);
}`,
    prints: `pass 1 mistakes 6
pass 2 mistakes 2
pass 3 mistakes 0`,
  },
  neuron: {
    code: `import * as tf from '@tensorflow/tfjs';

const neuron = tf.layers.dense({units: 1, activation: 'sigmoid', inputShape: [2]});
tf.sequential({layers: [neuron]});
neuron.setWeights([tf.tensor2d([[2], [-1]]), tf.tensor1d([0.5])]);
console.log(neuron.apply(tf.tensor2d([[1, 3]])).dataSync()[0].toFixed(5));
console.log((1 / (1 + Math.exp(-(0.5 + 2 * 1 - 1 * 3)))).toFixed(5));`,
    prints: `0.37754
0.37754`,
  },
  sum: {
    code: `const [w, x] = [[-1, 1, 1], [1, 1, 1]]; // x[0] = 1 belongs to w[0]
const logistic = (net) => 1 / (1 + Math.exp(-net));
const sum = (from) => w.slice(from).reduce((total, value, i) => total + value * x[i + from], 0);
console.log('from i = 1', logistic(w[0] + sum(1)).toFixed(6));
console.log('from i = 0', logistic(w[0] + sum(0)).toFixed(6));`,
    prints: `from i = 1 0.731059
from i = 0 0.500000`,
  },
};
