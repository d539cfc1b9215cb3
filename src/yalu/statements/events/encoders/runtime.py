"""What runs a model: its products made int8, one core, no word on stderr."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from yalu.extras import extra

_PREPARED = {"onnx.quant.pre_process": "onnxruntime.quant"}
"""Tells the quantizer that shapes need no inferring here; it would say so on stderr at every start."""


def open_session(model: Any) -> Any:
    """Make the products of an ONNX model int8 and open it."""
    onnx = extra("onnx", of="transformer")
    runtime = extra("onnxruntime", of="transformer")
    quantization = extra("onnxruntime.quantization", of="transformer")
    onnx.helper.set_model_props(model, _PREPARED)
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "merged.onnx"
        quantization.quantize_dynamic(model, path, op_types_to_quantize=["MatMul"], per_channel=True)
        return runtime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
