import {labelsOf} from '../labels.ts';
import type {Figure, RunUnit} from '../types.ts';
import {curvesOf, decisiveValues, divergenceEpoch} from './curves.ts';
import {keyOf} from './key.ts';
import {linePanel} from './line-panel.ts';
import {legendOf} from './palette.ts';
import {extent, scaleFor} from './scale.ts';
import {columnsFor, half, third} from './sizes.ts';

/** Most panels of the figure. */
const most = 9;

/** Names of the layers in the order of the network; of very many, so many that are spread over all of it, first and last included. */
function layersOf(units: readonly RunUnit[]): string[] {
  const names = [
    ...new Set(units.flatMap(({history}) => history.flatMap(({layers = []}) => layers.map(({name}) => name)))),
  ];
  if (names.length <= most) return names;
  return Array.from({length: most}, (_, index) => names[Math.round((index * (names.length - 1)) / (most - 1))]!);
}

/**
 * The Euclidean norm of the gradient of each layer along the epochs, one panel a layer, all on one scale.
 *
 * @param units every optimizer and seed of the run
 * @returns null if the run recorded no diagnostics of layers
 */
export function gradientNormsFigure(units: readonly RunUnit[]): Figure | null {
  const names = layersOf(units);
  const measured = names.map((name) => ({
    name,
    line: 'solid' as const,
    curves: curvesOf(
      units,
      (unit) =>
        unit.history.map(
          (record) =>
            [record.epoch, record.layers?.find((layer) => layer.name === name)?.gradientNorm ?? null] as const,
        ),
      (unit, last) => last && {x: divergenceEpoch(unit, units), value: last.mean},
    ),
  }));
  const points = measured.flatMap(({curves}) => curves.flatMap((curve) => curve.points));
  const scale = scaleFor(decisiveValues(measured.flatMap(({curves}) => curves)));
  if (scale === null) return null;
  const legend = legendOf(labelsOf(units));
  const ends = measured.flatMap(({curves}) => curves.flatMap(({end}) => end?.x ?? []));
  const xDomain = extent([...points.map(({x}) => x), ...ends]);
  const size = columnsFor(names.length) === 3 ? third : half;
  return {
    name: 'gradient-norms',
    title: 'Gradient norm of each layer',
    explanation:
      'From the first layer to the last, on one scale. Norms that shrink by a factor from each layer to the one before it are vanishing gradients, ' +
      'norms that grow are exploding ones; near a minimum all of them fall together.',
    panels: measured.map((layer) =>
      linePanel(
        {
          series: [layer],
          legend,
          scale,
          xDomain,
          xTitle: 'Epoch',
          yTitle: `Norm of the gradient${scale.type === 'log' && size === half ? ' (log scale)' : ''}`,
        },
        {...size, title: layer.name, description: `Gradient norm of the layer ${layer.name} along the epochs.`},
      ),
    ),
    legend: [...legend, ...keyOf(measured)],
  };
}
