import {confusionMatrix} from '../../../lib/evaluation/index.ts';
import type {Figure, Predictions} from '../types.ts';
import {drawPanel} from './draw.ts';
import {ink} from './palette.ts';

/** The diagonal in blue by share of its class, the errors in orange by their number: on one scale the errors would be invisible. */
const right = ['#eef5fb', '#9ecae9'];
const wrong = ['#fdf1e4', '#e8833a'];
const none = '#f6f8fa';

/** Room for names of classes: digits need little, names of clothes are turned. */
function nameRoom(names: readonly string[]): {turned: boolean} {
  return {turned: names.some((name) => name.length > 3)};
}

/**
 * The confusion matrix as a heat map with its counts.
 *
 * @param predictions what a model answered on the test images
 * @param classNames names of the classes in the order of the labels
 */
export function confusionFigure(predictions: Predictions, classNames: readonly string[]): Figure {
  const counts = confusionMatrix(predictions.actual, predictions.predicted, classNames.length);
  const cells = counts.flatMap((row, actual) =>
    row.map((count, answer) => ({
      actual: classNames[actual],
      answer: classNames[answer],
      count,
      right: actual === answer,
    })),
  );
  const worst = cells.filter((cell) => !cell.right).sort((a, b) => b.count - a.count)[0];
  const {turned} = nameRoom(classNames);
  const axis = {domain: false, ticks: false, labelLimit: 110, labelPadding: 6};
  const position = (field: string, title: string, more: object) => ({
    field,
    type: 'nominal',
    sort: classNames,
    scale: {paddingInner: 0.04, paddingOuter: 0},
    axis: {...axis, title, grid: false, ...more},
  });
  const x = position('answer', 'Answer of the model', {labelAngle: turned ? -45 : 0});
  const y = position('actual', 'True class', {});
  const colour = (range: readonly string[]) => ({
    condition: {
      test: 'datum.count > 0',
      field: 'count',
      type: 'quantitative',
      scale: {type: 'sqrt', range, domainMin: 0},
      legend: null,
    },
    value: none,
  });
  const layer = (diagonal: boolean, mark: object, encoding: object) => ({
    data: {values: cells.filter((cell) => cell.right === diagonal)},
    mark,
    encoding: {x, y, ...encoding},
  });
  const text = {field: 'count', type: 'quantitative', format: 'd'};
  const textColour = {condition: {test: 'datum.count === 0', value: '#afb8c1'}, value: ink};
  const side = turned ? 540 : 460;
  const panel = drawPanel(
    {
      layer: [
        layer(true, {type: 'rect'}, {color: colour(right)}),
        layer(false, {type: 'rect'}, {color: colour(wrong)}),
        layer(true, {type: 'text', fontWeight: 600, fontSize: 12}, {text, color: textColour}),
        layer(false, {type: 'text', fontSize: 12}, {text, color: textColour}),
      ],
      resolve: {scale: {color: 'independent'}},
    },
    {
      width: side,
      height: Math.round(side * 0.92),
      title: 'Confusion matrix',
      description: `Counts of test examples. ${classNames.map((name, index) => `${name}: ${counts[index]![index]} right`).join(', ')}.`,
    },
  );
  const most =
    worst && worst.count > 0
      ? ` The most frequent mistake here: ${worst.actual} taken for ${worst.answer}, ${worst.count} ${worst.count === 1 ? 'time' : 'times'}.`
      : '';
  return {
    name: 'confusion',
    title: 'Confusion matrix',
    explanation: `Each row is a true class, each column an answer of ${predictions.label} (${predictions.which}); right answers lie on the blue diagonal, mistakes off it in orange.${most}`,
    panels: [panel],
    legend: [],
  };
}
