import '../../../support/backend.ts';
import {nests, NestTraining} from './nests.ts';

// Trains with all nests in turn, saves each every third update, tells it, and does not end by itself.
const trainings = Object.keys(nests).map((name) => new NestTraining(name, process.argv[2]!));
for (;;) {
  for (const training of trainings) {
    await training.step();
    if (training.updates % 3 === 0) await training.save();
  }
  console.log(trainings[0]!.updates);
}
