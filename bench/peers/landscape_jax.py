"""Milliseconds for the loss and accuracy of 10,000 examples at each point of a line, jitted by JAX; the best of several ways.

python landscape_jax.py mlp|2c2d POINTS
"""

import json
import statistics
import sys
import time

import jax
import jax.numpy as jnp
from jax import lax

COUNT = 10_000


def initial(name, key):
    """Kernels and biases of a network, Glorot uniform and zero."""
    shapes = {
        "mlp": [(784, 128), (128, 10)],
        "2c2d": [(5, 5, 1, 32), (5, 5, 32, 64), (3136, 1024), (1024, 10)],
    }[name]
    weights = []
    for shape in shapes:
        key, own = jax.random.split(key)
        weights += [jax.nn.initializers.glorot_uniform()(own, shape), jnp.zeros(shape[-1])]
    return weights


def logits(name, weights, x):
    if name == "2c2d":
        for kernel, bias in [weights[0:2], weights[2:4]]:
            x = lax.conv_general_dilated(x, kernel, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC")) + bias
            x = jax.nn.relu(x)
            count, rows, columns, channels = x.shape
            x = x.reshape(count, rows // 2, 2, columns // 2, 2, channels).max((2, 4))
        x, weights = x.reshape(x.shape[0], -1), weights[4:]
    return jax.nn.relu(x @ weights[0] + weights[1]) @ weights[2] + weights[3]


def measures(name, weights, x, y):
    z = logits(name, weights, x)
    loss = -(y * jax.nn.log_softmax(z)).sum(-1).mean()
    return loss, (z.argmax(-1) == y.argmax(-1)).sum()


def ways(name, start, end, x, y):
    """The same work as one call for all examples, or piece by piece."""

    def at(alpha, x, y):
        return measures(name, [(1 - alpha) * a + alpha * b for a, b in zip(start, end)], x, y)

    whole = jax.jit(at)

    def pieces(size):
        xs, ys = x.reshape(-1, size, *x.shape[1:]), y.reshape(-1, size, y.shape[1])

        @jax.jit
        def scanned(alpha, xs, ys):
            weights = [(1 - alpha) * a + alpha * b for a, b in zip(start, end)]
            losses, right = lax.map(lambda piece: measures(name, weights, *piece), (xs, ys))
            return losses.mean(), right.sum()

        return lambda alpha: scanned(alpha, xs, ys)

    yield "whole", lambda alpha: whole(alpha, x, y)
    for size in (250, 1000, 2500):
        yield f"pieces of {size}", pieces(size)


def main():
    name, points = sys.argv[1], int(sys.argv[2])
    keys = jax.random.split(jax.random.key(1), 4)
    start, end = initial(name, keys[0]), initial(name, keys[1])
    shape = (COUNT, 784) if name == "mlp" else (COUNT, 28, 28, 1)
    x = jax.random.uniform(keys[2], shape)
    y = jax.nn.one_hot(jax.random.randint(keys[3], (COUNT,), 0, 10), 10)
    best = None
    for way, evaluate in ways(name, start, end, x, y):
        jax.block_until_ready(evaluate(jnp.float32(0.5)))
        times = []
        for i in range(points):
            began = time.perf_counter()
            jax.block_until_ready(evaluate(jnp.float32(i / max(1, points - 1))))
            times.append(1000 * (time.perf_counter() - began))
        milliseconds = statistics.median(times)
        if best is None or milliseconds < best["milliseconds"]:
            best = {"milliseconds": milliseconds, "way": way}
    print(json.dumps(best))


main()
