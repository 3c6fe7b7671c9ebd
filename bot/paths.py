"""Where the project's data is, and the folder of counties that the environment may name."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
MODELS = ROOT / "models"
LEXICON = DATA / "lexicon"
VARIANTS = LEXICON / "variants.yml"
WORDS = LEXICON / "words.txt"
PINYIN_WORDS = LEXICON / "pinyin_words.txt"
# In the model archive: the model of topics.
TOPICS_MEMBER = "topics.pkl"
# In the model archive: the examples that the model puts elsewhere.
DOUBTS_MEMBER = "doubts.json"


def counties() -> Path:
    """The folder of counties: ``CANBAO_COUNTIES`` if set, else the project's own."""
    named = os.environ.get("CANBAO_COUNTIES")
    return Path(named) if named else DATA / "counties"


def var() -> Path:
    """Where the service writes: ``CANBAO_VAR`` if set, else the project's own folder. It need not be there yet."""
    return Path(os.environ.get("CANBAO_VAR") or ROOT / "var")
