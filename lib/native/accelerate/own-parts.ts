import * as tf from '@tensorflow/tfjs';
import {allLayers, type TrainedModel} from './trained-model.ts';

/** The layers of TensorFlow.js and what they are made of, under the names that it registers. */
const stock: ReadonlySet<string> = new Set(
  `InputLayer Model Functional Sequential ReLU LeakyReLU PReLU ELU ThresholdedReLU Softmax Conv1D Conv2D Conv3D Conv2DTranspose
  Conv3DTranspose SeparableConv2D DepthwiseConv2D Cropping2D UpSampling2D RNN SimpleRNNCell SimpleRNN GRUCell GRU LSTMCell LSTM
  StackedRNNCells ConvLSTM2DCell ConvLSTM2D Dropout SpatialDropout1D Dense Flatten Activation RepeatVector Reshape Permute Masking
  Embedding Add Multiply Average Maximum Minimum Concatenate Dot GaussianNoise GaussianDropout AlphaDropout BatchNormalization
  LayerNormalization ZeroPadding2D MaxPooling1D AveragePooling1D MaxPooling2D AveragePooling2D MaxPooling3D AveragePooling3D
  GlobalAveragePooling1D GlobalMaxPooling1D GlobalAveragePooling2D GlobalMaxPooling2D TimeDistributed Bidirectional Rescaling
  CenterCrop CategoryEncoding Resizing RandomWidth MaxNorm UnitNorm NonNeg MinMaxNorm L1L2 elu selu relu relu6 linear sigmoid
  hardSigmoid softplus softsign tanh softmax logSoftmax gelu gelu_new mish swish`.split(/\s+/),
);

const stockFunctions: ReadonlySet<unknown> = new Set([...Object.values(tf.losses), ...Object.values(tf.metrics)]);

/** Whether a part is of a class of TensorFlow.js itself, not of one on top of it, and computes as its class does. */
export function isStock(part: object): boolean {
  const {getClassName} = part as Partial<tf.serialization.Serializable>;
  const name = typeof getClassName === 'function' ? getClassName.call(part) : '';
  if (!stock.has(name)) return false;
  const [registered] = tf.serialization.SerializationMap.getMap().classNameMap[name] ?? [];
  return registered === part.constructor && !Object.hasOwn(part, 'call') && !Object.hasOwn(part, 'apply');
}

function functionsIn(value: unknown): unknown[] {
  if (typeof value === 'function') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(functionsIn) : [];
}

/** The fields under which layers keep what computes for them. */
const fields = /regularizer|constraint|activation|^cell$/i;

/** Whether a model computes by functions or classes of the user's, which may depend on anything in JavaScript. */
export function hasOwnParts(model: TrainedModel): boolean {
  const {loss, metrics} = model as {loss?: unknown; metrics?: unknown};
  if ([loss, metrics].flatMap(functionsIn).some((each) => !stockFunctions.has(each))) return true;
  return allLayers(model.layers).some((layer) => {
    const parts = Object.entries(layer).flatMap(([name, value]: [string, unknown]) =>
      fields.test(name) && typeof value === 'object' && value !== null ? [value] : [],
    );
    return [layer, ...parts].some((part) => !isStock(part));
  });
}
