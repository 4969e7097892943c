"""What can be used as a list of its parts."""

from abc import abstractmethod
from typing import Any, Sequence, TypeVar

Part = TypeVar("Part", covariant=True)


class Listed(Sequence[Part]):
    """Is iterated over, counted and indexed as the list that ``_parts`` returns."""

    @abstractmethod
    def _parts(self) -> Sequence[Part]:
        """Returns the parts."""

    def __len__(self) -> int:
        return len(self._parts())

    def __getitem__(self, index: Any) -> Any:
        return self._parts()[index]
