"""The network of a task in JAX."""

import jax
import jax.numpy as jnp
import optax
from jax import lax

from data import images, initial_parameters, one_hot


def parameters(task):
    """Kernels and biases in the order of the task."""
    return [jnp.asarray(values) for values in initial_parameters(task)]


def logits(task, weights, x):
    """The network's output; images are [examples, rows, columns, channels]."""
    layers, rest = task["network"]["layers"], iter(weights)
    for index, layer in enumerate(layers):
        if layer["kind"] == "flatten":
            x = x.reshape(x.shape[0], -1)
            continue
        if layer["kind"] == "pool":
            # On processors much faster than lax.reduce_window, whose gradient scatters.
            count, rows, columns, channels = x.shape
            x = x.reshape(count, rows // 2, 2, columns // 2, 2, channels).max((2, 4))
            continue
        kernel, bias = next(rest), next(rest)
        if layer["kind"] == "dense":
            x = x @ kernel + bias
        else:
            x = lax.conv_general_dilated(x, kernel, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC")) + bias
        if index < len(layers) - 1:
            x = jax.nn.relu(x)
    return x


def examples(task, count):
    """Images and one-hot labels."""
    return jnp.asarray(images(count, task["network"]["input"])), jnp.asarray(one_hot(count))


def loss_of(task, weights, x, y):
    """The mean cross-entropy."""
    return optax.softmax_cross_entropy(logits(task, weights, x), y).mean()
