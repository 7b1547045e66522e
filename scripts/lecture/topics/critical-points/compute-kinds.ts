import * as tf from '@tensorflow/tfjs';
import {classifyCriticalPoint} from '../../../../lib/curvature/index.ts';

/** Kinds as numbers, for values: what the second derivatives leave open is 0. */
export const kindNames = ['open', 'minimum', 'maximum', 'saddle'] as const;

/** A function of two numbers that is critical at the origin. */
export interface Shape {
  readonly name: string;
  readonly f: (x: number, y: number) => number;
  readonly tensor: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor;
}

export const shapes: readonly Shape[] = [
  {name: 'x² + y²', f: (x, y) => x * x + y * y, tensor: (x, y) => x.square().add(y.square())},
  {name: '-x² - y²', f: (x, y) => -x * x - y * y, tensor: (x, y) => x.square().add(y.square()).neg()},
  {name: 'x² - y²', f: (x, y) => x * x - y * y, tensor: (x, y) => x.square().sub(y.square())},
  {name: 'x y', f: (x, y) => x * y, tensor: (x, y) => x.mul(y)},
  {name: 'x⁴ + y⁴', f: (x, y) => x ** 4 + y ** 4, tensor: (x, y) => x.square().square().add(y.square().square())},
  {name: 'x³ + y²', f: (x, y) => x ** 3 + y * y, tensor: (x, y) => x.mul(x.square()).add(y.square())},
  {
    name: 'x³ - 3 x y²',
    f: (x, y) => x ** 3 - 3 * x * y * y,
    tensor: (x, y) => x.mul(x.square()).sub(x.mul(y.square()).mul(3)),
  },
];

/** What the origin is, by the values on a small circle around it. */
export function kindByValues(f: Shape['f']): number {
  const values = Array.from({length: 720}, (_, i) => {
    const angle = (i * Math.PI) / 360;
    return f(1e-2 * Math.cos(angle), 1e-2 * Math.sin(angle)) - f(0, 0);
  });
  const [up, down] = [values.some((value) => value > 1e-15), values.some((value) => value < -1e-15)];
  if (up && down) return 3;
  return up ? 1 : 2;
}

/** What the second derivatives at the origin say: a kind, or nothing where one of them is zero. */
export async function kindByCurvature({tensor}: Shape): Promise<number> {
  const zero = (): tf.Variable => tf.tidy(() => tf.variable(tf.scalar(0)));
  const [x, y] = [zero(), zero()];
  try {
    const {kind, isDegenerate} = await classifyCriticalPoint({
      loss: () => tensor(x, y) as tf.Scalar,
      variables: [x, y],
    });
    // Curvatures of both signs make a saddle, whatever the others are.
    const isOpen = isDegenerate && kind !== 'saddle';
    return isOpen ? 0 : Math.max(0, (kindNames as readonly string[]).indexOf(kind));
  } finally {
    tf.dispose([x, y]);
  }
}
