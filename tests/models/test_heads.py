from dataclasses import replace

import numpy as np
import pytest

from corpus.labels import STANDARD, AttributionKind, Domain, Modality, Status
from models.heads import FEATURES, LOCATIONS, ROLES, Discourse, Heads, pair_features, sigmoid, softmax
from models.inputs import Candidate, DocumentInput, Entity, MentionKind
from models.windows import OUTSIDE, Window, WindowMaker, WindowMention

WIDTH = 32
SENTENCES = ["Kenya signed the lake pact with Uganda and Kenya.", "Peru left it.", "Uganda agreed."]


def document():
    """A document of three sentences with states and a program, one of them in the title only."""
    text = " ".join(SENTENCES)
    ends = np.cumsum([len(sentence) + 1 for sentence in SENTENCES]).tolist()
    names = {"Kenya": 0, "Uganda": 1, "Peru": 2, "lake pact": 3}
    candidates = [Candidate(0, 5, MentionKind.STATE, 4, in_title=True)]
    for name, entity in names.items():
        kind = MentionKind.PROGRAM if entity == 3 else MentionKind.STATE
        at = text.find(name)
        while at >= 0:
            candidates.append(Candidate(at, at + len(name), kind, entity))
            at = text.find(name, at + 1)
    entities = (
        Entity("KEN", "Kenya"),
        Entity("UGA", "Uganda"),
        Entity("PER", "Peru"),
        Entity("p", "pact", is_program=True),
        Entity("CHL", "Chile"),
    )
    spans = tuple((end - len(sentence) - 1, end - 1) for sentence, end in zip(SENTENCES, ends, strict=True))
    return DocumentInput("Chile", text, spans, tuple(candidates), entities)


@pytest.fixture(scope="module")
def window(tokenizer):
    """The only window of the document."""
    [made] = WindowMaker(tokenizer)(document())
    return made


@pytest.fixture(scope="module")
def torch():
    """The library that the model is trained with."""
    return pytest.importorskip("torch", reason="torch is not installed; it is needed for training only")


@pytest.fixture(scope="module")
def model(torch, tokenizer):
    """A joint model with a tiny encoder and random weights."""
    transformers = pytest.importorskip(
        "transformers", reason="transformers is not installed; it is needed for training only"
    )
    from models.network import JointModel
    from models.pretrained import with_kinds

    torch.manual_seed(11)
    config = transformers.BertConfig(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=WIDTH, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=512,
    )  # fmt: skip
    made = JointModel(with_kinds(transformers.BertModel(config, add_pooling_layer=False))).eval()
    for parameter in made.heads.parameters():
        torch.nn.init.normal_(parameter, std=0.15)
    return made


@pytest.fixture(scope="module")
def numpy_heads(model):
    """The same weights, for NumPy."""
    from models.torch_encoder import head_weights

    return Heads(head_weights(model))


@pytest.fixture(scope="module")
def states(model, window):
    """The window's hidden states."""
    from models.torch_encoder import TorchEncoder

    return TorchEncoder(model)([window])[0]


def trigger_of(window, words="signed"):
    """The tokens of the first occurrence of words in the text."""
    start = " ".join(SENTENCES).index(words)
    inside = [n for n, (a, b) in enumerate(window.chars.tolist()) if start <= a < b <= start + len(words)]
    return inside[0], inside[-1] + 1


def test_token_tags_equal_those_of_torch(torch, model, numpy_heads, states):
    """Both computations give the same probabilities of triggers and programs."""
    expected = model.heads.tokens(torch.from_numpy(states)).detach()

    triggers, programs = numpy_heads.tokens(states)

    assert np.allclose(triggers, expected[:, :3].softmax(1).numpy(), atol=1e-5)
    assert np.allclose(programs, expected[:, 3:].softmax(1).numpy(), atol=1e-5)


@pytest.mark.parametrize("words", ["signed", "left it", "agreed"])
def test_labels_equal_those_of_torch(torch, model, numpy_heads, states, window, words):
    """Both computations give the same probabilities of domains, status, modality and attribution."""
    span = trigger_of(window, words)
    tensor = torch.from_numpy(states)
    same = torch.from_numpy(window.sentences == window.sentences[span[0]])[None]
    logits = model.heads.label_logits(tensor, tensor[slice(*span)].mean(0)[None], same)[0].detach()
    domains, *others = logits.split(list(STANDARD.sizes))

    labels = numpy_heads.labels(states, window, span)

    assert np.allclose(labels.domains, domains.sigmoid().numpy(), atol=1e-5)
    for found, expected in zip((labels.status, labels.modality, labels.attribution), others, strict=True):
        assert np.allclose(found, expected.softmax(0).numpy(), atol=1e-5)


@pytest.mark.parametrize("words", ["signed", "left it", "agreed"])
def test_roles_equal_those_of_torch(torch, model, numpy_heads, states, window, words):
    """Both computations join an entity's mentions to the same probabilities, and give programs no actor's role."""
    span, doc = trigger_of(window, words), document()
    tensor = torch.from_numpy(states)
    mentions = torch.stack([tensor[m.start : m.end].mean(0) for m in window.mentions])
    features = torch.from_numpy(pair_features(window, span, doc.frequencies()))[None]
    logits = model.heads.role_logits(tensor[slice(*span)].mean(0)[None], mentions, features)[0].detach()

    roles = numpy_heads.roles(
        states,
        window,
        span,
        numpy_heads.mentions(states, window),
        Discourse(doc.frequencies(), [e.is_program for e in doc.entities]),
    )

    assert set(roles) == {0, 1, 2, 3, 4}
    for entity, found in roles.items():
        joint = logits[[m.entity == entity for m in window.mentions]].logsumexp(0)
        allowed = [3] if entity == 3 else [0, 1, 2]
        expected = torch.cat([torch.zeros(1), joint[allowed]]).softmax(0)
        assert np.allclose(found[[0, *(role + 1 for role in allowed)]], expected.numpy(), atol=1e-5)
        assert found.sum() == pytest.approx(1, abs=1e-5)


