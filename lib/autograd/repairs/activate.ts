import {broadcasting, matrixProduct} from './broadcasting.ts';
import {comparisons} from './comparisons.ts';
import {convolutions} from './convolution.ts';
import {convolutions3d, transposedConvolution3d} from './convolution-3d.ts';
import {cumulations, cumulative} from './cumulative.ts';
import {customGradients, fused} from './custom-gradients.ts';
import {dilation} from './dilation.ts';
import {empty} from './empty.ts';
import {einsum} from './einsum.ts';
import {divideNoNan, elementwise, floorDivision} from './elementwise.ts';
import {extremes} from './extremes.ts';
import {indexed, indexing} from './indexing.ts';
import {inverseRealTransform} from './inverse-real-transform.ts';
import {labelSmoothing} from './label-smoothing.ts';
import {atEngine} from './lowering.ts';
import {batchNormalisation} from './normalisation.ts';
import {padding} from './padding.ts';
import {pooling, pools} from './pooling.ts';
import {rearrangements, rearranging} from './rearranging.ts';
import type {Repair} from './repair.ts';
import {resizing} from './resizing.ts';
import {wasmForward} from './wasm.ts';

const lowerings = [
  ...convolutions,
  ...convolutions3d,
  ...cumulations,
  ...fused,
  ...pools,
  ...rearrangements,
  ...wasmForward,
  ...indexed,
  batchNormalisation,
  dilation,
  divideNoNan,
  einsum,
  floorDivision,
  matrixProduct,
];

const repairs: readonly Repair[] = [
  ...broadcasting,
  ...comparisons,
  ...cumulative,
  ...elementwise,
  ...extremes,
  ...indexing,
  ...padding,
  ...pooling,
  ...rearranging,
  ...resizing,
  empty,
  inverseRealTransform,
  labelSmoothing,
  transposedConvolution3d,
  atEngine(lowerings, customGradients),
];

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
