"""The numbers that all frameworks compute with; ../tfjs/data.ts has the same."""

import numpy as np


def uniforms(count, stream):
    """Numbers of a stream in [0, 1)."""
    offset = ((stream + 1) * 1_000_003) % 2**32
    bits = (np.arange(count, dtype=np.uint64) + np.uint64(offset)).astype(np.uint32)
    for _ in range(2):
        bits = (bits ^ (bits >> np.uint32(16))) * np.uint32(0x45D9F3B)
    bits = bits ^ (bits >> np.uint32(16))
    return (bits / 2.0**32).astype(np.float32)


def symmetric(count, stream, limit):
    """Numbers of a stream in [-limit, limit)."""
    return (limit * (2 * uniforms(count, stream).astype(np.float64) - 1)).astype(np.float32)


def initial_values(shape, stream):
    """Initial values of a parameter: kernels uniform within sqrt(6 / (inputs + outputs)), biases 0."""
    if len(shape) == 1:
        return np.zeros(shape, np.float32)
    count, outputs = int(np.prod(shape)), shape[-1]
    return symmetric(count, stream, (6 / (count / outputs + outputs)) ** 0.5).reshape(shape)


def initial_parameters(task):
    """The initial value of every parameter of the task's network."""
    return [initial_values(shape, stream) for stream, shape in enumerate(task["parameters"])]


def directions(task):
    """A vector for the product with the Hessian, of the parameters' shapes."""
    return [
        symmetric(int(np.prod(shape)), 2000 + stream, 1.0).reshape(shape)
        for stream, shape in enumerate(task["parameters"])
    ]


def images(examples, shape):
    """Images of 16 kinds; the same image comes with different labels, so that no gradient ever vanishes."""
    patterns = uniforms(16 * int(np.prod(shape)), 1000).reshape(16, *shape)
    return np.ascontiguousarray(patterns[np.arange(examples) % 16])


def classes(examples):
    """The class of each example."""
    return (np.arange(examples) % 10).astype(np.int32)


def one_hot(examples):
    """The labels [examples, 10]."""
    return np.eye(10, dtype=np.float32)[classes(examples)]
