"""The network of a task in PyTorch."""

import os

import torch
import torch.nn.functional as F

from data import classes, images, initial_parameters

torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))


def tensors(arrays):
    """Kernels in PyTorch's order of axes (channels last in memory) and biases, in the order of the task."""
    result = []
    for values in arrays:
        tensor = torch.from_numpy(values)
        if values.ndim == 4:
            tensor = tensor.permute(3, 2, 0, 1).contiguous(memory_format=torch.channels_last)
        elif values.ndim == 2:
            tensor = tensor.t().contiguous()
        result.append(tensor)
    return result


def parameters(task):
    """The initial weights."""
    return [tensor.requires_grad_() for tensor in tensors(initial_parameters(task))]


def logits(task, weights, x):
    """The network's output; images are [examples, channels, rows, columns], channels last in memory."""
    layers, rest = task["network"]["layers"], iter(weights)
    for index, layer in enumerate(layers):
        if layer["kind"] == "flatten":
            # The order of the other frameworks; no copy where channels are last in memory.
            x = x.permute(0, 2, 3, 1).reshape(x.shape[0], -1)
            continue
        if layer["kind"] == "pool":
            x = F.max_pool2d(x, 2)
            continue
        kernel, bias = next(rest), next(rest)
        if layer["kind"] == "dense":
            x = F.linear(x, kernel, bias)
        else:
            x = F.conv2d(x, kernel, bias, padding="same")
        if index < len(layers) - 1:
            x = F.relu(x)
    return x


def examples(task, count):
    """Images and classes."""
    x = torch.from_numpy(images(count, task["network"]["input"]))
    if x.ndim == 4:
        x = x.permute(0, 3, 1, 2).contiguous(memory_format=torch.channels_last)
    return x, torch.from_numpy(classes(count)).long()


def loss_of(task, weights, x, y):
    """The mean cross-entropy."""
    return F.cross_entropy(logits(task, weights, x), y)
