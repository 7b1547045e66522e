import {typeOf} from '../graph/node.ts';
import type {Source} from '../graph/node.ts';
import type {Rule} from './rule.ts';

/** A cast to the type that is there already becomes nothing. */
export const idleCast: Rule = (node) => {
  if (node.op !== 'Cast') return null;
  const [value] = node.inputs as [Source];
  return typeOf(value).dtype === node.outputs[0]!.dtype ? value : null;
};
