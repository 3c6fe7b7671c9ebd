"""The pipelines that are compared, each behind the same small protocol."""
