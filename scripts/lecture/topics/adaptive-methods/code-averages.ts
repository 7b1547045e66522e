/** Code of the items on RMSProp and Adadelta, with what it prints. */
export const codeAverages = {
  bounded: {
    code: `let [sum, average, greatest] = [0, 0, 0];
for (let t = 1; t <= 1000; t++) {
  const g = Math.sin(t) * (t % 100 === 0 ? 50 : 1);
  sum += g * g;
  average = 0.9 * average + 0.1 * g * g;
  greatest = Math.max(greatest, average);
}
console.log('sum', sum.toFixed(0), 'greatest average', greatest.toFixed(0), 'below', 50 ** 2);`,
    prints: 'sum 14839 greatest average 250 below 2500',
  },
  memory: {
    code: `for (const rho of [0.5, 0.9, 0.99]) {
  let [average, t] = [0, 0];
  while (average < 1 - 1 / Math.E) {
    average = rho * average + (1 - rho);
    t++;
  }
  console.log(rho, t, (1 / (1 - rho)).toFixed(0));
}`,
    prints: `0.5 2 2
0.9 10 10
0.99 100 100`,
  },
  averageOfGradients: {
    code: `let [gradients, squares] = [0, 0];
for (let t = 0; t < 100; t++) {
  const g = t % 2 === 0 ? 1 : -1;
  gradients = 0.9 * gradients + 0.1 * g;
  squares = 0.9 * squares + 0.1 * g * g;
}
console.log(gradients.toFixed(3), squares.toFixed(3));`,
    prints: '-0.053 1.000',
  },
  minusForPlus: {
    code: `for (const sign of [-1, 1]) {
  let r = 0;
  const all = [1, 2, 3].map(() => (r = 0.9 * r + sign * 0.1).toFixed(3));
  console.log(all.join(' '), Math.sqrt(r).toFixed(3));
}`,
    prints: `-0.100 -0.190 -0.271 NaN
0.100 0.190 0.271 0.521`,
  },
  trueWindow: {
    code: `const gradients = Array.from({length: 80}, (_, k) => (k === 30 ? 3 : 1));
let decayed = 0;
gradients.forEach((g, k) => {
  decayed = 0.9 * decayed + 0.1 * g * g;
  const last = gradients.slice(Math.max(0, k - 9), k + 1);
  const window = last.reduce((sum, each) => sum + each * each, 0) / 10;
  if ([29, 30, 35, 40, 60].includes(k)) console.log(k, window.toFixed(2), decayed.toFixed(2));
});`,
    prints: `29 1.00 0.96
30 1.80 1.76
35 1.80 1.45
40 1.00 1.27
60 1.00 1.03`,
  },
  windowOnDigits: {
    code: `// x^2 / 2 from 3 with a window of 10 and with the decayed average.
for (const isWindow of [true, false]) {
  let [x, decayed] = [3, 0];
  const squares = [];
  for (let t = 0; t < 60; t++) {
    squares.push(x * x);
    decayed = 0.9 * decayed + 0.1 * x * x;
    const window = squares.slice(-10).reduce((sum, square) => sum + square, 0) / 10;
    x -= (0.05 * x) / Math.sqrt(isWindow ? window : decayed);
    if (t % 20 === 19) console.log(isWindow ? 'window ' : 'decayed', t + 1, x.toFixed(2));
  }
}`,
    prints: `window  20 1.80
window  40 0.93
window  60 0.20
decayed 20 1.70
decayed 40 0.90
decayed 60 0.30`,
  },
};
