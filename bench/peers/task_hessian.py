"""The product of the Hessian of the loss on a batch with a vector; the check is its norm."""

from data import directions


def with_torch(task):
    """PyTorch, the gradient of the gradient's product with the vector."""
    import torch

    import torch_network as network

    weights = network.parameters(task)
    x, y = network.examples(task, task["batch"])
    vectors = network.tensors(directions(task))

    def call():
        gradients = torch.autograd.grad(network.loss_of(task, weights, x, y), weights, create_graph=True)
        return torch.autograd.grad(gradients, weights, grad_outputs=vectors)

    return call, lambda products: sum((h * h).sum() for h in products).sqrt().item()


def with_jax(task):
    """JAX, the forward derivative of the gradient along the vector."""
    import jax
    import jax.numpy as jnp

    import jax_network as network

    weights = network.parameters(task)
    vectors = [jnp.asarray(vector) for vector in directions(task)]
    x, y = network.examples(task, task["batch"])

    @jax.jit
    def product(weights, vectors, x, y):
        gradient = jax.grad(lambda w: network.loss_of(task, w, x, y))
        return jax.jvp(gradient, (weights,), (vectors,))[1]

    def call():
        return jax.block_until_ready(product(weights, vectors, x, y))

    return call, lambda products: float(sum((h * h).sum() for h in products) ** 0.5)


def with_tensorflow(task, **options):
    """A tf.function, the gradient of the gradient's product with the vector, over TensorFlow's own operations."""
    import tensorflow as tf

    import tf_network as network

    weights = network.variables(task)
    vectors = [tf.constant(vector) for vector in directions(task)]
    x, y = network.examples(task, task["batch"])

    @tf.function(**options)
    def product(vectors, x, y):
        with tf.GradientTape() as outer:
            with tf.GradientTape() as inner:
                loss = network.loss_of(task, weights, x, y)
            gradients = inner.gradient(loss, weights)
        return outer.gradient(gradients, weights, output_gradients=vectors, unconnected_gradients="zero")

    return lambda: product(vectors, x, y), lambda products: tf.linalg.global_norm(products).numpy()


def prepare(contender, task):
    """The call of a contender, what is checked of its result, and its steps."""
    if contender == "torch":
        return (*with_torch(task), 1)
    if contender == "jax":
        return (*with_jax(task), 1)
    return (*with_tensorflow(task, jit_compile=contender == "tf-xla"), 1)
