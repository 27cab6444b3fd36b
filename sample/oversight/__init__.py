"""Two years of invented work in three committees: what they sat on, asked, found, recommended and shared."""

from django.db import transaction

from sample.oversight.committees import sit
from sample.oversight.exchange import correspond
from sample.oversight.framework import consult
from sample.oversight.joint import hear_together
from sample.oversight.papers import write_papers
from sample.oversight.shared import encircle, share
from sample.oversight.threads import recommend
from sample.oversight.visits import visit
from sample.oversight.who import is_done


def oversee() -> None:
    """Let clerks, chairs, members and ministries act, by the acts of the pages; a second time, nothing is done."""
    with transaction.atomic():  # one for all: a thousand acts that each wait for the disk take a minute
        if is_done():
            return
        sit()
        hear_together()
        recommend()
        write_papers()
        visit()
        circle = encircle()
        share(circle)
        consult(circle)
        correspond()


__all__ = ["oversee"]
