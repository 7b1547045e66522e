import type {SolutionPath, Study, StudyPath, TrainingPath} from '../../lib/landscape/index.ts';
import {pathsFigure} from '../report/surfaces/paths-figure.ts';
import type {DrawnPath, PathRow} from '../report/surfaces/drawn-path.ts';
import type {Figure} from '../report/types.ts';
import {drawnPaths, type Measured, pathEnds, pathsRow, splitLines} from './drawn-paths.ts';

const ofTraining = (paths: readonly TrainingPath[], title: string) =>
  pathsRow(title, (measured) =>
    paths.flatMap((path) => drawnPaths(path, {label: path.optimizer, seed: path.seed, measured})),
  );

/** From the start of training to its end, the controls, and between solutions. */
export function studyFigures({paths, pairs}: Study): Figure[] {
  const labels = [...new Set(paths.map(({optimizer}) => optimizer))];
  const real = paths.filter(({control}) => control === null);
  const controls = (['noise', 'zeros'] as const).filter((name) => paths.some(({control}) => control === name));
  const between = (measured: Measured): DrawnPath[] =>
    pairs.map(({optimizer, seeds, aligned, points}) => ({
      label: optimizer,
      seed: seeds[0],
      line: aligned ? 'dashed' : 'solid',
      points: points.map((point) => ({alpha: point.alpha, value: point[`train${measured}`] as number | null})),
    }));
  const figures = [
    pathsFigure({
      name: 'paths',
      title: 'From the start of training to its end',
      explanation:
        'The loss on the straight line from the initial weights (a = 0) to the trained ones (a = 1), which training itself never ' +
        'walked. Where it falls all along, no local minimum stands in the way of this line; look for bumps, and for the place of the least loss.',
      labels,
      ends: pathEnds('start', 'trained'),
      lines: splitLines,
      rows: [ofTraining(real, 'Start to trained')],
    }),
    controls.length === 0
      ? null
      : pathsFigure({
          name: 'controls',
          title: 'Controls: another start',
          explanation:
            'The same lines with the start replaced by noise of the same size, and by zeros: points that training never saw. Where ' +
            'these losses fall all along as well, a falling loss says little about the way that training took.',
          labels,
          ends: pathEnds('control', 'trained'),
          lines: splitLines,
          rows: controls.map((name) =>
            ofTraining(
              paths.filter(({control}) => control === name),
              name === 'noise' ? 'Noise to trained' : 'Zeros to trained',
            ),
          ),
        }),
    pairs.length === 0
      ? null
      : pathsFigure({
          name: 'barriers',
          title: 'Between the solutions of two seeds',
          explanation:
            'The training loss on the line between two trained networks. A hill in the middle is a barrier; units in another order ' +
            'alone can make one, so the units of the second network are also put into the order that fits the first.',
          labels,
          ends: pathEnds('one seed', 'another'),
          lines: {solid: 'as trained', dashed: 'units aligned'},
          rows: [pathsRow('Seed to seed', between)],
        }),
  ];
  return figures.filter((figure) => figure !== null);
}

const rowOf = (
  path: StudyPath,
  words: Pick<PathRow, 'label' | 'begins' | 'seed' | 'gaussLength'> & Partial<PathRow>,
): PathRow => {
  const {monotone, largestBump, localConvexity, globalConvexity, barrier, argmin} = path.train;
  return {
    monotone,
    largestBump,
    localConvexity,
    globalConvexity,
    barrier,
    argmin,
    distance: path.normalizedDistance,
    ...words,
  };
};

/** The rows of the table of paths. */
export function studyRows({paths, pairs}: {paths: readonly TrainingPath[]; pairs: readonly SolutionPath[]}): PathRow[] {
  return [
    ...paths.map((path) =>
      rowOf(path, {
        label: path.optimizer,
        begins: path.control ?? 'start',
        seed: String(path.seed),
        gaussLength: path.gaussLength,
      }),
    ),
    ...pairs.map((path) =>
      rowOf(path, {
        label: path.optimizer,
        begins: path.aligned ? 'solution, aligned' : 'solution',
        seed: path.seeds.join(' to '),
        gaussLength: null,
        monotone: null,
        largestBump: null,
      }),
    ),
  ];
}
