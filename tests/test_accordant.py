import subprocess
import sys
from pathlib import Path

import pytest

import accordant

HOME = Path(accordant.__file__).parent
SAMPLE = HOME / "corpus" / "samples" / "northern-cables.html"


@pytest.mark.parametrize("name", accordant.__all__)
def test_every_public_name_can_be_imported(name):
    """All that the module lists is there, and documented."""
    assert getattr(accordant, name).__doc__
    assert name in dir(accordant)


def test_other_names_are_not_there():
    """A name that is not public is an ordinary error."""
    with pytest.raises(AttributeError, match="has no attribute 'extractor'"):
        _ = accordant.extractor


def python(program, tmp_path):
    """Run a program in a folder with a package ``models`` of its own."""
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "__init__.py").write_text("MINE = True\n", encoding="utf-8")
    program = f"import sys; sys.path.insert(1, {str(HOME)!r})\n{program}"
    return subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)


def test_packages_of_the_same_names_do_not_get_in_the_way(tmp_path):
    """Accordant finds its own packages beside itself, not those of the folder that one works in."""
    done = python("import accordant; print(accordant.visible('a  b'), accordant.load.__module__)", tmp_path)

    assert (done.stdout, done.stderr) == ("a b pipeline.api\n", "")


def test_packages_that_are_in_use_already_are_named(tmp_path):
    """Where the caller's own package is imported first, the error says which one is needed and which one is there."""
    done = python("import models, accordant; accordant.load", tmp_path)

    assert done.returncode != 0
    assert f"ImportError: accordant needs its own package 'models', but {tmp_path / 'models'} is already" in done.stderr


def test_the_sample_article_gives_claims_of_the_article_alone(nlp):
    """The page that ships gives claims whose words stand in the page, and none of what surrounds the article."""
    [raw] = accordant.read_documents([SAMPLE], pytest.fail)
    document = accordant.clean(raw)

    claims = nlp(document)

    assert len(claims) >= 5
    assert all(document.text[c.evidence.start : c.evidence.end] == c.evidence.text for c in claims)
    assert sum(claim.evidence.source_start is not None for claim in claims) > len(claims) / 2
    assert "cookie" in raw.original.lower()
    assert not any(word in document.text.lower() for word in ("cookie", "newsletter", "subscribe"))
