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
    optimizer.step()
    check = values[0][0].item()

    def call():
        optimizer.step()
        return check

    return call


def prepare(contender, task):
    """The call of a contender and its steps."""
    return {"torch": with_torch}[contender](task), 1
