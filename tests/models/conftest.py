import pytest

from corpus.labels import AttributionKind, Domain, Modality, Status
from models import registry
from models.examples import Example, GoldClaim
from models.heads import ROLES
from models.inputs import Candidate, DocumentInput, Entity, MentionKind

STATES = ["Kenya", "Uganda", "Peru", "Chile", "Japan", "Italy"]


def _save(tokenizer, folder, kind, layers, positions):
    """Write a tiny encoder of a kind with random weights; no two are alike, as in a model that was trained."""
    torch, transformers = (
        pytest.importorskip(name, reason=f"{name} is needed for training only") for name in ("torch", "transformers")
    )
    torch.manual_seed(5)
    config = getattr(transformers, f"{kind}Config")(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=16, num_hidden_layers=layers, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=positions,
    )  # fmt: skip
    model = getattr(transformers, f"{kind}Model")(config, add_pooling_layer=False)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    model.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture(scope="session")
def base(tokenizer, tmp_path_factory):
    """The folder of an encoder of the small one's kind."""
    return _save(tokenizer, tmp_path_factory.mktemp("base"), "Bert", 1, 512)


@pytest.fixture(scope="session")
def large_base(tokenizer, tmp_path_factory):
    """The folder of an encoder of the large one's kind."""
    return _save(tokenizer, tmp_path_factory.mktemp("large"), "MPNet", 2, 514)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The folder of built models, and no model that ships."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(registry, "SHIPPED", tmp_path / "shipped")
    return tmp_path / "cache" / "accordant" / "models"


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
