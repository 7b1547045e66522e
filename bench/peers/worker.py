"""A process of one contender and one task: prepares, then does as many calls as each line on standard input asks for."""

import importlib
import json
import os
import platform
import sys
import time
import traceback

# Standard output is for answers alone; what libraries print goes to standard error.
answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)


def versions():
    """The versions of what is loaded."""
    names = ("torch", "jax", "optax", "keras", "tensorflow")
    loaded = {name: sys.modules[name].__version__ for name in names if name in sys.modules}
    return {"python": platform.python_version(), **loaded}


def peak_memory():
    """The most memory that this process has held at once, in bytes."""
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return None


def run(call, steps, calls):
    """The milliseconds of each call, divided by its steps."""
    times = []
    for _ in range(calls):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000 / steps)
    return times


def main():
    """Answers line by line."""
    call, steps = None, 1
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if "prepare" in request:
                contender, task = request["prepare"]["contender"], request["prepare"]["task"]
                subjects = importlib.import_module(f"task_{task['kind']}")
                call, check, steps = subjects.prepare(contender, task)
                answer = {"ready": {"check": float(check(call())), "steps": steps, "versions": versions()}}
            elif "run" in request:
                answer = {"milliseconds": run(call, steps, request["run"])}
            else:
                answer = {"memory": peak_memory()}
        except Exception as error:  # Whatever goes wrong is told to the one who asked.
            answer = {"error": f"{type(error).__name__}: {error}\n{traceback.format_exc()}"}
        answers.write(json.dumps(answer) + "\n")


main()
