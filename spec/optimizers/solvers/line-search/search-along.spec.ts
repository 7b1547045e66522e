import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {readLater, type Reading} from '../../../../lib/base/reading.ts';
import {backtracking, exactQuadratic, hagerZhang, strongWolfe} from '../../../../optimizers/index.ts';
import type {LinePoint, SearchLine} from '../../../../optimizers/solvers/line-search/line.ts';
import {type ReadLine, searchAlong} from '../../../../optimizers/solvers/line-search/search-along.ts';
import {onBackendThatWaits} from '../../../support/backend-that-waits.ts';

/** (step - 3)^4 + step, its values read from tensors; keeps the steps that were evaluated. */
function readLine(steps: number[]): ReadLine {
  return {
    *at(step): Reading<LinePoint> {
      steps.push(step);
      const [value, slope] = yield tf.tensor1d([(step - 3) ** 4 + step, 4 * (step - 3) ** 3 + 1]);
      return {step, value: value!, slope: slope!};
    },
    *curvature(): Reading<number> {
      steps.push(0);
      return (yield tf.scalar(12 * 9))[0]!;
    },
  };
}

const start = {step: 0, value: 81, slope: -107};
const searches = {
  backtracking: backtracking(),
  strongWolfe: strongWolfe({curvature: 0.01}),
  hagerZhang: hagerZhang({curvature: 0.01}),
  exactQuadratic: exactQuadratic(),
};

/** What is found, and the steps on the way. */
async function searched(search: SearchLine): Promise<{found: LinePoint | null; steps: number[]}> {
  const steps: number[] = [];
  const found = await readLater(searchAlong(search, readLine(steps), start, 8));
  return {found, steps};
}

describe('searchAlong', () => {
  for (const [name, search] of Object.entries(searches)) {
    it(`evaluates the same steps, each once, where numbers have to be waited for: ${name}`, async () => {
      const expected = await searched(search);
      expect(expected.steps.length).to.be.above(1);
      const before = tf.memory().numTensors;
      expect(await onBackendThatWaits(() => searched(search))).to.deep.equal(expected);
      expect(tf.memory().numTensors).to.equal(before);
    });
  }

  it('does not mind a search that catches errors', async () => {
    const careful: SearchLine = (line, from, first) => {
      for (let step = first; step > 1e-3; step /= 2) {
        try {
          line.curvature!();
          const point = line.at(step);
          if (point.value < from.value / 4) return point;
        } catch {
          // A loss that throws is a step too long.
        }
      }
      return null;
    };
    const expected = await searched(careful);
    expect(expected.found!.step).to.equal(4);
    expect(await onBackendThatWaits(() => searched(careful))).to.deep.equal({
      ...expected,
      // The curvature is known once.
      steps: [0, 8, 4],
    });
  });

  it('takes a step that is no number as any other', async () => {
    const search: SearchLine = (line) => (line.at(Number.NaN), line.at(Number.NaN), null);
    expect((await onBackendThatWaits(() => searched(search))).found).to.equal(null);
  });

  it('takes the start for no step, and refuses what is no point of the line', async () => {
    const outcome = (search: unknown) =>
      searched(search as SearchLine).then(
        ({found}) => found,
        (error: Error) => error.message,
      );
    const message = /^lineSearch must give a point that line\.at gave it, or null, and at once, received /;
    for (const place of [(work: () => Promise<unknown>) => work(), onBackendThatWaits]) {
      expect(await place(() => outcome((_: unknown, from: LinePoint) => from))).to.equal(null);
      for (const wrong of [
        (line: {at(step: number): LinePoint}) => ({...line.at(1)}),
        () => undefined,
        async (line: {at(step: number): LinePoint}) => line.at(1),
      ]) {
        expect(await place(() => outcome(wrong))).to.match(message);
      }
    }
  });

  it('gives the error of a search, and refuses one that does not do the same again', async () => {
    const messageOf = (search: SearchLine): Promise<unknown> =>
      onBackendThatWaits(() => searched(search)).catch((error: Error) => error.message);
    expect(
      await messageOf((line) => {
        line.at(1);
        throw new Error('my own');
      }),
    ).to.equal('my own');
    let calls = 0;
    const message = await messageOf((line) => {
      line.at(++calls);
      return line.at(7);
    });
    expect(message).to.match(/tried the step 2 where it had tried 1 .* draw nothing/);
  });
});
