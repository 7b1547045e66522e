"""The gradient of the loss on a batch; the check is its norm."""


def with_torch(task):
    """PyTorch's eager autograd."""
    import torch

    import torch_network as network

    weights = network.parameters(task)
    x, y = network.examples(task, task["batch"])

    def call():
        return torch.autograd.grad(network.loss_of(task, weights, x, y), weights)

    return call, lambda gradients: sum((g * g).sum() for g in gradients).sqrt().item()


def with_jax(task):
    """JAX's jit."""
    import jax

    import jax_network as network

    weights = network.parameters(task)
    x, y = network.examples(task, task["batch"])
    gradient = jax.jit(jax.grad(lambda w, x, y: network.loss_of(task, w, x, y)))

    def call():
        return jax.block_until_ready(gradient(weights, x, y))

    return call, lambda gradients: float(sum((g * g).sum() for g in gradients) ** 0.5)


def with_tensorflow(task, **options):
    """A tf.function of a tape over TensorFlow's own operations."""
    import tensorflow as tf

    import tf_network as network

    weights = network.variables(task)
    x, y = network.examples(task, task["batch"])

    @tf.function(**options)
    def gradient(x, y):
        with tf.GradientTape() as tape:
            loss = network.loss_of(task, weights, x, y)
        return tape.gradient(loss, weights)

    return lambda: gradient(x, y), lambda gradients: tf.linalg.global_norm(gradients).numpy()


def prepare(contender, task):
    """The call of a contender, what is checked of its result, and its steps."""
    if contender == "torch":
        return (*with_torch(task), 1)
    if contender == "jax":
        return (*with_jax(task), 1)
    return (*with_tensorflow(task, jit_compile=contender == "tf-xla"), 1)
