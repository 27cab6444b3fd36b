"""Nothing typed is lost, and a form that is sent twice does one thing.

A form carries `{% once %}`: a signed token that says for whom and on which page it was shown. The middleware does the
rest, without the view: it keeps the words of a form whose session has lapsed and fills the form again after the same
account signed in; and it lets one form do one thing, however often it is sent. Works with scripts off.
"""

from vigie.web.typed.keeping import kept_at
from vigie.web.typed.middleware import TypedMiddleware, stale
from vigie.web.typed.token import FIELD, Shown, made, read

__all__ = ["FIELD", "Shown", "TypedMiddleware", "kept_at", "made", "read", "stale"]
