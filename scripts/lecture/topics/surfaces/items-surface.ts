import * as tf from '@tensorflow/tfjs';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import type {PlanePlan} from '../../figures/plan.ts';
import {item} from '../../frame/topic.ts';
import {onSeeds} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {type Measured, surfaceOf} from './compute-deep.ts';
import {coarse, toExamples} from './compute-digits.ts';

const panel = (title: string, x: readonly number[], loss: readonly (readonly number[])[]): PlanePlan => ({
  kind: 'plane',
  title,
  xTitle: 'First direction',
  yTitle: 'Second direction',
  x,
  y: x,
  values: loss.map((row) => row.map(Math.log10)),
  paths: [],
  marks: [{name: 'trained', x: 0, y: 0}],
});

const surfaces = item({
  id: 'L18.1',
  name: 'surfaces',
  title: 'The surface of a deep network, plain and residual',
  statement:
    'The error surface of a deep residual network (ResNet-56) can be pictured. A plain one beside it, which should be rougher, is added here.',
  places: '003:1241-1248',
  question:
    'Twenty layers, with and without paths around every two of them: on which surface would you rather descend?',
  async measure(ground) {
    const data = toExamples(coarse(ground.digits.train, ground.size(800, 200)));
    const sizes = {epochs: ground.size(10, 6), points: ground.size(13, 9)};
    const layers = ground.size(20, 14);
    const plain: Measured[] = [];
    const residual: Measured[] = [];
    for (const seed of ground.seeds(ground.size(3, 1))) {
      plain.push(await surfaceOf({layers, width: 12, isResidual: false, seed}, data, sizes));
      residual.push(await surfaceOf({layers, width: 12, isResidual: true, seed}, data, sizes));
    }
    tf.dispose([data.x, data.y]);
    const of = (surface: readonly Measured[], key: 'trained' | 'accuracy' | 'convex' | 'highest') =>
      surface.map((each) => each[key]);
    return {
      layers,
      x: plain[0]!.x,
      plainLoss: plain[0]!.loss,
      residualLoss: residual[0]!.loss,
      plainTrained: of(plain, 'trained'),
      residualTrained: of(residual, 'trained'),
      plainConvex: of(plain, 'convex'),
      residualConvex: of(residual, 'convex'),
      plainHighest: of(plain, 'highest'),
      residualHighest: of(residual, 'highest'),
      plainAccuracy: of(plain, 'accuracy'),
      residualAccuracy: of(residual, 'accuracy'),
      seeds: plain.length,
      agreed: plain.filter(
        (each, i) =>
          residual[i]!.trained < each.trained &&
          residual[i]!.highest < each.highest &&
          residual[i]!.convex >= each.convex,
      ).length,
    };
  },
  rule: 'A seed agrees where the residual network has the lower loss after training, rises less on the plane, and is bent downwards at no more of its points. Holds where all agree, with conditions where two in three do.',
  verdict: onSeeds,
  answer({
    layers,
    agreed,
    seeds,
    plainTrained,
    residualTrained,
    plainConvex,
    residualConvex,
    plainHighest,
    residualHighest,
  }) {
    const down = (share: number): string => formatDecimals(100 * (1 - share), 1);
    return `The surface of the residual network is the smoother one from ${agreed} of ${seeds} seeds. With ${layers} layers and the first seed the losses, residual and plain, are ${formatDecimals(residualTrained[0]!, 2)} against ${formatDecimals(plainTrained[0]!, 2)}; the highest point of the plane ${formatNumber(residualHighest[0]!, 1)} against ${formatNumber(plainHighest[0]!, 1)}; bent downwards at ${down(residualConvex[0]!)} against ${down(plainConvex[0]!)} per cent of the points.`;
  },
  tables: (values) => [
    {
      title: 'Every seed',
      columns: ['seed', 'network', 'loss', 'accuracy', 'highest loss of the plane', 'points not bent downwards'],
      rows: values.plainTrained.flatMap((_, i) => [
        [
          i + 1,
          'plain',
          formatDecimals(values.plainTrained[i]!, 3),
          formatDecimals(values.plainAccuracy[i]!, 3),
          formatDecimals(values.plainHighest[i]!, 0),
          formatDecimals(values.plainConvex[i]!, 3),
        ],
        [
          i + 1,
          'residual',
          formatDecimals(values.residualTrained[i]!, 3),
          formatDecimals(values.residualAccuracy[i]!, 3),
          formatDecimals(values.residualHighest[i]!, 0),
          formatDecimals(values.residualConvex[i]!, 3),
        ],
      ]),
    },
  ],
  figures: ({layers, x, plainLoss, residualLoss}) => [
    {
      name: 'surfaces',
      title: `Loss around trained networks of ${layers} layers (logarithm)`,
      caption:
        'Along two random directions, normalised filter by filter: the same relative distance in both pictures. The plain surface is crooked, the residual one rounder.',
      panels: [panel('Plain', x, plainLoss), panel('Residual', x, residualLoss)],
    },
  ],
  ...code.surfaces,
  next: 'Draw plain networks of 4, 8 and 14 layers: where does the roughness begin?',
  real: 'surface --model mlp:widths=32-32-32 --optimizers adam --epochs 2 -x=-1:1:11 -y=-1:1:11',
});

/** Surfaces of deep networks. */
export const surfaceItems = [surfaces];
