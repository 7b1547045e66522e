import {complaint, run} from './run.ts';

const program = `
const util = require('node:util');
util.isArray = Array.isArray;
util.isNullOrUndefined = (value) => value === null || value === undefined;
const tf = require(process.argv[1]);
const values = tf.tidy(() => tf.tensor([3, 4]).square().sum().dataSync());
if (tf.getBackend() !== 'tensorflow' || values[0] !== 25) throw new Error('wrong result ' + values[0]);
`;

/** Loads tfjs-node in a process of its own and computes with it; returns why not where that fails. */
export async function checkLoad(packageFolder: string): Promise<string | null> {
  // Options of this process, a loader for instance, are no business of that one.
  const environment = {...process.env, NODE_OPTIONS: '', TF_CPP_MIN_LOG_LEVEL: '3'};
  const outcome = await run(process.execPath, ['-e', program, packageFolder], {environment, limit: 120});
  return outcome.code === 0 ? null : complaint(outcome);
}
