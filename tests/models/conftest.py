import pytest

from corpus.labels import AttributionKind, Domain, Modality, Status
from models.examples import Example, GoldClaim
from models.heads import ROLES
from models.inputs import Candidate, DocumentInput, Entity, MentionKind

STATES = ["Kenya", "Uganda", "Peru", "Chile", "Japan", "Italy"]


def _packages():
    return (
        pytest.importorskip(name, reason=f"{name} is needed for training only") for name in ("torch", "transformers")
    )


@pytest.fixture(scope="session")
def base(tokenizer, tmp_path_factory):
    """The folder of a tiny encoder with random weights."""
    folder = tmp_path_factory.mktemp("base")
    torch, transformers = _packages()
    torch.manual_seed(5)
    config = transformers.BertConfig(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=512,
    )  # fmt: skip
    transformers.BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture(scope="session")
def large_base(tokenizer, tmp_path_factory):
    """The folder of an encoder of the large one's kind, tiny, with random weights."""
    folder = tmp_path_factory.mktemp("large")
    torch, transformers = _packages()
    torch.manual_seed(6)
    config = transformers.MPNetConfig(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=514,
    )  # fmt: skip
    model = transformers.MPNetModel(config, add_pooling_layer=False)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.1)  # no two alike, as in a model that was trained
    model.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture(scope="session")
def examples():
    """Twelve small documents in which two states sign something."""
    made = []
    for number in range(12):
        one, other = STATES[number % 6], STATES[(number + 1) % 6]
        text = f"{one} signed the pact with {other}."
        second = text.index(other)
        candidates = (
            Candidate(0, len(one), MentionKind.STATE, 0),
            Candidate(second, second + len(other), MentionKind.STATE, 1),
        )
        document = DocumentInput("", text, ((0, len(text)),), candidates, (Entity("A", one), Entity("B", other)))
        trigger = text.index("signed"), text.index("signed") + 6
        role = ROLES.index("participant")
        labels = (Domain.TRADE,), Status.AGREED, Modality.ASSERTED, AttributionKind.AUTHOR
        made.append(Example(str(number), document, (GoldClaim(trigger, {0: role, 1: role}, *labels),), ()))
    return made
