import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {secondOrder} from '../../../../lib/autograd/scope/second-order.ts';
import {build, type Grid, indices} from './grid.ts';
import {gradientCase} from './gradient-case.ts';

interface Kind {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

const KINDS: Record<string, Kind> = {
  plain: {alignCorners: false, halfPixelCenters: false},
  'aligned corners': {alignCorners: true, halfPixelCenters: false},
  'half pixel centers': {alignCorners: false, halfPixelCenters: true},
};

const source = (place: number, old: number, size: number, {alignCorners, halfPixelCenters}: Kind): number => {
  if (alignCorners) return size > 1 ? (place * (old - 1)) / (size - 1) : 0;
  return halfPixelCenters ? ((place + 0.5) * old) / size - 0.5 : (place * old) / size;
};

/** Weights of the old places in a new one. */
function bilinear(place: number, old: number, size: number, kind: Kind): number[] {
  const exact = Math.min(old - 1, Math.max(0, source(place, old, size, kind)));
  return Array.from({length: old}, (_, i) => Math.max(0, 1 - Math.abs(i - exact)));
}

function nearest(place: number, old: number, size: number, kind: Kind): number[] {
  // With half pixel centers the nearest is the pixel that the center lies in.
  const exact = source(place, old, size, kind) + (kind.halfPixelCenters || kind.alignCorners ? 0.5 : 0);
  const chosen = Math.min(old - 1, Math.max(0, Math.floor(exact)));
  return Array.from({length: old}, (_, i) => Number(i === chosen));
}

const resized = (x: Grid, [height, width]: readonly [number, number], kind: Kind, weigh: typeof bilinear): Grid =>
  build([x.shape[0]!, height, width, x.shape[3]!], (batch, row, column, channel) => {
    const rows = weigh(row, x.shape[1]!, height, kind);
    const columns = weigh(column, x.shape[2]!, width, kind);
    return indices([rows.length, columns.length]).reduce((sum, [i, j]) => {
      const weight = rows[i!]! * columns[j!]!;
      return weight === 0 ? sum : sum + weight * x.at([batch, i!, j!, channel]);
    }, 0);
  });

describe('gradients of resized images', () => {
  for (const size of [
    [5, 7],
    [3, 2],
  ] as const) {
    for (const [name, kind] of Object.entries(KINDS)) {
      for (const [operationName, operation, weigh] of [
        ['resizeBilinear', tf.image.resizeBilinear, bilinear],
        ['resizeNearestNeighbor', tf.image.resizeNearestNeighbor, nearest],
      ] as const) {
        gradientCase({
          name: `${operationName} to ${size.join()}, ${name}`,
          shapes: [[2, 4, 6, 1]],
          operation: (x) => operation(x as tf.Tensor4D, [...size], kind.alignCorners, kind.halfPixelCenters),
          reference: (x) => resized(x, size, kind, weigh),
        });
      }
    }
  }
});

describe('gradient of cropAndResize', () => {
  const BOXES = [
    [0.1, 0.2, 0.9, 0.8],
    [0, 0, 1, 1.3],
    [0.8, 0.1, 0.2, 0.9],
  ].map((box) => box.map(Math.fround));
  const OF = [1, 0, 1];
  const crop = (x: tf.Tensor, boxes: tf.Tensor): tf.Tensor =>
    tf.image.cropAndResize(x as tf.Tensor4D, boxes as tf.Tensor2D, tf.tensor1d(OF, 'int32'), [3, 4], 'bilinear', 0.5);

  gradientCase({
    name: 'with respect to the images',
    shapes: [[2, 5, 6, 2]],
    except: ['wasm'],
    operation: (x) => crop(x, tf.tensor2d(BOXES)),
    reference: (x) =>
      build([3, 3, 4, 2], (box, row, column, channel) => {
        const [top, left, bottom, right] = BOXES[box]! as [number, number, number, number];
        const y = (top + ((bottom - top) * row) / 2) * 4;
        const across = (left + ((right - left) * column) / 3) * 5;
        if (y < 0 || y > 4 || across < 0 || across > 5) return 0.5;
        return indices([5, 6]).reduce((sum, [i, j]) => {
          const weight = Math.max(0, 1 - Math.abs(y - i!)) * Math.max(0, 1 - Math.abs(across - j!));
          return sum + weight * x.at([OF[box]!, i!, j!, channel]);
        }, 0);
      }),
  });

  it('refuses the boxes by name, without a leak', () => {
    const images = tf.ones([2, 5, 6, 1]);
    const boxes = tf.tensor2d(BOXES);
    const before = tf.memory().numTensors;
    expect(() => secondOrder(() => tf.tidy(() => tf.grad((y: tf.Tensor) => crop(images, y))(boxes)))).to.throw(
      /CropAndResize: the (gradient with respect to boxes|backend wasm)/,
    );
    expect(tf.memory().numTensors).to.equal(before);
    tf.dispose([images, boxes]);
  });
});
