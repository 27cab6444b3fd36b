"""Two years of invented work in three committees: what they sat on, asked, found, recommended and shared."""

from django.db import transaction

from sample.oversight.committees import sit
from sample.oversight.joint import hear_together
from sample.oversight.papers import write_papers
from sample.oversight.shared import share
from sample.oversight.threads import recommend


@transaction.atomic  # one for all: a thousand acts that each wait for the disk take a minute
def oversee() -> None:
    """Let clerks, chairs, members and ministries act, by the same acts as on the pages."""
    sit()
    hear_together()
    recommend()
    write_papers()
    share()


__all__ = ["oversee"]
