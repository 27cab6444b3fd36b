"""Lists come into being with the form that declares them."""

from __future__ import annotations

from vigie.core.xforms.definition import Definition
from vigie.intake.models import EntityList, FormFile, FormVersion


def declare_lists(version: FormVersion, definition: Definition) -> None:
    """Make the lists that a published version adds to, with their properties, and tie its files to them.

    A file that nobody brought and that is named like a list of the organisation is that list. Properties are
    only ever added: phones hold entities that have them. Part of the act that publishes.
    """
    owner = version.form.organisation
    for declared in definition.entities:
        found, _made = EntityList.objects.get_or_create(organisation=owner, name=declared.dataset)
        new = [name for name in declared.saves.values() if name not in found.properties]
        if new:
            found.properties = [*found.properties, *dict.fromkeys(new)]
            found.revision += 1
            found.save(update_fields=["properties", "revision"])
    _tie(owner)


def _tie(owner) -> None:
    """Also files of earlier forms: one may have been published before the list that it names."""
    lists = {
        f"{name}.csv": name
        for name in EntityList.objects.filter(organisation=owner).values_list("name", flat=True)
    }
    untied = FormFile.objects.filter(
        version__form__organisation=owner, sha256="", entity_list="", name__in=lists
    )
    for file in untied:
        file.entity_list = lists[file.name]
        file.save(update_fields=["entity_list"])
