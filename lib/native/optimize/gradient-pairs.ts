import type {Source, TraceNode} from '../graph/node.ts';
import {attributeOf} from './rule.ts';
import {operationCount} from './cost.ts';

/**
 * The two large products of a dense layer's gradient, `dy W^T` for its input and `x^T dy` for its weights.
 *
 * Both need dy alone, so that two threads can do one each. Halves of them would read the weights twice, and write their gradient
 * twice and add it up.
 *
 * @param order the nodes of the graph
 * @param large from how many operations on numbers on a product counts
 * @returns the products, two for each layer
 */
export function gradientPairs(order: readonly TraceNode[], large: number): Set<TraceNode> {
  const products = order.filter((node) => node.op === 'MatMul' && operationCount(node) >= large);
  const isTransposed = (node: TraceNode, first: boolean, second: boolean): boolean =>
    (attributeOf(node, 'transpose_a') === true) === first && (attributeOf(node, 'transpose_b') === true) === second;
  const paired = new Set<TraceNode>();
  for (const ofInput of products.filter((node) => isTransposed(node, false, true))) {
    const [dy] = ofInput.inputs as [Source];
    const isOfWeights = (node: TraceNode): boolean =>
      isTransposed(node, true, false) && node.inputs[1]!.node === dy.node && node.inputs[1]!.output === dy.output;
    const ofWeights = products.find(isOfWeights);
    if (ofWeights !== undefined) for (const each of [ofInput, ofWeights]) paired.add(each);
  }
  return paired;
}
