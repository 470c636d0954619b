"""The joint model in torch, for training and for GPUs: an encoder and the heads on its states.

`models.heads` computes the same heads in NumPy; the names of the weights are shared.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the field's usual name

from corpus.labels import STANDARD, LabelSet
from models.encoder import pad
from models.examples import WindowTarget
from models.heads import FEATURES, ROLES
from models.windows import Window

HIDDEN = 256
"""Width of the role and label layers."""
RARE = -2.5
"""Logit that domains start from: each is right for one claim in twelve or fewer."""
STATE_WEIGHT = 10.0
TAG_WEIGHTS = (1.0, 2.0, 2.0)
"""Triggers are one token in thirty; this keeps recall level with precision."""


class JointHeads(nn.Module):
    """Trigger and program tags of tokens, roles of mentions, labels of triggers."""

    def __init__(self, width: int, dropout: float = 0.1, labels: LabelSet = STANDARD) -> None:
        super().__init__()
        self.sizes = list(labels.sizes)
        self.tokens = nn.Linear(width, 6)
        self.query = nn.Linear(width, width)
        self.label_hidden = nn.Linear(2 * width, HIDDEN)
        self.labels = nn.Linear(HIDDEN, sum(labels.sizes))
        self.role_hidden = nn.Linear(3 * width, HIDDEN)
        self.features = nn.Embedding(FEATURES, HIDDEN)
        self.roles = nn.Linear(HIDDEN, len(ROLES))
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.features.weight, std=0.05)
        nn.init.constant_(self.labels.bias[: labels.sizes[0]].data, RARE)

    def label_logits(self, states: Tensor, own: Tensor, same: Tensor) -> Tensor:
        """Logits ``(K, sum of the sizes of the label set)`` of triggers.

        ``own`` ``(K, H)`` are the states of the triggers; ``same`` ``(K, T)`` marks their sentences.
        """
        scores = self.query(own) @ states.T / states.shape[1] ** 0.5
        around = torch.softmax(scores.masked_fill(~same, float("-inf")), 1) @ states
        hidden = torch.relu(self.label_hidden(self.dropout(torch.cat([own, around], 1))))
        logits: Tensor = self.labels(self.dropout(hidden))
        return logits

    def role_logits(self, own: Tensor, mentions: Tensor, features: Tensor) -> Tensor:
        """Logits ``(K, M, ROLES)`` of every mention ``(M, H)`` for every trigger ``(K, H)``.

        ``features`` ``(K, M, 7)`` are the rows of `models.heads.pair_features`.
        """
        shape = (len(own), *mentions.shape)
        trigger, mention = own[:, None].expand(shape), mentions[None].expand(shape)
        pairs = self.dropout(torch.cat([trigger, mention, trigger * mention], 2))
        hidden = torch.relu(self.role_hidden(pairs) + self.features(features).sum(2))
        logits: Tensor = self.roles(self.dropout(hidden))
        return logits


class JointModel(nn.Module):
    """An encoder whose token types are the kinds of mentions (see `models.pretrained`), and the heads."""

    def __init__(self, encoder: Any, dropout: float = 0.1, labels: LabelSet = STANDARD) -> None:
        super().__init__()
        self.encoder = encoder
        self.labels = labels
        self.heads = JointHeads(encoder.config.hidden_size, dropout, labels)
        self.half = False
        self.dtype = torch.bfloat16
        self.projection: Any = None
        """From the own states to those of a teacher; only while there is one."""

    def states(self, windows: Sequence[Window]) -> Tensor:
        """Hidden states ``(B, T, H)`` of a padded batch."""
        ids, mask, kinds = (torch.from_numpy(array).to(self.device) for array in pad(windows))
        with torch.autocast(self.device.type, dtype=self.dtype, enabled=self.half):
            states: Tensor = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=kinds).last_hidden_state
        return states.float()

    @property
    def device(self) -> torch.device:
        """Where the weights lie."""
        return self.heads.tokens.weight.device

    def loss(self, targets: Sequence[WindowTarget]) -> Tensor:
        """The summed loss of all heads on a batch."""
        states = self.states([target.window for target in targets])
        losses = [self._tag_loss(states, targets), self._state_loss(states, targets)]
        for row, target in enumerate(targets):
            if target.triggers:
                inside = states[row, : len(target.window.ids)]
                own = _means([trigger.span for trigger in target.triggers], inside)
                losses.append(self._label_loss(inside, own, target) / len(targets))
                if target.window.mentions:
                    losses.append(self._role_loss(inside, own, target) / len(targets))
        return torch.stack(losses).sum()

    def _tag_loss(self, states: Tensor, targets: Sequence[WindowTarget]) -> Tensor:
        logits = self.heads.tokens(self.heads.dropout(states))
        losses = []
        for half, name in ((logits[..., :3], "trigger_tags"), (logits[..., 3:], "program_tags")):
            tags = torch.zeros(half.shape)
            for row, target in enumerate(targets):
                array = getattr(target, name)
                tags[row, : len(array)] = torch.from_numpy(array)
            weighted = (tags * torch.tensor(TAG_WEIGHTS)).to(states.device)
            losses.append(-(weighted * F.log_softmax(half, 2)).sum() / weighted.sum())
        return 12 * losses[0] + 4 * losses[1]

    def _state_loss(self, states: Tensor, targets: Sequence[WindowTarget]) -> Tensor:
        """How unlike the teacher's states the own ones are, after a projection that is forgotten after training."""
        losses = []
        for row, target in enumerate(targets):
            if target.states is not None:
                own = self.projection(states[row, : len(target.states)])
                taught = torch.from_numpy(target.states).to(states.device).float()
                losses.append(1 - F.cosine_similarity(own, taught, 1).mean())
        return STATE_WEIGHT * torch.stack(losses).sum() / len(targets) if losses else states.new_zeros(())

    def _label_loss(self, states: Tensor, own: Tensor, target: WindowTarget) -> Tensor:
        numbers = target.window.sentences
        same = np.stack([numbers == numbers[trigger.span[0]] for trigger in target.triggers])
        logits = self.heads.label_logits(states, own, torch.from_numpy(same).to(states.device))
        domains, *others = torch.split(logits, self.heads.sizes, 1)
        gold = torch.from_numpy(np.stack([trigger.domains for trigger in target.triggers])).to(states.device)
        loss = F.binary_cross_entropy_with_logits(domains, gold, reduction="sum")
        for part, labels in zip(
            others, zip(*(trigger.labels for trigger in target.triggers), strict=True), strict=True
        ):
            wanted = torch.from_numpy(np.stack(labels)).to(states.device)
            loss = loss + F.cross_entropy(part, wanted, reduction="sum")
        return loss

    def _role_loss(self, states: Tensor, own: Tensor, target: WindowTarget) -> Tensor:
        """Cross entropy of each entity's role, where an entity's logit joins those of its mentions."""
        mentions = target.window.mentions
        features = torch.from_numpy(np.stack([trigger.features for trigger in target.triggers])).to(states.device)
        logits = self.heads.role_logits(own, _means([(m.start, m.end) for m in mentions], states), features)
        entities = sorted({mention.entity for mention in mentions})
        member = torch.tensor([[m.entity == entity for m in mentions] for entity in entities], device=states.device)
        joint = torch.logsumexp(logits[:, None].masked_fill(~member[None, :, :, None], float("-inf")), 2)
        first = [next(row for row, m in enumerate(mentions) if m.entity == entity) for entity in entities]
        is_program = torch.from_numpy(target.is_program[first]).to(states.device)
        allowed = torch.stack([~is_program, ~is_program, ~is_program, is_program], 1)
        joint = joint.masked_fill(~allowed[None], -1e4)
        joint = torch.cat([joint.new_zeros(*joint.shape[:2], 1), joint], 2)
        gold = torch.from_numpy(np.stack([trigger.roles[first] for trigger in target.triggers])).to(states.device)
        return F.cross_entropy(joint.flatten(0, 1), gold.flatten(0, 1), reduction="sum")


def _means(spans: Sequence[tuple[int, int]], states: Tensor) -> Tensor:
    """Mean states ``(S, H)`` of token spans, as one product, whose gradient costs as little."""
    weights = np.zeros((len(spans), len(states)), dtype=np.float32)
    for row, (start, end) in enumerate(spans):
        weights[row, start:end] = 1 / (end - start)
    return torch.from_numpy(weights).to(states.device) @ states


def with_labels(model: JointModel, labels: LabelSet) -> JointModel:
    """The same model with more domains or statuses, of which it knows nothing yet; the seed is torch's."""
    if labels == model.labels:
        return model
    new = JointModel(model.encoder, model.heads.dropout.p, labels)
    state = model.heads.state_dict()
    own = new.heads.state_dict()
    places = _places(model.labels, labels)
    for name in ("labels.weight", "labels.bias"):
        own[name][places] = state[name]
        state[name] = own[name]
    new.heads.load_state_dict(state)
    return new


def _places(old: LabelSet, new: LabelSet) -> list[int]:
    """Where each old label's row stands among the new ones."""
    places: list[int] = []
    start = 0
    for before, after in zip(old.sizes, new.sizes, strict=True):
        places += range(start, start + before)
        start += after
    return places
