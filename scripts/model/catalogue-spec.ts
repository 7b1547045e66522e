import {activations, initializerCatalogue, modelCatalogue, type ModelName} from '../../lib/models/index.ts';
import {parseSpecs} from '../arguments/spec.ts';

/** A model of the catalogue and its options. */
export interface CatalogueChoice {
  readonly kind: 'catalogue';
  readonly name: ModelName;
  readonly options: Readonly<Record<string, unknown>>;
}

const choices: Readonly<Record<string, readonly string[]>> = {
  activation: activations,
  initializer: Object.keys(initializerCatalogue),
};

const mostWeights = 1e8;

/** Reads `mlp:widths=300-100,activation=tanh`, or `mlp:300-100`: a model of the catalogue with its options by name. */
export function parseCatalogueModel(written: string, mistakes: string[]): CatalogueChoice | undefined {
  const text = written.replace(/^(\w+):(?=\d+([-/]\d+)*(,|$))/, '$1:widths=');
  const names = Object.keys(modelCatalogue);
  const before = mistakes.length;
  const specs = parseSpecs(text, {
    flag: 'model',
    kind: 'model',
    names,
    known: (name) => {
      const model = Object.hasOwn(modelCatalogue, name) ? modelCatalogue[name as ModelName] : undefined;
      return (
        model &&
        Object.fromEntries(
          Object.entries(model.options).map(
            ([key, fallback]) => [key, {default: fallback, choices: choices[key]}] as const,
          ),
        )
      );
    },
    mistakes,
  });
  if (specs.length > 1) mistakes.push(`--model takes one model, got ${specs.length}: ${text}`);
  const [spec] = specs;
  if (!spec || mistakes.length > before) return undefined;
  const options: Record<string, unknown> = {...spec.options};
  if ('widths' in options) {
    const widths = String(options['widths']).split(/[-/]/).map(Number);
    if (!widths.every((width) => Number.isSafeInteger(width) && width > 0)) {
      mistakes.push(
        `--model: ${spec.name}: widths must be whole numbers such as 300-100, got "${String(options['widths'])}"`,
      );
      return undefined;
    }
    // Weights between 784 pixels, the widths and 10 classes: a network that no machine holds is a mistake of typing.
    const weights = [784, ...widths].reduce((sum, width, index) => sum + width * (widths[index] ?? 10), 0);
    if (weights > mostWeights) {
      mistakes.push(
        `--model: ${spec.name}: widths ${String(options['widths'])} make ${weights.toPrecision(2)} weights, at most 1e8 can be trained`,
      );
      return undefined;
    }
    options['widths'] = widths;
  }
  return {kind: 'catalogue', name: spec.name as ModelName, options};
}
