/** Code of the items on scores, by their names, with what it prints. */
export const codeScores = {
  matrix: {
    code: `import {confusionMatrix} from 'tfjs-optim';

const actual = [1, 1, 1, 1, 0, 0, 0, 0, 0, 0];
const said = [1, 1, 1, 0, 1, 1, 0, 0, 0, 0];
const [[tn, fp], [fn, tp]] = confusionMatrix(actual, said, 2);
console.log('TP', tp, 'FN (type II)', fn);
console.log('FP (type I)', fp, 'TN', tn);`,
    prints: `TP 3 FN (type II) 1
FP (type I) 2 TN 4`,
  },
  cells: {
    code: `import {confusionMatrix} from 'tfjs-optim';

for (const label of [1, 0]) {
  for (const said of [1, 0]) {
    const [[tn, fp], [fn, tp]] = confusionMatrix([label], [said], 2);
    const name = Object.entries({TP: tp, FN: fn, FP: fp, TN: tn}).find(([, count]) => count === 1)[0];
    console.log(name, 'said', said ? 'positive' : 'negative', 'was', label ? 'positive' : 'negative');
  }
}`,
    prints: `TP said positive was positive
FN said negative was positive
FP said positive was negative
TN said negative was negative`,
  },
  scores: {
    code: `import {classificationReport} from 'tfjs-optim';

const {accuracy, classes} = classificationReport([[90, 10], [5, 95]]); // [[TN, FP], [FN, TP]]
const {sensitivity, specificity, precision, f1} = classes[1];
console.log('sensitivity', sensitivity.toFixed(4), 'specificity', specificity.toFixed(4));
console.log('accuracy', accuracy.toFixed(4), 'precision', precision.toFixed(4), 'F1', f1.toFixed(4));`,
    prints: `sensitivity 0.9500 specificity 0.9000
accuracy 0.9250 precision 0.9048 F1 0.9268`,
  },
  zero: {
    code: `import {classificationReport} from 'tfjs-optim';

const {classes, undefined: none} = classificationReport([[8, 0], [2, 0]]); // never says positive
console.log('precision', classes[1].precision, 'sensitivity', classes[1].sensitivity);
console.log(none.map(({score, class: of}) => \`\${score} of class \${of} is 0/0\`).join(', '));`,
    prints: `precision 0 sensitivity 0
precision of class 1 is 0/0`,
  },
  imbalance: {
    code: `import {classificationReport} from 'tfjs-optim';

for (const positives of [500, 100, 10]) {
  // Of 1000, says negative to all.
  const {accuracy, classes} = classificationReport([[1000 - positives, 0], [positives, 0]]);
  console.log(positives, 'accuracy', accuracy, 'sensitivity', classes[1].sensitivity);
}`,
    prints: `500 accuracy 0.5 sensitivity 0
100 accuracy 0.9 sensitivity 0
10 accuracy 0.99 sensitivity 0`,
  },
  tradeOff: {
    code: `const output = [0.1, 0.2, 0.35, 0.4, 0.45, 0.6, 0.7, 0.9];
const isIll = [0, 0, 1, 0, 0, 1, 1, 1];
for (const threshold of [0.3, 0.5, 0.65]) {
  const says = (i) => output[i] >= threshold;
  const count = (ill, said) => isIll.filter((is, i) => is === ill && says(i) === said).length;
  const sensitivity = count(1, true) / (count(1, true) + count(1, false));
  const specificity = count(0, false) / (count(0, false) + count(0, true));
  console.log(threshold, 'sensitivity', sensitivity, 'specificity', specificity);
}`,
    prints: `0.3 sensitivity 1 specificity 0.5
0.5 sensitivity 0.75 specificity 1
0.65 sensitivity 0.5 specificity 1`,
  },
  f1: {
    code: `import {classificationReport} from 'tfjs-optim';

for (const matrix of [[[880, 10], [10, 100]], [[0, 10], [10, 100]]]) {
  const {accuracy, classes} = classificationReport(matrix);
  console.log('F1', classes[1].f1.toFixed(4), 'accuracy', accuracy.toFixed(4));
}`,
    prints: `F1 0.9091 accuracy 0.9800
F1 0.9091 accuracy 0.8333`,
  },
  instruments: {
    code: `const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const shots = {
  both: [0.1, -0.1, 0.05, -0.05], 'accurate only': [1, -1, 0.8, -0.8],
  'precise only': [1.1, 0.9, 1.05, 0.95], neither: [2, 0, 1.8, 0.2],
};
for (const [name, values] of Object.entries(shots)) {
  const spread = Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
  console.log(name, 'off by', Math.abs(mean(values)).toFixed(2), 'spread', spread.toFixed(2));
}`,
    prints: `both off by 0.00 spread 0.08
accurate only off by 0.00 spread 0.91
precise only off by 1.00 spread 0.08
neither off by 1.00 spread 0.91`,
  },
};
