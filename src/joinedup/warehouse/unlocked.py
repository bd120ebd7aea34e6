"""Rows of encrypted deliveries as one Arrow data set: decrypted in memory, never in a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa

from joinedup.core.refusal import Refusal
from joinedup.sharing.decide import ERASURE, Grant
from joinedup.warehouse.key_ring import KeyRing
from joinedup.warehouse.lasting import refuse_stopped
from joinedup.warehouse.manifest import Delivery
from joinedup.warehouse.reads import note_read
from joinedup.warehouse.seal import Seal
from joinedup.warehouse.vault import Vault, hand_out, read_sealed

if TYPE_CHECKING:
    import pyarrow.dataset as ds


@dataclass(slots=True)
class Unlocked:
    """What a reader with a grant can open of a version's person-level deliveries. Keys are handed out when needed."""

    vault: Vault | None
    seals: Mapping[str, Seal]
    grant: Grant | None
    _ring: KeyRing | None = None
    _keys: dict[str, bytes] = field(default_factory=dict, repr=False)

    def rows(self, table: str, deliveries: Sequence[Delivery]) -> "ds.Dataset":
        """Return the rows of `table` in all the deliveries; columns that some of them lack are missing there.

        The data set holds the compressed bytes; an engine that scans it decodes the columns it asks for.
        """
        import pyarrow.dataset as ds  # brings pandas along: most commands open no rows, and begin sooner without

        form = ds.ParquetFileFormat()
        fragments = [form.make_fragment(self._bytes(table, one)) for one in deliveries]
        schema = pa.unify_schemas([one.physical_schema for one in fragments])
        return ds.FileSystemDataset(fragments, schema, form)

    def _bytes(self, table: str, delivery: Delivery) -> pa.Buffer:
        seal = self.seals.get(delivery.id)
        if seal is None or self.vault is None:
            raise Refusal(
                f"{delivery.file_name} from {delivery.sender_name} was loaded by an earlier version of this program, "
                "which did not encrypt rows about people: run `joinedup erase --warehouse FOLDER` once, which encrypts "
                "what is held."
            )
        if self.grant is not None and self.grant.purpose == ERASURE:
            raise Refusal("A grant for erasing opens nothing for reading.")
        refuse_stopped(self.grant)
        if delivery.id not in self._keys:
            if self._ring is None:
                self._ring = self.vault.read_ring()
            key = hand_out(delivery, seal, self.vault, self._ring, self.grant)
            if seal.agreement is not None and self.grant is not None:  # invented people are nobody
                note_read(self.vault, self._ring, self.grant, delivery)
            self._keys[delivery.id] = key
        return read_sealed(self.vault.root / "deliveries" / delivery.id, delivery, seal, table, self._keys[delivery.id])
