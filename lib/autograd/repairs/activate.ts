import type {Repair} from './repair.ts';
import {padding} from './padding.ts';

const repairs: readonly Repair[] = [...padding];

let active = 0;
let undos: (() => void)[] = [];

/**
 * Puts the first-order gradients of TensorFlow.js right until the function that it returns is called.
 *
 * Calls nest in any order: the first one puts the repairs in place, the last undo puts back what was registered before.
 */
export function activateRepairs(): () => void {
  if (active++ === 0) undos = repairs.map((repair) => repair());
  let done = false;
  return () => {
    if (done) return;
    done = true;
    if (--active > 0) return;
    for (const undo of undos.reverse()) undo();
    undos = [];
  };
}
