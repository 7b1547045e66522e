export {type Activation, activations} from './activation.ts';
export {type BuildOptions, modelCatalogue, type ModelEntry, type ModelName} from './catalogue.ts';
export {cnn2c2d, type Cnn2c2dOptions} from './cnn2c2d.ts';
export {type InitializeOptions, initializeWeights} from './initialize-weights.ts';
export {drawInitial, type Initializer, initializerCatalogue, type InitializerName} from './initializers.ts';
export {logisticAutoencoder, type LogisticAutoencoderOptions} from './logistic-autoencoder.ts';
export {
  type Loss,
  lossCatalogue,
  type LossName,
  meanSquaredError,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
} from './losses.ts';
export {mlp, type MlpOptions} from './mlp.ts';
export {isLossOfClasses, lossOfModel, lossProblem, outputKind} from './loss-of-model.ts';
export {modelLoss, type ModelLoss} from './model-loss.ts';
export {softmaxRegression, type SoftmaxRegressionOptions} from './softmax-regression.ts';
