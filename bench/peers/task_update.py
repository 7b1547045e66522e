"""One update with gradients that are there already."""

from math import prod

from data import symmetric

# Memory that a rule reads and writes, in arrays of the parameters' size: value and gradient, and each slot twice.
STREAMS = {"sgd": 3, "momentum": 5, "nesterov": 5, "adagrad": 5, "adadelta": 7, "rmsprop": 5, "adam": 7, "own": 5}


def values_and_gradients(task):
    """The same numbers as in every framework."""
    shapes = task["shapes"]
    drawn = lambda start: [symmetric(prod(shape), start + k, 0.1).reshape(shape) for k, shape in enumerate(shapes)]
    return drawn(0), drawn(3000)


def with_torch(task, way):
    """PyTorch's fused optimizers, where it has one of the rule, or those over lists."""
    import torch

    import torch_network  # noqa: F401, sets the threads

    start, gradients = values_and_gradients(task)
    values = [torch.from_numpy(value).requires_grad_() for value in start]
    for value, gradient in zip(values, gradients):
        value.grad = torch.from_numpy(gradient)
    make, has_fused = {
        "sgd": (lambda **kind: torch.optim.SGD(values, lr=0.001, **kind), True),
        "momentum": (lambda **kind: torch.optim.SGD(values, lr=0.001, momentum=0.9, **kind), True),
        "nesterov": (lambda **kind: torch.optim.SGD(values, lr=0.001, momentum=0.9, nesterov=True, **kind), True),
        "adagrad": (lambda **kind: torch.optim.Adagrad(values, lr=0.001, eps=1e-7, **kind), True),
        "adadelta": (lambda **kind: torch.optim.Adadelta(values, lr=0.001, rho=0.95, eps=1e-6, **kind), False),
        "rmsprop": (lambda **kind: torch.optim.RMSprop(values, lr=0.001, alpha=0.9, eps=1e-7, **kind), False),
        "adam": (lambda **kind: torch.optim.Adam(values, lr=0.001, eps=1e-7, **kind), True),
        "adamw": (lambda **kind: torch.optim.AdamW(values, lr=0.001, eps=1e-7, **kind), True),
        "amsgrad": (lambda **kind: torch.optim.Adam(values, lr=0.001, eps=1e-7, amsgrad=True, **kind), True),
        "nadam": (lambda **kind: torch.optim.NAdam(values, lr=0.001, eps=1e-7, **kind), False),
        "radam": (lambda **kind: torch.optim.RAdam(values, lr=0.001, eps=1e-7, **kind), False),
        "adamax": (lambda **kind: torch.optim.Adamax(values, lr=0.001, eps=1e-7, **kind), False),
        "rprop": (lambda **kind: torch.optim.Rprop(values, lr=0.001, **kind), False),
        "adafactor": (lambda **kind: torch.optim.Adafactor(values, lr=0.001, **kind), False),
        # It has one form alone.
        "muon": (lambda **kind: torch.optim.Muon(values, lr=0.001), False),
    }[task["rule"]]
    optimizer = make(fused=True) if way == "torch" and has_fused else make(foreach=True)
    return optimizer.step, lambda _: values[0].flatten()[0].item()


def with_jax(task):
    """Optax under jit, in the place of the old values."""
    import jax
    import jax.numpy as jnp
    import optax
    import optax.contrib

    rule = {
        "sgd": lambda: optax.sgd(0.001),
        "momentum": lambda: optax.sgd(0.001, momentum=0.9),
        "nesterov": lambda: optax.sgd(0.001, momentum=0.9, nesterov=True),
        "adagrad": lambda: optax.adagrad(0.001, initial_accumulator_value=0.0, eps=1e-7),
        "adadelta": lambda: optax.adadelta(0.001, rho=0.95, eps=1e-6),
        "rmsprop": lambda: optax.rmsprop(0.001, decay=0.9, eps=1e-7),
        "adam": lambda: optax.adam(0.001, eps=1e-7),
        "adamw": lambda: optax.adamw(0.001, eps=1e-7, weight_decay=0.01),
        "amsgrad": lambda: optax.amsgrad(0.001, eps=1e-7),
        "nadam": lambda: optax.nadam(0.001, eps=1e-7),
        "radam": lambda: optax.radam(0.001, eps=1e-7),
        "adamax": lambda: optax.adamax(0.001, eps=1e-7),
        "rprop": lambda: optax.rprop(0.001),
        "adafactor": lambda: optax.adafactor(0.001),
        "muon": lambda: optax.contrib.muon(0.001),
        "adabelief": lambda: optax.adabelief(0.001),
        "yogi": lambda: optax.yogi(0.001),
        "adan": lambda: optax.adan(0.001),
        "lion": lambda: optax.lion(0.001),
        "lamb": lambda: optax.lamb(0.001),
        "lars": lambda: optax.lars(0.001),
        "ademamix": lambda: optax.contrib.ademamix(0.001),
        "prodigy": lambda: optax.contrib.prodigy(0.001),
    }[task["rule"]]()
    start, gradients = ([jnp.asarray(each) for each in all] for all in values_and_gradients(task))

    def step(values, state, gradients):
        changes, state = rule.update(gradients, state, values)
        return optax.apply_updates(values, changes), state

    compiled = jax.jit(step, donate_argnums=(0, 1))
    now = {"values": start, "state": rule.init(start)}

    def call():
        now["values"], now["state"] = compiled(now["values"], now["state"], gradients)
        jax.block_until_ready(now["values"])

    return call, lambda _: now["values"][0].flatten()[0].item()


def with_copy(task):
    """Copies as many bytes as the update reads and writes: the time of a copy, by the share of its two arrays."""
    import torch

    import torch_network  # noqa: F401, sets the threads

    pairs = [(torch.zeros(shape), torch.ones(shape)) for shape in task["shapes"]]

    def call():
        for to, of in pairs:
            to.copy_(of)

    return call, 2 / STREAMS[task["rule"]]


def prepare(contender, task):
    """The call of a contender, what is checked of its result, and its steps."""
    if contender == "copy":
        call, steps = with_copy(task)
        return call, lambda _: 0.0, steps
    subject = with_jax(task) if contender == "jax" else with_torch(task, contender)
    return (*subject, 1)
