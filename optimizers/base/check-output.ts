import * as tf from '@tensorflow/tfjs';
import {show} from '../../lib/base/arguments.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

function check(owner: string, what: string, received: unknown, {shape}: tf.Tensor): void {
  if (received instanceof tf.Tensor && tf.util.arraysEqual(received.shape, shape)) return;
  const is = received instanceof tf.Tensor ? `shape [${received.shape.join()}]` : show(received);
  throw new TypeError(`${owner}: update must return ${what} of shape [${shape.join()}], received ${is}`);
}

/**
 * Refuses what an equation may not return: a value or slot that is no tensor of its shape, or a slot that the rule does not keep.
 *
 * @throws TypeError that names it
 */
export function checkOutput<Slot extends string>(
  owner: string,
  {value, slots}: Pick<UpdateInput<Slot, never>, 'value' | 'slots'>,
  output: UpdateOutput<Slot>,
): void {
  if (typeof output !== 'object' || output === null || output instanceof tf.Tensor) {
    throw new TypeError(`${owner}: update must return {value, slots}, received ${show(output)}`);
  }
  check(owner, 'a value', output.value, value);
  for (const name of Object.keys(output.slots ?? {}) as Slot[]) {
    const next = output.slots![name];
    // A rule may keep a slot only where a flag is set, and return it always.
    if (next === undefined) continue;
    if (!Object.hasOwn(slots, name)) {
      throw new TypeError(
        `${owner}: update returns the slot "${name}", which slotKinds does not list; the slots are ` +
          (Object.keys(slots).join(', ') || 'none'),
      );
    }
    check(owner, `the slot "${name}"`, next, slots[name]);
  }
}
