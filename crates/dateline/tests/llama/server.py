"""A real llama.cpp server with a small instruct model, for the test beside this file.

Usage: server.py FOLDER KEY. The folder holds the package xllamacpp and the weights. Prints the server's address, and
ends when standard input does.
"""

import glob
import sys

folder, key = sys.argv[1:]
sys.path.insert(0, folder)
import xllamacpp  # noqa: E402

params = xllamacpp.CommonParams()
params.model.path = glob.glob(f"{folder}/*.gguf")[0]
params.model_alias = {"smollm2"}
params.api_keys = [key]
params.port = 0
params.n_ctx = 4096
params.n_parallel = 2
params.cpuparams.n_threads = 2
params.warmup = False
params.endpoint_slots = True
params.endpoint_metrics = True
params.ui = False
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
