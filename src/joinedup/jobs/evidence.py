"""What a claim opens to: its figure's definition, and the files that the figure rests on."""

from collections.abc import Callable, Mapping

from joinedup import __version__
from joinedup.claims.model import Evidence, SourceFile
from joinedup.kinds.indicator import Indicator
from joinedup.release.figure import Figure
from joinedup.warehouse.manifest import Manifest

EvidenceOf = Callable[[tuple[Figure, ...]], Evidence]


def evidence_from(manifest: Manifest, catalogue: Mapping[str, Indicator], versions: Mapping[str, str]) -> EvidenceOf:
    """Return what gives the evidence of a claim about figures, by the definition of the first.

    `catalogue` are the definitions by slug, and `versions` theirs.
    """
    data_version = manifest.data_version  # worked out from every delivery, so once
    files = {
        one.id: SourceFile(one.file_name, one.sha256, one.received_on, one.sender_name) for one in manifest.deliveries
    }

    def evidence_of(figures: tuple[Figure, ...]) -> Evidence:
        indicator = catalogue[figures[0].indicator]
        rests_on = {delivery for figure in figures for delivery in figure.provenance.deliveries}
        return Evidence(
            definition=indicator.slug,
            definition_version=versions[indicator.slug],
            definition_status=indicator.source.status,
            definition_source=indicator.source.name,
            files=tuple(sorted((files[one] for one in sorted(rests_on)), key=lambda file: (file.sender, file.name))),
            data_version=data_version,
            code_version=__version__,
        )

    return evidence_of
