"""The mean loss over examples, read chunk by chunk."""


def chunks_of(task, x, y):
    """The chunks, cut beforehand."""
    size = task["chunk"]
    return [(x[k : k + size], y[k : k + size]) for k in range(0, task["examples"], size)]


def mean_of(measure, chunks):
    """A call that reads the loss of each chunk."""
    return lambda: sum(float(measure(x, y)) for x, y in chunks) / len(chunks)


def with_torch(task):
    """PyTorch in inference mode."""
    import torch

    import torch_network as network

    weights = network.parameters(task)
    chunks = chunks_of(task, *network.examples(task, task["examples"]))

    @torch.inference_mode()
    def measure(x, y):
        return network.loss_of(task, weights, x, y)

    return mean_of(measure, chunks)


def with_jax(task):
    """JAX's jit."""
    import jax

    import jax_network as network

    weights = network.parameters(task)
    chunks = chunks_of(task, *network.examples(task, task["examples"]))
    measure = jax.jit(lambda w, x, y: network.loss_of(task, w, x, y))
    return mean_of(lambda x, y: measure(weights, x, y), chunks)


def with_keras(task):
    """Keras's evaluate."""
    import tf_network as network

    model = network.compiled_model(task)
    x, y = network.examples(task, task["examples"])
    return lambda: model.evaluate(x, y, batch_size=task["chunk"], verbose=0)


def with_tensorflow(task, **options):
    """A tf.function of TensorFlow's own operations."""
    import tensorflow as tf

    import tf_network as network

    weights = network.variables(task)
    chunks = chunks_of(task, *network.examples(task, task["examples"]))
    return mean_of(tf.function(lambda x, y: network.loss_of(task, weights, x, y), **options), chunks)


def prepare(contender, task):
    """The call of a contender, what is checked of its result, and its steps."""
    if contender == "tf-function":
        call = with_tensorflow(task)
    elif contender == "tf-xla":
        call = with_tensorflow(task, jit_compile=True)
    else:
        call = {"torch": with_torch, "jax": with_jax, "keras": with_keras}[contender](task)
    return call, float, 1
