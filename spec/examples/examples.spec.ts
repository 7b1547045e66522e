import {execFile} from 'node:child_process';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {promisify} from 'node:util';
import {expect} from 'chai';

const root = new URL('../../', import.meta.url);

/** Runs an example as a program of its own, which imports the built package by its name, on the backend of the tests. */
async function printed(name: string): Promise<string> {
  if (!existsSync(new URL('dist/index.js', root)))
    throw new Error('there is no dist/; run npm run build, then the tests');
  const {stdout, stderr} = await promisify(execFile)(process.execPath, ['--import', 'tsx/esm', `examples/${name}.ts`], {
    cwd: root,
  });
  // Nothing runs uncompiled, leaks or is out of date.
  expect(stderr).to.equal('');
  return stdout;
}

/** The number that a program printed after some words and a colon. */
function number(output: string, words: string): number {
  const found = output.split('\n').find((line) => line.startsWith(`${words}: `));
  expect(found, `a line "${words}: ..." in\n${output}`).to.be.a('string');
  return Number.parseFloat(found!.slice(words.length + 2));
}

const checks: Readonly<Record<string, (output: string) => void>> = {
  'drop-in': (output) => {
    // Guessing gets a tenth right, and two passes over 8,000 digits about nine tenths.
    expect(number(output, 'test accuracy')).to.be.above(0.85);
    expect(number(output, 'test loss')).to.be.below(0.5);
  },

  'own-data': (output) => {
    expect(output).to.match(/^place: .*2 categories/m);
    // Prices are from 130 to 700.
    expect(number(output, 'mean error in thousands')).to.be.below(15);
    expect(number(output, 'tensors left')).to.equal(0);
  },

  schedule: (output) => {
    // The line up to the rate, half of it in the middle of the cosine, nothing at the end.
    const rates = [0, 10, 20, 110, 200].map((step) => number(output, `rate at step ${step}`));
    expect(rates).to.deep.equal([0, 0.1, 0.2, 0.1, 0]);
    // That of step 199: 0.1 (1 + cos(pi 179 / 180)), which is 1.5e-5.
    expect(number(output, 'rate after 200 updates')).to.equal(0);
    expect(number(output, 'slope')).to.be.closeTo(2, 2e-3);
    expect(number(output, 'intercept')).to.be.closeTo(-1, 2e-3);
  },

  accelerate: (output) => {
    // The same weights and batches: what differs is the rounding of float32.
    expect(number(output, 'loss accelerated')).to.be.closeTo(number(output, 'loss as it is'), 1e-4);
    expect(number(output, 'loss accelerated')).to.be.below(Math.log(10) / 3);
  },

  solver: (output) => {
    expect(output).to.contain('stopped: tolerance\n');
    expect(number(output, 'gradient')).to.be.below(1e-3);
    expect(number(output, 'evaluations')).to.be.below(200);
    // The minimum is one.
    expect(number(output, 'loss from elsewhere')).to.be.closeTo(number(output, 'loss'), 1e-5);
  },

  'own-loop': (output) => {
    const losses = [1, 2, 3].map((epoch) => number(output, `epoch ${epoch} loss`));
    // Less than that of guessing, and less in each pass.
    expect(losses[0]).to.be.below(Math.log(10));
    expect(losses).to.deep.equal(losses.toSorted((a, b) => b - a));
    expect(number(output, 'tensors left over')).to.equal(0);
    expect(number(output, 'test accuracy')).to.be.above(0.85);
  },

  'own-rule': (output) => {
    expect(output).to.equal('after 200 updates w is [0, 0]\n');
  },

  'own-optimizer': (output) => {
    expect(output).to.match(/^(?:accuracy by a (?:rule|wrapper): 0\.\d+ after 160 updates\n){2}$/);
    for (const way of ['a rule', 'a wrapper']) expect(number(output, `accuracy by ${way}`)).to.be.above(0.85);
  },

  hessian: (output) => {
    expect(output).to.match(/^eigenvalues: 9\.0000 1\.0000,/m);
    expect(number(output, 'trace')).to.be.closeTo(10, 1e-3);
    expect(number(output, 'largest stable rate')).to.be.closeTo(2 / 9, 1e-4);
    // Half of the loss along the eigenvalue 9, 9 / 2 at the start, is multiplied by (1 - 1.8)^2 or (1 - 2.2)^2 at each step.
    expect(number(output, 'loss after 50 steps at 0.9 of it')).to.be.below(1e-8);
    expect(number(output, 'loss after 50 steps at 1.1 of it')).to.be.closeTo(4.5 * 1.2 ** 100, 2e6);
  },

  interpolation: (output) => {
    const end = number(output, 'loss at the end');
    expect(number(output, 'loss at the start')).to.be.above(Math.log(10) - 0.2);
    expect(end).to.be.closeTo(number(output, 'loss that training ended with'), 2e-4);
    expect(end).to.be.below(0.4);
    // No hill on the way, as Goodfellow, Vinyals and Saxe found.
    expect(number(output, 'largest bump between')).to.be.below(1e-3);
  },
};

describe('examples/', () => {
  const names = readdirSync(new URL('examples/', root)).flatMap((file) => /^(.+)\.ts$/.exec(file)?.[1] ?? []);

  it('all have a line in examples/README.md', () => {
    const readme = readFileSync(new URL('examples/README.md', root), 'utf8');
    const listed = Array.from(readme.matchAll(/^\| \[(.+)\.ts\]/gm), ([, name]) => name);
    expect(listed).to.have.members(names);
  });

  for (const name of names) {
    it(`${name}.ts prints what it should`, async function () {
      this.timeout(60_000);
      checks[name]!(await printed(name));
    });
  }
});
