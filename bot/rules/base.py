"""The base of every model in the rules module."""

from pydantic import BaseModel, Extra


class Strict(BaseModel):
    """Frozen, and an unknown key is an error: a mistyped key in a policy must never pass for silence."""

    class Config:
        extra = Extra.forbid
        frozen = True
