export {
  type ClassificationReport,
  classificationReport,
  type ClassScores,
  type Scores,
  type UndefinedScore,
} from './classification-report.ts';
export {confusionMatrix} from './confusion-matrix.ts';
