"""One Adam update with gradients that are there already."""

from data import symmetric


def with_torch(task):
    """PyTorch's fused Adam."""
    import torch

    import torch_network  # noqa: F401, sets the threads

    values = [torch.from_numpy(symmetric(size, k, 0.1)).requires_grad_() for k, size in enumerate(task["sizes"])]
    for k, value in enumerate(values):
        value.grad = torch.from_numpy(symmetric(len(value), 3000 + k, 0.1))
    optimizer = torch.optim.Adam(values, lr=0.001, eps=1e-7, fused=True)
    return optimizer.step, lambda _: values[0][0].item()


def prepare(contender, task):
    """The call of a contender, what is checked of its result, and its steps."""
    assert contender == "torch"
    return (*with_torch(task), 1)
