import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {finished, kept, readAtOnce, type Reading, readLater} from '../../../lib/base/reading.ts';
import {onBackendThatWaits} from '../../support/backend-that-waits.ts';

/** Doubles until the number is above 100, and says whether it was let down properly. */
function* doubled(from: number, end: {isFreed: boolean}): Reading<number> {
  const [vector] = kept(() => [tf.scalar(from)]) as [tf.Scalar];
  try {
    let value = from;
    while (value <= 100) [value] = (yield tf.mul(vector, (2 * value) / from)) as unknown as [number];
    return value;
  } finally {
    vector.dispose();
    end.isFreed = true;
  }
}

const drivers = {readAtOnce: async <T>(work: Reading<T>): Promise<T> => readAtOnce(work), readLater};

for (const [name, drive] of Object.entries(drivers)) {
  describe(name, () => {
    it('reads what work yields, and leaves nothing', async () => {
      const before = tf.memory().numTensors;
      const end = {isFreed: false};
      expect(await drive(doubled(3, end))).to.equal(192);
      expect(end.isFreed).to.equal(true);
      expect(tf.memory().numTensors).to.equal(before);
    });

    it('lets work free what it holds where a read fails, and gives its error', async () => {
      const before = tf.memory().numTensors;
      const end = {isFreed: false};
      function* gone(): Reading<number> {
        yield* doubled(3, end);
        return 0;
      }
      const work = gone();
      const next = work.next.bind(work);
      let reads = 0;
      work.next = (...values) => {
        const result = next(...values);
        // The device is lost at the third read.
        if (++reads === 3) (result.value as tf.Tensor).dispose();
        return result;
      };
      const error = await drive(work).catch((thrown: Error) => thrown);
      expect((error as Error).message).to.match(/disposed/);
      expect(end.isFreed).to.equal(true);
      expect(tf.memory().numTensors).to.equal(before);
    });

    it('goes on where work has an answer to a failed read', async () => {
      function* answers(): Reading<string> {
        const tensor = tf.scalar(1);
        tensor.dispose();
        try {
          yield tensor;
        } catch {
          const [two] = yield tf.scalar(2);
          return `then ${two}`;
        }
        return 'no error';
      }
      expect(await drive(answers())).to.equal('then 2');
    });
  });
}

describe('finished', () => {
  it('reads at once where it can, and waits where it cannot', async () => {
    const end = {isFreed: false};
    let isOver = false;
    const work = finished(doubled(3, end)).then((value) => {
      isOver = true;
      return value;
    });
    expect(end.isFreed).to.equal(true);
    expect([isOver, await work]).to.deep.equal([false, 192]);
    await onBackendThatWaits(async () => {
      const later = {isFreed: false};
      const waiting = finished(doubled(3, later));
      expect(later.isFreed).to.equal(false);
      expect(await waiting).to.equal(192);
    });
  });
});

describe('kept', () => {
  it('outlives the tidy around it, and leaves nothing else', () => {
    const before = tf.memory().numTensors;
    let made: tf.Tensor[] = [];
    tf.tidy(() => {
      made = kept(() => [tf.add(tf.scalar(1), 1), tf.neg(tf.scalar(3))]);
      tf.scalar(7);
    });
    expect(made.map((each) => each.dataSync()[0])).to.deep.equal([2, -3]);
    expect(tf.memory().numTensors).to.equal(before + 2);
    tf.dispose(made);
  });
});
