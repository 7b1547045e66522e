/** What a run minimises: a model and its loss, or a loss of variables; and how that is measured on many examples. */
export {sliceExamples} from './evaluate.ts';
export {type GivenLoss, modelObjective, toObjective, trainableVariables, type Objective} from './objective.ts';
