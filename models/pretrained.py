"""Pretrained encoders made fit for the joint model: token types for the kinds of mentions, and low-rank adapters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from peft import LoraConfig, inject_adapter_in_model
from peft.tuners.tuners_utils import BaseTunerLayer
from torch import Tensor, nn
from transformers import AutoModel
from transformers.utils import logging

from models.inputs import MentionKind

ADAPTED = ["q", "k", "v", "o", "dense"]
"""The layers of MPNet that get an adapter: all products of attention and feed-forward blocks."""


class KindedEncoder(nn.Module):
    """An encoder without token types (MPNet), to whose word embeddings the kinds of mentions are added.

    What it says of a token does not depend on padding: places are counted from the first token on.
    """

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model
        self.config = model.config
        self.kinds = nn.Embedding(len(MentionKind), model.config.hidden_size)
        nn.init.zeros_(self.kinds.weight)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Any:
        """Return what the encoder returns, with its ``last_hidden_state`` ``(B, T, H)``."""
        words = self.model.get_input_embeddings()(input_ids)
        return self.model(inputs_embeds=words + self.kinds(token_type_ids), attention_mask=attention_mask)


def load_encoder(base: Path, adapter: int = 0) -> nn.Module:
    """Load a pretrained encoder from a folder, without dropout, its word embeddings frozen.

    With ``adapter``, the rank of a LoRA adapter (Hu et al. 2021), only the adapter, the norms and the kinds of mentions
    are trained.
    """
    logging.set_verbosity_error()  # else a layer that is left out on purpose is reported as missing
    logging.disable_progress_bar()
    model = AutoModel.from_pretrained(
        base,
        local_files_only=True,
        add_pooling_layer=False,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    if adapter:
        config = LoraConfig(r=adapter, lora_alpha=2 * adapter, lora_dropout=0.0, target_modules=ADAPTED)
        inject_adapter_in_model(config, model)
        for module in model.modules():
            if isinstance(module, nn.LayerNorm):
                module.requires_grad_(True)  # noqa: FBT003 - torch's way
    return with_kinds(model)


def with_kinds(model: Any) -> nn.Module:
    """An encoder whose token types are the kinds of mentions, its word embeddings frozen."""
    model.get_input_embeddings().requires_grad_(False)  # noqa: FBT003 - words keep what they mean
    if model.config.model_type == "mpnet":
        return KindedEncoder(model)
    _widen_token_types(model)
    encoder: nn.Module = model
    return encoder


def trained_weights(encoder: nn.Module) -> dict[str, Tensor]:
    """What training an adapter changes, by name; nothing where the encoder itself was trained."""
    if not any(isinstance(module, BaseTunerLayer) for module in encoder.modules()):
        return {}
    return {name: tensor.detach() for name, tensor in encoder.named_parameters() if tensor.requires_grad}


def merged(encoder: nn.Module) -> nn.Module:
    """The same encoder with its adapter's products added to the weights that they adapt."""
    for name, module in list(encoder.named_modules()):
        if isinstance(module, BaseTunerLayer):
            module.merge()
            parent, _, child = name.rpartition(".")
            setattr(encoder.get_submodule(parent), child, module.get_base_layer())
    return encoder


def _widen_token_types(encoder: Any) -> None:
    """Give the encoder one token type a kind of mention; all start as the type that it was trained with."""
    old = encoder.embeddings.token_type_embeddings.weight.data
    if len(old) == len(MentionKind):
        return
    table = nn.Embedding(len(MentionKind), old.shape[1])
    table.weight.data = old[:1].repeat(len(MentionKind), 1)
    encoder.embeddings.token_type_embeddings = table
    encoder.config.type_vocab_size = len(MentionKind)
