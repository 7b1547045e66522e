import * as tf from '@tensorflow/tfjs';
import {mlp, softmaxCrossEntropy} from '../../../../lib/models/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {onNetwork} from './compute.ts';

export const network = item({
  id: 'L9.1',
  name: 'network',
  title: 'The same on a small network',
  statement:
    'Conjugate gradient should zigzag less and follow the general direction to the minimum. Compared here with steepest descent on a network, by the loss after as many iterations.',
  places: '002:205-211',
  question: 'The digits are no quadratic: is conjugate gradient ahead in the end, and by how much?',
  async measure(ground) {
    const {train} = await ground.examples();
    const [iterations, examples] = [ground.size(30, 15), ground.size(1000, 300)];
    const [x, y] = [train.x.slice(0, examples), train.y.slice(0, examples)];
    const runs = ground.seeds(3).map((seed) => {
      const model = mlp({widths: [16], seed});
      const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const loss = (): tf.Scalar => softmaxCrossEntropy(y, model.apply(x, {training: true}) as tf.Tensor);
      const losses = onNetwork(loss, variables, iterations);
      model.dispose();
      return losses;
    });
    tf.dispose([x, y]);
    return {
      conjugate: runs.map(({conjugate}) => conjugate),
      steepest: runs.map(({steepest}) => steepest),
      seeds: runs.length,
      agreed: runs.filter(({conjugate, steepest}) => conjugate.at(-1)! < steepest.at(-1)!).length,
    };
  },
  rule: 'holds where conjugate gradient has the lower loss after the last iteration from every start, with conditions from two in three.',
  verdict: onSeeds,
  answer: ({conjugate, steepest, agreed, seeds}) =>
    `The loss of conjugate gradient is lower from ${agreed} of ${seeds} starts: after ${conjugate[0]!.length - 1} iterations ${formatDecimals(conjugate[0]!.at(-1)!, 3)} against ${formatDecimals(steepest[0]!.at(-1)!, 3)} from the first one.`,
  figures: ({conjugate, steepest}) => [
    {
      name: 'losses',
      title: 'Loss of a network with 16 hidden units',
      caption:
        'Both search along each direction until the step is good; the directions alone differ. One start is drawn.',
      panels: [
        {
          kind: 'lines',
          title: 'Training loss',
          xTitle: 'Iteration',
          yTitle: 'Loss (log scale)',
          yLog: true,
          series: [
            {label: 'steepest descent', x: steepest[0]!.map((_, i) => i), y: steepest[0]!},
            {label: 'conjugate gradient', x: conjugate[0]!.map((_, i) => i), y: conjugate[0]!},
          ],
        },
      ],
    },
  ],
  ...code.network,
  next: 'Compare the variants, as in conjugateGradient:variant=hager-zhang.',
  real: 'mnist --optimizers conjugateGradient:variant=fletcher-reeves,sgd:lr=0.5 --batch-size full --epochs 30',
});
