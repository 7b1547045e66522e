import * as tf from '@tensorflow/tfjs';
import {layersWithin} from './layers-within.ts';

/** What the classes of tfjs do not show. */
interface HiddenLayer extends tf.layers.Layer {
  readonly losses: (() => tf.Scalar)[];
  /** Of models. */
  readonly layers?: HiddenLayer[];
  readonly containerNodes?: ReadonlySet<string>;
  /** Of wrappers. */
  readonly layer?: tf.layers.Layer;
}

const within = (layer: HiddenLayer): HiddenLayer[] => layersWithin(layer);

/** How many nodes of a model are a layer's: how often the model applies it. */
function usesOf(layer: HiddenLayer, nodes: ReadonlySet<string>): number {
  return layer.inboundNodes.filter((_, i) => nodes.has(`${layer.name}_ib-${i}`)).length;
}

/** Builds the parts of a model that are built at their first call only, which have neither nodes nor penalties before. */
function buildWithin(model: tf.LayersModel): void {
  const visit = (layer: HiddenLayer): void => {
    // A model knows its shapes itself; the types ask for one nevertheless.
    if ((layer.layers?.length ?? 0) > 0 && !layer.built) layer.build(undefined as unknown as tf.Shape);
    within(layer).forEach(visit);
  };
  visit(model);
}

/** The penalties of the layers of a model, as often as some nodes apply them. */
function termsAt(layers: readonly HiddenLayer[], nodes: ReadonlySet<string>): (() => tf.Scalar)[] {
  return layers.flatMap((each) => {
    const uses = usesOf(each, nodes);
    // A model that is the first layer of a Sequential is not applied as a whole: its layers are.
    if (uses === 0 && each.layers) return termsAt(each.layers, nodes);
    return Array.from({length: uses}, () => termsOf(each)).flat();
  });
}

/** The penalties that a layer of somebody's own adds up itself, whatever they are. */
function ownTerm(layer: tf.layers.Layer): () => tf.Scalar {
  return () => tf.tidy(() => layer.calculateLosses().reduce<tf.Scalar>((sum, each) => tf.add(sum, each), tf.scalar(0)));
}

// eslint-disable-next-line typescript/unbound-method -- it is compared, not called
const {calculateLosses} = tf.layers.Layer.prototype;

function termsOf(layer: HiddenLayer): (() => tf.Scalar)[] {
  if (layer.layers) return termsAt(layer.layers, layer.containerNodes ?? new Set());
  if (layer.calculateLosses !== calculateLosses) return [ownTerm(layer)];
  // What a wrapper calls its losses are those of the wrapped layer.
  return [...(layer.layer ? [] : layer.losses), ...within(layer).flatMap(termsOf)];
}

/**
 * The penalties of the regularisers of a model, each as a function of the weights of the moment.
 *
 * All that its layers were given count, also within models in models, wrapped and bidirectional layers, and recurrent cells, whether
 * the model has been applied yet or not; `model.calculateLosses()` leaves out some of these. A layer that the model applies several
 * times counts as often, as in `model.fit`.
 *
 * @param model whose parts are built where they are not
 * @example
 * const penalties = penaltiesOf(model);
 * const penalty = () => tf.addN(penalties.map((each) => each())); // where there are any
 */
export function penaltiesOf(model: tf.LayersModel): (() => tf.Scalar)[] {
  buildWithin(model);
  return termsOf(model);
}

/**
 * Adds the penalties of a model to a loss, one after the other.
 *
 * @param model see {@link penaltiesOf}
 * @returns loss -> loss + penalties
 */
export function withPenalties(model: tf.LayersModel): (loss: tf.Scalar) => tf.Scalar {
  const penalties = penaltiesOf(model);
  return (loss) => penalties.reduce<tf.Scalar>((sum, penalty) => tf.add(sum, penalty()), loss);
}
