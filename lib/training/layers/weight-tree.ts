import * as tf from '@tensorflow/tfjs';

/** A layer of a model with the weights that are its own and the layers inside it; layers without weights are left out. */
export interface LayerNode {
  readonly name: string;
  readonly className: string;
  /** The last part of a weight's name, and its place in the list of all. */
  readonly weights: readonly {readonly name: string; readonly index: number}[];
  /** The layers inside: `layers` of a model, `layer` of a wrapper, `forwardLayer`, `cell`, ... */
  readonly parts: Readonly<Record<string, readonly LayerNode[]>>;
}

/** What TypeScript keeps of a layer's lists, which do not change their order when a layer is frozen. */
interface Lists {
  readonly _trainableWeights?: readonly LayerVariable[];
  readonly _nonTrainableWeights?: readonly LayerVariable[];
}

type LayerVariable = tf.LayersModel['weights'][number];
/** Numbers count up from one variable to the next; the types hide it. */
type Numbered = LayerVariable & {readonly id: number; readonly originalName: string; readonly trainable: boolean};

/** A weight of a model. */
export interface ModelWeight {
  readonly variable: tf.Variable;
  /** Its name before a number made it unique. */
  readonly originalName: string;
}

/** The weights of a model in an order that no freezing changes, and the layers that they belong to. */
export interface WeightTree {
  readonly root: LayerNode;
  readonly weights: readonly ModelWeight[];
  /** Places of those that are trained now, in the order in which optimizers meet them. */
  readonly trained: readonly number[];
}

const isLayer = (value: unknown): value is tf.layers.Layer => value instanceof tf.layers.Layer;

/** The layers inside a layer, by the property that holds them, wherever a class keeps them. */
function partsOf(layer: tf.layers.Layer): [string, tf.layers.Layer[]][] {
  // A model also lists its first and last layers, and a sequential one the model that it hands everything on to.
  if (layer instanceof tf.LayersModel) return [['layers', layer.layers]];
  return Object.entries(layer)
    .map(([name, value]): [string, tf.layers.Layer[]] => [
      name,
      (Array.isArray(value) ? (value as unknown[]) : [value as unknown]).filter(isLayer),
    ])
    .filter(([, layers]) => layers.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * Lists the weights of a model layer by layer, as its architecture has them.
 *
 * `model.weights` itself begins with those that are trained, so that its order changes when a layer is frozen.
 */
export function weightTree(model: tf.LayersModel): WeightTree {
  const open = new Set(model.weights as readonly Numbered[]);
  const places = new Map<Numbered, number>();
  const seen = new Set<tf.layers.Layer>();

  const own = (weights: readonly Numbered[]): LayerNode['weights'] => {
    const counts = new Map<string, number>();
    return weights
      .filter((weight) => open.delete(weight))
      .map((weight) => {
        const name = weight.originalName.slice(weight.originalName.lastIndexOf('/') + 1);
        const count = (counts.get(name) ?? 0) + 1;
        counts.set(name, count);
        const index = places.size;
        places.set(weight, index);
        return {name: count === 1 ? name : `${name}:${count}`, index};
      });
  };

  const visit = (layer: tf.layers.Layer): LayerNode => {
    seen.add(layer);
    const {_trainableWeights = [], _nonTrainableWeights = []} = layer as object as Lists;
    const listed = own([..._trainableWeights, ..._nonTrainableWeights] as Numbered[]);
    const parts: Record<string, LayerNode[]> = {};
    for (const [name, layers] of partsOf(layer)) {
      const nodes = layers
        .filter((part) => !seen.has(part))
        .map(visit)
        .filter(({weights, parts: inner}) => weights.length > 0 || Object.keys(inner).length > 0);
      if (nodes.length > 0) parts[name] = nodes;
    }
    // A class of somebody's may keep its weights where nobody sees them: these come in the order in which they were made.
    const hidden =
      layer instanceof tf.LayersModel ? [] : ([...layer.weights] as Numbered[]).sort((a, b) => a.id - b.id);
    const rest = own(hidden).map(({name, index}) => ({name: `${name}:own`, index}));
    return {name: layer.name, className: layer.getClassName(), weights: [...listed, ...rest], parts};
  };

  const root = visit(model);
  const weights = [...places.keys()].map((weight) => ({
    variable: weight.read() as tf.Variable,
    originalName: weight.originalName,
  }));
  const trained = (model.trainableWeights as Numbered[]).map((weight) => places.get(weight)!);
  return {root, weights, trained: [...new Set(trained)]};
}
