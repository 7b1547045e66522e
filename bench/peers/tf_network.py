"""The network of a task in TensorFlow: as a Keras model, and in TensorFlow's own operations."""

import os

import keras
import tensorflow as tf

from data import images, initial_parameters, one_hot

tf.config.threading.set_intra_op_parallelism_threads(int(os.environ["OMP_NUM_THREADS"]))


def keras_model(task):
    """A Keras model that gives logits."""
    layers, last = task["network"]["layers"], len(task["network"]["layers"]) - 1
    model = keras.Sequential([keras.Input(task["network"]["input"])])
    for index, layer in enumerate(layers):
        activation = None if index == last else "relu"
        if layer["kind"] == "dense":
            model.add(keras.layers.Dense(layer["units"], activation))
        elif layer["kind"] == "convolution":
            model.add(keras.layers.Conv2D(layer["filters"], layer["size"], padding="same", activation=activation))
        else:
            model.add(keras.layers.MaxPooling2D(2) if layer["kind"] == "pool" else keras.layers.Flatten())
    model.set_weights(initial_parameters(task))
    return model


def compiled_model(task):
    """The Keras model with the optimizer and the loss of the comparison; XLA is slower on convolutions and no faster else."""
    model = keras_model(task)
    loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.001, epsilon=1e-7), loss, jit_compile=False)
    return model


def variables(task, make=tf.Variable):
    """Kernels and biases in the order of the task."""
    return [make(values) for values in initial_parameters(task)]


def logits(task, weights, x):
    """The network's output in TensorFlow's own operations."""
    layers, rest = task["network"]["layers"], iter(weights)
    for index, layer in enumerate(layers):
        if layer["kind"] == "flatten":
            x = tf.reshape(x, [x.shape[0], -1])
            continue
        if layer["kind"] == "pool":
            x = tf.nn.max_pool2d(x, 2, 2, "VALID")
            continue
        kernel, bias = next(rest), next(rest)
        x = x @ kernel if layer["kind"] == "dense" else tf.nn.conv2d(x, kernel, 1, "SAME")
        x = tf.nn.bias_add(x, bias)
        if index < len(layers) - 1:
            x = tf.nn.relu(x)
    return x


def arrays(task, count):
    """Images and one-hot labels, not yet tensors."""
    return images(count, task["network"]["input"]), one_hot(count)


def examples(task, count):
    """Images and one-hot labels."""
    x, y = arrays(task, count)
    return tf.constant(x), tf.constant(y)


def loss_of(task, weights, x, y):
    """The mean cross-entropy."""
    return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, logits(task, weights, x)))