def test_training_joins_mentions_as_the_heads_in_use_do(torch, model, numpy_heads, states, window):
    """What training lowers is the error of the very probabilities of roles that are used."""
    from models.examples import Example, GoldClaim, window_target

    doc, at = document(), " ".join(SENTENCES).index("signed")
    roles = {
        0: ROLES.index("participant"),
        1: ROLES.index("against"),
        2: ROLES.index("absent"),
        3: ROLES.index("program"),
    }
    labels = (Domain.TRADE, Domain.ENERGY), Status.AGREED, Modality.ASSERTED, AttributionKind.EXPERT
    target = window_target(Example("x", doc, (GoldClaim((at, at + 6), roles, *labels),), ()), window)
    [trigger] = target.triggers
    tensor = torch.from_numpy(states)
    with torch.no_grad():
        loss = model._role_loss(tensor, tensor[slice(*trigger.span)].mean(0)[None], target)  # noqa: SLF001 - apart from the other losses

    found = numpy_heads.roles(
        states,
        window,
        trigger.span,
        numpy_heads.mentions(states, window),
        Discourse(doc.frequencies(), [e.is_program for e in doc.entities]),
    )

    expected = -sum(np.log(probabilities[roles.get(entity, -1) + 1]) for entity, probabilities in found.items())
    assert loss.item() == pytest.approx(expected, rel=1e-4)


def test_a_window_without_mentions_has_no_roles(numpy_heads, states, window):
    """Where nobody is named, nobody takes part."""
    empty = replace(window, mentions=())

    assert numpy_heads.roles(states, empty, (5, 6), numpy_heads.mentions(states, empty), Discourse({}, [])) == {}


def mention(entity, start, sentence, *, in_title=False):
    """A mention of one token."""
    return WindowMention(entity, start, start + 1, sentence, MentionKind.STATE, in_title)


@pytest.mark.parametrize(
    ("who", "location"),
    [
        (mention(0, 1, OUTSIDE, in_title=True), 0),
        (mention(0, 1, OUTSIDE), 1),
        (mention(0, 2, 0), 2),
        (mention(0, 2, 1), 2),
        (mention(0, 2, 2), 3),
        (mention(0, 2, 3), 4),
        (mention(0, 2, 4), 5),
        (mention(0, 29, 5), 6),
        (mention(0, 10, 5), 7),
        (mention(0, 32, 5), 8),
        (mention(0, 60, 5), 9),
        (mention(0, 30, 5), 10),
        (mention(0, 90, 6), 11),
        (mention(0, 90, 9), 11),
    ],
)
def test_pair_features_say_where_a_mention_stands(who, location):
    """Title, roster, earlier sentences by distance, the same sentence by side and distance, and what follows differ."""
    sentences = np.full(100, 5)
    window = Window(np.zeros(100), np.zeros(100), np.zeros((100, 2)), sentences, (0, 100), (who,))

    [row] = pair_features(window, (30, 32), {0: 1})

    assert row[0] == location < LOCATIONS


def test_pair_features_index_the_table():
    """Every feature has rows of its own, and no count is beyond the table."""
    mentions = tuple(WindowMention(n, n + 1, n + 2, 0, kind) for n, kind in enumerate(MentionKind))
    window = Window(np.zeros(20), np.zeros(20), np.zeros((20, 2)), np.zeros(20, dtype=int), (0, 20), mentions)
    frequencies = {n: 10**n for n in range(len(MentionKind))}

    rows = pair_features(window, (15, 16), frequencies)

    assert rows.shape == (len(MentionKind), 7)
    assert rows.max() < FEATURES
    bounds = [0, 12, 12 + len(MentionKind), 29, 31, 33, 35, 39]
    for column in range(7):
        assert bounds[column] <= rows[:, column].min() <= rows[:, column].max() < bounds[column + 1]


def test_pair_features_tell_who_took_part_in_the_claims_before():
    """The last claim and the one before it are told apart."""
    mentions = tuple(WindowMention(n, n + 1, n + 2, 0, MentionKind.STATE) for n in range(4))
    window = Window(np.zeros(20), np.zeros(20), np.zeros((20, 2)), np.zeros(20, dtype=int), (0, 20), mentions)

    rows = pair_features(window, (15, 16), {}, (frozenset({1, 3}), frozenset({2, 3})))

    assert (rows[:, 6] - rows[0, 6]).tolist() == [0, 1, 2, 3]


def test_probabilities_survive_large_logits():
    """A model that is very sure gives ones and zeros, not errors."""
    assert softmax(np.array([[1000.0, 0.0]], np.float32)).tolist() == [[1.0, 0.0]]
    with np.errstate(over="ignore"):
        assert sigmoid(np.array([200.0, -200.0], np.float32)).tolist() == [1.0, 0.0]
