import {loadMnist} from '../../../lib/data/files/index.ts';
import {loadBackend} from '../../../lib/native/index.ts';
import {train} from '../../../lib/training/index.ts';
import {entries} from './entries.ts';
import {batchSize, examplesOf, type Problem, problems} from './problems.ts';
import type {Unit, UnitResult} from './unit.ts';

/** A process that trains the units which it is sent, one after the other. */
await loadBackend({backend: 'tensorflow'});
const digits = await loadMnist();
const kept = new Map<Problem, ReturnType<typeof examplesOf>>();

async function trainUnit({problem: name, entry, rate, seed}: Unit): Promise<UnitResult> {
  const problem: Problem = problems[name];
  if (!kept.has(problem)) kept.set(problem, examplesOf(problem, digits));
  const {data, test} = kept.get(problem)!;
  const model = problem.build(seed);
  const optimizer = entries[entry]!.create(rate);
  try {
    const {history, stopped, updates, seconds} = await train({
      model,
      loss: problem.loss,
      data,
      test,
      optimizer,
      epochs: problem.epochs,
      batchSize,
      seed,
    });
    const after = history.slice(1);
    return {
      problem: name,
      entry,
      rate,
      seed,
      trainLoss: after.map(({trainLoss}) => trainLoss),
      testLoss: after.map(({testLoss}) => testLoss!),
      testAccuracy: after.map(({testAccuracy}) => testAccuracy),
      stopped,
      updates,
      seconds,
    };
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}

process.on('message', (unit: Unit) => {
  void trainUnit(unit).then((result) => process.send!(result));
});
process.send!('ready');
