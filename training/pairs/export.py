"""Write a trained pair scorer as int8 ONNX: `python -m training.pairs.export --weights FILE --out DIR`.

Quantised as the embedder is: dynamically, weights per channel, so that it runs on any processor without calibration.
"""

import argparse
import hashlib
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.pairs.model import PairModel


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    options = parser.parse_args()
    model = PairModel(options.layers)
    model.load_state_dict(torch.load(options.weights))
    model.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        _export(model, plain)
        quantize_dynamic(
            plain,
            options.out / "model.onnx",
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": 1},
        )
    digest = hashlib.sha256((options.out / "model.onnx").read_bytes()).hexdigest()
    (options.out / "checksums.txt").write_text(f"{digest}  model.onnx\n")


def _export(model: PairModel, path: Path) -> None:
    names = ("input_ids", "attention_mask", "token_type_ids")
    example = tuple(torch.ones(2, 16, dtype=torch.long) for _ in names)
    torch.onnx.export(
        model,
        example,
        str(path),
        input_names=list(names),
        output_names=["number"],
        dynamic_axes={name: {0: "pairs", 1: "pieces"} for name in names} | {"number": {0: "pairs"}},
        opset_version=17,
        dynamo=False,
    )


if __name__ == "__main__":
    main()
