/** Code of the items on probability, by their names, with what it prints. */
export const codeProbability = {
  odds: {
    code: `for (const p of [0.25, 0.5, 0.75, 0.9]) {
  const odds = p / (1 - p);
  console.log(p, 'odds', odds.toFixed(3), 'log odds', Math.log(odds).toFixed(3), 'back', odds / (1 + odds));
}`,
    prints: `0.25 odds 0.333 log odds -1.099 back 0.25
0.5 odds 1.000 log odds 0.000 back 0.5
0.75 odds 3.000 log odds 1.099 back 0.75
0.9 odds 9.000 log odds 2.197 back 0.9`,
  },
  conditional: {
    code: `import {classificationReport} from 'tfjs-optim';

const [[tn, fp], [fn, tp]] = [[880, 20], [10, 90]];
const [isSo, said] = [(tp + fn) / 1000, (tp + fp) / 1000];
const saidIfSo = tp / (tp + fn);
console.log('said if so', saidIfSo.toFixed(4));
console.log('so if said', ((saidIfSo * isSo) / said).toFixed(4));
console.log('precision', classificationReport([[tn, fp], [fn, tp]]).classes[1].precision.toFixed(4));`,
    prints: `said if so 0.9000
so if said 0.8182
precision 0.8182`,
  },
  bayes: {
    code: `const after = (prior) => (0.9 * prior) / (0.9 * prior + 0.05 * (1 - prior));
console.log('before', 0.01);
console.log('after a positive test', after(0.01).toFixed(4));
console.log('after a second one', after(after(0.01)).toFixed(4));`,
    prints: `before 0.01
after a positive test 0.1538
after a second one 0.7660`,
  },
  posterior: {
    code: `const shares = Array.from({length: 1000}, (_, i) => (i + 0.5) / 1000);
for (const [right, wrong] of [[0, 0], [14, 6], [140, 60]]) {
  const weights = shares.map((p) => p ** right * (1 - p) ** wrong);
  const sum = weights.reduce((a, b) => a + b, 0);
  const mean = shares.reduce((total, p, i) => total + (p * weights[i]) / sum, 0);
  const square = shares.reduce((total, p, i) => total + ((p - mean) ** 2 * weights[i]) / sum, 0);
  console.log(right, 'of', right + wrong, mean.toFixed(3), '+-', Math.sqrt(square).toFixed(3));
}`,
    prints: `0 of 0 0.500 +- 0.289
14 of 20 0.682 +- 0.097
140 of 200 0.698 +- 0.032`,
  },
  normal: {
    code: `// Shares within k deviations, by the area below the densities of mean 0 and deviation 1.
const densities = {
  normal: (x) => Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI),
  uniform: (x) => (Math.abs(x) < Math.sqrt(3) ? 1 / (2 * Math.sqrt(3)) : 0),
  Laplace: (x) => Math.exp(-Math.SQRT2 * Math.abs(x)) / Math.SQRT2,
};
for (const [name, f] of Object.entries(densities)) {
  const share = (k) => Array.from({length: 4000}, (_, i) => (f(-k + ((i + 0.5) * k) / 2000) * k) / 2000)
    .reduce((a, b) => a + b, 0);
  console.log(name, share(1).toFixed(3), share(2).toFixed(3), share(3).toFixed(3));
}`,
    prints: `normal 0.683 0.954 0.997
uniform 0.577 1.000 1.000
Laplace 0.757 0.941 0.986`,
  },
  binomial: {
    code: `const binomial = (k, n, p) => {
  let value = (1 - p) ** n;
  for (let i = 1; i <= k; i++) value *= ((n - i + 1) / i) * (p / (1 - p));
  return value;
};
const all = Array.from({length: 51}, (_, k) => binomial(k, 50, 0.93));
console.log('sum', all.reduce((a, b) => a + b, 0).toFixed(6));
console.log('mean', all.reduce((sum, value, k) => sum + k * value, 0).toFixed(4));
console.log('all right', all[50].toFixed(4));`,
    prints: `sum 1.000000
mean 46.5000
all right 0.0266`,
  },
  sample: {
    code: `import {bootstrap} from 'tfjs-optim';

const population = Array.from({length: 1000}, (_, i) => i);
const meanOf = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
for (const size of [10, 160]) {
  // The first draws of a sample with replacement are a smaller one.
  const means = bootstrap(1000, {repeats: 400, seed: 1}).map(({train}) => meanOf([...train.slice(0, size)]));
  const off = Math.sqrt(meanOf(means.map((mean) => (mean - meanOf(population)) ** 2)));
  console.log(size, 'off by', Math.round(off), 'expected', Math.round(288.7 / Math.sqrt(size)));
}`,
    prints: `10 off by 96 expected 91
160 off by 23 expected 23`,
  },
  likelihood: {
    code: `const of = (p) => 120 * p ** 7 * (1 - p) ** 3; // the probability of 7 of 10
const shares = Array.from({length: 1000}, (_, i) => (i + 0.5) / 1000);
console.log('area', shares.reduce((sum, p) => sum + of(p) / 1000, 0).toFixed(5), '1/11', (1 / 11).toFixed(5));
console.log('.7 against .5', (of(0.7) / of(0.5)).toFixed(3));`,
    prints: `area 0.09091 1/11 0.09091
.7 against .5 2.277`,
  },
};
