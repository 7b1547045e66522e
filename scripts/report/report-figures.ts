import {accuracyFigure} from './figures/accuracy.ts';
import {confusionFigure} from './figures/confusion.ts';
import {costFigure} from './figures/cost.ts';
import {finalLossFigure} from './figures/final-loss.ts';
import {gradientNormsFigure} from './figures/gradient-norms.ts';
import {learningRateFigure} from './figures/learning-rate.ts';
import {lossFigure} from './figures/loss.ts';
import {mistakesFigure} from './figures/mistakes.ts';
import {curvatureFigures} from './sections/curvature-words.ts';
import type {Figure, RunReport} from './types.ts';

/**
 * Every figure that the data of a report allow, in the order of the page; `figureSheet` makes a file of each.
 *
 * @param report what was run
 */
export function reportFigures({units, predictions, classNames, curvature = []}: RunReport): Figure[] {
  const figures = [
    lossFigure(units),
    costFigure(units),
    accuracyFigure(units),
    finalLossFigure(units),
    learningRateFigure(units),
    gradientNormsFigure(units),
    ...curvatureFigures(curvature),
    predictions && confusionFigure(predictions, classNames),
    predictions && mistakesFigure(predictions, classNames),
  ];
  return figures.filter((figure) => figure !== null);
}
