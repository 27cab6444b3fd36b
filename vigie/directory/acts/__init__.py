"""What people do in the directory. Every entry rests on a source; one act leaves one line in the ledger."""

from vigie.directory.acts.accounts import (
    change_password,
    close_account,
    keep_preferences,
    open_account,
)
from vigie.directory.acts.bodies import add_standing, amend_standing, amend_succession, end_body
from vigie.directory.acts.people import (
    add_membership,
    add_organisation,
    add_person,
    add_post,
    admit,
    amend_membership,
    amend_organisation,
    amend_person,
    amend_post,
    let_go,
)
from vigie.directory.acts.units import (
    add_command,
    add_link,
    add_positioning,
    add_post_of_command,
    add_unit,
    amend_command,
    amend_link,
    amend_positioning,
    amend_unit,
)

__all__ = [
    "add_command", "add_link", "add_membership", "add_organisation", "add_person", "add_positioning",
    "add_post", "add_post_of_command", "add_standing", "add_unit", "admit", "amend_command", "amend_link",
    "amend_membership", "amend_organisation", "amend_person", "amend_positioning", "amend_post", "amend_standing",
    "amend_succession", "amend_unit", "change_password", "close_account", "end_body", "keep_preferences",
    "let_go", "open_account",
]  # fmt: skip
