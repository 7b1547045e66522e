/** Code of the items on resampling, by their names, with what it prints. */
export const codeResampling = {
  holdout: {
    code: `import {holdout} from 'tfjs-optim';

const labels = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1];
const ones = (part) => part.filter((i) => labels[i] === 1).length;
for (const seed of [1, 2, 3]) {
  const {train, test} = holdout(labels, {fraction: 0.3, seed});
  console.log(train.length, 'train,', ones(train), 'ones;', test.length, 'test,', ones(test), 'ones');
}`,
    prints: `7 train, 3 ones; 3 test, 1 ones
7 train, 4 ones; 3 test, 0 ones
7 train, 2 ones; 3 test, 2 ones`,
  },
  subsampling: {
    code: `import {randomSubsampling} from 'tfjs-optim';

const uses = new Array(10).fill(0);
for (const {train} of randomSubsampling(10, {fraction: 0.3, repeats: 10, seed: 1})) {
  for (const i of train) uses[i]++;
}
console.log(uses.join(' '));`,
    prints: '7 6 8 4 6 9 8 7 6 9',
  },
  kFold: {
    code: `import {kFold} from 'tfjs-optim';

const folds = kFold(20, {k: 10, seed: 1});
const times = (part, i) => folds.filter((fold) => fold[part].includes(i)).length;
for (const i of [0, 7, 19]) console.log(i, 'tests', times('test', i), 'trains', times('train', i));`,
    prints: `0 tests 1 trains 9
7 tests 1 trains 9
19 tests 1 trains 9`,
  },
  leaveOneOut: {
    code: `import {leaveOneOut} from 'tfjs-optim';

// The rule that says the more frequent class, for ten examples of each class.
const labels = Array.from({length: 20}, (_, i) => i % 2);
const right = leaveOneOut(20).filter(({train, test: [left]}) => {
  const ones = train.filter((i) => labels[i] === 1).length;
  return Number(2 * ones > train.length) === labels[left];
});
console.log(right.length, 'of 20 right');`,
    prints: '0 of 20 right',
  },
  schemes: {
    code: `import {bootstrap, holdout, kFold, leaveOneOut, randomSubsampling} from 'tfjs-optim';

const schemes = {
  holdout: [holdout(40, {fraction: 0.3})], subsampling: randomSubsampling(40, {fraction: 0.3}),
  '10-fold': kFold(40), 'leave-one-out': leaveOneOut(40), bootstrap: bootstrap(40),
};
for (const [name, splits] of Object.entries(schemes)) {
  const different = new Set(splits[0].train).size;
  console.log(name, splits.length, 'trainings,', name === 'bootstrap' ? different < 35 : different);
}`,
    prints: `holdout 1 trainings, 28
subsampling 10 trainings, 28
10-fold 10 trainings, 36
leave-one-out 40 trainings, 39
bootstrap 10 trainings, true`,
  },
  share: {
    code: `import {bootstrap} from 'tfjs-optim';

const share = (n) => 1 - (1 - 1 / n) ** n;
for (const n of [2, 10, 100, 1000]) console.log(n, share(n).toFixed(9));
const samples = bootstrap(1000, {repeats: 50, seed: 1});
const mean = samples.reduce((sum, {train}) => sum + new Set(train).size, 0) / 50 / 1000;
console.log('measured', mean.toFixed(2));`,
    prints: `2 0.750000000
10 0.651321560
100 0.633967659
1000 0.632304575
measured 0.63`,
  },
  point632: {
    code: `import {bootstrap632} from 'tfjs-optim';

console.log(bootstrap632([0.8, 0.9], 1).toFixed(4));
console.log((0.632 * (0.8 + 0.9) / 2 + 0.368 * 1).toFixed(4));`,
    prints: `0.9052
0.9052`,
  },
  limits: {
    code: `import {bootstrap632} from 'tfjs-optim';

// Labels of pure chance in two classes: half is right outside; who remembers is always right inside.
console.log('says', bootstrap632([0.5, 0.5, 0.5], 1).toFixed(3), 'true', (0.5).toFixed(3));`,
    prints: 'says 0.684 true 0.500',
  },
  balanced: {
    code: `import {bootstrap} from 'tfjs-optim';

const labels = Array.from({length: 200}, (_, i) => Number(i < 10)); // 5 % ones
for (const balanced of [false, 'classes', 'examples']) {
  const samples = bootstrap(labels, {repeats: 100, seed: 1, balanced});
  const ones = samples.flatMap(({train}) => [...train]).filter((i) => labels[i] === 1).length;
  console.log(balanced, (ones / 20000).toFixed(2));
}`,
    prints: `false 0.05
classes 0.50
examples 0.05`,
  },
  network: {
    code: `import {adam, kFold, loadMnist, selectImages, softmaxRegression, toTensors, train} from 'tfjs-optim';

const {train: digits} = await loadMnist({source: 'embedded'});
let sum = 0;
for (const split of kFold(60, {k: 3, seed: 1})) {
  const [data, test] = [split.train, split.test].map((part) =>
    toTensors(selectImages(digits, part), {classes: 10, shape: 'flat'}));
  const model = softmaxRegression({seed: 1});
  const optimizer = adam(0.02);
  const {history} = await train({model, data, test, optimizer, epochs: 8, batchSize: 20, seed: 1});
  sum += history.at(-1).testAccuracy;
}
console.log(sum / 3 > 0.3 ? 'better than chance, .1' : 'chance');`,
    prints: 'better than chance, .1',
  },
  selection: {
    code: `// The population is 0, 1, ..., 99; one sample is drawn evenly, the other only from what is above 60.
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const population = Array.from({length: 100}, (_, i) => i);
console.log('population', mean(population));
console.log('every fifth', mean(population.filter((i) => i % 5 === 2)));
console.log('above 60', mean(population.filter((i) => i > 60)));`,
    prints: `population 49.5
every fifth 49.5
above 60 80`,
  },
};
