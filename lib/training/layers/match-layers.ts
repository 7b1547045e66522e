import {countedName} from './counted-name.ts';
import type {LayerNode} from './weight-tree.ts';

/** The places of a saved weight and of the weight of the model that it belongs to. */
export interface WeightPair {
  readonly saved: number;
  readonly present: number;
}

/** What the two sides are called. */
type Sides = readonly [saved: string, present: string];

const containers = ['Model', 'Sequential', 'Functional'];

const kind = ({className}: LayerNode): string => (containers.includes(className) ? 'model' : className);

/** Whether a layer got its name by counting: `dense_Dense3`, `sequential_2`. Such a name says nothing in another model. */
function isCounted({name, className}: LayerNode): boolean {
  return containers.includes(className)
    ? /^(?:model|sequential|functional)_?\d+$/.test(name)
    : countedName(name) !== null;
}

const words = (nodes: readonly LayerNode[]): string =>
  nodes.map(({name, className}) => `${name} (${className})`).join(', ') || 'none';

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name, i) => name === other[i]);

const names = (nodes: readonly LayerNode[]): string[] => nodes.map(({name}) => name);

/** Which layer of the model each saved one is, side by side; or why that cannot be told. */
function pairLayers(
  saved: readonly LayerNode[],
  present: readonly LayerNode[],
  [here, there]: Sides,
): [saved: LayerNode, present: LayerNode][] | string {
  const inOrder = (one: readonly LayerNode[], other: readonly LayerNode[]): [LayerNode, LayerNode][] =>
    one.map((node, i) => [node, other[i]!]);
  if (isSame(names(saved), names(present))) return inOrder(saved, present);
  const [given, counted] = [saved.filter((node) => !isCounted(node)), saved.filter(isCounted)];
  const [presentGiven, presentCounted] = [present.filter((node) => !isCounted(node)), present.filter(isCounted)];
  const difference = `${here} has the layers ${words(saved)}, ${there} has ${words(present)}`;
  if (isSame(names(given).sort(), names(presentGiven).sort())) {
    if (counted.length !== presentCounted.length) return difference;
    if (!isSame(names(counted), names(presentCounted)) && isSame(names(counted).sort(), names(presentCounted).sort())) {
      return `${difference}: the same names, which were counted, in another order; give the layers names`;
    }
    const byName = given.map((node): [LayerNode, LayerNode] => [
      node,
      presentGiven.find(({name}) => name === node.name)!,
    ]);
    return [...byName, ...inOrder(counted, presentCounted)];
  }
  // Without a name in common, a model of the same layers is the same one under other names.
  const common = names(given).filter((name) => names(presentGiven).includes(name));
  return common.length === 0 && isSame(saved.map(kind), present.map(kind)) ? inOrder(saved, present) : difference;
}

/**
 * Finds the weight of a model that each saved weight belongs to, layer by layer and by the weight's name in its layer.
 *
 * Layers are known by the names that they were given. Names that TensorFlow.js has counted, and names none of which the model has,
 * say nothing: there the layers of one model are those of the other in their order, which must be of the same classes. Nothing
 * is ever matched by its shape.
 *
 * @param sides what messages call the two
 * @returns the pairs, or what does not match, by name
 */
export function matchLayers(
  saved: LayerNode,
  present: LayerNode,
  sides: Sides = ['the file', 'the model'],
): {pairs: WeightPair[]; problems: string[]} {
  const [here, there] = sides;
  const pairs: WeightPair[] = [];
  const problems: string[] = [];
  const visit = (one: LayerNode, other: LayerNode, where: string): void => {
    const at = where === '' ? 'the model' : `layer ${where}`;
    if (where !== '' && kind(one) !== kind(other)) {
      problems.push(`${at} is ${one.className} in ${here}, but ${other.name} of ${there} is ${other.className}`);
      return;
    }
    for (const {name, index} of one.weights) {
      const partner = other.weights.find((weight) => weight.name === name);
      if (partner) pairs.push({saved: index, present: partner.index});
      else problems.push(`${at} has a weight ${name} in ${here}, but none in ${there}`);
    }
    for (const {name} of other.weights) {
      if (one.weights.every((weight) => weight.name !== name))
        problems.push(`${at} has a weight ${name} in ${there}, but none in ${here}`);
    }
    for (const part of new Set([...Object.keys(one.parts), ...Object.keys(other.parts)])) {
      const found = pairLayers(one.parts[part] ?? [], other.parts[part] ?? [], sides);
      if (typeof found === 'string') problems.push(where === '' ? found : `in ${at}: ${found}`);
      else
        for (const [inner, partner] of found)
          visit(inner, partner, where === '' ? inner.name : `${where}/${inner.name}`);
    }
  };
  visit(saved, present, '');
  return {pairs, problems};
}
