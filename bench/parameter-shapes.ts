import type {Network} from './task.ts';

/**
 * The shapes of a network's weights in order, kernel and bias of each layer: [inputs, units] of a dense layer,
 * [size, size, channels, filters] of a convolution.
 *
 * @example
 * parameterShapes({input: [784], layers: [{kind: 'dense', units: 10}]}); // [[784, 10], [10]]
 */
export function parameterShapes({input, layers}: Network): number[][] {
  let shape = [...input];
  const shapes: number[][] = [];
  for (const layer of layers) {
    if (layer.kind === 'dense') {
      shapes.push([shape[0]!, layer.units], [layer.units]);
      shape = [layer.units];
    } else if (layer.kind === 'convolution') {
      shapes.push([layer.size, layer.size, shape[2]!, layer.filters], [layer.filters]);
      shape = [shape[0]!, shape[1]!, layer.filters];
    } else if (layer.kind === 'pool') {
      shape = [Math.floor(shape[0]! / 2), Math.floor(shape[1]! / 2), shape[2]!];
    } else {
      shape = [shape.reduce((product, size) => product * size, 1)];
    }
  }
  return shapes;
}
