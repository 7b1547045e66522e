"""A training step on a batch with the loss read."""


def with_torch(task):
    """PyTorch's eager autograd and fused Adam."""
    import torch

    import torch_network as network

    weights = network.parameters(task)
    x, y = network.examples(task, task["batch"])
    optimizer = torch.optim.Adam(weights, lr=0.001, eps=1e-7, fused=True)

    def call():
        optimizer.zero_grad()
        loss = network.loss_of(task, weights, x, y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return call


def with_jax(task, together):
    """JAX's jit and Optax's Adam, the buffers donated; `together` steps unrolled in a call."""
    import jax
    import jax.numpy as jnp
    import optax

    import jax_network as network

    weights = network.parameters(task)
    x, y = network.examples(task, task["batch"])
    optimizer = optax.adam(0.001, eps=1e-7)
    state = optimizer.init(weights)

    def once(weights, state, x, y):
        loss, gradients = jax.value_and_grad(lambda w: network.loss_of(task, w, x, y))(weights)
        updates, state = optimizer.update(gradients, state, weights)
        return optax.apply_updates(weights, updates), state, loss

    def several(weights, state, x, y):
        losses = []
        for k in range(together):
            weights, state, loss = once(weights, state, x[k], y[k])
            losses.append(loss)
        return weights, state, jnp.stack(losses)

    if together > 1:
        x, y = jnp.stack([x] * together), jnp.stack([y] * together)
    step = jax.jit(once if together == 1 else several, donate_argnums=(0, 1))

    def call():
        nonlocal weights, state
        weights, state, loss = step(weights, state, x, y)
        return float(loss) if together == 1 else jax.device_get(loss)[0]

    return call


def prepare(contender, task):
    """The call of a contender, what is checked of its result, and its steps."""
    if contender == "torch":
        return with_torch(task), float, 1
    if contender in ("jax", "jax-several"):
        together = task["together"] if contender == "jax-several" else 1
        return with_jax(task, together), float, together
    import task_step_tensorflow

    return task_step_tensorflow.call_of(contender, task), float, 1
