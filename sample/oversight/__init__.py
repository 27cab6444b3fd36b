"""Two years of invented work in three committees: what they sat on, asked, found, recommended and shared."""

from sample.oversight.committees import sit
from sample.oversight.papers import write_papers
from sample.oversight.shared import share
from sample.oversight.threads import recommend
from sample.oversight.visits import visit


def oversee() -> None:
    """Let clerks, chairs, members and ministries act, by the same acts as on the pages."""
    sit()
    recommend()
    write_papers()
    visit()
    share()


__all__ = ["oversee"]
