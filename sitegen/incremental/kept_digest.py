"""A digest as bytes, of which each entry of a table is decoded when it is asked for: an edit looks at few of them."""

from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from functools import cache, cached_property
from typing import Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import FieldInfo, fields

from sitegen.digest.model import Digest, Note

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_encode = msgspec.msgpack.Encoder(enc_hook=dict).encode  # tables that are found when they are asked for, too


class _KeptFields(Struct, frozen=True):
    """Each field of a digest, encoded by itself."""

    fields: dict[str, Raw]


def encoded(digest: Digest) -> bytes:
    return _encode(_KeptFields({field.name: Raw(_encode(getattr(digest, field.name))) for field in fields(digest)}))


def decoded(data: bytes) -> Digest:
    """Raises MsgspecError, at once or when something is asked for, for bytes that `encoded` did not give."""
    kept = msgspec.msgpack.decode(data, type=_KeptFields).fields
    return Digest(**{field.name: _field(field, kept[field.name]) for field in fields(Digest)})


def decode_all(digest: Digest) -> None:
    """Decodes at once what `decoded` gave, and lets the bytes go: for who asks for most of it, in several processes."""
    for field in fields(Digest):
        table = getattr(digest, field.name)
        if isinstance(table, _KeptTable):
            table.decode_all()


def put_notes(digest: Digest, notes: Mapping[str, Note]) -> None:
    """Puts notes in the place of those of a digest that was `decoded`."""
    assert isinstance(digest.notes, _KeptTable)
    digest.notes.put(notes)


def _field(field: FieldInfo, data: Raw) -> Any:
    """A table, `Mapping[…]`, is decoded key by key; what is annotated otherwise is decoded whole, at once."""
    if get_origin(field.type) is not Mapping:
        return msgspec.msgpack.decode(data, type=field.type)
    return _KeptTable(data, *get_args(field.type))


class _KeptTable(Mapping[_Key, _Value]):
    def __init__(self, data: Raw, key: Any, value: Any) -> None:
        self._data, self._types = data, (key, value)
        self._made: dict[_Key, _Value] = {}
        self._all_made = False

    def put(self, others: Mapping[_Key, _Value]) -> None:
        """Puts these in the place of what is there under their keys."""
        self._made |= others

    def __getitem__(self, key: _Key) -> _Value:
        try:
            return self._made[key]
        except KeyError:
            if self._all_made:
                raise
            made: _Value = _decoder(self._types[1])(self._entries[key])
            self._made[key] = made
            return made

    def __iter__(self) -> Iterator[_Key]:
        return iter(self._made if self._all_made else self._entries)

    def __len__(self) -> int:
        return len(self._made if self._all_made else self._entries)

    def values(self) -> ValuesView[_Value]:
        return self.decode_all().values()

    def items(self) -> ItemsView[_Key, _Value]:
        return self.decode_all().items()

    def decode_all(self) -> dict[_Key, _Value]:
        """What was given before stays the very same."""
        if not self._all_made:
            key, value = self._types
            self._made = _decoder(dict[key, value])(self._data) | self._made  # type: ignore[valid-type]
            self._all_made = True
            self._data = Raw()
            self.__dict__.pop("_entries", None)
        return self._made

    @cached_property
    def _entries(self) -> dict[_Key, Raw]:
        made: dict[_Key, Raw] = _decoder(dict[self._types[0], Raw])(self._data)  # type: ignore[name-defined]
        return made


@cache
def _decoder(kind: Any) -> Callable[[Raw], Any]:
    return msgspec.msgpack.Decoder(kind).decode
