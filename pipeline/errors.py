"""What may go wrong and be told to a person: what was found, what is allowed, where, what to do."""
from __future__ import annotations

from datetime import datetime


class CanaryError(Exception):
    """The base of every error that is shown as one clear line (exit status 1)."""


class UsageError(CanaryError):
    """The call's words are off (exit status 2)."""


class SettingsError(CanaryError):
    """canary.toml or the environment holds something that cannot be used."""


class SourceError(CanaryError):
    """A file or a service that posts come from cannot be read."""


class TaxonomyError(CanaryError):
    """A touchpoint file is not valid."""


class StoreError(CanaryError):
    """The workspace's store is missing, of another version or out of reach."""


class ModelError(CanaryError):
    """A model folder is missing, damaged or does not fit the store."""


class BudgetError(CanaryError):
    """A call would pass the budget of posts or money; nothing was asked for."""


class FixError(UsageError):
    """What was said of a fix breaks a rule of the register; nothing was changed."""


class LimitedError(SourceError):
    """A service asked to be left alone until a time: nothing is asked of it before."""

    def __init__(self, message: str, until: datetime) -> None:
        super().__init__(message)
        self.until = until


class OtherReleaseError(ModelError):
    """A model is whole, and of a release that kept its parts otherwise: nothing can use it any more."""


class ExposureError(CanaryError):
    """exposure.csv cannot be used; complaints are shown without the customers they come from."""
