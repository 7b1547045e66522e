import {writeFileSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import {rulePassesFile} from '../../../lib/native/cpp/index.ts';
import {rulePasses} from './rule-passes.ts';

/*
 * npm run passes
 *
 * Writes down the passes of all rules anew, of which set-up makes loops; a spec says when that is needed.
 */
await tf.setBackend('cpu');
writeFileSync(rulePassesFile, `${rulePasses().join('\n')}\n`);
