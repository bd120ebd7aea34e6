"""`fill_demonstration`: enter the county's agreements and services; refuse a warehouse that holds anybody real."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from joinedup.core.refusal import Refusal
from joinedup.site.demonstration import refuse_outside
from joinedup.warehouse.folder import is_warehouse
from joinedup.warehouse.store import read_manifest


class Command(BaseCommand):
    """Fill a demonstration; what is in it already stays."""

    help = "Fill a demonstration with the synthetic county's agreements and services."

    def handle(self, **_rest: Any) -> None:
        """Look at the warehouse first: real rows beside invented accounts would be theirs to open."""
        refuse_outside()
        warehouse = settings.WAREHOUSE
        if warehouse is not None and is_warehouse(Path(warehouse)):
            real = [one for one in read_manifest(Path(warehouse)).deliveries if one.is_about_real_people]
            if real:
                raise Refusal(
                    f"A demonstration opens invented people only, and {warehouse} holds rows about real ones."
                )
        call_command("invented_agreements", stdout=self.stdout)
        call_command("invented_services", stdout=self.stdout)
