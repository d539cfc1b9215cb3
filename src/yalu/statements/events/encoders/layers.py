"""The twelve layers of MPNet as an ONNX graph: embedded pieces and the bias of attention in, what each piece becomes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

_OPSET, _IR = 17, 8
_EPSILON = 1e-5
_ATTENTION, _WIDE, _NARROW = "attention.attn", "intermediate.dense", "output.dense"
_FIRST, _SECOND, _BEFORE = "attention.LayerNorm", "output.LayerNorm", "embeddings.LayerNorm"


@dataclass(frozen=True, slots=True)
class Shape:
    """How wide an encoder is, how many heads and layers it has."""

    width: int
    heads: int
    layers: int


MPNET = Shape(width=768, heads=12, layers=12)
PRODUCTS = (*(f"{_ATTENTION}.{one}" for one in "qkvo"), _WIDE, _NARROW)
"""Names of the products of one layer, in the base."""
NORMS = (_FIRST, _SECOND)


def layer_names(shape: Shape = MPNET) -> Iterator[str]:
    """Give the names of all weights that the graph needs."""
    parts = [_BEFORE, *(f"{own(number)}{one}" for number in range(shape.layers) for one in (*PRODUCTS, *NORMS))]
    yield from (f"{one}.{kind}" for one in parts for kind in ("weight", "bias"))


def own(number: int) -> str:
    """Give what the names of a layer's weights begin with."""
    return f"encoder.layer.{number}."


def build_model(onnx: Any, weights: Mapping[str, Any], shape: Shape = MPNET) -> Any:
    """Build the model: `given` (texts, pieces, width) and `bias` (texts, heads, pieces, pieces) in, `hidden` out.

    Products are weights as (from, to).
    """
    graph = _Graph(onnx.helper)
    x = graph.norm("given", _BEFORE)
    for number in range(shape.layers):
        x = _add_layer(graph, own(number), x)
    graph.node("Identity", x, name="hidden")
    part = shape.width // shape.heads
    constants = {
        "scale": np.float32(1 / part**0.5), "half": np.float32(0.5), "one": np.float32(1), "root": np.float32(2**0.5),
        "parted": np.array([0, 0, shape.heads, part]), "joined": np.array([0, 0, shape.width]),
    }  # fmt: skip
    named = {**weights, **constants}
    held = [onnx.numpy_helper.from_array(np.asarray(one), name) for name, one in named.items()]
    return _close(onnx, graph, shape, held)


def _close(onnx: Any, graph: _Graph, shape: Shape, held: list[Any]) -> Any:
    helper, kind = onnx.helper, onnx.TensorProto.FLOAT
    given = helper.make_tensor_value_info("given", kind, ["texts", "pieces", shape.width])
    bias = helper.make_tensor_value_info("bias", kind, ["texts", shape.heads, "pieces", "pieces"])
    hidden = helper.make_tensor_value_info("hidden", kind, ["texts", "pieces", shape.width])
    whole = helper.make_graph(graph.nodes, "encoder", [given, bias], [hidden], held)
    return helper.make_model(whole, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)


def _add_layer(graph: _Graph, at: str, x: str) -> str:
    query, key, value = (graph.node("Reshape", graph.product(x, f"{at}{_ATTENTION}.{one}"), "parted") for one in "qkv")
    asked = graph.node("Transpose", query, perm=[0, 2, 1, 3])
    offered = graph.node("Transpose", key, perm=[0, 2, 3, 1])
    near = graph.node("Mul", graph.node("MatMul", asked, offered), "scale")
    weighed = graph.node("Softmax", graph.node("Add", near, "bias"), axis=-1)
    seen = graph.node("MatMul", weighed, graph.node("Transpose", value, perm=[0, 2, 1, 3]))
    joined = graph.node("Reshape", graph.node("Transpose", seen, perm=[0, 2, 1, 3]), "joined")
    x = graph.norm(graph.node("Add", x, graph.product(joined, f"{at}{_ATTENTION}.o")), f"{at}{_FIRST}")
    wide = graph.gelu(graph.product(x, f"{at}{_WIDE}"))
    return graph.norm(graph.node("Add", x, graph.product(wide, f"{at}{_NARROW}")), f"{at}{_SECOND}")


@dataclass(slots=True)
class _Graph:
    """Collects nodes; each gets a name of its own."""

    helper: Any
    nodes: list[Any] = field(default_factory=list)

    def node(self, kind: str, *inputs: str, name: str = "", **attributes: Any) -> str:
        output = name or f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(self.helper.make_node(kind, [*inputs], [output], name=f"{output}_node", **attributes))
        return output

    def product(self, x: str, name: str) -> str:
        return self.node("Add", self.node("MatMul", x, f"{name}.weight"), f"{name}.bias")

    def norm(self, x: str, name: str) -> str:
        return self.node("LayerNormalization", x, f"{name}.weight", f"{name}.bias", axis=-1, epsilon=_EPSILON)

    def gelu(self, x: str) -> str:
        """x/2 (1 + erf(x/√2)): opset 17 has no name for it."""
        bent = self.node("Add", self.node("Erf", self.node("Div", x, "root")), "one")
        return self.node("Mul", self.node("Mul", x, bent), "half")
